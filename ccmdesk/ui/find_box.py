"""Find or do: one box for places, commands and records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QWidget
from shiboken6 import isValid

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.offers import Offer, Offers
from ccmdesk.ui.room import larger
from ccmdesk.ui.two_columns import TwoColumns

ROWS = 8
_ROW = 34
_LEAST = 400
"""Pixels that what is found needs at least, with texts of the usual size."""


Answer = Callable[[str], Sequence[Offer]]


class FindBox(QLineEdit):
    """The box in the top bar; it takes the focus only when asked and gives it back."""

    def __init__(self, desk: Desk, offers: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._offers = offers
        self._came_from: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._found = Offers(self)
        self.list = QListView(parent)
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        self.list.setModel(self._found)
        self.list.setItemDelegate(TwoColumns(self.list, least=_ROW, most=_ROW + 10))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.textEdited.connect(self._search)
        self.retranslate()

    def ask(self) -> None:
        """Take the focus and offer the last places."""
        before = QApplication.focusWidget()
        self._came_from = before if before is not self else self._came_from
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search(self.text())

    @property
    def offered(self) -> Sequence[Offer]:
        """What is listed now."""
        return self._found.offers if self.list.isVisible() else ()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setPlaceholderText(lang(N_("Find or do…  Ctrl+K")))
        self.setAccessibleName(lang(N_("Find a place, a record or a command")))
        self.list.setAccessibleName(lang(N_("What was found")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self._leave()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.list.hide()

    def _search(self, text: str) -> None:
        self.setClearButtonEnabled(True)  # its picture would take long in a start
        offers = self._offers(text)
        self._found.put(offers)
        self.list.setVisible(bool(offers))
        if offers:
            self.list.setCurrentIndex(self._found.index(0))
            self._place(len(offers))

    def _place(self, rows: int) -> None:
        """Put the list below the box, over the page."""
        window = self.window()
        self.list.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        height = self.list.sizeHintForRow(0) * min(rows, ROWS) + 2 * self.list.frameWidth()
        wide = max(self.width(), min(larger(_LEAST), window.width()))
        if self.isRightToLeft():
            left = max(corner.x() + self.width() - wide, 0)
        else:
            left = min(corner.x(), window.width() - wide)
        self.list.setGeometry(left, corner.y(), wide, height)
        self.list.raise_()
        self.list.show()

    def _step(self, by: int) -> None:
        rows = len(self._found.offers)
        if not self.list.isVisible():
            self._search(self.text())
        elif rows:
            row = (self.list.currentIndex().row() + by) % rows
            self.list.setCurrentIndex(self._found.index(row))

    def _enter(self) -> None:
        """Do what is chosen in the list; where nobody sees the list, only search again."""
        if self.list.isVisible():
            self._choose(self.list.currentIndex().row())
        else:
            self._search(self.text())

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found.offers):
            choose = self._found.offers[row].choose
            self._leave()
            choose()

    def _leave(self) -> None:
        self.clear()
        self.list.hide()
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
