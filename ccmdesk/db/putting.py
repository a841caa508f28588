"""Puts a plan where there may be one already: what was there goes when the new one is whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.db.atomic_file import keep_beside, put_file, set_aside, take_back
from ccmdesk.db.beside import JOURNALS, KEY, SIDE_FILES, first_there
from ccmdesk.db.key_beside import copy_key_file, is_no_plain_plan, key_file
from ccmdesk.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A plan that comes to a place: how it is made and checked, and whose key file goes with it.

    With *sets_aside* what is at the place is kept beside it, otherwise it is replaced. What lies
    there of a plan that is not there any more, as its key, is kept in any case.
    """

    make: Callable[[Path], None]
    check: Callable[[Path], None]
    key_of: Path | None = None
    sets_aside: bool = False


def put_plan(to: Path, coming: Coming) -> Path | None:
    """Put a plan at *to* once it was checked; return where what was there is now, if it is kept.

    Where *to* is a link, that is beside the file it leads to. What fails leaves the plan that was
    there, and a key file that opens it. Raises Problem as `put_file` does.
    """
    place = to.resolve()
    former = _Former(place, coming)

    def verify(part: Path) -> None:
        coming.check(part)
        if coming.key_of is None:
            former.leave()
        else:
            copy_key_file(coming.key_of, place, before=former.leave)

    try:
        put_file(place, coming.make, verify=verify)
    except BaseException:
        former.come_back()
        raise
    return former.aside


class _Former:
    """What was at a place before a plan comes to it."""

    def __init__(self, place: Path, coming: Coming) -> None:
        self.aside: Path | None = None
        self._place = place
        self._sets_aside = coming.sets_aside
        self._gets_key = coming.key_of is not None and key_file(coming.key_of).exists()
        self._had_key = key_file(place).exists()

    def leave(self) -> None:
        """Make room, when all that comes is written.

        What was closed rightly stays under its name too until then: no cut leaves nothing there.
        One with a journal would lack that, and a key that stays would be taken for that of a plan
        that has none.
        """
        had = self._place.exists()
        if (self._sets_aside or not had) and first_there(self._place):
            stays = had and not first_there(self._place, endings=JOURNALS)
            if stays and (self._gets_key or not self._had_key):
                former = keep_beside(self._place, sides=(KEY,))
            else:
                former = set_aside(self._place, sides=SIDE_FILES)
            self.aside = former if had else None

    def come_back(self) -> None:
        """Undo what was done; where the disk goes on failing, what was set aside stays there."""
        with suppress(OSError, Problem):
            if self.aside is not None:
                take_back(self.aside, self._place, sides=SIDE_FILES)
            if not (self._had_key or self._needs_key()):
                key_file(self._place).unlink(missing_ok=True)

    def _needs_key(self) -> bool:
        """Whether the plan that is there now came with a key, before the disk failed."""
        return self._place.exists() and is_no_plain_plan(self._place)
