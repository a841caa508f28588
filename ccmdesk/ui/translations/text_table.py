"""The list of texts: where each stands in the plan, its source, its translation, its state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ccmdesk.model.words import C_
from ccmdesk.rules.translations import Passage, source_of
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.translations.survey import Survey
from ccmdesk.ui.translations.words import font_of_language, way_of_language, where_words

LANGUAGE = Qt.ItemDataRole.UserRole + 20
STATE = 3
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LONGEST = 300
_NARROW = 150
_HEADS = (
    C_("translation", "Text"),
    C_("translation", "Source"),
    C_("translation", "Translation"),
    C_("translation", "State"),
)


class TextTable(QAbstractTableModel):
    """Words are made when a line is shown, so ten thousand texts cost nothing."""

    def __init__(self, desk: Desk, survey: Survey, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._survey = survey
        survey.renewed.connect(self._reset)
        survey.touched.connect(self.announce)

    def announce(self) -> None:
        """Say that the language, or what the lines say, is another."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_HEADS) - 1)
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(_HEADS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def passage(self, row: int) -> Passage | None:
        """Return the text in one line, None when it is no longer there."""
        rows = self._survey.rows
        return self._survey.passage(rows[row]) if 0 <= row < len(rows) else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._survey.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        passage = self.passage(index.row())
        if passage is None:
            return None
        language, text = self._cell(passage, index.column())
        match role:
            case _Role.DisplayRole:
                return text[:_LONGEST].replace("\n", " ")
            case _Role.ToolTipRole:
                return text
            case _Role.FontRole:
                return font_of_language(language)
            case _ if role == LANGUAGE:
                return language
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._desk.lang(_HEADS[section])
        return None

    def _cell(self, passage: Passage, column: int) -> tuple[str, str]:
        """Return the language of a cell and its text."""
        plan, pair = self._desk.plan, self._survey.pair
        ui_lang = self._desk.lang.code
        if plan is None:
            return ui_lang, ""
        match column:
            case 0:
                return ui_lang, where_words(passage, plan)
            case 1:
                return source_of(passage, pair) or (ui_lang, "")
            case 2:
                return pair.target, passage.texts.get(pair.target) or ""
        return ui_lang, plan.lang(self._survey.state(passage).label)

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()


class OwnDirection(QStyledItemDelegate):
    """Each cell in the direction of its own language, cut short at the end of its own line."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        whole: Any = option
        whole.direction = way_of_language(str(index.data(LANGUAGE) or "en"))
        whole.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        whole.textElideMode = Qt.TextElideMode.ElideRight

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        whole: Any = option
        return QSize(0, QFontMetrics(whole.font).height() + 6)


class TextView(QTableView):
    """A table of texts, of whose columns one is *narrow*; Enter and F2 go to the text."""

    edit_asked = Signal()

    def __init__(self, model: QAbstractTableModel, *, narrow: int) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(OwnDirection(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(narrow, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(narrow, _NARROW)
        self.doubleClicked.connect(lambda _index: self.edit_asked.emit())

    def fit(self, languages: Iterable[str]) -> None:
        """Give every line the height of the tallest of these languages' scripts."""
        fonts = [self.font(), *map(font_of_language, languages)]
        high = max(QFontMetrics(font).height() for font in fonts) + 6
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)
