"""Pictures of every screen without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.ui.app import speak
from ccmdesk.ui.shots import SCREENS, WELCOME, save_shots


def test_each_screen_is_saved_in_each_language(
    qapp: QApplication, plan_file: Path, tmp_path: Path
) -> None:
    saved = save_shots(plan_file, tmp_path / "shots", ["ar"])
    speak(qapp, ENGLISH)
    assert {file.stem for file in saved} == {WELCOME, *SCREENS}
    sizes = {(QImage(str(file)).width(), QImage(str(file)).height()) for file in saved}
    assert sizes == {(1366, 728)}
    assert all(file.parent.name == "ar" for file in saved)
