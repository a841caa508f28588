"""Points of an outline that nobody typed stay where they are, however they are shown."""

from __future__ import annotations

from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from window_plan import plan_of

from ccmdesk.lang.places.notation import Notation
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.values import Polygon, Position
from ccmdesk.ui.main_window import MainWindow

PARTS = ((1234, 5678), (1234, 25671), (11239, 25673), (11237, 15679), (9233, 5671))
POINTS = tuple(Position(445_300_000 + a, 186_700_000 + b) for a, b in PARTS)
Keys = Qt.Key
NOTATIONS = pytest.mark.parametrize("notation", list(Notation))


def _area(window: MainWindow, place: int = 0) -> HazardousArea:
    return plan_of(window).all_of(HazardousArea)[place]


def _row(window: MainWindow) -> Any:
    form = window.records_form()
    assert form is not None
    return form.rows["polygon"]


def _outline(
    window: MainWindow, notation: Notation, *, points: tuple[Position, ...] = POINTS
) -> Any:
    """Return the editor of an area with these points; the table of them has the keyboard."""
    plan = plan_of(window)
    plan.set_field(_area(window), "polygon", Polygon(points))
    plan.set_notation(notation)
    window.open_record(HazardousArea, _area(window).id, "polygon")
    editor = _row(window).editor
    editor.button.click()
    return editor


def _type(editor: Any, row: int, text: str) -> None:
    """Type over a row, and leave it."""
    editor.table.go_to(row)
    QTest.keyClicks(editor.table, text[0])
    line = next(one for one in editor.table.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(line, text[1:])
    editor.table.setFocus()
    settle()


def _saved(window: MainWindow) -> tuple[Position, ...]:
    assert _row(window).commit()
    polygon = _area(window).polygon
    assert polygon is not None
    return polygon.points


@NOTATIONS
@pytest.mark.parametrize("gone", range(5))
def test_a_point_that_goes_leaves_the_others(
    window: MainWindow, notation: Notation, gone: int
) -> None:
    editor = _outline(window, notation)
    editor.table.go_to(gone)
    QTest.keyClick(editor.table, Keys.Key_Delete)
    assert _saved(window) == (*POINTS[:gone], *POINTS[gone + 1 :])


@NOTATIONS
def test_a_point_that_moves_leaves_the_others(window: MainWindow, notation: Notation) -> None:
    editor = _outline(window, notation, points=POINTS[:3])
    editor.table.go_to(2)
    QTest.keyClick(editor.table, Keys.Key_Up, Qt.KeyboardModifier.AltModifier)
    one, two, three = POINTS[:3]
    assert _saved(window) == (one, three, two)
    editor.buttons["up"].click()
    assert _saved(window) == (three, one, two)
    editor.buttons["down"].click()
    assert _saved(window) == (one, three, two)


@NOTATIONS
def test_points_that_are_pasted_leave_the_others(window: MainWindow, notation: Notation) -> None:
    editor = _outline(window, notation)
    editor.table.go_to(2)
    QGuiApplication.clipboard().setText("44.5303 18.673\n44.5307 18.673")
    editor.table.paste()
    pasted = (Position(445_303_000, 186_730_000), Position(445_307_000, 186_730_000))
    assert _saved(window) == (*POINTS[:2], *pasted, *POINTS[2:])


@NOTATIONS
def test_a_point_that_is_typed_leaves_the_others(window: MainWindow, notation: Notation) -> None:
    editor = _outline(window, notation)
    _type(editor, 1, "44.5301 18.674")
    assert _saved(window) == (POINTS[0], Position(445_301_000, 186_740_000), *POINTS[2:])


def test_the_way_from_the_point_before_is_told_anew_where_that_is_another(
    window: MainWindow,
) -> None:
    plan, editor = plan_of(window), _outline(window, Notation.WAY)
    editor.table.go_to(1)
    editor.buttons["remove"].click()
    told = editor.table.rows.texts
    assert _saved(window) == (POINTS[0], *POINTS[2:])
    window.open_record(HazardousArea, _area(window, 1).id)
    window.open_record(HazardousArea, _area(window).id, "polygon")
    assert editor.table.rows.texts == told
    plan.set_notation(Notation.DECIMAL)
    assert editor.table.rows.texts[1] == "44.5311239 18.6725673"


def test_a_way_typed_and_saved_stays_when_the_point_before_goes(window: MainWindow) -> None:
    editor = _outline(window, Notation.DECIMAL)
    _type(editor, 5, "225° 30 m")
    before = _saved(window)
    assert editor.table.rows.texts[5] == "225° 30 m"
    editor.table.go_to(4)
    editor.buttons["remove"].click()
    assert _saved(window) == (*before[:4], before[5])


def test_what_waits_for_a_point_that_nobody_can_read_comes_back_as_exact_as_it_was(
    window: MainWindow,
) -> None:
    editor = _outline(window, Notation.WAY)
    _type(editor, 1, "44.5 99.x")
    assert editor.faults.text().startswith("Point 2:")
    assert len(editor.faults.text().splitlines()) == 1
    window.open_record(HazardousArea, _area(window, 1).id)
    window.open_record(HazardousArea, _area(window).id, "polygon")
    assert editor.table.rows.texts[1] == "44.5 99.x"
    editor.table.go_to(1)
    editor.buttons["remove"].click()
    assert _saved(window) == (POINTS[0], *POINTS[2:])


def _here() -> QWidget:
    """Return what has the keyboard."""
    here = QApplication.focusWidget()
    assert here is not None
    return here


def test_points_are_typed_one_after_another_with_enter(window: MainWindow) -> None:
    editor = _outline(window, Notation.DECIMAL, points=POINTS[:3])
    editor.table.go_to(3)
    typed = ("44.531234, 18.685678", "44.531234, 18.695671", "44.541239, 18.695673")
    for text in typed:
        for sign in text:
            QTest.keyClicks(_here(), sign)
        QTest.keyClick(_here(), Keys.Key_Return)
        settle()
    assert editor.table.rows.texts[3:] == typed
    assert (_here(), editor.table.row) == (editor.table, 6)
