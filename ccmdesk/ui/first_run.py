"""The first screen: the language in its own name, then one of four ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.take_in_changes import OpenedChanges
from ccmdesk.bundle.receipt import SignedReceipt
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.choice_button import ChoiceButton
from ccmdesk.ui.commands import language_words
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.jobs import Work
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.offices.begin_row import BeginRow
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.verify_panel import VerifyPanel
from ccmdesk.ui.who_dialog import WhoFields

_WIDTH = 700
_MARGIN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """What each way to begin does; *language* changes that of the window to the one of a code.

    *hub* leads to the submissions of States, *made* lets the worker make a plan, and opens it.
    *keys* is the folder of the key of this office and of the trusted keys.
    """

    go_on: Callable[[], object]
    start: Callable[[], object]
    restore: Callable[[], object]
    sample: Callable[[], object]
    language: Callable[[str], object]
    hub: Callable[[], object]
    made: Callable[[Work], object]
    keys: Path


class FirstRun(QWidget):
    """No account and no network: nothing here needs either."""

    def __init__(self, desk: Desk, ways: Beginnings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = BoldLabel(TITLE)
        self._review = text_label(muted=True)
        self._area = QScrollArea(widgetResizable=True)
        self.languages = {code: QPushButton(SHIPPED[code].name) for code in SHIPPED}
        self._group = QButtonGroup(self)
        self.who = WhoFields(desk)
        self.open_button = ChoiceButton()
        self.start_button = ChoiceButton()
        self.restore_button = ChoiceButton()
        self.sample_button = ChoiceButton()
        self.hub_button = QPushButton()
        self.verify = VerifyPanel(desk, ways.keys)
        self.begin = BeginRow(desk, ways.made)
        self.verify.begun.connect(lambda: self.begin.offer(None))
        self.verify.changes_found.connect(self._offer)
        self.verify.receipt_found.connect(self._tell_receipt)
        self.verify.hide()
        self.open_button.clicked.connect(ways.go_on)
        self.start_button.clicked.connect(ways.start)
        self.restore_button.clicked.connect(ways.restore)
        self.sample_button.clicked.connect(ways.sample)
        self.hub_button.clicked.connect(ways.hub)
        for code, button in self.languages.items():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(lambda _on, code=code: ways.language(code))
        self._lay_out()
        self.retranslate()

    @property
    def ways(self) -> tuple[ChoiceButton, ...]:
        """The ways to begin, in their order."""
        return (self.open_button, self.start_button, self.restore_button, self.sample_button)

    def check(self, file: Path) -> None:
        """Check a received package here, since no plan is open."""
        self.verify.show()
        self.verify.check(file)

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
            lang(
                N_(
                    "A plan kept on this computer or on a stick, or a package that you received,"
                    " to be checked."
                )
            ),
        )
        self.start_button.say(
            lang(N_("Start a plan for a country")),
            lang(N_("What is known of its dates and obligations is filled in, with its source.")),
        )
        self.restore_button.say(
            lang(N_("Restore a backup")),
            lang(N_("A backup copy becomes a new plan file; nothing is written over.")),
        )
        said = lang(N_("For the Implementation Support Unit: submissions of States…"))
        self.hub_button.setText(lang(N_("Submissions of States…")))
        self.hub_button.setToolTip(said)
        self.hub_button.setAccessibleDescription(said)
        self.sample_button.say(
            lang(N_("Look around with sample data")),
            lang(N_("A training copy to try everything on. It cannot be sent, and says so.")),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offer(self, opened: OpenedChanges) -> None:
        """Offer to begin from a package, where it can be seen."""
        self.begin.offer(opened)
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.begin.button))

    def _tell_receipt(self, signed: SignedReceipt) -> None:
        """Say where a receipt belongs; it is noted in the plan from which the package went."""
        said = N_(
            "This is a receipt of {office}. Open the plan from which the package was sent, then"
            " choose the receipt there under Receive a file."
        )
        self.verify.say(Message(said, {"office": signed.receipt.office}))

    def _lay_out(self) -> None:
        names = FlowBox(gap=4)
        for button in self.languages.values():
            names.add(button)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(names)
        column.addWidget(self._review)
        column.addSpacing(_MARGIN)
        for button in self.ways:
            column.addWidget(button)
        column.addWidget(self.verify)
        column.addWidget(self.begin)
        column.addWidget(self.who)
        column.addWidget(self.hub_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        across = QHBoxLayout()  # an alignment would ask for the height at the width of the window
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        inside.addStretch(1)
        inside.addLayout(across)
        inside.addStretch(2)
        area = self._area
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
