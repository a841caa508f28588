"""The key card of this office, made from the panel that signs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.key_card import SIGNED_SUFFIX, MadeKeyCard, MakeKeyCard, make_key_card
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.problems import NoticeBar, show_problem


class KeyCardRow(QWidget):
    """A button, and where the card was written; *secret* gives the passphrase that was typed."""

    def __init__(
        self, desk: Desk, keys: Path, notice: NoticeBar, secret: Callable[[], str]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        self._notice = notice
        self._secret = secret
        self._made: MadeKeyCard | None = None
        self.make_button = QPushButton()
        self.make_button.clicked.connect(self._choose)
        self.result = text_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.make_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.result)
        self.retranslate()

    def make(self, out: Path) -> None:
        """Write the card in the language of the window; the result comes back by itself.

        Whoever chose *out* was asked about what it replaces.
        """
        plan = self._desk.plan
        if plan is None:
            return
        state = next(iter(plan.all_of(StateParty)), None)
        keys, secret, packs, author = self._keys, self._secret(), plan.packs, plan.author
        language, office = self._desk.lang.code, self._desk.state.office

        def work(_running: object) -> MadeKeyCard:
            ask = MakeKeyCard(
                out=out,
                language=language,
                office=office,
                key=signing_key(keys, passphrase=secret),
                country=None if state is None else state.country,
                replaces=True,
            )
            return make_key_card(ask, packs=packs, author=author)

        self._notice.clear()
        job = self._desk.jobs.prepare(work)
        job.done.connect(self._tell)
        job.refused.connect(self._refuse)
        job.failed.connect(raise_fault)
        self._desk.jobs.start(job)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang, made = self._desk.lang, self._made
        self.make_button.setText(lang(N_("Make the key card…")))
        said = N_("To be compared with those who receive packages: fingerprint and QR code.")
        self.make_button.setToolTip(lang(said))
        self.result.setVisible(made is not None)
        if made is not None:
            said = N_("The key card is in {file}; {signed} beside it says the same to programs.")
            where = lang(said, file=str(made.page), signed=made.signed.name)
            said = N_("Fingerprint of your key: {fingerprint}")
            self.result.setText("\n".join((where, lang(said, fingerprint=made.card.fingerprint))))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _choose(self) -> None:
        lang = self._desk.lang
        ask = SaveAs(
            title=lang(N_("Save the key card")),
            usual=f"key-card-{lang.code}.pdf",
            kinds=((".pdf", lang(N_("PDF papers (*.pdf)"))),),
            beside=SIGNED_SUFFIX,
        )
        out = where_to_save(self, lang=lang, ask=ask)
        if out is not None:
            self.make(out)

    def _tell(self, made: MadeKeyCard) -> None:
        self._made = made
        self.retranslate()

    def _refuse(self, problem: Problem) -> None:
        show_problem(self._notice, problem)
