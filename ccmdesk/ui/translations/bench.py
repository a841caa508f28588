"""Where one text is translated: source and translation side by side, with what helps."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.evidence import Term
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.glossary import TermFound, terms_in
from ccmdesk.rules.translations import (
    LanguagePair,
    Passage,
    source_before,
    source_of,
)
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import BoldLabel
from ccmdesk.ui.records.editors.text import is_long, tidy
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.translations.survey import Key, Survey
from ccmdesk.ui.translations.text_boxes import SourceBox, TargetBox
from ccmdesk.ui.translations.words import named, where_words
from ccmdesk.ui.unsaved import Held

_PAGE = ("translations", "")
_MUTED = QPalette.ColorRole.PlaceholderText


class Bench(QWidget):
    """Each text is saved by itself when it is left, gone on from, or not typed in for a while."""

    SAVE_AFTER_MS = 2000

    next_asked = Signal()
    list_asked = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, survey: Survey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._survey = survey
        self._key: Key | None = None
        self._language = survey.pair.target
        self._touched = False
        self._error: Message | None = None
        self._where = ElidedLabel()
        self._source_head, self._target_head = BoldLabel(), BoldLabel()
        self.source, self.target = SourceBox(), TargetBox()
        self._help = ElidedLabel(role=_MUTED)
        self._count = QLabel()
        self.before = ElidedLabel(role=_MUTED)
        self.terms = ElidedLabel()
        self.error = QLabel(wordWrap=True)
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.next_button, self.still_button = QPushButton(), QPushButton()
        self.copy_button = QPushButton()
        self._pause = QTimer(self, singleShot=True, interval=self.SAVE_AFTER_MS)
        self._lay_out()
        self._connect()
        self.show_text(None)

    @property
    def passage(self) -> Passage | None:
        """The text that is shown, as it is now."""
        return None if self._key is None else self._survey.passage(self._key)

    @property
    def touched(self) -> bool:
        """Whether something is typed that is not saved yet."""
        return self._touched

    def holds(self, widget: QWidget) -> bool:
        """Whether *widget* is in it."""
        return self.isAncestorOf(widget)

    def show_text(self, key: Key | None) -> None:
        """Show another text, or the same in another language.

        What was typed in the last one is saved first, or kept until that is shown again.
        """
        other = (key, self._survey.pair.target) != (self._key, self._language)
        if other:
            self.leave()
            self._touched, self._error = False, None
            self.target.show_text("")
        self._key, self._language = key, self._survey.pair.target
        self.reread()
        if other:
            self._put_back()

    def leave(self) -> None:
        """Save what is typed; what cannot be saved is kept with the plan, and stays here."""
        passage, plan = self.passage, self._desk.plan
        self.commit()
        if passage is None or plan is None:
            return
        field = f"{passage.name}@{self._language}"
        plan.unsaved.take(passage.record, field)
        if self._touched:
            held = Held(
                kind=BY_NAME[passage.kind].record,
                record=passage.record,
                field=field,
                typed=(self.target.text(),),
                why=self._error,
                place=_PAGE,
            )
            plan.unsaved.keep(held)

    def _put_back(self) -> None:
        passage, plan = self.passage, self._desk.plan
        if passage is None or plan is None:
            return
        held = plan.unsaved.take(passage.record, f"{passage.name}@{self._language}")
        if held is not None:
            self.target.show_text(held.typed[0])
            self._touched = True
            self.commit()

    def reread(self) -> None:
        """Show the saved text again, unless something is typed that is not saved.

        What reads like it, but for a blank at its end, stays as it is, and so does the cursor.
        """
        passage, pair = self.passage, self._survey.pair
        found = None if passage is None else source_of(passage, pair)
        self.source.set_language(found[0] if found else pair.source)
        self.source.show_text(found[1] if found else "")
        self.target.set_language(pair.target)
        self.target.setReadOnly(passage is None)
        self.target.one_line = passage is not None and not is_long(passage.field)
        saved = (passage and passage.texts.get(pair.target)) or ""
        if not self._touched and tidy(self.target.text()) != saved:
            self.target.show_text(saved)
        self.retranslate()

    def commit(self) -> bool:
        """Save what was typed as one step; False, with a sentence, when it cannot be."""
        self._pause.stop()
        passage, plan = self.passage, self._desk.plan
        if not self._touched or passage is None or plan is None:
            return True
        record, text = plan.now(passage.kind, passage.record), tidy(self.target.text())
        if record is None:
            return True
        try:
            plan.set_field(record, passage.name, text, language=self._language)
        except Problem as problem:
            self._error = problem.message
            self._say_error()
            return False
        self._touched, self._error = False, None
        self.target.document().setModified(False)
        self._say_error()
        return True

    def confirm(self) -> None:
        """Say that the translation still fits its changed source."""
        passage, plan = self.passage, self._desk.plan
        if passage is None or plan is None or not self.commit():
            return
        try:
            plan.confirm_text(
                plan.now(passage.kind, passage.record), passage.name, self._survey.pair.target
            )
        except Problem as problem:
            self._error = problem.message
            self._say_error()

    def copy_source(self) -> None:
        """Put the source into the translation, to be changed there."""
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.target.selectAll()
        self.target.insertPlainText(self.source.text())

    def retranslate(self) -> None:
        """Say every word again; what was typed stays."""
        lang, plan, passage = self._desk.lang, self._desk.plan, self.passage
        self.next_button.setText(lang(N_("Save and go to the next (Ctrl+Enter)")))
        self.still_button.setText(lang(N_("The translation is still right")))
        self.copy_button.setText(lang(N_("Copy the source")))
        self.copy_button.setEnabled(passage is not None)
        self.next_button.setEnabled(passage is not None)
        self._where.setText(where_words(passage, plan) if passage and plan else "")
        self._help.setText(lang(passage.field.spec.help) if passage else "")
        self._say_heads(passage)
        self._say_help(passage)
        self._say_count()
        self._say_error()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _say_heads(self, passage: Passage | None) -> None:
        lang, plan, pair = self._desk.lang, self._desk.plan, self._survey.pair
        if plan is None:
            return
        found = None if passage is None else source_of(passage, pair)
        source = named(found[0] if found else pair.source, plan)
        target = named(pair.target, plan)
        above = lang(C_("translation", "Source: {language}"), language=source)
        if passage is not None and found is None:
            above = lang(N_("Written in {language} only: nothing to translate"), language=target)
        self._source_head.setText(above)
        self.source.setAccessibleName(above)
        state = "" if passage is None else lang(self._survey.state(passage).label)
        said = N_("Translation: {language} – {state}")
        head = lang(said, language=target, state=state) if state else target
        self._target_head.setText(head)
        self.target.setAccessibleName(head)

    def _say_help(self, passage: Passage | None) -> None:
        """Say what the source was, and which terms occur in it."""
        lang, survey = self._desk.lang, self._survey
        was = None
        if passage is not None:
            was = source_before(passage, survey.pair, survey.changed)
        self.before.setText("" if was is None else lang(N_("The source was: {text}"), text=was))
        self.before.setVisible(was is not None)
        self.still_button.setVisible(was is not None)
        terms = [] if passage is None else list(self._terms(passage))
        self.terms.setText(lang(N_("Terms: {terms}"), terms=lang.join(terms)) if terms else "")
        self.terms.setVisible(bool(terms))

    def _terms(self, passage: Passage) -> list[str]:
        plan, pair = self._desk.plan, self._survey.pair
        found = source_of(passage, pair)
        if plan is None or found is None:
            return []
        own = LanguagePair(found[0], pair.target)
        terms = plan.all_of(Term)
        return [self._term_words(term) for term in terms_in(found[1], terms, own)]

    def _term_words(self, term: TermFound) -> str:
        lang = self._desk.lang
        other = term.translation or term.meaning
        if not other:
            return term.term
        said = C_("glossary", "{term} = {translation}")
        return lang(said, term=term.term, translation=other)

    def _say_count(self) -> None:
        lang, passage = self._desk.lang, self.passage
        longest = None if passage is None else passage.longest
        if longest is None:
            self._count.setText("")
            return
        typed = lang.number(len(tidy(self.target.text())))
        said = N_("{typed} of at most {longest} characters")
        self._count.setText(lang(said, typed=typed, longest=lang.number(longest)))

    def _say_error(self) -> None:
        lang = self._desk.lang
        why = "" if self._error is None else lang.say(self._error)
        self.error.setText(lang(N_("Not saved. {why}"), why=why) if why else "")
        self.error.setVisible(bool(why))
        self.target.setAccessibleDescription(self.error.text() or self._help.text())

    def _type(self, *_event: Any) -> None:
        self._touched = True
        self._say_count()
        self._pause.start()

    def _go_on(self) -> None:
        if self.commit():
            self.next_asked.emit()

    def _lay_out(self) -> None:
        sides = QGridLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setHorizontalSpacing(10)
        sides.setVerticalSpacing(2)
        for column, (head, box) in enumerate(
            ((self._source_head, self.source), (self._target_head, self.target))
        ):
            sides.addWidget(head, 0, column)
            sides.addWidget(box, 1, column)
            sides.setColumnStretch(column, 1)
        sides.setRowStretch(1, 1)
        below, buttons = QHBoxLayout(), QHBoxLayout()
        below.addWidget(self._help, 1)
        below.addWidget(self._count)
        for button in (self.copy_button, self.still_button, self.next_button):
            buttons.addWidget(button)
        buttons.insertStretch(0, 1)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(3)
        column_of_all.addWidget(self._where)
        column_of_all.addLayout(sides, 1)
        for part in (self.before, self.terms, self.error):
            column_of_all.addWidget(part)
        column_of_all.addLayout(below)
        column_of_all.addLayout(buttons)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.commit)
        self.target.typed.connect(self._type)
        self.target.left.connect(self.commit)
        self.target.next_asked.connect(self._go_on)
        self.target.list_asked.connect(self.list_asked)
        self.next_button.clicked.connect(self._go_on)
        self.still_button.clicked.connect(self.confirm)
        self.copy_button.clicked.connect(self.copy_source)
        self._survey.touched.connect(self.reread)
