"""Sheets as they were read: rows of cells, each still with its place in the file."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
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
