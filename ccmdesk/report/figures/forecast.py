"""The forecast of one article, line by line, and its way to the deadline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import Article, Obligation
from ccmdesk.model.stockpile import Destruction, Stock
from ccmdesk.model.words import N_
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.sections.course_chart import course_chart
from ccmdesk.report.documents.sections.forecasts import forecast_facts
from ccmdesk.report.figures.part import FigureLine, Lead, Part, drawn_years, lead_to
from ccmdesk.rules.forecast import Forecast, forecasts


@dataclass(frozen=True, slots=True)
class _Behind:
    """What remains of an article, the work of past years, and the years on record."""

    remaining: tuple[type, ...]
    work: type
    on_record: type


_BEHIND: Mapping[Article, _Behind] = {
    Article.CLEARANCE: _Behind((AnnualPosition, HazardousArea), LandRelease, AnnualPosition),
    Article.STOCKPILES: _Behind((Stock,), Destruction, Destruction),
}


def forecast_parts(desk: Desk, article: Article) -> Iterator[Part]:
    """Yield the way to the deadline, when there is one to draw, and the facts of the forecast."""
    yield from _course(desk, article)
    lang = desk.lang
    title = lang(N_("Forecast"))
    found = next(
        (f for f in forecasts(desk.document, desk.ask.today) if f.article is article), None
    )
    if found is None:
        none = lang(N_("Without an obligation nothing can be forecast."))
        yield Part(name="forecast", title=title, enter=(Obligation,), says=(none,))
        return
    says = tuple(lang.say(message) for message in found.says)
    lines = () if found.is_over else tuple(_lines(desk, found))
    if found.is_over:
        duty = lang(article.label)
        lines = (FigureLine(duty, "", _obligation(desk, article)),)
    enter = () if found.is_over else tuple(_missing(found))
    yield Part(name="forecast", title=title, lines=lines, notes=says, enter=enter)


def _course(desk: Desk, article: Article) -> Iterator[Part]:
    ask, behind = course_chart(desk, article), _BEHIND[article]
    is_drawn_elsewhere = article is Article.CLEARANCE and ask is not None and len(ask.series) < 2
    if ask is None or is_drawn_elsewhere:
        return
    known, ahead = set(ask.series[0].values), _obligation(desk, article)
    leads = [Lead(behind.on_record) if year in known else ahead for year in ask.years]
    yield Part(name="course", title=ask.caption, drawn=drawn_years(desk.lang, ask, leads))


def _lines(desk: Desk, found: Forecast) -> Iterator[FigureLine]:
    work, duty = Lead(_BEHIND[found.article].work), _obligation(desk, found.article)
    kinds = _BEHIND[found.article].remaining
    remaining = Lead(next((kind for kind in kinds if desk.document.of(kind)), kinds[0]))
    leads = (remaining, work, work, work, duty, duty, duty)
    for (text, figure), lead in zip(forecast_facts(desk, found), leads, strict=True):
        yield FigureLine(text, figure, lead)


def _missing(found: Forecast) -> Iterator[type]:
    """Yield the kinds of records without which nothing can be said."""
    if found.remaining is None:
        yield _BEHIND[found.article].remaining[0]
    if found.pace is None:
        yield _BEHIND[found.article].work
    if found.deadline is None:
        yield Obligation


def _obligation(desk: Desk, article: Article) -> Lead:
    return lead_to(Obligation, _duties(desk.document, article))


def _duties(document: PlanDocument, article: Article) -> list[Obligation]:
    found = document.of(Obligation)
    return [one for one in found if one.duty is not None and one.duty.article is article]
