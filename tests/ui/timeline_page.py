"""The time line of a window, for tests: its page, its rows, and places on its bars."""

from __future__ import annotations

from pseudo import settle
from PySide6.QtCore import QPoint, QPointF, Qt

from ccmdesk.rules.shifting import Part
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.timeline.page import TimelinePage

Left, Right = Qt.Key.Key_Left, Qt.Key.Key_Right


def timeline(window: MainWindow) -> TimelinePage:
    window.open_page("timeline")
    settle()
    page = window.pages.currentWidget()
    assert isinstance(page, TimelinePage)
    return page


def place_on(page: TimelinePage, row: int, part: Part) -> QPoint:
    """Return a point on a bar: its middle, or just inside one of its ends."""
    picture, lane = page.chart.picture, page.rows.lanes[row]
    assert picture is not None
    assert lane.span is not None
    bar = picture.bar(picture.bands.of_row[row], lane.span)
    first = picture.across.x(picture.across.of(lane.span.start))
    last = picture.across.x(picture.across.after(lane.span.end))
    inward = 2 if last > first else -2
    x = {Part.START: first + inward, Part.END: last - inward, Part.WHOLE: bar.center().x()}[part]
    return QPointF(x, bar.top() + 3).toPoint()
