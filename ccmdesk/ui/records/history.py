"""What happened to one record, and what was put in the bin: two windows that block nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.as_it_was import as_it_was
from ccmdesk.actions.history_words import HistoryWords
from ccmdesk.actions.time_words import time_words
from ccmdesk.db.history import Entry
from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.codec import DELETED, is_absent, split_key, unflatten
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME, BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.history_view import HistoryView, PlainTable
from ccmdesk.ui.records.table_model import Index, title_of
from ccmdesk.ui.records.words import shown_in

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_HEADINGS = (
    C_("history", "When"),
    C_("history", "Who"),
    C_("history", "Office"),
    C_("history", "Field"),
    C_("history", "Before"),
    C_("history", "After"),
)


class HistoryTable(QAbstractTableModel):
    """The entries of one record, newest first; each cell in words."""

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show *entries*."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def index_of(self, entry: Entry) -> QModelIndex:
        """Return where the row of *entry* begins; nowhere when it is not told any more."""
        same = (row for row, each in enumerate(self.entries) if _mark(each) == _mark(entry))
        return self.index(next(same, -1), 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        return self._cell(self.entries[index.row()], index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(_HEADINGS[section])
        return None

    def _cell(self, entry: Entry, column: int) -> str:
        plan, lang = self._plan, self._plan.lang
        match column:
            case 0:
                moment = entry.at.astimezone()
                day = lang.date(moment.date(), style=DateStyle.MEDIUM)
                time = time_words(lang, entry.at, now=plan.author.clock())
                return lang(C_("history", "{day}, {time}"), day=day, time=time)
            case 1:
                return lang.join([part for part in (entry.by, entry.role) if part])
            case 2:
                return entry.office
        words = HistoryWords(shown_in(plan), plan.packs)
        match column:
            case 3:
                return words.field(entry)
            case 4:
                return words.value(entry, entry.old)
        return words.value(entry, entry.new)


class HistoryBox(Box):
    """Every change of one record; the value before a change can be brought back."""

    def __init__(self, plan: OpenPlan, kind: type[Any], record: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "history#record")
        self._plan, self._kind, self._id = plan, kind, record
        self.table = HistoryTable(plan, self)
        self.view = HistoryView(self.table, values=2)
        self.restore = QPushButton()
        self.restore.clicked.connect(self.bring_back)
        self.error = QLabel(wordWrap=True)
        self.error.hide()
        _lay_out(self, [self.view, self.error], self.restore)
        self.view.selectionModel().currentRowChanged.connect(self._allow)
        plan.changed.connect(self._reread)
        room = parent.window().size()
        wide, high = max(980, room.width() * 2 // 3), max(460, room.height() * 3 // 5)
        self.take_size(wide, high=high)
        self._reread()
        self.view.setCurrentIndex(self.table.index(0, 0))
        self.retranslate()

    def bring_back(self) -> None:
        """Write the value before the chosen change as the value of now."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            restore(self._plan, chosen)
            self.error.hide()
        except Problem as problem:
            self.error.setText(self._plan.lang.say(problem.message))
            self.error.show()

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._plan.lang
        name = title_of(self._plan, self._kind, self._id)
        self.setWindowTitle(lang(N_("History: {record}"), record=name))
        self.view.setAccessibleName(lang(N_("History of this record")))
        self.restore.setText(lang(N_("Bring back the value before this change")))
        self.view.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _chosen(self) -> Entry | None:
        row = self.view.currentIndex().row()
        return self.table.entries[row] if 0 <= row < len(self.table.entries) else None

    def _reread(self) -> None:
        """Show what there is now; the chosen change stays chosen, whatever came above it."""
        chosen = self._chosen()
        self.table.show(self._plan.store.history(self._id))
        if chosen is not None:
            self.view.setCurrentIndex(self.table.index_of(chosen))
        self._allow()

    def _allow(self) -> None:
        chosen = self._chosen()
        self.restore.setEnabled(chosen is not None and can_restore(chosen, self._plan))


class BinBox(Box):
    """The deleted records of one kind; each can be brought back as it was."""

    def __init__(self, plan: OpenPlan, kind: type[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "history#bin")
        self._plan, self._kind = plan, kind
        self.table = BinTable(plan, kind, self)
        self.view = PlainTable(self.table)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.empty = QLabel(wordWrap=True)
        self.restore = QPushButton()
        self.restore.clicked.connect(self.bring_back)
        _lay_out(self, [self.view, self.empty], self.restore)
        self.view.selectionModel().currentRowChanged.connect(self._allow)
        plan.changed.connect(self._reread)
        self.take_size(560, high=360)
        self._reread()
        self.view.setCurrentIndex(self.table.index(0, 0))
        self.retranslate()

    def bring_back(self) -> None:
        """Bring the chosen record back from the bin."""
        record = self._chosen()
        if record is not None:
            self._plan.bring_back(BY_RECORD[self._kind].name, record.id)

    def retranslate(self) -> None:
        """Say every word again."""
        lang, kind = self._plan.lang, BY_RECORD[self._kind]
        self.setWindowTitle(lang(N_("Bin: {kind}"), kind=lang(kind.many)))
        self.view.setAccessibleName(self.windowTitle())
        self.empty.setText(lang(N_("Nothing of this kind is in the bin.")))
        self.restore.setText(lang(C_("button", "Bring back")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _chosen(self) -> Any:
        row = self.view.currentIndex().row()
        return self.table.records[row] if 0 <= row < len(self.table.records) else None

    def _reread(self) -> None:
        """Show what there is now; in place of a record that was brought back none is chosen."""
        chosen = self._chosen()
        self.table.reread()
        found = self.table.rowCount() > 0
        self.view.setVisible(found)
        self.empty.setVisible(not found)
        if chosen is not None:
            self.view.setCurrentIndex(self.table.index_of(chosen.id))
        self._allow()

    def _allow(self) -> None:
        can = self._chosen() is not None
        if self.focusWidget() is self.restore and not can:
            self.view.setFocus()  # the next key is not for the button after this one
        self.restore.setEnabled(can)


class BinTable(QAbstractTableModel):
    """Deleted records by what they were called."""

    def __init__(self, plan: OpenPlan, kind: type[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._kind = plan, kind
        self.records: list[Any] = []

    def reread(self) -> None:
        """Read the bin again."""
        name = BY_RECORD[self._kind].name
        self.beginResetModel()
        ids = [record for kind, record in self._plan.store.deleted() if kind == name]
        self.records = [as_it_was(self._plan.store, self._kind, record) for record in ids]
        self.endResetModel()

    def index_of(self, record: UUID) -> QModelIndex:
        """Return where a record is; nowhere when it is not in the bin any more."""
        same = (row for row, each in enumerate(self.records) if each.id == record)
        return self.index(next(same, -1), 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if index.isValid() and role in {_Role.DisplayRole, _Role.ToolTipRole}:
            from ccmdesk.ui.records.words import shown_in

            return shown_in(self._plan).title(self.records[index.row()])
        return None

    def headerData(
        self, _section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(BY_RECORD[self._kind].one)
        return None


def can_restore(entry: Entry, plan: OpenPlan) -> bool:
    """Whether the value before a change can be brought back: of a field that is still known."""
    name, _, _ = split_key(entry.key)
    kind = BY_NAME.get(entry.kind)
    if kind is None or entry.key == DELETED:
        return False
    return name in field_map(kind.record) and plan.store.get(kind.record, entry.record) is not None


def restore(plan: OpenPlan, entry: Entry) -> None:
    """Write the value before *entry* as a new change; raises Problem when it cannot be."""
    kind = BY_NAME[entry.kind].record
    name, language, is_note = split_key(entry.key)
    now = plan.store.get(kind, entry.record)
    before = unflatten(kind, entry.record, {entry.key: entry.old})
    if is_note or is_absent(entry.old):
        plan.set_note(now, name, before.notes[name])
    elif language is not None:
        texts: Texts = getattr(before, name)
        plan.set_field(now, name, texts.get(language) or "", language=language)
    else:
        plan.set_field(now, name, getattr(before, name))


def _mark(entry: Entry) -> tuple[UUID, str]:
    """Return what tells one change of a record from all others."""
    return entry.step, entry.key


def _lay_out(box: QDialog, parts: Sequence[QWidget], action: QPushButton) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.addButton(action, QDialogButtonBox.ButtonRole.ActionRole)
    buttons.rejected.connect(box.close)
    column = QVBoxLayout(box)
    for part in (*parts, buttons):
        column.addWidget(part)
