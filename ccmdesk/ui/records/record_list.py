"""The list of one kind: a table over the whole width, or a narrow list beside a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ccmdesk.db.query import ListQuery
from ccmdesk.db.write import Step
from ccmdesk.model.codec import DELETED, Json
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.below_list import BelowList
from ccmdesk.ui.records.chosen_columns import ChosenColumns
from ccmdesk.ui.records.column_box import ColumnBox
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.empty_page import EmptyPage
from ccmdesk.ui.records.filter_bar import FilterBar
from ccmdesk.ui.records.list_columns import ListColumns
from ccmdesk.ui.records.narrow_list import NarrowList
from ccmdesk.ui.records.narrowing import Narrowing
from ccmdesk.ui.records.table_model import RecordTable
from ccmdesk.ui.records.totals import total_words
from ccmdesk.ui.records.wide_table import WideTable

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class RecordList(QWidget):
    """Keeps order, search, filters, columns, chosen record and scroll position of one kind."""

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

    several_asked = Signal(str)
    """What is to be done with the selected records: change, delete, copy or paste."""

    def __init__(
        self,
        plan: OpenPlan,
        kind: type[Any],
        *,
        widths: ColumnWidths,
        chosen: ChosenColumns | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.searched = ""
        self.narrowing = Narrowing()
        self._plan = plan
        self._sorted: str | None = None
        self._by_missing = False
        self._whole: int | None = None
        self._total: str | None = None
        self._made: list[UUID] = []
        self._stood_on: UUID | None = None
        self._descending = False
        self._quiet = False
        self.model = RecordTable(plan, kind, counts_missing=True, parent=self)
        self.table = WideTable(plan, self.model, widths=widths)
        self.narrow_list = NarrowList(plan)
        self.empty = EmptyPage(plan, kind)
        self.columns = ListColumns(plan, self.table, chosen or ChosenColumns())
        self.filters = FilterBar(plan, kind, self._counts)
        self.below = BelowList(plan)
        self._stack = QStackedWidget()
        self._is_narrow = False
        self._lay_out()
        self._connect()
        self.columns.take()
        self.retranslate()

    @property
    def is_part(self) -> bool:
        """Whether only some of the records are shown."""
        return bool(self.searched or self.narrowing)

    def requery(self) -> None:
        """Ask for the ids again, in the order and with the words that are set."""
        self._show(self._ids())

    def _show(self, ids: list[UUID]) -> None:
        kept = self.current()
        self._quiet, self._total = True, None
        self.model.show(ids)
        self.columns.show_filled()
        if kept is not None:
            self.select(kept)
        self._quiet = False
        self._show_stack()

    def after(self, step: Step) -> None:
        """Show what a step changed; rows come and go, but none jumps while it is edited."""
        name = BY_RECORD[self.kind].name
        own = [change for change in step.changes if change.kind == name]
        binned = {change.record for change in own if change.new.get(DELETED) is True}
        come = [c.record for c in own if DELETED in c.new and c.record not in binned]
        if come:
            self._whole = None
            self._made += come if self.is_part else []
            self.requery()
        elif binned:
            self._whole = None
            self._show([record for record in self.model.ids if record not in binned])
        elif any(self.model.names(change.kind) for change in step.changes):
            self.model.reread()
        else:
            self.model.touch(change.record for change in own)
        if own and not binned:
            self.columns.show_filled()
        if own:
            self._total = None
            self._say_sum()

    def set_missing(self, missing: Mapping[UUID, int]) -> None:
        """Say how much is missing in each record; the words get the room they need."""
        self.model.set_missing(missing)
        self.table.fit_columns()
        if self.narrowing.missing and not self._is_narrow:
            self.requery()

    def search(self, text: str) -> None:
        """Narrow the list to the records that hold *text*."""
        if text != self.searched:
            self.searched, self._made = text, []
            self.requery()

    def narrow(self, wanted: Narrowing) -> None:
        """Narrow the list to the records with certain values, on top of what is searched."""
        if wanted != self.narrowing:
            self.narrowing, self._made = wanted, []
            self.filters.show_narrowing(wanted)
            self.requery()

    def sort(self, column: int) -> None:
        """Sort by a column; the same column again turns the order round."""
        again = (self._sorted, self._by_missing) == self._order_of(column)
        self.sort_by(column, _DOWN if again and not self._descending else _UP)

    def sort_by(self, column: int, way: Qt.SortOrder) -> None:
        """Sort by a column, upwards or downwards."""
        self._sorted, self._by_missing = self._order_of(column)
        self._descending = way == _DOWN
        self._show_order()
        self.requery()

    def chosen_ids(self) -> tuple[UUID, ...]:
        """Return the selected records, in the order they are shown."""
        return tuple(self.model.id_at(row) for row in self.table.chosen_rows())

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
            view = self.narrow_list if self._is_narrow else self.table
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say headings, cells and names again, in the order of the language."""
        name = self._plan.lang(BY_RECORD[self.kind].many)
        self.table.setAccessibleName(name)
        self.narrow_list.setAccessibleName(name)
        self.filters.retranslate()
        self.below.retranslate()
        self.model.retranslate()
        self.requery()
        self.table.fit_columns()
        self.narrow_list.fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_narrow:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for part in (self.table, self.narrow_list, self.empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.below)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.delete_asked.connect(self.delete_asked)
        self.table.sort_asked.connect(self.sort)
        self.table.copy_asked.connect(lambda: self.several_asked.emit("copy"))
        self.table.paste_asked.connect(lambda: self.several_asked.emit("paste"))
        asks = self.table.asks
        asks.sort.connect(self.sort_by)
        asks.values.connect(self._ask_values)
        asks.columns.connect(self.choose_columns)
        self.columns.leaving.connect(self._leave_row)
        self.columns.taken.connect(self._columns_taken)
        self.filters.narrowed.connect(self.narrow)
        self.filters.columns_asked.connect(self.choose_columns)
        self.below.asked.connect(self.several_asked)
        self.table.selectionModel().selectionChanged.connect(self._tell_selected)
        self.narrow_list.delete_asked.connect(self.delete_asked)
        self.narrow_list.enter_asked.connect(lambda: self._open(self.narrow_list.currentIndex()))
        self.table.selectionModel().currentRowChanged.connect(self._move)
        self.empty.new_asked.connect(self.new_asked)
        self.empty.guided_asked.connect(self.guided_asked)
        self.empty.clear_asked.connect(self.clear_asked)

    @property
    def _name(self) -> str:
        return BY_RECORD[self.kind].name

    def _query(self) -> ListQuery:
        """Return what is listed now, in its order."""
        kind = BY_RECORD[self.kind]
        usual = kind.title[0] if kind.by_name and not self._by_missing else None
        return ListQuery(
            kind=self.kind,
            sort=self._sorted or usual,
            descending=self._descending,
            search=self.searched,
            language=self._plan.lang.code,
            filters=self.narrowing.filters,
            only=self.model.lacking if self.narrowing.missing else None,
        )

    def _ids(self) -> list[UUID]:
        ids = self._plan.store.ids(self._query())
        if self._by_missing:
            ids.sort(key=self.model.missing, reverse=not self._descending)
        if self._made:
            known = set(ids)
            made = [record for record in self._made if record not in known]
            ids += [record.id for record in self._plan.store.records(self.kind, made)]
        return ids

    def _counts(self, name: str) -> Mapping[Json, int]:
        """Return how often each value of a field is there, whatever it is narrowed to itself."""
        others = self.narrowing.put(name, ()).filters
        return self._plan.store.facets.values(
            replace(self._query(), filters=others, sort=None), name
        )

    def _order_of(self, column: int) -> tuple[str | None, bool]:
        name = self.table.column_name(column)
        return name, name is None

    def _show_order(self) -> None:
        """Show the arrow in the heading of the column the list is sorted by, where it is seen."""
        names = [field.name for field in self.model.fields]
        place = names.index(self._sorted) if self._sorted in names else -1
        place = len(names) if self._by_missing else place
        self.table.horizontalHeader().setSortIndicator(place, _DOWN if self._descending else _UP)

    def _ask_values(self, column: int) -> None:
        name = self.table.column_name(column)
        if name is not None:
            self.filters.open_values(name)

    def choose_columns(self) -> ColumnBox:
        """Open the box in which the columns are chosen."""
        return self.columns.choose(self.filters.columns)

    def _leave_row(self) -> None:
        self._stood_on = self.current()

    def _columns_taken(self) -> None:
        """Choose the row of before again: with its new columns the model was read anew."""
        self._hand_over()
        self._show_order()
        if self._stood_on is not None:
            self.select(self._stood_on)

    def _tell_selected(self) -> None:
        self.below.show_selected(0 if self._is_narrow else len(self.table.chosen_rows()))

    def _choose_row(self, row: int) -> None:
        index = self.model.index(row, 0)
        quiet, self._quiet = self._quiet, True
        if self.table.currentIndex().row() != row:
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._quiet = quiet
        view = self.narrow_list if self._is_narrow else self.table
        view.scrollTo(index)

    def _hand_over(self) -> None:
        """Let the narrow list have the records only while it is seen: laying it out takes time."""
        if self._is_narrow:
            self.narrow_list.take(self.model, self.table.selectionModel())
        else:
            self.narrow_list.setModel(None)

    def _move(self, index: QModelIndex) -> None:
        if index.isValid() and self._is_narrow and not self._quiet:
            self.chosen.emit(self.model.id_at(index.row()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.model.id_at(index.row()))

    def _show_stack(self) -> None:
        self.empty.set_searched(self.searched, narrowed=bool(self.narrowing))
        if not self.model.rowCount():
            self._stack.setCurrentWidget(self.empty if not self._is_narrow else self.narrow_list)
        else:
            self._stack.setCurrentWidget(self.narrow_list if self._is_narrow else self.table)
        bar = self.model.rowCount() or self.is_part or self.filters.begin is not None
        self.filters.setVisible(not self._is_narrow and bool(bar))
        self._tell_selected()
        self._say_sum()

    def _say_sum(self) -> None:
        lang, shown = self._plan.lang, self.model.rowCount()
        if self.is_part:
            count = self._count()
            said = lang(
                N_("{shown} of {count} shown"), shown=lang.number(shown), count=lang.number(count)
            )
        else:
            self._whole = shown
            said = lang.ngettext("{n} record", "{n} records", shown)
        if self._total is None and not self._is_narrow:
            self._total = total_words(replace(self._query(), sort=None), self._plan)
        if self._total and not self._is_narrow:
            said = lang(C_("count and sum", "{count} – {sum}"), count=said, sum=self._total)
        self.below.sum.setText(said)
        self.below.setVisible(self.is_part or (bool(shown) and not self._is_narrow))

    def _count(self) -> int:
        """Return how many records there are in all."""
        if self._whole is None:
            self._whole = self._plan.store.counts([self._name])[self._name]
        return self._whole
