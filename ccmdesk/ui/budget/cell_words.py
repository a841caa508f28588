"""What a cell of the budget by year says: its figure, its whole name, and what explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccmdesk.actions.paste_budget import absent_text, copied
from ccmdesk.lang.lang import Lang
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import Absence, Money
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.budget_grid import COMPUTED, AgreementYear, BudgetCell, Standing
from ccmdesk.rules.funding_totals import Sums
from ccmdesk.rules.other_currencies import stated_moneys
from ccmdesk.ui.budget.rows import (
    GAP,
    AgreementRow,
    AmountRow,
    GapRow,
    GridRow,
    HeadRow,
    TotalRow,
)

NOT_FILLED = "·"
NOT_KNOWN = "?"
_APART = C_("amount not counted here", "({amount})")
_NOT_STATED = C_("cell of the budget", "not filled")
_UNKNOWN = C_("cell of the budget", "not known")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: a year, what is stated for no single year, or the total."""

    year: int | None = None
    is_total: bool = False

    def name(self, lang: Lang) -> str:
        """Return its heading; a year passes through no number format."""
        if self.is_total:
            return lang(N_("Total"))
        return lang(C_("budget", "Not by year")) if self.year is None else str(self.year)


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in a cell: an amount, or the mark and the words of its absence.

    One that is *apart* is not counted here, one that is *named* shows its currency. *others* are
    stated in other currencies, and never added.
    """

    minor: int | None = None
    currency: CurrencyCode | None = None
    mark: str = ""
    words: str = ""
    apart: bool = False
    named: bool = False
    others: tuple[Money, ...] = ()

    def shown(self, lang: Lang) -> str:
        """Return the few letters the table has room for."""
        if self.others:
            return self.told(lang)
        if self.minor is None or self.currency is None:
            return lang(self.mark) if self.mark not in {NOT_FILLED, NOT_KNOWN} else self.mark
        money = Money(self.minor, self.currency)
        amount = lang.money(money) if self.named else lang.amount(money)
        return lang(_APART, amount=amount) if self.apart else amount

    def told(self, lang: Lang) -> str:
        """Return it in words, with its currency."""
        stated = (*self._own, *self.others)
        return lang.join([lang.money(money) for money in stated]) if stated else lang(self.words)

    @property
    def _own(self) -> tuple[Money, ...]:
        if self.minor is None or self.currency is None:
            return ()
        return (Money(self.minor, self.currency),)


NOTHING = Figure()
_EMPTY = Figure(mark=NOT_FILLED, words=_NOT_STATED)
_OPEN = Figure(mark=NOT_KNOWN, words=_UNKNOWN)
_STANDS = {
    AgreementYear.RUNS: C_("agreement in a year", "in force"),
    AgreementYear.ENDS: C_("agreement in a year", "ends"),
    AgreementYear.ENDED: C_("agreement in a year", "ended"),
}


def together(lang: Lang, said: Sequence[str]) -> str:
    """Return sentences after one another, with what the language writes between them."""
    # Filled in, each sentence would be set apart, and from right to left their order would be lost.
    _, _, rest = lang(C_("two sentences", "{first} {second}")).partition("}")
    return rest.partition("{")[0].join(part for part in said if part)


def figure_of(row: GridRow, column: Column) -> Figure:
    """Return what stands where *row* and *column* meet."""
    match row:
        case AmountRow():
            return _amount(row, column)
        case GapRow():
            return _gap(row, column)
        case TotalRow():
            return _total(row, column)
        case AgreementRow():
            return _agreement(row, column)
        case HeadRow():
            return NOTHING


def cell_at(row: GridRow, column: Column) -> BudgetCell | None:
    """Return the cell that can be filled there, or None where the figure is computed."""
    if isinstance(row, AmountRow) and not column.is_total:
        return row.group.cell(row.role, column.year)
    return None


def remark_on(row: GridRow, column: Column, lang: Lang) -> str:
    """Return what explains a cell, or nothing."""
    cell = cell_at(row, column)
    if cell is None:
        return "" if isinstance(row, HeadRow | AgreementRow) else lang.say(COMPUTED)
    parts = [lang.money(other) for other in cell.others]
    said = cell.remark or cell.refusal
    return together(lang, [*parts, lang.say(said)] if said else parts)


def is_derived(row: GridRow, column: Column) -> bool:
    """Whether a figure follows from others, and is no sum of its row or column."""
    cell = cell_at(row, column)
    return isinstance(row, GapRow) or (cell is not None and cell.standing is Standing.DERIVED)


def text_of(row: GridRow, column: Column, lang: Lang) -> str:
    """Return what the table shows."""
    cell = cell_at(row, column)
    if cell is not None and cell.minor is None and (cell.others or cell.absence):
        return copied(cell, lang=lang)
    return figure_of(row, column).shown(lang)


def told_of(row: GridRow, column: Column, lang: Lang) -> str:
    """Return the amount in words, with its currency."""
    cell = cell_at(row, column)
    if cell is not None and cell.minor is None:
        if cell.others:
            return copied(cell, lang=lang)
        if cell.absence is Absence.NOT_APPLICABLE:
            return absent_text(cell.absence, lang=lang)
        if cell.absence is Absence.UNKNOWN:
            return lang(_UNKNOWN)
    return figure_of(row, column).told(lang)


def copied_of(row: GridRow, column: Column, lang: Lang) -> str:
    """Return what goes to a spreadsheet; what is not filled goes as an empty cell."""
    cell = cell_at(row, column)
    if cell is not None:
        return copied(cell, lang=lang)
    shown = figure_of(row, column).shown(lang)
    return "" if shown == NOT_FILLED else shown


def _amount(row: AmountRow, column: Column) -> Figure:
    group = row.group
    if column.is_total:
        minor = group.total(row.role)
        others = stated_moneys(None, group.funding.total.others, roles=(row.role,))
        if minor is None and not others:
            return _EMPTY
        return Figure(minor, group.currency, others=others)
    cell = group.cell(row.role, column.year)
    if cell.minor is None:
        return _EMPTY
    return Figure(cell.minor, cell.currency, apart=cell.standing is Standing.APART)


def _gap(row: GapRow, column: Column) -> Figure:
    group, currency = row.group, row.group.currency
    if not goes_on(group.activity):
        return NOTHING
    if column.is_total:
        stated = any(group.total(role) is not None for role in BudgetRole)
        gap = group.funding.total.gap
    else:
        stated = column.year in group.parts
        gap = group.gap(column.year)
    if not stated:
        return NOTHING
    return _OPEN if gap is None else Figure(gap, currency)


def _total(row: TotalRow, column: Column) -> Figure:
    found = row.found
    if column.is_total:
        sums: Sums | None = found.total
    else:
        sums = next((one.sums for one in found.by_year if one.key == column.year), None)
    minor = None if sums is None else row.pick(sums)
    others = () if sums is None else stated_moneys(None, sums.others, roles=row.roles)
    if minor is not None or others:
        return Figure(minor, found.currency, others=others)
    return _OPEN if sums is not None and sums.unknown and row.label == GAP else _EMPTY


def _agreement(row: AgreementRow, column: Column) -> Figure:
    long = row.long
    if column.is_total:
        amount = long.agreement.amount
        return NOTHING if amount is None else Figure(amount.minor, amount.currency, named=True)
    stands = None if column.year is None else long.in_year(column.year)
    if stands is None:
        return NOTHING
    if stands is AgreementYear.UNKNOWN:
        return _OPEN
    return Figure(mark=_STANDS[stands], words=_STANDS[stands])
