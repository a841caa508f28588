"""Tab: on every page it comes round, and leads to all that the keyboard works with."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from window_plan import page_of

from ccmdesk.ui.find_box import FindBox
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.sections import SECTIONS

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support"), pytest.mark.timeout(300)]

PLACES = [(section.name, "") for section in SECTIONS] + [
    (section.name, view.name) for section in SECTIONS for view in section.views
]
MOST = 150
LED_TO_OTHERWISE = (QLabel, FindBox)
"""A text is clicked to copy from it; the find box takes the keyboard by Ctrl+K."""


def test_tab_comes_round_on_every_page_and_leads_to_every_control(window: MainWindow) -> None:
    left_out = {}
    for section, view in PLACES:
        window.open_page(section)
        if view:
            page_of(window).show_view(view)
        settle()
        wanted = {part for part in window.findChildren(QWidget) if _is_worked_with(part)}
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            left_out[section, view, key.name] = _told(wanted - _round(window, key))
    assert {place: parts for place, parts in left_out.items() if parts} == {}


def _round(window: MainWindow, key: Qt.Key) -> set[QWidget]:
    """Press *key* from the navigation until it is there again; Ctrl leads out of a table."""
    window.nav.setFocus()
    reached: list[QWidget] = []
    while window.nav not in reached:
        here = _focus(window)
        QTest.keyClick(here, key)
        if _focus(window) is here:
            QTest.keyClick(here, key, Qt.KeyboardModifier.ControlModifier)
        reached.append(_focus(window))
        assert len(reached) < MOST, f"it does not come round: {_told(reached)}"
    return set(reached)


def _focus(window: MainWindow) -> QWidget:
    here = window.focusWidget()
    assert here is not None
    return here


def _is_worked_with(part: QWidget) -> bool:
    """Whether a user needs to come to it by Tab; in a group the arrows lead to the others."""
    if not part.isVisible() or not part.isEnabled() or isinstance(part, LED_TO_OTHERWISE):
        return False
    by_keyboard = part.focusPolicy() is not Qt.FocusPolicy.NoFocus and part.focusProxy() is None
    if isinstance(part, QAbstractButton) and part.group() is not None:
        return by_keyboard and part.isChecked()
    return by_keyboard


def _told(parts: Iterable[QWidget]) -> list[str]:
    return sorted(f"{type(part).__name__} {part.accessibleName()!r}" for part in parts)
