"""What becomes of each text of a file that came back, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ccmdesk.exchange.returned_texts import HELD_BACK, Judged
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.translations.text_table import LANGUAGE
from ccmdesk.ui.translations.words import font_of_language, where_words

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LONGEST = 300
VERDICT = 1
_HEADS = (
    C_("translation", "Text"),
    C_("translation", "What becomes of it"),
    C_("translation", "In the file"),
    C_("translation", "In the plan"),
)


class ReturnedTable(QAbstractTableModel):
    """The texts that are held back can be ticked, to be taken in all the same."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = "en"
        self.texts: Sequence[Judged] = ()
        self.asked: set[int] = set()

    def put(self, texts: Sequence[Judged], language: str) -> None:
        """Show these texts; what was ticked stays ticked."""
        self.beginResetModel()
        self.texts, self._language = texts, language
        self.endResetModel()

    def announce(self) -> None:
        """Say that words or ticks are others."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_HEADS) - 1)
        if self.texts:
            last = self.index(self.rowCount() - 1, len(_HEADS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.texts)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self._can_be_asked(index):
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        judged = self.texts[index.row()]
        language, text = self._cell(judged, index.column())
        match role:
            case _Role.DisplayRole:
                return text[:_LONGEST].replace("\n", " ")
            case _Role.ToolTipRole:
                return text
            case _Role.FontRole:
                return font_of_language(language)
            case _Role.CheckStateRole if index.column() == 0 and self._can_be_asked(index):
                ticked = judged.place in self.asked
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case _ if role == LANGUAGE:
                return language
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole or not self._can_be_asked(index):
            return False
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        change = self.asked.add if ticked else self.asked.discard
        change(self.texts[index.row()].place)
        self.announce()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._desk.lang(_HEADS[section])
        return None

    def _can_be_asked(self, index: _Index) -> bool:
        return self.texts[index.row()].verdict in HELD_BACK

    def _cell(self, judged: Judged, column: int) -> tuple[str, str]:
        """Return the language of a cell and its text."""
        lang, plan, passage = self._desk.lang, self._desk.plan, judged.passage
        match column:
            case 0 if passage is not None and plan is not None:
                return lang.code, where_words(passage, plan)
            case 0:
                place = lang.number(judged.returned.where)
                return lang.code, lang(N_("Line or row {number} of the file"), number=place)
            case 1:
                return lang.code, lang(judged.verdict.label)
            case 2:
                return self._language, judged.text
        now = None if passage is None else passage.texts.get(self._language)
        return self._language, now or ""
