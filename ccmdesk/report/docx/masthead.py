"""The title block of a meeting paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.report.blocks import Masthead
from ccmdesk.report.docx.element import Node, node, value
from ccmdesk.report.docx.grid import Grid, cell, columns_of, row, rule, table
from ccmdesk.report.docx.looks import NAVY
from ccmdesk.report.docx.paper import Paper, in_second
from ccmdesk.report.docx.paragraphs import edge, paragraph, spacer
from ccmdesk.report.docx.runs import text_nodes
from ccmdesk.report.pdf.sheet import TEXT_WIDTH

_HEAVY, _LIGHT = 1.5, 0.5
_PAD = 3.0


def masthead_nodes(paper: Paper, masthead: Masthead) -> Iterator[Node]:
    """Yield the title block: two rows with rules under them, and the title."""
    half = columns_of([TEXT_WIDTH / 2, TEXT_WIDTH / 2])
    rows = [
        _row(
            half,
            _HEAVY,
            _stacked(paper, "Organisation", [masthead.organisation]),
            [_symbol(paper, masthead.symbol)],
        )
    ]
    if masthead.left or masthead.right:
        left, right = (
            _stacked(paper, "Masthead", texts) for texts in (masthead.left, masthead.right)
        )
        rows.append(_row(half, _LIGHT, left, right))
    yield table(paper, Grid(half, (_PAD, 0.0)), *rows)
    yield spacer(paper)
    yield paragraph(paper, "Title", *text_nodes(paper, masthead.title))
    yield from _subtitles(paper, masthead.subtitle, masthead.approval)
    if masthead.second:
        title, *rest = masthead.second
        second = in_second(paper)
        yield paragraph(second, "Beside2", *text_nodes(second, title))
        yield from _subtitles(second, *rest)


def _subtitles(paper: Paper, *texts: str) -> Iterator[Node]:
    for text in texts:
        if text:
            yield paragraph(paper, "Subtitle", *text_nodes(paper, text))


def _row(widths: Sequence[int], points: float, *halves: Sequence[Node]) -> Node:
    """Return a row with a rule under it."""
    cells = (
        cell(
            width,
            node("w:tcBorders", rule("bottom", NAVY, points=points)),
            value("w:vAlign", "bottom") if points == _HEAVY else None,
            *texts,
        )
        for width, texts in zip(widths, halves, strict=True)
    )
    return row(*cells)


def _stacked(paper: Paper, style: str, texts: Sequence[str]) -> list[Node]:
    """Return texts under one another; a cell holds one paragraph at least."""
    return [paragraph(paper, style, *text_nodes(paper, text)) for text in texts or ("",)]


def _symbol(paper: Paper, text: str) -> Node:
    """Return the symbol at the edge where lines end."""
    end = edge(right=not paper.rtl, rtl=paper.rtl)
    return paragraph(paper, "Symbol", end, *text_nodes(paper, text))
