"""The cells of a table: a text that is too long ends in … where its reading ends."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ccmdesk.ui.direction import elided
from ccmdesk.ui.records.laid_texts import LaidTexts
from ccmdesk.ui.records.table_model import Index, RecordTable

_BESIDE, _BESIDE_FIGURE = 3, 9
"""Pixels that keep a text, and a figure at the right, apart from the next column."""


_State = QStyle.StateFlag
_CHOSEN, _FOCUSED = _State.State_Selected.value, _State.State_HasFocus.value
_ENABLED, _ACTIVE = _State.State_Enabled.value, _State.State_Active.value
_LIT = _CHOSEN | _State.State_MouseOver.value
"""States in which a cell has a ground of its own. As numbers: each cell is asked for them."""

_PANEL = QStyle.PrimitiveElement.PE_PanelItemViewItem
_Group = QPalette.ColorGroup


class Cells(QStyledItemDelegate):
    """Cuts texts short by their own direction, not by that of the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.upright, self._slanted = LaidTexts(), LaidTexts()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows = index.model()
        if isinstance(rows, RecordTable):
            self._paint_record(painter, option, index)
        else:
            self._paint_other(painter, option, index)

    def _paint_other(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole: Any = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        view: QWidget = whole.widget
        style = view.style()
        if whole.state.value & _LIT:
            style.drawPrimitive(_PANEL, whole, painter, view)
        whole.rect = inside(whole.rect, whole.displayAlignment)
        room = whole.rect.width() - 2 * _margin(style)
        whole.text = elided(whole.text, QFontMetrics(whole.font), room)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, view)

    def _paint_record(self, painter: QPainter, whole: Any, index: Index) -> None:
        """Paint a cell of records as the style would, which asks for seven things of each."""
        rows: Any = index.model()
        view: QWidget = whole.widget
        row, column, state, style = index.row(), index.column(), whole.state.value, view.style()
        if state & _LIT:
            style.drawPrimitive(_PANEL, whole, painter, view)
        slanted, side, margin = (
            rows.is_borrowed(row, column),
            rows.alignment(column),
            _margin(style),
        )
        painter.setFont(_slanted(whole.font) if slanted else whole.font)
        painter.setPen(_ink(whole.palette, state))
        painter.setLayoutDirection(whole.direction)
        room = inside(whole.rect, side).adjusted(margin, 0, -margin, 0)
        texts = self._slanted if slanted else self.upright
        texts.draw(painter, room, rows.cell(row, column), side=side)
        if state & _FOCUSED:
            style.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, whole, painter, view)


def _slanted(font: QFont) -> QFont:
    slanted = QFont(font)
    slanted.setItalic(True)
    return slanted


def _ink(palette: QPalette, state: int) -> QColor:
    shown = _Group.Normal if state & _ACTIVE else _Group.Inactive
    role = QPalette.ColorRole.HighlightedText if state & _CHOSEN else QPalette.ColorRole.Text
    return palette.color(shown if state & _ENABLED else _Group.Disabled, role)


def _margin(style: QStyle) -> int:
    return style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1


def inside(rect: QRect, side: Qt.AlignmentFlag) -> QRect:
    """Return where in *rect* a text stands that is put at one *side*: figures are at the right."""
    after = _BESIDE_FIGURE if side & Qt.AlignmentFlag.AlignRight else _BESIDE
    return rect.adjusted(_BESIDE, 0, -after, 0)
