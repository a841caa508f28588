"""Follow-up: all requests by where they stand with partners, and the next step of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt

from ccmdesk.actions.move_need import MoveNeed, move_need
from ccmdesk.db.query import ListQuery
from ccmdesk.db.reading import R
from ccmdesk.db.write import Step
from ccmdesk.model.cooperation import Challenge
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.follow_up import Request, requests, with_reason
from ccmdesk.ui.cooperation.board_model import Part
from ccmdesk.ui.cooperation.board_view import BoardView
from ccmdesk.ui.cooperation.follow_up_strip import RECORDING, Asks, FollowUpStrip
from ccmdesk.ui.cooperation.follow_up_words import HEADINGS, Teller, parts_of
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import shown_in
from ccmdesk.ui.unsaved import Held

_DATE = "next_date"
_REASONS = {f"reason of a request {name}": name for name in (RECORDING, *Asks.__members__)}
_NOT_RECORDED = Message(
    N_(
        "A reason for a refusal is typed and not recorded. Press “Record the refusal”, or “Leave as"
        " it is”."
    )
)


class FollowUpView(BoardView):
    """Space moves on, Backspace back, F2 goes to the next date, Delete asks why it was refused."""

    def __init__(self, plan: OpenPlan) -> None:
        self.strip = FollowUpStrip(plan)
        self._requests: tuple[Request, ...] = ()
        self._shown: tuple[type[Any], UUID] | None = None
        self._held: list[str] = []
        self._needs = {need.id: need for need in _records(plan, Need)}
        self._troubles = {one.id: one for one in _records(plan, Challenge)}
        written = plan.store.steps.last_written(
            "need", "follow_up", plan.store.ids(ListQuery(kind=Need))
        )
        self._since = {need: at.date() for need, at in written.items()}
        super().__init__(plan, Need, below=self.strip)
        keys = Qt.Key
        self.board.keys = {
            keys.Key_Space: self.strip.move_on,
            keys.Key_Backspace: self.strip.move_back,
            keys.Key_F2: lambda: self.strip.date.setFocus(Qt.FocusReason.ShortcutFocusReason),
            keys.Key_Delete: self.strip.ask_refusal,
        }
        self.board.chosen.connect(self._choose)
        self.strip.moved.connect(self._move)
        self.strip.dated.connect(self._set_date)
        self.strip.reasoned.connect(self._give_reason)
        self.strip.refused.connect(self.tell)
        self.strip.left.connect(self.take_focus)
        self.strip.open_asked.connect(self._open)
        plan.changed.connect(self._written)
        self.read()
        self.retranslate()

    def read(self) -> None:
        today = self._plan.author.today
        found = requests(
            self._needs.values(), self._troubles.values(), since=self._since, today=today
        )
        self._requests = found

    def headings(self) -> tuple[str, ...]:
        return tuple(self._plan.lang(heading) for heading in HEADINGS)

    def parts(self) -> Sequence[Part]:
        tell = Teller(shown_in(self._plan), self._plan.author.today)
        return list(parts_of(self._requests, self._troubles.values(), tell))

    def summary_words(self) -> str:
        lang = self._plan.lang
        waiting = [one for one in self._requests if one.is_open]
        late = sum(one.late is not None for one in waiting)
        bare = sum(one.need.next_date is None and not one.remark for one in waiting)
        said = N_("Open requests: {n}. Late: {late}. Without a next date and a reason: {bare}.")
        figures = (lang.number(figure) for figure in (len(waiting), late, bare))
        return lang(said, **dict(zip(("n", "late", "bare"), figures, strict=True)))

    def leave(self) -> None:
        self._let_go_of_taken()
        self.strip.commit()
        self._hold()

    def _let_go_of_taken(self) -> None:
        """Forget what the form has taken up: it may be saved there, and another by now."""
        if self._shown is None:
            return
        for field in self._held:
            if not self._plan.unsaved.holds(self._shown[1], field):
                self.strip.let_go(date=field == _DATE)

    def _hold(self) -> None:
        """Keep what is typed about the record of the strip and not saved; a date for its form."""
        if self._shown is None:
            return
        self._let_go_of_taken()
        (kind, record), unsaved, strip = self._shown, self._plan.unsaved, self.strip
        for field in self._held:
            unsaved.take(record, field)
        (reason,) = (field for field, name in _REASONS.items() if name == strip.asks)
        why = _NOT_RECORDED if strip.asks == RECORDING else self.refusal
        found = (
            (_DATE, (strip.untold_date,), self.refusal, None),
            (reason, (strip.untold_reason, strip.language), why, ("needs", "follow-up")),
        )
        held = [
            Held(
                kind=kind,
                record=record,
                field=field,
                typed=typed,
                typed_in=strip.dated_in if field == _DATE else None,
                why=why,
                place=place,
            )
            for field, typed, why, place in found
            if typed[0] is not None
        ]
        for one in held:
            unsaved.keep(one)
        self._held = [one.field for one in held]

    def _written(self, step: Step) -> None:
        """Read again only what was written: the board follows each step at once."""
        for change in step.changes:
            if change.kind == "need":
                self._keep(self._needs, Need, change.record)
                if "follow_up" in change.new:
                    self._since[change.record] = self._plan.author.today
            elif change.kind == "challenge":
                self._keep(self._troubles, Challenge, change.record)
        if {change.kind for change in step.changes} & {"need", "challenge", "organisation"}:
            self.refresh()

    def _keep(self, known: dict[Any, Any], kind: type[Any], record: UUID) -> None:
        """Put a record as it is now among those that are *known*, or take it out."""
        now = self._plan.store.get(kind, record)
        if now is None:
            known.pop(record, None)
        else:
            known[record] = now

    def _choose(self) -> None:
        self._hold()
        row = self.board.current_row()
        self.strip.setEnabled(row is not None)
        self._shown, self._held = None if row is None else row.record, []
        if row is None:
            self.strip.show_request("", None, None)
            return
        request = self._chosen()
        record: Any = request.need if request else self._plan.store.get(*row.record)
        self.strip.show_request(row.cells[0], record.next_date, request)
        date = self._plan.unsaved.take(record.id, _DATE)
        if date is not None:
            self.strip.type_date(date.typed[0], typed_in=date.typed_in)
        for field, asks in _REASONS.items():
            reason = self._plan.unsaved.take(record.id, field)
            if reason is not None:
                typed, language = reason.typed
                self.strip.type_reason(typed, asks=asks, language=language)

    def _open(self) -> None:
        row = self.board.current_row()
        if row is not None:
            self.open_asked.emit(*row.record)

    def _move(self, to: FollowUp, reason: str) -> None:
        request = self._chosen()
        if request is None:
            return
        plan, language = self._plan, self.strip.language
        ask = MoveNeed(need=request.need.id, to=to, reason=reason, language=language)
        done = self.attempt(
            lambda: move_need(plan.store, ask, author=plan.author, packs=plan.packs)
        )
        if not done and to is FollowUp.REFUSED:
            self.strip.let_go(date=False)
            self.strip.type_reason(reason, asks=RECORDING, language=ask.language)

    def _set_date(self, day: dt.date | None) -> None:
        row = self.board.current_row()
        record = None if row is None else self._plan.store.get(*row.record)
        if record is not None and not self._set(
            lambda: self._plan.set_field(record, "next_date", day)
        ):
            self.strip.date.line.setModified(True)

    def _give_reason(self, asked: Asks, reason: str) -> None:
        request = self._chosen()
        if request is None:
            return
        need, language = request.need, self.strip.language
        if asked is Asks.REFUSAL:
            name = "refusal_reason"
            done = self._set(lambda: self._plan.set_field(need, name, reason, language=language))
        else:
            note = with_reason(need.notes["next_date"], reason)
            done = self._set(lambda: self._plan.set_note(need, "next_date", note))
        if not done:
            self.strip.reason.setModified(True)

    def _set(self, work: Callable[[], None]) -> bool:
        """Do work of the open plan, which announces its step itself; False when it is refused."""
        return self.attempt(work)

    def _chosen(self) -> Request | None:
        row = self.board.current_row()
        return next((one for one in self._requests if row and one.need.id == row.key), None)


def _records(plan: OpenPlan, kind: type[R]) -> Sequence[R]:
    """Return records as they are now, from the last check when nothing was written since."""
    found = None if plan.checking.busy else plan.found
    return plan.all_of(kind) if found is None else found.document.of(kind)
