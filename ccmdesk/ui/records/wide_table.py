"""The table over the whole width: sorted by its headings, with columns that fit the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ccmdesk.db.filters import has_values
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.values import Texts
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.cells import Cells
from ccmdesk.ui.records.column_fit import ColumnFit
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.columns import COLUMNS
from ccmdesk.ui.records.heading_menu import Heading, HeadingAsks, heading_menu
from ccmdesk.ui.records.narrowing import PLACES
from ccmdesk.ui.records.table_model import RecordTable
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ABOVE_AND_BELOW = 6


class WideTable(QTableView):
    """One row a record; Enter or a click opens it, Delete puts it in the bin.

    Several rows are chosen with Shift and Ctrl, as everywhere; then nothing is opened by a click.
    """

    opened = Signal(QModelIndex)
    delete_asked = Signal()
    sort_asked = Signal(int)
    copy_asked = Signal()
    paste_asked = Signal()
    ordered = Signal(object)
    """The names of the fields in the order their columns were dragged into."""

    def __init__(self, plan: OpenPlan, model: RecordTable, *, widths: ColumnWidths) -> None:
        super().__init__()
        self._plan, self.rows = plan, model
        self._widths, self._kind = widths, BY_RECORD[model.kind].name
        self._fitting = False
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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
        self._fit = ColumnFit(model, head, self)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(self.sort_asked)
        head.setSectionsMovable(True)
        head.sectionMoved.connect(self._drag)
        head.sectionResized.connect(self._resized)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._open_menu)
        widths.forgotten.connect(self.fit_columns)
        self.asks = HeadingAsks(self)
        self.asks.reset.connect(lambda: widths.forget(self._kind))
        self.clicked.connect(self._click)
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._fit.forget)
        model.modelReset.connect(self.fit_columns)

    def column_name(self, column: int) -> str | None:
        """Return the field of a column; None for the one of what is missing."""
        fields = self.rows.fields
        return fields[column].name if column < len(fields) else None

    def chosen_rows(self) -> list[int]:
        """Return the rows that are selected, from the top."""
        ranges: Any = self.selectionModel().selection()
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def choose_more(self, several: Collection[UUID]) -> None:
        """Select, beside the current row, the rows of *several* records that are still here."""
        if len(several) > 1:
            flags, model = QItemSelectionModel.SelectionFlag, self.rows
            more = QItemSelection()
            for first, last in model.ids.stretches(several):
                more.select(model.index(first, 0), model.index(last, 0))
            self.selectionModel().select(more, flags.Select | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.key() in _ENTER:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the heading above the cursor, which the menu key reaches too."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            column = max(self.currentIndex().column(), 0)
            self._open_menu(QPoint(self._head.sectionViewportPosition(column), 0), column)

    def fit_columns(self) -> None:
        """Give each column the width the user gave it, else what its first rows need.

        What is left goes to columns that are cut, then to the text that names a record.
        """
        self._fit_height()
        if not self.isVisible() or not self.rows.rowCount():
            return
        kept = self._widths.of(self._kind)
        fitting = self._fit.widths(self._shown(), self.viewport().width())
        self._resize({n: kept.get(self._key(n), width) for n, width in fitting.items()})

    def _resize(self, widths: Mapping[int, int]) -> None:
        """Give columns their widths at once: told of each, Qt would paint all a second time."""
        before = [self._head.sectionSize(column) for column in widths]
        with QSignalBlocker(self._head):
            for column, width in widths.items():
                self._head.resizeSection(column, width)
        if before != [self._head.sectionSize(column) for column in widths]:
            self.viewport().update()
            self._head.viewport().update()
        if self._head.sizeHint().height() != self._head.height() or before != list(widths.values()):
            self.updateGeometries()

    def _fit_height(self) -> None:
        """Make each row as high as the letters need; Qt goes through all of them to do so."""
        rows, high = self.verticalHeader(), self.fontMetrics().height() + _ABOVE_AND_BELOW
        if rows.defaultSectionSize() != high:
            with QSignalBlocker(rows):
                rows.setDefaultSectionSize(high)
            self.doItemsLayout()

    def show_columns(self, names: frozenset[str]) -> None:
        """Show the columns of these fields, and always the one that names a record."""
        main, self._fitting = self._fit.main, True
        for column, field in enumerate(self.rows.fields):
            self.setColumnHidden(column, field.name not in names and column != main)
        self._fitting = False
        self.fit_columns()

    def heading_menu(self, column: int = -1) -> QMenu:
        """Return the menu of a heading."""
        fields = self.rows.fields
        field = fields[column] if 0 <= column < len(fields) else None
        repeats = field is not None and (field.type is not Texts or field.name in PLACES)
        usual = [known.name for known in fields] == COLUMNS[self.rows.kind].split()
        of = Heading(
            column=column if column < len(fields) else -1,
            narrows=field is not None and repeats and has_values(field),
            resets=bool(self._widths.of(self._kind)) or not usual,
        )
        return heading_menu(self._plan, of, self.asks, parent=self)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.fit_columns()

    def _shown(self) -> list[int]:
        columns = range(self.rows.columnCount())
        return [column for column in columns if not self.isColumnHidden(column)]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit.forget()

    def _key(self, column: int) -> str:
        """Return the name a width is kept under; that of what is missing is no name of a field."""
        return self.column_name(column) or "#missing"

    def _resized(self) -> None:
        if not self._fitting:
            now = {self._key(column): self._head.sectionSize(column) for column in self._shown()}
            self._widths.keep(self._kind, {**self._widths.of(self._kind), **now})

    def _open_menu(self, place: QPoint, column: int | None = None) -> None:
        under = self._head.logicalIndexAt(place) if column is None else column
        self.heading_menu(under).popup(self._head.mapToGlobal(place))

    def _click(self, index: QModelIndex) -> None:
        """Open the record, unless the click only chooses one more row."""
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not QGuiApplication.keyboardModifiers() & several:
            self.opened.emit(index)

    def _drag(self, *_places: int) -> None:
        if not self._fitting:
            QTimer.singleShot(0, self, self._tell_order)

    def _tell_order(self) -> None:
        """Say the order of the columns; the model takes it, the headings are as they were."""
        count = self.rows.columnCount()
        order = [self.column_name(self._head.logicalIndex(place)) for place in range(count)]
        self._fitting = True
        for column in range(count):
            self._head.moveSection(self._head.visualIndex(column), column)
        self._fitting = False
        self.ordered.emit(tuple(name for name in order if name is not None))
