"""The illustrative plan: its weak activities are found, its sound ones are left in peace."""

from __future__ import annotations

import time

import pytest
from bih_plan import (
    TODAY,
    WEAK,
    WORDING,
    bih_document,
    en,
    expected_findings,
    identity,
    plan_rows,
    published_series,
)

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AreaKind, AreaStatus, Evidence, HazardousArea
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.packs import Packs
from ccmdesk.rules.check import activity_of, check
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.rules.funding import all_funding, funding_of
from ccmdesk.rules.funding_totals import totals

NEVER_ON_SOUND = {3, 4, 6, 8, 9, 12, 14, 19, 20}


@pytest.fixture(scope="module")
def document() -> PlanDocument:
    return bih_document(*published_series())


@pytest.fixture(scope="module")
def findings(document: PlanDocument, packs: Packs) -> tuple[Finding, ...]:
    return check(document, packs=packs, wording=WORDING, today=TODAY)


def _code(finding: Finding, document: PlanDocument) -> str:
    activity = activity_of(finding, document=document)
    return "" if activity is None else activity.code


@pytest.mark.parametrize("expected", expected_findings(), ids=str)
def test_every_expected_finding_is_reported_with_its_level(
    expected: tuple[str, int, str], findings: tuple[Finding, ...], document: PlanDocument
) -> None:
    found = {
        (_code(one, document), one.criterion, one.reached.value if one.reached else "")
        for one in findings
    }
    assert expected in found


def test_no_sound_activity_is_reported_under_its_criteria(
    findings: tuple[Finding, ...], document: PlanDocument
) -> None:
    wrong = [
        (_code(one, document), one.criterion, one.says.msgid)
        for one in findings
        if _code(one, document) not in {*WEAK, ""} and one.criterion in NEVER_ON_SOUND
    ]
    assert wrong == []


def test_sound_activities_need_nothing_but_an_answer_about_the_low_cost_option(
    findings: tuple[Finding, ...], document: PlanDocument
) -> None:
    needed = {
        (_code(one, document), one.criterion) for one in findings if one.level is Level.NEEDED
    }
    assert {place for place in needed if place[0] not in {*WEAK, ""}} == {("A3-02", 18)}


def test_the_list_begins_with_the_plan_and_goes_on_by_number(
    findings: tuple[Finding, ...], document: PlanDocument
) -> None:
    kinds = list(dict.fromkeys(one.kind for one in findings))
    assert kinds[:3] == ["plan", "activity", "need"]
    codes = [_code(one, document) for one in findings if one.kind == "activity"]
    assert codes == sorted(codes)
    criteria = [
        one.criterion
        for one in findings
        if _code(one, document) == "A4-05" and one.kind == "activity" and one.criterion
    ]
    assert criteria == sorted(criteria)


def test_the_same_plan_gives_the_same_list(findings: tuple[Finding, ...], packs: Packs) -> None:
    again = check(bih_document(*published_series()), packs=packs, wording=WORDING, today=TODAY)
    assert again == findings


def test_a_required_field_is_named_once(findings: tuple[Finding, ...]) -> None:
    named = [(one.record, one.field) for one in findings if one.level is Level.NEEDED]
    doubled = {place for place in named if named.count(place) > 1}
    assert {field for _, field in doubled} <= {"budget_line", "indicator", "activity"}


def test_the_plan_total_and_the_stated_gaps_are_exact(document: PlanDocument) -> None:
    (found,) = totals(document, all_funding(document))
    assert found.total.needed == 446_970_000
    stated = {row["activity_id"] for row in plan_rows() if row["gap_eur"]}
    gaps = [
        funding_of(document, activity).total.gap
        for activity in document.of(Activity)
        if activity.code in stated
    ]
    assert sum(gap or 0 for gap in gaps) == 104_227_500
    assert None not in gaps


def test_every_stated_gap_is_computed_alike(document: PlanDocument) -> None:
    activities = {activity.code: activity for activity in document.of(Activity)}
    for row in plan_rows():
        if row["gap_eur"]:
            gap = funding_of(document, activities[row["activity_id"]]).total.gap
            assert gap == int(row["gap_eur"]) * 100, row["activity_id"]


@pytest.mark.parametrize(
    ("criterion", "place", "named"),
    [
        (7, ("A4-05", "activity", "budget_line"), "A4-05, A4-12, A5-08"),
        (8, ("A4-05", "activity", "budget_line"), "A4-05, A4-12, A5-08"),
        (17, ("A4-03", "activity", "period"), "A4-03, A4-05"),
    ],
)
def test_a_finding_about_the_plan_names_what_is_to_blame_and_leads_to_the_first(
    criterion: int,
    place: tuple[str, str, str],
    named: str,
    findings: tuple[Finding, ...],
    document: PlanDocument,
) -> None:
    (found,) = [
        one for one in findings if one.criterion == criterion and "activities" in one.says.values
    ]
    assert (_code(found, document), found.kind, found.field) == place
    assert named in ENGLISH.say(found.says)


def _seconds(document: PlanDocument, packs: Packs) -> float:
    before = time.process_time()
    check(document, packs=packs, wording=WORDING, today=TODAY)
    return time.process_time() - before


def test_checking_the_demonstration_takes_no_noticeable_time(packs: Packs) -> None:
    assert min(_seconds(bih_document(), packs) for _ in range(3)) < 0.15


def test_ten_thousand_areas_are_checked_in_the_blink_of_an_eye(packs: Packs) -> None:
    areas = [
        HazardousArea(
            id=HazardousAreaId(identity(10**7 + n)),
            code=f"CHA-{n}",
            name=en(f"Area {n}"),
            kind=AreaKind.CONFIRMED if n % 2 else AreaKind.SUSPECTED,
            status=AreaStatus.OPEN,
            size_m2=10_000 + n,
            evidence=Evidence.DIRECT if n % 3 else None,
        )
        for n in range(10_000)
    ]
    assert _seconds(bih_document(*areas), packs) < 1.5
