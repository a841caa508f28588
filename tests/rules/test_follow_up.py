"""Where requests stand with partners, and what an open one lacks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from cooperation_records import TODAY, challenge, need, partner, text

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.document import document_of
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.values import Absence, FieldNote, Notes
from ccmdesk.rules.balances.follow_up import follow_up_findings
from ccmdesk.rules.follow_up import BEFORE, NEXT, requests

DAY = dt.timedelta(days=1)
NOTED = Notes.of({"next_date": FieldNote(remark="The donor decides in autumn")})
NONE_DUE = Notes.of({"next_date": FieldNote(absence=Absence.NOT_APPLICABLE, reason="over")})


def said(*needs: Need) -> list[str]:
    found = follow_up_findings(document_of(needs), TODAY)
    return [ENGLISH.say(finding.says) for finding in found]


@pytest.mark.parametrize("state", [FollowUp.SENT, FollowUp.IN_CONTACT, FollowUp.AGREED])
def test_an_open_request_has_a_next_date_or_a_reason(state: FollowUp) -> None:
    missing = ["The request is open, but there is no next date."]
    assert said(need(follow_up=state)) == missing
    assert said(need(follow_up=state, next_date=TODAY)) == []
    assert said(need(follow_up=state, notes=NOTED)) == []
    assert said(need(follow_up=state, notes=NONE_DUE)) == []


def test_a_next_date_that_has_passed_is_named() -> None:
    late = need(follow_up=FollowUp.SENT, next_date=TODAY - DAY)
    assert said(late) == ["The next date of the request has passed: 31 May 2026."]


@pytest.mark.parametrize("state", [None, FollowUp.NOT_SENT, FollowUp.DELIVERED])
def test_what_waits_for_nobody_needs_no_date(state: FollowUp | None) -> None:
    assert said(need(follow_up=state, next_date=TODAY - DAY)) == []


def test_a_refusal_says_why() -> None:
    missing = ["The request was refused; the reason is not written down."]
    assert said(need(follow_up=FollowUp.REFUSED)) == missing
    assert said(need(follow_up=FollowUp.REFUSED, refusal_reason=text("No funds"))) == []


def test_requests_are_told_with_partners_and_days_in_the_order_of_urgency() -> None:
    donor, lender = partner(1), partner(2)
    soon = need(1, follow_up=FollowUp.SENT, next_date=TODAY + DAY)
    late = need(2, follow_up=FollowUp.SENT, next_date=TODAY - 3 * DAY)
    undated = need(3, follow_up=FollowUp.SENT, notes=NOTED)
    quiet = need(4)
    told = [
        challenge(1, need=late.id, contacted=(donor.id,), contacted_on=TODAY - 9 * DAY),
        challenge(2, need=late.id, contacted=(donor.id, lender.id), contacted_on=TODAY - 5 * DAY),
        challenge(3),
    ]
    since: dict[Any, dt.date] = {late.id: TODAY - 7 * DAY, quiet.id: TODAY}
    found = requests([undated, soon, late, quiet], told, since=since, today=TODAY)
    assert [one.need.code for one in found] == ["N-4", "N-2", "N-1", "N-3"]
    first = found[1]
    assert (first.partners, first.contacted_on) == ((donor.id, lender.id), TODAY - 5 * DAY)
    assert (first.late, first.days, first.is_open) == (3, 7, True)
    assert (found[0].state, found[0].days, found[0].is_open) == (FollowUp.NOT_SENT, None, False)
    assert (found[2].late, found[2].days) == (None, None)
    assert found[3].remark == "The donor decides in autumn"


def test_a_refused_request_shows_its_reason_and_no_lateness() -> None:
    no = need(
        follow_up=FollowUp.REFUSED, next_date=TODAY - DAY, refusal_reason=text("Other priorities")
    )
    (found,) = requests([no], [], since={}, today=TODAY)
    assert (found.late, ENGLISH.value(found.reason)) == (None, "Other priorities")


def test_each_state_leads_on_to_the_next_and_back() -> None:
    way = [FollowUp.NOT_SENT]
    while way[-1] in NEXT:
        way.append(NEXT[way[-1]])
    assert way[-1] is FollowUp.DELIVERED
    assert [BEFORE[state] for state in way[1:]] == way[:-1]
    assert set(way) | {FollowUp.REFUSED} == set(FollowUp)
