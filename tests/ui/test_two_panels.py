"""Two columns stand beside each other where they have room, else the second below the first."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ccmdesk.ui.scrolled import WholeWidth, scrolled_column
from ccmdesk.ui.side_by_side import SideBySide


def _column(text: str) -> tuple[QVBoxLayout, QLabel]:
    column, label = QVBoxLayout(), QLabel(text)
    label.setMinimumWidth(200)
    column.addWidget(label)
    return column, label


def _page(qtbot: QtBot, panels: SideBySide) -> QWidget:
    page = QWidget()
    scrolled_column(page).addWidget(panels)
    qtbot.addWidget(page)
    return page


def _is_scrolled_sideways(page: QWidget) -> bool:
    (area,) = page.findChildren(WholeWidth)
    return area.inner.width() > area.viewport().width() or area.horizontalScrollBar().isVisible()


def test_the_second_column_goes_below_where_there_is_no_room(qtbot: QtBot) -> None:
    (first, left), (second, right) = _column("first"), _column("second")
    area = _page(qtbot, SideBySide(first, second))
    area.resize(700, 400)
    area.show()
    qtbot.waitUntil(lambda: left.geometry().top() == right.geometry().top())
    area.resize(300, 400)
    qtbot.waitUntil(lambda: right.geometry().top() >= left.geometry().bottom())
    assert not _is_scrolled_sideways(area)
    area.resize(700, 400)
    qtbot.waitUntil(lambda: left.geometry().top() == right.geometry().top())


def test_longer_words_send_the_second_column_below(qtbot: QtBot) -> None:
    (first, left), (second, right) = _column("first"), _column("second")
    area = _page(qtbot, SideBySide(first, second))
    area.resize(500, 400)
    area.show()
    qtbot.waitUntil(lambda: left.geometry().top() == right.geometry().top())
    left.setMinimumWidth(400)
    qtbot.waitUntil(lambda: right.geometry().top() >= left.geometry().bottom())
    assert not _is_scrolled_sideways(area)
