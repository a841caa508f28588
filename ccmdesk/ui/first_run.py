"""The first screen: the language in its own name, then one of three ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.words import N_
from ccmdesk.ui.choice_button import ChoiceButton
from ccmdesk.ui.commands import language_words
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.who_dialog import WhoFields

if TYPE_CHECKING:
    from ccmdesk.ui.doings import Doings

_WIDTH = 640
_MARGIN = 24


class FirstRun(QWidget):
    """No account and no network: nothing here needs either."""

    def __init__(self, desk: Desk, doings: Doings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = BoldLabel(TITLE)
        self._review = text_label(muted=True)
        self.languages = {code: QPushButton(SHIPPED[code].name) for code in SHIPPED}
        self._group = QButtonGroup(self)
        self.who = WhoFields(desk)
        self.open_button = ChoiceButton()
        self.start_button = ChoiceButton()
        self.sample_button = ChoiceButton()
        self.open_button.clicked.connect(doings.open)
        self.start_button.clicked.connect(doings.start)
        self.sample_button.clicked.connect(doings.sample)
        for code, button in self.languages.items():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(lambda _on, code=code: doings.do_language(code))
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Welcome")))
        self.languages[lang.code].setChecked(True)
        self._review.setText(language_words(lang, lang.code))
        for code, button in self.languages.items():
            button.setToolTip(language_words(lang, code))
        self.open_button.say(
            lang(N_("Continue from a file or a stick")),
            lang(N_("A plan that was kept on this computer, or that you were given.")),
        )
        self.start_button.say(
            lang(N_("Start a plan for a country")),
            lang(N_("What is known of its dates and obligations is filled in, with its source.")),
        )
        self.sample_button.say(
            lang(N_("Look around with sample data")),
            lang(N_("An illustrative plan to try everything on; it is not the plan of a State.")),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(8)
        for button in self.languages.values():
            names.addWidget(button)
        names.addStretch(1)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(names)
        column.addWidget(self._review)
        column.addSpacing(_MARGIN)
        for button in (self.start_button, self.open_button, self.sample_button):
            column.addWidget(button)
        column.addSpacing(_MARGIN)
        column.addWidget(self.who)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
