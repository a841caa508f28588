"""Errors of a spreadsheet, which would be read as empty cells: they are made into words and told.

The reader gives nothing for a cell that shows #N/A, nor for a formula that was never calculated.
Both are written as text into a copy of the workbook, piece by piece, before it is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, BinaryIO

from ccmdesk.exchange.tables import CellValue
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

NOT_CALCULATED = "#CALC!"
_SHOWN = re.compile(
    r"#(N/A|REF!|DIV/0!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|GETTING_DATA)|Err:\d{3}"
)
_CHUNK = 1 << 20
_SAYS = rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*"""
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_ERROR = re.compile(rb"""(<(?:\w+:)?c\s(?:[^<>]*\s)?t\s*=\s*["'])e(["'])""")
_FORMULA_ALONE = re.compile(
    rb"<(?P<x>(?:\w+:)?)c(?P<says>" + _SAYS + rb")\s*>\s*"
    rb"(?P<f><(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_END_OF_CELL = re.compile(rb"</(?:\w+:)?c>")


def refuse_error(cell: CellValue) -> None:
    """Raise Problem for a cell that holds what a spreadsheet shows where it has no value."""
    if isinstance(cell, str) and _SHOWN.fullmatch(cell.strip()):
        raise Problem(
            N_(
                "The cell holds an error of the spreadsheet, or a formula without a result"
                " ({text}). Open the file in a spreadsheet program, mend the formula or type the"
                " value, and save it."
            ),
            text=cell.strip(),
        )


def with_errors_as_text(file: BinaryIO, parts: frozenset[str]) -> BinaryIO:
    """Return the workbook with the errors of its *parts* as texts; raises what ZIP files raise."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(old.namelist()):
            with old.open(name) as source, new.open(name, "w") as target:
                for piece in _cells(source) if name in parts else _pieces(source):
                    target.write(piece)
    out.seek(0)
    return out


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(_CHUNK):
        yield piece


def _cells(source: IO[bytes]) -> Iterator[bytes]:
    """Yield pieces that end with a cell, changed; one without the end of any goes on as it is."""
    begun = b""
    for piece in _pieces(source):
        begun += piece
        end = max((found.end() for found in _END_OF_CELL.finditer(begun)), default=0)
        end = end or (len(begun) if len(begun) > _CHUNK else 0)
        yield _told(begun[:end])
        begun = begun[end:]
    yield _told(begun)


def _told(cells: bytes) -> bytes:
    return _ERROR.sub(rb"\1str\2", _FORMULA_ALONE.sub(_calculated, cells))


def _calculated(found: re.Match[bytes]) -> bytes:
    """Return a formula without a result as a text; one whose result is an empty text as it is."""
    kind = _TYPE.search(found["says"])
    if kind is not None and kind[1] == b"str":
        return found[0]
    says, x = _TYPE.sub(b"", found["says"]), found["x"]
    told = (b"<", x, b"c", says, b' t="str">', found["f"], b"<", x, b"v>")
    return b"".join((*told, NOT_CALCULATED.encode(), b"</", x, b"v></", x, b"c>"))
