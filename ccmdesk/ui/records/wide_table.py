"""The table over the whole width: sorts by its headings, and fits its columns to the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.cells import Cells
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.columns import is_number
from ccmdesk.ui.records.squeeze import squeeze
from ccmdesk.ui.records.table_model import RecordTable
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOOKED_AT = 40
"""Rows that decide how wide a column is; reading more would be felt in a long list."""

_WIDEST, _NARROWEST = 240, 60
_LEAST, _LEAST_MAIN = 84, 190
_AROUND = 22


class WideTable(QTableView):
    """One row a record; Enter or a click opens it, Delete puts it in the bin."""

    opened = Signal(QModelIndex)
    delete_asked = Signal()
    sort_asked = Signal(int)

    def __init__(self, plan: OpenPlan, model: RecordTable, *, widths: ColumnWidths) -> None:
        super().__init__()
        self._plan, self._rows = plan, model
        self._widths, self._kind = widths, BY_RECORD[model.kind].name
        self._fitting = False
        self._widest: dict[int, int] = {}
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(Cells(self))
        self._head = head = TwoLineHeader(self)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(self.sort_asked)
        head.sectionResized.connect(self._resized)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._open_menu)
        widths.forgotten.connect(self.fit_columns)
        self.clicked.connect(self.opened)
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._widest.clear)
        model.modelReset.connect(self.fit_columns)

    def column_name(self, column: int) -> str | None:
        """Return the field of a column; None for the one of what is missing."""
        fields = self._rows.fields
        return fields[column].name if column < len(fields) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in _ENTER:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the headings, which the menu key reaches too."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu(self.horizontalHeader().rect().center())

    def fit_columns(self) -> None:
        """Give each column the width the user gave it, else what its first rows need.

        The text that names a record gets the rest.
        """
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        if not self.isVisible() or not self._rows.rowCount():
            return
        kept, fitting = self._widths.of(self._kind), self._fitted()
        self._fitting = True
        for column, width in fitting.items():
            self._head.resizeSection(column, kept.get(self._key(column), width))
        self._fitting = False
        self.updateGeometries()

    def show_columns(self, names: frozenset[str]) -> None:
        """Show the columns of these fields, and always the one that names a record."""
        main, self._fitting = self._main_column(), True
        for column, field in enumerate(self._rows.fields):
            self.setColumnHidden(column, field.name not in names and column != main)
        self._fitting = False
        self.fit_columns()

    def heading_menu(self) -> QMenu:
        """Return the menu of the headings."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reset = menu.addAction(self._plan.lang(C_("menu", "Reset columns")))
        reset.setEnabled(bool(self._widths.of(self._kind)))
        reset.triggered.connect(lambda: self._widths.forget(self._kind))
        return menu

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.fit_columns()

    def _shown(self) -> list[int]:
        columns = range(self._rows.columnCount())
        return [column for column in columns if not self.isColumnHidden(column)]

    def _fitted(self) -> dict[int, int]:
        """Return the width of each column shown by what it holds, together as wide as the table."""
        widths = {column: self._needed(column) for column in self._shown()}
        spare = self.viewport().width() - sum(widths.values())
        if spare > 0:
            widths[self._main_column()] += spare
        else:
            over = squeeze(widths, -spare, least={n: self._least(n) for n in widths})
            squeeze(widths, over, least={n: self._least(n, crowded=True) for n in widths})
        return widths

    def _needed(self, column: int) -> int:
        head = self._head.least_width(column)
        return max(min(self._of_values(column), _WIDEST), head, _NARROWEST)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widest.clear()

    def _of_values(self, column: int) -> int:
        """Return what the first values need; it is asked each time the page is laid out."""
        if column not in self._widest:
            self._widest[column] = self._measured(column)
        return self._widest[column]

    def _measured(self, column: int) -> int:
        metrics = self.fontMetrics()
        texts = (
            str(self._rows.index(row, column).data() or "")
            for row in range(min(_LOOKED_AT, self._rows.rowCount()))
        )
        return max((metrics.horizontalAdvance(text) for text in texts), default=0) + _AROUND

    def _least(self, column: int, *, crowded: bool = False) -> int:
        """Return how narrow a column may become: headings, figures, what is missing stay whole."""
        fields, head = self._rows.fields, self._head.least_width(column)
        if column == len(fields) or is_number(fields[column]):
            return max(self._of_values(column), head, _NARROWEST)
        usual, main = (_NARROWEST, _LEAST) if crowded else (_LEAST, _LEAST_MAIN)
        return max(main if column == self._main_column() else usual, head)

    def _main_column(self) -> int:
        texts = (n for n, field in enumerate(self._rows.fields) if field.type is Texts)
        return next(texts, 0)

    def _key(self, column: int) -> str:
        """Return the name a width is kept under; that of what is missing is no name of a field."""
        return self.column_name(column) or "#missing"

    def _resized(self) -> None:
        if not self._fitting:
            now = {self._key(column): self._head.sectionSize(column) for column in self._shown()}
            self._widths.keep(self._kind, {**self._widths.of(self._kind), **now})

    def _open_menu(self, place: QPoint) -> None:
        self.heading_menu().popup(self.horizontalHeader().mapToGlobal(place))
