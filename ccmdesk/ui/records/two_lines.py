"""A row of the narrow list: what the record is called, and below it what is missing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ccmdesk.model.words import C_
from ccmdesk.ui.direction import elided, way_of
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import BORROWED, STATE, TITLE, Index

_MARGIN = 8
_SMALLER = 0.88


class TwoLines(QStyledItemDelegate):
    """Two lines of fixed height; what does not fit is cut short and told whole by the tooltip."""

    def __init__(self, plan: OpenPlan, parent: QObject) -> None:
        super().__init__(parent)
        self._plan = plan

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.height(option))

    def height(self, option: QStyleOptionViewItem) -> int:
        """Return how high a row is in the font of *option*."""
        whole: Any = option
        first, second = QFontMetrics(whole.font), QFontMetrics(_small(whole.font))
        return first.height() + second.height() + _MARGIN

    def displayText(self, _value: Any, _locale: Any) -> str:
        return ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole: Any = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        whole.text = ""
        view: QWidget = whole.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, view)
        painter.save()
        self._words(painter, whole, index)
        painter.restore()

    def _words(self, painter: QPainter, whole: Any, index: Index) -> None:
        room = QRect(whole.rect).adjusted(_MARGIN, _MARGIN // 2, -_MARGIN, -_MARGIN // 2)
        high = QFontMetrics(whole.font).height()
        upper = QRect(room.left(), room.top(), room.width(), high)
        lower = QRect(room.left(), room.top() + high, room.width(), room.height() - high)
        chosen = bool(whole.state & QStyle.StateFlag.State_Selected)
        muted = QPalette.ColorRole.PlaceholderText
        title = QFont(whole.font)
        title.setItalic(bool(index.data(BORROWED)))
        lines = (
            (upper, title, QPalette.ColorRole.Text, str(index.data(TITLE) or "")),
            (lower, _small(whole.font), muted, self._state(index)),
        )
        for place, font, role, text in lines:
            painter.setFont(font)
            painter.setPen(
                whole.palette.color(QPalette.ColorRole.HighlightedText if chosen else role)
            )
            short = elided(text, QFontMetrics(font), place.width())
            painter.setLayoutDirection(way_of(short, whole.direction))
            side = QStyle.visualAlignment(whole.direction, Qt.AlignmentFlag.AlignLeft)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, short)

    def _state(self, index: Index) -> str:
        missing = str(index.data(STATE) or "")
        return missing or self._plan.lang(C_("state of a record", "complete"))


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small
