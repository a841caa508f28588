"""The rows of the budget by year: those of each activity, the totals, and long agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.budget_grid import BudgetGrid, BudgetGroup, LongAgreement
from ccmdesk.rules.funding_totals import Sums, YearTotals

GAP = C_("budget", "Gap (computed)")


@dataclass(frozen=True, slots=True)
class AmountRow:
    """What one activity needs or gets in one way."""

    group: BudgetGroup
    role: BudgetRole


@dataclass(frozen=True, slots=True)
class GapRow:
    """What is missing for one activity."""

    group: BudgetGroup


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One figure of all activities in one currency; *roles* are those it sums."""

    found: YearTotals
    label: str
    pick: Callable[[Sums], int | None]

    @property
    def roles(self) -> tuple[BudgetRole, ...]:
        return tuple(role for role in BudgetRole if role.label == self.label)


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A title over the rows below it."""

    label: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The years over which an agreement runs."""

    long: LongAgreement


GridRow = AmountRow | GapRow | TotalRow | HeadRow | AgreementRow

_SUMS: tuple[tuple[str, Callable[[Sums], int | None]], ...] = (
    (BudgetRole.NEEDED.label, lambda sums: sums.needed),
    (BudgetRole.NATIONAL.label, lambda sums: sums.national),
    (BudgetRole.PLEDGED.label, lambda sums: sums.pledged),
    (BudgetRole.IN_KIND.label, lambda sums: sums.in_kind),
    (BudgetRole.PAID.label, lambda sums: sums.paid),
    (C_("budget", "Needed, gap not known"), lambda sums: sums.unsettled),
    (GAP, lambda sums: sums.gap),
)
"""The columns of the paper's tables of sums, and what has been paid."""

PER_ACTIVITY = len(BudgetRole) + 1


def rows_of(grid: BudgetGrid, currency: CurrencyCode | None) -> tuple[GridRow, ...]:
    """Return the rows from the top; in one *currency*, or in each."""
    return tuple(_rows(grid, currency))


def label_of(row: GridRow) -> str:
    """Return what a row is called, to be translated; the name of an agreement is its own."""
    match row:
        case AmountRow():
            return row.role.label
        case GapRow():
            return GAP
        case TotalRow() | HeadRow():
            return row.label
        case AgreementRow():
            return ""


def block_of(row: GridRow) -> object:
    """Return what rows that stand under one title have in common; None for a row of its own."""
    match row:
        case AmountRow() | GapRow():
            return row.group.activity.id
        case TotalRow():
            return row.found.currency
        case HeadRow() | AgreementRow():
            return None


def _rows(grid: BudgetGrid, currency: CurrencyCode | None) -> Iterator[GridRow]:
    for group in grid.groups:
        if currency in {None, group.currency}:
            yield from (AmountRow(group, role) for role in BudgetRole)
            yield GapRow(group)
    for found in grid.totals:
        if currency in {None, found.currency}:
            yield from (TotalRow(found, label, pick) for label, pick in _SUMS)
    if grid.agreements:
        yield HeadRow(N_("Agreements over several years"))
        yield from (AgreementRow(long) for long in grid.agreements)
