"""Updates in the window: versions in use, a file that is asked about, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ccmdesk.__main__ import are_for_window
from ccmdesk.actions.updates.packs_in_use import PACK_LIST, packs_in_use
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.launch import LEFT
from ccmdesk.ui import opening
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.run import tell_of_updates
from ccmdesk.ui.settings_dialog import SettingsDialog
from ccmdesk.ui.trust.question_box import QuestionBox
from ccmdesk.ui.updates.dialog import UpdatesDialog
from ccmdesk.version import VERSION
from update_makers import ROW, SAID, newer_sources, pack_update


@pytest.fixture
def update(tmp_path: Path) -> Path:
    newer_sources(tmp_path / "packs", ROW)
    return pack_update(tmp_path, tmp_path / "packs")


@pytest.fixture
def dialog(window: MainWindow) -> UpdatesDialog:
    return window.doings.updates()


def _ready(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=60_000)


def _asked(dialog: UpdatesDialog) -> QuestionBox:
    box = dialog.box
    assert box is not None
    return box


def _words(box: QuestionBox) -> str:
    return "\n".join(label.text() for label in _labels(box))


def test_an_update_is_asked_about_put_in_use_and_gone_back_from(
    window: MainWindow, update: Path, qtbot: QtBot
) -> None:
    data = window.doings.folder
    assert are_for_window([str(update)])
    window.doings.take_asked(str(update))
    dialog = window.findChild(UpdatesDialog)
    assert dialog is not None
    _ready(window, qtbot)
    box = _asked(dialog)
    words = _words(box)
    assert "Anna" in words
    assert "Nobody here has compared their key yet" in words
    assert "now 2026.11, then 2027.1" in words
    assert "A source more." in words
    box.do_button.click()
    _ready(window, qtbot)
    assert "compare all groups" in box.notice.accessibleName()
    assert not (data / PACK_LIST).exists()
    box.fields[0].setText(SAID)
    box.do_button.click()
    _ready(window, qtbot)
    assert "from the next start" in dialog.notice.accessibleName()
    assert "It is in use." in dialog.listed.text()
    assert "TEST-1" in packs_in_use(data).packs.sources
    assert "TEST-1" not in opening.packs().sources
    back = dialog.back_buttons
    assert not back[UpdateKind.PROGRAM].isVisible()
    back[UpdateKind.PACKS].click()
    assert "no longer in use" in dialog.notice.accessibleName()
    assert not back[UpdateKind.PACKS].isVisible()
    assert "TEST-1" not in packs_in_use(data).packs.sources


def test_a_key_is_revoked_by_its_fingerprint(
    window: MainWindow, dialog: UpdatesDialog, update: Path, qtbot: QtBot
) -> None:
    dialog.revoke_button.click()
    box = _asked(dialog)
    box.fields[0].setText("ABCD")
    box.do_button.click()
    _ready(window, qtbot)
    assert "not a key fingerprint" in box.notice.accessibleName()
    box.fields[0].setText(SAID)
    box.do_button.click()
    _ready(window, qtbot)
    assert "refused from now on" in dialog.notice.accessibleName()
    dialog.look_at(update)
    _ready(window, qtbot)
    assert "is revoked here" in dialog.notice.accessibleName()
    assert dialog.box is box


def test_what_is_no_update_is_told_in_the_box(
    window: MainWindow, dialog: UpdatesDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.ccmu").write_bytes(b"nothing")
    dialog.look_at(tmp_path / "x.ccmu")
    _ready(window, qtbot)
    assert dialog.box is None
    assert "x.ccmu is not an update of ccmdesk" in dialog.notice.accessibleName()
    assert dialog.file_button.isEnabled()


def test_a_damaged_list_is_told_in_the_box(window: MainWindow) -> None:
    path = window.doings.folder / PACK_LIST
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{")
    dialog = window.doings.updates()
    assert "cannot be read" in dialog.notice.accessibleName()


def test_the_settings_name_the_version_and_lead_to_the_updates(window: MainWindow) -> None:
    settings = window.doings.open_settings()
    assert isinstance(settings, SettingsDialog)
    assert VERSION in [label.text().removeprefix("ccmdesk ") for label in _labels(settings)]
    settings.updates_button.click()
    assert [each.isVisible() for each in window.findChildren(UpdatesDialog)] == [True]


def _labels(widget: QWidget) -> list[QLabel]:
    return list(widget.findChildren(QLabel))


def test_the_start_says_when_a_version_or_its_packs_were_left(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LEFT, "9.0.0")
    tell_of_updates(window)
    assert "ccmdesk 9.0.0 did not work" in window.notice.accessibleName()
    window.notice.clear()
    tell_of_updates(window)
    assert not window.notice.isVisible()


def test_a_start_with_damaged_packs_says_so_and_has_those_of_the_program(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = window.doings.folder / PACK_LIST
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{")
    monkeypatch.setattr(opening, "_IN_USE", [])
    monkeypatch.setattr(opening, "_FOLDERS", [])
    opening.use_packs_of(window.doings.folder)
    tell_of_updates(window)
    assert "those of the program are in use" in window.notice.accessibleName()
    assert opening.packs().states
