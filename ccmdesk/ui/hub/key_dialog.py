"""Say that a key of a State was compared, or that it is no longer trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ccmdesk.actions.hub.keys import DecideOnKey
from ccmdesk.actions.hub.tables import key_standing
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.lang.digits import parse_whole
from ccmdesk.lang.naming import country_name
from ccmdesk.model.codes import StateCode
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.hub.filed import FiledKey
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.opening import packs
from ccmdesk.ui.problems import NoticeBar, attempt
from ccmdesk.ui.records.editors.lines import QuietCombo

_VERIFY = N_(
    "Let {country} read out the fingerprint of its key, by telephone, at a meeting or by note"
    " verbale, and type what you hear. ccmdesk compares it with the key that signed."
)
_REVOKE = N_(
    "Nothing more is taken in from a key of {country} that is revoked. It stays so; the State then"
    " signs with a new key."
)


@dataclass(frozen=True, slots=True)
class AskedKey:
    """Whose keys are asked about, and which they are."""

    country: StateCode
    keys: Sequence[FiledKey]


class KeyDialog(Box):
    """It stays open until the store has taken the decision."""

    asked = Signal(object)
    """The DecideOnKey."""

    def __init__(
        self, desk: Desk, about: AskedKey, *, revoke: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "hub#keys")
        lang = desk.lang
        self._desk, self._about, self.revokes = desk, about, revoke
        title = lang(N_("Revoke a key")) if revoke else lang(N_("Verify a key"))
        self.setWindowTitle(title)
        said = text_label()
        name = country_name(lang, about.country, packs=packs())
        said.setText(lang(_REVOKE if revoke else _VERIFY, country=name))
        self.which, self.compared, self.first_bad = QuietCombo(), QLineEdit(), QLineEdit()
        self.person = QLineEdit(desk.state.person)
        self.notice = NoticeBar(desk)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        leave = buttons.addButton(lang(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        self.go.clicked.connect(lambda: attempt(self.notice, self._ask))
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(520)
        column.addWidget(said)
        if revoke:
            for key in about.keys:
                standing = lang.say(key_standing(key))
                self.which.addItem(f"{_text(key)} · {standing}", _text(key))
            labelled(column, lang(N_("Key")), self.which)
            empty = N_("First submission that no longer counts; empty lets all count on")
            labelled(column, lang(empty), self.first_bad)
            labelled(column, lang(N_("Who decided it")), self.person)
        else:
            labelled(column, lang(N_("Fingerprint as it was read out")), self.compared)
            labelled(column, lang(N_("Who compared it")), self.person)
        for part in (self.notice, buttons):
            column.addWidget(part)

    def _ask(self) -> None:
        number = self.first_bad.text().strip()
        compared = self.which.currentData() if self.revokes else self.compared.text()
        self.asked.emit(
            DecideOnKey(
                country=self._about.country,
                compared=compared,
                by=self.person.text().strip() or self._desk.state.person,
                first_bad=parse_whole(number, language=self._desk.lang.code) if number else 0,
            )
        )


def _text(key: FiledKey) -> str:
    return fingerprint_text(fingerprint_of(key.public_key))


def labelled(column: QVBoxLayout, text: str, field: QWidget) -> None:
    """Put a field into a column, with what it is above it."""
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(label)
    column.addWidget(field)


def decided_words(key: FiledKey, *, revoked: bool) -> Message:
    """Return what is told once somebody has decided about a key."""
    said = N_("{person} verified the key of {country} on {date}.")
    if revoked:
        said = N_("{person} revoked the key of {country} on {date}. Nothing it signs is taken in.")
    return Message(said, {"person": key.by, "country": key.country, "date": key.on})
