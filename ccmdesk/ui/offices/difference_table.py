"""Differences between offices as rows; only those in sight are worded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ccmdesk.actions.difference_words import DifferenceWords
from ccmdesk.actions.settle import Difference
from ccmdesk.db.history import Entry
from ccmdesk.model.kinds import BY_NAME, Kind
from ccmdesk.model.words import C_
from ccmdesk.ui.offices.record_names import RecordNames
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import Index
from ccmdesk.ui.records.words import shown_in

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_HEADS = (
    C_("history", "Record"),
    C_("history", "Field"),
    C_("history", "Now"),
    C_("difference", "After the decision"),
)
_SHORT = 2


class DifferenceTable(QAbstractTableModel):
    """Record and field; with *keeps*, which says what is kept, also the value now and then."""

    def __init__(
        self,
        plan: OpenPlan,
        parent: QObject | None = None,
        *,
        keeps: Callable[[Difference], Entry] | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._keeps = plan, keeps
        self.found: list[Difference] = []
        self._names = RecordNames(plan)
        self._words = DifferenceWords(shown_in(plan), plan.packs)

    def put(self, found: Sequence[Difference]) -> None:
        """Show other differences."""
        self.beginResetModel()
        self.found = list(found)
        self.forget()
        self.endResetModel()

    def forget(self) -> None:
        """Word every row again when it is looked at."""
        self._words = DifferenceWords(shown_in(self._plan), self._plan.packs)
        self._names.forget()

    def remove(self, row: int) -> None:
        """Take one row away: it is decided."""
        self.beginRemoveRows(_ROOT, row, row)
        del self.found[row]
        self.endRemoveRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: Index = _ROOT) -> int:
        columns = _SHORT if self._keeps is None else len(_HEADS)
        return 0 if parent.isValid() else columns

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        one, words = self.found[index.row()], self._words
        match index.column():
            case 0:
                return self._name(index.row())
            case 1:
                return words.field(one)
        shown = one.sides[0]
        kept = shown if self._keeps is None else self._keeps(one)
        return words.side(one, shown if index.column() == _SHORT else kept)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(_HEADS[section])
        return None

    def _name(self, row: int) -> str:
        return self._names.of(self.found[row].record, rows=self.found, row=row, about=_about)


def _about(one: Difference) -> Iterable[tuple[Kind, UUID]]:
    return ((BY_NAME[one.kind], one.record),)


def record_name(plan: OpenPlan, found: Difference) -> str:
    """Return what the record of a difference is called."""
    kind = BY_NAME[found.kind]
    record = plan.store.get(kind.record, found.record)
    return plan.lang(kind.one) if record is None else shown_in(plan).named(record)
