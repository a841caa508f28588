"""A card of a page: a head, and lines that each lead somewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.ui.card_lines import CardLines
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.offers import Offer, Offers


class LineList(QListView):
    """As high as its lines; a click or Enter follows one."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Offers(self)
        self.setModel(self.found)
        self.setItemDelegate(CardLines(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.clicked.connect(self._follow)

    def sizeHint(self) -> QSize:
        return QSize(0, sum(self.sizeHintForRow(row) for row in range(self.found.rowCount())))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._follow(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _follow(self, index: QModelIndex) -> None:
        if index.isValid():
            self.found.offers[index.row()].choose()


class Card(QFrame):
    """Never empty: without lines it says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._head = BoldLabel()
        self._head.setWordWrap(True)
        self._none = text_label(muted=True)
        self.list = LineList()
        self.first_step = QPushButton()
        self.first_step.setAutoDefault(True)
        self.first_step.hide()
        self._first: Offer | None = None
        self.first_step.clicked.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 6)
        column.setSpacing(2)
        for part in (self._head, self._none):
            part.setContentsMargins(11, 0, 11, 0)
            column.addWidget(part)
        column.addWidget(self.list)
        beside = QHBoxLayout()
        beside.setContentsMargins(11, 2, 11, 2)
        beside.addWidget(self.first_step)
        beside.addStretch(1)
        column.addLayout(beside)
        column.addStretch(1)

    def say(
        self, head: str, offers: Sequence[Offer], *, none: str, first: Offer | None = None
    ) -> None:
        """Show *offers* under *head*; when there are none say *none*, and offer a *first* step."""
        self._head.setText(head)
        self.list.setAccessibleName(head)
        self.list.found.put(offers)
        self.list.setVisible(bool(offers))
        self.list.updateGeometry()
        self._none.setText(none)
        self._none.setVisible(not offers)
        self._first = None if offers else first
        self.first_step.setText("" if self._first is None else self._first.text)
        self.first_step.setVisible(self._first is not None)

    def _begin(self) -> None:
        if self._first is not None:
            self._first.choose()
