"""Languages that nobody speaks: each message in brackets, accented and half as long again."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import bare
from ccmdesk.ui.records.editors.lines import WordLine

OWN_NAMES = {shipped.name for shipped in SHIPPED.values()}
_WORD = re.compile(r"[A-Za-z]{3,}")
_LONGEST_WORD = 16
_NAMED = re.compile(r"(\{[^}]*\}|<[^>]*>)")
_ACCENTS = str.maketrans("aeinouyAEINOUY", "áéíñóúÿÅÉÍÑÖÚÝ")


class PseudoTranslations(gettext.NullTranslations):
    """Every message as [mésságé~~~], with its {fields} as they are.

    In a language from right to left the accents are left out: they part words of Latin letters.
    """

    def __init__(self, *, accents: bool = True) -> None:
        super().__init__()
        self._accents = accents

    def gettext(self, message: str) -> str:
        text = bare(message)
        said = _accented(text) if self._accents else text
        return f"[{said}{_longer(len(text) // 2)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def _longer(more: int) -> str:
    """Return *more* signs in words that a line may break between, as those of a language are."""
    return " ".join("~" * min(_LONGEST_WORD, more - n) for n in range(0, more, _LONGEST_WORD + 1))


def _accented(text: str) -> str:
    """Return *text* with letters that are higher, and deeper, than those of English."""
    parts = _NAMED.split(text)
    return "".join(part if n % 2 else part.translate(_ACCENTS) for n, part in enumerate(parts))


PSEUDO = Lang("en", PseudoTranslations())
MIRRORED = Lang("ar", PseudoTranslations(accents=False))


def settle() -> None:
    """Let every part of the window hear the news and find its place.

    News can come from beside the window at the very end, so the last thing is to lay out.
    """
    for _ in range(6):
        QApplication.processEvents()
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def shown(window: QWidget) -> Iterator[QWidget]:
    """Yield every widget a person can see now."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield widget


def text_of(widget: QWidget) -> str:
    """Return the text a widget shows of itself."""
    match widget:
        case QLabel() | QAbstractButton():
            return widget.text()
        case QGroupBox():
            return widget.title()
        case QComboBox():
            return widget.currentText()
        case QLineEdit():
            return widget.text() or widget.placeholderText()
    return ""


def untranslated(window: QWidget, *, data: set[str]) -> list[str]:
    """Return the texts that are words of ours but not in brackets; *data* is the authors'."""
    found = []
    for widget in shown(window):
        text = text_of(widget)
        plain = text not in OWN_NAMES and not any(part in text for part in data)
        if _WORD.search(text) and "[" not in text and plain:
            found.append(f"{type(widget).__name__}: {text}")
    return found


def clipped(window: QWidget) -> list[str]:
    """Return the texts that have less room than they need, and no tooltip that tells the rest."""
    return [
        f"{type(widget).__name__} {widget.width()}x{widget.height()}: {text_of(widget)}"
        for widget in shown(window)
        if text_of(widget) and not _tells_whole(widget) and _is_clipped(widget)
    ]


def unnamed(window: QWidget) -> list[str]:
    """Return the controls that Tab or a click reaches and a screen reader cannot name."""
    found = []
    for widget in shown(window):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollBar):
            continue
        if isinstance(widget.parent(), QComboBox):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {widget.parent()}")
    return found


def _tells_whole(widget: QWidget) -> bool:
    """Whether the pointer on it is told the whole text; a line of words asks for that itself."""
    return bool(widget.toolTip()) or isinstance(widget, WordLine)


def _is_clipped(widget: QWidget) -> bool:
    match widget:
        case QLabel() if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width())
        case QLabel():
            return widget.width() < widget.sizeHint().width()
        case QLineEdit():
            metrics = QFontMetrics(widget.font())
            return widget.width() < metrics.horizontalAdvance(text_of(widget)) + 8
        case QAbstractButton() | QComboBox() | QGroupBox():
            need = widget.minimumSizeHint()
            return widget.width() < need.width() or widget.height() < need.height()
    return False
