"""Lines and areas to type in: for words in any direction, and for figures from left to right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextOption, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def _asks_plan(event: QEvent, *, touched: bool) -> bool:
    """Whether a key asks for the undo of the plan: nothing unsaved is typed in the line."""
    if event.type() != QEvent.Type.ShortcutOverride or touched:
        return False
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDOING)


class WordLine(QLineEdit):
    """One line of words."""

    def event(self, event: QEvent) -> bool:
        if _asks_plan(event, touched=self.isModified()):
            event.ignore()
            return False
        return super().event(event)

    def show_text(self, text: str) -> None:
        """Show a saved text from its beginning; the same text leaves the cursor where it is."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.setModified(False)


class FigureLine(WordLine):
    """One line of figures: from left to right in every language, at the side where lines begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._align()

    def _align(self) -> None:
        side = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(side | absolute | Qt.AlignmentFlag.AlignVCenter)


class WordArea(QPlainTextEdit):
    """Several lines of words: it grows from two lines to six, then it scrolls."""

    typed = Signal()
    LEAST, MOST = 2, 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shows = False
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def event(self, event: QEvent) -> bool:
        if _asks_plan(event, touched=self.document().isModified()):
            event.ignore()
            return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self._grow()

    def show_text(self, text: str) -> None:
        """Show a saved text; the same text leaves the cursor where it is."""
        if text != self.toPlainText():
            self._shows = True
            self.setPlainText(text)
            self._shows = False
        self.document().setModified(False)

    def set_direction(self, way: Qt.LayoutDirection) -> None:
        """Run the lines the way of the text's own language, from the side where they begin."""
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(way)
        # Qt does not mirror the side of plain text by itself.
        rtl = way == Qt.LayoutDirection.RightToLeft
        option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        self.document().setDefaultTextOption(option)

    def _changed(self) -> None:
        if not self._shows:
            self.typed.emit()

    def _grow(self) -> None:
        lines = min(max(round(self.document().size().height()), self.LEAST), self.MOST)
        around = 2 * (self.frameWidth() + round(self.document().documentMargin())) + 2
        high = lines * self.fontMetrics().lineSpacing() + around
        if self.minimumHeight() != high or self.maximumHeight() != high:
            self.setFixedHeight(high)


class QuietCombo(QComboBox):
    """A choice that is not changed by rolling the wheel over it.

    Choosing in the open list is a decision; going through the entries with the arrow keys is not
    yet one.
    """

    decided = Signal()
    browsed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self._opened = False
        self.activated.connect(self._activate)
        self.currentTextChanged.connect(self.setToolTip)

    def showPopup(self) -> None:
        self._opened = True
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._opened = False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _activate(self, _place: int) -> None:
        if self._opened:
            self.decided.emit()
        else:
            self.browsed.emit()


def is_mirrored() -> bool:
    """Whether the window runs from right to left."""
    return QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
