"""What else may be chosen for a paper: a second language, the map, which submission it tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ccmdesk.actions.editions import sent_editions
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.model.edition import Edition
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOptions:
    """*edition* and *since* are numbers of submissions; None is now, and the one before."""

    second_language: str | None = None
    with_map: bool = True
    edition: int | None = None
    since: int | None = None


class OptionsButton(QToolButton):
    """A button with a menu; its menus are filled each time they are opened."""

    chosen = Signal()
    """The options are others than before."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.options = PaperOptions()
        self.language = ""
        """That of the paper, which is not offered as its second one."""
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.languages, self.editions, self.earlier = QMenu(menu), QMenu(menu), QMenu(menu)
        self.map = QAction(menu, checkable=True, checked=True)
        self.map.triggered.connect(lambda on: self.choose(with_map=on))
        for part in (self.languages, self.editions, self.earlier):
            menu.addMenu(part)
        menu.addAction(self.map)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setText(lang(N_("Options")))
        self.setToolTip(lang(N_("A second language, the map, an earlier submission")))
        self.languages.setTitle(lang(N_("Second language beside it")))
        self.editions.setTitle(lang(N_("Records that are told")))
        self.earlier.setTitle(lang(N_("Compared with")))
        self.map.setText(lang(N_("Map of the areas")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def fill(self) -> None:
        """List the languages and the submissions as they are now, with what is chosen marked."""
        lang, options = self._desk.lang, self.options
        numbers = [edition.number for edition in self._editions() if edition.number is not None]
        self.map.setChecked(options.with_map)
        others = {code: one for code, one in PAPER_LANGUAGES.items() if code != self.language}
        names = [(code, shipped.name) for code, shipped in others.items()]
        self._offer(
            self.languages,
            "second_language",
            [(None, lang(C_("second language", "None"))), *names],
        )
        said = C_("submission in a list", "Submission {number}")
        listed = [(number, lang(said, number=lang.number(number))) for number in numbers]
        now = (None, lang(N_("As they are now")))
        self._offer(self.editions, "edition", [now, *listed])
        limit = options.edition
        lower = [(number, text) for number, text in listed if limit is None or number < limit]
        self._offer(self.earlier, "since", [(None, lang(N_("The submission before"))), *lower])

    def words(self) -> list[str]:
        """Return a sentence on each option that is not the usual one."""
        lang, options, told = self._desk.lang, self.options, []
        second = options.second_language
        if second is not None and second != self.language:
            name = PAPER_LANGUAGES[second].name
            told.append(lang(N_("A second language stands beside it: {language}."), language=name))
        if options.edition is not None:
            said = N_("It tells the records of submission {number}.")
            told.append(lang(said, number=lang.number(options.edition)))
        if options.since is not None:
            said = N_("It compares them with submission {number}.")
            told.append(lang(said, number=lang.number(options.since)))
        if not options.with_map:
            told.append(lang(N_("The map of the areas is left out.")))
        return told

    def _editions(self) -> list[Edition]:
        plan = self._desk.plan
        return (
            []
            if plan is None
            else sorted(sent_editions(plan.all_of(Edition)), key=lambda e: e.number or 0)
        )

    def _offer(
        self, menu: QMenu, name: str, choices: Iterable[tuple[str | int | None, str]]
    ) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for value, text in choices:
            action = QAction(text, group, checkable=True)
            action.setChecked(getattr(self.options, name) == value)
            action.triggered.connect(lambda _on=True, value=value: self.choose(**{name: value}))
            menu.addAction(action)

    def choose(self, **change: Any) -> None:
        """Take other options; a submission is compared with an earlier one only."""
        other = replace(self.options, **change)
        if other.edition is not None and other.since is not None and other.since >= other.edition:
            other = replace(other, since=None)
        if other != self.options:
            self.options = other
            self.chosen.emit()
