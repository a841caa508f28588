"""The changes of one step, or of going back, as rows: record, field, one value and the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ccmdesk.actions.history_words import HistoryWords
from ccmdesk.db.history import Entry
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import DELETED
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.plan_history.step_table import titles_of
from ccmdesk.ui.records.table_model import Index
from ccmdesk.ui.records.words import shown_in

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_OF_A_STEP = (
    C_("history", "Record"),
    C_("history", "Field"),
    C_("history", "Before"),
    C_("history", "After"),
)
_OF_A_PACKAGE = (*_OF_A_STEP[:2], C_("history", "Now"), C_("package", "After taking it in"))
_TO_DECIDE = (*_OF_A_STEP[:2], C_("package", "Here"), C_("package", "In the package"))
_OF_GOING_BACK = (*_OF_A_STEP[:2], C_("history", "Now"), C_("history", "After going back"))
MOST = 100
"""Rows shown at once; a step may have changed many thousand fields."""


class ChangeTable(QAbstractTableModel):
    """Each cell in words; without entries it is empty."""

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._headings: tuple[str, ...] = _OF_A_STEP
        self._cells: list[tuple[str, ...]] = []
        self._names: dict[UUID, str] = {}
        self.entries: Sequence[Entry] = ()

    def show_step(self, entries: Sequence[Entry]) -> None:
        """Show what a step changed, in the order it was written."""
        self._show(entries[::-1], _OF_A_STEP)

    def show_back(self, changes: Iterable[Change]) -> None:
        """Show what going back would change."""
        self._show(list(_entries(changes, does=StepKind.RETURN)), _OF_GOING_BACK)

    def show_preview(self, change: Change | None, *, name: str = "", decide: bool = False) -> None:
        """Show what a package would do to one record, which is called *name*."""
        changes = () if change is None else (change,)
        self._names = {} if change is None else {change.record: name}
        made = change is not None and change.old.get(DELETED) is True
        entries = _entries(changes, does=StepKind.ADD if made else StepKind.MERGE)
        self._show(list(entries), _TO_DECIDE if decide else _OF_A_PACKAGE)

    def retranslate(self) -> None:
        """Say every cell again."""
        self._show(self.entries, self._headings)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_OF_A_STEP)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        return self._cells[index.row()][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(self._headings[section])
        return None

    def _show(self, entries: Sequence[Entry], headings: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.entries, self._headings = entries[:MOST], headings
        self._cells = self._worded()
        self.endResetModel()

    def _worded(self) -> list[tuple[str, ...]]:
        """Return every cell in words; a record that is gone is called by its kind alone."""
        plan = self._plan
        words = HistoryWords(shown_in(plan), plan.packs)
        titles = titles_of(plan, ((entry.kind, entry.record) for entry in self.entries))
        return [
            (
                self._names.get(entry.record)
                or titles.get(entry.record)
                or plan.lang(BY_NAME[entry.kind].one),
                words.field(entry),
                words.value(entry, entry.old),
                words.value(entry, entry.new),
            )
            for entry in self.entries
        ]


def _entries(changes: Iterable[Change], *, does: StepKind) -> Iterable[Entry]:
    """Yield each field of *changes* as a history tells it; who and when are not known yet."""
    from ccmdesk.ui.opening import now

    moment, nothing = now(), UUID(int=0)
    for change in changes:
        for key in change.new:
            yield Entry(
                at=moment, by="", office="", does=does, why="", step=nothing,
                kind=change.kind, record=change.record, key=key,
                old=change.old.get(key), new=change.new[key],
            )  # fmt: skip
