"""A page of records: the kinds of one section, their lists, and the form of one record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ccmdesk.db.write import Step
from ccmdesk.model.codec import DELETED
from ccmdesk.model.need import Need
from ccmdesk.model.problem import Problem
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.attaching import Attaching, DropPage
from ccmdesk.ui.records.chosen_columns import ChosenColumns
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.form_side import FormSide
from ccmdesk.ui.records.history_boxes import open_bin, open_history
from ccmdesk.ui.records.kind_tabs import KindTabs
from ccmdesk.ui.records.making import Making
from ccmdesk.ui.records.narrowing import Narrowing
from ccmdesk.ui.records.page_body import PageBody
from ccmdesk.ui.records.page_head import PageHead
from ccmdesk.ui.records.page_parts import connect_list, delete_current, do_from_head
from ccmdesk.ui.records.record_list import RecordList
from ccmdesk.ui.records.section_views import SectionViews
from ccmdesk.ui.records.several import Several
from ccmdesk.ui.sections import Section
from ccmdesk.ui.spot import Spot


class RecordsPage(DropPage):
    """The list at the side where lines begin, the form beside it; without one the whole table."""

    record_shown = Signal(object, object)
    """(kind, id) of what is in the form; the id is None when only the list is shown."""

    told = Signal(object)
    """A Message: what was done with several records."""

    pasted = Signal(object)
    """PastedRows, to be looked at as an import."""

    map_asked = Signal(object)
    """A record that is to be seen on the map."""

    back_asked = Signal(object)
    """The Spot from where the record that was left had been opened."""

    guided_asked = Signal()
    """The user wants the guided questions, about the need in the form if there is one."""

    def __init__(
        self,
        plan: OpenPlan,
        section: Section,
        *,
        widths: ColumnWidths,
        chosen: ChosenColumns | None = None,
    ) -> None:
        super().__init__()
        self._plan = plan
        self._widths, self._chosen = widths, chosen or ChosenColumns()
        self.section = section
        self._lists: dict[type[Any], RecordList] = {}
        self._stale = False
        self.head = PageHead(plan, section)
        self.tabs = KindTabs(plan, section)
        self.views = SectionViews(plan, self._chosen)
        self._body = PageBody(self.tabs.choice, self.views)
        self._list_stack = self._body.lists
        self.side = FormSide(plan, self, self._body.forms)
        self._making = Making(plan, self)
        self.several, self.attaching = Several(plan, self), Attaching(plan, self)
        self._lay_out()
        self._connect()
        self.show_kind(section.kinds[0])
        if section.views and not section.lists_first:
            self.show_view(section.views[0].name)

    def show_kind(self, kind: type[Any]) -> None:
        """Show the list of *kind*, one of the section's kinds."""
        self.close_form()
        self._set_kind(kind)

    def show_view(self, name: str) -> None:
        """Show one of the section's views where the lists are."""
        self.close_form()
        self.tabs.show_view(name)
        self.head.show_tools(self.views.open(name).tools)
        self._body.show_view(shown=True)

    def take_focus(self) -> None:
        """Put the focus on the view or the list that is shown."""
        if self.views.shown is not None:
            self.views.shown.take_focus()
        else:
            self.record_list().focus()

    def show_record(
        self,
        kind: type[Any],
        record_id: UUID,
        field: str | None = None,
        *,
        origin: Spot | None = None,
    ) -> None:
        """Show one record in the form with the cursor in *field*, the first one when None.

        The way back leads to *origin*, else to the list.
        """
        self._set_kind(kind if kind in self.section.kinds else self.shown_kind())
        if kind in self.section.kinds:
            found = self.record_list().select(record_id)
            if not found and self.record_list().is_part:
                self.show_all()
                self.record_list().select(record_id)
        self.side.show(kind, record_id, field, origin=origin)

    def new_record(self) -> UUID | None:
        """Write an empty record of the shown kind and put the cursor in its first field."""
        return self._making.new({})

    def begin_record(self) -> None:
        """Begin a record from a typical one, or the next year from the last one."""
        self._making.begin()

    def next_record(self) -> UUID | None:
        """Save the record in the form and begin the next of its kind, with the number after it."""
        return self._making.following()

    def duplicate_record(self) -> None:
        """Write a copy of the current record and show it."""
        self._making.duplicate()

    def delete_record(self) -> None:
        """Put the current record, or all that are selected, in the bin; undo brings it back."""
        delete_current(self, self._plan)

    def show_history(self) -> QWidget | None:
        """Open the history of the current record; None when there is no record."""
        here = self.current()
        if here is None:
            return None
        self.leave()
        return open_history(self._plan, here, self)

    def show_bin(self) -> QWidget:
        """Open the deleted records of the shown kind."""
        return open_bin(self._plan, self.shown_kind(), self)

    def do_with_rows(self, what: str) -> None:
        """Change, delete or copy the selected rows of the list, or paste others."""
        self.head.tell(None)
        self.several.do(what, self.record_list())

    def attach_files(self) -> None:
        """Let the user choose files to attach; they are about the record in the form."""
        self.attaching.choose(self._shown_record(), self)

    def focus_search(self) -> None:
        """Put the cursor into the field that narrows the list."""
        self._set_kind(self.shown_kind())
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    @property
    def trail(self) -> list[tuple[type[Any], UUID]]:
        """The record in the form, behind those it was opened from; empty without a form."""
        return self.side.trail

    def spot(self) -> Spot:
        """Return what is shown here, to come back to."""
        return Spot(
            page=self.section.name,
            view=self.views.name,
            trail=tuple(self.trail),
            before=self.side.origin,
        )

    def come_back(self, spot: Spot) -> None:
        """Show again what was here, at its place."""
        if spot.view:
            self.show_view(spot.view)
            self.views.stand_again()
        elif spot.trail:
            first, _ = spot.trail[0]
            self._set_kind(first if first in self.section.kinds else self.shown_kind())
            self.side.show_again(spot.trail, spot.before)
        else:
            self.back_to_list()

    def current(self) -> tuple[type[Any], UUID] | None:
        """Return (kind, id) of the record in the form, else of the current row of the list."""
        if self.views.shown is not None:
            return None
        if self.trail:
            return self.trail[-1]
        record = self.record_list().current()
        return None if record is None else (self.shown_kind(), record)

    def current_record(self) -> Any | None:
        """Return the current record as it is now, or None."""
        here = self.current()
        return None if here is None else self._plan.store.get(*here)

    def shown_kind(self) -> type[Any]:
        """Return the kind whose list is shown."""
        return self.record_list().kind

    def form(self) -> RecordForm | None:
        """Return the form that is shown, or None while only the list is."""
        return self.side.form()

    def record_list(self) -> RecordList:
        """Return the list that is shown."""
        shown = self._list_stack.currentWidget()
        assert isinstance(shown, RecordList)  # noqa: S101 - the stack holds nothing else  # nosec B101
        return shown

    def close_form(self) -> None:
        """Go back to the table, at the row where the user was."""
        self.leave()
        was_open = self.side.close()
        if self._list_stack.count():
            self.record_list().set_narrow(False)
            self.arrange()
            if was_open:
                self.record_shown.emit(self.shown_kind(), None)

    def back_to_list(self) -> None:
        """Leave the form for the list."""
        self.close_form()
        self.record_list().focus()

    def open_row(self, kind: type[Any], record: UUID, *, focus: bool = True) -> None:
        """Show a record of the list; what was opened from another record is left."""
        self.record_list().select(record)
        self.side.show(kind, record, None, focus=focus)

    def show_instead(self, kind: type[Any], record: UUID) -> None:
        """Show a record with the way back of the one that is in the form."""
        self.trail[-1] = (kind, record)
        self.side.show_top(None, focus=True)

    def go_back(self) -> None:
        """Go back to what the record in the form was opened from, at last to the list."""
        self.side.go_back()

    def leave(self) -> None:
        """Save what is typed; to be called before the plan is closed."""
        self.side.leave()
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
        self.arrange()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose_kind)
        self.tabs.viewed.connect(self.show_view)
        self.views.open_asked.connect(self._open_from_view)
        self.head.asked.connect(partial(do_from_head, self))
        self.head.searched.connect(lambda text: self.record_list().search(text))
        self.head.left_search.connect(lambda: self.record_list().focus())
        self.dropped.connect(lambda files: self.attaching.attach(files, self._shown_record()))
        for doing in (self.several, self.attaching):
            doing.told.connect(self.told)
            doing.refused.connect(self.head.tell)
        self.several.pasted.connect(self.pasted)
        self._plan.changed.connect(self._written)
        self._plan.checking.done.connect(self._count_missing)

    def _open_from_view(self, kind: type[Any], record: UUID) -> None:
        self.show_record(kind, record, origin=self.spot())

    def _shown_record(self) -> Any | None:
        """Return the record in the form, None while only the list is shown."""
        return self.current_record() if self.trail else None

    def _choose_kind(self, kind: type[Any]) -> None:
        from_form = bool(self.trail)
        self.show_kind(kind)
        if from_form:
            self.record_list().focus()

    def _set_kind(self, kind: type[Any]) -> None:
        self.views.leave()
        self._body.show_view(shown=False)
        self.head.show_tools(None)
        if kind not in self._lists:
            shown = RecordList(self._plan, kind, widths=self._widths, chosen=self._chosen)
            self._lists[kind] = shown
            connect_list(self, shown)
            self._list_stack.addWidget(shown)
            self._count_missing()
        self._list_stack.setCurrentWidget(self._lists[kind])
        self._lists[kind].set_narrow(bool(self.trail))
        self.tabs.show_kind(kind)
        self.head.offer_guided(guided=kind is Need)
        self.head.show_search(self._lists[kind].searched)

    def show_all(self) -> None:
        """Take search and filters away from the list that is shown."""
        self.head.clear_search()
        self.record_list().search("")
        self.record_list().narrow(Narrowing())

    def _written(self, step: Step) -> None:
        if not self.isVisible():
            self._stale = True
            return
        for shown in self._lists.values():
            shown.after(step)
        if any(DELETED in change.new for change in step.changes):
            self.tabs.count()
        self.side.refresh()

    def _reread(self) -> None:
        for shown in self._lists.values():
            shown.requery()
        self.tabs.count()
        self.side.refresh()

    def _count_missing(self) -> None:
        found = self._plan.found
        if found is not None and self.isVisible():
            for shown in self._lists.values():
                shown.set_missing(found.missing)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do *work*; a Problem is told below the head of the page."""
        self.head.tell(None)
        try:
            work()
        except Problem as problem:
            self.head.tell(problem.message)
            return False
        return True

    def arrange(self) -> None:
        """Show the kinds beside each other, or the form with a choice of kinds above the list."""
        open_ = bool(self.trail)
        self.tabs.setVisible(not open_)
        self.tabs.choice.setVisible(open_)
        self._body.arrange(open_=open_, width=self.width())
