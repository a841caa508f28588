"""The list of one kind: a table over the whole width, or a narrow list beside a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ccmdesk.db.id_list import IdList
from ccmdesk.db.query import ListQuery
from ccmdesk.db.write import Step
from ccmdesk.model.codec import DELETED, Json
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.sameness import JOINABLE
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.below_list import BelowList
from ccmdesk.ui.records.chosen_columns import ChosenColumns
from ccmdesk.ui.records.column_box import ColumnBox
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.empty_page import EmptyPage
from ccmdesk.ui.records.filter_bar import FilterBar
from ccmdesk.ui.records.list_columns import ListColumns
from ccmdesk.ui.records.listing import Listed, Listing, ListReader
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
        self._by_missing = self._descending = self._quiet = self._is_narrow = False
        self._told: Listed | None = None
        self._made: list[UUID] = []
        self._stood_on: UUID | None = None
        self._wanted: UUID | None = None
        self.model = RecordTable(plan, kind, counts_missing=True, parent=self)
        self.table = WideTable(plan, self.model, widths=widths)
        self.narrow_list = NarrowList(plan)
        self.empty = EmptyPage(plan, kind)
        self.columns = ListColumns(plan, self.table, chosen or ChosenColumns())
        self.filters = FilterBar(plan, kind, self._counts)
        self.below = BelowList(plan, joins=BY_RECORD[kind].name in JOINABLE)
        self.reader = ListReader(plan, self)
        self._stack = QStackedWidget()
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
        self._read(rows=True)

    def _read(self, *, rows: bool) -> None:
        """Have the list read, or only what is told of it; until then it stays as it is."""
        self.reader.ask(
            Listing(
                query=self._query(),
                is_part=self.is_part,
                missing=self.model.lacks if self._by_missing else None,
                made=tuple(self._made),
                columns=self.columns.left_out_when_empty,
                rows=rows,
                total=not self._is_narrow,
                opens=not self.model.rowCount(),
            )
        )
        self._show_stack()

    def _take(self, listed: Listed) -> None:
        last, self._told = self._told, listed
        begun = last is not None and last.whole is None
        if listed.ids is not None and not self._shows(listed.ids, begun=begun):
            self._show(listed.ids)
        self.columns.show_filled(listed.filled)
        self._show_stack()

    def _shows(self, ids: IdList, *, begun: bool) -> bool:
        """Whether these rows are there already, or follow those of a list that is *begun*."""
        if self._wanted is not None:
            return False
        return ids.packed == self.model.ids.packed or (begun and self.model.go_on(ids))

    def _show(self, ids: IdList) -> None:
        """Show other rows; those selected, or the one that is waited for, are chosen again."""
        kept, several = self._wanted or self.current(), () if self._wanted else self.chosen_ids()
        self._quiet, self._wanted = True, None
        self.model.show(ids)
        if kept is not None:
            self.select(kept)
        elif self.table.hasFocus():
            self.select_near(0)
        self.table.choose_more(several)
        self._quiet = False

    def after(self, step: Step) -> None:
        """Show what a step changed; rows come and go, but none jumps or goes beside its form."""
        name = BY_RECORD[self.kind].name
        own = [change for change in step.changes if change.kind == name]
        binned = {change.record for change in own if change.new.get(DELETED) is True}
        come = [c.record for c in own if DELETED in c.new and c.record not in binned]
        if come:
            self._made += come if self.is_part else []
            self.model.touch([change.record for change in own])
            self.requery()
            return
        if binned:
            self._show(self.model.ids.without(binned))
        elif any(self.model.names(change.kind) for change in step.changes):
            self.model.reread()
        else:
            self.model.touch([change.record for change in own])
        if own:
            self._read(rows=self.reader.busy or (self.is_part and not self._is_narrow))

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
        if row is not None:
            self._choose_row(row)
        elif self.reader.busy:
            self._wanted = record
        return row is not None or self.reader.busy

    def select_near(self, row: int) -> None:
        """Choose the row at *row*, or the last one there is."""
        if self.model.rowCount():
            self._choose_row(min(max(row, 0), self.model.rowCount() - 1))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Show the narrow list, or the table with its columns."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._hand_over()
            if not narrow and self._told is not None and self._told.sums is None:
                row = self.table.currentIndex().row()
                self._read(rows=self.is_part)
                if not self.table.currentIndex().isValid():
                    self.select_near(row)
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
        if self._told is None or self._query().follows_language:
            self._read(rows=True)
        else:
            self._show_stack()
        self.table.fit_columns()
        self.table.doItemsLayout()  # else Qt does it after the table is painted, and paints again
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
        self.columns.refill.connect(lambda: self._read(rows=False))
        self.reader.read.connect(self._take)
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
            only=self.narrowing.only(self.model.lacking),
        )

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
        if (name := self.table.column_name(column)) is not None:
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
        if not self.model.rowCount() and not self.reader.busy:
            self._stack.setCurrentWidget(self.empty if not self._is_narrow else self.narrow_list)
        else:
            self._stack.setCurrentWidget(self.narrow_list if self._is_narrow else self.table)
        bar = self.model.rowCount() or self.is_part or self.filters.begin is not None
        self.filters.setVisible(not self._is_narrow and bool(bar))
        self._tell_selected()
        self._say_sum()

    def _say_sum(self) -> None:
        told, lang, shown = self._told, self._plan.lang, self.model.rowCount()
        if told is None or told.whole is None:
            self.below.sum.setText("")
            return
        if self.is_part:
            count = lang.number(told.whole)
            said = lang(N_("{shown} of {count} shown"), shown=lang.number(shown), count=count)
        else:
            said = lang.ngettext("{n} record", "{n} records", shown)
        total = total_words(self.kind, told.sums or {}, lang) if not self._is_narrow else ""
        if total:
            said = lang(C_("count and sum", "{count} – {sum}"), count=said, sum=total)
        self.below.sum.setText(said)
        self.below.setVisible(self.is_part or (bool(shown) and not self._is_narrow))
