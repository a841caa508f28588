"""Two people in one plan on a server: the window shows what the other saves, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from window_plan import AUTHOR, OpenWindow, first_activity, plan_of

from ccmdesk.actions.edit_record import SetField, set_field
from ccmdesk.actions.settle import Decision, Difference, decision_for, differences, settle
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity
from ccmdesk.ui.following import is_at_work
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.offices.decide_page import DecidePage
from ccmdesk.ui.opening import packs
from ccmdesk.ui.server_dialog import ServerDialog
from server_plans import copied_to_server, emptied, link_to

WAIT_MS = 20_000


@pytest.fixture
def address(server: str, plan_file: Path) -> str:
    return copied_to_server(plan_file, server)


@pytest.fixture
def shared(open_on: OpenWindow, address: str, tmp_path: Path) -> MainWindow:
    """The window on a plan on a server."""
    return open_on(link_to(address, tmp_path / "shared.ccmdesk"))


@pytest.fixture
def other(address: str, tmp_path: Path) -> Iterator[Store]:
    """Somebody else at the same plan."""
    with open_store(link_to(address, tmp_path / "other.ccmdesk")) as store:
        yield store


def _other_writes(store: Store, activity: Activity, title: str) -> None:
    ask = SetField(kind=Activity, record=activity.id, field="title", value=title, language="en")
    assert set_field(store, ask, author=AUTHOR, packs=packs()) is not None


def _open_title(window: MainWindow) -> tuple[Activity, QLineEdit]:
    _, activity = first_activity(window)
    window.open_record(Activity, activity.id, "title")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    return activity, field


def test_what_others_save_is_shown(shared: MainWindow, other: Store, qtbot: QtBot) -> None:
    activity, field = _open_title(shared)
    _other_writes(other, activity, "Survey of 43 villages")
    qtbot.waitUntil(lambda: field.text() == "Survey of 43 villages", timeout=WAIT_MS)
    assert shared.desk.saved_at is None
    assert "server" in shared.status.saved.text()


def test_nothing_changes_under_the_hands_of_who_types(
    shared: MainWindow, other: Store, qtbot: QtBot
) -> None:
    activity, field = _open_title(shared)
    field.selectAll()
    QTest.keyClicks(field, "Mine")
    _other_writes(other, activity, "Theirs")
    qtbot.wait(1_500)
    assert field.text() == "Mine"
    form = shared.records_form()
    assert form is not None
    assert form.commit()
    store = plan_of(shared).store
    (dispute,) = store.disputes()
    assert {dispute.shown.new, dispute.other.new} == {"Mine", "Theirs"}


def test_nobody_is_at_work_in_a_window_that_is_not_shown(shared: MainWindow) -> None:
    _, field = _open_title(shared)
    QTest.keyClicks(field, "Mine")
    assert is_at_work()
    shared.hide()
    assert not is_at_work()


def test_what_was_seen_may_be_changed(shared: MainWindow, other: Store, qtbot: QtBot) -> None:
    _, activity = first_activity(shared)
    _other_writes(other, activity, "Theirs")
    _, field = _open_title(shared)
    assert field.text() == "Theirs"
    field.selectAll()
    QTest.keyClicks(field, "Mine")
    form = shared.records_form()
    assert form is not None
    assert form.commit()
    assert plan_of(shared).store.disputes() == []
    assert other.get(Activity, activity.id).title.get("en") == "Mine"  # type: ignore[union-attr]


def test_the_open_plan_goes_to_a_server_and_work_goes_on_there(
    window: MainWindow, server: str, tmp_path: Path, qtbot: QtBot
) -> None:
    before = plan_of(window).store.document().content_hash
    box = ServerDialog(window, window.doings.open_with)
    box.open()
    assert not box.go_button.isEnabled()
    box.address.setText("http://server/plan")
    box.make(tmp_path / "there.ccmdesk")
    qtbot.waitUntil(box.problem.isVisible, timeout=WAIT_MS)
    assert "not the address" in box.problem.text()
    box.address.setText(emptied(server))
    box.copy_there.setChecked(True)
    box.make(tmp_path / "there.ccmdesk")
    qtbot.waitUntil(lambda: plan_of(window).store.is_shared, timeout=WAIT_MS)
    assert plan_of(window).store.document().content_hash == before
    qtbot.waitUntil(lambda: not isValid(box))


def test_who_decides_second_is_told_that_nothing_was_written(
    shared: MainWindow, other: Store, qtbot: QtBot
) -> None:
    activity, field = _open_title(shared)
    plan = plan_of(shared)
    field.selectAll()
    QTest.keyClicks(field, "Mine")
    _other_writes(other, activity, "Theirs")
    form = shared.records_form()
    assert form is not None
    assert form.commit()
    shared.open_page("decide")
    page = shared.pages.currentWidget()
    assert isinstance(page, DecidePage)
    qtbot.waitUntil(lambda: page.table.rowCount() == 1, timeout=WAIT_MS)
    found = page.current()
    assert found is not None
    mine = _keeping(found, "Mine")
    plan.following.stop()
    other.saw_all()
    (theirs,) = differences(other)
    assert settle(other, [_keeping(theirs, "Theirs")], author=AUTHOR) is not None
    page.decide(mine)
    told = " ".join(label.text() for label in page.notice.findChildren(QLabel))
    assert "decided meanwhile" in told
    assert "1 field" not in told
    assert not [one for one in page.notice.buttons if "Undo" in one.text()]
    qtbot.waitUntil(page.none.isVisible, timeout=WAIT_MS)
    (stored,) = other.records(Activity, [activity.id])
    assert stored.title.get("en") == "Theirs"


def _keeping(found: Difference, value: str) -> Decision:
    return decision_for(found, next(side for side in found.sides if side.new == value))
