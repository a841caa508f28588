"""The model of a list reads only what is looked at, and says in words what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from window_plan import AUTHOR

from ccmdesk.actions.author import new_id
from ccmdesk.db.query import ListQuery
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import People, Texts
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import ID, PAGE, STATE, TITLE, RecordTable

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def add_areas(plan: OpenPlan, count: int) -> None:
    """Write *count* areas in one step."""
    areas = [
        HazardousArea(
            id=HazardousAreaId(new_id()),
            code=f"AR-{number:05}",
            name=Texts.of({"en": f"Village {number * 7919 % count}"}),
            size_m2=number,
        )
        for number in range(count)
    ]
    changes = [change for area in areas for change in difference(None, area)]
    plan.store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))


def _all(plan: OpenPlan, kind: type) -> Sequence[UUID]:
    return plan.store.ids(ListQuery(kind=kind))


@pytest.mark.parametrize("counts_missing", [True, False])
def test_the_model_keeps_the_rules_of_qt(
    plan: OpenPlan, qtmodeltester: ModelTester, *, counts_missing: bool
) -> None:
    model = RecordTable(plan, Activity, counts_missing=counts_missing)
    qtmodeltester.check(model)
    model.show(_all(plan, Activity))
    qtmodeltester.check(model)
    model.reread()
    qtmodeltester.check(model)


def test_a_long_list_reads_only_the_pages_that_are_looked_at(plan: OpenPlan) -> None:
    add_areas(plan, 5 * PAGE)
    model = RecordTable(plan, HazardousArea)
    model.show(_all(plan, HazardousArea))
    assert model.rowCount() == 5 * PAGE + 5
    model.index(0, 0).data()
    model.index(3 * PAGE + 1, 1).data()
    model.index(3 * PAGE + 2, 0).data()
    assert model.pages == {0, 3}
    model.touch([model.id_at(5), new_id()])
    assert model.pages == {3}
    model.reread()
    assert not model.pages


def test_the_page_looked_at_longest_ago_makes_room(
    plan: OpenPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccmdesk.ui.records.table_model.PAGES_KEPT", 2)
    add_areas(plan, 3 * PAGE)
    model = RecordTable(plan, HazardousArea)
    model.show(_all(plan, HazardousArea))
    for page in (0, 1, 0, 2):
        model.index(page * PAGE, 0).data()
    assert model.pages == {0, 2}


def test_a_change_of_what_a_column_names_is_seen(plan: OpenPlan) -> None:
    model = RecordTable(plan, BudgetLine)
    assert model.names("activity")
    assert not model.names("hazardous_area")


def test_numbers_stand_at_the_right_in_both_directions(plan: OpenPlan) -> None:
    model = RecordTable(plan, HazardousArea, counts_missing=True)
    model.show(_all(plan, HazardousArea))
    names = [field.name for field in model.fields]
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.index(0, names.index("size_m2")).data(role) & RIGHT == RIGHT
    assert not model.index(0, names.index("name")).data(role) & Qt.AlignmentFlag.AlignAbsolute


def test_what_is_missing_is_said_in_words(plan: OpenPlan) -> None:
    model = RecordTable(plan, Activity, counts_missing=True)
    model.show(_all(plan, Activity))
    last = model.columnCount() - 1
    assert model.headerData(last, Qt.Orientation.Horizontal) == "Missing"
    assert model.index(0, last).data() == ""
    model.set_missing({model.id_at(0): 2})
    assert model.index(0, last).data() == "2 missing"
    assert model.index(0, 0).data(STATE) == "2 missing"
    assert model.index(0, 0).data(TITLE) == "A4-01 · Survey of 42 villages in the north"
    assert model.index(0, 0).data(ID) == model.id_at(0)
    told = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "A4-01 · Survey of 42 villages in the north, 2 missing"


def test_headings_and_cells_follow_the_language(plan: OpenPlan) -> None:
    model = RecordTable(plan, HazardousArea)
    add_areas(plan, 1)
    model.show(_all(plan, HazardousArea)[-1:])
    area = plan.store.get(HazardousArea, model.id_at(0))
    plan.set_field(area, "size_m2", 1_234_567)
    size = [field.name for field in model.fields].index("size_m2")
    model.reread()
    assert model.index(0, size).data() == "1,234,567"
    assert model.headerData(size, Qt.Orientation.Horizontal) == "Size, m²"
    plan.set_lang(Lang("es", ENGLISH.messages))
    model.retranslate()
    assert model.index(0, size).data() == "1.234.567"


def test_people_are_listed_by_their_total(plan: OpenPlan) -> None:
    plan.add(CasualtyCounts, {"year": 2024, "people": People(women=3, men=4)})
    model = RecordTable(plan, CasualtyCounts)
    model.show(_all(plan, CasualtyCounts))
    names = [field.name for field in model.fields]
    assert model.index(0, names.index("people")).data() == "7"
    assert model.index(0, names.index("year")).data() == "2024"


def test_a_period_is_listed_by_its_years_and_told_whole_by_the_tooltip(plan: OpenPlan) -> None:
    model = RecordTable(plan, Activity)
    model.show(_all(plan, Activity))
    column = [field.name for field in model.fields].index("period")
    assert model.index(0, column).data() == "2026–2027"
    told = model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)
    assert told == "1 Jan 2026 to 31 Dec 2027"


def test_a_row_knows_where_its_record_is_after_sorting(plan: OpenPlan) -> None:
    model = RecordTable(plan, Activity)
    ids = _all(plan, Activity)
    model.show(ids)
    assert model.row_of(ids[0]) == 0
    model.show(ids[::-1])
    assert model.row_of(ids[0]) == len(ids) - 1
    assert model.row_of(new_id()) is None


def test_a_record_that_has_just_gone_leaves_an_empty_row_until_the_list_is_asked_again(
    plan: OpenPlan,
) -> None:
    model = RecordTable(plan, Activity)
    model.show(_all(plan, Activity))
    plan.delete(plan.store.get(Activity, model.id_at(1)))
    model.reread()
    assert model.index(1, 0).data() == ""
    assert model.index(2, 0).data() == "A4-03"
