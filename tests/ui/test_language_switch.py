"""Another language of the window: everything says itself again, and is painted once."""

from __future__ import annotations

import pytest
from pseudo import settle
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from window_plan import page_of

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.wide_table import WideTable


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def _paints_of(window: MainWindow, language: str) -> list[int]:
    (table,) = [one for one in page_of(window).findChildren(WideTable) if one.isVisible()]
    seen = [window.nav.viewport(), table.viewport()]
    counts = [Paints(widget) for widget in seen]
    window.do(f"language {language}")
    settle()
    return [each.count for each in counts]


@pytest.mark.parametrize("language", ["ar", "zh", "ru"])
def test_list_and_navigation_are_painted_once(window: MainWindow, language: str) -> None:
    window.open_page("plan")
    for code in (language, "en"):  # the fonts of a language are loaded once
        window.do(f"language {code}")
        settle()
    assert _paints_of(window, language) == [1, 1]
    assert _paints_of(window, "en") == [1, 1]


def test_what_can_be_undone_is_worded_in_the_new_language(window: MainWindow) -> None:
    window.open_page("plan")
    before = window.commands.actions["undo"].text()
    window.do("language fr")
    settle()
    after = window.commands.actions["undo"].text()
    assert after != before
    assert after.startswith("Annuler")
    assert SHIPPED["fr"].name in window.top.language_button.text()
