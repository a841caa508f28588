"""A figure that the disk changed is told with the daily backup, and put right from the history."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow

from ccmdesk.db.check import check_store
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from turned_bits import SIZE, TURNED, turn_size

AREA = HazardousArea(
    id=HazardousAreaId(UUID(int=7)), name=Texts.of({"en": "Alphaville"}), size_m2=SIZE
)


def _turned(plan_file: Path) -> Path:
    with open_store(plan_file) as store:
        assert store.apply(difference(None, AREA), AUTHOR.stamp(StepKind.ADD)) is not None
    turn_size(plan_file)
    return plan_file


def _size(window: MainWindow) -> int | None:
    assert window.desk.plan is not None
    area = window.desk.plan.store.get(HazardousArea, AREA.id)
    return None if area is None else area.size_m2


def _backed_up(window: MainWindow, qtbot: QtBot) -> None:
    window.backups.back_up()
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=20_000)


def test_a_figure_that_the_disk_changed_is_told_and_put_right(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot
) -> None:
    window = open_on(_turned(plan_file))
    assert _size(window) == TURNED
    _backed_up(window, qtbot)
    assert window.notice.isVisible()
    assert "Alphaville" in window.notice.accessibleName()
    window.notice.buttons[0].click()
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=20_000)
    assert _size(window) == SIZE
    assert not window.notice.isVisible()
    assert window.desk.plan is not None
    assert check_store(window.desk.plan.store) == []
    assert window.desk.plan.find(AREA.id) == AREA


def test_nothing_is_told_of_a_plan_that_is_as_its_history_says(
    window: MainWindow, qtbot: QtBot
) -> None:
    _backed_up(window, qtbot)
    assert window.backups.newest is not None
    assert not window.notice.isVisible()
