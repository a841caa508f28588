"""Cost, contributions and gap of a plan in a few lines and sentences, one currency at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.values import Money
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.rules.funding import all_funding
from ccmdesk.rules.funding_totals import Ended, Sums, Totals, YearTotals, merged, stated_in, totals
from ccmdesk.rules.other_currencies import ABROAD
from ccmdesk.rules.rule import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """Cost and gap in one currency; None is not stated or, for the gap, not known.

    *years* are those of the line, none for what is known for no single year. *gap* is the sum of
    the known gaps, *unsettled* what is needed where the gap is not known, less what is stated of
    its means; *unknown* counts those activities.
    """

    years: tuple[int | None, ...]
    cost: Money | None
    national: Money | None
    external: Money | None
    gap: Money | None
    unsettled: Money
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySummary:
    """Everything in one currency, in total and by year, and the sentences that go with it."""

    totals: Totals
    total: MoneyLine
    by_year: tuple[MoneyLine, ...]
    national_per_mille: int | None
    spread: bool
    says: tuple[Message, ...]


def money_summaries(document: PlanDocument) -> tuple[MoneySummary, ...]:
    """Return the money of the plan, one value for each currency."""
    return tuple(_summary(found) for found in totals(document, all_funding(document)))


def first_years(found: Totals, *, rows: int) -> tuple[MoneyLine, ...]:
    """Return at most so many lines by year; the last then holds all that is left."""
    if len(found.by_year) <= rows:
        return tuple(_line(found, (row.key,), row.sums) for row in found.by_year)
    first, rest = found.by_year[: rows - 1], found.by_year[rows - 1 :]
    left = merged(row.sums for row in rest)
    lines = [_line(found, (row.key,), row.sums) for row in first]
    return (*lines, _line(found, tuple(row.key for row in rest), left))


def money_sentences(found: Totals | YearTotals) -> tuple[Message, ...]:
    """Return what is needed, who pays it and what is missing; what is not stated is said to be."""
    about = () if found.total.is_empty else _about(found.total, found.currency)
    return (*about, *ended_sentences(found.ended))


def ended_sentences(ended: Ended) -> Iterator[Message]:
    """Yield what is no part of the sums, because the work is over."""
    if ended.needed:
        yield counted(
            "{n} activity is completed or stopped and is not counted; it needed {needed}.",
            "{n} activities are completed or stopped and are not counted; they needed {needed}.",
            ended.activities,
            needed=ended.needed,
        )
    elif ended.activities:
        yield ended_says(ended.activities)


def ended_says(activities: int) -> Message:
    """Return how many activities are no part of the sums."""
    return counted(
        "{n} activity is completed or stopped and is not counted.",
        "{n} activities are completed or stopped and are not counted.",
        activities,
    )


def _summary(found: Totals) -> MoneySummary:
    return MoneySummary(
        totals=found,
        total=_line(found, (), found.total),
        by_year=tuple(_line(found, (row.key,), row.sums) for row in found.by_year),
        national_per_mille=found.total.national_per_mille,
        spread=found.spread,
        says=money_sentences(found),
    )


def _line(found: Totals, years: tuple[int | None, ...], sums: Sums) -> MoneyLine:
    currency = found.currency
    return MoneyLine(
        years=years,
        cost=_money(sums.needed, currency),
        national=_money(sums.national, currency),
        external=_money(sums.external, currency),
        gap=_money(sums.gap, currency),
        unsettled=Money(sums.unsettled, currency),
        unknown=sums.unknown,
    )


def _money(minor: int | None, currency: CurrencyCode) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _about(sums: Sums, currency: CurrencyCode) -> Iterator[Message]:
    needed = stated_in(sums, (BudgetRole.NEEDED,), currency=currency)
    if needed:
        yield sentence(N_("In all {needed} are needed."), needed=needed)
    else:
        yield sentence(N_("What is needed is not stated."))
    yield from _about_national(sums, currency)
    given = stated_in(sums, ABROAD, currency=currency)
    if given:
        yield sentence(N_("Others have pledged {given}."), given=given)
    else:
        yield sentence(N_("What others have pledged is not stated."))
    yield from missing_sentences(sums, currency)
    if sums.unknown:
        yield _about_unknown(sums, Money(sums.unsettled, currency))


def _about_unknown(sums: Sums, unsettled: Money) -> Message:
    """Return for what the gap is not known, and why: an amount is missing, or has no sum."""
    if sums.others:
        return counted(
            "For a further {unsettled} the gap is not known: {n} activity does not state all its"
            " means in the currency of what it needs.",
            "For a further {unsettled} the gap is not known: {n} activities do not state all their"
            " means in the currency of what they need.",
            sums.unknown,
            unsettled=unsettled,
        )
    return counted(
        "For a further {unsettled} the gap is not known: {n} activity does not state all its"
        " means.",
        "For a further {unsettled} the gap is not known: {n} activities do not state all their"
        " means.",
        sums.unknown,
        unsettled=unsettled,
    )


def missing_sentences(sums: Sums, currency: CurrencyCode) -> Iterator[Message]:
    """Yield what is missing as far as it is known, and what one activity has beyond its need.

    What is left over is not missing with a sign before it.
    """
    gap = sums.gap
    if gap is not None and gap < 0:
        says = N_("The contributions exceed what is needed by {surplus}.")
        yield sentence(says, surplus=Money(-gap, currency))
    elif gap is not None and sums.unknown:
        says = N_("As far as it is known, {gap} are missing.")
        yield sentence(says, gap=Money(gap, currency))
    elif gap is not None:
        yield sentence(N_("{gap} are missing."), gap=Money(gap, currency))
    if gap is not None and sums.over and gap + sums.surplus:
        yield counted(
            "{n} activity has {surplus} more than it needs, and that is taken off what is missing.",
            "{n} activities have {surplus} more than they need, and that is taken off what is"
            " missing.",
            sums.over,
            surplus=Money(sums.surplus, currency),
        )


def _about_national(sums: Sums, currency: CurrencyCode) -> Iterator[Message]:
    national = stated_in(sums, (BudgetRole.NATIONAL,), currency=currency)
    if not national:
        yield sentence(N_("What the State pays itself is not stated."))
        return
    yield sentence(N_("The State pays {national} itself."), national=national)
    if sums.unshared:
        yield counted(
            "{n} activity does not state a national contribution.",
            "{n} activities do not state a national contribution.",
            sums.unshared,
        )
