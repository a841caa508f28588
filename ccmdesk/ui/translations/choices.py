"""The bar above the list: from which language, into which, which texts, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.translations import TextState
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.room import has_room
from ccmdesk.ui.translations.survey import Survey, Which
from ccmdesk.ui.translations.words import long_progress, named, short_progress

_LETTERS = 18
_LEAST = 700
"""Pixels that the parts of a line need with texts of the usual size."""


class Choices(QWidget):
    """Changes the survey; its words follow the survey."""

    def __init__(self, desk: Desk, survey: Survey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._survey = survey
        self._fills = False
        self._from, self._into = QLabel(), QLabel()
        self.source, self.target = QuietCombo(), QuietCombo()
        self.which, self.kind = QuietCombo(), QuietCombo()
        self.bar = QProgressBar()
        self._words = text_label(muted=True)
        self._shown = QLabel()
        self._lay_out()
        for combo in (self.source, self.target):
            combo.setMinimumContentsLength(_LETTERS)
            combo.currentIndexChanged.connect(self._choose)
        for combo in (self.which, self.kind):
            combo.currentIndexChanged.connect(self._filter)
        survey.renewed.connect(self.retranslate)
        survey.touched.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every word again, and how far each language is."""
        lang, survey = self._desk.lang, self._survey
        self._from.setText(lang(C_("translation", "From")))
        self._into.setText(lang(C_("translation", "Into")))
        self.source.setAccessibleName(lang(N_("Language to translate from")))
        self.target.setAccessibleName(lang(N_("Language to translate into")))
        self.which.setAccessibleName(lang(N_("Which texts are shown")))
        self.kind.setAccessibleName(lang(N_("Kind of record")))
        self._fills = True
        self._fill_languages()
        self._fill_filters()
        self._fills = False
        self._say_progress()
        count = len(survey.rows)
        self._shown.setText(lang.ngettext("{n} text shown", "{n} texts shown", count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, way = has_room(self.width(), least=_LEAST), QBoxLayout.Direction
        for line in self._lines:
            line.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill_languages(self) -> None:
        plan, survey, lang = self._desk.plan, self._survey, self._desk.lang
        if plan is None:
            return
        tags = survey.languages
        names = [named(tag, plan) for tag in tags]
        said = C_("translation", "{language}: {progress}")
        far = [short_progress(lang, survey.progress_of(tag)) for tag in tags]
        targets = [lang(said, language=n, progress=f) for n, f in zip(names, far, strict=True)]
        _fill(self.source, list(zip(tags, names, strict=True)), survey.pair.source)
        _fill(self.target, list(zip(tags, targets, strict=True)), survey.pair.target)

    def _fill_filters(self) -> None:
        lang, survey = self._desk.lang, self._survey
        which = [(each.value, lang(each.label)) for each in Which]
        _fill(self.which, which, survey.which.value)
        kinds = [(name, lang(BY_NAME[name].many)) for name in survey.kinds]
        every = ("", lang(N_("All kinds of records")))
        _fill(self.kind, [every, *kinds], survey.kind)

    def _say_progress(self) -> None:
        lang, far = self._desk.lang, self._survey.progress_of(self._survey.pair.target)
        self.bar.setRange(0, max(far.all.texts, 1))
        self.bar.setValue(far.of(TextState.UP_TO_DATE).texts)
        self.bar.setFormat(short_progress(lang, far))
        self._words.setText(long_progress(lang, far))
        told = lang.join([short_progress(lang, far), long_progress(lang, far)])
        self.bar.setAccessibleName(lang(N_("Progress")))
        self.bar.setAccessibleDescription(told)
        self.bar.setToolTip(told)

    def _choose(self, _place: int) -> None:
        if not self._fills:
            self._survey.choose(source=self.source.currentData(), target=self.target.currentData())

    def _filter(self, _place: int) -> None:
        if not self._fills:
            which = Which(self.which.currentData())
            self._survey.filter(which=which, kind=self.kind.currentData())

    def _lay_out(self) -> None:
        pair, narrowed, counted = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for part, stretch in ((self._from, 0), (self.source, 2), (self._into, 0), (self.target, 3)):
            pair.addWidget(part, stretch)
        for part in (self.which, self.kind):
            narrowed.addWidget(part, 1)
        for part, stretch in ((self._shown, 0), (self._words, 1)):
            counted.addWidget(part, stretch)
        self._lines = first, second = QHBoxLayout(), QHBoxLayout()
        first.addLayout(pair, 5)
        first.addWidget(self.bar, 3)
        second.addLayout(narrowed, 4)
        second.addLayout(counted, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)


def _fill(combo: QComboBox, entries: list[tuple[str, str]], chosen: str) -> None:
    """Put the entries into a list, or only their words when they are the same ones."""
    if [combo.itemData(place) for place in range(combo.count())] != [data for data, _ in entries]:
        combo.clear()
        for data, words in entries:
            combo.addItem(words, data)
    for place, (_, words) in enumerate(entries):
        combo.setItemText(place, words)
    combo.setCurrentIndex(combo.findData(chosen))
    combo.setToolTip(combo.currentText())
