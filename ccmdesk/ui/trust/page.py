"""The keys of the offices: whose are believed, the list that came, and what the authority does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from ccmdesk.actions.key_words import KnownKeys, keys_of_country
from ccmdesk.actions.revoked_packages import revoked_packages, revoked_words
from ccmdesk.actions.trust import known_keys
from ccmdesk.bundle.trust_list import SUFFIX, SignedTrustList
from ccmdesk.lang.isolation import joined
from ccmdesk.lang.naming import country_name
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import TITLE, BoldLabel, ShortLines, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.problems import NoticeBar, attempt, show_problem
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.title_row import TitleRow
from ccmdesk.ui.trust.key_table import KeyTable
from ccmdesk.ui.trust.question_box import Question, QuestionBox
from ccmdesk.ui.trust.questions import Authority, certify_question, list_question

ONLY_SHOWN = N_(
    "This is a training copy: the keys of this computer are only shown. Open the plan of the State"
    " to certify keys or to take in a list."
)
NO_COUNTRY = N_("Keys are kept by country. Choose the country of the plan first, under Country.")


class TrustPage(QWidget):
    """What only the national authority does is offered only to it."""

    back_asked = Signal()
    history_asked = Signal()

    def __init__(
        self, desk: Desk, plan: OpenPlan, keys: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "offices#trust")
        self._desk, self._plan, self._keys = desk, plan, keys
        self.known: KnownKeys | None = None
        self.box: QuestionBox | None = None
        self._title, self._about = BoldLabel(TITLE), text_label()
        self.notice, self.table = NoticeBar(desk), KeyTable(desk)
        self.take_button, self.back_button = QPushButton(), QPushButton()
        self.certify_button, self.revoke_button = QPushButton(), QPushButton()
        self.change_button, self.folder_button = QPushButton(), QPushButton()
        self.where, self._who = text_label(), text_label(muted=True)
        self.revoked, self.history_button = text_label(), QPushButton()
        self.revoked.setForegroundRole(QPalette.ColorRole.BrightText)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def country(self) -> StateCode | None:
        """The country whose keys are shown: that of the plan."""
        state = self._plan.head.state
        return None if state is None else state.country

    def take_in(self, file: Path) -> None:
        """Take a list of trusted keys in; the first one asks for the national fingerprint."""
        self._ask_about(lambda: list_question(self._keys, file))

    def certify(self, card: Path) -> None:
        """Add the key card in a file to the list, once its fingerprint was compared."""
        country = self.country
        if country is not None:
            self._ask_about(lambda: certify_question(self._authority(country), card))

    def revoke(self) -> None:
        """Ask from which package on the chosen key is no longer believed."""
        chosen, country = self.table.chosen(), self.country
        if chosen is not None and country is not None and chosen.can_be_revoked:
            self._ask(self._authority(country).revoking(chosen))

    def change(self) -> None:
        """Ask whether the national key is to be another one."""
        country = self.country
        if country is not None:
            self._ask(self._authority(country).changing())

    def retranslate(self) -> None:
        """Read the keys again, and say everything in the language of the window."""
        lang, country = self._desk.lang, self.country
        self._title.setText(lang(N_("Keys of the offices")))
        self.known = None
        if country is None:
            self._about.setText(lang(NO_COUNTRY))
        else:
            name = country_name(lang, country, packs=self._plan.packs)
            self._title.setText(lang(N_("Keys of the offices: {country}"), country=name))
            self._read(country)
        self.back_button.setText(lang(N_("Back to Send and receive")))
        self.take_button.setText(lang(N_("Take in a list of keys…")))
        self.certify_button.setText(lang(N_("Certify a key card…")))
        self.revoke_button.setText(lang(N_("Revoke this key…")))
        self.change_button.setText(lang(N_("Change the national key…")))
        self.folder_button.setText(lang(N_("Open the folder")))
        self.history_button.setText(lang(N_("Look at the history")))
        said = N_(
            "Keys are certified and revoked by the national authority, whose key signs the list."
        )
        self._who.setText(lang(ONLY_SHOWN if self._plan.store.is_training else said))
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _read(self, country: StateCode) -> None:
        lang, today = self._desk.lang, self._plan.author.today
        try:
            trusted = known_keys(self._keys, author=self._plan.author)
            found = revoked_packages(self._plan.store, trusted)
            self.known = keys_of_country(self._keys, country, today=today)
        except Problem as problem:
            show_problem(self.notice, problem)
            return
        self.revoked.setText(revoked_words(lang, found))
        self._about.setText(lang.say(self.known.about))
        self.table.put(self.known.lines)
        file = self.known.file
        said = N_("The list to send to the offices is the file {file}.")
        self.where.setText("" if file is None else lang(said, file=str(file)))

    def _offer(self) -> None:
        """Show what can be done now, by whoever works here."""
        known, chosen = self.known, self.table.chosen()
        training = self._plan.store.is_training
        signs = known is not None and known.may_sign and not training
        has_list = known is not None and known.has_list
        self.table.setVisible(bool(known and known.lines))
        self.take_button.setEnabled(known is not None and not training)
        self.certify_button.setVisible(signs)
        for button in (self.revoke_button, self.change_button):
            button.setVisible(signs and has_list)
        self.revoke_button.setEnabled(chosen is not None and chosen.can_be_revoked)
        self._who.setVisible(not signs)
        for part in (self.where, self.folder_button):
            part.setVisible(has_list)
        for part in (self.revoked, self.history_button):
            part.setVisible(bool(self.revoked.text()))

    def _authority(self, country: StateCode) -> Authority:
        return Authority(self._keys, country, self._plan.author, self._desk.lang.code)

    def _ask_about(self, make: Callable[[], Question]) -> None:
        """Ask what *make* gives; what it refuses is told, and in a training copy only that."""
        asked: list[Question] = []
        if self._plan.store.is_training:
            self.notice.tell(Message(ONLY_SHOWN), alarm=True)
        elif attempt(self.notice, lambda: asked.append(make())):
            self._ask(asked[0])

    def _ask(self, question: Question) -> None:
        self.notice.clear()
        self.box = QuestionBox(self._desk, question, self)
        self.box.done_with.connect(self._done)
        self.box.open()

    def _done(self, signed: SignedTrustList) -> None:
        self.retranslate()
        content = signed.content
        said = N_("The list of trusted keys of {country} is now version {version} of {date}.")
        values = {
            "country": country_name(
                self._desk.lang, StateCode(content.country), packs=self._plan.packs
            ),
            "version": str(content.version),
            "date": content.issued_on,
        }
        self.notice.tell(Message(said, values), alarm=False)

    def _choose_list(self) -> None:
        lang = self._desk.lang
        kinds: Sequence[str] = (
            joined(lang(N_("Lists of trusted keys (*{suffix})"), suffix=SUFFIX)),
            lang(N_("All files (*)")),
        )
        chosen, _ = QFileDialog.getOpenFileName(
            self, lang(N_("Choose a list of trusted keys")), "", ";;".join(kinds)
        )
        if chosen:
            self.take_in(Path(chosen))

    def _choose_card(self) -> None:
        lang = self._desk.lang
        kinds = joined(lang(N_("Key cards (*{suffix})"), suffix=".json"))
        chosen, _ = QFileDialog.getOpenFileName(self, lang(N_("Choose a key card")), "", kinds)
        if chosen:
            self.certify(Path(chosen))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._keys)))

    def _lay_out(self) -> None:
        first, where = FlowBox(), QHBoxLayout()
        buttons = (self.take_button, self.certify_button, self.revoke_button, self.change_button)
        for button in buttons:
            first.add(button)
        where.addWidget(self.where, 1)
        where.addWidget(self.folder_button)
        column = scrolled_column(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.addWidget(TitleRow(self._title, QWidget(), self.back_button))
        for part in (self.notice, ShortLines(self._about), self.table):
            column.addWidget(part)
        column.addWidget(first)
        column.addWidget(ShortLines(self._who))
        column.addLayout(where)
        column.addWidget(ShortLines(self.revoked))
        column.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(0)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back_asked)
        self.history_button.clicked.connect(self.history_asked)
        self.take_button.clicked.connect(self._choose_list)
        self.certify_button.clicked.connect(self._choose_card)
        self.revoke_button.clicked.connect(self.revoke)
        self.change_button.clicked.connect(self.change)
        self.folder_button.clicked.connect(self._open_folder)
        self.table.itemSelectionChanged.connect(self._offer)
        self._desk.written.connect(self.retranslate)
