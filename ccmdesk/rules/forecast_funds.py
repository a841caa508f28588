"""How far the funds carry: what one unit costs against what is funded per year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.funding import ActivityFunding, funding_of
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
        Article.CLEARANCE: frozenset({"m2", "m²"}),
        Article.STOCKPILES: frozenset({"munitions", "items"}),
        Article.VICTIMS: frozenset({"people"}),
    }
)
"""The units in which the quantity of an activity can be set against what remains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsForecast:
    """*unit_cost* is the average of the plan, rounded up to a minor unit.

    *by_year* has what is funded in each coming year and the quantity it pays for; *end_year* is
    the year in which that reaches what remains, None when the stated funds never do.
    """

    unit_cost: Money
    by_year: tuple[tuple[int, Money, int], ...]
    quantity: int
    end_year: int | None


@dataclass(frozen=True, slots=True)
class _Work:
    """The comparable work of a plan: cost in minor units and quantity."""

    cost: int
    quantity: int
    funded: Mapping[int, int]


def funds_forecast(
    document: PlanDocument, article: Article, remaining: int | None, today: dt.date
) -> tuple[FundsForecast | None, Message]:
    """Return how far the funds from this year on carry, and how that was worked out, or why not."""
    if remaining is None:
        return None, sentence(N_("What remains is not known, so the funds cannot be compared."))
    funding = [funding_of(document, one) for one in document.of(Activity) if _fits(one, article)]
    currencies = {one.currency for one in funding if one.currency and one.total.needed is not None}
    if len(currencies) > 1:
        says = N_("The work is costed in several currencies, so the funds cannot be compared.")
        return None, sentence(says)
    for currency in currencies:
        work = _work(funding, currency, today)
        if work.cost and work.quantity:
            found = _forecast(work, currency, remaining)
            return found, _says(found, article, remaining)
    says = N_("No activity of this work states both a quantity and a cost.")
    return None, sentence(says)


def _fits(activity: Activity, article: Article) -> bool:
    quantity = activity.quantity
    return (
        activity.article is article
        and activity.type in WORK[article]
        and quantity is not None
        and quantity.amount is not None
        and quantity.unit in UNITS[article]
    )


def _work(funding: Iterable[ActivityFunding], currency: CurrencyCode, today: dt.date) -> _Work:
    cost = quantity = 0
    funded: dict[int, int] = {}
    for one in funding:
        amount = None if one.activity.quantity is None else one.activity.quantity.amount
        if one.currency != currency or one.total.needed is None or amount is None:
            continue
        cost, quantity = cost + one.total.needed, quantity + amount
        for year, amounts in one.by_year:
            given = (amounts.national or 0) + (amounts.external or 0)
            if year is not None and year >= today.year and given:
                funded[year] = funded.get(year, 0) + given
    return _Work(cost, quantity, funded)


def _forecast(work: _Work, currency: CurrencyCode, remaining: int) -> FundsForecast:
    done, end_year = 0, None
    rows = []
    for year in sorted(work.funded):
        paid = work.funded[year] * work.quantity // work.cost
        rows.append((year, Money(work.funded[year], currency), paid))
        done += paid
        if end_year is None and done >= remaining:
            end_year = year
    unit_cost = Money(-(-work.cost // work.quantity), currency)
    return FundsForecast(unit_cost=unit_cost, by_year=tuple(rows), quantity=done, end_year=end_year)


def _says(found: FundsForecast, article: Article, remaining: int) -> Message:
    if found.end_year is not None:
        says = N_(
            "At the average cost per unit of the plan, the stated funds pay for it all by {year}."
        )
        return sentence(says, year=str(found.end_year))
    says = N_(
        "At the average cost per unit of the plan, the stated funds pay for {quantity} of"
        " {remaining}."
    )
    shown = square_metres if article is Article.CLEARANCE else int
    return sentence(says, quantity=shown(found.quantity), remaining=shown(remaining))
