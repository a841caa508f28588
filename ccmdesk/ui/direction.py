"""Which way a shown text runs, and how it is cut short at the end of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LRM, RLM = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
_AMOUNT = re.compile(r"[\d.,\s]+[A-Z]{3}")
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def way_of(text: str, window: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the way of a text of mixed scripts in a window that runs the way *window*.

    In a window from right to left a text with any of its letters runs with the window: a number
    such as N4-02 before it does not turn it round. Other texts run as their first letter does,
    but an amount runs with the window, as figures do, whatever letters its currency has.
    """
    if _AMOUNT.fullmatch(text):
        return window
    ways = list(_ways(text))
    if window is RTL and RTL in ways:
        return RTL
    return ways[0] if ways else window


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return *text*, with … where its reading ends when it is wider than *width* pixels.

    Qt, which counts parts of pixels here, would cut what just has room.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if not short.endswith(_ELLIPSIS) or short == text:
        return short
    last = list(_ways(short))[-1:]
    return short + (RLM if last == [RTL] else LRM)


def directed(text: str, window: Qt.LayoutDirection) -> str:
    """Return *text* marked for a line that goes by its first letter alone."""
    way = way_of(text, window)
    first = next(_ways(text), way)
    if way is first:
        return text
    return (RLM if way is RTL else LRM) + text


def along(text: str, window: Qt.LayoutDirection) -> str:
    """Return a sentence marked so that it runs with the window, whatever values it begins with."""
    return RLM + text if window is RTL else text


def unmarked(text: str) -> str:
    """Return what is typed in such a line, without the mark."""
    return text.replace(RLM, "").replace(LRM, "")


def _ways(text: str) -> Iterator[Qt.LayoutDirection]:
    """Yield the way of each letter that has one."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                yield LTR
            case "R" | "AL":
                yield RTL
