"""The donor brief: two pages on the problem, the plan, what is asked for and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.activity import Activity
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.plan import Plan
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.masthead import masthead
from ccmdesk.report.documents.prose import note
from ccmdesk.report.documents.sections.budget import gap_chart
from ccmdesk.report.documents.sections.conduct import plan_text
from ccmdesk.report.documents.sections.first_page import first_page
from ccmdesk.report.documents.sections.need_values import (
    effective_cell,
    gap_cell,
    no_needs,
    told_in_row,
)
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.inherit import EffectiveNeed, effective
from ccmdesk.rules.summary import ModalityNeeds

MOST_NEEDS = 3
"""So many needs, beside the urgent ones of page one, fit page two in every language."""

LONGEST_TEXT = 400
"""Letters of an author's text that still fit; a longer one stands in the needs-and-plan paper."""

TEXTS = ("if_unfunded", "facilitation")


def build(ask: PaperAsk) -> Document:
    """Return the paper as blocks."""
    desk = desk_of(ask)
    frame = Frame(
        title=title(desk),
        subject=desk.lang(N_("Brief for donors under the Convention on Cluster Munitions")),
    )
    return framed(desk, frame, _blocks(desk))


def title(desk: Desk) -> str:
    """Return the title of the paper, which names the State."""
    return desk.lang(N_("{country}: brief for donors and partners"), country=desk.country)


def _blocks(desk: Desk) -> Iterator[Block]:
    yield masthead(desk, title=title(desk))
    yield from first_page(desk)
    yield PageBreak()
    yield Heading(1, desk.lang(N_("What support makes possible")))
    yield from _needs(desk)
    yield from _kinds(desk)
    for found in desk.totals[:1]:
        yield from gap_chart(desk, found)
    yield from _texts(desk)


def _needs(desk: Desk) -> Iterator[Block]:
    lang = desk.lang
    if not desk.needs:
        yield no_needs(desk)
        return
    first = [one.need.need for one in desk.summary.urgent]
    rest = [need for need in desk.needs if need not in first and _is_wanted(desk, need)]
    shown = rest[:MOST_NEEDS]
    if shown:
        yield _need_table(desk, [effective(need, desk.document) for need in shown])
    left = len(rest) - len(shown)
    if left:
        text = lang.ngettext(
            "{n} further need stands in the needs-and-plan paper.",
            "{n} further needs stand in the needs-and-plan paper.",
            left,
        )
        yield note(text)


def _is_wanted(desk: Desk, need: Need) -> bool:
    """Whether a need is neither delivered nor tied to an activity that is fully funded."""
    activity = desk.document.get(Activity, need.activity)
    gap = None if activity is None else desk.every_funding[activity.id].total.gap
    return need.follow_up is not FollowUp.DELIVERED and (gap is None or gap > 0)


def _need_table(desk: Desk, found: list[EffectiveNeed]) -> Table:
    lang = desk.lang
    urgent = [one.need for one in desk.summary.urgent]
    caption = lang(N_("Needs after the most urgent ones"))
    heads = (
        lang(C_("column", "Number")),
        lang(C_("urgent need", "What")),
        lang(C_("need", "Kind of support")),
        lang(C_("urgent need", "Where")),
        lang(C_("urgent need", "When")),
        lang(N_("Funding gap")),
    )
    weights = (None, 1.6, 1.2, 1.0, 1.2)
    return Table(
        columns=(*(Column(weight=weight) for weight in weights), Column(Align.NUMBER)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_need_row(desk, one, [*urgent, *found[:n]]) for n, one in enumerate(found)),
        caption=caption,
        alternative=caption,
    )


def _need_row(desk: Desk, one: EffectiveNeed, before: Sequence[EffectiveNeed]) -> Row:
    return (
        Cell(one.need.code),
        field_cell(desk.paper, one.need, "title"),
        field_cell(desk.paper, one.need, "modalities"),
        effective_cell(desk, one, "place"),
        effective_cell(desk, one, "period"),
        _gap(desk, one, before),
    )


def _gap(desk: Desk, one: EffectiveNeed, before: Sequence[EffectiveNeed]) -> Cell:
    """Return the gap of the activity, once: *before* are the urgent needs and the rows above."""
    if one.activity is None:
        return Cell("")
    if told_in_row(one, before) is not None:
        return Cell(desk.lang(N_("Told above.")))
    return gap_cell(desk, desk.every_funding[one.activity.id])


def _kinds(desk: Desk) -> Iterator[Block]:
    if not desk.summary.by_modality:
        return
    parts = [_kind(desk, one) for one in desk.summary.by_modality]
    text = N_("Money is one kind of support among several. Needs by kind: {kinds}.")
    yield Paragraph(desk.lang(text, kinds=desk.lang.join(parts)))


def _kind(desk: Desk, one: ModalityNeeds) -> str:
    unnamed = desk.lang(N_("No kind of support named"))
    return desk.lang(
        C_("kind of support and number of needs", "{kind} {number}"),
        kind=desk.modality(one.modality) if one.modality else unnamed,
        number=desk.lang.number(len(one.needs)),
    )


def _texts(desk: Desk) -> Iterator[Block]:
    for name in TEXTS:
        text = told(desk.paper, plan_text(desk, name))
        if text is None:
            continue
        yield Heading(2, desk.paper.label(Plan, name))
        if len(text.text) <= LONGEST_TEXT:
            yield Paragraph(text.text, language=text.language)
        else:
            yield note(desk.lang(N_("This is told in the needs-and-plan paper.")))
