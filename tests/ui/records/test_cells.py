"""How far a figure stands from the words of the next column."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from ccmdesk.ui.records.cells import Cells

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_figure_stands_apart_from_the_column_at_its_right(
    qtbot: QtBot, way: Qt.LayoutDirection
) -> None:
    table, rows = QTableView(), QStandardItemModel(1, 2)
    figure = QStandardItem("36,000")
    figure.setTextAlignment(_RIGHT | Qt.AlignmentFlag.AlignVCenter)
    rows.setItem(0, 0, figure)
    table.setModel(rows)
    table.setItemDelegate(Cells(table))
    table.setShowGrid(False)
    table.setLayoutDirection(way)
    qtbot.addWidget(table)
    table.show()
    room = table.visualRect(rows.index(0, 0))
    drawn = table.viewport().grab(room).toImage()
    assert 8 < room.width() - _last_inked(drawn, room) < 20


def _last_inked(drawn: QImage, room: QRect) -> int:
    """Return the column of pixels in which the last letter ends."""
    ground = drawn.pixel(0, 0)
    return max(
        x
        for x in range(room.width())
        if any(drawn.pixel(x, y) != ground for y in range(1, room.height() - 1))
    )
