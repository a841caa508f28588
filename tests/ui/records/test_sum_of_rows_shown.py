"""The sum below a narrowed list is that of the rows that are shown."""

from __future__ import annotations

import pytest
from pseudo import settle
from pytestqt.qtbot import QtBot
from window_plan import EUR, plan_of

from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.values import Money
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.narrowing import Narrowing
from ccmdesk.ui.records.page import RecordsPage

PATIENCE_MS = 60_000
_LENGTHS = (3000, 1)
"""Lists of more records than this are read beside the window."""


@pytest.fixture(params=_LENGTHS)
def page(
    window: MainWindow, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> RecordsPage:
    """The activities that are planned: all five, with 750,000 euros."""
    plan = plan_of(window)
    for activity in plan.all_of(Activity):
        plan.set_field(activity, "status", ActivityStatus.PLANNED)
    window.open_record(Activity, plan.all_of(Activity)[0].id)
    page = window.pages.records()
    assert page is not None
    page.back_to_list()
    monkeypatch.setattr("ccmdesk.ui.records.listing.LONG", request.param)
    page.record_list().narrow(Narrowing().put("status", ("planned",)))
    return page


def _is_right(page: RecordsPage, plan: OpenPlan, qtbot: QtBot) -> bool:
    """Whether the sum that is told is that of the rows, once all is read."""
    shown = page.record_list()
    qtbot.waitUntil(lambda: not plan.listing.busy and not shown.reader.busy, timeout=PATIENCE_MS)
    settle()
    records: list[Activity] = plan.store.records(Activity, list(shown.model.ids))
    amounts = [one.cost.minor for one in records if one.cost is not None]
    assert amounts
    total = plan.lang.money(Money(sum(amounts), EUR))
    return shown.below.sum.text().endswith(f"Total cost: {total}")


def _complete(plan: OpenPlan, place: int) -> None:
    plan.set_field(plan.all_of(Activity)[place], "status", ActivityStatus.COMPLETED)


def test_it_is_so_after_one_was_changed_in_its_form(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    plan, shown = plan_of(window), page.record_list()
    assert _is_right(page, plan, qtbot)
    page.open_row(Activity, shown.model.ids[3])
    _complete(plan, 3)
    settle()
    assert shown.model.rowCount() == 5  # the row stays while its form is there
    page.back_to_list()
    assert _is_right(page, plan, qtbot)
    assert shown.model.rowCount() == 4


def test_it_is_so_after_some_were_changed_in_the_list(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    _complete(plan, 4)
    assert _is_right(page, plan, qtbot)
    plan.undo()
    assert _is_right(page, plan, qtbot)
    assert page.record_list().model.rowCount() == 5


def test_it_is_so_with_a_row_that_was_made_since(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    plan.add(Activity, {"cost": Money(12_300, EUR)})
    assert _is_right(page, plan, qtbot)
    assert page.record_list().model.rowCount() == 6
