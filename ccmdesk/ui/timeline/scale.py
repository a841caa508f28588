"""How much of the years is seen at once."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import Coded
from ccmdesk.model.values import Quarter
from ccmdesk.model.words import C_
from ccmdesk.ui.two_columns import small

_YEAR_LETTERS = 22
_AROUND = 14


class Scale(Coded):
    """What has room on the axis; the whole plan is seen at first."""

    PLAN = "plan", C_("time scale", "Whole plan")
    YEARS = "years", C_("time scale", "Years")
    QUARTERS = "quarters", C_("time scale", "Quarters")


def year_width(scale: Scale, lang: Lang, font: QFont) -> int:
    """Return how wide a year is drawn at least; the whole plan takes the room there is."""
    match scale:
        case Scale.PLAN:
            return 0
        case Scale.YEARS:
            return _YEAR_LETTERS * QFontMetrics(font).averageCharWidth()
    metrics = QFontMetrics(small(font))
    words = [lang.quarter_of_year(Quarter(2000, number)) for number in range(1, 5)]
    return 4 * (max(metrics.horizontalAdvance(text) for text in words) + _AROUND)
