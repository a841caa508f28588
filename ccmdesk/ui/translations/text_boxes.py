"""The two boxes side by side: what is translated, and the translation that is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ccmdesk.ui.records.editors.lines import WordArea
from ccmdesk.ui.translations.words import font_of_language, way_of_language

LEAST_HEIGHT = 64
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LanguageArea(WordArea):
    """An area that takes the room there is, in the direction and the font of a language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self.setMinimumHeight(LEAST_HEIGHT)

    def set_language(self, tag: str) -> None:
        """Write in another language."""
        self._language = tag
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._dress()

    def _dress(self) -> None:
        self.setFont(font_of_language(self._language))
        self.setLayoutDirection(way_of_language(self._language))
        self.set_direction(way_of_language(self._language))

    def _grow(self) -> None:
        """Keep the height: the page gives it."""


class SourceBox(LanguageArea):
    """Can be read, selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)


class TargetBox(LanguageArea):
    """Ctrl+Enter, and Enter in texts of one line, go on to the next text; Esc goes to the list."""

    next_asked = Signal()
    list_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one_line = False

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter before a menu that means the next record by it."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and (control or self.one_line):
            self.next_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.list_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()
