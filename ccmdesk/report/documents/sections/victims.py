"""The situation under Article 5: casualties, needs assessed, services; counts only, never names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.record_tables import Register, fact_sheet, register
from ccmdesk.report.documents.sections.casualty_split import split_chart
from ccmdesk.report.documents.sections.figure_notes import figure_notes
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, counted, year_chart
from ccmdesk.rules.people_counts import CasualtyYear, casualty_years

CASUALTIES = ("year", "all_years", "device", "killed", "injured", "people", "with_disability")
ASSESSMENT = (
    "code",
    "assessed_on",
    "method",
    "coverage",
    "people",
    "needing",
    "findings",
    "consultation",
    "consulted_on",
)
SERVICES = ("title", "type", "provider", "place", "framework", "capacity", "served")
SERVICE_DETAILS = ("title", "period", "yearly_cost", "accessibility")


def victims(desk: Desk) -> Iterator[Block]:
    """Yield casualties by year, each needs assessment, and the services there are."""
    yield heading(2, desk.lang(N_("Victim assistance")))
    yield from _casualties(desk)
    yield from _assessments(desk)
    yield from _services(desk)
    yield from figure_notes(desk, CasualtyCounts, NeedsAssessment, Service)


def _casualties(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, desk.paper.of(CasualtyCounts)
    if not found:
        yield Paragraph(lang(N_("No casualty counts are entered.")))
        return
    yield Paragraph(
        lang(N_("Casualties are counts by year; counts of all years are not added to them."))
    )
    ordered = sorted(found, key=lambda one: (one.year is None, one.year or 0))
    caption = lang(N_("Casualties"))
    yield from register(
        desk.paper, Register(CasualtyCounts, ordered, CASUALTIES, caption, sourced=True)
    )
    years = casualty_years(desk.document)
    if len(years) > 1:
        yield year_chart(lang, casualty_chart(desk, years))
    split = split_chart(desk, years)
    if split is not None:
        yield year_chart(lang, split)


def casualty_chart(desk: Desk, years: Sequence[CasualtyYear]) -> YearChart:
    """Return killed and injured in each year; several devices of one year are added."""
    lang, label = desk.lang, desk.paper.label
    return YearChart(
        caption=lang(N_("Casualties by year")),
        measure=counted(lang, lang(C_("axis of a chart", "People"))),
        years=[one.year for one in years],
        series=[
            YearSeries(
                label(CasualtyCounts, "killed"), Ink.SOLID, {y.year: y.killed for y in years}
            ),
            YearSeries(
                label(CasualtyCounts, "injured"), Ink.HATCHED, {y.year: y.injured for y in years}
            ),
        ],
    )


def _assessments(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, desk.paper.of(NeedsAssessment)
    yield heading(3, lang(N_("Needs assessment")))
    if not found:
        yield Paragraph(lang(N_("No needs assessment is entered.")))
        return
    text = lang.ngettext(
        "{n} needs assessment is on record.", "{n} needs assessments are on record.", len(found)
    )
    yield Paragraph(text)
    for one in found:
        yield fact_sheet(
            desk.paper, one, ("title", *ASSESSMENT), caption=title_of(desk.paper, one).text
        )


def _services(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, desk.paper.of(Service)
    yield heading(3, lang(N_("Services for victims")))
    if not found:
        yield Paragraph(lang(N_("No service for victims is entered.")))
        return
    text = lang.ngettext("{n} service is on record.", "{n} services are on record.", len(found))
    yield Paragraph(text)
    caption = lang(N_("Services for victims"))
    yield from register(desk.paper, Register(Service, found, SERVICES, caption, sourced=True))
    names = SERVICE_DETAILS[1:]
    detailed = [one for one in found if any(getattr(one, name) for name in names)]
    caption = lang(N_("Period, cost and accessibility of services"))
    yield from register(desk.paper, Register(Service, detailed, SERVICE_DETAILS, caption))
