"""Looks through a workbook before it is read: what it would take to unpack and to hold it.

A workbook is a ZIP file of XML. A few kilobytes can unpack to gigabytes, and a single cell in the
last corner makes a sheet as large as there can be; both are found here in bounded memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELLS = 6_000_000
"""Rows times columns of one sheet: about 200 MB while it is read."""

_CHUNK = 1 << 20
_KEPT = 64
"""A cell's name may lie across two chunks; no tag before its name is longer than this."""

_CELL = re.compile(rb'<(?:\w+:)?c [^>]{0,40}?r="([A-Z]{1,3})(\d{1,7})"')


def check_bounds(file: BinaryIO, *, name: str) -> None:
    """Raise Problem when *file* is no workbook, or larger than this program takes in.

    The position of *file* is at its start afterwards.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _check_members(archive, name=name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise unreadable(name) from error
    file.seek(0)


def unreadable(name: str) -> Problem:
    """Return what to say of a file that is no workbook, or a damaged or locked one."""
    return Problem(
        N_(
            "“{name}” cannot be read as a workbook. Open it in a spreadsheet program, take off any"
            " password, save it as .xlsx and import that file."
        ),
        name=name,
    )


def too_large(name: str) -> Problem:
    """Return what to say of a file that holds more than this program takes in at once."""
    return Problem(
        N_(
            "“{name}” is too large to be imported at once: more than {rows} rows or {cells} cells."
            " Delete empty rows and columns at its end, or divide it into several files."
        ),
        name=name,
        rows=MOST_ROWS,
        cells=MOST_CELLS,
    )


def _check_members(archive: zipfile.ZipFile, *, name: str) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise unreadable(name)
    left = MOST_UNPACKED
    for member in archive.infolist():
        is_sheet = member.filename.startswith("xl/worksheets/") and not member.is_dir()
        rows = columns = 0
        last = b""
        for chunk in _chunks(archive, member):
            left -= len(chunk)
            if left < 0:
                raise too_large(name)
            if is_sheet:
                low, right = _extent(last + chunk)
                rows, columns = max(rows, low), max(columns, right)
                last = chunk[-_KEPT:]
        if rows > MOST_ROWS or rows * columns > MOST_CELLS:
            raise too_large(name)


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            yield chunk


def _extent(xml: bytes) -> tuple[int, int]:
    """Return the last row and column that a piece of a sheet names."""
    names = set(_CELL.findall(xml))
    rows = max((int(row) for _, row in names), default=0)
    letters = {column for column, _ in names}
    return rows, max((_column_number(column) for column in letters), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
