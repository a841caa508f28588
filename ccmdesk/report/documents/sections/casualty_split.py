"""Casualties by sex and age, over the years in which they were told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, counted, year_chart

CELLS: Mapping[str, tuple[str, Ink]] = MappingProxyType(
    {
        "women": (C_("people", "Women"), Ink.SOLID),
        "men": (C_("people", "Men"), Ink.HATCHED),
        "girls": (C_("people", "Girls"), Ink.DOTTED),
        "boys": (C_("people", "Boys"), Ink.CROSSED),
        "unknown": (C_("people", "Not known"), Ink.OPEN),
    }
)
"""The cells in their order, what they are called, and how they are drawn."""


def casualty_split(desk: Desk) -> Iterator[Block]:
    """Yield one chart of the years with counts by sex and age; nothing without any."""
    found = [
        one
        for one in desk.paper.of(CasualtyCounts)
        if one.people is not None and one.year is not None and not one.all_years
    ]
    if not found:
        return
    lang = desk.lang
    series = [
        YearSeries(lang(name), ink, values)
        for cell, (name, ink) in CELLS.items()
        if (values := _by_year(found, cell))
    ]
    yield year_chart(
        lang,
        YearChart(
            caption=lang(N_("Casualties by sex and age")),
            measure=counted(lang, lang(C_("axis of a chart", "People"))),
            years=sorted({one.year or 0 for one in found}),
            series=series,
        ),
    )


def _by_year(found: Sequence[CasualtyCounts], cell: str) -> dict[int, int | None]:
    counts: dict[int, int | None] = {}
    for one in found:
        number: int | None = getattr(one.people, cell)
        if number is not None:
            counts[one.year or 0] = (counts.get(one.year or 0) or 0) + number
    return counts
