"""Writes a document as a Word file: blocks to paragraphs, tables, pictures; parts to the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import BinaryIO, assert_never

from ccmdesk.report.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    InSecond,
    KeyFigures,
    ListItems,
    Masthead,
    PageBreak,
    Paragraph,
    SideBySide,
    Table,
)
from ccmdesk.report.cancel import Progress, ignore_progress
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.docx.contents import contents_nodes
from ccmdesk.report.docx.element import Node, flag, node, root
from ccmdesk.report.docx.figures import figure_nodes
from ccmdesk.report.docx.key_figures import key_figure_nodes
from ccmdesk.report.docx.masthead import masthead_nodes
from ccmdesk.report.docx.package import Package
from ccmdesk.report.docx.paper import Paper, heading_names, in_second
from ccmdesk.report.docx.paragraphs import spacer
from ccmdesk.report.docx.pictures import drawn
from ccmdesk.report.docx.prose import prose_nodes, side_by_side_nodes
from ccmdesk.report.docx.running import running_references
from ccmdesk.report.docx.settings import core_part, footnotes_part, section, settings_part
from ccmdesk.report.docx.styles import styles_part
from ccmdesk.report.docx.tables import table_nodes
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.pdf.sheet import Sheet
from ccmdesk.report.pdf.styles import Styles
from ccmdesk.report.pdf.write import heading_pages
from ccmdesk.report.qr import QrCode
from ccmdesk.report.steps import Steps


def write(document: Document, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Write *document* to *out*, in one call to its write method once all is known.

    *progress* is called with steps done and steps in all, and often enough with the same step that
    work can be stopped: what it raises leaves *out* untouched. The same document gives the same
    bytes.
    """
    steps = Steps(progress, len(document.blocks))
    sheet = Sheet(document, Styles(document.language, document.second_language), steps.again)
    paper = Paper(
        document=document,
        language=document.language,
        styles=sheet.styles,
        package=Package(),
        names=heading_names(document.blocks),
        pages=_heading_pages(sheet, steps),
        pictures=drawn(document, steps.again),
        tick=steps.again,
    )
    body = list(_body(paper, steps))
    package = paper.package
    package.add("styles", styles_part(sheet.styles))
    package.add("settings", settings_part())
    package.add("footnotes", footnotes_part(paper))
    end = section(paper, sheet, running_references(paper))
    package.save(
        out,
        document=root("w:document", node("w:body", *body, end)),
        core=core_part(document),
    )


def _heading_pages(sheet: Sheet, steps: Steps) -> dict[int, int]:
    """Return the pages of headings in the PDF by identity, where there is a list of contents."""
    blocks = sheet.document.blocks
    if any(isinstance(block, Contents) for block in blocks):
        return heading_pages(sheet, steps.next)
    for _ in blocks:
        steps.next()
    return {}


def _body(paper: Paper, steps: Steps) -> Iterator[Node]:
    """Yield everything in order; what a page break stands before begins on a new page."""
    turns = False
    for is_pair, group in groupby(paper.document.blocks, lambda b: isinstance(b, SideBySide)):
        blocks = list(group)
        for part in [blocks] if is_pair else [[block] for block in blocks]:
            if isinstance(part[0], PageBreak):
                turns = True
            else:
                nodes = list(_nodes(paper, part))
                yield from _on_new_page(paper, nodes) if turns else nodes
                turns = False
            for _ in part:
                steps.next()


def _on_new_page(paper: Paper, nodes: Sequence[Node]) -> Iterator[Node]:
    """Turn the page before the first paragraph; a table has a narrow one put before it."""
    turn = flag("w:pageBreakBefore")
    first = nodes[0]
    if first.tag == "w:p":
        first[0] = node("w:pPr", *first[0], turn)
    else:
        yield spacer(paper, turn)
    yield from nodes


def _nodes(paper: Paper, blocks: Sequence[Block]) -> Iterator[Node]:
    match blocks[0]:
        case Heading() | Paragraph() | ListItems() as prose:
            return prose_nodes(paper, prose)
        case SideBySide():
            return side_by_side_nodes(paper, [b for b in blocks if isinstance(b, SideBySide)])
        case Table() as block:
            return table_nodes(paper, block)
        case KeyFigures() as block:
            return key_figure_nodes(paper, block)
        case Masthead() as block:
            return masthead_nodes(paper, block)
        case Contents() as block:
            return contents_nodes(paper, block)
        case Chart() | TimeLine() | AreaMap() | QrCode() as figure:
            return figure_nodes(paper, figure)
        case InSecond() as block:
            return _nodes(in_second(paper), [block.figure])
        case PageBreak():
            return iter(())
        case _ as never:
            assert_never(never)
