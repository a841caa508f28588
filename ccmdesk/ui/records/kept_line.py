"""A value that can be read and copied but not changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette

from ccmdesk.ui.records.editors.lines import WordLine, is_mirrored


class KeptLine(WordLine):
    """One line without a cursor, on the colour of the window instead of that of a field."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self._fade()
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._fade()
        elif event.type() == QEvent.Type.LanguageChange:
            self._align()

    def show_words(self, words: str) -> None:
        """Show a value in words, whole in the tooltip."""
        self.show_text(words)
        self.setToolTip(words)

    def _align(self) -> None:
        """Stand where lines begin, a mere number too."""
        side = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(side | absolute | Qt.AlignmentFlag.AlignVCenter)

    def _fade(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Window))
        self.setPalette(palette)
