"""What is asked for in the head, the lists and the forms of a page of records, and its answer."""

from __future__ import annotations

from collections.abc import Callable

from ccmdesk.model.words import Message
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.record_list import RecordList
from ccmdesk.ui.records.several import STILL_READ
from ccmdesk.ui.records.shown_page import ShownPage


def connect_list(page: ShownPage, shown: RecordList) -> None:
    """Let *page* do what is asked for in a list of it."""
    shown.chosen.connect(lambda record: page.open_row(shown.kind, record, focus=False))
    shown.opened.connect(lambda record: page.open_row(shown.kind, record))
    shown.delete_asked.connect(page.delete_record)
    shown.new_asked.connect(page.new_record)
    shown.guided_asked.connect(page.guided_asked)
    shown.clear_asked.connect(page.show_all)
    shown.left.connect(page.go_back)
    shown.filters.begin_asked.connect(page.begin_record)
    shown.several_asked.connect(page.do_with_rows)


def connect_form(page: ShownPage, form: RecordForm) -> None:
    """Let *page* do what is asked for in a form of it."""
    form.back_asked.connect(page.go_back)
    form.next_asked.connect(page.next_record)
    form.end_reached.connect(form.focusNextChild)
    if form.place is not None:
        form.place.map_asked.connect(page.map_asked)
    if form.sent is not None:
        form.sent.asked.connect(page.views.sent_asked)
    if form.file is not None:
        form.file.attach_asked.connect(page.attach_files)
        form.file.told.connect(page.told)


def do_from_head(page: ShownPage, name: str) -> None:
    """Do what a button in the head of *page* asks for."""
    doings: dict[str, Callable[[], object]] = {
        "guided": page.guided_asked.emit,
        "new": page.new_record,
        "duplicate": page.duplicate_record,
        "delete": page.delete_record,
        "history": page.show_history,
        "bin": page.show_bin,
    }
    doings[name]()


def delete_current(page: ShownPage, plan: OpenPlan) -> None:
    """Put the current record of *page* in the bin, or all that are selected there.

    Rows that others are about to take the place of are not what the user looks for.
    """
    shown = page.record_list()
    if not page.trail and shown.reader.busy:
        page.several.refused.emit(Message(STILL_READ))
        return
    if not page.trail and len(shown.chosen_ids()) > 1:
        page.several.delete(shown)
        return
    record = page.current_record()
    if record is None:
        return
    page.leave()  # what was typed last comes back with the record
    row = shown.model.row_of(record.id)
    if page.attempt(lambda: plan.delete(record)) and row is not None:
        page.record_list().select_near(row)
        page.record_list().focus()
