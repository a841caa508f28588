"""Looks through a workbook before it is read: what it would take to unpack and to hold it.

A workbook is a ZIP file of XML. A few kilobytes can unpack to gigabytes, a single cell in the last
corner makes a sheet as large as there can be, and a sheet may be any part of the file and stand in
it many times; all of this is found here in bounded memory.
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELLS = 6_000_000
"""Rows times columns of all sheets together: about 200 MB while they are read; texts as many."""
MOST_SHEETS = 200

ARCHIVE_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
)
"""What the archive's reader says of damage, passwords and ways of packing it does not know."""

_WORKBOOK = "xl/workbook.xml"
_CHUNK = 1 << 20
_DATA = b"sheetData"
"""What holds the rows of a sheet: a part that has it can be read as one, wherever it lies."""
_LONGEST_TAG = 1 << 16

_BEGUN = re.compile(rb"<(?:\w+:)?(?:row|c)(?=[\s/>])")
_TAG = re.compile(
    rb"""<(?:\w+:)?(row|c)(?=[\s/>])((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*/?>"""
)
"""A row or a cell as spreadsheet programs write it, and what it says of itself."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet(?=[\s/>])")
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_CALCULATED = re.compile(rb"""<(?:\w+:)?f(?=[\s/>])|\st\s*=\s*["']e["']""")
_ROW = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")


def check_bounds(file: BinaryIO, *, name: str) -> frozenset[str]:
    """Raise Problem when *file* is no workbook, or larger than this program takes in.

    Return the names of its parts with formulas or errors. The position of *file* is at its start
    afterwards.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            calculated = frozenset(_check_members(archive, name=name))
    except ARCHIVE_DAMAGE as error:
        raise unreadable(name) from error
    file.seek(0)
    return calculated


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


def _too_many_sheets(name: str) -> Problem:
    return Problem(
        N_(
            "“{name}” has more than {sheets} sheets. Divide it into several files and import each"
            " of them."
        ),
        name=name,
        sheets=MOST_SHEETS,
    )


def _check_members(archive: zipfile.ZipFile, *, name: str) -> Iterator[str]:
    """Yield the names of the parts with formulas or errors."""
    if _WORKBOOK not in archive.namelist():
        raise unreadable(name)
    left, cells = MOST_UNPACKED, 0
    for member in archive.infolist():
        part = _Part(member.filename, is_sheet=member.filename.startswith("xl/worksheets/"))
        for chunk in _chunks(archive, member):
            left -= len(chunk)
            if left < 0:
                raise too_large(name)
            if not part.takes(chunk):
                raise unreadable(name)
            _refuse_large(part, before=cells, name=name)
        cells += part.cells
        if part.is_calculated:
            yield member.filename


def _refuse_large(part: _Part, *, before: int, name: str) -> None:
    """Raise Problem when a part is too large with the cells of the parts *before* it."""
    if part.sheets > MOST_SHEETS:
        raise _too_many_sheets(name)
    most = max(before + part.cells, part.texts)
    if most > MOST_CELLS or (part.cells and part.rows > MOST_ROWS):
        raise too_large(name)


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            yield chunk


def _whole_tags(xml: bytes) -> tuple[bytes, bytes]:
    """Return what ends before a tag that is cut off, and the beginning of that tag."""
    begun = xml.rfind(b"<")
    return (xml, b"") if begun < 0 or b">" in xml[begun:] else (xml[:begun], xml[begun:])


@dataclass(slots=True)
class _Part:
    """One part of the file, as far as it was read.

    *rows* and *columns* are the last ones of a sheet, *texts* those that cells share, and *sheets*
    those that the workbook names.
    """

    name: str
    is_sheet: bool
    rows: int = 0
    columns: int = 0
    texts: int = 0
    sheets: int = 0
    is_calculated: bool = False
    _counted: int = 0
    _in_row: int = 0
    _last: bytes = b""

    @property
    def cells(self) -> int:
        """Rows times columns: while a sheet is read, so many are held, empty ones too."""
        return self.rows * self.columns

    def takes(self, chunk: bytes) -> bool:
        """Go on with a piece of the part; False when a row or cell is not written as usual."""
        piece, self._last = _whole_tags(self._last + chunk)
        self.is_sheet = self.is_sheet or _DATA in piece
        if self.is_sheet:
            return len(self._last) <= _LONGEST_TAG and self._takes_cells(piece)
        self._last = self._last[-_LONGEST_TAG:]  # of a picture, what looks like a tag has no end
        self.texts += piece.count(b"<si") + piece.count(b":si")
        if self.name.lower() == _WORKBOOK:
            self.sheets += len(_SHEET.findall(piece))
        return True

    def _takes_cells(self, xml: bytes) -> bool:
        tags = _TAG.findall(xml)
        if len(tags) != len(_BEGUN.findall(xml)):
            return False
        self.is_calculated = self.is_calculated or bool(_CALCULATED.search(xml))
        cells = [said for tag, said in tags if tag == b"c"]
        named = set(_CELL.findall(b"\n".join(cells)))
        in_rows = _ROW.findall(b"\n".join(said for tag, said in tags if tag == b"row"))
        self._counted += len(tags) - len(cells)
        self.rows = max(
            self.rows, self._counted, *(int(row) for _, row in named), *map(int, in_rows)
        )
        letters = {column.upper() for column, _ in named}
        self.columns = max(self.columns, self._widest(tags), *map(_column_number, letters))
        return True

    def _widest(self, tags: list[tuple[bytes, bytes]]) -> int:
        """Return how many cells one row has, for those that do not say where they stand."""
        widest = 0
        for tag, _ in tags:
            self._in_row = 0 if tag == b"row" else self._in_row + 1
            widest = max(widest, self._in_row)
        return widest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
