"""How land and stocks went down year by year, and how they have to go down until the deadline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ccmdesk.model.state import Article
from ccmdesk.model.words import C_, N_
from ccmdesk.report.charts import ChartKind, Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.year_charts import (
    Measure,
    YearChart,
    YearSeries,
    counted,
    square_kilometres,
)
from ccmdesk.rules.course import Course, course


def course_chart(desk: Desk, article: Article) -> YearChart | None:
    """Return the years on record and the lines to the deadline; None until there are two years."""
    found = course(desk.document, article, desk.ask.today)
    if len(found.years) < 2:
        return None
    lang = desk.lang
    caption, name = _WORDS[article, bool(found.required)]
    past = YearSeries(lang(name), Ink.SOLID, dict(found.known), may_lack=True)
    ahead = list(_ahead(desk, found))
    return YearChart(
        caption=lang(caption),
        measure=_measure(desk, article),
        years=found.years,
        series=[past, *ahead],
        kind=ChartKind.LINES if ahead else ChartKind.AREA,
    )


_WORDS: Mapping[tuple[Article, bool], tuple[str, str]] = {
    (Article.STOCKPILES, False): (
        N_("Cluster munitions left at the end of each year"),
        C_("stock", "Left"),
    ),
    (Article.STOCKPILES, True): (
        N_("Cluster munitions left until the deadline"),
        C_("stock", "Left"),
    ),
    (Article.CLEARANCE, False): (
        N_("Contaminated land at the end of each year"),
        C_("forecast", "Remaining"),
    ),
    (Article.CLEARANCE, True): (
        N_("Contaminated land left until the deadline"),
        C_("forecast", "Remaining"),
    ),
}
"""Caption and name of what is on record, without and with a deadline to come."""


def _ahead(desk: Desk, found: Course) -> Iterator[YearSeries]:
    lines = [
        (C_("forecast", "Required"), Ink.HATCHED, found.required),
        (C_("forecast", "At the average pace"), Ink.DOTTED, found.expected),
    ]
    if found.fastest != found.slowest:
        lines += [
            (C_("forecast", "At the fastest"), Ink.CROSSED, found.fastest),
            (C_("forecast", "At the slowest"), Ink.BARRED, found.slowest),
        ]
    for name, ink, values in lines:
        if values:
            yield YearSeries(desk.lang(name), ink, dict(values), may_lack=True)


def _measure(desk: Desk, article: Article) -> Measure:
    if article is Article.STOCKPILES:
        return counted(desk.lang, desk.lang(C_("axis of a chart", "Cluster munitions")))
    return square_kilometres(desk.lang)
