"""Reads workbooks (.xlsx) and CSV files into tables of plain cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from ccmdesk.exchange.tables import ABOUT_MARK, LISTS_MARK, CellValue, Table, text_of
from ccmdesk.exchange.workbook_bounds import (
    ARCHIVE_DAMAGE,
    MOST_BYTES,
    MOST_CELLS,
    MOST_ROWS,
    check_bounds,
    too_large,
    unreadable,
)
from ccmdesk.exchange.workbook_errors import with_errors_as_text
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_PANIC = "PanicException"
"""What calamine raises for a date it cannot count to, -1e999; it gives the class no place."""

Rows: TypeAlias = "tuple[tuple[CellValue, ...], ...]"
_DELIMITERS = ",;\t"


def read_tables(name: str, file: BinaryIO) -> tuple[Table, ...]:
    """Return the tables of a file; *name* is its file name, its ending says what it is.

    Raises Problem when it cannot be read or is too large, with what to do about it.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise too_large(name)
    ending = name.lower().rpartition(".")[2]
    if ending in {"xlsx", "xlsm"}:
        return tuple(_workbook(name, io.BytesIO(data)))
    if ending in {"csv", "tsv", "txt"}:
        return (_csv(name, data),)
    raise Problem(
        N_("“{name}” is neither .xlsx nor .csv. Save it as one of them and import that."),
        name=name,
    )


def _workbook(name: str, file: BinaryIO) -> Iterator[Table]:
    calculated = check_bounds(file, name=name)
    try:
        file = with_errors_as_text(file, calculated) if calculated else file
        with CalamineWorkbook.from_filelike(file) as book:
            sheets = tuple(_sheets(book, name=name))
    except (CalamineError, *ARCHIVE_DAMAGE) as error:
        raise unreadable(name) from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise unreadable(name) from error
        raise
    about = next((rows[0] for _, rows in sheets if _is_marked(rows, ABOUT_MARK)), ())
    language, country = (text_of(cell) for cell in (*about[2:4], *["", ""][len(about[2:4]) :]))
    for title, rows in sheets:
        if not (_is_marked(rows, ABOUT_MARK) or _is_marked(rows, LISTS_MARK)):
            yield Table(title, rows, language, country)


def _sheets(book: CalamineWorkbook, *, name: str) -> Iterator[tuple[str, Rows]]:
    """Yield the sheets with their names; several of them may be one part of the file."""
    left = MOST_CELLS
    for meta in book.sheets_metadata:
        if meta.typ is SheetTypeEnum.WorkSheet:
            rows = _rows(book.get_sheet_by_name(meta.name), name=name, left=left)
            left -= sum(map(len, rows))
            yield meta.name, rows


def _is_marked(rows: Rows, mark: str) -> bool:
    return bool(rows) and bool(rows[0]) and rows[0][0] == mark


def _rows(sheet: CalamineSheet, *, name: str, left: int) -> Rows:
    """Return the rows from the first line and column on, so that places stay true."""
    if sheet.total_height * sheet.total_width > left:
        raise too_large(name)
    return tuple(tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False))


def _cell(cell: object) -> CellValue:
    match cell:
        case "":
            return None
        case float() if not math.isfinite(cell):
            return str(cell)  # no number of a plan: told where it stands, as other words are
        case str() | bool() | int() | float() | dt.date():
            return cell
    return str(cell)


def _csv(name: str, data: bytes) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(
            N_(
                "“{name}” is not in UTF-8, so its letters cannot be read safely. Open it in a"
                " spreadsheet program and save it as “CSV UTF-8” or as .xlsx."
            ),
            name=name,
        ) from error
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows = tuple(_bounded(lines, name=name))
    except csv.Error as error:
        raise Problem(
            N_(
                "“{name}” cannot be read as a table near line {line}: a quotation mark may be"
                " missing there. Open it in a spreadsheet program and save it again."
            ),
            name=name,
            line=str(lines.line_num),
        ) from error
    return Table(name, rows)


def _bounded(lines: Iterable[list[str]], *, name: str) -> Iterator[tuple[CellValue, ...]]:
    cells = 0
    for number, row in enumerate(lines):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            raise too_large(name)
        yield tuple(cell or None for cell in row)


def _delimiter(text: str) -> str:
    """Return the mark between cells: the most frequent one in the first line outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
