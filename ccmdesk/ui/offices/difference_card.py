"""The card of one difference: what was before, what each office wrote, and what can be done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ccmdesk.actions.difference_words import DifferenceWords
from ccmdesk.actions.settle import Difference, decision_by_hand, decision_for
from ccmdesk.db.history import Entry
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.codec import DELETED, split_key
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.locks import lock_of
from ccmdesk.ui.direction import along, directed
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.offices.difference_table import record_name
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.editors.table import editor_of
from ccmdesk.ui.records.editors.texts import TextsEditor
from ccmdesk.ui.records.words import shown_in

_HEAD = 1.12

Place = tuple[UUID, str]
"""The record and the key of what was written differently."""

Draft = tuple[tuple[Any, ...], Lang]
"""What is typed, and the language in which it was."""


class DifferenceCard(QScrollArea):
    """One difference; it writes nothing by itself."""

    decided = Signal(object)
    """A Decision."""

    question_asked = Signal(str, str)
    """The name of the office, and the language of the page to it."""

    record_asked = Signal()

    def __init__(self, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.found: Difference | None = None
        self._own = plan.store.packages.own_office()
        self.keeps: list[QPushButton] = []
        self.asks: list[QPushButton] = []
        self.editor: Editor | None = None
        self._typed, self._shown = False, tuple[Any, ...]()
        self._drafts: dict[Place, Draft] = {}
        self._record, self._field = BoldLabel(_HEAD), BoldLabel()
        self.about = text_label()
        self.before = text_label()
        self.record_button = QPushButton()
        self._sides, self._other = QVBoxLayout(), QWidget()
        self._other_label, self._place = BoldLabel(), QVBoxLayout()
        self.error = text_label()
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.write_button = QPushButton()
        self._ask_label, self.language = BoldLabel(), QuietCombo()
        self.language.addItems([shipped.name for shipped in SHIPPED.values()])
        self.language.setCurrentIndex(list(SHIPPED).index(plan.lang.code))
        self._ask_row = QHBoxLayout()
        self._lay_out()
        self._connect()

    def put(self, found: Difference | None) -> None:
        """Show another difference; None for none. What was typed about the last one is kept."""
        self._drafts = dict(self.drafts())
        self.found = found
        self.setVisible(found is not None)
        if found is not None:
            self._take_editor(found)
            self.retranslate()
            self.verticalScrollBar().setValue(0)

    def drafts(self) -> Mapping[Place, Draft]:
        """Return what is typed about differences and not decided, here or when they were shown."""
        if self.found is None or self.editor is None or not self._typed:
            return self._drafts
        texts = self.editor.typed_texts()
        if texts == self._shown:
            return self._drafts
        return self._drafts | {(self.found.record, self.found.key): (texts, self.editor.reads)}

    def forget(self, record: UUID, key: str) -> None:
        """Let go of what was typed about a difference that is decided."""
        self._drafts.pop((record, key), None)
        if self.found is not None and (self.found.record, self.found.key) == (record, key):
            self._typed = False

    def forget_others(self, found: Collection[Difference]) -> None:
        """Let go of what was typed about differences that are not among *found* any more."""
        places = {(one.record, one.key) for one in found}
        self._drafts = {place: typed for place, typed in self._drafts.items() if place in places}

    def retranslate(self) -> None:
        """Say every word again; what was typed stays."""
        found, lang = self.found, self._plan.lang
        if found is None:
            return
        words = DifferenceWords(shown_in(self._plan), self._plan.packs)
        self._record.setText(along(record_name(self._plan, found), self.layoutDirection()))
        self._field.setText(words.field(found))
        self.setAccessibleName(f"{self._record.text()} – {self._field.text()}")
        self.about.setText(self._about(found))
        self.about.setVisible(bool(self.about.text()))
        before = words.before(found)
        self.before.setText(lang(N_("Before: {value}"), value=before))
        self.before.setVisible(bool(before))
        self.record_button.setText(lang(N_("Go to the record")))
        self._say_sides(found, words)
        self._say_other()
        self._say_asking(found)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _about(self, found: Difference) -> str:
        """Say in plain words what a deletion met, for then there are no values to compare."""
        if found.key != DELETED:
            return ""
        lang = self._plan.lang
        said = N_(
            "{office} deleted this record. {other} did not know of that and changed it. The record"
            " stays in sight until somebody decides."
        )
        gone = next((side.office for side in found.sides if side.new is True), "")
        other = next((side.office for side in found.sides if side.new is not True), "")
        return lang(said, office=gone, other=other)

    def _say_sides(self, found: Difference, words: DifferenceWords) -> None:
        _empty(self._sides)
        self.keeps = []
        for side in found.sides:
            box, keep = self._side(found, side, words)
            self.keeps.append(keep)
            self._sides.addWidget(box)

    def _side(
        self, found: Difference, side: Entry, words: DifferenceWords
    ) -> tuple[QFrame, QPushButton]:
        lang, box = self._plan.lang, QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        value, who, keep = BoldLabel(), text_label(muted=True), QPushButton()
        value.setWordWrap(True)
        value.setText(directed(words.side(found, side), self.layoutDirection()))
        told = words.who(side)
        if side is found.sides[0]:
            told = lang(N_("{who} – shown in the plan meanwhile"), who=told)
        who.setText(along(told, self.layoutDirection()))
        ours = bool(self._own) and side.office == self._own
        said = N_("Keep ours ({office})") if ours else N_("Keep theirs ({office})")
        keep.setText(lang(said, office=side.office or lang(N_("office not given"))))
        keep.setAccessibleDescription(f"{value.text()}. {told}")
        keep.clicked.connect(partial(self.decided.emit, decision_for(found, side)))
        column = QVBoxLayout(box)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(value)
        column.addWidget(who)
        column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        return box, keep

    def _say_other(self) -> None:
        lang = self._plan.lang
        self._other.setVisible(self.editor is not None)
        self._other_label.setText(lang(N_("Write another value")))
        self.write_button.setText(lang(C_("difference", "Write this value")))
        if self.editor is not None:
            self.editor.name(f"{self._other_label.text()} – {self._field.text()}")
            self.editor.retranslate()

    def _say_asking(self, found: Difference) -> None:
        lang = self._plan.lang
        self._ask_label.setText(lang(N_("Ask the office: a page to be mailed, in")))
        self.language.setAccessibleName(self._ask_label.text())
        for button in self.asks:
            self._ask_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.asks = []
        for office in _others(found, self._own):
            button = QPushButton(lang(N_("Ask {office}…"), office=office))
            button.clicked.connect(partial(self._ask, office))
            self._ask_row.insertWidget(self._ask_row.count() - 1, button)
            self.asks.append(button)

    def _ask(self, office: str) -> None:
        self.question_asked.emit(office, list(SHIPPED)[self.language.currentIndex()])

    def _take_editor(self, found: Difference) -> None:
        """Put the editor that forms have into its place, where the field can be typed."""
        _empty(self._place)
        self.editor, self._typed = None, False
        self.error.setText("")
        self.error.hide()
        name, language, is_note = split_key(found.key)
        kind, record = BY_NAME[found.kind].record, self._now(found)
        facts = field_map(kind)
        if is_note or name not in facts or record is None or lock_of(record, name=name):
            return
        self.editor = editor_of(facts[name], self._plan)
        self.editor.see(record)
        self.editor.show_value(getattr(record, name))
        self.editor.typed_in = self._plan.lang
        if language is not None and isinstance(self.editor, TextsEditor):
            self.editor.write_in(language)
        self._shown = self.editor.typed_texts()
        draft = self._drafts.pop((found.record, found.key), None)
        if draft is not None:
            texts, self.editor.typed_in = draft
            self.editor.type_again(texts)
            self._typed = True
        self.editor.typed.connect(self._type)
        self.editor.chosen.connect(self._type)
        self._place.addWidget(self.editor)

    def _type(self) -> None:
        self._typed = True

    def _now(self, found: Difference) -> Any:
        return self._plan.now(found.kind, found.record)

    def _write(self) -> None:
        found, editor = self.found, self.editor
        if found is None or editor is None:
            return
        try:
            _, language, _ = split_key(found.key)
            decision = decision_by_hand(self._now(found), found, editor.value(), language=language)
        except Problem as problem:
            self.error.setText(self._plan.lang.say(problem.message))
            self.error.show()
            return
        self.decided.emit(decision)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 2, 10, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._record.setWordWrap(True)
        head.addWidget(self._record, 1)
        head.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for part in (self._field, self.about, self.before):
            column.addWidget(part)
        column.addLayout(self._sides)
        other = QVBoxLayout(self._other)
        other.setContentsMargins(0, 0, 0, 0)
        other.addWidget(self._other_label)
        other.addLayout(self._place)
        other.addWidget(self.error)
        other.addWidget(self.write_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._other)
        column.addWidget(self._ask_label)
        self._ask_row.addWidget(self.language)
        self._ask_row.addStretch(1)
        column.addLayout(self._ask_row)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.write_button.clicked.connect(self._write)
        self.record_button.clicked.connect(self.record_asked)


def _others(found: Difference, own: str) -> Iterator[str]:
    yield from dict.fromkeys(
        side.office for side in found.sides if side.office and side.office != own
    )


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()
