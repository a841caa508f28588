"""A drawing of the three states of what is sent, for whoever has not sent anything yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label

_STATES = (
    N_("1. Saved here: each change is on this computer at once."),
    N_("2. Packed: one file is written, read back and verified."),
    N_("3. Receipt received: the receiver says that the file has arrived."),
)


class SentStates(QWidget):
    """Three boxes with an arrow from each to the next, the way the window is read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.boxes = [text_label() for _ in _STATES]
        self.arrows = [QLabel() for _ in _STATES[1:]]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for place, box in enumerate(self.boxes):
            if place:
                row.addWidget(self.arrows[place - 1], 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(_framed(box), 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the states again in the language of the window."""
        lang = self._desk.lang
        for box, said in zip(self.boxes, _STATES, strict=True):
            box.setText(lang(said))
        for arrow in self.arrows:
            arrow.setText("\N{LEFTWARDS ARROW}" if lang.rtl else "\N{RIGHTWARDS ARROW}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _framed(box: QLabel) -> QFrame:
    frame = QFrame()
    frame.setFrameShape(QFrame.Shape.StyledPanel)
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(10, 6, 10, 6)
    inside.addWidget(box)
    return frame
