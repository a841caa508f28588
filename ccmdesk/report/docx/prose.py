"""Headings, paragraphs and lists, alone or in two languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.report.blocks import (
    Heading,
    ListItems,
    Paragraph,
    ParagraphStyle,
    Prose,
    Run,
    SideBySide,
)
from ccmdesk.report.docx.element import Node
from ccmdesk.report.docx.grid import Grid, cell, columns_of, row, table
from ccmdesk.report.docx.paper import Paper, anchored, in_second
from ccmdesk.report.docx.paragraphs import hanging, paragraph, spacer
from ccmdesk.report.docx.runs import run_nodes, tab, text_nodes
from ccmdesk.report.pdf.prose import HANG
from ccmdesk.report.pdf.sheet import TEXT_WIDTH
from ccmdesk.report.pdf.styles import Role

_STYLES = {
    ParagraphStyle.LEAD: "Lead",
    ParagraphStyle.BODY: "BodyText",
    ParagraphStyle.NOTE: "Note",
    ParagraphStyle.SMALL: "Small",
}
_ROLES = {1: Role.HEADING_1, 2: Role.HEADING_2, 3: Role.HEADING_3}
_LABEL_GAP = 8.0
_ITEM_HANG = 14.0
_BESIDE = 5.0  # points on either side of a text that has another beside it


def prose_nodes(paper: Paper, block: Prose) -> Iterator[Node]:
    """Yield the paragraphs of a heading, a paragraph or a list."""
    match block:
        case Heading():
            yield _heading(paper, block)
        case Paragraph():
            yield _paragraph(paper, block)
        case ListItems():
            yield from _items(paper, block)


def side_by_side_nodes(paper: Paper, blocks: Sequence[SideBySide]) -> Iterator[Node]:
    """Yield a table without rules: the paper's language where lines begin, the second beside it."""
    second = in_second(paper)
    first_half, second_half = columns_of([TEXT_WIDTH / 2, TEXT_WIDTH / 2])
    rows = [
        row(
            cell(first_half, *prose_nodes(paper, block.first)),
            cell(second_half, *prose_nodes(second, block.second)),
            whole=False,
        )
        for block in blocks
    ]
    yield table(paper, Grid((first_half, second_half), (0.0, _BESIDE)), *rows)
    yield spacer(paper)


def _heading(paper: Paper, heading: Heading) -> Node:
    name = paper.names.get(id(heading), "")
    style = f"Heading{heading.level}" if name else f"Beside{heading.level}"
    label = _label(paper, heading.number)
    text = text_nodes(paper, heading.text, language=heading.language)
    content = anchored(paper, heading.anchor, *label, *text)
    content = anchored(paper, name, *content)
    indent = None
    if heading.number is not None:
        width = paper.styles.of(_ROLES[heading.level]).widths(heading.number)[1]
        indent = hanging(0, max(HANG, width + _LABEL_GAP))
    return paragraph(paper, style, indent, *content, language=heading.language)


def _paragraph(paper: Paper, block: Paragraph) -> Node:
    """Return a paragraph; its number is plain text, so that nothing renumbers it."""
    text = run_nodes(paper, block.runs or (Run(block.text),), language=block.language)
    content = anchored(paper, block.anchor, *_label(paper, block.number), *text)
    indent = hanging(0, HANG) if block.number is not None else None
    return paragraph(paper, _STYLES[block.style], indent, *content, language=block.language)


def _items(paper: Paper, block: ListItems) -> Iterator[Node]:
    body = paper.styles.of(Role.BODY)
    rooms = [body.widths(item.label)[1] + 5 for item in block.items]
    indent = hanging(HANG, max([_ITEM_HANG, *rooms]))
    for item in block.items:
        text = run_nodes(paper, item.runs or (Run(item.text),), language=item.language)
        label = _label(paper, item.label)
        yield paragraph(paper, "ListItem", indent, *label, *text, language=item.language)


def _label(paper: Paper, text: str | None) -> list[Node]:
    return [] if text is None else [*text_nodes(paper, text), tab()]
