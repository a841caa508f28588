"""Give one field of several records the same value: what that does is told before it is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from ccmdesk.actions.edit_several import Outlook, SetSeveral, outlook
from ccmdesk.model.facts import Field, field_map, item_type
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_, Message, counted
from ccmdesk.ui.box import Box
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Job, Jobs, Running
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.editors.table import editor_of
from ccmdesk.ui.records.layout import fields_on_form

_LINES = 4
_WIDTH = 520
_PAUSE_MS = 250


class SeveralBox(Box):
    """Choose a field, give the value, read how many records change, then change them."""

    changed = Signal(object)
    """A Message: how many records have the value now."""

    def __init__(
        self, plan: OpenPlan, kind: type[Any], records: tuple[UUID, ...], *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "window#lists")
        self._plan, self._kind, self._records = plan, kind, records
        self.found: Outlook | None = None
        self._jobs, self._job = Jobs(self), list[Job]()
        self._touched = False
        number = BY_RECORD[kind].code
        self._names = [name for name in fields_on_form(kind) if name != number]
        self._title, self._told = BoldLabel(), text_label()
        self._ask_field, self._ask_value = text_label(), text_label()
        self.field = QuietCombo()
        self.field.addItems([""] * len(self._names))
        self.adds, self.replaces = QRadioButton(), QRadioButton()
        self.editor: Editor | None = None
        self._place = QVBoxLayout()
        self.change_button, self.close_button = QPushButton(), QPushButton()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._take_field()
        self.retranslate()

    def choose(self, name: str) -> None:
        """Choose the field to be set."""
        self.field.setCurrentIndex(self._names.index(name))

    def look(self) -> None:
        """Work out beside the window what the value would do, once there is one.

        An empty value is one too, but never by opening the box alone: it empties the field.
        """
        self.change_button.setEnabled(False)
        for job in self._job:
            job.cancel()
        if not self._touched:
            self._show(None)
            return
        try:
            ask = self._asked()
        except Problem as problem:
            self._show(None)
            self._tell(self._plan.lang.say(problem.message))
            return
        if ask.adds and not ask.value:
            self._show(None)
            return
        store, author, packs = self._plan.store, self._plan.author, self._plan.packs

        def work(_running: Running) -> Outlook:
            return outlook(store, ask, author=author, packs=packs)

        job = self._jobs.prepare(work)
        self._job = [job]
        job.done.connect(lambda found: self._show(found) if self._job == [job] else None)
        job.failed.connect(raise_fault)
        self._jobs.start(job)

    def change(self) -> None:
        """Write the value and close."""
        found = self.found
        try:
            step = self._plan.set_several(self._asked())
        except Problem as problem:
            self._tell(self._plan.lang.say(problem.message))
            return
        if found is not None and step is not None:
            self.changed.emit(
                counted(
                    "{n} record was changed. One undo takes it back.",
                    "{n} records were changed. One undo takes them back.",
                    len(step.changes),
                )
            )
        self.accept()

    def retranslate(self) -> None:
        """Say every word again."""
        lang, facts = self._plan.lang, field_map(self._kind)
        self.setWindowTitle(lang(N_("Change a field of several records")))
        self._title.setText(
            lang.ngettext("{n} row selected", "{n} rows selected", len(self._records))
        )
        for place, name in enumerate(self._names):
            self.field.setItemText(place, lang(facts[name].spec.label))
        self._ask_field.setText(lang(N_("Which field?")))
        self._ask_value.setText(lang(N_("Which value for all of them?")))
        self.adds.setText(lang(N_("Add to the values that are there")))
        self.replaces.setText(lang(N_("Put in the place of the values that are there")))
        self.field.setAccessibleName(self._ask_field.text())
        self.close_button.setText(lang(C_("button", "Cancel")))
        self._show(self.found)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def done(self, result: int) -> None:
        self._jobs.stop()
        super().done(result)

    def _asked(self) -> SetSeveral:
        editor = self.editor
        assert editor is not None  # noqa: S101 - a field is always chosen  # nosec B101
        return SetSeveral(
            kind=self._kind,
            records=self._records,
            field=editor.field.name,
            value=editor.value(),
            language=editor.language,
            adds=_is_list(editor.field) and self.adds.isChecked(),
        )

    def _take_field(self) -> None:
        """Put the editor of the chosen field in its place."""
        if self.editor is not None:
            self._place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        field = field_map(self._kind)[self._names[self.field.currentIndex()]]
        self.editor = editor_of(field, self._plan)
        self.editor.show_value(field.default)
        self.editor.name(self._plan.lang(field.spec.label))
        self.editor.typed.connect(self._touch)
        self.editor.chosen.connect(self._touch)
        self._touched = False
        self._offer_ways(field)
        self._place.addWidget(self.editor)
        self.setTabOrder(_last_of(self.editor), self.change_button)
        self.setTabOrder(self.change_button, self.close_button)
        self.look()

    def _offer_ways(self, field: Field) -> None:
        """Ask about a list whether values are added; nothing that is there goes unasked."""
        self.adds.setChecked(True)
        for way in (self.adds, self.replaces):
            way.setVisible(_is_list(field))

    def _touch(self) -> None:
        self._touched = True
        self.change_button.setEnabled(False)
        self._pause.start()

    def _show(self, found: Outlook | None) -> None:
        self.found = found
        many = 0 if found is None else len(found.changes)
        lang = self._plan.lang
        self.change_button.setText(lang.ngettext("Change {n} record", "Change {n} records", many))
        self.change_button.setEnabled(many > 0)
        self._tell("" if found is None else self._words(found))

    def _words(self, found: Outlook) -> str:
        lang = self._plan.lang
        said = [
            counted("{n} record changes.", "{n} records change.", len(found.changes)),
            counted(
                "{n} of them has another value now, which the history keeps.",
                "{n} of them have another value now, which the history keeps.",
                found.over,
            ),
            counted(
                "{n} record has this value already.",
                "{n} records have this value already.",
                found.same,
            ),
            counted(
                "{n} record cannot have it and stays as it is:",
                "{n} records cannot have it and stay as they are:",
                found.refused,
            ),
        ]
        lines = [lang.say(each) for each in said if each is said[0] or each.count]
        emptied = [lang(N_("The field is emptied."))] if found.empties else []
        return "\n".join([*emptied, *lines, *(lang.say(why) for why in _why(found))])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addStrut(_WIDTH)  # a least width of the box itself would cut longer words
        column.setSpacing(6)
        asked = (self._title, self._ask_field, self.field, self._ask_value)
        for part in (*asked, self.adds, self.replaces):
            column.addWidget(part)
        column.addLayout(self._place)
        column.addWidget(self._told)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.change_button)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self._tell("")

    def _tell(self, words: str) -> None:
        """Say what the value would do; the room of four lines is kept, and more where needed."""
        self._told.setText(words)
        needed = self._told.heightForWidth(max(self._told.width(), _WIDTH))
        self._told.setMinimumHeight(max(_LINES * self.fontMetrics().lineSpacing(), needed))

    def _connect(self) -> None:
        self.field.currentIndexChanged.connect(lambda _: self._take_field())
        self.adds.toggled.connect(lambda _: self.look())
        self._pause.timeout.connect(self.look)
        self.change_button.setDefault(True)
        self.change_button.clicked.connect(self.change)
        self.close_button.clicked.connect(self.reject)


def _why(found: Outlook) -> tuple[Message, ...]:
    return () if found.why is None else (found.why,)


def _last_of(editor: Editor) -> QWidget:
    """Return the part of an editor that Tab leaves it from: a new one is the end of the round."""
    last: QWidget = editor
    while (follows := last.nextInFocusChain()) is not None and editor.isAncestorOf(follows):
        last = follows
    return last


def _is_list(field: Field) -> bool:
    return item_type(field.type) is not None
