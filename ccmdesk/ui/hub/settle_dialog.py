"""Say which is right, a package which raised an alarm or what is here, once a State was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from ccmdesk.actions.hub.tables import alarm_label
from ccmdesk.actions.time_words import day_here
from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.naming import country_name
from ccmdesk.model.words import N_
from ccmdesk.rules.hub.filed import Alarm
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.hub.key_dialog import labelled
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.opening import packs
from ccmdesk.ui.problems import NoticeBar
from ccmdesk.ui.records.editors.lines import QuietCombo

_SAYS = N_(
    "Ask the State first, by telephone. If the package that is kept is right, it counts from now"
    " on, with what it follows from and what builds on it. What is here in their place is kept and"
    " no longer counts. If what is here is right, the alarm is closed: what the State sends next"
    " must follow from that."
)


@dataclass(frozen=True, slots=True)
class AskedAlarm:
    """Which package was asked about, by its manifest, and who asked the State.

    It is right itself, or what is here in its place.
    """

    manifest: bytes
    by: str
    here_is_right: bool = False


class SettleDialog(Box):
    """It stays open until the store has taken the decision; the newest alarm is chosen first."""

    asked = Signal(object)
    """The AskedAlarm."""

    def __init__(self, desk: Desk, alarms: Sequence[Alarm], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "hub#add")
        lang = desk.lang
        self._desk = desk
        self.setWindowTitle(lang(N_("Settle an alarm")))
        said = text_label()
        said.setText(lang(_SAYS))
        self.which, self.person = QuietCombo(), QLineEdit(desk.state.person)
        for alarm in reversed(alarms):
            self.which.addItem(_named(desk, alarm), alarm.manifest.hex())
        self.notice = NoticeBar(desk)
        buttons = QDialogButtonBox()
        told = lang(N_("This package is right"))
        self.go = buttons.addButton(told, QDialogButtonBox.ButtonRole.AcceptRole)
        told = lang(N_("What is here is right"))
        self.close_button = buttons.addButton(told, QDialogButtonBox.ButtonRole.ActionRole)
        leave = buttons.addButton(lang(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        self.go.clicked.connect(lambda: self._ask(here_is_right=False))
        self.close_button.clicked.connect(lambda: self._ask(here_is_right=True))
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(520)
        column.addWidget(said)
        labelled(column, lang(N_("Package that raised an alarm")), self.which)
        labelled(column, lang(N_("Who asked the State")), self.person)
        for part in (self.notice, buttons):
            column.addWidget(part)

    def _ask(self, *, here_is_right: bool) -> None:
        by = self.person.text().strip() or self._desk.state.person
        manifest = bytes.fromhex(self.which.currentData())
        self.asked.emit(AskedAlarm(manifest, by, here_is_right))


def _named(desk: Desk, alarm: Alarm) -> str:
    lang = desk.lang
    parts = (
        country_name(lang, alarm.country, packs=packs()),
        str(alarm.number),
        lang(alarm_label(alarm)),
        lang.date(day_here(alarm.at), style=DateStyle.MEDIUM),
        alarm.file[:6].hex(" "),
    )
    return " · ".join(parts)
