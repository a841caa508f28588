"""One row of a list: a text that may be cut short, and a mark beside it that never is."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ccmdesk.ui.direction import elided, way_of

MARK = Qt.ItemDataRole.UserRole
LOOK = Qt.ItemDataRole.UserRole + 1
MARGIN = 10
_INDENT = 10
_GAP = 8
_BETWEEN = 6
_SMALLER = 0.9
_SMALL: dict[str, tuple[QFont, QFontMetrics]] = {}
_Index = QModelIndex | QPersistentModelIndex


class Look(IntEnum):
    """How a row is set: a plain one, one below a title, a title, or the head of a part."""

    PLAIN = 0
    BELOW = 1
    TITLE = 2
    HEAD = 3


class TwoColumns(QStyledItemDelegate):
    """Rows of one height in each language, between *least* and *most* pixels.

    Larger letters make them as high as they need.

    With *lines* 2 a row below a title may fill two lines, and is as high as two.
    """

    def __init__(self, parent: QObject, *, least: int, most: int, lines: int = 1) -> None:
        super().__init__(parent)
        self._least, self._most, self._lines = least, most, lines
        self.around = _GAP
        """Pixels above a line of text and below it, between *least* and *most*."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        whole: Any = option
        metrics = QFontMetrics(whole.font)
        if self._lines > 1 and index.data(LOOK) == Look.BELOW:
            return QSize(0, self._lines * metrics.lineSpacing() + _GAP)
        high = min(max(metrics.height() + 2 * self.around, self._least), self._most)
        return QSize(0, max(high, metrics.height() + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        whole: Any = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        whole.text = ""
        view: QWidget = whole.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, view)
        painter.save()
        two = self._lines > 1 and index.data(LOOK) == Look.BELOW
        self.set_words(painter, whole, index, lines=self._lines if two else 1)
        painter.restore()

    def set_words(self, painter: QPainter, whole: Any, index: _Index, *, lines: int = 1) -> None:
        """Draw the text of a row and the mark beside it."""
        _words(painter, whole, index, lines=lines)


def text_room(rect: QRect, font: QFont, index: _Index) -> int:
    """Return how wide the text of a row may be; longer ones are cut short."""
    mark = str(index.data(MARK) or "")
    left = rect.width() - 2 * MARGIN - _indent(index)
    return max(left - (_mark_width(font, mark) + _BETWEEN if mark else 0), 0)


def _words(painter: QPainter, whole: Any, index: _Index, *, lines: int) -> None:
    look, mark = Look(index.data(LOOK) or 0), str(index.data(MARK) or "")
    font = whole.font
    if look in {Look.TITLE, Look.HEAD}:
        font = QFont(font)
        font.setBold(True)
    room = QRect(whole.rect).adjusted(MARGIN + _indent(index), 0, -MARGIN, 0)
    left = QRect(room)
    left.setWidth(text_room(whole.rect, whole.font, index))
    right = QRect(room)
    right.setLeft(room.right() - _mark_width(whole.font, mark) + 1)
    chosen = bool(whole.state & QStyle.StateFlag.State_Selected)
    text = in_lines(str(index.data()), font, left.width(), lines=lines)
    painter.setPen(whole.palette.color(role_of(chosen, QPalette.ColorRole.Text)))
    painter.setFont(font)
    draw(painter, whole, left, Qt.AlignmentFlag.AlignLeft, text)
    painter.setPen(whole.palette.color(role_of(chosen, _mark_role(look))))
    painter.setFont(small(whole.font))
    draw(painter, whole, right, Qt.AlignmentFlag.AlignRight, mark)


def in_lines(text: str, font: QFont, width: int, *, lines: int) -> str:
    """Return *text* broken into at most so many lines of *width* pixels, the last cut short."""
    metrics = QFontMetrics(font)
    broken: list[str] = []
    if lines == 1 or metrics.horizontalAdvance(text) <= width:
        return elided(text.strip(), metrics, width)
    laid = QTextLayout(text, font)
    laid.beginLayout()
    for _ in range(lines - 1):
        line = laid.createLine()
        if not text or not line.isValid():
            break
        line.setLineWidth(width)
        broken.append(text[: line.textLength()].strip())
        text = text[line.textLength() :]
        laid.endLayout()
        laid = QTextLayout(text, font)
        laid.beginLayout()
    laid.endLayout()
    last = elided(text.strip(), metrics, width)
    return "\n".join([*broken, last] if last else broken)


def draw(painter: QPainter, whole: Any, place: QRect, side: Qt.AlignmentFlag, text: str) -> None:
    """Draw *text* in *place* at one *side*, which direction of the window turns round."""
    way = whole.direction
    across = QStyle.visualAlignment(way, side) | Qt.AlignmentFlag.AlignVCenter
    painter.setLayoutDirection(way_of(text, way))
    painter.drawText(QStyle.visualRect(way, whole.rect, place), across, text)


def role_of(chosen: bool, usual: QPalette.ColorRole) -> QPalette.ColorRole:  # noqa: FBT001
    """Return the role of a colour, or that of words in a chosen row."""
    return QPalette.ColorRole.HighlightedText if chosen else usual


def _mark_role(look: Look) -> QPalette.ColorRole:
    return QPalette.ColorRole.Link if look is Look.BELOW else QPalette.ColorRole.PlaceholderText


def _indent(index: _Index) -> int:
    return _INDENT if index.data(LOOK) == Look.BELOW else 0


def small(font: QFont) -> QFont:
    """Return the font of a mark."""
    return _small(font.key(), font)[0]


def _mark_width(font: QFont, mark: str) -> int:
    return _small(font.key(), font)[1].horizontalAdvance(mark) + 1 if mark else 0


def _small(key: str, font: QFont) -> tuple[QFont, QFontMetrics]:
    """Return the font of a mark with its measures, which Qt looks up anew for each copy."""
    if key not in _SMALL:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * _SMALLER)
        _SMALL.clear()
        _SMALL[key] = (small, QFontMetrics(small))
    return _SMALL[key]
