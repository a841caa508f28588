"""Lines and areas to type in: for words in any direction, and for figures from left to right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStylePainter,
    QToolTip,
    QWidget,
)

from ccmdesk.model.folding import fold
from ccmdesk.ui.direction import elided, way_of

_INSIDE = 2
_WIDEST = 440
"""A choice does not ask for more, however long its words are."""

_WRITING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
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
        if event.type() == QEvent.Type.ToolTip and self._is_cut():
            told = "\n".join(part for part in (self._words(), self.toolTip()) if part)
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), told, self)
            return True
        return super().event(event)

    def show_text(self, text: str) -> None:
        """Show a saved text from its beginning; the same text leaves the cursor where it is."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.setModified(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """While nobody types in it, a text that is too long ends in … instead of being cut."""
        if self.hasFocus() or not self.text() or not self._is_cut():
            super().paintEvent(event)
            return
        painter, option = QPainter(self), self._option()
        panel = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        way = way_of(self.text(), self.layoutDirection())
        room = self._room()
        painter.setLayoutDirection(way)
        painter.setPen(self.palette().color(self.foregroundRole()))
        side = QStyle.visualAlignment(way, Qt.AlignmentFlag.AlignLeading)
        short = elided(self.text(), self.fontMetrics(), room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, short)

    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self._words()) > self._room().width()

    def _words(self) -> str:
        """Return what is seen: the text, or without one what belongs here, which Qt cuts short."""
        return self.text() or self.placeholderText()

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self) -> QRect:
        part = QStyle.SubElement.SE_LineEditContents
        inside = self.style().subElementRect(part, self._option(), self)
        return inside.adjusted(_INSIDE, 0, -_INSIDE, 0)


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
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LanguageChange}:
            self._grow()

    def text(self) -> str:
        """Return what is typed; in Qt's plain text no-break spaces have become usual ones."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Show a saved text; the same text leaves the cursor where it is."""
        if text != self.text():
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
        self._sought, self._typed_at = "", 0
        self.activated.connect(self._activate)
        self.currentTextChanged.connect(self._tell)

    def sizeHint(self) -> QSize:
        """Return the room that shows the whole of what is chosen, within reason."""
        usual = super().sizeHint()
        text = self.fontMetrics().horizontalAdvance(self.currentText())
        return QSize(max(usual.width(), min(text + self._beside(), _WIDEST)), usual.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """End in … what is too long; in a line that can be typed in, the line does it."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        whole: Any = option
        room = self.width() - self._beside()
        whole.currentText = elided(self.currentText(), self.fontMetrics(), room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        self._opened = True
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin the search for an entry anew, however quickly a letter follows the last visit."""
        self._sought = ""
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._opened = False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        if not self._seek(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _seek(self, event: QKeyEvent) -> bool:
        """Go to the entry that begins with the letters typed; say whether the key was one.

        Qt asks how long after one another letters are read, so that a busy window tears a word
        apart; this asks when they were typed. A blank by itself opens the list, as it does in Qt.
        """
        waited = event.timestamp() - self._typed_at
        before = self._sought if waited < QApplication.keyboardInputInterval() else ""
        letter = event.text()
        plain = not event.modifiers() & ~_WRITING
        if self.isEditable() or not letter.isprintable() or not (letter.strip() or before):
            self._sought = ""
            return False
        if not letter or not plain:
            return False
        self._sought, self._typed_at = before + (fold(letter) or " "), event.timestamp()
        place = self._place_of(self._sought)
        if place is not None and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)
        return True

    def _place_of(self, sought: str) -> int | None:
        """Return the entry that begins so; one letter, however often, goes to the next with it."""
        if len(set(sought)) == 1:
            sought, first = sought[0], self.currentIndex() + 1
        else:
            first = max(self.currentIndex(), 0)
        places = [(first + n) % self.count() for n in range(self.count())]
        found = (n for n in places if fold(self.itemText(n)).startswith(sought))
        return next(found, None)

    def _beside(self) -> int:
        """Return how much of the width is frame and arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        return self.width() - field.width() + _INSIDE

    def _tell(self, text: str) -> None:
        self.setToolTip(text)
        self.updateGeometry()

    def _activate(self, _place: int) -> None:
        if self._opened:
            self.decided.emit()
        else:
            self.browsed.emit()


def is_mirrored() -> bool:
    """Whether the window runs from right to left."""
    return QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
