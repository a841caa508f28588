"""A server that wants a password: asked for in a box, used while the plan is open, kept nowhere."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity, plan_of

from ccmdesk.actions.problem_report import write_report
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import now
from ccmdesk.ui.password_box import PasswordBox
from ccmdesk.ui.run import keep_state
from ccmdesk.ui.server_dialog import ServerDialog
from server_plans import PASSWORD, copied_to_server, emptied, guarded, link_to

WAIT_MS = 20_000
_THROW_OUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'amina'"
SAID = ("text", "toolTip", "windowTitle", "accessibleName", "accessibleDescription", "statusTip")


pytestmark = pytest.mark.usefixtures("no_password_file")


@pytest.fixture(autouse=True)
def _own_folder_for_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def address(server: str, plan_file: Path) -> str:
    return guarded(copied_to_server(plan_file, server))


@pytest.fixture
def link(address: str, tmp_path: Path) -> Path:
    return link_to(address, tmp_path / "shared.ccmdesk")


@pytest.fixture
def told() -> Iterator[set[str]]:
    """Every text that any part of the program has, or has had in this test, as it stands there."""
    seen: set[str] = set()
    yield seen
    seen.update(_texts())
    assert not [text for text in seen if PASSWORD in text]


def _texts() -> Iterator[str]:
    for top in QApplication.topLevelWidgets():
        for part in (top, *top.findChildren(QObject)):
            typed = isinstance(part, QLineEdit) and part.echoMode() == QLineEdit.EchoMode.Password
            names = SAID[1:] if typed else SAID
            yield from (str(part.property(name)) for name in names if part.property(name))
            yield from ([part.displayText()] if isinstance(part, QLineEdit) else [])


def _box() -> PasswordBox:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PasswordBox)]
    (box,) = [one for one in shown if one.isVisible()]
    return box


def _give(box: PasswordBox, typed: str, window: MainWindow, qtbot: QtBot) -> None:
    box.ask.field.clear()
    QTest.keyClicks(box.ask.field, typed)
    QTest.keyClick(box.ask.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=WAIT_MS)


def test_the_password_is_asked_for_until_it_is_right_and_kept_nowhere(
    open_on: OpenWindow, link: Path, told: set[str], logged: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    window = open_on(link)
    box = _box()
    assert window.desk.plan is None
    assert "asks amina for a password" in " ".join(_texts())
    assert box.ask.field.echoMode() == QLineEdit.EchoMode.Password
    _give(box, "zephyr", window, qtbot)
    assert "did not let amina in" in box.ask.told.text()
    assert box.ask.field.isEnabled()
    told.update(_texts())
    _give(box, PASSWORD, window, qtbot)
    plan, activity = first_activity(window)
    assert plan.store.path == link
    plan.set_field(activity, "code", "A4-75")
    told.update(_texts())
    folder = link.parent
    keep_state(window, folder / "window.json")()
    error = RuntimeError(repr(plan.store.opened))
    window.log.fault(error, now())
    write_report(error, at=now())
    window.close()
    window.backups.finish()
    assert PASSWORD not in logged.text
    assert PASSWORD not in QApplication.clipboard().text()
    written = [one for one in folder.rglob("*") if one.is_file()]
    assert {"window.json", "shared.ccmdesk"} < {one.name for one in written}
    for file in written:
        assert PASSWORD.encode() not in file.read_bytes(), file
        assert PASSWORD not in file.name


def test_escape_leaves_what_was_open(
    window: MainWindow, link: Path, told: set[str], qtbot: QtBot
) -> None:
    before = window.desk.plan
    assert not window.doings.open_plan(link)
    QTest.keyClick(_box(), Qt.Key.Key_Escape)
    assert window.desk.plan is before
    assert window.desk.state.plan != str(link)
    assert not window.doings.open_plan(link)
    _give(_box(), PASSWORD, window, qtbot)
    assert window.desk.file == link
    assert plan_of(window).store.is_shared


def test_the_way_to_a_server_asks_once_for_copying_and_opening(
    window: MainWindow, server: str, told: set[str], tmp_path: Path, qtbot: QtBot
) -> None:
    before = plan_of(window).store.document().content_hash
    box = ServerDialog(window, window.doings.open_with)
    box.open()
    box.address.setText(guarded(emptied(server)))
    box.copy_there.setChecked(True)
    box.make(tmp_path / "there.ccmdesk")
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=WAIT_MS)
    _give(_box(), PASSWORD, window, qtbot)
    qtbot.waitUntil(lambda: plan_of(window).store.is_shared, timeout=WAIT_MS)
    assert plan_of(window).store.document().content_hash == before
    assert PASSWORD.encode() not in (tmp_path / "there.ccmdesk").read_bytes()


def test_a_password_that_was_changed_meanwhile_is_told_and_nothing_is_lost(
    open_on: OpenWindow, server: str, link: Path, told: set[str], qtbot: QtBot
) -> None:
    window = open_on(link)
    _give(_box(), PASSWORD, window, qtbot)
    with psycopg.connect(server, autocommit=True) as con:
        con.execute("ALTER ROLE amina PASSWORD 'another'")
        try:
            con.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename='amina'"
            )
            qtbot.waitUntil(window.unsaved.isVisible, timeout=WAIT_MS)
        finally:
            con.execute(f"ALTER ROLE amina PASSWORD '{PASSWORD}'".encode())
    assert window.desk.plan is not None
