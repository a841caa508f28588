"""Asks who can read a package: anyone, an office, the holder of a card, who knows a passphrase."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from ccmdesk.actions.receivers import Receiver, known_receivers, receivers_called
from ccmdesk.actions.sealed_package import OPEN, Sealing, sealing_words
from ccmdesk.lang.isolation import joined
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.problems import NoticeBar, show_problem
from ccmdesk.ui.records.editors.lines import QuietCombo


class _Way(Enum):
    ANYONE = "anyone"
    CARD = "card"
    PASSPHRASE = "passphrase"  # noqa: S105 - the word, not a secret  # nosec B105


_SAYS = {
    _Way.ANYONE: N_("Anyone who has the file"),
    _Way.CARD: N_("Only the office whose key card I choose…"),
    _Way.PASSPHRASE: N_("Anyone who knows a passphrase, for a first contact"),
}


class SealingRow(QWidget):
    """At first anyone; the offices in the lists of trusted keys are offered by name."""

    def __init__(self, desk: Desk, keys: Path, notice: NoticeBar) -> None:
        super().__init__()
        self._desk, self._keys, self._notice = desk, keys, notice
        self._packed: Sealing = OPEN
        self._label, self.whom = QLabel(), QuietCombo()
        self._label.setBuddy(self.whom)
        self._secret_label, self.secret = QLabel(), QLineEdit()
        self._secret_label.setBuddy(self.secret)
        self._hint = text_label(muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._label, self.whom, self._secret_label, self.secret, self._hint):
            column.addWidget(part)
        self._offer(None)
        self.whom.activated.connect(self._chosen)
        self.retranslate()

    def sealing(self) -> Sealing | None:
        """Return who is to open the package; None, and why, while a passphrase is missing."""
        chosen = self.whom.currentData()
        if isinstance(chosen, Receiver):
            return Sealing(receivers=(chosen,))
        if chosen is not _Way.PASSPHRASE:
            return OPEN
        if not self.secret.text().strip():
            self.secret.setFocus()
            said = N_("Type the passphrase of the package, or let anyone read it.")
            self._notice.tell(Message(said), alarm=True)
            return None
        return Sealing(passphrase=self.secret.text())

    def note(self, sealing: Sealing) -> None:
        """Remember how the package was sealed, and forget its passphrase."""
        self._packed = sealing
        self.secret.clear()

    def words(self) -> list[Message]:
        """Return what is to be said of who can open what was packed."""
        return list(sealing_words(self._packed))

    def use_card(self, file: Path) -> None:
        """Encrypt to the office whose key card is in *file*."""
        try:
            (receiver,) = receivers_called([str(file)], folder=self._keys)
        except Problem as problem:
            show_problem(self._notice, problem)
            self._offer(None)
        else:
            self._offer(receiver)
        self._dress()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._label.setText(lang(N_("Who can read the package")))
        self.whom.setAccessibleName(self._label.text())
        for place in range(self.whom.count()):
            self.whom.setItemText(place, self._called(self.whom.itemData(place)))
        self._secret_label.setText(lang(N_("Passphrase of the package")))
        self.secret.setAccessibleName(self._secret_label.text())
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        chosen = self.whom.currentData()
        self._offer(chosen if isinstance(chosen, Receiver) else None, way=chosen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offer(self, chosen: Receiver | None, *, way: object = None) -> None:
        """Offer what can be chosen now: lists of keys are taken in on another page."""
        known = dict.fromkeys([*known_receivers(self._keys), *([chosen] if chosen else [])])
        with QSignalBlocker(self.whom):
            self.whom.clear()
            offers: list[Receiver | _Way] = [_Way.ANYONE, *known, _Way.CARD, _Way.PASSPHRASE]
            for one in offers:
                self.whom.addItem(self._called(one), one)
            places = range(self.whom.count())
            wanted = chosen or way
            self.whom.setCurrentIndex(
                next((n for n in places if self.whom.itemData(n) == wanted), 0)
            )

    def _called(self, one: Receiver | _Way) -> str:
        lang = self._desk.lang
        if isinstance(one, _Way):
            return lang(_SAYS[one])
        first = one.fingerprint.split()[0]
        return lang(N_("Only {office} (key {fingerprint})"), office=one.office, fingerprint=first)

    def _chosen(self) -> None:
        if self.whom.currentData() is _Way.CARD:
            self._ask_card()
        self._dress()

    def _ask_card(self) -> None:
        lang = self._desk.lang
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            lang(N_("Choose a key card")),
            self._desk.state.packages,
            joined(lang(N_("Key cards (*{suffix})"), suffix=".json")),
        )
        if chosen:
            self.use_card(Path(chosen))
        else:
            self._offer(None)

    def _dress(self) -> None:
        chosen, lang = self.whom.currentData(), self._desk.lang
        by_passphrase = chosen is _Way.PASSPHRASE
        for part in (self._secret_label, self.secret):
            part.setVisible(by_passphrase)
        self._hint.setVisible(chosen is not _Way.ANYONE)
        if by_passphrase:
            said = N_(
                "At least five words that do not belong together: whoever has the package can try"
                " passphrases as long as they like. It is not kept here."
            )
            self._hint.setText(lang(said))
        elif isinstance(chosen, Receiver):
            uncompared = list(sealing_words(Sealing(receivers=(chosen,))))[1:]
            said = N_("That office can open it, and you. Nobody else can.")
            self._hint.setText(" ".join([lang(said), *map(lang.say, uncompared)]))
