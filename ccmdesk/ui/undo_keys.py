"""Lets Ctrl+Z reach the plan from a field in which nothing typed is left to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_Standard = QKeySequence.StandardKey


class UndoKeys(QObject):
    """Watches only the field that has the focus; a field keeps the keys while it needs them."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._move)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key to the window's own undo and redo; other events pass."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(_Standard.Undo) and not _can(watched, "undo")
            redo = event.matches(_Standard.Redo) and not _can(watched, "redo")
            if undo or redo:
                event.ignore()
                return True
        return False

    def _move(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit):
            new.installEventFilter(self)


def _can(widget: QObject, what: str) -> bool:
    match widget:
        case QLineEdit():
            return widget.isUndoAvailable() if what == "undo" else widget.isRedoAvailable()
        case QPlainTextEdit() | QTextEdit():
            document = widget.document()
            return document.isUndoAvailable() if what == "undo" else document.isRedoAvailable()
    return False
