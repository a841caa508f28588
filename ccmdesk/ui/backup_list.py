"""The backups of the open plan, newest first, and the way to open one as a copy beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.restore_plan import free_name_beside
from ccmdesk.actions.time_words import day_here
from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.opening import now

if TYPE_CHECKING:
    from ccmdesk.actions.keep_backups import Backup
    from ccmdesk.ui.window import Window

_HIGH = 120
NARROWEST = 590
"""The dialog is at least so wide inside; Qt reckons the height of a box without its long lines."""

_KILO = 1000


class BackupList(QWidget):
    """One row a backup: day, time, age and size; nothing is ever written over the plan."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window, self._desk, self._backups = window, window.desk, window.backups
        self.list = QListWidget()
        self.list.setFixedHeight(_HIGH)
        self.told = text_label(muted=True)
        self.button = QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.list, self.told, self.button):
            column.addWidget(part)
        self.list.currentRowChanged.connect(self._say)
        self.list.itemActivated.connect(self.restore)
        self.button.clicked.connect(self.restore)
        self._backups.changed.connect(self.retranslate)
        self.retranslate()

    def restore(self) -> None:
        """Open the plan as it was, as a copy beside it; the plan itself stays as it is."""
        chosen, file = self._chosen(), self._desk.file
        if chosen is not None and file is not None:
            out = free_name_beside(file, chosen.at.astimezone())
            self._window.restore_into(chosen.file, out)

    def retranslate(self) -> None:
        """Say every backup again; the chosen one stays so."""
        lang, kept = self._desk.lang, max(self.list.currentRow(), 0)
        self.list.setAccessibleName(lang(N_("Backups")))
        self.button.setText(lang(N_("Restore from this backup…")))
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([backup_line(lang, one) for one in self._backups.all])
            self.list.setCurrentRow(min(kept, self.list.count() - 1))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _chosen(self) -> Backup | None:
        row = self.list.currentRow()
        return self._backups.all[row] if 0 <= row < len(self._backups.all) else None

    def _say(self) -> None:
        lang, chosen, plan = self._desk.lang, self._chosen(), self._desk.plan
        for part in (self.list, self.button, self.told):
            part.setVisible(bool(self._backups.all))
        self.button.setEnabled(chosen is not None)
        last = None if plan is None else plan.store.steps.last()
        if chosen is None or last is None:
            self.told.setText("")
            return
        said = N_(
            "The plan as it was on {then} opens as a copy beside. Your plan, last changed on"
            " {day}, stays as it is."
        )
        self.told.setText(lang(said, then=moment(lang, chosen.at), day=moment(lang, last.at)))
        self.told.setMinimumHeight(self.told.heightForWidth(NARROWEST))


def backup_line(lang: Lang, one: Backup) -> str:
    """Return a backup in one line."""
    days = (day_here(now()) - day_here(one.at)).days
    age = lang.ngettext("{n} day ago", "{n} days ago", days) if days > 0 else lang(N_("today"))
    size = lang.number(max(round(one.size_bytes / _KILO), 1))
    kilos = lang(C_("size of a file", "{number} kB"), number=size)
    return lang.join([moment(lang, one.at), age, kilos])


def moment(lang: Lang, at: dt.datetime) -> str:
    """Return a day with its time, of the clock on the wall."""
    here = at.astimezone()
    day = lang.date(here.date(), style=DateStyle.MEDIUM)
    return lang.join([day, lang.time_of_day(here)])
