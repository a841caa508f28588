"""The open document of a window: the store, who works, the language, and what just changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ccmdesk.actions import (
    approve as approval_acts,
)
from ccmdesk.actions import (
    attach_file,
    edit_record,
    edit_several,
    fill_budget,
    next_report,
    next_year,
)
from ccmdesk.actions import (
    settle as settling,
)
from ccmdesk.actions.author import Author
from ccmdesk.actions.fill_budget import FillCell
from ccmdesk.db.query import ListQuery
from ccmdesk.db.reading import R
from ccmdesk.db.store import Store
from ccmdesk.db.undo import Brief
from ccmdesk.db.write import Step
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import show_of
from ccmdesk.lang.places.notation import Notation
from ccmdesk.lang.show import Show
from ccmdesk.model.change import StepKind
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import NotSaved
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import FieldNote
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.checking import Checked, Checking
from ccmdesk.ui.following import Following
from ccmdesk.ui.jobs import Jobs
from ccmdesk.ui.offices.suggesting import Suggesting
from ccmdesk.ui.unsaved import Held, Unsaved

P = ParamSpec("P")
T = TypeVar("T")
_Write = Callable[Concatenate["OpenPlan", P], T]


def _writes(write: _Write[P, T]) -> _Write[P, T]:
    """Let the check wait while *write* is done, and let the window know when the disk refuses."""

    @wraps(write)
    def writes(plan: OpenPlan, /, *args: P.args, **named: P.kwargs) -> T:
        plan.checking.hold()
        try:
            return write(plan, *args, **named)
        except NotSaved as problem:
            plan.not_saved.emit(problem)
            raise

    return writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the frame of the window says of a plan: whose it is, what undo and redo would do."""

    state: StateParty | None
    plan: Plan | None
    undo: Brief | None
    redo: Brief | None


class OpenPlan(QObject):
    """One plan in one window; every write goes through it and is announced once.

    Problems are raised to the caller: a form shows them under the field, an action in a dialog.
    """

    changed = Signal(object)
    """Emitted with the Step after each write, undo and redo."""

    notation_changed = Signal()
    """Coordinates are shown in another way."""

    not_saved = Signal(object)
    """Emitted with the Problem when the disk has refused a write; the caller gets it as well."""

    typed_asked = Signal()
    """Whoever holds something typed is to save it now."""

    closing = Signal()
    """Emitted before the file is let go of, so that what was typed last is still saved."""

    def __init__(
        self,
        store: Store,
        *,
        packs: Packs,
        author: Author,
        lang: Lang,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.packs = packs
        self.author = author
        self._lang = lang
        self._notation = Notation.DECIMAL
        self.checking = Checking(store, packs=packs, today=lambda: self.author.today, parent=self)
        self.suggesting = Suggesting(store, self.checking, self)
        self.unsaved = Unsaved()
        self._head: Head | None = None
        self._page = False
        self._step: UUID | None = None
        self.reading = Jobs(self)
        """For what takes too long for the window itself but must not wait until an export of a
        minute is done: figures, the areas of the map, backups.
        """
        self.listing = Jobs(self)
        """The reading of long lists, which must not wait for figures."""
        self.is_of_others = False
        """Whether the step that is being announced was saved by others."""
        self.following = Following(store, self)
        self.following.came.connect(self._follow)
        self.following.lost.connect(self.not_saved)

    @property
    def lang(self) -> Lang:
        """The window's language, never the language of a paper."""
        return self._lang

    def set_lang(self, lang: Lang) -> None:
        """Change the window's language; the window then sends LanguageChange to its widgets.

        What is typed is saved before, as the language that it was typed in reads it.
        """
        if lang.code != self._lang.code:
            self.typed_asked.emit()
        self._lang = lang

    @property
    def head(self) -> Head:
        """What the frame of the window says of the plan, read again after each write."""
        if self._head is None:
            store = self.store
            self._head = Head(
                state=store.first(StateParty),
                plan=store.first(Plan),
                undo=store.next_undo(),
                redo=store.next_redo(),
            )
        return self._head

    @property
    def notation(self) -> Notation:
        """How coordinates are shown in the window; they can be typed in any way."""
        return self._notation

    def set_notation(self, notation: Notation) -> None:
        """Show coordinates in another way."""
        if notation is not self._notation:
            self._notation = notation
            self.notation_changed.emit()

    @property
    def found(self) -> Checked | None:
        """What the last check found; None before the first one is done."""
        return self.checking.last

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing as of the last check, in the order of paper and command line."""
        return () if self.found is None else self.found.findings

    @property
    def show(self) -> Show:
        """Shows values in the window's language, with records as they were at the last check."""
        return show_of(self._lang, packs=self.packs, find=self.find)

    def find(self, record: UUID) -> Any | None:
        """Return the record of whatever kind as it was at the last check, or None."""
        return None if self.found is None else self.found.document.any(record)

    def now(self, kind: str, record: UUID) -> Any | None:
        """Return the record of *kind* as it is now, or None when it is gone."""
        return self.store.get(BY_NAME[kind].record, record)

    def all_of(self, kind: type[R]) -> list[R]:
        """Return the records of one kind as they are now, without reading the whole plan."""
        return self.store.records(kind, self.store.ids(ListQuery(kind=kind)))

    def held_up(self) -> Held | None:
        """Return the first text that cannot be saved, of the records that are still there."""
        held = self.unsaved.all()
        return next((one for one in held if self._is_there(one)), None)

    def _is_there(self, held: Held) -> bool:
        if held.kind is None or held.record is None:
            return True
        return self.store.get(held.kind, held.record) is not None

    def close(self) -> None:
        """Save what was typed last, let what reads the plan come to its end, and close the file."""
        self.closing.emit()
        self.following.stop()
        self.checking.close()
        self.suggesting.close()
        self.reading.stop()
        self.listing.stop()
        self.store.close()

    @_writes
    def add(self, kind: type[Any], values: Mapping[str, Any] | None = None) -> UUID:
        """Write a new record and return its id."""
        ask = edit_record.AddRecord(kind=kind, values=values or {})
        record = edit_record.add_record(self.store, ask, author=self.author, packs=self.packs)
        self._announce(self.store.undoable())
        return record

    @_writes
    def set_field(
        self, record: Any, field: str, value: Any, *, language: str | None = None
    ) -> None:
        """Write one field of *record*, in one language when it is an author's text."""
        ask = edit_record.SetField(
            kind=type(record),
            record=record.id,
            field=field,
            value=value,
            language=language,
            goes_on=self._step,
        )
        step = edit_record.set_field(self.store, ask, author=self.author, packs=self.packs)
        self._announce_on_page(step)

    def turn_page(self, *, over: bool = False) -> None:
        """Let all fields that are set from now on be one step; *over* ends that."""
        self._page, self._step = not over, None

    @_writes
    def confirm_text(self, record: Any, field: str, language: str) -> None:
        """Say that a translation still fits its changed source."""
        ask = edit_record.ConfirmText(
            kind=type(record), record=record.id, field=field, language=language
        )
        self._announce(edit_record.confirm_text(self.store, ask, author=self.author))

    @_writes
    def set_note(self, record: Any, field: str, note: FieldNote) -> None:
        """Write what is known about one field: source, confidence, absence with its reason."""
        ask = edit_record.SetNote(
            kind=type(record), record=record.id, field=field, note=note, goes_on=self._step
        )
        self._announce_on_page(edit_record.set_note(self.store, ask, author=self.author))

    @_writes
    def delete(self, record: Any) -> None:
        """Put a record in the bin."""
        ask = edit_record.DeleteRecord(kind=type(record), record=record.id)
        self._announce(edit_record.delete_record(self.store, ask, author=self.author))

    @_writes
    def bring_back(self, kind: str, record: UUID) -> None:
        """Bring a record of *kind* back from the bin."""
        self._announce(edit_record.restore_record(self.store, kind, record, author=self.author))

    @_writes
    def duplicate(self, record: Any) -> UUID:
        """Write a copy of a record and return its id."""
        ask = edit_record.DuplicateRecord(kind=type(record), record=record.id)
        copy = edit_record.duplicate_record(self.store, ask, author=self.author)
        self._announce(self.store.undoable())
        return copy

    @_writes
    def set_several(self, ask: edit_several.SetSeveral) -> Step | None:
        """Write one field of several records as one step; None when nothing is new."""
        step = edit_several.set_several(self.store, ask, author=self.author, packs=self.packs)
        self._announce(step)
        return step

    @_writes
    def delete_several(self, kind: type[Any], records: Sequence[UUID]) -> None:
        """Put several records in the bin as one step."""
        self._announce(edit_several.delete_several(self.store, kind, records, author=self.author))

    @_writes
    def attach(self, ask: attach_file.AttachFile) -> UUID:
        """Write the record of a file whose bytes are kept already; return its id."""
        record, step = attach_file.attach_file(
            self.store, ask, author=self.author, packs=self.packs
        )
        self._announce(step)
        return record

    @_writes
    def begin_next_report(self) -> UUID:
        """Begin the Article 7 report for the next year from the last one; return its id."""
        report = next_report.begin_next_report(self.store, author=self.author)
        self._announce(self.store.undoable())
        return report

    @_writes
    def begin_next_year(self, kind: type[Any]) -> tuple[UUID, ...]:
        """Begin the figures of the next year from those of the last; return the records."""
        made = next_year.begin_next_year(self.store, kind, author=self.author)
        self._announce(self.store.undoable())
        return made

    @_writes
    def confirm_carried(self, record: Any) -> None:
        """Say that the figures carried over from last year hold for this one too."""
        self._announce(next_year.confirm_carried(self.store, record, author=self.author))

    @_writes
    def fill_budget(self, cells: Sequence[FillCell]) -> None:
        """Write cells of the budget by year as one step."""
        ask = fill_budget.FillBudget(cells=tuple(cells))
        self._announce(
            fill_budget.fill_budget(self.store, ask, author=self.author, packs=self.packs)
        )

    @_writes
    def approve(self, ask: approval_acts.ApprovePlan | approval_acts.ApproveEdition) -> None:
        """Approve the plan as it is, or what is submitted next, as one step."""
        if isinstance(ask, approval_acts.ApprovePlan):
            step = approval_acts.approve_plan(self.store, ask, author=self.author, packs=self.packs)
        else:
            step = approval_acts.approve_edition(
                self.store, ask, author=self.author, packs=self.packs
            )
        self._announce(step)

    @_writes
    def withdraw_approval(self, ask: approval_acts.WithdrawApproval) -> None:
        """Take an approval off, as one step; raises Problem when there is none."""
        self._announce(approval_acts.withdraw_approval(self.store, ask, author=self.author))

    @_writes
    def settle(self, decisions: Sequence[settling.Decision]) -> Step | None:
        """Settle what offices wrote differently, as one step; None when it was settled before."""
        step = settling.settle(self.store, decisions, author=self.author)
        self._announce(step)
        return step

    @_writes
    def undo(self) -> Step:
        """Take the newest step back; raises Problem when there is none."""
        step = self.store.undo(self.author.stamp(StepKind.UNDO))
        self._announce(step)
        return step

    @_writes
    def redo(self) -> Step:
        """Do again what was taken back last; raises Problem when there is nothing."""
        step = self.store.redo(self.author.stamp(StepKind.REDO))
        self._announce(step)
        return step

    def written(self, step: Step | None) -> None:
        """Announce a step that an action wrote by itself, such as an import.

        What a package brought is seen then, or once nothing is being typed any more.
        """
        self._announce(step)
        self.following.follow()

    def _follow(self, step: Step) -> None:
        """Announce what others have saved meanwhile."""
        self.is_of_others = True
        try:
            self._announce(step)
        finally:
            self.is_of_others = False

    def _announce_on_page(self, step: Step | None) -> None:
        if step is not None and self._page:
            self._step = step.id
        self._announce(step)

    def _announce(self, step: Step | None) -> None:
        if step is not None:
            self._head = None
            self.checking.hold()
            self.suggesting.hold()
            self.changed.emit(step)
