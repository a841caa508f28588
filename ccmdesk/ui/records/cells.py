"""The cells of a table: a text that is too long ends in … where its reading ends."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ccmdesk.ui.direction import elided
from ccmdesk.ui.records.table_model import Index, RecordTable

_BESIDE, _BESIDE_FIGURE = 3, 9
"""Pixels that keep a text, and a figure at the right, apart from the next column."""


_LIT = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
"""States in which a cell has a ground of its own."""


class Cells(QStyledItemDelegate):
    """Cuts texts short by their own direction, not by that of the window."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole: Any = QStyleOptionViewItem(option)
        rows = index.model()
        if isinstance(rows, RecordTable):
            _fill(whole, rows, index)
        else:
            self.initStyleOption(whole, index)
        view: QWidget = whole.widget
        style = view.style()
        if whole.state & _LIT:
            panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
            style.drawPrimitive(panel, whole, painter, view)
        whole.rect = inside(whole.rect, whole.displayAlignment)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, whole, view) + 1
        room = whole.rect.width() - 2 * margin
        whole.text = elided(whole.text, QFontMetrics(whole.font), room)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, view)


def _fill(whole: Any, rows: RecordTable, index: Index) -> None:
    """Say what a cell of records shows: Qt would ask seven times, mostly for nothing."""
    row, column = index.row(), index.column()
    whole.index = index
    whole.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    whole.text = rows.cell(row, column)
    whole.displayAlignment = rows.alignment(column)
    if rows.is_borrowed(row, column):
        slanted = QFont(whole.font)
        slanted.setItalic(True)
        whole.font = slanted


def inside(rect: QRect, side: Qt.AlignmentFlag) -> QRect:
    """Return where in *rect* a text stands that is put at one *side*: figures are at the right."""
    after = _BESIDE_FIGURE if side & Qt.AlignmentFlag.AlignRight else _BESIDE
    return rect.adjusted(_BESIDE, 0, -after, 0)
