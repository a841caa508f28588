"""A page of records: the kinds of one section, their lists, and the form of one record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ccmdesk.db.write import Step
from ccmdesk.model.codec import DELETED
from ccmdesk.model.problem import Problem
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.arrangement import arrange
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.first_values import first_values
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.kind_tabs import KindTabs
from ccmdesk.ui.records.page_head import PageHead
from ccmdesk.ui.records.record_list import RecordList
from ccmdesk.ui.records.section_views import SectionViews
from ccmdesk.ui.records.table_model import title_of
from ccmdesk.ui.sections import Section


class RecordsPage(QWidget):
    """The list at the side where lines begin, the form beside it; without one the whole table."""

    record_shown = Signal(object, object)
    """(kind, id) of what is in the form; the id is None when only the list is shown."""

    def __init__(self, plan: OpenPlan, section: Section, *, widths: ColumnWidths) -> None:
        super().__init__()
        self._plan = plan
        self._widths = widths
        self.section = section
        self._trail: list[tuple[type[Any], UUID]] = []
        self._lists: dict[type[Any], RecordList] = {}
        self._forms: dict[type[Any], RecordForm] = {}
        self._stale = False
        self.head = PageHead(plan, section)
        self.tabs = KindTabs(plan, section)
        self.views = SectionViews(plan)
        self._list_stack, self._form_stack = QStackedWidget(), QStackedWidget()
        self._side = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.show_kind(section.kinds[0])
        if section.views and not section.lists_first:
            self.show_view(section.views[0].name)

    # ---- what the window asks for -------------------------------------------------------------

    def show_kind(self, kind: type[Any]) -> None:
        """Show the list of *kind*, one of the section's kinds."""
        self.close_form()
        self._set_kind(kind)

    def show_view(self, name: str) -> None:
        """Show one of the section's views where the lists are."""
        self.close_form()
        self._side.hide()
        self.tabs.show_view(name)
        self.head.show_tools(self.views.open(name).tools)

    def take_focus(self) -> None:
        """Put the focus on the view or the list that is shown."""
        if self.views.shown is not None:
            self.views.shown.take_focus()
        else:
            self._list().focus()

    def show_record(self, kind: type[Any], record_id: UUID, field: str | None = None) -> None:
        """Show one record in the form with the cursor in *field*, the first one when None."""
        self._set_kind(kind if kind in self.section.kinds else self.shown_kind())
        if kind in self.section.kinds:
            found = self._list().select(record_id)
            if not found and self._list().searched:
                self.head.clear_search()
                self._list().search("")
                self._list().select(record_id)
        self._trail = [(kind, record_id)]
        self._show_top(field, focus=True)

    def new_record(self) -> UUID | None:
        """Write an empty record of the shown kind and put the cursor in its first field."""
        kind = self.shown_kind()
        made: list[UUID] = []
        if self._attempt(lambda: made.append(self._plan.add(kind, first_values(self._plan, kind)))):
            self.show_record(kind, made[0])
            return made[0]
        return None

    def duplicate_record(self) -> None:
        """Write a copy of the current record and show it."""
        record, made = self.current_record(), list[UUID]()
        if record is not None and self._attempt(lambda: made.append(self._plan.duplicate(record))):
            self._open(type(record), made[0])

    def delete_record(self) -> None:
        """Put the current record in the bin; undo brings it back."""
        record = self.current_record()
        if record is None:
            return
        row = self._list().model.row_of(record.id)
        if self._attempt(lambda: self._plan.delete(record)) and row is not None:
            self._list().select_near(row)
            self._list().focus()

    def show_history(self) -> QWidget | None:
        """Open the history of the current record; None when there is no record."""
        from ccmdesk.ui.records.history import HistoryBox

        here = self.current()
        if here is None:
            return None
        self._leave_form()
        box = HistoryBox(self._plan, *here, self)
        box.show()
        return box

    def show_bin(self) -> QWidget:
        """Open the deleted records of the shown kind."""
        from ccmdesk.ui.records.history import BinBox

        box = BinBox(self._plan, self.shown_kind(), self)
        box.show()
        return box

    def focus_search(self) -> None:
        """Put the cursor into the field that narrows the list."""
        self._set_kind(self.shown_kind())
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def current(self) -> tuple[type[Any], UUID] | None:
        """Return (kind, id) of the record in the form, else of the current row of the list."""
        if self.views.shown is not None:
            return None
        if self._trail:
            return self._trail[-1]
        record = self._list().current()
        return None if record is None else (self.shown_kind(), record)

    def current_record(self) -> Any | None:
        """Return the current record as it is now, or None."""
        here = self.current()
        return None if here is None else self._plan.store.get(*here)

    def shown_kind(self) -> type[Any]:
        """Return the kind whose list is shown."""
        return self._list().kind

    def form(self) -> RecordForm | None:
        """Return the form that is shown, or None while only the list is."""
        return self._forms[self._trail[-1][0]] if self._trail else None

    def record_list(self) -> RecordList:
        """Return the list that is shown."""
        return self._list()

    def close_form(self) -> None:
        """Go back to the table, at the row where the user was."""
        self._leave_form()
        was_open = bool(self._trail)
        self._trail = []
        self._form_stack.hide()
        if self._list_stack.count():
            self._list().set_narrow(False)
            self._arrange()
            if was_open:
                self.record_shown.emit(self.shown_kind(), None)

    def leave(self) -> None:
        """Save what is typed; to be called before the plan is closed."""
        self._leave_form()
        self.views.save()

    def retranslate(self) -> None:
        """Say every word of the page again; lists, forms and what is typed stay."""
        self.head.retranslate()
        self.tabs.retranslate()
        for shown in self._lists.values():
            shown.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        if self._stale:
            self._stale = False
            self._reread()
        self._count_missing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save what is typed before the window closes and lets go of the plan."""
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.leave()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ---- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._body.setContentsMargins(14, 0, 8, 0)
        self._body.setSpacing(8)
        self._body.addWidget(self._side)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        side.addWidget(self.tabs.choice)
        side.addWidget(self._list_stack, 1)
        self._body.addWidget(self._form_stack, 1)
        self._body.addWidget(self.views, 1)
        self._form_stack.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose_kind)
        self.tabs.viewed.connect(self.show_view)
        self.views.open_asked.connect(self.show_record)
        self.head.asked.connect(self._do)
        self.head.searched.connect(lambda text: self._list().search(text))
        self.head.left_search.connect(lambda: self._list().focus())
        self._plan.changed.connect(self._written)
        self._plan.checking.done.connect(self._count_missing)

    def _choose_kind(self, kind: type[Any]) -> None:
        from_form = bool(self._trail)
        self.show_kind(kind)
        if from_form:
            self._list().focus()

    def _do(self, name: str) -> None:
        doings: dict[str, Callable[[], object]] = {
            "new": self.new_record,
            "duplicate": self.duplicate_record,
            "delete": self.delete_record,
            "history": self.show_history,
            "bin": self.show_bin,
        }
        doings[name]()

    def _list(self) -> RecordList:
        shown = self._list_stack.currentWidget()
        assert isinstance(shown, RecordList)  # noqa: S101 - the stack holds nothing else
        return shown

    def _set_kind(self, kind: type[Any]) -> None:
        self.views.leave()
        self._side.show()
        self.head.show_tools(None)
        if kind not in self._lists:
            shown = self._lists[kind] = RecordList(self._plan, kind, widths=self._widths)
            shown.chosen.connect(lambda record: self._open(kind, record, focus=False))
            shown.opened.connect(lambda record: self._open(kind, record))
            shown.delete_asked.connect(self.delete_record)
            shown.new_asked.connect(self.new_record)
            shown.clear_asked.connect(self.head.clear_search)
            shown.left.connect(self._back_to_list)
            self._list_stack.addWidget(shown)
            self._count_missing()
        self._list_stack.setCurrentWidget(self._lists[kind])
        self._lists[kind].set_narrow(bool(self._trail))
        self.tabs.show_kind(kind)
        self.head.show_search(self._lists[kind].searched)

    def _open(self, kind: type[Any], record: UUID, *, focus: bool = True) -> None:
        """Show a record of the list; what was opened from another record is left."""
        self._trail = [(kind, record)]
        self._list().select(record)
        self._show_top(None, focus=focus)

    def _open_from(self, kind: type[Any], record: UUID) -> None:
        """Show a record that the one in the form names, with a way back."""
        if self._plan.store.get(kind, record) is not None:
            self._trail.append((kind, record))
            self._show_top(None, focus=True)

    def _go_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show_top(None, focus=True)
        else:
            self._back_to_list()

    def _back_to_list(self) -> None:
        self.close_form()
        self._list().focus()

    def _show_top(self, field: str | None, *, focus: bool) -> None:
        kind, record_id = self._trail[-1]
        record = self._plan.store.get(kind, record_id)
        if record is None:
            self._drop_gone()
            return
        form = self._form(kind)
        if self._form_stack.currentWidget() is not form:
            self._leave_form()
        self._form_stack.setCurrentWidget(form)
        back_to = title_of(self._plan, *self._trail[-2]) if len(self._trail) > 1 else ""
        self._form_stack.show()
        self._list().set_narrow(True)
        self._arrange()
        form.show_record(record, back_to=back_to)
        self._list().select(self._trail[0][1])
        self.record_shown.emit(kind, record_id)
        if focus and not form.focus_field(field):
            form.focus_field(None)

    def _form(self, kind: type[Any]) -> RecordForm:
        if kind not in self._forms:
            form = self._forms[kind] = RecordForm(self._plan, kind)
            form.open_asked.connect(self._open_from)
            form.back_asked.connect(self._go_back)
            form.leave_asked.connect(self._back_to_list)
            self._form_stack.addWidget(form)
        return self._forms[kind]

    def _leave_form(self) -> None:
        form = self._form_stack.currentWidget()
        if isinstance(form, RecordForm):
            form.leave()

    def _written(self, step: Step) -> None:
        if not self.isVisible():
            self._stale = True
            return
        for shown in self._lists.values():
            shown.after(step)
        if any(DELETED in change.new for change in step.changes):
            self.tabs.count()
        self._refresh_form()

    def _reread(self) -> None:
        for shown in self._lists.values():
            shown.requery()
        self.tabs.count()
        self._refresh_form()

    def _refresh_form(self) -> None:
        form = self.form()
        if form is not None and not form.refresh():
            self._drop_gone()

    def _drop_gone(self) -> None:
        """Show what a record that is gone was opened from, else the list."""
        while self._trail and self._plan.store.get(*self._trail[-1]) is None:
            self._trail.pop()
        if self._trail:
            self._show_top(None, focus=True)
        else:
            self._trail = []
            self._form_stack.hide()
            self._list().set_narrow(False)
            self._arrange()
            self.record_shown.emit(self.shown_kind(), None)
            self._list().focus()

    def _count_missing(self) -> None:
        found = self._plan.found
        if found is not None and self.isVisible():
            for shown in self._lists.values():
                shown.set_missing(found.missing)

    def _attempt(self, work: Callable[[], object]) -> bool:
        self.head.tell(None)
        try:
            work()
        except Problem as problem:
            self.head.tell(problem.message)
            return False
        return True

    def _arrange(self) -> None:
        """Put the list beside the form, above it where there is no room, or alone."""
        is_open = bool(self._trail)
        arrange(self._body, self._side, beside_form=is_open, width=self.width())
        self.tabs.setVisible(not is_open)
        self.tabs.choice.setVisible(is_open)
