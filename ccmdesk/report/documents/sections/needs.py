"""What is asked for: the outline of Article 6.11, then every need by kind of support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.ids import NeedId
from ccmdesk.model.need import Need
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading, note
from ccmdesk.report.documents.record_tables import compact_sheet, remarks
from ccmdesk.report.documents.sections.need_values import (
    effective_cell,
    money_pairs,
    no_needs,
    told_with_pair,
)
from ccmdesk.report.documents.sections.outline import outline
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import field_cell, heading_of, says_something
from ccmdesk.rules.inherit import EffectiveNeed, effective
from ccmdesk.rules.summary import ModalityNeeds

FIELDS = (
    "activity",
    "article",
    "place",
    "period",
    "quantity",
    "cost",
    "own_contribution",
    "modalities",
    "money_only_reason",
    "description",
    "priority",
    "multi_year",
    "channels",
    "assessment",
    "contact",
    "follow_up",
)
"""What a need prints, in the order of its table."""

ALWAYS = frozenset(
    {"activity", "place", "period", "quantity", "cost", "own_contribution", "contact"}
)
"""What a reader looks for in every need, so that its absence is said."""


def needs(desk: Desk, *, problems: Sequence[int] | None = None) -> Iterator[Block]:
    """Yield the statement of needs by Article 6.11 (a) to (f), then one table for each need.

    *problems* are the paragraphs of page one that tell what the problem is, where they are not
    the first ones of the paper.
    """
    lang = desk.lang
    yield from outline(desk, problems=[*desk.problems.values()] if problems is None else problems)
    yield heading(2, lang(N_("Assistance needs by kind of support")))
    if not desk.needs:
        yield no_needs(desk)
        yield from _ended(desk)
        return
    yield Paragraph(
        lang(
            N_(
                "Each need names the activity it makes possible. What a need does not say itself is"
                " taken from that activity and marked with *; its cost is then the funding gap of"
                " the activity."
            )
        )
    )
    printed: set[NeedId] = set()
    for found in desk.needs_by_modality:
        yield from _of_modality(desk, found, printed)
    yield from _ended(desk)


def _ended(desk: Desk) -> Iterator[Block]:
    """Yield which needs are not asked for any more, and why."""
    ended = [title_of(desk.paper, one).text for one in desk.every_need if one not in desk.needs]
    if ended:
        says = N_("No longer asked for, because the activity is completed or stopped: {needs}.")
        yield note(desk.lang(says, needs=desk.lang.join(ended)))


def _of_modality(desk: Desk, found: ModalityNeeds, printed: set[NeedId]) -> Iterator[Block]:
    """Yield the needs of one kind of support; one that was printed before is only named."""
    lang = desk.lang
    name = desk.modality(found.modality) if found.modality else lang(N_("No kind of support named"))
    yield heading(3, name)
    for need in found.needs:
        if need.id not in printed:
            yield from _need_sheet(desk, effective(need, desk.document))
    again = [title_of(desk.paper, need).text for need in found.needs if need.id in printed]
    if again:
        yield note(lang(N_("See also, above: {needs}."), needs=lang.join(again)))
    printed |= {need.id for need in found.needs}


def _need_sheet(desk: Desk, found: EffectiveNeed) -> Iterator[Block]:
    """Yield the sheet of a need: what a reader looks for always, the rest where it is filled."""
    pairs = [(_label(desk, found, name), _cell(desk, found, name)) for name in _shown(desk, found)]
    pairs += _gap_pairs(desk, found)
    yield compact_sheet(title_of(desk.paper, found.need), pairs)
    yield from remarks(desk.paper, (found.need,), FIELDS)


def _label(desk: Desk, found: EffectiveNeed, name: str) -> Cell:
    """Return the name of a field, marked when its value is that of the activity."""
    label = heading_of(desk.paper, Need, name)
    if name in found.inherited:
        label = desk.lang(C_("taken from the activity", "{field}\u00a0*"), field=label)
    return Cell(label, bold=True)


def _shown(desk: Desk, found: EffectiveNeed) -> Sequence[str]:
    return [
        name
        for name in FIELDS
        if desk.paper.may_print(Need, name)
        if not _is_heading(found.need, name)
        if name in ALWAYS or name in found.inherited or says_something(found.need, name)
    ]


def _is_heading(need: Need, name: str) -> bool:
    """Whether the one kind of support a need asks for is the heading it stands under."""
    return name == "modalities" and len(need.modalities) == 1 and not need.notes[name].remark


def _cell(desk: Desk, found: EffectiveNeed, name: str) -> Cell:
    costless = name == "cost" and not says_something(found.need, name)
    if name in found.inherited or costless:
        return effective_cell(desk, found, name)
    return field_cell(desk.paper, found.need, name)


def _gap_pairs(desk: Desk, found: EffectiveNeed) -> list[tuple[Cell, Cell]]:
    if found.activity is None:
        return []
    if found.told_with in desk.needs:
        return [told_with_pair(desk, found.told_with)]
    return money_pairs(desk, desk.every_funding[found.activity.id])
