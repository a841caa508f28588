"""The head of a page of records goes on in a second line rather than cut a word."""

from __future__ import annotations

import pytest
from pseudo import settle

from ccmdesk.lang.lang import Lang
from ccmdesk.ui.main_window import MainWindow


@pytest.mark.parametrize(("code", "size"), [("ru", 200), ("ar", 200), ("fr", 125), ("en", 100)])
def test_title_and_buttons_are_read_whole(window: MainWindow, code: str, size: int) -> None:
    window.resize(1366, 728)
    window.open_page("needs")
    window.set_language(Lang.load(code))
    window.set_text_size(size)
    settle()
    page = window.pages.records()
    assert page is not None
    head = page.head
    shown = [button for button in head.buttons.values() if button.isVisible()]
    for button in shown:
        assert button.width() >= button.sizeHint().width(), button.text()
        corner = button.mapTo(head, button.rect().bottomRight())
        assert head.rect().contains(corner), button.text()
    whole = head.title.fontMetrics().horizontalAdvance(head.title.text())
    assert head.title.width() >= whole
    lines = {button.mapTo(head, button.rect().topLeft()).y() for button in shown}
    assert len(lines) == (2 if (code, size) == ("ru", 200) else 1)
