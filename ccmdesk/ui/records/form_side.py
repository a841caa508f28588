"""The forms of a page, one a kind, and the way back from the record that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.page_parts import connect_form
from ccmdesk.ui.records.shown_page import ShownPage
from ccmdesk.ui.records.table_model import title_of
from ccmdesk.ui.spot import Spot, spot_words

if TYPE_CHECKING:
    from ccmdesk.ui.spot import Trail


class FormSide:
    """Knows the record in the form, those it was opened from, and the spot before all of them."""

    def __init__(self, plan: OpenPlan, page: ShownPage, stack: QStackedWidget) -> None:
        self._plan, self._page, self._stack = plan, page, stack
        self._forms: dict[type[Any], RecordForm] = {}
        self.trail: list[tuple[type[Any], UUID]] = []
        self.origin: Spot | None = None

    def form(self) -> RecordForm | None:
        """Return the form that is shown, or None while only the list is."""
        return self._forms[self.trail[-1][0]] if self.trail else None

    def show(
        self,
        kind: type[Any],
        record: UUID,
        field: str | None,
        *,
        origin: Spot | None = None,
        focus: bool = True,
    ) -> None:
        """Show a record; the way back leads to *origin*, else to the list.

        A record that is shown already keeps its way back.
        """
        if origin is not None or self.trail != [(kind, record)]:
            self.origin = origin
        self.trail = [(kind, record)]
        self.show_top(field, focus=focus)

    def show_again(self, trail: Trail, origin: Spot | None) -> None:
        """Show a record with all that it was opened from."""
        self.trail, self.origin = list(trail), origin
        self.show_top(None, focus=True)

    def open_from(self, kind: type[Any], record: UUID) -> None:
        """Show a record that the one in the form names, with a way back."""
        if self._plan.store.get(kind, record) is not None:
            self.trail.append((kind, record))
            self.show_top(None, focus=True)

    def go_back(self) -> None:
        """Go back to what the record in the form was opened from, at last to the list."""
        if len(self.trail) > 1:
            self.trail.pop()
            self.show_top(None, focus=True)
        elif self.origin is not None:
            origin = self.origin
            self._page.close_form()
            self._page.back_asked.emit(origin)
        else:
            self._page.back_to_list()

    def show_top(self, field: str | None, *, focus: bool) -> None:
        """Show the last record of the trail in the form."""
        page, (kind, record_id) = self._page, self.trail[-1]
        record = self._plan.store.get(kind, record_id)
        if record is None:
            self._drop_gone()
            return
        form = self._form(kind)
        if self._stack.currentWidget() is not form:
            self.leave()
        self._stack.setCurrentWidget(form)
        self._stack.show()
        page.record_list().set_narrow(True)
        page.arrange()
        form.show_record(record, back_to=self.back_words)
        page.record_list().select(self.trail[0][1])
        page.record_shown.emit(kind, record_id)
        if focus and not form.focus_field(field):
            form.focus_field(None)

    def back_words(self) -> str:
        """Return what the way back leads to; nothing for the list."""
        if len(self.trail) > 1:
            return title_of(self._plan, *self.trail[-2])
        return "" if self.origin is None else spot_words(self._plan, self.origin)

    def close(self) -> bool:
        """Hide the form, and say whether one was shown."""
        was_open = bool(self.trail)
        self.trail, self.origin = [], None
        self._stack.hide()
        return was_open

    def leave(self) -> None:
        """Save what is typed."""
        form = self._stack.currentWidget()
        if isinstance(form, RecordForm):
            form.leave()

    def refresh(self) -> None:
        """Read the record in the form again after a write."""
        form = self.form()
        if form is not None and not form.refresh():
            self._drop_gone()

    def _form(self, kind: type[Any]) -> RecordForm:
        if kind not in self._forms:
            form = self._forms[kind] = RecordForm(self._plan, kind)
            form.open_asked.connect(self.open_from)
            connect_form(self._page, form)
            self._stack.addWidget(form)
        return self._forms[kind]

    def _drop_gone(self) -> None:
        """Show what a record that is gone was opened from, else the list."""
        while self.trail and self._plan.store.get(*self.trail[-1]) is None:
            self.trail.pop()
        if self.trail:
            self.show_top(None, focus=True)
            return
        page = self._page
        self.close()
        page.record_list().set_narrow(False)
        page.arrange()
        page.record_shown.emit(page.shown_kind(), None)
        page.record_list().focus()
