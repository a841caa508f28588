"""What the parts of a page of records may ask of the page they are on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.record_list import RecordList
from ccmdesk.ui.records.section_views import SectionViews
from ccmdesk.ui.records.several import Several


class ShownPage(Protocol):
    """A page of records, as its form, its lists and its head see it."""

    views: SectionViews
    several: Several

    @property
    def record_shown(self) -> SignalInstance:
        """(kind, id) of what is in the form; the id is None when only the list is shown."""

    @property
    def told(self) -> SignalInstance:
        """A Message: what was done with several records."""

    @property
    def map_asked(self) -> SignalInstance:
        """A record that is to be seen on the map."""

    @property
    def back_asked(self) -> SignalInstance:
        """The Spot from where the record that was left had been opened."""

    @property
    def guided_asked(self) -> SignalInstance:
        """The user wants the guided questions."""

    @property
    def trail(self) -> list[tuple[type[Any], UUID]]:
        """The record in the form, behind those it was opened from."""

    def record_list(self) -> RecordList:
        """Return the list that is shown."""

    def form(self) -> RecordForm | None:
        """Return the form that is shown, or None while only the list is."""

    def shown_kind(self) -> type[Any]:
        """Return the kind whose list is shown."""

    def current_record(self) -> Any | None:
        """Return the current record as it is now, or None."""

    def show_record(self, kind: type[Any], record_id: UUID, field: str | None = None) -> None:
        """Show one record in the form with the cursor in *field*."""

    def show_instead(self, kind: type[Any], record: UUID) -> None:
        """Show a record with the way back of the one that is in the form."""

    def open_row(self, kind: type[Any], record: UUID, *, focus: bool = True) -> None:
        """Show a record of the list."""

    def go_back(self) -> None:
        """Go back to what the record in the form was opened from."""

    def back_to_list(self) -> None:
        """Leave the form for the list."""

    def leave(self) -> None:
        """Save what is typed."""

    def close_form(self) -> None:
        """Go back to the table."""

    def arrange(self) -> None:
        """Share the room between list and form."""

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do *work*; a Problem is told below the head of the page."""

    def show_all(self) -> None:
        """Take search and filters away from the list that is shown."""

    def new_record(self) -> UUID | None:
        """Write an empty record of the shown kind."""

    def next_record(self) -> UUID | None:
        """Save the record in the form and begin the next of its kind."""

    def begin_record(self) -> None:
        """Begin a record from what is known."""

    def duplicate_record(self) -> None:
        """Write a copy of the current record and show it."""

    def delete_record(self) -> None:
        """Put the current record, or all that are selected, in the bin."""

    def show_history(self) -> QWidget | None:
        """Open the history of the current record."""

    def show_bin(self) -> QWidget:
        """Open the deleted records of the shown kind."""

    def attach_files(self) -> None:
        """Let the user choose files to attach."""

    def do_with_rows(self, what: str) -> None:
        """Change, delete, copy or paste rows of the list."""
