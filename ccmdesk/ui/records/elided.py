"""Texts that are cut short where there is no room, and then told whole by their tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionFocusRect,
    QToolButton,
    QWidget,
)

from ccmdesk.ui.direction import LTR, elided, way_of

_LEAST = 40
_ROUNDING = 2
_MARGIN = 4


class ElidedLabel(QLabel):
    """One line in the colour of *role* that ends in … when it does not fit."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        role: QPalette.ColorRole = QPalette.ColorRole.WindowText,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + _ROUNDING
        return QSize(wide, self.fontMetrics().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        way = self.layoutDirection()
        side = QStyle.visualAlignment(way, Qt.AlignmentFlag.AlignLeading)
        painter.setPen(self.palette().color(self.foregroundRole()))
        short = self._elided()
        painter.setLayoutDirection(way_of(short, way))
        painter.drawText(self.contentsRect(), side | Qt.AlignmentFlag.AlignVCenter, short)

    def _elided(self) -> str:
        return elided(self.text(), self.fontMetrics(), self.contentsRect().width())

    def _tell(self) -> None:
        self.setToolTip("" if self._elided() == self.text() else self.text())


class WordButton(QToolButton):
    """A word that can be pressed; it looks like a link and may be cut short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, *, about: str) -> None:
        """Show *text*; *about* says what pressing does, for tooltip and screen reader."""
        self.setText(text)
        self.setToolTip(f"{text}\n{about}")
        self.setAccessibleName(text)
        self.setAccessibleDescription(about)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _MARGIN + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link))
        short = elided(self.text(), self.fontMetrics(), room.width())
        painter.setLayoutDirection(way_of(short, self.layoutDirection()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignTrailing)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, short)
        if self.underMouse():
            self._underline(painter, room, short)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            ring = QStyle.PrimitiveElement.PE_FrameFocusRect
            self.style().drawPrimitive(ring, option, painter, self)

    def _underline(self, painter: QPainter, room: QRect, text: str) -> None:
        wide = self.fontMetrics().horizontalAdvance(text)
        left = room.right() - wide if self.layoutDirection() is LTR else room.left()
        below = room.bottom() - 1
        painter.drawLine(left, below, left + wide, below)
