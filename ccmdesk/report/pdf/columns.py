"""How wide the columns of a table are: from its data, so that no figure breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccmdesk.report.blocks import Cell, Column, Row, Table
from ccmdesk.report.pdf.styles import Role, Style, Styles

PAD = 3.5
"""Points left free on either side of a cell's text."""
_WIDEST = 0.5  # share of the table that one column may ask for


@dataclass(slots=True)
class _Need:
    """Points a column needs for its widest word, for unbroken data, and for its head as well."""

    word: float = 2 * PAD
    data: float = 2 * PAD
    head: float = 2 * PAD


def column_widths(table: Table, styles: Styles, width: float) -> list[float]:
    """Return the widths, in the order of the columns; they add up to *width* points."""
    needs = [_Need() for _ in table.columns]
    for column, text, style in _texts(table.head, styles, bold=True):
        _widen(needs[column], style.widths(text), of_head=True)
    for rows, bold in ((table.totals, True), (table.rows, False)):
        for column, text, style in _texts(rows, styles, bold=bold):
            _widen(needs[column], style.widths(text), of_head=False)
    for need in needs:
        need.data = max(need.word, min(need.data, _WIDEST * width))
        need.head = max(need.data, min(need.head, _WIDEST * width))
    return _weighted(table.columns, needs, width) or _shared_out(needs, width)


def style_of(cell: Cell, styles: Styles, *, bold: bool) -> Style:
    """Return the style of a cell in a row that is *bold* or not."""
    role = Role.CELL_BOLD if bold or cell.bold else Role.CELL
    return styles.of(role, cell.language)


def _texts(rows: Sequence[Row], styles: Styles, *, bold: bool) -> Iterable[tuple[int, str, Style]]:
    """Return the different texts of each column, in an order that is the same every time.

    Cells over several columns do not count.
    """
    texts: dict[tuple[int, str, Style], None] = {}
    for row in rows:
        column = 0
        for cell in row:
            if cell.span == 1:
                texts[column, cell.text, style_of(cell, styles, bold=bold)] = None
            column += cell.span
    return texts


def _widen(need: _Need, widths: tuple[float, float], *, of_head: bool) -> None:
    word, line = (points + 2 * PAD for points in widths)
    need.word = max(need.word, word)
    if of_head:
        need.head = max(need.head, line)
    else:
        need.data = max(need.data, line)


def _weighted(columns: Sequence[Column], needs: list[_Need], width: float) -> list[float]:
    """Give columns by weight what the others leave; nothing when none has one or none is left."""
    weights = [column.weight or 0.0 for column in columns]
    total = sum(weights)
    if not total:
        return []
    fixed = [0.0 if weight else need.data for weight, need in zip(weights, needs, strict=True)]
    room = width - sum(fixed)
    widths = [own or room * weight / total for own, weight in zip(fixed, weights, strict=True)]
    enough = all(got >= need.word for got, need in zip(widths, needs, strict=True))
    return widths if enough else []


def _shared_out(needs: list[_Need], width: float) -> list[float]:
    """Go as far as *width* allows from whole words to unbroken data to heads on one line."""
    tiers = (
        [need.word for need in needs],
        [need.data for need in needs],
        [need.head for need in needs],
    )
    if sum(tiers[0]) >= width:
        return _scaled(tiers[0], width)
    for narrow, wide in pairwise(tiers):
        low, high = sum(narrow), sum(wide)
        if low <= width < high:
            share = (width - low) / (high - low)
            return [a + (b - a) * share for a, b in zip(narrow, wide, strict=True)]
    return _scaled(tiers[-1], width)


def _scaled(widths: Sequence[float], width: float) -> list[float]:
    return [own * width / sum(widths) for own in widths]
