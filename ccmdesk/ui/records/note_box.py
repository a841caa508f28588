"""What is known about one value beside the value: a small window that blocks nothing."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Field
from ccmdesk.model.ids import SourceId
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Absence, Confidence, FieldNote, Qualifier
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.lines import QuietCombo, WordLine
from ccmdesk.ui.records.editors.reference import finder
from ccmdesk.ui.records.editors.search_combo import SearchCombo
from ccmdesk.ui.records.editors.text import tidy
from ccmdesk.ui.records.state_words import source_title

C = TypeVar("C", bound=Coded)
_STATES: tuple[Absence | None, ...] = (None, Absence.UNKNOWN, Absence.NOT_APPLICABLE)
_WIDTH = 420


class NoteBox(Box):
    """Edits the note of one field; closing it saves, as leaving a field does.

    The form stays open beside it: what is saved there meanwhile is taken over, and of the note only
    what was changed here is written. Where that cannot be saved the box stays and says why; whoever
    closes it again leaves without.
    """

    def __init__(self, plan: OpenPlan, record: Any, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "window#absent")
        self._plan, self._field = plan, field
        self._kind, self._id = type(record), record.id
        self._note: FieldNote = record.notes[field.name]
        self.states = [QRadioButton() for _ in _STATES]
        self.reason = WordLine()
        self.source = SearchCombo(finder(SourceId, plan))
        self.confidence, self.qualifier = QuietCombo(), QuietCombo()
        self.remark = WordLine()
        self._labels = [QLabel() for _ in range(5)]
        self.error = QLabel(wordWrap=True)
        self.error.hide()
        self._refused: tuple[str, ...] | None = None
        self._group = QButtonGroup(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.close)
        self._lay_out()
        self._show(self._note)
        self.retranslate()
        plan.changed.connect(self._follow)

    def note(self) -> FieldNote:
        """Return what the window says; raises Problem for a source that is not in the list."""
        absence = _STATES[self._group.checkedId()]
        source = self.source.value()
        return FieldNote(
            absence=absence,
            reason=tidy(self.reason.text()) if absence else "",
            source=str(source) if source else "",
            confidence=_chosen(self.confidence, Confidence),
            qualifier=_chosen(self.qualifier, Qualifier),
            remark=tidy(self.remark.text()),
        )

    def show_below(self, word: QWidget) -> None:
        """Open below the word that was pressed, inside the screen."""
        self.adjustSize()
        place = QRect(word.mapToGlobal(QPoint(0, word.height())), self.size())
        room = self.screen().availableGeometry()
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveLeft(max(place.left(), room.left()))
        self.move(place.topLeft())
        self.show()

    def save(self) -> bool:
        """Write the note when it differs; False and a sentence when it cannot be."""
        record = self._plan.store.get(self._kind, self._id)
        if record is None:
            return True
        now = record.notes[self._field.name]
        try:
            note = _joined(self._note, self.note(), now)
            if note != now:
                self._plan.set_note(record, self._field.name, note)
        except Problem as problem:
            lang = self._plan.lang
            said = N_("Not saved: close once more to leave without what you typed last. {why}")
            self.error.setText(lang(said, why=lang.say(problem.message)))
            self.error.show()
            return False
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        typed = (self.source.currentText(), self.reason.text(), self.remark.text())
        if self._refused == typed or self.save():
            event.accept()  # a dialog would ask reject() whether it may
        else:
            self._refused = typed
            event.ignore()

    def reject(self) -> None:
        """Escape closes it as its button does."""
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._plan.lang
        self.setWindowTitle(
            lang(N_("About this value: {field}"), field=lang(self._field.spec.label))
        )
        words = (
            C_("state of a value", "There is a value, or it is not yet filled"),
            Absence.UNKNOWN.label,
            Absence.NOT_APPLICABLE.label,
        )
        for state, said in zip(self.states, words, strict=True):
            state.setText(lang(said))
        labels = (
            N_("Reason why there is no value"),
            C_("field note", "Source"),
            C_("field note", "How sure it is"),
            C_("field note", "What the source says of the number"),
            C_("field note", "Remark"),
        )
        for label, said in zip(self._labels, labels, strict=True):
            label.setText(lang(said))
            label.buddy().setAccessibleName(lang(said))
        _fill(self.confidence, Confidence, self._plan)
        _fill(self.qualifier, Qualifier, self._plan)
        self.source.retranslate(lang)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addStrut(_WIDTH)  # a least width of the box itself would cut longer words
        column.setSpacing(4)
        for place, state in enumerate(self.states):
            self._group.addButton(state, place)
            column.addWidget(state)
        parts: tuple[QLineEdit | QuietCombo, ...] = (
            self.reason,
            self.source,
            self.confidence,
            self.qualifier,
            self.remark,
        )
        for label, part in zip(self._labels, parts, strict=True):
            label.setBuddy(part)
            column.addWidget(label)
            column.addWidget(part)
        column.addWidget(self.error)
        column.addWidget(self._buttons)
        self._group.idClicked.connect(self._choose_state)

    def _follow(self) -> None:
        """Take over what was saved meanwhile, such as a value that is no longer unknown."""
        record = self._plan.store.get(self._kind, self._id)
        if record is None or record.notes[self._field.name] == self._note:
            return
        now = record.notes[self._field.name]
        try:
            shown = _joined(self._note, self.note(), now)
        except Problem:
            return  # the source is still being typed
        self._note = now
        self._show(shown)

    def _show(self, note: FieldNote) -> None:
        self.states[_STATES.index(note.absence)].setChecked(True)
        self.reason.show_text(note.reason)
        self.reason.setEnabled(note.absence is not None)
        source = UUID(note.source) if note.source else None
        self.source.show_choice(source, source_title(note.source, self._plan))
        for combo, value, kind in (
            (self.confidence, note.confidence, Confidence),
            (self.qualifier, note.qualifier, Qualifier),
        ):
            _fill(combo, kind, self._plan)
            combo.setCurrentIndex(0 if value is None else 1 + list(kind).index(value))
        self.remark.show_text(note.remark)

    def _choose_state(self, place: int) -> None:
        self.reason.setEnabled(_STATES[place] is not None)
        if _STATES[place] is not None:
            self.reason.setFocus()


def _joined(opened: FieldNote, said: FieldNote, now: FieldNote) -> FieldNote:
    """Return *now* with what *said* has changed since the note was opened.

    Whether there is a value is taken from *now* unless it was said here: a value may have been
    typed since, which the absence of before would empty.
    """
    changed = {
        part.name: getattr(said, part.name)
        for part in fields(FieldNote)
        if getattr(said, part.name) != getattr(opened, part.name)
    }
    joined = replace(now, **changed)
    return joined if joined.absence is not None else replace(joined, reason="")


def _fill(combo: QuietCombo, kind: type[Coded], plan: OpenPlan) -> None:
    words = ["", *(plan.lang(member.label) for member in kind)]
    for place, said in enumerate(words):
        if place < combo.count():
            combo.setItemText(place, said)
        else:
            combo.addItem(said)


def _chosen(combo: QuietCombo, kind: type[C]) -> C | None:
    place = combo.currentIndex()
    return list(kind)[place - 1] if place > 0 else None
