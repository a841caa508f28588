"""The budget as a table: how a cell comes to its amount, and sums that are those of the paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bih_plan import EUR, PLAN, identity
from test_funding import IN_KIND, NATIONAL, NEEDED, PAID, PLEDGED, USD, WORK, line, work

from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.cooperation import Agreement
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import AgreementId
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Absence, FieldNote, Money, Notes, Period, Texts
from ccmdesk.rules.budget_grid import (
    BudgetCell,
    BudgetGrid,
    Standing,
    budget_grid,
    long_agreements,
)
from ccmdesk.rules.funding import all_funding
from ccmdesk.rules.funding_totals import totals


def grid_of(*records: Any) -> BudgetGrid:
    return budget_grid(document_of(records), kept={})


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
    again = budget_grid(document_of([work()]), kept={WORK: before.groups[0]})
    assert again.groups == before.groups


@pytest.mark.parametrize(("end", "years"), [(2024, (2021, 2022, 2023, 2024)), (2021, ())])
def test_agreements_over_several_years_say_where_they_end(end: int, years: tuple[int, ...]) -> None:
    agreement = Agreement(
        id=AgreementId(identity(7)),
        title=Texts.of({"en": "Support"}),
        period=Period(dt.date(2021, 5, 1), dt.date(end, 12, 31)),
    )
    undated = Agreement(id=AgreementId(identity(8)))
    found = long_agreements(document_of([undated, agreement]))
    assert tuple(one.years for one in found) == ((years,) if years else ())
    assert all(one.ends_in == end for one in found)
