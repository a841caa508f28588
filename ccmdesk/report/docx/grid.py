"""Tables as the schema has them: columns, rows, cells and the rules around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.docx.element import Node, flag, node, properties, twips, value
from ccmdesk.report.docx.paper import Paper

_CELL = frozenset({"w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:vAlign"})


@dataclass(frozen=True, slots=True)
class Grid:
    """Widths of the columns in twentieths of a point, the room inside cells, level rules.

    *alternative* says in words what the table holds.
    """

    columns: Sequence[int]
    pad: tuple[float, float] = (0.0, 0.0)
    rules: Sequence[Node] = ()
    alternative: str = ""


def columns_of(widths: Sequence[float]) -> list[int]:
    """Return widths in points as whole numbers that add up to the whole."""
    places = [twips(place) for place in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(places)]


def table(paper: Paper, grid: Grid, *rows: Node) -> Node:
    """Return a table that keeps its widths; its columns run the way its language does."""
    look = node(
        "w:tblPr",
        flag("w:bidiVisual") if is_rtl(paper.language) else None,
        _width("w:tblW", sum(grid.columns)),
        _width("w:tblInd", 0),
        properties("w:tblBorders", *grid.rules),
        node("w:tblLayout", attributes={"w:type": "fixed"}),
        node("w:tblCellMar", *_pads(*grid.pad)),
        value("w:tblDescription", grid.alternative) if grid.alternative else None,
    )
    places = (node("w:gridCol", attributes={"w:w": str(column)}) for column in grid.columns)
    return node("w:tbl", look, node("w:tblGrid", *places), *rows)


def row(*cells: Node, head: bool = False, whole: bool = True) -> Node:
    """Return a row; one of the *head* is repeated, a *whole* one goes to the next page unbroken.

    Word divides a row that is higher than a page all the same.
    """
    look = properties(
        "w:trPr",
        flag("w:cantSplit") if whole else None,
        flag("w:tblHeader") if head else None,
    )
    return node("w:tr", look, *cells)


def cell(width: int, *parts: Node | None) -> Node:
    """Return a cell; properties and paragraphs among *parts* find their places."""
    here = [part for part in parts if part is not None]
    own = [part for part in here if part.tag in _CELL]
    content = [part for part in here if part.tag not in _CELL]
    return node("w:tc", node("w:tcPr", _width("w:tcW", width), *own), *content)


def rule(place: str, colour: str, *, points: float) -> Node:
    """Return a line at one edge of a table, a cell or a paragraph."""
    look = {"w:val": "single", "w:sz": str(round(points * 8)), "w:space": "0", "w:color": colour}
    return node(f"w:{place}", attributes=look)


def ground(colour: str) -> Node:
    """Return a tint behind a cell or a paragraph."""
    return node("w:shd", attributes={"w:val": "clear", "w:color": "auto", "w:fill": colour})


def _pads(block: float, inline: float) -> list[Node]:
    pads = {"top": block, "left": inline, "bottom": block, "right": inline}
    return [_width(f"w:{place}", twips(points)) for place, points in pads.items()]


def _width(name: str, amount: int) -> Node:
    return node(name, attributes={"w:w": str(amount), "w:type": "dxa"})
