"""The plan of each article: objectives, activities, milestones by year, and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.document import natural
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.meeting import ActionProgress
from ccmdesk.model.plan import Objective
from ccmdesk.model.state import Article
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.indicator_cells import indicator_cell, measured, measured_article
from ccmdesk.report.documents.prose import author_paragraph, heading, note
from ccmdesk.report.documents.quantities import amount_told
from ccmdesk.report.documents.record_tables import (
    Register,
    alike_in,
    fact_sheet,
    register,
    said_once,
    unfilled_note,
)
from ccmdesk.report.documents.sections.unit_costs import unit_cost_blocks
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import (
    absent_text,
    field_cell,
    says_something,
    source_marks,
    with_note,
)
from ccmdesk.rules.approvals import as_told
from ccmdesk.rules.funding import cost_of, unfilled_years

PLAN = (
    "title",
    "period",
    "articles",
    "status",
    "approved_by",
    "approved_role",
    "approved_office",
    "approved_on",
    "currency",
    "reporting_currency",
)
OBJECTIVES = ("code", "title", "target", "period")
ACTIVITIES = ("code", "title", "place", "period", "quantity", "cost", "responsible")
INDICATORS = ("title", "baseline", "target", "verification", "monitoring_date")
INDICATOR_DETAILS = ("baseline_method", "evaluation")
MEASUREMENTS = ("indicator", "measured_on", "value", "people", "evidence")
PROGRESS = ("action", "status", "as_of", "evidence")


def plan(desk: Desk) -> Iterator[Block]:
    """Yield the section: the plan as a whole, each article, and progress on agreed actions."""
    yield from _whole(desk)
    for article in (*Article, None):
        yield from of_article(desk, article)
    yield from _measurements(desk)
    yield from _progress(desk)


def _whole(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, desk.paper.plan
    if found is None:
        yield Paragraph(lang(N_("No plan is entered.")))
        return
    if desk.paper.is_illustrative:
        yield Paragraph(
            lang(
                N_(
                    "The activities, costs, needs and institutions in this part are illustrative:"
                    " they are not the plan of the State. The situation described before it is"
                    " told from the sources named there."
                )
            )
        )
    yield fact_sheet(desk.paper, as_told(found), PLAN, caption=lang(N_("The plan")))
    yield from author_paragraph(desk.paper, found.summary)


def of_article(desk: Desk, article: Article | None, *, detailed: bool = True) -> Iterator[Block]:
    """Yield objectives, activities, milestones and indicators under one article.

    *detailed* says whether the paper has the annex that gives the details of activities.
    """
    objectives = [one for one in desk.paper.of(Objective) if one.article is article]
    activities = desk.of_article(article)
    if article is None and not objectives and not activities:
        return
    lang = desk.lang
    name = lang(C_("article", "No article named") if article is None else article.label)
    yield heading(2, name)
    yield from _objectives(desk, objectives, name)
    yield from _activities(desk, activities, name, detailed=detailed)
    yield from _milestones(desk, activities, name)
    yield from _indicators(desk, article, name)
    if article is Article.CLEARANCE:
        yield from unit_cost_blocks(desk)


def _objectives(desk: Desk, objectives: Sequence[Objective], name: str) -> Iterator[Block]:
    if not objectives:
        yield Paragraph(desk.lang(N_("No objective is entered under this article.")))
        return
    ordered = sorted(objectives, key=lambda one: natural(one.code))
    caption = desk.lang(N_("Objectives: {article}"), article=name)
    yield from register(desk.paper, Register(Objective, ordered, OBJECTIVES, caption))


def _activities(
    desk: Desk, activities: Sequence[Activity], name: str, *, detailed: bool
) -> Iterator[Block]:
    lang = desk.lang
    if not activities:
        yield Paragraph(lang(N_("No activity is entered under this article.")))
        return
    if detailed:
        text = lang.ngettext(
            "{n} activity is planned under this article; annex I gives its details.",
            "{n} activities are planned under this article; annex I gives their details.",
            len(activities),
        )
        yield Paragraph(text)
    caption = lang(N_("Activities: {article}"), article=name)
    costed = [replace(one, cost=cost_of(desk.funding[one.id])) for one in activities]
    yield from register(desk.paper, Register(Activity, costed, ACTIVITIES, caption))
    yield from _unfilled_years(desk, activities)


def _unfilled_years(desk: Desk, activities: Sequence[Activity]) -> Iterator[Block]:
    """Say of what years a total cost is the sum, where it is not that of all."""
    for one in activities:
        funding = desk.funding[one.id]
        years = unfilled_years(funding)
        if years and one.cost is None and cost_of(funding) is not None:
            text = desk.lang(
                N_(
                    "{activity}: the total cost is the sum of the years that are filled; nothing is"
                    " stated for {years}."
                ),
                activity=one.code or title_of(desk.paper, one).text,
                years=desk.lang.join([str(year) for year in years]),
            )
            yield note(text)


def _milestones(desk: Desk, activities: Sequence[Activity], name: str) -> Iterator[Block]:
    rows = [(one, desk.document.children(Milestone, "activity", one.id)) for one in activities]
    planned = [(one, found) for one, found in rows if found]
    without = [one.code for one, found in rows if not found and one.code]
    if planned:
        yield _milestone_table(desk, planned, name)
        yield from _milestone_notes(desk, [m for _, found in planned for m in found])
    if without:
        text = desk.lang(
            N_("No yearly milestones are entered for {activities}."),
            activities=desk.lang.join(without),
        )
        yield note(text)


def _milestone_table(
    desk: Desk, planned: Sequence[tuple[Activity, Sequence[Milestone]]], name: str
) -> Table:
    years = sorted({m.year for _, found in planned for m in found if m.year is not None})
    heads = (
        desk.paper.label(Activity, "code"),
        desk.paper.label(Activity, "title"),
        *(str(year) for year in years),
    )
    caption = desk.lang(
        N_("Milestones by year, planned quantities and what was achieved: {article}"), article=name
    )
    return Table(
        columns=(Column(), Column(weight=1.0), *[Column(Align.NUMBER) for _ in years]),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_milestone_row(desk, one, found, years) for one, found in planned),
        caption=caption,
        alternative=caption,
    )


def _milestone_row(
    desk: Desk, activity: Activity, found: Sequence[Milestone], years: Sequence[int]
) -> Row:
    unit = "" if activity.quantity is None else activity.quantity.unit
    cells = []
    for year in years:
        texts = [_milestone(desk, m, unit) for m in found if m.year == year]
        cells.append(Cell(desk.lang.join(texts)))
    return (
        field_cell(desk.paper, activity, "code"),
        field_cell(desk.paper, activity, "title"),
        *cells,
    )


def _milestone(desk: Desk, milestone: Milestone, unit: str) -> str:
    planned = _figure(desk, milestone, "planned", unit)
    if milestone.achieved is None and milestone.notes["achieved"].absence is None:
        return planned
    achieved = _figure(desk, milestone, "achieved", unit)
    return desk.lang(
        C_("milestone", "{planned} (achieved: {achieved})"), planned=planned, achieved=achieved
    )


def _figure(desk: Desk, milestone: Milestone, name: str, unit: str) -> str:
    amount: int | None = getattr(milestone, name)
    if amount is None:
        return absent_text(desk.paper, milestone.notes[name])
    told = amount_told(desk.paper, amount, unit=unit)
    return with_note(desk.paper, told.text, milestone.notes[name])


def _milestone_notes(desk: Desk, milestones: Sequence[Milestone]) -> Iterator[Block]:
    """Print what milestones without a place in the table, or with a name, say."""
    told = [m for m in milestones if m.title or m.year is None]
    caption = desk.lang(N_("Named milestones"))
    names = ("activity", "year", "title", "planned", "achieved")
    yield from register(desk.paper, Register(Milestone, told, names, caption))


def _indicators(desk: Desk, article: Article | None, name: str) -> Iterator[Block]:
    indicators = [one for one in desk.paper.of(Indicator) if measured_article(desk, one) is article]
    if not indicators:
        yield Paragraph(desk.lang(N_("No indicator is entered under this article.")))
        return
    caption = desk.lang(N_("Indicators: {article}"), article=name)
    shown = [n for n in INDICATORS if any(says_something(one, n) for one in indicators)]
    alike = alike_in(indicators, [name for name in shown[1:] if name != "baseline"])
    columns = [name for name in shown if name not in alike]
    yield _indicator_table(desk, indicators, columns, caption)
    for one in alike:
        yield said_once(desk.paper, Register(Indicator, indicators, (one,), caption))
    yield from unfilled_note(desk.paper, Indicator, [n for n in INDICATORS if n not in shown])
    yield from _indicator_methods(desk, indicators)


def _indicator_methods(desk: Desk, indicators: Sequence[Indicator]) -> Iterator[Block]:
    """Yield how indicators are measured and evaluated: one row for all that say the same."""
    names = [n for n in INDICATOR_DETAILS if any(says_something(one, n) for one in indicators)]
    groups: dict[Row, dict[str, None]] = {}
    for one in indicators:
        if any(says_something(one, name) for name in names):
            cells = tuple(field_cell(desk.paper, one, name) for name in names)
            groups.setdefault(cells, {})[_called(desk, one)] = None
    if groups:
        caption = desk.lang(N_("How indicators are measured and evaluated"))
        heads = (
            desk.lang(C_("several records", "Indicators")),
            *(desk.paper.label(Indicator, name) for name in names),
        )
        yield Table(
            columns=(Column(weight=1.0), *[Column(weight=1.6) for _ in names]),
            head=(tuple(Cell(text, bold=True) for text in heads),),
            rows=tuple(
                (Cell(desk.lang.join(tuple(called))), *row) for row, called in groups.items()
            ),
            caption=caption,
            alternative=caption,
        )
    unfilled = [name for name in INDICATOR_DETAILS if name not in names]
    yield from unfilled_note(desk.paper, Indicator, unfilled)


def _called(desk: Desk, indicator: Indicator) -> str:
    """Return the number of what the indicator measures, else its own title."""
    about = measured(desk, indicator)
    return getattr(about, "code", "") or title_of(desk.paper, indicator).text


def _indicator_table(
    desk: Desk, indicators: Sequence[Indicator], names: Sequence[str], caption: str
) -> Table:
    heads = (
        desk.paper.label(Activity, "code"),
        *(desk.paper.label(Indicator, name) for name in names),
        desk.lang(C_("column", "Source")),
    )
    rows = [
        (
            _about(desk, one),
            *(indicator_cell(desk, one, name) for name in names),
            Cell(source_marks(desk.paper, one)),
        )
        for one in sorted(indicators, key=lambda one: natural(_about(desk, one).text))
    ]
    return Table(
        columns=(Column(), *[Column(weight=1.0) for _ in names], Column()),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(rows),
        caption=caption,
        alternative=caption,
    )


def _about(desk: Desk, indicator: Indicator) -> Cell:
    """Return the number of the activity, else of the objective, the indicator measures."""
    code = getattr(measured(desk, indicator), "code", "")
    return Cell(code) if code else Cell(desk.lang(C_("number", "None")), tint=Tint.QUIET)


def _measurements(desk: Desk) -> Iterator[Block]:
    caption = desk.lang(N_("Measurements of indicators"))
    found = desk.paper.of(Measurement)
    yield from register(
        desk.paper, Register(Measurement, found, MEASUREMENTS, caption, sourced=True)
    )


def _progress(desk: Desk) -> Iterator[Block]:
    found = desk.paper.of(ActionProgress)
    if found:
        yield heading(2, desk.lang(N_("Progress on the actions of the action plans")))
        caption = desk.lang(N_("Progress by action"))
        yield from register(desk.paper, Register(ActionProgress, found, PROGRESS, caption))
