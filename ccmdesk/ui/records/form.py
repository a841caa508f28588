"""The form of one kind of record: its fields in groups, and below them what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.next_year import carried_over
from ccmdesk.model.edition import Edition
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.facts import Field, field_map
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import N_, counted
from ccmdesk.rules.locks import LOCKED, is_locked
from ccmdesk.ui.elided_button import ElidedButton
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.map.place_part import PLACED, PlacePart
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.children import ChildList, children_of
from ccmdesk.ui.records.editors.reference import PickEditor
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.field_grid import FieldGrid
from ccmdesk.ui.records.field_row import FieldRow, holds
from ccmdesk.ui.records.file_part import FilePart
from ccmdesk.ui.records.form_group import Group
from ccmdesk.ui.records.held_rows import (
    finish_cells,
    keep,
    let_go_of_taken,
    put_back,
    save_or_keep,
)
from ccmdesk.ui.records.hint_strip import HintStrip
from ccmdesk.ui.records.layout import FORMS
from ccmdesk.ui.records.note_box import NoteBox
from ccmdesk.ui.records.submission_part import SubmissionPart
from ccmdesk.ui.records.words import shown_in

MARGIN = 12
_BETWEEN = 5
_AROUND = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Words = Callable[[], str]


def no_words() -> str:
    """Return nothing."""
    return ""


class RecordForm(QWidget):
    """Shows one record of its kind at a time; each field saves itself."""

    open_asked = Signal(object, object)
    """(kind, id) of a record the user wants to see."""

    back_asked = Signal()
    """The user goes back to where this record was opened from, or to the list."""

    next_asked = Signal()
    """The user is done with this record and wants to type the next one."""
    end_reached = Signal()
    """Enter was pressed in the last field."""

    def __init__(
        self, plan: OpenPlan, kind: type[Any], *, groups: Sequence[Group] | None = None
    ) -> None:
        """Show the fields of *groups* alone, or with None all fields and what belongs to them."""
        super().__init__()
        self.kind = kind
        self._groups = FORMS[kind] if groups is None else groups
        self._plan = plan
        self._record: Any = None
        self._back_to: Words = no_words
        facts = field_map(kind)
        names = [name for group in self._groups for row in group.rows for name in row]
        self.rows = {name: self._row(facts[name]) for name in names}
        children = children_of(kind) if groups is None else ()
        self.children_lists = [ChildList(plan, child) for child in children]
        self.file = FilePart(plan) if kind is Attachment else None
        self.place = PlacePart(plan) if kind in PLACED and groups is None else None
        self.sent = SubmissionPart(plan) if kind is Edition else None
        self.back = QPushButton()
        self.back.setFlat(True)
        self.back.setAutoDefault(True)
        self.back.clicked.connect(self.back_asked)
        self.title = ElidedLabel()
        self.title.setAccessibleName("")
        self.lock = text_label()
        self.lock.hide()
        self.confirm = ElidedButton()
        self.confirm.setAutoDefault(True)
        self.confirm.hide()
        self.confirm.clicked.connect(self._confirm)
        self.hint = HintStrip()
        self._heads: list[tuple[BoldLabel, Group]] = []
        self.scroll_area = QScrollArea()
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def record(self) -> Any | None:
        """The record that is shown, as it was last read."""
        return self._record

    def show_record(self, record: Any, *, back_to: Words = no_words) -> None:
        """Show *record*; *back_to* names what it was opened from, in the language of the day."""
        fresh = self._record is None or self._record.id != record.id
        if fresh:
            self.leave()
        else:
            let_go_of_taken(self._plan, record, self.rows.values())
        self._record, self._back_to = record, back_to
        for row in self.rows.values():
            row.show(record, fresh=fresh)
        if fresh:
            put_back(self._plan, record, self.rows.values())
            self.scroll_area.verticalScrollBar().setValue(0)
        self._show_around()
        self._say_seen()

    def refresh(self) -> bool:
        """Read the record again after a write; False when it is gone."""
        if self._record is None:
            return True
        record = self._plan.store.get(self.kind, self._record.id)
        if record is None:
            keep(self._plan, self._record, self.rows.values())
            self._record = None
            return False
        self._record = record
        for row in self.rows.values():
            row.show(record, fresh=False)
        self._show_around()
        self._say_seen()
        return True

    def _say_seen(self) -> None:
        """Let what is saved next be built on what is shown, unless something is typed over it."""
        if self._record is not None and not any(row.touched for row in self.rows.values()):
            self._plan.store.looked_at(self._record.id)

    def leave(self) -> None:
        """Save what was typed; what cannot be saved is kept until the record is shown again."""
        if self._record is None:
            return
        self._close_notes()
        finish_cells(self.rows.values())
        save_or_keep(self._plan, self._record, self.rows.values())

    def commit(self) -> bool:
        """Save what is typed; False, with the cursor in it, for a field that cannot be saved."""
        finish_cells(self.rows.values())
        refused = [row for row in self.rows.values() if row.touched and not row.commit()]
        for row in refused[:1]:
            row.focus()
            self._reveal(row)
        return not refused

    def focus_field(self, name: str | None) -> bool:
        """Put the cursor into a field, or into the list of a kind of children; False for neither.

        Without a name the first field gets it.
        """
        if name is None:
            name = next(iter(self.rows))
        if name in self.rows:
            row = self.rows[name]
            row.focus()
            self._reveal(row)
            return True
        for children in self.children_lists:
            if BY_NAME.get(name) and BY_NAME[name].record is children.child.kind:
                children.focus()
                QTimer.singleShot(0, self, partial(self.scroll_area.ensureWidgetVisible, children))
                return True
        return False

    def retranslate(self) -> None:
        """Say every word of the form again; what was typed stays."""
        lang = self._plan.lang
        for head, group in self._heads:
            head.setText(lang(group.label))
        for row in self.rows.values():
            row.retranslate()
        for part in (self.file, self.sent):
            if part is not None:
                part.retranslate()
        for children in self.children_lists:
            children.retranslate()
        self.scroll_area.setAccessibleName(lang(N_("Form")))
        self._say_hint()
        self._say_back()
        self._say_lock()
        if self._record is not None:
            self.title.setText(shown_in(self._plan).title(self._record))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row_of(QApplication.focusWidget())
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            self.back_asked.emit()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_asked.emit()
        elif row is not None and event.key() in _ENTER:
            self._enter(row, event)
        elif row is not None and event.key() == Qt.Key.Key_F2:
            self.open_note(row)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()

    def open_note(self, row: FieldRow) -> NoteBox | None:
        """Open what is known about the value of a field, unless that of another stays open."""
        row.commit()
        if self._record is None or row.locked or not self._close_notes():
            return None
        box = NoteBox(self._plan, self._record, row.field, self)
        box.show_below(row.note)
        return box

    def _close_notes(self) -> bool:
        """Save and close what is known about a value; in front of all where it cannot be saved."""
        shown = [box for box in self.findChildren(NoteBox) if box.isVisible()]
        held = [box for box in shown if not (box.save() and box.close())]
        for box in held:
            box.raise_()
            box.activateWindow()
        return not held

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, _AROUND, MARGIN, _AROUND)
        column.setSpacing(_BETWEEN)
        for place, group in enumerate(self._groups):
            if place:
                head = BoldLabel()
                self._heads.append((head, group))
                column.addSpacing(_BETWEEN)
                column.addWidget(head)
            for names in group.rows:
                column.addLayout(FieldGrid([self.rows[name] for name in names]))
            if place == 0 and self.place is not None:
                column.addWidget(self.place)
        if self.file is not None:
            column.addWidget(self.file)
        for children in self.children_lists:
            column.addWidget(children)
        column.addStretch(1)
        self.scroll_area.setWidget(inner)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self.title)
        whole.addWidget(self.lock)
        if self.sent is not None:
            whole.addWidget(self.sent)
        whole.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self.scroll_area, 1)
        whole.addWidget(self.hint)
        for part in (self.title, self.lock):
            part.setContentsMargins(MARGIN, 0, MARGIN, 0)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)

    def _row(self, field: Field) -> FieldRow:
        return FieldRow(field, self._plan, self)

    def _connect(self) -> None:
        for row in self.rows.values():
            row.editor.open_asked.connect(self.open_asked)
            row.note_asked.connect(lambda row=row: self.open_note(row))
        for children in self.children_lists:
            children.open_asked.connect(self.open_asked)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        left, into = self._row_of(old), self._row_of(new)
        if left is not None and left is not into:
            left.commit()
            left.settle()
        if into is not left:
            self.hint.setText("" if into is None else into.hint)
        if into is not None and into is not left:
            self._reveal(into)

    def _row_of(self, widget: QWidget | None) -> FieldRow | None:
        if widget is None or not holds(self, widget):
            return None
        found = (row for row in self.rows.values() if row.holds(widget))
        return next(found, None)

    def _enter(self, row: FieldRow, event: QKeyEvent) -> None:
        """Go to the next part of the field, then save and go on; with Alt open what it names."""
        part = QApplication.focusWidget()
        inside = None if part is None else row.editor.after(part)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if row.commit() and isinstance(row.editor, PickEditor):
                row.editor.open_record()
        elif inside is not None:
            inside.setFocus(Qt.FocusReason.TabFocusReason)
        elif row.commit():
            rows = list(self.rows.values())
            after = rows.index(row) + 1
            if after < len(rows):
                rows[after].focus(Qt.FocusReason.TabFocusReason)
            else:
                self.end_reached.emit()

    def _reveal(self, row: FieldRow) -> None:
        """Scroll so that the whole field is seen, once the layout knows where it is."""
        QTimer.singleShot(0, row, lambda: self._scroll_to(row))

    def _scroll_to(self, row: FieldRow) -> None:
        self.scroll_area.ensureWidgetVisible(row.head, 0, _BETWEEN)
        self.scroll_area.ensureWidgetVisible(row.shown, 0, _BETWEEN)

    def _show_around(self) -> None:
        self.title.setText(shown_in(self._plan).title(self._record))
        for part in (self.file, self.place, self.sent):
            if part is not None:
                part.show_record(self._record)
        for children in self.children_lists:
            children.show_parent(self._record.id)
        self._say_lock()
        self._say_back()

    def _say_lock(self) -> None:
        self.lock.setVisible(self._record is not None and is_locked(self._record))
        self.lock.setText(self._plan.lang.say(LOCKED))
        carried = () if self._record is None else carried_over(self._record)
        said = counted(
            "{n} figure is carried over from last year: it still holds",
            "{n} figures are carried over from last year: they still hold",
            len(carried),
        )
        self.confirm.say(self._plan.lang.say(said))
        self.confirm.setVisible(bool(carried))

    def _confirm(self) -> None:
        if self.commit() and self._record is not None:
            self._plan.confirm_carried(self._record)

    def _say_hint(self) -> None:
        here = self._row_of(QApplication.focusWidget())
        self.hint.setText("" if here is None else here.hint)
        self.hint.keep_room([row.hint for row in self.rows.values() if row.hint])

    def _say_back(self) -> None:
        """Say the way back and what is shown; a record of the list is named there."""
        back_to = "" if self._record is None else self._back_to()
        self.back.setVisible(bool(back_to))
        self.title.setVisible(bool(back_to))
        said = self._plan.lang(N_("Back to: {record}"), record=back_to)
        self.back.setText(said.replace("&", "&&"))
        self.back.setAccessibleName(said)
