"""The settings of the window: each holds at once, and nothing else waits meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.retention import DAYS, MONTHS, WEEKS
from ccmdesk.ui.backup_list import NARROWEST, BackupList
from ccmdesk.ui.backup_words import backup_words
from ccmdesk.ui.box import Box
from ccmdesk.ui.commands import TEXT_SIZES, language_words
from ccmdesk.ui.elided_button import ElidedButton
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.state import Theme
from ccmdesk.version import VERSION

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

_WIDE = 720


class SettingsDialog(Box):
    """Language, size of the text, colours, digits, encryption, updates and backups."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.frame())
        self.setProperty(PAGE, "settings")
        self._window, self._desk, self._backups = window, window.desk, window.backups
        self.language, self.letters, self.theme = QComboBox(), QComboBox(), QComboBox()
        self._choices: Mapping[QComboBox, tuple[QLabel, str]] = {
            self.language: (QLabel(), "language"),
            self.letters: (QLabel(), "size"),
            self.theme: (QLabel(), "theme"),
        }
        self._looks, self._safety = BoldLabel(), BoldLabel()
        self._digits = text_label(muted=True)
        self._stick, self.packages = QLabel(), ElidedLabel()
        self.stick_button = QPushButton()
        self.backs_up = QCheckBox()
        self._where, self.folder = QLabel(), ElidedLabel()
        self.choose_button, self.usual_button = QPushButton(), QPushButton()
        self.age, self._kept = text_label(), text_label(muted=True)
        self.now_button = ElidedButton()
        self._secret, self.encryption_button = QLabel(), QPushButton()
        self._program, self.updates_button = QLabel(), QPushButton()
        self.kept = BackupList(window)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _fit_later(self) -> None:
        """Grow or shrink once the event loop has laid out what has come or gone."""
        QTimer.singleShot(0, self, self.adjustSize)

    def choose_folder(self) -> None:
        """Ask for the folder of the backups."""
        title = self._desk.lang(N_("Folder for the backups"))
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._backups.folder))
        if chosen:
            self.use_folder(chosen)

    def choose_stick(self) -> None:
        """Ask for the folder or the stick that packages are packed onto and taken from."""
        title = self._desk.lang(N_("Folder or stick to pack onto"))
        chosen = QFileDialog.getExistingDirectory(self, title, self._desk.state.packages)
        if chosen:
            self._desk.remember(packages=chosen)
            self._say_stick()

    def use_folder(self, folder: str) -> None:
        """Keep the backups in *folder* from now on; nothing stands for the program's own."""
        own = not folder or Path(folder) == self._backups.own_folder
        self._desk.remember(backups="" if own else folder)
        self._backups.look()
        self._say_backups()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setWindowTitle(lang(N_("Settings")))
        self._looks.setText(lang(N_("The window")))
        self._safety.setText(lang(N_("Backups")))
        names = (
            lang(N_("Language of the window")),
            lang(C_("menu", "Text size")),
            lang(C_("menu", "Colours")),
        )
        for (choice, (label, _)), name in zip(self._choices.items(), names, strict=True):
            label.setText(name)
            choice.setAccessibleName(name)
        self._fill(self.language, [(code, language_words(lang, code)) for code in SHIPPED])
        sizes = [(str(s), lang(C_("text size", "{percent} %"), percent=str(s))) for s in TEXT_SIZES]
        self._fill(self.letters, sizes)
        self._fill(self.theme, [(theme.value, lang(theme.label)) for theme in Theme])
        digits = N_("Papers write digits as the plan says, under Country. The window shows 0 to 9.")
        rest = N_("Dates are Gregorian in every language. Nothing in the window is animated.")
        self._digits.setText("\n".join((lang(digits), lang(rest))))
        self._say_stick()
        self.backs_up.setText(lang(N_("Back up each day and on closing, when something changed")))
        self._where.setText(lang(N_("Folder")))
        self._secret.setText(lang(N_("Passphrase and lock")))
        self.encryption_button.setText(lang(N_("Encryption of this plan…")))
        self.encryption_button.setEnabled(self._desk.plan is not None)
        self._program.setText(lang(C_("program", "ccmdesk {version}"), version=VERSION))
        self.updates_button.setText(lang(N_("Updates…")))
        self.choose_button.setText(lang(N_("Choose another folder…")))
        self.usual_button.setText(lang(N_("Use the usual folder")))
        self.now_button.say(lang(N_("Back up now")))
        kept = N_(
            "Kept are the last {days} days, one backup of each of the last {weeks} weeks and one of"
            " each of the last {months} months."
        )
        self._kept.setText(lang(kept, days=str(DAYS), weeks=str(WEEKS), months=str(MONTHS)))
        for told in (self._digits, self._kept):
            told.setMinimumHeight(told.heightForWidth(NARROWEST))
        self._say_backups()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.adjustSize()
            self.keep_height(self._column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keep_height(self._column)

    def _fill(self, choice: QComboBox, entries: list[tuple[str, str]]) -> None:
        state = self._desk.state
        chosen = {
            self.language: self._desk.lang.code,
            self.letters: str(state.text_size),
            self.theme: state.theme,
        }[choice]
        with QSignalBlocker(choice):
            choice.clear()
            for code, words in entries:
                choice.addItem(words, code)
            choice.setCurrentIndex(choice.findData(chosen))

    def _say_stick(self) -> None:
        lang = self._desk.lang
        self._stick.setText(lang(N_("Packages")))
        kept = self._desk.state.packages
        self.packages.setText(kept or lang(N_("Asked for when something is packed")))
        self.stick_button.setText(lang(N_("Choose a folder or a stick…")))

    def _say_backups(self) -> None:
        lang, backups = self._desk.lang, self._backups
        self.backs_up.setChecked(self._desk.state.backs_up)
        self.folder.setText(str(backups.folder))
        self.usual_button.setVisible(bool(self._desk.state.backups))
        self.now_button.setEnabled(self._desk.plan is not None)
        if self._desk.plan is None:
            self.age.setText(lang(N_("No plan is open")))
        elif backups.problem is not None:
            self.age.setText(lang.say(backups.problem.message))
        else:
            self.age.setText(backup_words(lang, backups))

    def _do(self, name: str, choice: QComboBox) -> None:
        self._window.do(f"{name} {choice.currentData()}")

    def _lay_out(self) -> None:
        looks, folder, age = QGridLayout(), QHBoxLayout(), QHBoxLayout()
        stick = QHBoxLayout()
        stick.addWidget(self._stick)
        stick.addWidget(self.packages, 1)
        stick.addWidget(self.stick_button)
        for row, (choice, (label, _)) in enumerate(self._choices.items()):
            label.setBuddy(choice)
            looks.addWidget(label, row, 0)
            looks.addWidget(choice, row, 1)
        looks.setColumnStretch(1, 1)
        folder.addWidget(self._where)
        folder.addWidget(self.folder, 1)
        for button in (self.usual_button, self.choose_button):
            folder.addWidget(button)
        age.addWidget(self.age, 1)
        age.addWidget(self.now_button)
        self._column = column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        column.addWidget(self._looks)
        column.addLayout(looks)
        column.addWidget(self._digits)
        column.addSpacing(12)
        column.addLayout(stick)
        column.addSpacing(12)
        secret = QHBoxLayout()
        secret.addWidget(self._secret, 1)
        secret.addWidget(self.encryption_button)
        column.addLayout(secret)
        column.addSpacing(12)
        column.addWidget(self._safety)
        column.addWidget(self.backs_up)
        column.addLayout(folder)
        column.addWidget(self._kept)
        column.addLayout(age)
        column.addWidget(self.kept)
        # In the row of Close: with a row of its own, Russian letters of 125 % have no room at 728.
        last = QHBoxLayout()
        last.addWidget(self._program)
        last.addWidget(self.updates_button)
        last.addStretch(1)
        last.addWidget(self._buttons)
        column.addLayout(last)

    def _connect(self) -> None:
        for choice, (_, name) in self._choices.items():
            done: Callable[..., None] = lambda _, name=name, choice=choice: self._do(name, choice)  # noqa: E731
            choice.activated.connect(done)
        self.backs_up.toggled.connect(lambda on: self._desk.remember(backs_up=on))
        self.choose_button.clicked.connect(self.choose_folder)
        self.stick_button.clicked.connect(self.choose_stick)
        self.usual_button.clicked.connect(lambda: self.use_folder(""))
        self.now_button.clicked.connect(self._backups.back_up)
        self.encryption_button.clicked.connect(lambda: self._window.do("encryption"))
        self.updates_button.clicked.connect(lambda: self._window.do("updates"))
        self._backups.changed.connect(self._say_backups)
        self._backups.changed.connect(self._fit_later)
        self._buttons.rejected.connect(self.close)
