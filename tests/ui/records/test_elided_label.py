"""A line that is given the room it asks for is shown whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ccmdesk.ui.app import build_app
from ccmdesk.ui.records.elided import ElidedLabel

TEXTS = [
    "Everything is saved on this computer",
    "Illustrative plan: not the plan of the State",
    "Все сохранено на этом компьютере",
    "كل شيء محفوظ على هذا الحاسوب",
    "所有内容均已保存在本计算机上",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", [10.5, 11.0, 13.1, 21.0])
def test_a_line_as_wide_as_it_asks_to_be_needs_no_dots(
    qtbot: QtBot, text: str, size: float
) -> None:
    build_app(["ccmdesk"])
    label = ElidedLabel()
    qtbot.addWidget(label)
    font = label.font()
    font.setPointSizeF(size)
    label.setFont(font)
    label.setText(text)
    label.resize(label.sizeHint())
    shown = label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, label.width())
    assert shown == text
    assert label.toolTip() == ""
