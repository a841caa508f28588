"""What the records of a long table are called, read some rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from ccmdesk.lang.show import Show
from ccmdesk.model.kinds import Kind
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import shown_in

_PAGE = 64
_Row = TypeVar("_Row")


class RecordNames:
    """Those of the rows around one are read with it; a record that is gone is called its kind."""

    def __init__(self, plan: OpenPlan, word: Callable[[Show, Any], str] = Show.named) -> None:
        self._plan, self._word = plan, word
        self._known: dict[UUID, str] = {}

    def forget(self) -> None:
        """Word every name again when it is asked for."""
        self._known = {}

    def of(
        self,
        record: UUID,
        *,
        rows: Sequence[_Row],
        row: int,
        about: Callable[[_Row], Iterable[tuple[Kind, UUID]]],
    ) -> str:
        """Return the name of a record of *row*; *about* says which records a row is about."""
        if record not in self._known:
            first = row - row % _PAGE
            near = [one for some in rows[first : first + _PAGE] for one in about(some)]
            self._read(near)
        return self._known[record]

    def _read(self, near: Iterable[tuple[Kind, UUID]]) -> None:
        plan, show = self._plan, shown_in(self._plan)
        by_kind: dict[Kind, dict[UUID, None]] = {}
        for kind, record in near:
            by_kind.setdefault(kind, {})[record] = None
        for kind, ids in by_kind.items():
            self._known |= dict.fromkeys(ids, plan.lang(kind.one))
            live = plan.store.records(kind.record, list(ids))
            self._known |= {record.id: self._word(show, record) for record in live}
