"""The table of the budget by year with the keys of a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from ccmdesk.lang.lang import Lang
from ccmdesk.rules.budget_grid import CellPlace
from ccmdesk.ui.budget.figure_cells import FigureCells
from ccmdesk.ui.budget.grid_model import GridModel
from ccmdesk.ui.budget.row_heads import RowHeads
from ccmdesk.ui.budget.rows import AgreementRow, TotalRow
from ccmdesk.ui.records.few_rows import with_few_rows
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_AROUND, _AROUND_NAME = 18, 26
_NARROWEST = 74
_LOOKED_AT = 60
_ABOVE_AND_BELOW = 6
_Key = Qt.Key
_Hint = QAbstractItemDelegate.EndEditHint
_Trigger = QAbstractItemView.EditTrigger


class GridView(QTableView):
    """Tab goes right, Enter down; typing replaces, F2 changes, Delete empties.

    Ctrl+Tab leaves the table, since Tab does not.
    """

    refused = Signal(QModelIndex)
    """Something was to be typed where nothing can be."""

    copy_asked = Signal()
    paste_asked = Signal()
    empty_asked = Signal()
    open_asked = Signal()

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self._rows = model
        self._fitted = 0
        self._aside: tuple[CellPlace, str, Lang] | None = None
        self.setModel(model)
        self._cells = FigureCells(model, self)
        self.setItemDelegate(self._cells)
        self._heads = RowHeads(self, model)
        self.setVerticalHeader(self._heads)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = _Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed
        self.setEditTriggers(triggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._years = head = TwoLineHeader(self)
        self.setHorizontalHeader(head)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._double)
        model.modelAboutToBeReset.connect(self._put_aside)
        model.modelReset.connect(self.fit)
        model.modelReset.connect(self._open_again)

    def minimumSizeHint(self) -> QSize:
        return with_few_rows(self, super().minimumSizeHint(), scrolls_across=True)

    def fit(self) -> None:
        """Give every column what its figures need, and all of them the same share of the rest."""
        metrics, self._fitted = self.fontMetrics(), self.width()
        self._heads.setDefaultSectionSize(metrics.height() + _ABOVE_AND_BELOW)
        count = self._rows.columnCount()
        if not count:
            return
        frame = 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        room = self.width() - frame
        needed = [self._needed(column) for column in range(count)]
        in_one_line = [max(width, self._named(column)) for column, width in enumerate(needed)]
        if sum(in_one_line) + self._heads.least_width() <= room:
            needed = in_one_line
        self._heads.fit(room - sum(needed))
        spare = room - self._heads.width() - sum(needed)
        for column, width in enumerate(needed):
            self.setColumnWidth(column, width + max(spare, 0) // count)
        self.updateGeometries()

    def select(self, index: QModelIndex) -> None:
        """Go to a cell."""
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter before a menu that means the next record by it."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and self._asked(event) == self.open_asked:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._asked(event)
        if asked is not None:
            asked.emit()
        elif event.key() in {_Key.Key_Return, _Key.Key_Enter}:
            self._step(down=1)
        elif event.key() in {_Key.Key_Tab, _Key.Key_Backtab}:
            self._tab(event)
        elif self._types(event) and self._rows.refusal(self.currentIndex()):
            self.refused.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Stay in a line with what could not be written; else go where the key leads."""
        if self._cells.kept and hint != _Hint.RevertModelCache:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._cells.kept, self._cells.line = False, None
        super().closeEditor(editor, _Hint.NoHint)
        match hint:
            case _Hint.SubmitModelCache:
                self._step(down=1)
            case _Hint.EditNextItem:
                self._step(right=1)
            case _Hint.EditPreviousItem:
                self._step(right=-1)

    @property
    def typed_at(self) -> CellPlace | None:
        """The cell of which the line is open, such as one with what cannot be written."""
        return None if self._cells.line is None else self._cells.place

    @property
    def hidden(self) -> CellPlace | None:
        """The cell for which something is typed that is not among the rows shown."""
        return None if self._aside is None else self._aside[0]

    def save(self) -> None:
        """Write what is typed and close its line."""
        line = self._cells.line
        if line is not None:
            self.commitData(line)
            self.closeEditor(line, _Hint.NoHint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._fitted:
            self.fit()

    def _put_aside(self) -> None:
        """Take what is typed out of its line: Qt closes the line where the rows become others."""
        line, place = self._cells.line, self.typed_at
        if line is None or place is None or self._cells.writes:
            return
        if line.isModified():
            self._aside = place, line.text(), self._cells.typed_in
        self._cells.kept, self._cells.line = False, None
        super().closeEditor(line, _Hint.NoHint)

    def _open_again(self) -> None:
        """Go on typing in the cell that was typed into, wherever its row stands now."""
        index = None if self._aside is None else self._rows.index_of(self._aside[0])
        if index is None or self._aside is None:
            return
        (_, text, typed_in), self._aside = self._aside, None
        self.select(index)
        self.edit(index)
        if self._cells.line is not None:
            self._cells.line.setText(text)
            self._cells.line.setModified(True)
            self._cells.typed_in = typed_in

    def _asked(self, event: QKeyEvent) -> SignalInstance | None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_asked
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.paste_asked
        if event.key() == _Key.Key_Delete and not control:
            return self.empty_asked
        if event.key() in {_Key.Key_Return, _Key.Key_Enter} and control:
            return self.open_asked
        return None

    def _tab(self, event: QKeyEvent) -> None:
        ahead = event.key() == _Key.Key_Tab
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            QWidget.focusNextPrevChild(self, ahead)
        else:
            self._step(right=1 if ahead else -1)

    def _types(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        letter = bool(event.text()) and event.text().isprintable() and not control
        return letter or event.key() == _Key.Key_F2

    def _step(self, *, right: int = 0, down: int = 0) -> None:
        """Move the cursor; past the end of a row it goes on in the next one."""
        here, columns = self.currentIndex(), self._rows.columnCount()
        if not here.isValid():
            return
        place = here.row() * columns + here.column() + right + down * columns
        if 0 <= place < columns * self._rows.rowCount():
            self.select(self._rows.index(*divmod(place, columns)))

    def _double(self, index: QModelIndex) -> None:
        if self._rows.refusal(index):
            self.refused.emit(index)

    def _named(self, column: int) -> int:
        """Return what a heading needs to stand in one line."""
        name = str(self._rows.headerData(column, Qt.Orientation.Horizontal))
        return self.fontMetrics().horizontalAdvance(name) + _AROUND_NAME

    def _needed(self, column: int) -> int:
        """Return what the widest of the first figures and of the totals needs."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        rows = self._rows.rows
        always = (TotalRow, AgreementRow)
        looked_at = [n for n, row in enumerate(rows) if n < _LOOKED_AT or isinstance(row, always)]
        texts = [str(self._rows.index(row, column).data()) for row in looked_at]
        wide = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        return max(wide + _AROUND, self._years.least_width(column), _NARROWEST)
