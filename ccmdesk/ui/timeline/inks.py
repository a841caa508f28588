"""How the bars of each article look: a pattern and a colour, as on paper, so that grey will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPalette

from ccmdesk.model.state import Article

_HALF = 128


@dataclass(frozen=True, slots=True)
class Ink:
    """A pattern in one colour on a ground; *ground* is none where the pattern leaves no gap."""

    pattern: Qt.BrushStyle
    colour: str
    in_the_dark: str


_INKS: Mapping[Article | None, Ink] = MappingProxyType(
    {
        Article.STOCKPILES: Ink(Qt.BrushStyle.BDiagPattern, "#b3600a", "#f0b070"),
        Article.CLEARANCE: Ink(Qt.BrushStyle.SolidPattern, "#21578f", "#6fa8dc"),
        Article.VICTIMS: Ink(Qt.BrushStyle.Dense6Pattern, "#29733d", "#7fcf95"),
        None: Ink(Qt.BrushStyle.NoBrush, "#566270", "#a9b5c0"),
    }
)


def colour_of(article: Article | None, palette: QPalette) -> QColor:
    """Return the colour of a bar's pattern and outline, which stands out from its ground."""
    ink = _INKS[article]
    dark = palette.color(QPalette.ColorRole.Base).lightness() < _HALF
    return QColor(ink.in_the_dark if dark else ink.colour)


def brush_of(article: Article | None, palette: QPalette) -> QBrush:
    """Return what fills a bar."""
    return QBrush(colour_of(article, palette), _INKS[article].pattern)
