"""Annex: what the tables of the plan leave out of each activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.activity import Activity
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Cell, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.report.documents.record_tables import compact_sheet, remarks, unfilled_note
from ccmdesk.report.documents.sections.need_values import money_pairs
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import (
    field_cell,
    heading_of,
    says_something,
    source_marks,
)

DETAILS = (
    "description",
    "type",
    "place",
    "position",
    "areas",
    "period",
    "status",
    "after",
    "objective",
    "quantity",
    "unit_cost",
    "unit_cost_note",
    "cost",
    "responsible",
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
    """Yield one sheet for each activity, its money included."""
    lang = desk.lang
    if not desk.activities:
        yield Paragraph(lang(N_("No activity is entered.")))
        return
    yield Paragraph(
        lang(
            N_(
                "People are counted by sex and age; people who benefit indirectly are never added"
                " to those who benefit directly. Zero means that none were counted."
            )
        )
    )
    printed = [name for name in DETAILS if desk.paper.may_print(Activity, name)]
    shown = [n for n in printed if any(says_something(one, n) for one in desk.activities)]
    unfilled = [n for n in printed if n not in shown and n not in IF_NEEDED]
    yield from unfilled_note(desk.paper, Activity, unfilled)
    for activity in desk.activities:
        yield from _sheet(desk, activity, shown)


def _sheet(desk: Desk, activity: Activity, names: Sequence[str]) -> Iterator[Block]:
    paper = desk.paper
    pairs = [
        (Cell(heading_of(paper, Activity, name), bold=True), field_cell(paper, activity, name))
        for name in names
        if says_something(activity, name)
    ]
    marks = source_marks(paper, activity)
    sources = [(Cell(desk.lang(N_("Sources of the figures")), bold=True), Cell(marks))]
    money = money_pairs(desk, desk.funding[activity.id])
    yield compact_sheet(title_of(paper, activity), [*pairs, *money, *(sources if marks else [])])
    asked = [name for name in names if name not in IF_NEEDED]
    empty = [paper.label(Activity, n) for n in asked if not says_something(activity, n)]
    if empty:
        text = desk.lang(N_("Not yet filled: {fields}."), fields=desk.lang.join(empty))
        yield note(text)
    yield from remarks(paper, (activity,), names)
