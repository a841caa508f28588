"""Key figures: a row of boxes, each with what it counts, the value and a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.report.blocks import KeyFigure, KeyFigures
from ccmdesk.report.docx.element import Node, node, twips
from ccmdesk.report.docx.grid import Grid, cell, ground, row, rule, table
from ccmdesk.report.docx.looks import FIGURE_GROUND, NAVY
from ccmdesk.report.docx.paper import Paper
from ccmdesk.report.docx.paragraphs import paragraph, spacer
from ccmdesk.report.docx.runs import text_nodes
from ccmdesk.report.pdf.sheet import TEXT_WIDTH
from ccmdesk.report.pdf.styles import Role

_IN_A_ROW = 4
_GAP = 8.0
_PAD = 7.0
_ACCENT = 1.5


def key_figure_nodes(paper: Paper, block: KeyFigures) -> Iterator[Node]:
    """Yield rows of up to four boxes, as even as they can be."""
    rows = -(-len(block.figures) // _IN_A_ROW)
    in_a_row = -(-len(block.figures) // max(rows, 1)) or 1
    width = (TEXT_WIDTH - (in_a_row - 1) * _GAP) / in_a_row
    style = _value_style(paper, block.figures, width)
    yield spacer(paper)
    for first in range(0, len(block.figures), in_a_row):
        figures = block.figures[first : first + in_a_row]
        boxes = [_box(paper, figure, twips(width), style) for figure in figures]
        cells = [part for box in boxes for part in (_gap(paper), box)][1:]
        columns = [twips(_GAP), twips(width)] * len(boxes)
        yield table(paper, Grid(columns[1:], (_PAD / 2, _PAD)), row(*cells))
        yield spacer(paper)


def _value_style(paper: Paper, figures: Sequence[KeyFigure], width: float) -> str:
    """Return the size in which every value stands on one line, so that no date is torn."""
    style = paper.styles.of(Role.FIGURE)
    widest = max((style.widths(figure.value)[1] for figure in figures), default=0.0)
    return "FigureValue" if widest <= width - 2 * _PAD else "FigureValueLong"


def _box(paper: Paper, figure: KeyFigure, width: int, style: str) -> Node:
    texts = {"FigureLabel": figure.label, style: figure.value, "FigureNote": figure.note}
    return cell(
        width,
        node("w:tcBorders", rule("top", NAVY, points=_ACCENT)),
        ground(FIGURE_GROUND),
        *(
            paragraph(paper, name, *text_nodes(paper, text))
            for name, text in texts.items()
            if text or name == style
        ),
    )


def _gap(paper: Paper) -> Node:
    return cell(twips(_GAP), paragraph(paper, "Spacer"))
