"""How land goes down: on record, as the deadline requires, and at the pace of the past."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from figures_plan import LEFT, TODAY, figures_plan

from ccmdesk.model.area import AnnualPosition, HazardousArea
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.state import Article, Obligation
from ccmdesk.rules.course import course
from ccmdesk.rules.forecast import forecast


def test_lines_begin_at_what_is_known_and_the_required_one_ends_at_nothing() -> None:
    found = course(figures_plan(), Article.CLEARANCE, TODAY)
    assert found.known == {year: thousands * 1000 for year, thousands in LEFT.items()}
    assert found.required[2025] == found.expected[2025] == 1_800_000
    assert found.required[2029] == 0
    assert found.fastest[2027] < found.expected[2027] < found.slowest[2027]
    assert found.years == tuple(range(2020, 2030))


def test_the_required_line_falls_by_the_required_pace() -> None:
    plan = figures_plan()
    found, said = course(plan, Article.CLEARANCE, TODAY), forecast(plan, Article.CLEARANCE, TODAY)
    fall = found.required[2027] - found.required[2028]
    assert said.required is not None
    assert abs(fall - said.required) < said.required // 200


def test_a_deadline_that_has_passed_requires_no_pace() -> None:
    duties = [replace(one, deadline=dt.date(2024, 1, 1)) for one in figures_plan().of(Obligation)]
    found = course(_with(duties), Article.CLEARANCE, TODAY)
    assert found.required == {}
    assert found.expected


def test_a_deadline_at_the_end_of_the_calendar_ends_the_lines_there() -> None:
    plan = figures_plan()
    unending = [replace(one, deadline=dt.date.max) for one in plan.of(Obligation)]
    slow = [replace(one, suspected_m2=10**12) for one in plan.of(AnnualPosition)]
    others = [
        r for k, rs in plan.records.items() if k not in {Obligation, AnnualPosition} for r in rs
    ]
    found = course(document_of([*others, *unending, *slow]), Article.CLEARANCE, TODAY)
    assert found.years[-1] == dt.MAXYEAR


def test_without_a_position_the_open_areas_are_what_is_left() -> None:
    plan = figures_plan()
    kept = [r for kind, rs in plan.records.items() if kind is not AnnualPosition for r in rs]
    found = course(document_of(kept), Article.CLEARANCE, TODAY)
    assert found.known == {2026: 90_000}


def test_what_was_released_after_the_last_position_goes_down_with_it() -> None:
    plan = figures_plan()
    kept = [
        r
        for rs in plan.records.values()
        for r in rs
        if not isinstance(r, AnnualPosition) or (r.year or 0) < 2024
    ]
    found = course(document_of(kept), Article.CLEARANCE, TODAY)
    assert {year: found.known[year] for year in (2023, 2024, 2025)} == {
        2023: 3_050_000,
        2024: 2_200_000,
        2025: 1_630_000,
    }
    assert found.required[2025] == found.expected[2025] == 1_630_000
    assert found.required[2029] == 0


def test_areas_without_a_size_have_no_way_to_the_deadline() -> None:
    plan = figures_plan()
    kept = [r for kind, rs in plan.records.items() if kind is not AnnualPosition for r in rs]
    blank = HazardousArea(id=HazardousAreaId(UUID(int=1)))
    assert course(document_of([*kept, blank]), Article.CLEARANCE, TODAY).years == ()


def test_nothing_on_record_is_no_course() -> None:
    assert course(document_of([]), Article.STOCKPILES, TODAY).years == ()


def _with(duties: list[Obligation]) -> PlanDocument:
    plan = figures_plan()
    others = [r for kind, rs in plan.records.items() if kind is not Obligation for r in rs]
    return document_of([*others, *duties])
