"""The cells of the budget by year: how a figure looks, and the line it is typed into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ccmdesk.rules.budget_grid import CellPlace
from ccmdesk.ui.budget.grid_model import LOOK, GridModel
from ccmdesk.ui.budget.row_heads import starts_block
from ccmdesk.ui.records.table_model import Index

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
_Role = QPalette.ColorRole
_BESIDE = 5
"""Pixels that put a figure below the end of its heading."""


class AmountLine(QLineEdit):
    """A figure runs from left to right and stands at the right in every language."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(_RIGHT | Qt.AlignmentFlag.AlignVCenter)


class FigureCells(QStyledItemDelegate):
    """Computed figures lean, sums are bold, marks are muted; a line stands over each activity."""

    def __init__(self, model: GridModel, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = model
        self.line: AmountLine | None = None
        """The line in which somebody types now."""

        self.place: CellPlace | None = None
        """The cell of that line."""

        self.typed_in = model.lang
        """The language in which it was typed, and so is read."""

        self.writes = False
        """Whether what stands in that line is being written."""

        self.kept = False
        """Whether what was typed last could not be written, so that its line stays open."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        whole: Any = option
        derived, total, empty = index.data(LOOK)
        whole.font.setItalic(derived)
        whole.font.setBold(total)
        if empty:
            whole.palette.setColor(_Role.Text, whole.palette.color(_Role.PlaceholderText))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole: Any = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        view: QWidget = whole.widget
        style = view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, whole, painter, view)
        whole.rect = whole.rect.adjusted(0, 0, -_BESIDE, 0)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, view)
        if starts_block(self._rows, index.row()):
            edge: Any = option
            painter.save()
            painter.setPen(whole.palette.color(_Role.Mid))
            painter.drawLine(edge.rect.topLeft(), edge.rect.topRight())
            painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = AmountLine(parent)
        line.setAccessibleName(self._rows.lang.join(self._rows.address(index)))
        line.textEdited.connect(self._forget)
        cell = self._rows.cell(index)
        self.place = None if cell is None else cell.place
        self.kept, self.line, self.typed_in = False, line, self._rows.lang
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Write at once on Enter: Qt would do it after the keys that are waiting already.

        Where the window is busy for a moment, the figure for the next cell would be added to this.
        """
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(editor, AmountLine) and _is_enter(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, AmountLine) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, AmountLine) and editor.isModified():
            self.writes = True
            self.kept = not self._rows.write(index, editor.text(), lang=self.typed_in)
            self.writes = False

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        whole: Any = option
        editor.setGeometry(whole.rect)

    def _forget(self) -> None:
        self.kept, self.typed_in = False, self._rows.lang


def _is_enter(event: QEvent) -> bool:
    """Whether the key is one of the two that finish a figure."""
    return isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
