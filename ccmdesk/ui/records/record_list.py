"""The list of one kind: a table over the whole width, or a narrow list beside a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ccmdesk.db.write import Step
from ccmdesk.model.codec import DELETED
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.empty_page import EmptyPage
from ccmdesk.ui.records.narrow_list import NarrowList
from ccmdesk.ui.records.table_model import RecordTable
from ccmdesk.ui.records.wide_table import WideTable


class RecordList(QWidget):
    """Keeps order, search, chosen record and scroll position of one kind."""

    chosen = Signal(object)
    """The id of the record whose row is the current one, while the list is narrow."""

    opened = Signal(object)
    """The id of the record the user wants in the form."""

    delete_asked = Signal()
    new_asked = Signal()
    guided_asked = Signal()
    clear_asked = Signal()
    left = Signal()
    """The user leaves the narrow list for the table."""

    def __init__(self, plan: OpenPlan, kind: type[Any], *, widths: ColumnWidths) -> None:
        super().__init__()
        self.kind = kind
        self.searched = ""
        self._plan = plan
        self._column: int | None = None
        self._whole: int | None = None
        self._descending = False
        self._quiet = False
        self.model = RecordTable(plan, kind, counts_missing=True, parent=self)
        self.table = WideTable(plan, self.model, widths=widths)
        self.narrow = NarrowList(plan)
        self.empty = EmptyPage(plan, kind)
        self._stack = QStackedWidget()
        self._sum = QLabel()
        self._is_narrow = False
        self._lay_out()
        self._connect()
        self.retranslate()

    def requery(self) -> None:
        """Ask for the ids again, in the order and with the words that are set."""
        self._show(self._ids())

    def _show(self, ids: list[UUID]) -> None:
        kept = self.current()
        self._quiet = True
        self.model.show(ids)
        self._show_filled()
        if kept is not None:
            self.select(kept)
        self._quiet = False
        self._show_stack()

    def after(self, step: Step) -> None:
        """Show what a step changed; rows come and go, but none jumps while it is edited."""
        name = BY_RECORD[self.kind].name
        own = [change for change in step.changes if change.kind == name]
        binned = {change.record for change in own if change.new.get(DELETED) is True}
        if any(DELETED in change.new and change.record not in binned for change in own):
            self._whole = None
            self.requery()
        elif binned:
            self._whole = None
            self._show([record for record in self.model.ids if record not in binned])
        elif any(self.model.names(change.kind) for change in step.changes):
            self.model.reread()
        else:
            self.model.touch(change.record for change in own)
        if own and not binned:
            self._show_filled()

    def set_missing(self, missing: Mapping[UUID, int]) -> None:
        """Say how much is missing in each record; the words get the room they need."""
        self.model.set_missing(missing)
        self.table.fit_columns()

    def search(self, text: str) -> None:
        """Narrow the list to the records that hold *text*."""
        if text != self.searched:
            self.searched = text
            self.requery()

    def sort(self, column: int) -> None:
        """Sort by a column; the same column again turns the order round."""
        self._descending = self._column == column and not self._descending
        self._column = column
        way = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, way)
        self.requery()

    def current(self) -> UUID | None:
        """Return the id of the current row."""
        index = self.table.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def select(self, record: UUID) -> bool:
        """Make the row of a record the current one and scroll to it; False when it is not here."""
        row = self.model.row_of(record)
        if row is None:
            return False
        self._choose_row(row)
        return True

    def select_near(self, row: int) -> None:
        """Choose the row at *row*, or the last one there is."""
        if self.model.rowCount():
            self._choose_row(min(max(row, 0), self.model.rowCount() - 1))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Show the narrow list, or the table with its columns."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._hand_over()
        self._show_stack()

    def focus(self) -> None:
        """Put the focus on the list, or on the one button of an empty one."""
        if self._stack.currentWidget() is self.empty:
            self.empty.focus()
        else:
            if not self.table.currentIndex().isValid():
                self.select_near(0)
            view = self.narrow if self._is_narrow else self.table
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say headings, cells and names again, in the order of the language."""
        name = self._plan.lang(BY_RECORD[self.kind].many)
        self.table.setAccessibleName(name)
        self.narrow.setAccessibleName(name)
        self.model.retranslate()
        self.requery()
        self.table.fit_columns()
        self.narrow.fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_narrow:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for part in (self.table, self.narrow, self.empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._stack, 1)
        column.addWidget(self._sum)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.delete_asked.connect(self.delete_asked)
        self.table.sort_asked.connect(self.sort)
        self.narrow.delete_asked.connect(self.delete_asked)
        self.narrow.enter_asked.connect(lambda: self._open(self.narrow.currentIndex()))
        self.table.selectionModel().currentRowChanged.connect(self._move)
        self.empty.new_asked.connect(self.new_asked)
        self.empty.guided_asked.connect(self.guided_asked)
        self.empty.clear_asked.connect(self.clear_asked)

    def _ids(self) -> list[UUID]:
        from ccmdesk.db.query import ListQuery

        column, kind = self._column, BY_RECORD[self.kind]
        usual = kind.title[0] if kind.by_name else None
        asked = ListQuery(
            kind=self.kind,
            sort=usual if column is None else self.table.column_name(column),
            descending=self._descending,
            search=self.searched,
            language=self._plan.lang.code,
        )
        ids = self._plan.store.ids(asked)
        if column is not None and self.table.column_name(column) is None:
            ids.sort(key=self.model.missing, reverse=not self._descending)
        return ids

    def _show_filled(self) -> None:
        """Leave out the columns that would be empty from top to bottom."""
        by = self.model.filled_by
        every = {name for names in by.values() for name in names}
        filled = self._plan.store.filled(self.kind, every)
        shown = (name for name, names in by.items() if filled.intersection(names))
        self.table.show_columns(frozenset(shown))

    def _choose_row(self, row: int) -> None:
        index = self.model.index(row, 0)
        quiet, self._quiet = self._quiet, True
        if self.table.currentIndex().row() != row:
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._quiet = quiet
        view = self.narrow if self._is_narrow else self.table
        view.scrollTo(index)

    def _hand_over(self) -> None:
        """Let the narrow list have the records only while it is seen: laying it out takes time."""
        if self._is_narrow:
            self.narrow.take(self.model, self.table.selectionModel())
        else:
            self.narrow.setModel(None)

    def _move(self, index: QModelIndex) -> None:
        if index.isValid() and self._is_narrow and not self._quiet:
            self.chosen.emit(self.model.id_at(index.row()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.model.id_at(index.row()))

    def _show_stack(self) -> None:
        self.empty.set_searched(self.searched)
        if not self.model.rowCount():
            self._stack.setCurrentWidget(self.empty if not self._is_narrow else self.narrow)
        else:
            self._stack.setCurrentWidget(self.narrow if self._is_narrow else self.table)
        self._say_sum()

    def _say_sum(self) -> None:
        lang, shown = self._plan.lang, self.model.rowCount()
        if not self.searched:
            self._whole = shown
        if self.searched:
            if self._whole is None:
                name = BY_RECORD[self.kind].name
                self._whole = self._plan.store.counts([name])[name]
            count = self._whole
            said = lang(
                N_("{shown} of {count} shown"), shown=lang.number(shown), count=lang.number(count)
            )
        else:
            said = lang.ngettext("{n} record", "{n} records", shown)
        self._sum.setText(said)
        self._sum.setVisible(bool(shown or self.searched) and not self._is_narrow)
