"""Victim assistance in figures: casualties, needs against services, cost, and frameworks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.state import Article
from ccmdesk.model.values import People
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Cell, Column, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.sections.casualty_split import CELLS, MAY_LACK, split_chart
from ccmdesk.report.documents.sections.forecasts import remaining_text
from ccmdesk.report.documents.sections.victims import casualty_chart
from ccmdesk.report.documents.year_charts import at_least
from ccmdesk.report.figures.bars import Bars, BarSeries, bar_chart, bar_table, told_bars
from ccmdesk.report.figures.part import (
    Drawn,
    FigureLine,
    Lead,
    Part,
    drawn_years,
    lead_to,
)
from ccmdesk.report.figures.victim_means import cost_part, framework_part
from ccmdesk.rules.forecast import Subject, forecast
from ccmdesk.rules.people_counts import CasualtyYear, added, casualty_years
from ccmdesk.rules.remaining import people_in_words
from ccmdesk.rules.victim_services import Coverage, coverage, latest_assessed


def victim_parts(desk: Desk) -> Iterator[Part]:
    """Yield the parts in the order in which they are read."""
    years = casualty_years(desk.document)
    yield _casualties(desk, years)
    yield _split(desk, years)
    yield _coverage(desk)
    yield _people(desk)
    yield cost_part(desk)
    yield framework_part(desk)


def _casualties(desk: Desk, years: Sequence[CasualtyYear]) -> Part:
    lang, ask = desk.lang, casualty_chart(desk, years)
    if not desk.document.of(CasualtyCounts):
        none = lang(N_("No casualty counts are entered."))
        return Part(name="casualties", title=ask.caption, enter=(CasualtyCounts,), says=(none,))
    whole = tuple(_of_no_year(desk))
    known = [one for one in years if (one.killed, one.injured) != (None, None)]
    ask = casualty_chart(desk, known)
    behind = [lead_to(CasualtyCounts, one.counts) for one in known]
    return Part(
        name="casualties",
        title=ask.caption,
        drawn=drawn_years(lang, ask, behind) if known else None,
        lines=whole,
        enter=() if known else (CasualtyCounts,),
        says=() if known else (lang(N_("No casualties of a single year are counted.")),),
    )


def _of_no_year(desk: Desk) -> Iterator[FigureLine]:
    """Yield the counts that stand in no bar: those of all years, and those without a year."""
    lang = desk.lang
    for one in desk.document.of(CasualtyCounts):
        text = lang(C_("period", "No date"))
        if one.year is not None:
            text = lang(N_("All years up to {year}, not added"), year=str(one.year))
        if one.all_years or one.year is None:
            yield FigureLine(text, _casualties_told(desk, one), Lead(CasualtyCounts, one.id))


def _casualties_told(desk: Desk, one: CasualtyCounts) -> str:
    lang, label = desk.lang, desk.paper.label
    unknown = lang(C_("absent value", "Not known"))
    counts = ((name, getattr(one, name)) for name in ("killed", "injured"))
    told = [
        lang(
            N_("{kind}: {n}"),
            kind=label(CasualtyCounts, name),
            n=unknown if count is None else lang.number(count),
        )
        for name, count in counts
    ]
    return lang.join(told)


def _split(desk: Desk, years: Sequence[CasualtyYear]) -> Part:
    lang = desk.lang
    known = [one for one in years if one.people is not None and one.people.total is not None]
    ask = split_chart(desk, known)
    title = lang(N_("Casualties by sex and age"))
    if ask is None:
        says = lang(N_("No casualties of a single year are counted by sex and age."))
        return Part(name="split", title=title, enter=(CasualtyCounts,), says=(says,))
    behind = [lead_to(CasualtyCounts, one.counts) for one in known]
    without = [str(one.year) for one in years if one not in known]
    says = lang(N_("Not counted by sex and age: {years}."), years=lang.join(without))
    return Part(
        name="split",
        title=title,
        drawn=drawn_years(lang, ask, behind),
        says=(says,) if without else (),
    )


def _coverage(desk: Desk) -> Part:
    lang, found = desk.lang, coverage(desk.document)
    title = lang(N_("Services against needs"))
    if not found:
        says = lang(N_("No needs assessment names a service, and no service is entered."))
        return Part(name="coverage", title=title, enter=(NeedsAssessment, Service), says=(says,))
    drawn = Drawn(
        chart=None,
        table=coverage_table(desk, found),
        told=(),
        behind=tuple(_behind(one) for one in found),
    )
    return Part(
        name="coverage",
        title=title,
        drawn=drawn,
        lines=tuple(FigureLine(_kind(desk, c), _reached(desk, c), _behind(c)) for c in found),
        enter=(Service,) if any(one.is_unmet for one in found) else (),
    )


def _reached(desk: Desk, one: Coverage) -> str:
    """Return how many services there are of a kind, and how many people they served."""
    lang = desk.lang
    if one.is_unmet:
        return lang(C_("services", "needed, but none entered"))
    served = at_least(lang, one.served, lang.number) or lang(C_("absent value", "Not known"))
    return lang(
        C_("services", "{services}; served: {people}"),
        services=lang.ngettext("{n} service", "{n} services", len(one.services)),
        people=served,
    )


def _kind(desk: Desk, one: Coverage) -> str:
    unstated = C_("services", "Kind not stated")
    return desk.lang(unstated if one.type is None else one.type.label)


def _behind(one: Coverage) -> Lead:
    if one.services:
        return lead_to(Service, one.services)
    return lead_to(NeedsAssessment, one.found_by)


def coverage_table(desk: Desk, found: Sequence[Coverage]) -> Table:
    """Return every kind of service with what was found and what there is."""
    lang, label = desk.lang, desk.paper.label
    heads = (
        label(Service, "type"),
        lang(C_("services", "Found needed")),
        lang(C_("services", "Services")),
        lang(C_("services", "Places in a year")),
        lang(C_("services", "People served")),
    )
    caption = lang(N_("Services against needs"))
    return Table(
        columns=(Column(weight=1.0), Column(), *[Column(Align.NUMBER)] * 3),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_coverage_row(desk, one) for one in found),
        caption=caption,
        alternative=caption,
    )


def _coverage_row(desk: Desk, one: Coverage) -> Row:
    lang = desk.lang
    unknown = lang(C_("absent value", "Not known"))
    needed = lang(C_("answer", "Yes")) if one.found_by else lang(C_("key figure", "Not stated"))
    if not one.services:
        none = Cell(lang(C_("number", "None")), tint=Tint.ATTENTION)
        return (Cell(_kind(desk, one)), Cell(needed), none, Cell(""), Cell(""))
    told = (
        at_least(lang, counts, lang.number) or unknown for counts in (one.capacities, one.served)
    )
    number = Cell(lang.number(len(one.services)))
    return (Cell(_kind(desk, one)), Cell(needed), number, *(Cell(text) for text in told))


def _people(desk: Desk) -> Part:
    lang, latest = desk.lang, latest_assessed(desk.document)
    services = [one for one in desk.document.of(Service) if one.served is not None]
    served = added(one.served for one in services)
    title = lang(N_("People assessed and people served"))
    bars = [
        *(
            [(_assessed(desk, latest), latest.people, Lead(NeedsAssessment, latest.id))]
            if latest
            else []
        ),
        *(
            [(lang(C_("services", "People served")), served, lead_to(Service, services))]
            if served
            else []
        ),
    ]
    ask = people_bars(desk, title, [(name, people or People()) for name, people, _ in bars])
    drawn = Drawn(
        chart=bar_chart(lang, ask),
        table=bar_table(lang, ask),
        told=told_bars(lang, ask),
        behind=tuple(lead for _, _, lead in bars),
    )
    missing = [
        *([] if latest else [NeedsAssessment]),
        *([] if served else [Service]),
    ]
    found = forecast(desk.document, Article.VICTIMS, desk.ask.today)
    left = remaining_text(desk, found)
    line = FigureLine(lang(Subject.PEOPLE.label), left, Lead(NeedsAssessment))
    return Part(
        name="people",
        title=title,
        drawn=drawn if bars else None,
        lines=(line,),
        enter=tuple(missing),
        notes=(
            lang(N_("One person may use several services, and is then counted in each.")),
            *(lang.say(message) for message in people_in_words(desk.document)),
        ),
    )


def _assessed(desk: Desk, one: NeedsAssessment) -> str:
    day = "" if one.assessed_on is None else desk.lang.date(one.assessed_on, style=DateStyle.MEDIUM)
    whole = day.replace(" ", "\N{NO-BREAK SPACE}")  # a chart breaks the name of a bar at a blank
    return desk.lang(N_("People assessed on {date}"), date=whole)


def people_bars(desk: Desk, caption: str, people: Sequence[tuple[str, People]]) -> Bars:
    """Return a bar of people by sex and age for each name."""
    lang = desk.lang
    series = [
        BarSeries(
            lang(name),
            ink,
            tuple(getattr(one, cell) for _, one in people),
            may_lack=cell == MAY_LACK,
        )
        for cell, (name, ink) in CELLS.items()
    ]
    return Bars(
        caption=caption,
        counts=lang(C_("axis of a chart", "People")),
        names=tuple(name for name, _ in people),
        series=tuple(one for one in series if set(one.values) - {None}),
    )
