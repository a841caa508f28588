"""The editor of an author's text, one per language, with a chooser of the language beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from ccmdesk.lang.catalogue import SHIPPED, SOURCE_LANGUAGE
from ccmdesk.lang.naming import language_name
from ccmdesk.lang.scripts import is_rtl
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.facts import Field
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import NO_TEXTS, Texts
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.text import WordsPart, is_long, tidy


class TextsEditor(Editor):
    """Shows the text in one language at a time; each language is saved by itself.

    The language stays while a record is shown once it was chosen or something was typed: a text
    that was emptied, and saved so, is not replaced by another one under the cursor.
    """

    keeps_typing = False

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self._texts = NO_TEXTS
        self._label = ""
        self._stays = False
        self.language: str = plan.lang.code
        self.part = WordsPart(long=is_long(field))
        self.part.typed.connect(self._type)
        self.chooser = QToolButton()
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.chooser.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        menu = QMenu(self.chooser)
        menu.aboutToShow.connect(self._fill)
        self.chooser.setMenu(menu)
        self._open = QAction(self)
        self._open.setShortcut(QKeySequence("Alt+Down"))
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._open.triggered.connect(self.chooser.showMenu)
        self.addAction(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.part, 1)
        row.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignTop)

    def show_value(self, value: Texts) -> None:
        self._texts = value
        if not self._stays:
            best = value.best(self.plan.lang.code, source=SOURCE_LANGUAGE)
            self.language = best[0] if best else self.plan.lang.code
        self._show()

    def value(self) -> str:
        """Return the text in the chosen language."""
        return tidy(self.part.text())

    def first(self) -> QWidget:
        return self.part.box

    def name(self, label: str) -> None:
        self._label = label
        self.part.box.setAccessibleName(label)
        self._say()

    def typed_texts(self) -> tuple[str, ...]:
        return (self.language, self.part.text())

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.language, self._stays = texts[0], True
        self._say()
        self.part.type_again(texts[1])

    def set_untouched(self) -> None:
        self.part.set_untouched()

    def retranslate(self) -> None:
        self._say()

    def choose_language(self, tag: str) -> None:
        """Show the text in another language; what was typed is saved first.

        Where it cannot be saved, it stays in sight with its language. Where nobody saves it, as in
        a box about several records, it goes along.
        """
        self.chosen.emit()
        if not self.refused:
            typed = self.part.text() if self.part.is_typed else None
            self.language, self._stays = tag, True
            self._show()
            if typed is not None:
                self.part.type_again(typed)
        self.part.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_in(self, tag: str) -> None:
        """Show the text in one language alone; no other can be chosen."""
        self.language, self._stays = tag, True
        self.chooser.setEnabled(False)
        self._open.setEnabled(False)
        self._show()

    def start_over(self) -> None:
        self._stays = False

    def _type(self) -> None:
        self._stays = True
        self.typed.emit()

    def _show(self) -> None:
        way = Qt.LayoutDirection.RightToLeft if is_rtl(self.language) else _LTR
        if self.part.area:
            self.part.area.set_direction(way)
        self.part.box.setLayoutDirection(way)
        self.part.show_text(self._texts.get(self.language) or "")
        self._say()

    def _say(self) -> None:
        lang = self.plan.lang
        others = [tag for tag, _ in self._texts if tag != self.language]
        here = self._named(self.language)
        more = lang(N_("{language} +{n}"), language=self.language, n=lang.number(len(others)))
        self.chooser.setText(more if others else self.language)
        said = lang(N_("Language of this text: {language} (Alt+Down)"), language=here)
        if others:
            names = lang.join([self._named(tag) for tag in others])
            told = lang(N_("Also written in: {languages}"), languages=names)
            said = f"{said}\n{told}"
        self.chooser.setToolTip(said)
        self.chooser.setAccessibleName(said)

    def _fill(self) -> None:
        lang, menu = self.plan.lang, self.chooser.menu()
        menu.clear()
        for tag in self._offered():
            words = N_("{language} – written") if self._texts.get(tag) else N_("{language} – empty")
            action = menu.addAction(lang(words, language=self._named(tag)))
            action.setCheckable(True)
            action.setChecked(tag == self.language)
            action.triggered.connect(partial(self.choose_language, tag))

    def _offered(self) -> list[str]:
        """Return the languages to write in, the source language first."""
        return list(dict.fromkeys([*written_languages(self.plan), *(t for t, _ in self._texts)]))

    def _named(self, tag: str) -> str:
        shipped = SHIPPED.get(tag)
        if shipped is not None:
            return shipped.name
        return language_name(self.plan.lang, LanguageTag(tag), packs=self.plan.packs)


def written_languages(plan: OpenPlan) -> list[str]:
    """Return the shipped languages, then the working languages of the country."""
    from ccmdesk.db.query import ListQuery

    parties = plan.store.records(StateParty, plan.store.ids(ListQuery(kind=StateParty)))
    own = [str(tag) for party in parties for tag in party.languages]
    return list(dict.fromkeys([*SHIPPED, *own]))


_LTR = Qt.LayoutDirection.LeftToRight
