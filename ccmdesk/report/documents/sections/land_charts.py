"""Charts of contaminated and of released land, year by year."""

from __future__ import annotations

from collections.abc import Sequence

from ccmdesk.model.area import AnnualPosition, LandRelease
from ccmdesk.model.words import C_, N_
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, square_kilometres
from ccmdesk.rules.land import ReleaseYear, closing_m2


def position_chart(desk: Desk, found: Sequence[AnnualPosition]) -> YearChart:
    """Return suspected and confirmed land at the end of each year."""
    lang = desk.lang
    split = [one for one in found if None not in {one.suspected_m2, one.confirmed_m2}]
    whole = [one for one in found if one not in split]
    series = (
        (N_("Suspected hazardous area (SHA)"), Ink.HATCHED, _of(split, "suspected_m2")),
        (N_("Confirmed hazardous area (CHA)"), Ink.SOLID, _of(split, "confirmed_m2")),
        (C_("chart", "Not split"), Ink.OPEN, {one.year or 0: closing_m2(one) for one in whole}),
    )
    return YearChart(
        caption=lang(N_("Contaminated land at the end of each year")),
        measure=square_kilometres(lang),
        years=[one.year or 0 for one in found],
        series=[
            YearSeries(lang(name), ink, values, may_lack=True)
            for name, ink, values in series
            if values
        ],
    )


def release_chart(desk: Desk, years: Sequence[ReleaseYear]) -> YearChart:
    """Return what was cancelled, reduced and cleared in each year."""
    lang, label = desk.lang, desk.paper.label
    series = (
        (label(LandRelease, "cancelled_m2"), Ink.OPEN, {y.year: y.cancelled for y in years}),
        (label(LandRelease, "reduced_m2"), Ink.HATCHED, {y.year: y.reduced for y in years}),
        (label(LandRelease, "cleared_m2"), Ink.SOLID, {y.year: y.cleared for y in years}),
        (lang(C_("chart", "Not split")), Ink.CROSSED, {y.year: y.unsplit for y in years}),
    )
    return YearChart(
        caption=lang(N_("Land released by year")),
        measure=square_kilometres(lang),
        years=[one.year for one in years],
        series=[YearSeries(*one) for one in series if any(one[2].values())],
    )


def _of(found: Sequence[AnnualPosition], name: str) -> dict[int, int | None]:
    return {one.year or 0: getattr(one, name) for one in found}
