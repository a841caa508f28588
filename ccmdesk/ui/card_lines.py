"""The lines of a card: what has no room beside its figure is told in several lines, never cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from ccmdesk.ui.two_columns import MARGIN, MARK, TwoColumns, draw, in_lines, role_of, small

_LEAST, _MOST, _AROUND = 26, 34, 3
_MOST_LINES = 12
"""What is longer still is told by its tooltip."""

_BETWEEN, _APART = 6, 24
_FARTHEST = 62
"""How far from where the words begin a figure stands, in figures, where the card is wide."""

_Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Laid:
    """The words of a line and its figure as they are broken, and whether they share a row."""

    text: str
    mark: str
    beside: bool

    @property
    def is_short(self) -> bool:
        """Whether the figure is one line: several read better from where words begin."""
        return "\n" not in self.mark


def laid_out(text: str, mark: str, *, font: QFont, width: int) -> Laid:
    """Put *mark* beside *text* where *width* holds both, else below it."""
    if needed_for(text, mark, font) <= width:
        return Laid(text, mark, beside=True)
    whole = in_lines(text, font, width, lines=_MOST_LINES)
    return Laid(whole, in_lines(mark, small(font), width, lines=_MOST_LINES), beside=False)


def needed_for(text: str, mark: str, font: QFont) -> int:
    """Return how wide a row is that holds *text* and *mark* beside each other."""
    end = QFontMetrics(small(font)).horizontalAdvance(mark) + _BETWEEN if mark else 0
    return QFontMetrics(font).horizontalAdvance(text) + end + 1


class CardLines(TwoColumns):
    """Rows as high as their words need in the width of the list."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, least=_LEAST, most=_MOST)
        self.around = _AROUND
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        whole: Any = option
        usual = super().sizeHint(option, index)
        laid = self._laid(index, whole.font, self._view.viewport().width())
        if laid.beside:
            return usual
        high = _height(laid.text, whole.font) + _height(laid.mark, small(whole.font))
        return QSize(0, max(high + 2 * self.around, usual.height()))

    def set_words(self, painter: QPainter, whole: Any, index: _Index, *, lines: int = 1) -> None:
        whole.rect = self._near(whole)
        laid = self._laid(index, whole.font, whole.rect.width())
        if laid.beside:
            super().set_words(painter, whole, index, lines=lines)
            return
        room = QRect(whole.rect).adjusted(MARGIN, self.around, -MARGIN, -self.around)
        above = QRect(room)
        above.setHeight(_height(laid.text, whole.font))
        below = QRect(room)
        below.setTop(above.bottom() + 1)
        chosen = bool(whole.state & QStyle.StateFlag.State_Selected)
        painter.setFont(whole.font)
        painter.setPen(whole.palette.color(role_of(chosen, QPalette.ColorRole.Text)))
        draw(painter, whole, above, _LEFT, laid.text)
        painter.setFont(small(whole.font))
        painter.setPen(whole.palette.color(role_of(chosen, QPalette.ColorRole.PlaceholderText)))
        draw(painter, whole, below, _RIGHT if laid.is_short else _LEFT, laid.mark)

    def _near(self, whole: Any) -> QRect:
        """Return the part of a row in which the figures of all rows stand near their words."""
        model = self._view.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        needed = [
            needed_for(str(row.data()), str(row.data(MARK) or ""), whole.font) for row in rows
        ]
        usual = _FARTHEST * QFontMetrics(whole.font).horizontalAdvance("0")
        near = max(usual, *(wide + _APART for wide in needed))
        room = QRect(whole.rect)
        room.setWidth(min(near + 2 * MARGIN, room.width()))
        return QStyle.visualRect(whole.direction, whole.rect, room)

    def _laid(self, index: _Index, font: QFont, width: int) -> Laid:
        mark = str(index.data(MARK) or "")
        return laid_out(str(index.data()), mark, font=font, width=width - 2 * MARGIN)


def _height(text: str, font: QFont) -> int:
    return (text.count("\n") + 1) * QFontMetrics(font).lineSpacing() if text else 0
