"""A package comes in while a field is typed: what others wrote there meanwhile is kept too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, first_activity, plan_of

from ccmdesk.actions.edit_record import SetField, set_field
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    OpenedChanges,
    TakeInChanges,
    begin_from,
    open_changes,
    take_in_changes,
)
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import StepKind
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.offices.taking_in import taking_in
from ccmdesk.ui.opening import packs
from server_plans import copied_to_server, link_to

WAIT_MS = 60_000
KEY = SigningKey(bytes(range(32)))


@pytest.fixture
def north(plan_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The plan of another office that began from the one in the window."""
    with open_store(plan_file) as store:
        whole = _packed(store, "Sarajevo", tmp_path / "out")
    path = tmp_path / "north.ccmdesk"
    begin_from(BeginFrom(opened=whole, path=path, office="North", why="met"), author=AUTHOR)
    with open_store(path) as store:
        yield store


@pytest.fixture
def address(server: str, plan_file: Path, north: Store) -> str:
    return copied_to_server(plan_file, server)


@pytest.fixture
def shared(open_on: OpenWindow, address: str, tmp_path: Path) -> MainWindow:
    """The window on the plan on a server."""
    return open_on(link_to(address, tmp_path / "shared.ccmdesk"))


@pytest.fixture
def boun(address: str, tmp_path: Path) -> Iterator[Store]:
    """Somebody else at the plan on the server."""
    with open_store(link_to(address, tmp_path / "boun.ccmdesk")) as store:
        yield store


def _packed(store: Store, office: str, folder: Path) -> OpenedChanges:
    ask = PackChanges(office=office, receiver="the other", folder=folder, key=KEY)
    return open_changes(pack_changes(store, ask, author=AUTHOR).path)


def _writes(store: Store, activity: Activity, title: str) -> None:
    ask = SetField(kind=Activity, record=activity.id, field="title", value=title, language="en")
    assert set_field(store, ask, author=AUTHOR, packs=packs()) is not None


def _activities(store: Store) -> list[Activity]:
    return store.records(Activity, list(store.ids(ListQuery(kind=Activity))))


def _types(window: MainWindow, text: str) -> tuple[Activity, QLineEdit]:
    _, activity = first_activity(window)
    window.open_record(Activity, activity.id, "title")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    return activity, field


def _takes_in(window: MainWindow, package: OpenedChanges, qtbot: QtBot) -> None:
    plan = plan_of(window)
    job = window.desk.jobs.prepare(taking_in(plan, package, "compared by telephone"))
    job.done.connect(lambda taken: plan.written(taken.step))
    window.desk.jobs.start(job)
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=WAIT_MS)


def _sides(store: Store) -> list[set[Any]]:
    return [{dispute.shown.new, dispute.other.new} for dispute in store.disputes()]


def test_what_a_package_brings_to_a_field_that_is_typed_waits_for_a_decision(
    north: Store, open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    activity, field = _types(window, "My title")
    _writes(north, activity, "Title of North")
    _takes_in(window, _packed(north, "North", tmp_path / "sent"), qtbot)
    assert field.text() == "My title"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert _sides(plan_of(window).store) == [{"My title", "Title of North"}]


def test_what_a_package_brought_and_is_shown_may_be_changed(
    north: Store, open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    activity, _ = _types(window, "My title")
    other = _activities(north)[-1]
    _writes(north, other, "Title of North")
    _takes_in(window, _packed(north, "North", tmp_path / "sent"), qtbot)
    plan = plan_of(window)
    window.open_record(Activity, other.id, "title")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "Title of North"
    field.selectAll()
    QTest.keyClicks(field, "Mine over it")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert plan.store.disputes() == []
    titles = [plan.store.get(Activity, one.id) for one in (activity, other)]
    assert [one.title.get("en") for one in titles if one] == ["My title", "Mine over it"]


def test_what_another_saved_on_the_server_is_kept_though_a_package_came_in(
    north: Store, boun: Store, shared: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    _writes(north, _activities(north)[-1], "Title of North")
    package = _packed(north, "North", tmp_path / "sent")
    activity, field = _types(shared, "My title")
    _writes(boun, activity, "Title of Boun")
    _takes_in(shared, package, qtbot)
    assert field.text() == "My title"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert _sides(boun) == [{"My title", "Title of Boun"}]


def test_a_package_taken_in_on_the_server_is_told_once_and_not_as_of_others(
    north: Store, shared: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    _writes(north, _activities(north)[-1], "Title of North")
    package = _packed(north, "North", tmp_path / "sent")
    plan = plan_of(shared)
    told: list[tuple[StepKind, bool]] = []
    plan.changed.connect(lambda step: told.append((step.does, plan.is_of_others)))
    _takes_in(shared, package, qtbot)
    qtbot.waitUntil(lambda: plan.store.news() is None, timeout=WAIT_MS)
    assert told == [(StepKind.MERGE, False)]


def test_a_package_is_no_news_from_the_moment_on_at_which_it_is_there(
    north: Store, boun: Store, tmp_path: Path
) -> None:
    """The window may look for news before it has told of the package."""
    _writes(north, _activities(north)[-1], "Title of North")
    opened = _packed(north, "North", tmp_path / "sent")
    ask = TakeInChanges(opened=opened, backup=tmp_path / "before.ccmdesk", why="met")
    take_in_changes(boun, ask, author=AUTHOR)
    news = boun.news()
    assert news is not None
    assert news.step is None
