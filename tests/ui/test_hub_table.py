"""Rows of the hub's tables have a second line where a text would be cut, and only there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ccmdesk.actions.hub.screen import ScreenTable
from ccmdesk.ui.hub.table_view import TableView, shared

LONG = "Risk education for returnees in the eastern provinces"


def _view(qtbot: QtBot, width: int) -> TableView:
    view = TableView(lambda _state: (), lambda: "Choose a row.")
    qtbot.addWidget(view)
    view.resize(width, 400)
    view.show()
    rows = (("Lao PDR", LONG, "7"), ("Lebanon", LONG, "12"))
    view.show_table(
        ScreenTable(
            anchor="needs",
            title="Needs",
            about="",
            head=("State", "Need", "Years"),
            rows=rows,
            states=("LAO", "LBN"),
        )
    )
    return view


def test_a_text_that_is_cut_goes_on_in_a_second_line(qtbot: QtBot) -> None:
    narrow, wide = _view(qtbot, 300), _view(qtbot, 1200)
    line = narrow.fontMetrics().lineSpacing()
    assert narrow.table.rowHeight(0) >= 2 * line
    assert narrow.table.rowHeight(0) == narrow.table.rowHeight(1)
    assert wide.table.rowHeight(0) < 2 * line
    narrow.resize(1200, 400)
    qtbot.waitUntil(lambda: narrow.table.rowHeight(0) < 2 * line)


def test_the_widest_column_is_cut_first_and_none_below_its_heading() -> None:
    assert shared([100, 400, 50], [80, 80, 50], 600) == [100, 400, 50]
    first, second, third = shared([100, 400, 50], [80, 80, 50], 400)
    assert (first, third) == (100, 50)
    assert 200 < second <= 250
    assert shared([300, 300], [120, 90], 100) == [120, 90]
