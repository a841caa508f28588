"""Texts on a page: its title, the head of a part, and sentences that wrap."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from ccmdesk.ui.word_breaks import breakable

TITLE, HEAD = 1.25, 1.0
_FIGURES = 110
"""About as many figures, or a few more letters, are read in one line without losing the next."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class Words(QLabel):
    """A text at the leading side of the window, also when its own letters run the other way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._align()

    def setText(self, text: str) -> None:
        """Show *text*, with lines that may end between words where these have no spaces."""
        super().setText(breakable(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setAlignment((_RIGHT if rtl else _LEFT) | Qt.AlignmentFlag.AlignVCenter)


class BoldLabel(Words):
    """A bold text, *factor* times as large as the other texts of the window."""

    def __init__(self, factor: float = HEAD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = factor
        self._set()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set()

    def _set(self) -> None:
        font = self.font()
        font.setPointSizeF(QApplication.font().pointSizeF() * self._factor)
        font.setBold(True)
        self.setFont(font)


class ShortLines(QWidget):
    """A row that holds a text whose lines are never too long for the eye, however wide it is.

    What stands *beside* the text stays near it.
    """

    def __init__(self, label: QLabel, *beside: QWidget) -> None:
        super().__init__()
        self._label, self._is_alone = label, not beside
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        for part in beside:
            row.addWidget(part)
        row.addStretch(0)
        self._limit()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.LayoutRequest}:
            self._limit()
        return super().event(event)

    def _limit(self) -> None:
        """Let the text be as wide as a line is to be; beside something else no wider than it is."""
        wide = self._label.fontMetrics().horizontalAdvance
        most = wide("0") * _FIGURES
        if not self._is_alone:
            most = min(most, wide(self._label.text()) + wide("0"))
        self._label.setMaximumWidth(most)


def text_label(*, muted: bool = False) -> QLabel:
    """Return an empty label whose sentences wrap and can be selected."""
    label = Words()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if muted:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def hair_line(*, upright: bool) -> QWidget:
    """Return a line of one pixel between two parts of the window."""
    line = QWidget()
    line.setAutoFillBackground(True)
    line.setBackgroundRole(QPalette.ColorRole.Midlight)
    (line.setFixedWidth if upright else line.setFixedHeight)(1)
    return line
