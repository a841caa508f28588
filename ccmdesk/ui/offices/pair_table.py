"""Pairs of records that are probably one, as rows; only those in sight are worded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ccmdesk.lang.show import Show
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import C_
from ccmdesk.rules.twice import Pair
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import Index
from ccmdesk.ui.records.words import shown_in

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_HEADS = (C_("twice", "One"), C_("twice", "The other"))
_PAGE = 64


class PairTable(QAbstractTableModel):
    """One row a pair: both names, and why when somebody rests on it."""

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.found: list[Pair] = []
        self._names: dict[UUID, str] = {}

    def put(self, found: Sequence[Pair]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self.found = list(found)
        self.forget()
        self.endResetModel()

    def forget(self) -> None:
        """Word every row again when it is looked at."""
        self._names = {}

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        pair = self.found[index.row()]
        record = (pair.first, pair.second)[index.column()]
        match role:
            case _Role.DisplayRole:
                return self._name(index.row(), record)
            case _Role.ToolTipRole | _Role.AccessibleDescriptionRole:
                return self._plan.lang.join([self._plan.lang.say(one) for one in pair.reasons])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(_HEADS[section])
        return None

    def _name(self, row: int, record: UUID) -> str:
        if record not in self._names:
            first = row - row % _PAGE
            self._read(self.found[first : first + _PAGE])
        return self._names[record]

    def _read(self, found: Sequence[Pair]) -> None:
        show: Show = shown_in(self._plan)
        for kind in {pair.kind for pair in found}:
            ids = [one for p in found if p.kind is kind for one in (p.first, p.second)]
            self._names |= dict.fromkeys(ids, self._plan.lang(BY_RECORD[kind].one))
            live = self._plan.store.records(kind, ids)
            self._names |= {record.id: show.title(record) for record in live}
