"""One field on a form: its label, its editor, where its value comes from, and what is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import Field
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.approvals import as_told
from ccmdesk.rules.locks import ONLY_BY_APPROVING, lock_of
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.table import editor_of
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.field_head import FieldHead
from ccmdesk.ui.records.kept_line import KeptLine
from ccmdesk.ui.records.state_words import absence_words, state_words
from ccmdesk.ui.records.words import shown_in


class FieldRow(QObject):
    """Saves its field when the user leaves it, presses Enter, or has not typed for a while."""

    SAVE_AFTER_MS = 2000

    note_asked = Signal()

    def __init__(
        self, field: Field, plan: OpenPlan, parent: QObject, *, editor: Editor | None = None
    ) -> None:
        """Edit *field* with *editor*, or with None by the usual one of its type."""
        super().__init__(parent)
        self.field = field
        self._plan = plan
        self._record: Any = None
        self._why: Message | None = None
        self._touched = False
        self._locked = False
        self.is_held = False
        """Whether what is typed is kept with the plan, since it cannot be saved."""
        self._error: Message | None = None
        self.kept = KeptLine()
        self.kept.hide()
        self.editor = editor or editor_of(field, plan)
        self.head = FieldHead()
        self.label, self.note = self.head.label, self.head.note
        self.absence = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.error = QLabel(wordWrap=True)
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.below = QWidget()
        self._pause = QTimer(self, singleShot=True, interval=self.SAVE_AFTER_MS)
        self._pause.timeout.connect(self.commit)
        self.editor.typed.connect(self._type)
        self.editor.chosen.connect(self._choose)
        self.note.clicked.connect(self.note_asked)
        self._lay_out()

    @property
    def hint(self) -> str:
        """What belongs into the field, or why nothing is typed there, in the window's language."""
        by_act = self._why is ONLY_BY_APPROVING
        return self._plan.lang(ONLY_BY_APPROVING.msgid if by_act else self.field.spec.help)

    @property
    def why_not(self) -> Message | None:
        """Why what is typed is not saved, once that was tried."""
        return self._error

    @property
    def touched(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._touched

    @property
    def locked(self) -> bool:
        """Whether the field can only be read."""
        return self._locked

    @property
    def shown(self) -> QWidget:
        """The part that holds the value: the editor, or a line that can only be read."""
        return self.kept if self._locked else self.editor

    def holds(self, widget: QWidget | None) -> bool:
        """Whether *widget* is in the part that holds the value."""
        return holds(self.shown, widget)

    def show(self, record: Any, *, fresh: bool) -> None:
        """Show the field of *record*; with *fresh* of another record than before."""
        self._record = as_told(record)
        self._lock(lock_of(record, name=self.field.name))
        if fresh:
            self.let_go()
            self.editor.start_over()
        self.editor.see(record)
        if not self._touched:
            self._show_value(fresh=fresh)
        self._say_state()

    def commit(self) -> bool:
        """Save what was typed; False, with a sentence below the field, when it cannot be."""
        self._pause.stop()
        if not self._touched or self._record is None:
            return True
        try:
            value = self.editor.value()
            self._touched = False
            if value != self._saved():
                self._plan.set_field(
                    self._record, self.field.name, value, language=self.editor.language
                )
        except Problem as problem:
            self._touched = self.editor.refused = True
            self._tell(problem.message)
            return False
        self.editor.refused = False
        self._tell(None)
        self.editor.set_untouched()
        self.editor.typed_in = None
        return True

    def let_go(self) -> None:
        """Forget what is typed; the saved value is shown with the record."""
        self._pause.stop()
        self._touched, self._error = False, None
        self.is_held = self.editor.refused = False
        self.editor.typed_in = None

    def settle(self) -> None:
        """Show the saved value as it is written, once the user has left the field."""
        if not self._touched and self._record is not None:
            self.editor.show_value(getattr(self._record, self.field.name))

    def typed_texts(self) -> tuple[Any, ...]:
        """Return what is typed, to be put back when this record is shown again."""
        return self.editor.typed_texts()

    def type_again(self, texts: tuple[Any, ...], *, typed_in: Lang | None) -> None:
        """Put back what could not be saved, with the sentence that says why."""
        self.editor.type_again(texts)
        self.editor.typed_in = typed_in
        self._touched = True
        self.commit()

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the field."""
        first = self.kept if self._locked else self.editor.first()
        first.setFocus(reason)

    def retranslate(self) -> None:
        """Say label, hint, state and error again; what was typed stays."""
        self.editor.retranslate()
        lang, spec = self._plan.lang, self.field.spec
        label = lang(spec.label)
        shown = lang(N_("{label} (required)"), label=label) if spec.required else label
        self.label.setText(shown.replace("&", "&&"))
        self.head.updateGeometry()
        self.label.setBuddy(self.kept if self._locked else self.editor.first())
        self.editor.name(shown)
        self.kept.setAccessibleName(shown)
        if self._record is not None:
            self.show(self._record, fresh=False)
        self._tell_below()

    def _lay_out(self) -> None:
        below = QVBoxLayout(self.below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.absence)
        below.addWidget(self.error)
        self.error.hide()
        self.below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _lock(self, why: Message | None) -> None:
        """Give the field to edit, or only its value in words; what is typed then stays in sight."""
        self._why, locked = why, why is not None
        if locked:
            if self._touched:
                self._tell(self._locked_while_typed())
            self._touched = False
            self._pause.stop()
            self.kept.show_words(shown_in(self._plan).field(self._record, self.field))
        if locked != self._locked:
            self._locked = locked
            if not locked:
                self._tell(None)
            self.editor.setVisible(not locked)
            self.kept.setVisible(locked)
            self.note.setVisible(not locked)
        self.label.setBuddy(self.kept if locked else self.editor.first())

    def _locked_while_typed(self) -> Message:
        typed = " ".join(text for text in self.typed_texts() if isinstance(text, str))
        said = N_("The field was locked while you typed “{text}”.")
        return Message(said, {"text": typed})

    def _show_value(self, *, fresh: bool) -> None:
        """Show the saved value, but leave alone what reads as saved under the cursor."""
        keeps = self.editor.keeps_typing and not fresh
        if not (keeps and self._has_focus() and self._reads_as_saved()):
            self.editor.show_value(getattr(self._record, self.field.name))

    def _reads_as_saved(self) -> bool:
        try:
            return bool(self.editor.value() == self._saved())
        except Problem:
            return False

    def _saved(self) -> Any:
        value = getattr(self._record, self.field.name)
        if isinstance(value, Texts):
            return value.get(self.editor.language or "") or ""
        return value

    def _has_focus(self) -> bool:
        return holds(self.editor, QApplication.focusWidget())

    def _type(self) -> None:
        self._touched = True
        self._pause.start()

    def _choose(self) -> None:
        self._touched = True
        self.commit()

    def _tell(self, message: Message | None) -> None:
        self._error = message
        self._tell_below()

    def _say_state(self) -> None:
        about = self._plan.lang(N_("About this value: source, not known, does not apply (F2)"))
        self.note.say(state_words(self._record, self.field, self._plan), about=about)
        self.head.updateGeometry()
        self._tell_below()

    def _tell_below(self) -> None:
        absent = "" if self._record is None else absence_words(self._record, self.field, self._plan)
        self.absence.setText(absent)
        self.absence.setVisible(bool(absent))
        error = "" if self._error is None else self._refusal(self._error)
        self.error.setText(error)
        self.error.setVisible(bool(error))
        told = [part for part in (error, absent, self.hint) if part]
        self.editor.first().setAccessibleDescription("\n".join(told))

    def _refusal(self, message: Message) -> str:
        return self._plan.lang(N_("Not saved. {why}"), why=self._plan.lang.say(message))


def holds(part: QWidget, widget: QWidget | None) -> bool:
    """Whether *widget* is *part* or inside it, also when it is in a list opened from there."""
    while widget is not None and widget is not part:
        widget = widget.parentWidget()
    return widget is part
