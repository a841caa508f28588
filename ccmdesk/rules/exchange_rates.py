"""Amounts told in the reporting currency too, at dated rates with their source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ccmdesk.model.budget import ExchangeRate
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.evidence import Source
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.funding_totals import Totals, YearTotals
from ccmdesk.rules.rule import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedLine:
    """What one currency comes to in the reporting currency; None is not stated or not known.

    *rate* is the one that was used, None in the reporting currency itself. What is *left* could not
    be converted, because there is no rate.
    """

    currency: CurrencyCode
    needed: Money | None
    gap: Money | None
    needed_as: Money | None
    gap_as: Money | None
    rate: ExchangeRate | None
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """All currencies of a plan in one; *needed* and *gap* are the sums of what could be told in it.

    *left* are the amounts needed that could not. *sums* and *about* are the sentences that go with
    it: the sums, each rate with its day and source, and what is not converted.
    """

    currency: CurrencyCode
    lines: tuple[ReportedLine, ...]
    needed: Money | None
    gap: Money | None
    left: tuple[Money, ...]
    sums: tuple[Message, ...]
    about: tuple[Message, ...]


def reported(
    document: PlanDocument, totals: Sequence[Totals | YearTotals], *, day: dt.date
) -> Reported | None:
    """Return *totals* in the reporting currency of the plan, at the rates of *day*.

    None where the plan names no reporting currency, or has no amount in another.
    """
    plan = document.first(Plan)
    currency = None if plan is None else plan.reporting_currency
    if currency is None or all(found.currency == currency for found in totals):
        return None
    rates = document.of(ExchangeRate)
    lines = tuple(_line(found, currency, rates, day) for found in totals)
    needed, gap = _sum(line.needed_as for line in lines), _sum(line.gap_as for line in lines)
    left = tuple(line.needed for line in lines if line.left and line.needed is not None)
    return Reported(
        currency=currency,
        lines=lines,
        needed=needed,
        gap=gap,
        left=left,
        sums=tuple(_sums(needed, gap, in_part=bool(left))),
        about=tuple(_about(document, lines, left, day=day)),
    )


def rate_on(
    rates: Iterable[ExchangeRate], *, between: tuple[CurrencyCode, CurrencyCode], day: dt.date
) -> ExchangeRate | None:
    """Return the latest rate on or before *day* between two currencies, in either direction.

    Of one day, the rate in the direction asked for comes first, then the one made last.
    """
    usable = [
        rate
        for rate in rates
        if rate.rate and rate.day and rate.day <= day and {*between} == {*_pair(rate)}
    ]
    return max(usable, key=lambda rate: (rate.day, _pair(rate) == between, rate.id), default=None)


def converted(amount: Money, *, rate: ExchangeRate) -> Money:
    """Return *amount* in the other currency of *rate*, rounded once, halves away from zero.

    The rule is that of Council Regulation (EC) No 1103/97. Raises ValueError for a rate that is not
    filled in or is not about the currency of the amount.
    """
    start, target = _pair(rate)
    if start is None or target is None or not rate.rate or amount.currency not in {start, target}:
        raise ValueError(rate)
    forward = amount.currency == start
    to = target if forward else start
    factor = Fraction(rate.rate) if forward else 1 / Fraction(rate.rate)
    digits = minor_digits(to) - minor_digits(amount.currency)
    exact = amount.minor * factor * Fraction(10) ** digits
    return Money(_rounded(exact), to)


def rate_says(document: PlanDocument, rate: ExchangeRate) -> Message:
    """Return a rate with its day and its source in words."""
    source = document.get(Source, rate.source)
    named = None if source is None else source.title
    equation = sentence(
        C_("exchange rate", "1 {base} = {rate} {quote}"),
        base=rate.from_currency or "",
        rate=rate.rate or 0,
        quote=rate.to_currency or "",
    )
    return sentence(
        N_("Converted at {equation}, {day}, {source}."),
        equation=equation,
        day=rate.day or "",
        source=named or sentence(N_("source not named")),
    )


def _pair(rate: ExchangeRate) -> tuple[CurrencyCode | None, CurrencyCode | None]:
    return rate.from_currency, rate.to_currency


def _rounded(exact: Fraction) -> int:
    size = abs(exact)
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return whole if exact >= 0 else -whole


def _line(
    found: Totals | YearTotals,
    currency: CurrencyCode,
    rates: Sequence[ExchangeRate],
    day: dt.date,
) -> ReportedLine:
    own = found.currency == currency
    between = (found.currency, currency)
    rate = None if own else rate_on(rates, between=between, day=day)
    needed, gap = _money(found.total.needed, found), _money(found.total.gap, found)
    return ReportedLine(
        currency=found.currency,
        needed=needed,
        gap=gap,
        needed_as=_told(needed, rate, own=own),
        gap_as=_told(gap, rate, own=own),
        rate=rate,
        left=rate is None and not own,
    )


def _told(amount: Money | None, rate: ExchangeRate | None, *, own: bool) -> Money | None:
    if own or amount is None:
        return amount
    return None if rate is None else converted(amount, rate=rate)


def _money(minor: int | None, found: Totals | YearTotals) -> Money | None:
    return None if minor is None else Money(minor, found.currency)


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    stated = [amount for amount in amounts if amount is not None]
    if not stated:
        return None
    return Money(sum(amount.minor for amount in stated), stated[0].currency)


def _sums(needed: Money | None, gap: Money | None, *, in_part: bool) -> Iterator[Message]:
    if needed is not None and in_part:
        says = N_("Converted, {needed} are needed, without what could not be converted.")
        yield sentence(says, needed=needed)
    elif needed is not None:
        yield sentence(N_("Converted, {needed} are needed in all."), needed=needed)
    if gap is not None and gap.minor < 0:
        says = N_("Converted, the contributions exceed what is needed by {surplus}.")
        yield sentence(says, surplus=Money(-gap.minor, gap.currency))
    elif gap is not None:
        yield sentence(N_("Converted, {gap} are missing, as far as it is known."), gap=gap)


def _about(
    document: PlanDocument, lines: Sequence[ReportedLine], left: tuple[Money, ...], *, day: dt.date
) -> Iterator[Message]:
    for line in lines:
        if line.rate is not None:
            yield rate_says(document, line.rate)
    if left:
        says = N_("Not converted, because no exchange rate up to {day} is on record: {amounts}.")
        yield sentence(says, day=day, amounts=left)
