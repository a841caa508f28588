"""A list of several records gets all values that are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codes import MunitionCode
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.several_box import SeveralBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Keys = Qt.Key
FIRST, SECOND, OWN = (MunitionCode(code) for code in ("BLU-97", "BLU-26", "CBU-99"))
PATIENCE_MS = 30_000


def _areas(plan: OpenPlan) -> list[HazardousArea]:
    return list(plan.all_of(HazardousArea)[:2])


@pytest.fixture
def box(plan: OpenPlan, qtbot: QtBot) -> Iterator[SeveralBox]:
    """The box about the munitions of two areas; the first has one already."""
    plan.set_field(_areas(plan)[0], "munitions", (OWN,))
    page = QWidget()
    qtbot.addWidget(page)
    box = SeveralBox(plan, HazardousArea, tuple(one.id for one in _areas(plan)), parent=page)
    box.show()
    box.activateWindow()
    assert QTest.qWaitForWindowActive(box)
    box.choose("munitions")
    yield box
    assert page.isHidden()  # it lives as long as its box


def _choose(box: SeveralBox, text: str) -> None:
    """Type a name, and take the first that is offered for it."""
    editor: Any = box.editor
    line = editor.combo.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    popup = editor.combo.completer().popup()
    QTest.keyClick(popup, Keys.Key_Down)
    QTest.keyClick(popup, Keys.Key_Return)
    settle()


def _chips(box: SeveralBox) -> list[QPushButton]:
    editor: Any = box.editor
    return [chip for chip in editor.chips.findChildren(QPushButton) if chip.isVisible()]


def _codes(box: SeveralBox) -> list[str]:
    return [chip.accessibleName().rpartition(" ")[2] for chip in _chips(box)]


def test_two_values_that_are_chosen_are_both_written(
    plan: OpenPlan, box: SeveralBox, qtbot: QtBot
) -> None:
    _choose(box, "BLU-97")
    _choose(box, "BLU-26")
    assert _codes(box) == ["BLU-97", "BLU-26"]
    qtbot.waitUntil(box.change_button.isEnabled, timeout=PATIENCE_MS)
    box.change_button.click()
    assert [one.munitions for one in _areas(plan)] == [(OWN, FIRST, SECOND), (FIRST, SECOND)]


def test_a_list_is_replaced_only_when_that_is_asked_for(
    plan: OpenPlan, box: SeveralBox, qtbot: QtBot
) -> None:
    assert box.adds.isVisible()
    assert box.adds.isChecked()
    settle()
    box.adds.setFocus()
    QTest.keyClick(box.adds, Keys.Key_Down)
    assert box.replaces.isChecked()
    _choose(box, "BLU-97")
    qtbot.waitUntil(lambda: box.found is not None and box.found.over == 1, timeout=PATIENCE_MS)
    box.change_button.click()
    assert [one.munitions for one in _areas(plan)] == [(FIRST,), (FIRST,)]


def test_nothing_is_added_without_a_value(box: SeveralBox, qtbot: QtBot) -> None:
    _choose(box, "BLU-97")
    qtbot.waitUntil(box.change_button.isEnabled, timeout=PATIENCE_MS)
    _chips(box)[0].click()
    qtbot.waitUntil(lambda: box.found is None, timeout=PATIENCE_MS)
    assert not box.change_button.isEnabled()
    box.choose("size_m2")
    assert not box.adds.isVisible()
    assert not box.replaces.isVisible()


def test_a_value_that_was_chosen_is_taken_out_again(box: SeveralBox) -> None:
    editor: Any = box.editor
    _choose(box, "BLU-97")
    _choose(box, "BLU-26")
    assert editor.combo.text() == ""
    _chips(box)[0].click()
    settle()
    assert editor.value() == (SECOND,)
    assert _codes(box) == ["BLU-26"]


def test_tab_leads_from_the_field_through_the_value_to_the_buttons(box: SeveralBox) -> None:
    box.field.setFocus()
    reached = []
    for _ in range(12):
        here = box.focusWidget()
        reached.append(here)
        if here is box.close_button:
            break
        QTest.keyClick(here, Keys.Key_Tab)
    editor: Any = box.editor
    assert reached[0] is box.field
    assert any(editor.isAncestorOf(one) for one in reached)
    assert reached[-1] is box.close_button
