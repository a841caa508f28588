"""What is still called planned or open although its time is over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from balance_records import area, findings, need, obligation, rules, told, work
from bih_plan import TODAY, WORDING, bih_document, published_series

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import ActivityStatus
from ccmdesk.model.area import AreaStatus
from ccmdesk.model.need import FollowUp
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import Duty, ObligationStatus
from ccmdesk.model.values import PartialDate, Period, Texts
from ccmdesk.rules.check import check

PAST = Period(dt.date(2020, 2, 1), TODAY - dt.timedelta(days=1))
RUNNING = Period(dt.date(2020, 2, 1), TODAY)
DONE: dict[str, Any] = {
    "status": ObligationStatus.COMPLETED,
    "completed_on": PartialDate("2020-01"),
}
REFUSED: dict[str, Any] = {"refusal_reason": Texts.of({"en": "No funds"})}
OPEN: dict[str, Any] = {"status": AreaStatus.OPEN, "size_m2": 500}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([work(period=PAST, status=ActivityStatus.PLANNED)], ["activity-overdue"]),
        ([work(period=PAST, status=ActivityStatus.IN_PROGRESS)], ["activity-overdue"]),
        ([work(period=PAST, status=None)], ["activity-overdue"]),
        ([work(period=PAST, status=ActivityStatus.DELAYED)], []),
        ([work(period=PAST, status=ActivityStatus.PLANNED, notes=told("status"))], []),
        ([work(period=RUNNING, status=ActivityStatus.PLANNED)], []),
        ([work(period=Period(PAST.start, None), status=ActivityStatus.PLANNED)], []),
        ([work(status=ActivityStatus.PLANNED)], []),
        (
            [work(period=PAST), need(follow_up=FollowUp.SENT, notes=told("next_date"))],
            ["need-overdue"],
        ),
        ([work(period=PAST), need(follow_up=None)], ["need-overdue"]),
        ([work(period=PAST), need(follow_up=FollowUp.REFUSED, **REFUSED)], []),
        ([work(period=PAST), need(follow_up=None, notes=told("follow_up"))], []),
        ([need(activity=None, follow_up=None, period=RUNNING)], []),
        ([obligation(**DONE), area(**OPEN)], ["completed-areas-open"]),
        ([obligation(**DONE, notes=told("status")), area(**OPEN)], []),
        ([obligation(**DONE), area(status=AreaStatus.CLOSED)], []),
        ([obligation(), area(**OPEN)], []),
        ([obligation(duty=Duty.ARTICLE_3, **DONE), area(**OPEN)], []),
    ],
)
def test_what_is_over_and_not_recorded_as_done_is_named(
    records: list[Any], expected: list[str], packs: Packs
) -> None:
    assert rules(packs, *records) == expected


def test_an_area_may_belong_to_the_obligation_that_still_runs(packs: Packs) -> None:
    war = obligation(2, duty=Duty.ARTICLE_4B)
    assert rules(packs, obligation(**DONE), war, area(**OPEN)) == []


def test_the_open_areas_are_named_with_their_size(packs: Packs) -> None:
    areas = [area(n, code=f"CHA-{n}", **OPEN) for n in (10, 9)]
    (found,) = findings(packs, [obligation(**DONE), *areas])
    said = "2 areas are still recorded as open (1,000 m²): CHA-9, CHA-10."
    assert ENGLISH.say(found.says) == f"The obligation was completed, but {said}"
    (found,) = findings(packs, [obligation(**DONE), area(1, code="A", status=None)])
    assert "1 area is still recorded as open (size not known): A." in ENGLISH.say(found.says)


def test_a_plan_read_years_after_its_end_says_what_was_never_recorded(packs: Packs) -> None:
    document = bih_document(*published_series())
    late = check(document, packs=packs, wording=WORDING, today=dt.date(2026, 3, 2))
    rules_found = [finding.rule for finding in late]
    assert rules_found.count("activity-overdue") == 23  # two of the 25 have no dates
    assert rules_found.count("need-overdue") == 23
    early = {finding.rule for finding in check(document, packs=packs, wording=WORDING, today=TODAY)}
    assert not {"activity-overdue", "need-overdue"} & early
