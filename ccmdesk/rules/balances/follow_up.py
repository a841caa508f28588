"""Requests that nobody has a date for, and refusals without a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.follow_up import OPEN as OPEN_STATES
from ccmdesk.rules.follow_up import days_late, state_of
from ccmdesk.rules.rule import Rule, explained, sentence

_BASIS = N_("Review of the Vientiane Action Plan, paragraphs 10 and 13")
NEXT_DATE = Rule(
    name="need-next-date",
    field="next_date",
    todo=N_("Set the next date, or write in a remark why there is none."),
    basis=_BASIS,
)
REASON = Rule(
    name="need-refusal-reason",
    field="refusal_reason",
    todo=N_("Write down why the partner refused."),
    basis=_BASIS,
)


def follow_up_findings(document: PlanDocument, today: dt.date) -> Iterator[Finding]:
    """Yield open requests without a next date that is to come, and refusals without a reason."""
    for need in document.of(Need):
        state = state_of(need)
        if state in OPEN_STATES and not explained(need, "next_date"):
            yield from _next_date(need, today)
        refused = state is FollowUp.REFUSED and not need.refusal_reason
        if refused and not explained(need, "refusal_reason"):
            says = N_("The request was refused; the reason is not written down.")
            yield REASON.about(need, sentence(says))


def _next_date(need: Need, today: dt.date) -> Iterator[Finding]:
    if need.next_date is None:
        says = N_("The request is open, but there is no next date.")
        yield NEXT_DATE.about(need, sentence(says))
    elif days_late(need.next_date, today=today):
        says = N_("The next date of the request has passed: {date}.")
        yield NEXT_DATE.about(need, sentence(says, date=need.next_date))
