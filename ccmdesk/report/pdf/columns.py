"""How wide the columns of a table are: from its data, so that no figure breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import ge

from ccmdesk.report.blocks import Cell, Column, Row, Runs, Table
from ccmdesk.report.pdf.runs import even_style, passage
from ccmdesk.report.pdf.styles import Role, Style, Styles

PAD = 3.5
"""Points left free on either side of a cell's text."""
_BETWEEN = re.compile("[ \n]")  # a space that does not break is part of its figure
_LONGEST_NAME = 12
_WIDEST = 0.5  # share of the table that one column may ask for
_READABLE = 0.13  # share of the table that a column by weight gets at least, if its data is as wide
_SIGNS = 3
"""Where each sign is a word, a reader wants some of them beside each other."""

_HEAD = 0.08  # share of the table that a head gets at least beside columns by weight


@dataclass(slots=True)
class _Need:
    """Points a column needs for its widest word, for unbroken data, and for its head as well."""

    word: float = 2 * PAD
    data: float = 2 * PAD
    head: float = 2 * PAD


_Text = tuple[int, str, Style, Runs]
"""The number of a column, a text as it is set there."""


def column_widths(table: Table, styles: Styles, width: float) -> list[float]:
    """Return the widths, in the order of the columns; they add up to *width* points."""
    needs = [_Need() for _ in table.columns]
    heads, data = _head_texts(table, styles), _data_texts(table, styles)
    for text in heads:
        _widen(needs[text[0]], _widths(text, styles), of_head=True)
    for text in data:
        _widen(needs[text[0]], _widths(text, styles), of_head=False)
    for need in needs:
        need.data = max(need.word, min(need.data, _WIDEST * width))
        need.head = max(need.data, min(need.head, _WIDEST * width))

    def tight() -> list[list[float]]:
        return [_figure_widths(needs, data), _part_widths(needs, [*heads, *data], styles)]

    return _weighted(table.columns, needs, width) or _shared_out(needs, tight, width)


def head_cells(rows: Sequence[Row]) -> Iterator[tuple[int, int, Cell]]:
    """Yield the cells of a head with row and column, past the places that rows above cover."""
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            yield row, column, cell
            places = range(column, column + cell.span)
            covered.update((row + n, place) for n in range(cell.rows) for place in places)
            column += cell.span


def role_of(cell: Cell, *, bold: bool) -> Role:
    """Return the role of a cell in a row that is *bold* or not."""
    return Role.CELL_BOLD if bold or cell.bold else Role.CELL


def _head_texts(table: Table, styles: Styles) -> dict[_Text, None]:
    """Return the different texts of the head, in an order that is the same every time.

    Cells over several columns do not count.
    """
    texts: dict[_Text, None] = {}
    for _, column, cell in head_cells(table.head):
        if cell.span == 1:
            texts.update(_texts(column, cell, styles, bold=True))
    return texts


def _data_texts(table: Table, styles: Styles) -> dict[_Text, None]:
    texts: dict[_Text, None] = {}
    for rows, bold in ((table.totals, True), (table.rows, False)):
        for row in rows:
            column = 0
            for cell in row:
                if cell.span > 1 or cell.second:
                    texts.update(_texts(column, cell, styles, bold=bold))
                else:
                    style = styles.of(role_of(cell, bold=bold), cell.language)
                    texts[column, cell.text, style, cell.runs] = None
                column += cell.span
    return texts


def _texts(column: int, cell: Cell, styles: Styles, *, bold: bool) -> dict[_Text, None]:
    if cell.span > 1:
        return {}
    role = role_of(cell, bold=bold)
    texts: dict[_Text, None] = {
        (column, cell.text, styles.of(role, cell.language), cell.runs): None
    }
    if cell.second:
        texts[column, cell.second, styles.of(role, styles.second_language), ()] = None
    return texts


def _widths(text: _Text, styles: Styles) -> tuple[float, float]:
    """Return the widest word and the widest line in points."""
    _, words, style, runs = text
    even = even_style(styles, style, runs)
    if even:
        word, line = even.widths(words)
    else:
        word, line = (one * style.size / 1000 for one in passage(styles, style, runs).widths())
    return max(word, min(line, _SIGNS * style.size)) if word <= style.size else word, line


def _part_width(text: _Text, styles: Styles) -> float:
    _, words, style, runs = text
    even = even_style(styles, style, runs)
    if even:
        return even.part_width(words)
    return passage(styles, style, runs).part_width() * style.size / 1000


def _part_widths(needs: Sequence[_Need], texts: Sequence[_Text], styles: Styles) -> list[float]:
    """Return what each column needs when words are divided as often as they may be."""
    widths = [2 * PAD for _ in needs]
    for text in texts:
        widths[text[0]] = max(widths[text[0]], _part_width(text, styles) + 2 * PAD)
    return widths


def _figure_widths(needs: Sequence[_Need], data: Iterable[_Text]) -> list[float]:
    """Return what each column needs for its figures and type names, which must never break."""
    widths = [2 * PAD for _ in needs]
    figures = {(text[0], word, text[2]) for text in data for word in _BETWEEN.split(text[1])}
    for column, word, style in figures:
        if _is_figure(word):
            widths[column] = max(widths[column], style.widths(word)[0] + 2 * PAD)
    return widths


def _is_figure(word: str) -> bool:
    """Whether *word* is a figure, or short with one in it such as BLU-97/B."""
    is_plain = not any(char.isalpha() for char in word)
    return any(char.isdigit() for char in word) and (is_plain or len(word) <= _LONGEST_NAME)


def _widen(need: _Need, widths: tuple[float, float], *, of_head: bool) -> None:
    word, line = (points + 2 * PAD for points in widths)
    need.word = max(need.word, word)
    if of_head:
        need.head = max(need.head, line)
    else:
        need.data = max(need.data, line)


def _weighted(columns: Sequence[Column], needs: list[_Need], width: float) -> list[float]:
    """Give columns by weight what the others leave; nothing when none has one or it is too little.

    Where words are not parted by spaces one sign would be enough for them, but not for a reader.
    """
    weights = [column.weight or 0.0 for column in columns]
    total = sum(weights)
    if not total:
        return []
    owns = [max(need.data, min(need.head, _HEAD * width)) for need in needs]
    fixed = [0.0 if weight else own for weight, own in zip(weights, owns, strict=True)]
    room = width - sum(fixed)
    widths = [own or room * weight / total for own, weight in zip(fixed, weights, strict=True)]
    least = [max(need.word, min(need.data, _READABLE * width)) for need in needs]
    return widths if all(map(ge, widths, least)) else []


def _shared_out(
    needs: list[_Need], tight: Callable[[], list[list[float]]], width: float
) -> list[float]:
    """Go as far as *width* allows from whole words to unbroken data to heads on one line.

    Where whole words are too wide those that may be divided give way first, then any word, and
    figures last.
    """
    tiers = [
        [need.word for need in needs],
        [need.data for need in needs],
        [need.head for need in needs],
    ]
    if sum(tiers[0]) >= width:
        figures, parts = tight()
        tiers = [figures, [max(pair) for pair in zip(figures, parts, strict=True)], *tiers]
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
