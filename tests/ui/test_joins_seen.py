"""A join, and its undo, in what is seen meanwhile: what hangs on the records follows at once."""

from __future__ import annotations

import pytest
from budget_cells import view_in
from pseudo import settle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from timeline_page import timeline
from window_plan import EUR, plan_of

from ccmdesk.actions.join_records import JoinRecords, join_records
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.facts import field_map
from ccmdesk.model.need import Need
from ccmdesk.model.values import Money
from ccmdesk.rules.budget_grid import BudgetGrid, budget_grid
from ccmdesk.ui.budget.by_year import BudgetByYear
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.timeline.page import TimelinePage

_Totals = list[tuple[str | None, object]]


@pytest.fixture
def plan(window: MainWindow) -> OpenPlan:
    return plan_of(window)


def _join(plan: OpenPlan) -> None:
    """Join A4-03 with A4-01; its budget line says something else, so both lines stay."""
    first, third = (
        next(a for a in plan.all_of(Activity) if a.code == c) for c in ("A4-01", "A4-03")
    )
    line = next(one for one in plan.all_of(BudgetLine) if one.activity == third.id)
    plan.set_field(line, "amount", Money(4_000_000, EUR))
    ask = JoinRecords(kept=first.id, other=third.id, keep_rest=True)
    plan.written(join_records(plan.store, ask, author=plan.author))


def _totals(grid: BudgetGrid | None) -> _Totals:
    assert grid is not None
    return [(one.activity.code, one.total(BudgetRole.NATIONAL)) for one in grid.groups]


def _in_plan(plan: OpenPlan) -> _Totals:
    return _totals(budget_grid(plan.store.document(), kept={}, today=plan.author.today))


def _seen(view: BudgetByYear) -> _Totals:
    return _totals(view._source.grid)


def test_the_budget_by_year_follows_the_undo_of_a_join(
    window: MainWindow, plan: OpenPlan, qtbot: QtBot
) -> None:
    _join(plan)
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=60_000)
    view = view_in(window)
    joined = _seen(view)
    assert joined == _in_plan(plan)
    plan.undo()
    apart = _seen(view)
    assert apart == _in_plan(plan) != joined
    assert ("A4-03", 4_000_000) in apart
    plan.redo()
    assert _seen(view) == joined


def _hung(page: TimelinePage) -> dict[str | None, list[str | None]]:
    return {lane.activity.code: [need.code for need in lane.needs] for lane in page.rows.lanes}


def test_needs_hang_on_their_activity_at_once_after_the_undo_of_a_join(
    window: MainWindow, plan: OpenPlan, qtbot: QtBot
) -> None:
    apart = {"A4-01": ["N-01"], "A4-02": [], "A4-03": ["N-03"], "A4-04": [], "A4-05": ["N-05"]}
    page = timeline(window)
    assert _hung(page) == apart
    _join(plan)
    joined = _hung(page)
    assert "A4-03" not in joined
    assert sorted(filter(None, joined["A4-01"])) == ["N-01", "N-03"]
    plan.undo()
    settle()
    assert _hung(page) == apart
    (need,) = (one for one in plan.all_of(Need) if one.code == "N-03")
    assert need.activity == page.rows.lanes[2].activity.id


def test_a_list_sorted_by_an_activity_has_what_is_about_a_joined_one_with_the_other(
    window: MainWindow, plan: OpenPlan, qtbot: QtBot
) -> None:
    _join(plan)
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=60_000)
    window.pages.open_list(Need)
    page = window.pages.records()
    assert page is not None
    page.show_all()
    shown = page.record_list()
    names = {one.id: one.code for one in plan.all_of(Activity)}

    def seen(way: Qt.SortOrder) -> list[str | None]:
        shown.sort_by(shown.model.fields.index(field_map(Need)["activity"]), way)
        needs = [plan.store.get(Need, one) for one in shown.model.ids]
        return [names.get(one.activity) if one and one.activity else None for one in needs]

    shown.columns._keep(("code", "title", "activity"))
    settle()
    assert seen(Qt.SortOrder.AscendingOrder) == ["A4-01", "A4-01", "A4-05", None, None]
    assert seen(Qt.SortOrder.DescendingOrder) == ["A4-05", "A4-01", "A4-01", None, None]
