"""Sheets as they were read: rows of cells, each still with its place in the file."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ccmdesk.lang.digits import latin_digits
from ccmdesk.lang.isolation import joined
from ccmdesk.model.words import C_

CellValue: TypeAlias = "str | int | float | bool | dt.date | dt.datetime | None"
ABOUT_MARK = "ccmdesk:about"
"""The first cell of the sheet that says what a workbook is; people never see it."""

LISTS_MARK = "ccmdesk:lists"
STATUS_KEY = "_status"
STATUS_LABEL = C_("sheet heading", "Result of the import")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or one CSV file: its name and its rows, the first line of the file first.

    *language* and *country* are what the workbook says of itself; empty when it says nothing.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    language: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """What is to stand in a cell instead of what was read.

    *table* is its place among the tables, *row* counts from one, *column* from zero.
    """

    table: int
    row: int
    column: int
    text: str


def mended(tables: Sequence[Table], mend: Mend) -> tuple[Table, ...]:
    """Return the tables with one cell changed; a row that is too short is filled up."""
    table = tables[mend.table]
    cells = list(table.rows[mend.row - 1])
    cells += [None] * (mend.column + 1 - len(cells))
    cells[mend.column] = mend.text or None
    rows = (*table.rows[: mend.row - 1], tuple(cells), *table.rows[mend.row :])
    changed = replace(table, rows=rows)
    return (*tables[: mend.table], changed, *tables[mend.table + 1 :])


def cell_text(tables: Sequence[Table], *, table: int, row: int, column: int) -> str:
    """Return what a person sees in a cell; *row* counts from one, *column* from zero."""
    cells = tables[table].rows[row - 1]
    return text_of(cells[column]) if column < len(cells) else ""


def column_letter(index: int) -> str:
    """Return what a spreadsheet calls the column with this zero-based number: A, Z, AA."""
    letters = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def text_of(cell: CellValue) -> str:
    """Return a cell as the text a person sees in it, without blanks around it."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return f"{cell:.15g}"
        case dt.datetime():
            return cell.date().isoformat()
        case dt.date():
            return cell.isoformat()
    return str(cell).strip()


def is_blank(cell: CellValue) -> bool:
    """Whether a cell holds nothing, or only blanks and characters that cannot be seen."""
    if not isinstance(cell, str):
        return cell is None
    return not (cell[:1].isalnum() or latin_digits(cell))


def folded(text: str) -> str:
    """Return *text* for comparison: case, width, blanks, marks and a closing star do not count."""
    if text.isascii():
        plain = text.replace("'", " ")
    else:
        plain = unicodedata.normalize("NFKC", latin_digits(joined(text)))
    return " ".join(plain.casefold().split()).rstrip("* ")
