"""How far the funds carry: what one unit costs against what is funded per year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import Article
from ccmdesk.model.units import SQUARE_METRE, unit_code
from ccmdesk.model.values import Money
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.funding import ActivityFunding, Amounts, funding_of
from ccmdesk.rules.rule import sentence, square_metres

WORK: Mapping[Article, frozenset[ActivityType]] = MappingProxyType(
    {
        Article.CLEARANCE: frozenset(
            {
                ActivityType.NON_TECHNICAL_SURVEY,
                ActivityType.TECHNICAL_SURVEY,
                ActivityType.CLEARANCE,
            }
        ),
        Article.STOCKPILES: frozenset({ActivityType.STOCKPILE_DESTRUCTION}),
        Article.VICTIMS: frozenset(
            {
                ActivityType.MEDICAL,
                ActivityType.REHABILITATION,
                ActivityType.PSYCHOLOGICAL,
                ActivityType.LIVELIHOOD,
                ActivityType.SOCIAL,
                ActivityType.ASSISTANCE,
            }
        ),
    }
)
UNITS: Mapping[Article, frozenset[str]] = MappingProxyType(
    {
        Article.CLEARANCE: frozenset({SQUARE_METRE}),
        Article.STOCKPILES: frozenset({"munitions", "items"}),
        Article.VICTIMS: frozenset({"people"}),
    }
)
"""The codes of units in which the quantity of an activity can be set against what remains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsForecast:
    """*unit_cost* is the average of the plan, rounded up to a minor unit.

    *by_year* has what is funded in each year from *first_year* on and the quantity it pays for;
    *end_year* is the year in which that reaches what remains, None when the stated funds never do.
    *left_out* is what is stated under the article for earlier years, for no single year, for work
    that is completed or was stopped, or for work in other units.
    """

    unit_cost: Money
    first_year: int
    left_out: Money
    by_year: tuple[tuple[int, Money, int], ...]
    quantity: int
    end_year: int | None


@dataclass(frozen=True, slots=True)
class _Work:
    """The comparable work of a plan: cost in minor units, quantity, and what is funded from when.

    *stated* is all that is stated under the article in this currency.
    """

    currency: CurrencyCode
    first_year: int
    cost: int
    quantity: int
    funded: Mapping[int, int]
    stated: int


def funds_forecast(
    document: PlanDocument, article: Article, remaining: int | None, today: dt.date
) -> tuple[FundsForecast | None, tuple[Message, ...]]:
    """Return how far the funds from this year on carry, and how that was worked out, or why not."""
    if remaining is None:
        says = N_("What remains is not known, so the funds cannot be compared.")
        return None, (sentence(says),)
    funding = [funding_of(document, one) for one in document.of(Activity) if one.article is article]
    fitting = [one for one in funding if _fits(one.activity, article)]
    currencies = {one.currency for one in fitting if one.currency and one.total.needed is not None}
    if len(currencies) > 1:
        says = N_("The work is costed in several currencies, so the funds cannot be compared.")
        return None, (sentence(says),)
    for currency in currencies:
        stated = sum(_given(one.total) for one in funding if one.currency == currency)
        work = _work(fitting, currency, today.year, stated)
        if work.cost and work.quantity:
            found = _forecast(work, remaining)
            return found, tuple(_says(found, article, remaining))
    says = N_("No activity of this work states both a quantity and a cost.")
    return None, (sentence(says),)


def _fits(activity: Activity, article: Article) -> bool:
    quantity = activity.quantity
    return (
        activity.type in WORK[article]
        and quantity is not None
        and quantity.amount is not None
        and unit_code(quantity.unit) in UNITS[article]
    )


def _given(amounts: Amounts) -> int:
    return (amounts.national or 0) + (amounts.external or 0)


def _work(
    funding: Iterable[ActivityFunding], currency: CurrencyCode, first_year: int, stated: int
) -> _Work:
    cost = quantity = 0
    funded: dict[int, int] = {}
    for one in funding:
        amount = None if one.activity.quantity is None else one.activity.quantity.amount
        if one.currency != currency or one.total.needed is None or amount is None:
            continue
        cost, quantity = cost + one.total.needed, quantity + amount
        if not goes_on(one.activity):
            continue
        for year, amounts in one.by_year:
            given = _given(amounts)
            if year is not None and year >= first_year and given:
                funded[year] = funded.get(year, 0) + given
    return _Work(currency, first_year, cost, quantity, funded, stated)


def _forecast(work: _Work, remaining: int) -> FundsForecast:
    given = done = 0
    end_year = None
    rows = []
    for year in sorted(work.funded):
        given += work.funded[year]
        # Each year rounded by itself would leave out units that the funds together pay for.
        paid = given * work.quantity // work.cost - done
        rows.append((year, Money(work.funded[year], work.currency), paid))
        done += paid
        if end_year is None and done >= remaining:
            end_year = year
    return FundsForecast(
        unit_cost=Money(-(-work.cost // work.quantity), work.currency),
        first_year=work.first_year,
        left_out=Money(work.stated - sum(work.funded.values()), work.currency),
        by_year=tuple(rows),
        quantity=done,
        end_year=end_year,
    )


def _says(found: FundsForecast, article: Article, remaining: int) -> Iterator[Message]:
    """Yield what the funds pay for, from which year on they count, and what is left out."""
    shown = square_metres if article is Article.CLEARANCE else int
    first = str(found.first_year)
    if not found.by_year:
        says = N_("No funds are stated for {first} or later, so none of {remaining} is paid for.")
        yield sentence(says, first=first, remaining=shown(remaining))
    elif found.end_year is not None:
        says = N_(
            "At the average cost per unit of the plan, the funds stated for {first} and later pay"
            " for it all by {year}."
        )
        yield sentence(says, first=first, year=str(found.end_year))
    else:
        says = N_(
            "At the average cost per unit of the plan, the funds stated for {first} and later pay"
            " for {quantity} of {remaining}."
        )
        values = {"quantity": shown(found.quantity), "remaining": shown(remaining)}
        yield sentence(says, first=first, **values)
    if found.left_out.minor:
        says = N_(
            "{amount} stated under this article do not count here: they are for earlier years, for"
            " no single year, for work that is completed or was stopped, or for work in other"
            " units."
        )
        yield sentence(says, amount=found.left_out)
