"""The budget as a table: what each activity needs and gets in every year, cell by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import Agreement, AgreementStatus
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.ids import ActivityId
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Absence, Money, Period
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.activity_order import activities_in_order
from ccmdesk.rules.funding import ActivityFunding, funding_of
from ccmdesk.rules.funding_totals import Part, YearTotals, amount_of, year_parts, year_totals

COMPUTED = Message(N_("This figure is computed and cannot be typed."))
_ELSEWHERE = Message(N_("This amount is computed from what is entered elsewhere in this row."))
_SEVERAL = Message(
    N_("Several budget lines make up this amount. Change them in the list of budget lines.")
)
_OTHER_CURRENCY = Message(
    N_(
        "An amount in another currency is entered here and is not added. Change it in the list of"
        " budget lines."
    )
)
_BY_YEAR = Message(N_("What is needed is stated year by year here, so no amount is typed here."))
_SPREAD = Message(N_("Not counted here, but divided over the years by what is needed in each."))
_GATHERED = Message(N_("Not counted in this year: what is needed is not stated year by year."))
_REPLACED = Message(N_("Not counted, because what is needed is stated year by year."))


class Standing(Enum):
    """How a cell comes to its amount."""

    EMPTY = "empty"
    STATED = "stated"
    APART = "apart"
    """Entered here, but counted in another cell of the row, or nowhere."""

    DERIVED = "derived"
    """Counted here, but entered in another cell of the row."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where an amount stands; *year* None is for the activity as a whole."""

    activity: ActivityId
    role: BudgetRole
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetCell:
    """One amount in minor units of the activity's currency; None is not stated, never zero.

    *counted* goes into the sums. *is_cost* says that it is the total cost of the activity, which no
    budget line states. *lines* are the budget lines entered here, in any currency.
    *refusal* says why nothing can be typed here, *remark* what else must be known of the amount.
    """

    place: CellPlace
    currency: CurrencyCode | None
    standing: Standing
    minor: int | None
    counted: int | None
    lines: tuple[BudgetLine, ...]
    others: tuple[Money, ...]
    absence: Absence | None
    refusal: Message | None
    remark: Message | None
    is_cost: bool


_Lines = Mapping[tuple[BudgetRole | None, int | None], tuple[BudgetLine, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetGroup:
    """The rows of one activity; *parts* are counted by year, as in the totals."""

    funding: ActivityFunding
    currency: CurrencyCode | None
    lines: _Lines
    parts: Mapping[int | None, Part]

    @property
    def activity(self) -> Activity:
        return self.funding.activity

    @property
    def is_by_year(self) -> bool:
        """Whether what is needed is stated year by year."""
        return any(year is not None for year in self._needed_in)

    @property
    def is_costed(self) -> bool:
        """Whether only the total cost of the activity says what is needed, or nothing does."""
        return not self._needed_in

    @property
    def _needed_in(self) -> tuple[int | None, ...]:
        """The years for which budget lines say what is needed."""
        return tuple(
            year
            for (role, year), lines in self.lines.items()
            if role is BudgetRole.NEEDED
            and any(line.amount and line.amount.currency == self.currency for line in lines)
        )

    def cell(self, role: BudgetRole, year: int | None) -> BudgetCell:
        """Return the cell of a role and a year."""
        return _cell(self, CellPlace(self.activity.id, role, year))

    def gap(self, year: int | None) -> int | None:
        """Return the gap of a year; None where it is not known or the year has no amount."""
        part = self.parts.get(year)
        return None if part is None else part.gap

    def total(self, role: BudgetRole) -> int | None:
        """Return what is stated for the activity in all years."""
        return amount_of(self.funding.total, role)


class AgreementYear(Enum):
    """How an agreement stands in a year, as far as its dates and its status tell."""

    RUNS = "runs"
    ENDS = "ends"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LongAgreement:
    """An agreement over several years, or over some of which not both ends are known.

    *over_in* is the year in which it is known to be over, though its dates go on or are missing.
    """

    agreement: Agreement
    first: int | None
    last: int | None
    over_in: int | None

    @property
    def ends_in(self) -> int | None:
        """The year in which it ends, None where that is not known."""
        return self.last if self.over_in is None else self.over_in

    def in_year(self, year: int) -> AgreementYear | None:
        """Return how it stands in *year*; None before it begins and after its end."""
        ends_in = self.ends_in
        if (self.first is not None and year < self.first) or (ends_in or year) < year:
            return None
        if year == ends_in:
            return AgreementYear.ENDS if self.over_in is None else AgreementYear.ENDED
        is_known = self.first is not None and (self.last is not None or year == self.first)
        return AgreementYear.RUNS if is_known else AgreementYear.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetGrid:
    """The groups of rows, the years of the columns, and the totals, one for each currency."""

    years: tuple[int, ...]
    groups: tuple[BudgetGroup, ...]
    totals: tuple[YearTotals, ...]
    agreements: tuple[LongAgreement, ...]

    @property
    def columns(self) -> tuple[int | None, ...]:
        """The years, and None for what is stated for an activity as a whole."""
        return (*self.years, None)


def budget_grid(
    document: PlanDocument, *, kept: Mapping[ActivityId, BudgetGroup], today: dt.date
) -> BudgetGrid:
    """Return the table of a plan; *kept* groups are of activities nothing has changed in."""
    activities = activities_in_order(document)
    groups = tuple(kept.get(one.id) or budget_group(document, one) for one in activities)
    return BudgetGrid(
        years=_years(document, groups),
        groups=groups,
        totals=year_totals(group.funding for group in groups),
        agreements=long_agreements(document, today),
    )


def budget_group(document: PlanDocument, activity: Activity) -> BudgetGroup:
    """Return the rows of one activity."""
    funding = funding_of(document, activity)
    lines: dict[tuple[BudgetRole | None, int | None], tuple[BudgetLine, ...]] = {}
    for line in document.children(BudgetLine, "activity", activity.id):
        lines[line.role, line.year] = (*lines.get((line.role, line.year), ()), line)
    plan = document.get(Plan, activity.plan) or document.first(Plan)
    return BudgetGroup(
        funding=funding,
        currency=funding.currency or (None if plan is None else plan.currency),
        lines=lines,
        parts=dict(year_parts(funding)),
    )


def cells_of(group: BudgetGroup, role: BudgetRole) -> Iterator[tuple[tuple[UUID, ...], CellPlace]]:
    """Yield the records whose amounts stand in cells of one row, and those cells."""
    for (of, year), lines in group.lines.items():
        if of is role:
            yield tuple(line.id for line in lines), CellPlace(group.activity.id, role, year)
    if role is BudgetRole.NEEDED:
        yield (group.activity.id,), CellPlace(group.activity.id, role, None)


def long_agreements(document: PlanDocument, today: dt.date) -> tuple[LongAgreement, ...]:
    """Return the agreements over more than one calendar year, first those ending first.

    So are those with one date alone: the other may lie in any year.
    """
    found = [
        _long(one, one.period, today)
        for one in document.of(Agreement)
        if one.period is not None and _may_be_long(one.period)
    ]
    return tuple(sorted(found, key=lambda one: (one.ends_in or dt.MAXYEAR, one.agreement.id)))


def _may_be_long(period: Period) -> bool:
    return period.start is None or period.end is None or len(period.years) > 1


def _long(agreement: Agreement, period: Period, today: dt.date) -> LongAgreement:
    first = None if period.start is None else period.start.year
    last = None if period.end is None else period.end.year
    goes_on = period.end is None or period.end >= today
    is_over = agreement.status is AgreementStatus.ENDED and goes_on
    return LongAgreement(agreement, first, last, max(today.year, first or 0) if is_over else None)


def _years(document: PlanDocument, groups: tuple[BudgetGroup, ...]) -> tuple[int, ...]:
    """Return the years of the plan, and those in which anything is entered."""
    plans = {year for plan in document.of(Plan) if plan.period for year in plan.period.years}
    entered = {year for group in groups for _, year in group.lines}
    counted = {year for group in groups for year in group.parts}
    return tuple(sorted(year for year in plans | entered | counted if year is not None))


def _cell(group: BudgetGroup, place: CellPlace) -> BudgetCell:
    lines = group.lines.get((place.role, place.year), ())
    amounts = [line.amount for line in lines if line.amount is not None]
    own = [money.minor for money in amounts if money.currency == group.currency]
    others = tuple(money for money in amounts if money.currency != group.currency)
    part = group.parts.get(place.year)
    counted = None if part is None else amount_of(part.amounts, place.role)
    entered = sum(own) if own else None
    whole_need = place.role is BudgetRole.NEEDED and place.year is None
    is_cost = whole_need and not lines and group.is_costed
    standing = _standing(entered, counted, is_cost=is_cost)
    return BudgetCell(
        place=place,
        currency=group.currency,
        standing=standing,
        minor=entered if standing is Standing.APART else counted,
        counted=counted,
        lines=lines,
        others=others,
        absence=_absence(group, lines, is_cost=is_cost),
        refusal=_refusal(group, lines, place=place, standing=standing),
        remark=_remark(place, standing=standing, others=others),
        is_cost=is_cost,
    )


def _standing(entered: int | None, counted: int | None, *, is_cost: bool) -> Standing:
    if is_cost or entered == counted:
        return Standing.EMPTY if counted is None else Standing.STATED
    return Standing.APART if counted is None else Standing.DERIVED


def _absence(group: BudgetGroup, lines: tuple[BudgetLine, ...], *, is_cost: bool) -> Absence | None:
    if is_cost:
        return group.activity.notes["cost"].absence
    said = (line.notes["amount"].absence for line in lines)
    return next((absence for absence in said if absence is not None), None)


def _refusal(
    group: BudgetGroup, lines: tuple[BudgetLine, ...], *, place: CellPlace, standing: Standing
) -> Message | None:
    if standing is Standing.DERIVED:
        return _ELSEWHERE
    if any(line.amount is not None and line.amount.currency != group.currency for line in lines):
        return _OTHER_CURRENCY
    if len(lines) > 1:
        return _SEVERAL
    whole_need = place.role is BudgetRole.NEEDED and place.year is None
    if whole_need and not lines and group.is_by_year:
        return _BY_YEAR
    return None


def _remark(place: CellPlace, *, standing: Standing, others: tuple[Money, ...]) -> Message | None:
    if others:
        return _OTHER_CURRENCY
    if standing is not Standing.APART:
        return None
    if place.role is BudgetRole.NEEDED:
        return _REPLACED
    return _SPREAD if place.year is None else _GATHERED
