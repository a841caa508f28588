"""The list of texts, and below it the text that is translated; or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.codec import split_key
from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.translations.bench import Bench
from ccmdesk.ui.translations.choices import Choices
from ccmdesk.ui.translations.survey import Key, Survey, Which
from ccmdesk.ui.translations.text_table import STATE, TextTable, TextView
from ccmdesk.ui.translations.words import named

if TYPE_CHECKING:
    from ccmdesk.db.write import Step

_WIDTH = 460


class WorkPanel(QWidget):
    """Choosing a line shows its text; going on from a text chooses the next that is to be done."""

    def __init__(self, desk: Desk, survey: Survey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._survey = survey
        self.choices = Choices(desk, survey)
        self.model = TextTable(desk, survey, self)
        self.table = TextView(self.model, narrow=STATE)
        self.bench = Bench(desk, survey)
        self._empty = text_label()
        self.every_button = QPushButton()
        self._parts = QStackedWidget()
        self._key: Key | None = None
        self._lay_out()
        self._connect()
        self.retranslate()

    def go_on(self) -> None:
        """Show the next text that is to be done; after the last one say so."""
        place = self._survey.next_to_do(self.table.currentIndex().row())
        if place is None:
            self._survey.filter()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_row(place)
            self.edit()

    def show_row(self, row: int) -> None:
        """Choose a line."""
        self.table.setCurrentIndex(self.model.index(row, 0))

    def edit(self) -> None:
        """Put the cursor at the end of the translation."""
        self.bench.target.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.bench.target.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.bench.target.setTextCursor(cursor)

    def show_step(self, step: Step) -> None:
        """Choose the first text of the list that a step changed."""
        for change in step.changes:
            for key in change.new:
                place = (change.record, split_key(key)[0])
                if place in self._survey.rows:
                    self.show_row(self._survey.rows.index(place))
                    return

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._desk.lang
        self.table.setAccessibleName(lang(N_("Texts to translate")))
        self.every_button.setText(lang(N_("Show every text")))
        self.model.announce()
        self._say_empty()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _renew(self) -> None:
        """Show the list anew, with the text that was shown if it is still there."""
        rows = self._survey.rows
        self._parts.setCurrentIndex(0 if rows else 1)
        self._say_empty()
        self._fit()
        if rows:
            self.show_row(rows.index(self._key) if self._key in rows else 0)
        else:
            self.bench.show_text(None)

    def _choose(self) -> None:
        row = self.table.currentIndex().row()
        rows = self._survey.rows
        if 0 <= row < len(rows):
            self._key = rows[row]
            self.bench.show_text(self._key)

    def _say_empty(self) -> None:
        lang, plan, survey = self._desk.lang, self._desk.plan, self._survey
        if plan is None:
            return
        target = named(survey.pair.target, plan)
        narrowed = survey.which is not Which.ALL or bool(survey.kind)
        if not survey.loaded:
            said = lang(N_("The texts of the plan are being read."))
        elif survey.pair.source == survey.pair.target:
            said = lang(N_("Choose two different languages: one to translate from, one into."))
        elif narrowed and survey.kinds:
            said = lang(N_("There is nothing of this kind to do in {language}."), language=target)
        else:
            said = lang(
                N_(
                    "Nothing is written in this plan yet. Titles and descriptions that are typed on"
                    " the other pages are translated here."
                )
            )
        self._empty.setText(said)
        self.every_button.setVisible(narrowed and bool(survey.kinds))

    def _show_every(self) -> None:
        self._survey.filter(which=Which.ALL, kind="")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        pair = self._survey.pair
        self.table.fit([pair.source, pair.target, self._desk.lang.code])

    def _lay_out(self) -> None:
        empty = QWidget()
        middle = QVBoxLayout(empty)
        self._empty.setFixedWidth(_WIDTH)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        said = QHBoxLayout()
        said.addStretch(1)
        said.addWidget(self._empty)
        said.addStretch(1)
        middle.addStretch(1)
        middle.addLayout(said)
        middle.addWidget(self.every_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(self.bench)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        for part in (both, empty):
            self._parts.addWidget(part)
        self._parts.setCurrentIndex(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choices)
        column.addWidget(self._parts, 1)

    def _connect(self) -> None:
        self._survey.renewed.connect(self._renew)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.edit_asked.connect(self.edit)
        self.every_button.clicked.connect(self._show_every)
        self.bench.next_asked.connect(self.go_on)
        self.bench.list_asked.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
