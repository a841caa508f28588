"""How each ink looks: a colour and a pattern, so that a print in grey still tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.report.charts import Ink
from ccmdesk.report.pdf.file import PdfFile

OUTLINE = "0.25 G 0.5 w"
_CELL = 6  # points a side of the tile of a pattern


@dataclass(frozen=True, slots=True)
class _Look:
    """*ground* is the fill behind the *figure* of the tile; *line* and *dash* draw a series."""

    ground: str
    figure: str
    line: str
    dash: str


_LOOKS = {
    Ink.SOLID: _Look("0.13 0.34 0.56 rg", "", "0.13 0.34 0.56 RG", "[] 0 d"),
    Ink.HATCHED: _Look(
        "0.99 0.91 0.78 rg",
        "0.80 0.45 0.08 RG 1.1 w -1 -1 m 7 7 l -1 5 m 1 7 l 5 -1 m 7 1 l S",
        "0.80 0.45 0.08 RG",
        "[5 2] 0 d",
    ),
    Ink.OPEN: _Look("1 g", "", "0.30 G", "[1.5 1.5] 0 d"),
    Ink.DOTTED: _Look(
        "0.88 0.95 0.88 rg",
        "0.16 0.45 0.24 rg 0.7 0.7 1.6 1.6 re 3.7 3.7 1.6 1.6 re f",
        "0.16 0.45 0.24 RG",
        "[1 2] 0 d",
    ),
    Ink.CROSSED: _Look(
        "0.95 0.91 0.97 rg",
        "0.42 0.25 0.55 RG 0.7 w -1 -1 m 7 7 l -1 7 m 7 -1 l S",
        "0.42 0.25 0.55 RG",
        "[6 2 1 2] 0 d",
    ),
    Ink.BARRED: _Look(
        "0.90 0.90 0.90 rg",
        "0.45 G 1.2 w 0 1.5 m 6 1.5 l 0 4.5 m 6 4.5 l S",
        "0.45 G",
        "[8 3] 0 d",
    ),
}


def fill(ink: Ink) -> str:
    """Return the operators that make *ink* the fill of what is painted next."""
    look = _LOOKS[ink]
    return f"/Pattern cs /{_name(ink)} scn" if look.figure else look.ground


def stroke(ink: Ink) -> str:
    """Return the operators that make *ink* the line of what is painted next."""
    look = _LOOKS[ink]
    return f"{look.line} 1.4 w {look.dash}"


def mark_fill(ink: Ink) -> str:
    """Return the plain fill of the small marks on a line."""
    return _LOOKS[ink].line.lower()


def write_patterns(file: PdfFile) -> str:
    """Add the tiles of all patterned inks; return the entries of the resource dictionary."""
    names = [
        f"/{_name(ink)} {_tile(file, look)} 0 R" for ink, look in _LOOKS.items() if look.figure
    ]
    return " ".join(names)


def _tile(file: PdfFile, look: _Look) -> int:
    entries = (
        f"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 {_CELL} {_CELL}]"
        f"/XStep {_CELL}/YStep {_CELL}/Resources<<>>"
    )
    content = f"{look.ground} 0 0 {_CELL} {_CELL} re f {look.figure}"
    return file.add_stream(entries, content.encode("ascii"))


def _name(ink: Ink) -> str:
    return f"Ink{ink.value.title()}"
