"""When the work will be done: what remains against the pace of past years and against the funds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ccmdesk.model.codes import Coded
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import Article, Obligation
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules import deadlines
from ccmdesk.rules.clocks import filing_day
from ccmdesk.rules.forecast_funds import FundsForecast, funds_forecast
from ccmdesk.rules.remaining import Remaining, area_remaining, people_remaining, stock_remaining
from ccmdesk.rules.rule import sentence, square_metres

RECENT_YEARS = 5
"""The pace is that of the last five finished years on record."""

_DAYS = 36_525
_PER = 100
"""Days in a hundred years, so that years stay whole numbers."""


class Subject(Coded):
    """What is counted down."""

    AREA = "area", C_("forecast", "Contaminated land")
    STOCK = "stock", C_("forecast", "Stockpile")
    PEOPLE = "people", C_("forecast", "People assessed, less those served since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Quantities per year in the *years* on record, and what was *done* in all of them."""

    slowest: int
    fastest: int
    done: int
    years: tuple[int, ...]

    @property
    def average(self) -> int:
        """The average quantity per year, rounded down."""
        return self.done // len(self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What can be said of one article; None where it cannot, and *says* tells why.

    Quantities are m², cluster munitions or people. *end* follows from the average pace,
    *earliest* and *latest* from the fastest and slowest year. *required* is the quantity per year
    that meets the deadline; *last_filing* is the last day to ask for more time. What remains
    *is_least* where a part of it has no figure: then only the earliest end is known.
    """

    subject: Subject
    article: Article
    remaining: int | None = None
    as_of: dt.date | None = None
    pace: Pace | None = None
    end: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    deadline: dt.date | None = None
    required: int | None = None
    last_filing: dt.date | None = None
    funds: FundsForecast | None = None
    is_over: bool = False
    is_least: bool = False
    says: tuple[Message, ...] = ()


_SUBJECTS: Mapping[Article, Subject] = {
    Article.CLEARANCE: Subject.AREA,
    Article.STOCKPILES: Subject.STOCK,
    Article.VICTIMS: Subject.PEOPLE,
}
_REMAINING = {
    Subject.AREA: area_remaining,
    Subject.STOCK: stock_remaining,
    Subject.PEOPLE: people_remaining,
}


def forecasts(document: PlanDocument, today: dt.date) -> tuple[Forecast, ...]:
    """Return one forecast for each article under which the State has an obligation."""
    duties = {one.duty.article for one in document.of(Obligation) if one.duty is not None}
    return tuple(forecast(document, article, today) for article in Article if article in duties)


def forecast(document: PlanDocument, article: Article, today: dt.date) -> Forecast:
    """Return when the work under *article* ends at the pace of the past and with the funds."""
    subject = _SUBJECTS[article]
    if _is_over(document, article, today):
        says = sentence(N_("The obligation was completed; nothing is forecast."))
        return Forecast(subject=subject, article=article, is_over=True, says=(says,))
    found = _REMAINING[subject](document, today)
    pace = pace_of(found.by_year, today)
    deadline = deadlines.deadline_today(document, article, today)
    whole = None if found.is_least else found.quantity
    funds, why = funds_forecast(document, article, whole, today)
    filing = None if deadline is None else filing_day(document, deadline)[0]
    return Forecast(
        subject=subject,
        article=article,
        remaining=found.quantity,
        as_of=found.as_of,
        pace=pace,
        end=None if found.is_least else _average_end(found, pace),
        earliest=_end(found, 0 if pace is None else pace.fastest),
        latest=None if found.is_least else _end(found, 0 if pace is None else pace.slowest),
        deadline=deadline,
        required=required_pace(found.quantity, deadline, today),
        last_filing=filing,
        funds=funds,
        is_least=found.is_least,
        says=(
            *_about_pace(subject, found, pace, today),
            *_about_unstated(found, pace, today),
            *found.besides,
            *_about_deadline(article, found, deadline, today),
            *why,
        ),
    )


def pace_of(by_year: Mapping[int, int], today: dt.date) -> Pace | None:
    """Return the pace of the last years on record, or None when nothing was done in them.

    The present year is not finished: what was done in it so far says nothing of a whole year.
    """
    finished = {year: done for year, done in by_year.items() if year < today.year}
    last = max(finished, default=0)
    recent = {year: done for year, done in finished.items() if year > last - RECENT_YEARS}
    if not any(recent.values()):
        return None
    return Pace(
        slowest=min(recent.values()),
        fastest=max(recent.values()),
        done=sum(recent.values()),
        years=tuple(sorted(recent)),
    )


def required_pace(quantity: int | None, deadline: dt.date | None, today: dt.date) -> int | None:
    """Return the quantity per year, rounded up, that is done on the deadline; None: no way."""
    if quantity is None or deadline is None or deadline <= today:
        return None
    return -(-quantity * _DAYS // ((deadline - today).days * _PER))


def _is_over(document: PlanDocument, article: Article, today: dt.date) -> bool:
    duties = deadlines.obligations_of(document, article)
    return bool(duties) and all(deadlines.is_over(one, today) for one in duties)


def _average_end(found: Remaining, pace: Pace | None) -> dt.date | None:
    return _end(found, 0) if pace is None else _end(found, pace.done, years=len(pace.years))


def _end(found: Remaining, done: int, *, years: int = 1) -> dt.date | None:
    """Return the day on which *found* is done at *done* in so many years; None: never, or too far.

    A begun day counts as a whole one.
    """
    if found.quantity is None or found.as_of is None:
        return None
    if found.quantity == 0:
        return found.as_of
    if not done:
        return None
    days = -(-found.quantity * years * _DAYS // (done * _PER))
    if days > (dt.date.max - found.as_of).days:
        return None
    return found.as_of + dt.timedelta(days=days)


def _about_pace(
    subject: Subject, found: Remaining, pace: Pace | None, today: dt.date
) -> Iterator[Message]:
    if found.quantity is None or found.as_of is None:
        yield found.why
        return
    if found.quantity == 0:
        yield sentence(N_("Nothing remained on {day}."), day=found.as_of)
        return
    if pace is None:
        yield sentence(N_("No past work is on record from which a pace could be computed."))
    else:
        yield from _about_range(subject, found, pace)
    if found.by_year.get(today.year):
        says = N_("{year} is not over yet and does not count in the pace.")
        yield sentence(says, year=str(today.year))
    end = _average_end(found, pace)
    is_past = end is not None and end < today
    if is_past or found.as_of < dt.date(today.year - 1, 12, 31):
        says = N_("The figures are those of {day}; bring them up to date for a useful forecast.")
        yield sentence(says, day=found.as_of)


def _about_range(subject: Subject, found: Remaining, pace: Pace) -> Iterator[Message]:
    values = {"slowest": pace.slowest, "fastest": pace.fastest}
    shown = {name: _quantity(subject, figure) for name, figure in values.items()}
    says = N_(
        "The range comes from the slowest and the fastest year between {first} and {last}:"
        " {slowest} and {fastest}."
    )
    first, last = str(pace.years[0]), str(pace.years[-1])
    yield sentence(says, first=first, last=last, **shown)
    if pace.slowest == 0:
        yield sentence(N_("In one of these years nothing was done, so the latest end is open."))
    if _average_end(found, pace) is None:
        yield sentence(N_("At this pace the work would not end in any time that can be planned."))


def _about_unstated(found: Remaining, pace: Pace | None, today: dt.date) -> Iterator[Message]:
    first = today.year - RECENT_YEARS if pace is None else pace.years[0]
    years = tuple(str(one) for one in sorted(found.unstated) if first <= one <= today.year)
    if years:
        says = N_("Work without a figure is on record and counts as none here: {years}.")
        yield sentence(says, years=years)


def _about_deadline(
    article: Article, found: Remaining, deadline: dt.date | None, today: dt.date
) -> Iterator[Message]:
    if article is Article.VICTIMS:
        yield sentence(
            N_(
                "Article 5 has no end date: the forecast says when everybody assessed will have"
                " been reached once."
            )
        )
    elif deadline is None:
        yield sentence(N_("The running deadline is not recorded, so no required pace is known."))
    elif deadline <= today and found.quantity:
        yield sentence(N_("The deadline, {day}, has passed."), day=deadline)


def _quantity(subject: Subject, figure: int) -> Message | int:
    return square_metres(figure) if subject is Subject.AREA else figure
