"""Encrypted plans in the window: opened by passphrase or code, encrypted, locked, plain again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity, make_plan, page_of, plan_of

from ccmdesk.actions.keep_backups import backups_of
from ccmdesk.actions.plan_key import encrypt_plan, key_by_passphrase
from ccmdesk.db.key_beside import key_file, recovery_code
from ccmdesk.model.problem import Problem
from ccmdesk.ui.encrypted.dialog import EncryptionDialog
from ccmdesk.ui.encrypted.locked_page import LockedPage
from ccmdesk.ui.encrypted.new_passphrase_dialog import NewPassphraseDialog
from ccmdesk.ui.encrypted.passphrase_dialog import PassphraseDialog
from ccmdesk.ui.main_window import MainWindow
from server_plans import copied_to_server, link_to

GOOD, BETTER = "seven quiet green hills", "nine other loud rivers"
PATIENCE_MS = 60_000


@pytest.fixture
def secret(plan_file: Path) -> Path:
    """An encrypted plan on a file."""
    encrypt_plan(plan_file, GOOD)
    return plan_file


def box_of(kind: type[Any]) -> Any:
    """Return the box of a kind that is shown."""
    (box,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and seen(one)]
    return box


def seen(widget: QWidget) -> bool:
    return widget.isVisible()


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)


def give(box: PassphraseDialog | LockedPage, typed: str, window: MainWindow, qtbot: QtBot) -> None:
    box.ask.field.setText(typed)
    box.open_button.click()
    settled(window, qtbot)


def new_passphrase(typed: str, again: str) -> NewPassphraseDialog:
    box: NewPassphraseDialog = box_of(NewPassphraseDialog)
    box.first.setText(typed)
    box.again.setText(again)
    box.done_button.click()
    return box


def encryption_of(window: MainWindow) -> EncryptionDialog:
    window.do("encryption")
    dialog: EncryptionDialog = box_of(EncryptionDialog)
    return dialog


def test_the_plan_of_last_time_is_opened_by_its_passphrase(
    open_on: OpenWindow, secret: Path, qtbot: QtBot
) -> None:
    window = open_on(secret)
    box = box_of(PassphraseDialog)
    assert window.desk.plan is None
    assert box.ask.field.echoMode() == QLineEdit.EchoMode.Password
    box.ask.shows.click()
    assert box.ask.field.echoMode() == QLineEdit.EchoMode.Normal
    give(box, "seven quiet green hill", window, qtbot)
    assert "does not open the plan plan.ccmdesk" in box.ask.told.text()
    assert box.ask.field.isEnabled()
    assert window.desk.plan is None
    give(box, GOOD, window, qtbot)
    assert plan_of(window).store.path == secret
    assert page_of(window) is not None


def test_enter_opens_what_was_typed(open_on: OpenWindow, secret: Path, qtbot: QtBot) -> None:
    window = open_on(secret)
    box = box_of(PassphraseDialog)
    QTest.keyClicks(box.ask.field, GOOD)
    QTest.keyClick(box.ask.field, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert window.desk.file == secret


def test_leaving_the_box_leaves_the_plan_that_is_open(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = make_plan(tmp_path / "other.ccmdesk")
    encrypt_plan(other, GOOD)
    before = window.desk.plan
    assert not window.doings.open_plan(other)
    box_of(PassphraseDialog).leave_button.click()
    settled(window, qtbot)
    assert window.desk.plan is before
    assert window.desk.state.plan != str(other)
    window.doings.take_file(other)
    give(box_of(PassphraseDialog), GOOD, window, qtbot)
    assert window.desk.file == other


def test_a_lost_passphrase_is_replaced_by_the_code(
    open_on: OpenWindow, secret: Path, qtbot: QtBot
) -> None:
    code = recovery_code(key_by_passphrase(secret, GOOD))
    window = open_on(secret)
    box = box_of(PassphraseDialog)
    box.ask.lost.click()
    give(box, code[:-1] + ("A" if code[-1] != "A" else "B"), window, qtbot)
    assert "This is not the code of a recovery sheet" in box.ask.told.text()
    give(box, code.lower(), window, qtbot)
    assert window.desk.file == secret
    window.notice.buttons[0].click()
    new_passphrase(BETTER, BETTER)
    settled(window, qtbot)
    assert key_by_passphrase(secret, BETTER)


def test_a_damaged_and_a_missing_key_file_have_words_of_their_own(
    open_on: OpenWindow, secret: Path, qtbot: QtBot
) -> None:
    code = recovery_code(key_by_passphrase(secret, GOOD))
    key_file(secret).write_bytes(b"{}")
    window = open_on(secret)
    box = box_of(PassphraseDialog)
    give(box, GOOD, window, qtbot)
    assert "key file plan.ccmdesk.key beside the plan is damaged" in box.ask.told.text()
    box.leave_button.click()
    key_file(secret).unlink()
    assert not window.doings.open_plan(secret)
    window.notice.buttons[0].click()
    give(box_of(PassphraseDialog), code, window, qtbot)
    assert window.desk.file == secret


def test_a_plan_is_encrypted_and_made_plain_where_the_user_is(
    window: MainWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: Any
) -> None:
    plan, activity = first_activity(window)
    window.open_record(type(activity), activity.id)
    dialog = encryption_of(window)
    assert "is not encrypted" in dialog.state.text()
    assert not dialog.lock_after.isEnabled()
    dialog.encrypt_button.click()
    assert new_passphrase("too short", "too short").notice.isVisible()
    assert new_passphrase(GOOD, BETTER).notice.isVisible()
    new_passphrase(GOOD, GOOD)
    settled(window, qtbot)
    assert plan_of(window) is not plan
    assert not plan_file.read_bytes().startswith(b"SQLite format 3")
    assert "Its key is in plan.ccmdesk.key" in dialog.state.text()
    records = window.pages.records()
    assert records is not None
    assert records.current() == (type(activity), activity.id)
    sheet = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(sheet), ""))
    dialog.notice.buttons[0].click()
    settled(window, qtbot)
    assert sheet.read_bytes().startswith(b"%PDF")
    dialog.plain_button.click()
    give(box_of(PassphraseDialog), GOOD, window, qtbot)
    settled(window, qtbot)
    assert plan_file.read_bytes().startswith(b"SQLite format 3")
    assert not key_file(plan_file).exists()
    assert plan_of(window).find(activity.id) is not None


def test_the_passphrase_is_changed_by_whoever_knows_it(
    open_on: OpenWindow, secret: Path, qtbot: QtBot
) -> None:
    window = open_on(secret)
    give(box_of(PassphraseDialog), GOOD, window, qtbot)
    before = secret.read_bytes()
    dialog = encryption_of(window)
    dialog.change_button.click()
    give(box_of(PassphraseDialog), GOOD, window, qtbot)
    new_passphrase(BETTER, BETTER)
    settled(window, qtbot)
    assert "The passphrase was changed." in dialog.notice.accessibleName()
    assert key_by_passphrase(secret, BETTER)
    assert secret.read_bytes()[:4096] == before[:4096]


def test_an_idle_plan_is_locked_and_nothing_typed_is_lost(
    open_on: OpenWindow, secret: Path, qtbot: QtBot, monkeypatch: Any
) -> None:
    window = open_on(secret)
    give(box_of(PassphraseDialog), GOOD, window, qtbot)
    plan, activity = first_activity(window)
    window.open_record(type(activity), activity.id, "code")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "A4-NEW")
    settings = encryption_of(window)
    assert window.desk.state.lock_after == 15
    assert not window.lock.look()
    late = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)
    monkeypatch.setattr("ccmdesk.ui.encrypted.idle_lock.now", lambda: late)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    assert window.lock.eventFilter(window, key)
    monkeypatch.undo()
    page = window.covered.currentWidget()
    assert isinstance(page, LockedPage)
    assert not settings.isVisible()
    assert not window.top.isVisible()
    on = {name for name, action in window.commands.actions.items() if action.isEnabled()}
    assert {name.partition(" ")[0] for name in on} == {"quit", "language", "theme", "size"}
    give(page, BETTER, window, qtbot)
    assert "does not open" in page.ask.told.text()
    give(page, GOOD, window, qtbot)
    assert not window.covered.is_covered
    assert settings.isVisible()
    changed = plan.now("activity", activity.id)
    assert changed is not None
    assert changed.code == "A4-NEW"
    assert window.commands.actions["open"].isEnabled()


def test_nothing_is_saved_from_a_box_for_files_once_the_plan_is_locked(
    open_on: OpenWindow, secret: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on(secret)
    give(box_of(PassphraseDialog), GOOD, window, qtbot)
    settings, sheet = encryption_of(window), tmp_path / "sheet.pdf"

    def pass_by() -> None:
        window.lock.lock()
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QFileDialog) and box.isVisible():
                box.selectFile(str(sheet))
                box.accept()

    QTimer.singleShot(300, pass_by)
    settings.write_sheet(key_by_passphrase(secret, GOOD))
    settled(window, qtbot)
    page = window.covered.currentWidget()
    assert isinstance(page, LockedPage)
    assert not sheet.exists()
    give(page, GOOD, window, qtbot)
    assert settings.isVisible()


def test_a_plain_plan_is_not_locked_but_can_be_encrypted(window: MainWindow) -> None:
    window.do("lock")
    assert not window.covered.is_covered
    dialog: QDialog = box_of(EncryptionDialog)
    assert dialog.isVisible()


def test_an_encrypted_plan_is_backed_up_on_closing_and_restored(
    open_on: OpenWindow, secret: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on(secret)
    give(box_of(PassphraseDialog), GOOD, window, qtbot)
    window.close()
    window.backups.finish()
    assert window.desk.state.not_backed_up == ""
    again = open_on(secret)
    give(box_of(PassphraseDialog), GOOD, again, qtbot)
    (backup,) = backups_of(plan_of(again).store, tmp_path / "data" / "backups")
    out = tmp_path / "restored.ccmdesk"
    again.restore_into(backup.file, out)
    qtbot.waitUntil(lambda: again.desk.file == out, timeout=PATIENCE_MS)
    settled(again, qtbot)
    assert key_file(out).exists()


def test_a_plan_on_a_server_says_why_it_is_not_encrypted(
    open_on: OpenWindow, server: str, plan_file: Path, tmp_path: Path
) -> None:
    link = link_to(copied_to_server(plan_file, server), tmp_path / "shared.ccmdesk")
    window = open_on(link)
    window.do("encryption")
    dialog: EncryptionDialog = box_of(EncryptionDialog)
    assert "shared.ccmdesk is on a server" in dialog.state.text()
    assert not dialog.encrypt_button.isEnabled()
    with pytest.raises(Problem, match=r"shared\.ccmdesk is on a server"):
        encrypt_plan(link, GOOD)
    assert not key_file(link).exists()
