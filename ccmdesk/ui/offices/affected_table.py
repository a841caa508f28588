"""The records that a package would touch, as rows that are worded when they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ccmdesk.actions.look_into import Affected, Happens
from ccmdesk.lang.show import Show
from ccmdesk.model.codec import DELETED, unflatten
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import Index
from ccmdesk.ui.records.words import shown_in

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_HEADS = (
    C_("package", "What happens"),
    C_("history", "Record"),
    C_("package", "Fields"),
)


class AffectedTable(QAbstractTableModel):
    """Ten thousand records cost no more than those in sight."""

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._all: Sequence[Affected] = ()
        self.rows: Sequence[Affected] = ()
        self._show: Show = shown_in(plan)
        self._names: dict[tuple[Happens, UUID], str] = {}

    def put(self, affected: Sequence[Affected]) -> None:
        """Show other records."""
        self._all = affected
        self.narrow(None)

    def narrow(self, happens: Happens | None) -> None:
        """Show only those to which *happens* happens; None for all."""
        self.beginResetModel()
        self.rows = [one for one in self._all if happens in {None, one.happens}]
        self._show = shown_in(self._plan)
        self._names = {}
        self.endResetModel()

    def count(self, happens: Happens) -> int:
        """Return to how many records *happens* happens."""
        return sum(one.happens is happens for one in self._all)

    def name(self, affected: Affected) -> str:
        """Return what a record is called, also one that is not in the plan yet."""
        key = (affected.happens, affected.change.record)
        if key not in self._names:
            self._names[key] = self._named(affected)
        return self._names[key]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        one, lang = self.rows[index.row()], self._plan.lang
        match index.column():
            case 0:
                return lang(one.happens.label)
            case 1:
                return self.name(one)
        return lang.number(sum(key != DELETED for key in one.change.new))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(_HEADS[section])
        return None

    def _named(self, one: Affected) -> str:
        change, lang = one.change, self._plan.lang
        if change.kind not in BY_NAME:
            return change.kind
        kind = BY_NAME[change.kind]
        live = self._plan.store.get(kind.record, change.record)
        if live is None and one.happens is Happens.NEW:
            live = unflatten(kind.record, change.record, _without_mark(change.new))
        return lang(kind.one) if live is None else self._show.named(live)


def _without_mark(values: Any) -> Any:
    return {key: value for key, value in values.items() if key != DELETED}
