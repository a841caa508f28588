"""Annex: what the tables of the plan leave out of each activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.ids import ObjectiveId
from ccmdesk.model.need import Need
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Heading, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading, note
from ccmdesk.report.documents.record_tables import (
    Register,
    alike_in,
    compact_sheet,
    remarks,
    said_once,
)
from ccmdesk.report.documents.sections.need_values import money_pairs
from ccmdesk.report.documents.titles import reference, title_of
from ccmdesk.report.documents.value_cells import (
    field_cell,
    heading_of,
    says_something,
    source_marks,
)
from ccmdesk.rules.asking import is_asked_for

DETAILS = (
    "description",
    "type",
    "position",
    "areas",
    "status",
    "after",
    "unit_cost",
    "unit_cost_note",
    "implementer",
    "framework",
    "direct",
    "indirect",
    "handover",
    "handover_on",
    "single_year_reason",
    "deadline_note",
    "low_cost_option",
    "method",
)
"""What the table of activities leaves out; each sheet stands under its objective."""

IF_NEEDED = frozenset(
    {
        "after",
        "deadline_note",
        "low_cost_option",
        "method",
        "single_year_reason",
        "unit_cost_note",
    }
)
"""Fields that only some activities need: the annex of what is missing asks for them there."""


def details(desk: Desk) -> Iterator[Block]:
    """Yield one sheet for each activity, under its objective; then what is not filled in which."""
    lang = desk.lang
    if not desk.activities:
        yield Paragraph(lang(N_("No activity is entered.")))
        return
    yield Paragraph(
        lang(
            N_(
                "The tables of the plan give place, dates, quantity, cost and institution of each"
                " activity; here is the rest. People are counted by sex and age; people who"
                " benefit indirectly are never added to those who benefit directly. Zero means"
                " that none were counted."
            )
        )
    )
    printed = [name for name in DETAILS if desk.paper.may_print(Activity, name)]
    shown = [n for n in printed if any(says_something(one, n) for one in desk.activities)]
    alike = alike_in(desk.activities, shown)
    for name in alike:
        yield said_once(desk.paper, Register(Activity, desk.activities, (name,), ""))
    names = [name for name in shown if name not in alike]
    for objective, found in groupby(desk.activities, key=lambda one: one.objective):
        yield _objective(desk, objective)
        for activity in found:
            yield from _sheet(desk, activity, names)
    yield from _not_filled(desk, [name for name in printed if name not in IF_NEEDED])


def _objective(desk: Desk, objective: ObjectiveId | None) -> Heading:
    if objective is None:
        return heading(3, desk.lang(C_("objective", "No objective named")))
    title = reference(desk.paper, objective)
    return Heading(3, title.text, language=title.language)


def _sheet(desk: Desk, activity: Activity, names: Sequence[str]) -> Iterator[Block]:
    paper = desk.paper
    pairs = [
        (Cell(heading_of(paper, Activity, name), bold=True), _cell(desk, activity, name))
        for name in names
        if says_something(activity, name)
    ]
    needs = desk.document.children(Need, "activity", activity.id)
    if not any(is_asked_for(need, desk.document) for need in needs):
        pairs += money_pairs(desk, desk.funding[activity.id])
    marks = source_marks(paper, activity)
    sources = [(Cell(desk.lang(N_("Sources of the figures")), bold=True), Cell(marks))]
    yield compact_sheet(title_of(paper, activity), [*pairs, *(sources if marks else [])])
    yield from remarks(paper, (activity,), names)


def _cell(desk: Desk, activity: Activity, name: str) -> Cell:
    """Return the value of a field; areas by their numbers, under which annex II has them."""
    areas = [desk.document.get(HazardousArea, area) for area in activity.areas]
    codes = [area.code for area in areas if area is not None and area.code]
    if name == "areas" and len(codes) == len(activity.areas) > 0:
        return Cell(desk.lang.join(codes))
    return field_cell(desk.paper, activity, name)


def _not_filled(desk: Desk, names: Sequence[str]) -> Iterator[Block]:
    """Say of each field in which activities it is empty: in all, or in those that are named."""
    for name in names:
        empty = [one for one in desk.activities if not says_something(one, name)]
        field = desk.paper.label(Activity, name)
        if len(empty) == len(desk.activities):
            yield note(desk.lang(N_("{field}: not yet filled for any activity."), field=field))
        elif empty:
            codes = [one.code or title_of(desk.paper, one).text for one in empty]
            says = N_("{field}: not yet filled for {activities}.")
            yield note(desk.lang(says, field=field, activities=desk.lang.join(codes)))
