"""A list of many records is read beside the window, and can be used meanwhile."""

from __future__ import annotations

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from test_record_table import add_areas

from ccmdesk.actions.author import new_id
from ccmdesk.db.query import ListQuery
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.values import Texts
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.record_list import RecordList
from ccmdesk.ui.records.table_model import RecordTable

MANY, FIRST = 40, 9


@pytest.fixture
def shown(plan: OpenPlan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> RecordList:
    monkeypatch.setattr("ccmdesk.ui.records.listing.LONG", 20)
    monkeypatch.setattr("ccmdesk.ui.records.listing.FIRST", FIRST)
    add_areas(plan, MANY)
    listed = RecordList(plan, HazardousArea, widths=ColumnWidths({}, plan))
    qtbot.addWidget(listed)
    plan.changed.connect(listed.after)
    listed.show()
    _wait(listed, plan, qtbot)
    return listed


def _wait(shown: RecordList, plan: OpenPlan, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not shown.reader.busy and not plan.listing.busy, timeout=60_000)


def _names(shown: RecordList, plan: OpenPlan) -> list[str]:
    records = plan.store.records(HazardousArea, shown.model.ids)
    return [record.name.get("en") or "" for record in records]


def test_sorting_leaves_the_rows_until_the_others_are_there(
    shown: RecordList, plan: OpenPlan, qtbot: QtBot
) -> None:
    before = shown.model.ids
    current = before[7]
    shown.select(current)
    column = [field.name for field in shown.model.fields].index("name")
    shown.sort(column)
    assert shown.model.ids == before
    assert shown.current() == current
    _wait(shown, plan, qtbot)
    names = [name for name in _names(shown, plan) if name]
    assert names == sorted(names, key=lambda name: int(name.split()[1]))
    assert len(names) == MANY
    assert shown.current() == current
    assert "km²" in shown.below.sum.text() or "m²" in shown.below.sum.text()


def test_only_the_order_asked_for_last_is_shown(
    shown: RecordList, plan: OpenPlan, qtbot: QtBot
) -> None:
    column = [field.name for field in shown.model.fields].index("name")
    shown.sort(column)
    shown.sort(column)
    _wait(shown, plan, qtbot)
    names = [name for name in _names(shown, plan) if name]
    assert names[0] == f"Village {MANY - 1}"


def test_a_new_record_is_chosen_as_soon_as_it_is_listed(
    shown: RecordList, plan: OpenPlan, qtbot: QtBot
) -> None:
    made: UUID = plan.add(HazardousArea, {"name": Texts.of({"en": "Aaa"})})
    assert shown.select(made)
    _wait(shown, plan, qtbot)
    assert shown.current() == made
    assert not shown.select(new_id())


def test_a_record_in_the_bin_goes_at_once(shown: RecordList, plan: OpenPlan, qtbot: QtBot) -> None:
    gone = plan.store.get(HazardousArea, shown.model.ids[3])
    plan.delete(gone)
    assert gone is not None
    assert gone.id not in shown.model.ids
    _wait(shown, plan, qtbot)
    assert shown.model.rowCount() == MANY + 4


def test_a_list_that_opens_shows_its_first_rows_before_it_counts(
    plan: OpenPlan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccmdesk.ui.records.listing.LONG", 20)
    monkeypatch.setattr("ccmdesk.ui.records.listing.FIRST", FIRST)
    add_areas(plan, MANY)
    listed = RecordList(plan, HazardousArea, widths=ColumnWidths({}, plan))
    qtbot.addWidget(listed)
    seen: list[tuple[int, str]] = []
    listed.reader.read.connect(
        lambda _: seen.append((listed.model.rowCount(), listed.below.sum.text()))
    )
    last = plan.store.ids(ListQuery(kind=HazardousArea))[-1]
    assert listed.select(last)
    listed.show()
    _wait(listed, plan, qtbot)
    assert listed.current() == last
    whole = MANY + 5
    assert seen[0] == (FIRST, "")
    assert [rows for rows, _ in seen[1:]] == [whole, whole]
    assert seen[-1][1].startswith(f"{whole} records")


def test_the_rows_that_follow_leave_the_first_ones_as_they_are(plan: OpenPlan) -> None:
    add_areas(plan, MANY)
    ids = plan.store.ids(ListQuery(kind=HazardousArea))
    model = RecordTable(plan, HazardousArea)
    model.show(ids[:FIRST])
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    assert not model.go_on(ids[1:])
    assert model.go_on(ids)
    assert inserted == [(FIRST, len(ids) - 1)]
    fresh = RecordTable(plan, HazardousArea)
    fresh.show(ids)
    for row in range(len(ids)):
        assert model.cell(row, 0) == fresh.cell(row, 0)
