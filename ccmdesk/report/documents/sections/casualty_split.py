"""Casualties by sex and age, over the years in which they were told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ccmdesk.model.words import C_, N_
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, counted
from ccmdesk.rules.people_counts import CasualtyYear

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

MAY_LACK = "unknown"
"""Where people are counted by sex and age, nobody may be left of whom these are not known."""


def split_chart(desk: Desk, years: Sequence[CasualtyYear]) -> YearChart | None:
    """Return the years with counts by sex and age; None without any."""
    found = [(one.year, one.people) for one in years if one.people is not None]
    if not found:
        return None
    lang = desk.lang
    cells = [
        YearSeries(
            lang(name),
            ink,
            {year: getattr(people, cell) for year, people in found},
            may_lack=cell == MAY_LACK,
        )
        for cell, (name, ink) in CELLS.items()
    ]
    return YearChart(
        caption=lang(N_("Casualties by sex and age")),
        measure=counted(lang, lang(C_("axis of a chart", "People"))),
        years=[year for year, _ in found],
        series=[one for one in cells if set(one.values.values()) != {None}],
    )
