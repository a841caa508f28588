"""Puts a plan where there may be one already: what was there goes when the new one is whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.db.atomic_file import put_file, set_aside
from ccmdesk.db.beside import SIDE_FILES, first_there
from ccmdesk.db.key_beside import copy_key_file


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

    Where *to* is a link, that is beside the file it leads to. Raises Problem as `put_file` does.
    """
    place = to.resolve()
    aside: list[Path] = []

    def verify(part: Path) -> None:
        coming.check(part)
        if coming.sets_aside or not place.exists():
            aside.extend(_cleared(place))
        if coming.key_of is not None:
            copy_key_file(coming.key_of, place)

    put_file(place, coming.make, verify=verify)
    return next(iter(aside), None)


def _cleared(place: Path) -> list[Path]:
    """Set aside what is at *place* with all beside it; return where the plan is now, if it was."""
    had = place.exists()
    if first_there(place) is None:
        return []
    former = set_aside(place, sides=SIDE_FILES)
    return [former] if had else []
