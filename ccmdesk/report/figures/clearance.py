"""Clearance in figures: released, remaining, forecast, cost, and risk reduction education."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AnnualPosition, LandRelease
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Article
from ccmdesk.model.words import C_, N_
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.sections.casualty_split import CELLS, MAY_LACK
from ccmdesk.report.documents.sections.contamination import release_table
from ccmdesk.report.documents.sections.land_charts import position_chart, release_chart
from ccmdesk.report.documents.sections.unit_costs import (
    HOW,
    cost_chart,
    cost_table,
    costs_in_words,
)
from ccmdesk.report.documents.year_charts import (
    YearChart,
    YearSeries,
    at_least,
    bars_in_words,
    counted,
    year_chart,
)
from ccmdesk.report.figures.forecast import forecast_parts
from ccmdesk.report.figures.part import (
    Drawn,
    FigureLine,
    Lead,
    Part,
    drawn_years,
    lead_to,
)
from ccmdesk.rules.land import known_positions, release_year, released_by_year
from ccmdesk.rules.people_counts import EducationYear, education_years
from ccmdesk.rules.unit_costs import UnitCost, unit_costs


def clearance_parts(desk: Desk) -> Iterator[Part]:
    """Yield the parts in the order in which they are read."""
    yield _released(desk)
    yield _remaining(desk)
    yield from forecast_parts(desk, Article.CLEARANCE)
    yield from _costs(desk)
    yield _education(desk)


def _released(desk: Desk) -> Part:
    lang, years = desk.lang, released_by_year(desk.document)
    ask = release_chart(desk, years)
    releases = [one for one in desk.document.of(LandRelease) if not one.whole_programme]
    if not years:
        says = lang(N_("No land release is entered."))
        return Part(name="released", title=ask.caption, enter=(LandRelease,), says=(says,))
    by_year: dict[int | None, list[LandRelease]] = {}
    for one in releases:
        by_year.setdefault(release_year(one), []).append(one)
    drawn = Drawn(
        chart=year_chart(lang, ask),
        table=release_table(desk, years),
        told=bars_in_words(lang, ask),
        behind=tuple(lead_to(LandRelease, by_year[one.year]) for one in years),
    )
    return Part(name="released", title=ask.caption, drawn=drawn)


def _remaining(desk: Desk) -> Part:
    lang, known = desk.lang, known_positions(desk.document)
    ask = position_chart(desk, known)
    if not known:
        says = lang(N_("No position at the end of a year is entered."))
        return Part(name="remaining", title=ask.caption, enter=(AnnualPosition,), says=(says,))
    behind = [Lead(AnnualPosition, one.id) for one in known]
    return Part(name="remaining", title=ask.caption, drawn=drawn_years(lang, ask, behind))


def _costs(desk: Desk) -> Iterator[Part]:
    lang, found = desk.lang, unit_costs(desk.document)
    if not found:
        yield Part(
            name="costs",
            title=lang(N_("Cost per square metre by kind of work")),
            enter=(Activity,),
            says=(lang(N_("No activity states both its land in m² and its cost.")),),
        )
    for currency in dict.fromkeys(one.currency for one in found):
        own = [one for one in found if one.currency == currency]
        table = cost_table(desk, own, currency)
        drawn = Drawn(
            chart=cost_chart(desk, own, currency),
            table=table,
            told=tuple(costs_in_words(desk, own)),
            behind=tuple(_activities(desk, one) for one in own),
        )
        yield Part(name="costs", title=table.caption, drawn=drawn, notes=(lang(HOW),))


def _activities(desk: Desk, cost: UnitCost) -> Lead:
    if cost.activities > 1:
        return Lead(Activity)
    own = [one for one in desk.document.of(Activity) if one.type is cost.work]
    return lead_to(Activity, own)


def _education(desk: Desk) -> Part:
    lang, years = desk.lang, education_years(desk.document)
    if not years:
        return Part(
            name="education",
            title=lang(N_("Risk reduction education")),
            enter=(RiskEducation,),
            says=(lang(N_("No risk reduction education given so far is entered.")),),
        )
    counted_years = [
        one for one in years if one.direct is not None and one.direct.total is not None
    ]
    ask = education_chart(desk, counted_years)
    behind = [lead_to(RiskEducation, one.given) for one in counted_years]
    says = "" if counted_years else lang(N_("No people are counted for it."))
    return Part(
        name="education",
        title=ask.caption,
        drawn=drawn_years(lang, ask, behind) if counted_years else None,
        lines=tuple(_reached(desk, years)),
        says=(says,) if says else (),
    )


def education_chart(desk: Desk, years: Sequence[EducationYear]) -> YearChart:
    """Return the people reached directly in each year, by sex and age."""
    lang = desk.lang
    dated = {one.year: one.direct for one in years if one.year is not None}
    undated = next((one.direct for one in years if one.year is None), None)
    series = [
        YearSeries(
            lang(name),
            ink,
            {year: getattr(people, cell, None) for year, people in dated.items()},
            None if undated is None else getattr(undated, cell),
            may_lack=cell == MAY_LACK,
        )
        for cell, (name, ink) in CELLS.items()
    ]
    return YearChart(
        caption=lang(N_("People reached by risk reduction education")),
        measure=counted(lang, lang(C_("axis of a chart", "People"))),
        years=list(dated),
        series=[s for s in series if {*s.values.values(), s.rest} != {None}],
        rest="" if undated is None else lang(C_("period", "No date")),
    )


def _reached(desk: Desk, years: Sequence[EducationYear]) -> Iterator[FigureLine]:
    lang, label, lead = desk.lang, desk.paper.label, Lead(RiskEducation)
    given = [one for year in years for one in year.given]
    unknown = lang(C_("absent value", "Not known"))
    sessions = at_least(lang, [one.sessions for one in given], lang.number)
    yield FigureLine(label(RiskEducation, "sessions"), sessions or unknown, lead)
    for name in ("direct", "indirect"):
        parts = [getattr(one, name) for one in given]
        totals = [None if part is None else part.total for part in parts]
        yield FigureLine(
            label(RiskEducation, name), at_least(lang, totals, lang.number) or unknown, lead
        )
