"""The budget as a table: how a cell comes to its amount, and sums that are those of the paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bih_plan import EUR, PLAN, identity
from test_funding import IN_KIND, NATIONAL, NEEDED, PAID, PLEDGED, USD, WORK, line, work

from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.cooperation import Agreement, AgreementStatus
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import AgreementId, PlanId
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Absence, FieldNote, Money, Notes, Period
from ccmdesk.rules.budget_grid import (
    AgreementYear,
    BudgetCell,
    BudgetGrid,
    CellPlace,
    Standing,
    budget_grid,
    cells_of,
    long_agreements,
)
from ccmdesk.rules.funding import all_funding
from ccmdesk.rules.funding_totals import totals

TODAY = dt.date(2026, 6, 1)


def grid_of(*records: Any) -> BudgetGrid:
    return budget_grid(document_of(records), kept={}, today=TODAY)


def cell(role: BudgetRole, year: int | None, *lines: BudgetLine, **fields: Any) -> BudgetCell:
    (group,) = grid_of(work(**fields), *lines).groups
    return group.cell(role, year)


def test_an_empty_cell_is_not_zero() -> None:
    empty, zero = cell(PAID, 2021, line(NEEDED, 5, 2021)), cell(PAID, 2021, line(PAID, 0, 2021))
    assert (empty.standing, empty.minor, empty.refusal) == (Standing.EMPTY, None, None)
    assert (zero.standing, zero.minor) == (Standing.STATED, 0)


def test_what_is_not_known_says_so() -> None:
    unknown = Notes.of({"amount": FieldNote(absence=Absence.UNKNOWN)})
    found = cell(PLEDGED, 2021, line(NEEDED, 5, 2021), line(PLEDGED, None, 2021, notes=unknown))
    assert (found.minor, found.absence, len(found.lines)) == (None, Absence.UNKNOWN, 1)


def test_one_budget_line_can_be_typed_over_and_several_cannot() -> None:
    one = cell(NATIONAL, 2021, line(NATIONAL, 5, 2021))
    several = cell(NATIONAL, 2021, line(NATIONAL, 5, 2021), line(NATIONAL, 7, 2021))
    assert (one.minor, one.refusal) == (5, None)
    assert several.minor == 12
    assert several.refusal is not None
    assert "Several" in several.refusal.msgid


def test_a_contribution_to_the_whole_activity_is_divided_and_counted_once() -> None:
    lines = (line(NEEDED, 100, 2021), line(NEEDED, 300, 2022), line(NATIONAL, 40))
    whole, first = cell(NATIONAL, None, *lines), cell(NATIONAL, 2021, *lines)
    assert (whole.standing, whole.minor, whole.counted) == (Standing.APART, 40, None)
    assert (first.standing, first.minor, first.counted) == (Standing.DERIVED, 10, 10)
    assert whole.refusal is None
    assert whole.remark is not None
    assert "divided" in whole.remark.msgid
    assert first.refusal is not None


def test_years_of_a_need_that_is_not_by_year_are_counted_together() -> None:
    lines = (line(NEEDED, 100), line(NATIONAL, 40, 2021), line(PLEDGED, 0), line(NATIONAL, 0, 2022))
    year, whole = cell(NATIONAL, 2021, *lines), cell(NATIONAL, None, *lines)
    assert (year.standing, year.minor, year.counted) == (Standing.APART, 40, None)
    assert (whole.standing, whole.minor, whole.refusal is None) == (Standing.DERIVED, 40, False)
    assert year.remark is not None


def test_the_cost_of_an_activity_is_what_is_needed_until_years_say_more() -> None:
    costed = cell(NEEDED, None, cost=Money(70, EUR))
    assert (costed.minor, costed.is_cost, costed.refusal) == (70, True, None)
    by_year = cell(NEEDED, None, line(NEEDED, 60, 2021), cost=Money(70, EUR))
    assert (by_year.minor, by_year.is_cost) == (None, False)
    assert by_year.refusal is not None
    replaced = cell(NEEDED, None, line(NEEDED, 60, 2021), line(NEEDED, 9))
    assert (replaced.standing, replaced.minor) == (Standing.APART, 9)
    assert replaced.remark is not None


def test_the_cost_itself_can_be_not_known() -> None:
    unknown = Notes.of({"cost": FieldNote(absence=Absence.UNKNOWN)})
    assert cell(NEEDED, None, notes=unknown).absence is Absence.UNKNOWN


def test_another_currency_is_shown_and_never_added() -> None:
    found = cell(PLEDGED, 2021, line(NEEDED, 5, 2021), line(PLEDGED, 9, 2021, currency=USD))
    assert (found.minor, found.counted, found.others) == (None, None, (Money(9, USD),))
    assert found.refusal is not None
    assert "currency" in found.refusal.msgid


def test_an_activity_without_amounts_takes_the_currency_of_the_plan() -> None:
    plan = Plan(id=PLAN, currency=EUR, period=Period(dt.date(2021, 1, 1), dt.date(2023, 12, 31)))
    grid = grid_of(plan, work(plan=PLAN))
    assert (grid.groups[0].currency, grid.years) == (EUR, (2021, 2022, 2023))
    assert grid.columns == (2021, 2022, 2023, None)
    assert grid_of(work()).groups[0].currency is None


def test_a_cell_knows_its_place_and_its_currency() -> None:
    found = cell(PLEDGED, 2021, line(NEEDED, 5, 2021))
    assert (found.place, found.currency) == (CellPlace(WORK, PLEDGED, 2021), EUR)


def test_the_currency_of_an_activity_without_amounts_is_that_of_its_own_plan() -> None:
    other = PlanId(identity(77))
    plans = [Plan(id=other, currency=USD), Plan(id=PLAN, currency=EUR)]
    (group,) = grid_of(*plans, work(plan=PLAN)).groups
    assert group.currency == EUR
    (stray,) = grid_of(plans[1], work()).groups
    assert stray.currency == EUR


def test_a_row_names_every_record_with_an_amount_in_it_so_that_each_leads_to_its_cell() -> None:
    lines = (line(NEEDED, 5, 2021), line(NATIONAL, 3, 2021), line(NATIONAL, 4, 2021))
    (group,) = grid_of(work(), *lines).groups
    assert list(cells_of(group, NATIONAL)) == [
        ((lines[1].id, lines[2].id), CellPlace(WORK, NATIONAL, 2021))
    ]
    assert list(cells_of(group, NEEDED)) == [
        ((lines[0].id,), CellPlace(WORK, NEEDED, 2021)),
        ((WORK,), CellPlace(WORK, NEEDED, None)),
    ]


def test_amounts_outside_the_years_of_the_plan_have_columns_too() -> None:
    plan = Plan(id=PLAN, currency=EUR, period=Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31)))
    blank = line(PLEDGED, None, 2030)
    assert grid_of(plan, work(plan=PLAN), blank, line(NEEDED, 5, 2025)).years == (2021, 2025, 2030)


def test_a_contribution_that_cannot_be_set_against_a_year_says_why() -> None:
    state = (line(NATIONAL, 40, 2021), line(NATIONAL, 0, 2022))
    lines = (line(NEEDED, 100), *state, line(PLEDGED, 0))
    gathered, whole = cell(NATIONAL, 2021, *lines), cell(NATIONAL, None, *lines)
    assert gathered.remark is not None
    assert "Not counted in this year" in gathered.remark.msgid
    assert whole.remark is None


def test_an_amount_in_another_currency_is_remarked_on_beside_one_in_its_own() -> None:
    found = cell(
        PLEDGED,
        2021,
        line(NEEDED, 5, 2021),
        line(PLEDGED, 9, 2021, currency=USD),
        line(PLEDGED, 4, 2021),
    )
    assert found.minor is not None
    assert found.remark is not None
    assert "another currency" in found.remark.msgid


def test_only_the_whole_need_is_closed_where_years_say_what_is_needed() -> None:
    by_year = (line(NEEDED, 60, 2021),)
    assert cell(NEEDED, None, *by_year).refusal is not None
    assert cell(NEEDED, 2022, *by_year).refusal is None
    assert cell(NATIONAL, None, *by_year).refusal is None


def test_no_contribution_is_taken_for_the_total_cost() -> None:
    unknown = Notes.of({"cost": FieldNote(absence=Absence.UNKNOWN)})
    for place in ((NATIONAL, None), (NEEDED, 2021)):
        found = cell(*place, notes=unknown)
        assert (found.is_cost, found.absence) == (False, None)


def test_gaps_are_those_of_the_totals_and_unknown_without_all_three() -> None:
    known = (line(NEEDED, 100, 2021), line(NATIONAL, 30, 2021), line(PLEDGED, 20, 2021))
    (group,) = grid_of(work(period=None), *known).groups
    assert (group.gap(2021), group.gap(2022), group.total(NEEDED)) == (50, None, 100)
    (open_group,) = grid_of(work(), *known[:2]).groups
    assert open_group.gap(2021) is None


def test_totals_are_those_of_the_paper_and_years_need_not_be_in_the_plan() -> None:
    records = (work(), line(NEEDED, 100, 2024), line(IN_KIND, 30, 2024), line(PAID, 7, 2024))
    grid, document = grid_of(*records), document_of(records)
    assert grid.years == (2024,)
    for shown, printed in zip(grid.totals, totals(document, all_funding(document)), strict=True):
        assert (shown.total, shown.by_year) == (printed.total, printed.by_year)


def test_a_group_that_nothing_has_changed_in_is_kept() -> None:
    before = grid_of(work(), line(NEEDED, 100, 2021))
    again = budget_grid(document_of([work()]), kept={WORK: before.groups[0]}, today=TODAY)
    assert again.groups == before.groups


def agreement(number: int, start: int | None, end: int | None, **more: Any) -> Agreement:
    first = dt.date(start, 5, 1) if start else None
    last = dt.date(end, 9, 30) if end else None
    return Agreement(id=AgreementId(identity(number)), period=Period(first, last), **more)


def standings(*records: Agreement) -> list[dict[int, AgreementYear]]:
    """Return what is said of each year in which one is, in the order of the rows."""
    found = long_agreements(document_of(records), TODAY)
    years = range(2018, 2032)
    return [{y: said for y in years if (said := one.in_year(y)) is not None} for one in found]


ENDED = AgreementStatus.ENDED
RUNS, ENDS, OVER, OPEN = AgreementYear
SAID = (
    ((2021, 2024, None), {2021: RUNS, 2022: RUNS, 2023: RUNS, 2024: ENDS}),
    ((2024, 2029, ENDED), {2024: RUNS, 2025: RUNS, 2026: OVER}),
    ((2021, 2023, ENDED), {2021: RUNS, 2022: RUNS, 2023: ENDS}),
    ((2024, 2026, ENDED), {2024: RUNS, 2025: RUNS, 2026: OVER}),
    ((None, 2020, None), {2018: OPEN, 2019: OPEN, 2020: ENDS}),
    ((2029, None, None), {2029: RUNS, 2030: OPEN, 2031: OPEN}),
    ((2024, None, ENDED), {2024: RUNS, 2025: OPEN, 2026: OVER}),
)


@pytest.mark.parametrize(("told", "said"), SAID)
def test_an_agreement_says_in_each_year_what_is_known(
    told: tuple[int | None, int | None, AgreementStatus | None], said: dict[int, AgreementYear]
) -> None:
    start, end, status = told
    assert standings(agreement(7, start, end, status=status)) == [said]


def test_an_agreement_of_one_year_or_without_dates_is_none_over_several_years() -> None:
    undated = Agreement(id=AgreementId(identity(8)))
    assert standings(agreement(7, 2021, 2021), undated, agreement(9, 2024, 2022)) == []


def test_an_agreement_over_the_turn_of_a_year_is_one_over_several_years() -> None:
    assert standings(agreement(7, 2021, 2022)) == [{2021: RUNS, 2022: ENDS}]


def test_an_agreement_is_over_in_the_year_it_ended_in_though_its_last_day_is_today() -> None:
    period = Period(dt.date(2024, 5, 1), TODAY)
    last = Agreement(id=AgreementId(identity(7)), period=period, status=ENDED)
    assert standings(last) == [{2024: RUNS, 2025: RUNS, 2026: OVER}]
    begins_later = agreement(7, 2028, 2030, status=ENDED)
    assert standings(begins_later) == [{2028: OVER}]


def test_the_table_of_the_budget_tells_the_agreements_of_the_plan() -> None:
    (found,) = grid_of(work(), agreement(7, 2024, 2029, status=ENDED)).agreements
    assert (found.first, found.last, found.over_in) == (2024, 2029, 2026)


def test_the_agreements_that_end_first_stand_first() -> None:
    found = long_agreements(
        document_of(
            [
                agreement(1, 2021, None),
                agreement(2, 2021, 2029),
                agreement(3, None, 2027),
                agreement(4, 2021, 2030, status=ENDED),
            ]
        ),
        TODAY,
    )
    assert [one.agreement.id.int - identity(0).int for one in found] == [4, 3, 2, 1]
