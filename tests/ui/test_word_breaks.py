"""Texts of scripts without spaces break between words where they are shown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from ccmdesk.ui.labels import text_label
from ccmdesk.ui.word_breaks import HERE, breakable

LAO = "ການເກັບກູ້ລະເບີດລູກຫວ່ານໃນແຂວງສະຫວັນນະເຂດ" * 3
KHMER = "ការបោសសម្អាតគ្រាប់បែកចង្កោមនៅខេត្តស្ទឹងត្រែង" * 3
ROOM = 300


def _widths(text: str) -> list[float]:
    """Return the width of each line of *text* in ROOM pixels."""
    layout, widths = QTextLayout(text, QApplication.font()), []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(ROOM)
        widths.append(line.naturalTextWidth())
    layout.endLayout()
    return widths


@pytest.mark.parametrize("text", [LAO, KHMER])
def test_long_texts_without_spaces_stay_within_their_room(qapp: QApplication, text: str) -> None:
    assert max(_widths(text)) > ROOM
    shown = breakable(text)
    assert max(_widths(shown)) <= ROOM
    assert shown.replace(HERE, "") == text


def test_a_label_breaks_them_and_leaves_others_alone(qapp: QApplication) -> None:
    label = text_label()
    label.setText(f"{LAO} 42")
    assert HERE in label.text()
    label.setFixedWidth(ROOM)
    assert label.heightForWidth(ROOM) > 2 * label.fontMetrics().height()
    for other in ("Survey of 42 villages", "在学校开展非技术调查", "إزالة الألغام"):
        label.setText(other)
        assert label.text() == other
