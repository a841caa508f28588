"""A workbook of figures to read and to count on with: one sheet for each table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from ccmdesk.exchange.sheet_style import Styles, put, styles_of
from ccmdesk.exchange.sheets import free_sheet_name
from ccmdesk.exchange.tables import CellValue
from ccmdesk.lang.figure_words import rows_of, worded
from ccmdesk.lang.show import Show
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.figure_table import FigureTable, Value
from ccmdesk.model.values import Money

_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
_TITLE, _ABOUT, _TOP = 0, 1, 3
_WIDE, _FIRST, _NARROW = 60, 34, 22
_LINE = 15
"""Points: not every program makes a row as high as its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBook:
    """What the workbook is called, what stands under the title of its first sheet, its tables."""

    title: str
    about: tuple[str, ...]
    made_on: dt.date
    tables: Sequence[FigureTable]


def write_figures(book: FigureBook, out: BinaryIO, *, show: Show) -> None:
    """Write the workbook in the language of *show*; numbers and days stay numbers and days."""
    import xlsxwriter  # noqa: PLC0415 - only who exports needs it

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(out, options)
    made = dt.datetime.combine(book.made_on, dt.time(), tzinfo=dt.UTC).replace(tzinfo=None)
    workbook.set_properties({"title": book.title, "created": made})
    styles = styles_of(workbook, rtl=show.lang.rtl)
    taken: set[str] = set()
    for number, table in enumerate(book.tables):
        sheet = workbook.add_worksheet(free_sheet_name(show.lang(table.title), taken))
        above = (book.title, *book.about) if number == 0 else ()
        _write(sheet, table, above, styles=styles, show=show)
        if show.lang.rtl:
            sheet.right_to_left()
    workbook.close()


def _write(
    sheet: Any, table: FigureTable, above: Sequence[str], *, styles: Styles, show: Show
) -> None:
    lang, first = show.lang, len(above)
    for row, text in enumerate(above):
        put(sheet, row, 0, text, styles, **({"bold": True, "font_size": 14} if row == 0 else {}))
    put(sheet, first + _TITLE, 0, lang(table.title), styles, bold=True, font_size=12)
    put(sheet, first + _ABOUT, 0, lang(table.about), styles)
    top = first + _TOP
    for place, text in enumerate(table.head):
        put(sheet, top, place, lang(text), styles, **_HEAD)
        sheet.set_column(place, place, _width(table, place))
    for row, cells in enumerate(rows_of(table, show), start=top + 1):
        shown = [_cell(value, show) for value in cells]
        for place, cell in enumerate(shown):
            look = {"text_wrap": True, "valign": "top", **_format(cells[place])}
            put(sheet, row, place, cell, styles, **look)
        sheet.set_row(row, _LINE * _lines(table, shown))
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.head) - 1)
    elif table.empty:
        put(sheet, top + 1, 0, lang(table.empty), styles)
    sheet.freeze_panes(top + 1, 0)


def _width(table: FigureTable, place: int) -> int:
    if place in table.wide:
        return _WIDE
    return _FIRST if place == 0 else _NARROW


def _lines(table: FigureTable, cells: Sequence[CellValue]) -> int:
    """Return how many lines the longest cell of a row takes, at least one."""
    return max(
        sum(-(-len(line) // _width(table, place)) for line in str(cell).split("\n"))
        for place, cell in enumerate(cells)
    )


def _cell(value: Value, show: Show) -> CellValue:
    match value:
        case Money():
            scale: int = 10 ** minor_digits(value.currency)
            return value.minor / scale
        case int() | dt.date():
            return value
    return worded(value, show, sentences="\n".join).text or None


def _format(value: Value) -> dict[str, str]:
    match value:
        case Money():
            digits = minor_digits(value.currency)
            return {"num_format": "#,##0" + ("." + "0" * digits if digits else "")}
        case int():
            return {"num_format": "#,##0"}
    return {}
