"""What is about two activities or areas and was joined along with them: edited, and taken apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import DeleteRecord, delete_record, restore_record
from ccmdesk.actions.join_records import JoinRecords, join_records, take_apart, twice
from ccmdesk.actions.settle import Decision, all_from, decision_for, differences, settle
from ccmdesk.actions.step_words import undo_words
from ccmdesk.db.check import check_store
from ccmdesk.db.store import Store, create_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codec import DELETED
from ccmdesk.model.ids import ActivityId, BudgetLineId, HazardousAreaId, LandReleaseId
from ccmdesk.model.values import Money

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
KEO, MAI = (Author(name, lambda: NOON) for name in ("Keo", "Mai"))
A, B, C, D = (Activity(id=ActivityId(new_id()), code=code) for code in "ABCD")


def line(activity: Activity, minor: int = 50_000) -> BudgetLine:
    return BudgetLine(
        id=BudgetLineId(new_id()),
        activity=activity.id,
        role=BudgetRole.NEEDED,
        year=2027,
        amount=Money(minor, "EUR"),  # type: ignore[arg-type]
    )


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Store]:
    with ExitStack() as stack:
        yield stack.enter_context(office(tmp_path, "Centre"))


@pytest.fixture
def north(tmp_path: Path) -> Iterator[Store]:
    with ExitStack() as stack:
        yield stack.enter_context(office(tmp_path, "North"))


def office(folder: Path, name: str) -> Store:
    return create_store(folder / f"{name}.ccmdesk", office=name, at=NOON, new_id=new_id)


def put(store: Store, *records: Any) -> None:
    store.apply([c for one in records for c in difference(None, one)], KEO.stamp(StepKind.ADD))


def edit(store: Store, record: Any, **values: Any) -> None:
    step = store.apply(difference(record, replace(record, **values)), MAI.stamp(StepKind.EDIT))
    assert step is not None


def exchange(*stores: Store) -> None:
    for store in stores:
        for other in stores:
            store.receive(other.lines())


def join(store: Store, other: Any, kept: Any) -> None:
    join_records(store, JoinRecords(kept=kept.id, other=other.id, keep_rest=True), author=KEO)


def amounts(store: Store) -> dict[str, list[int]]:
    """Return the amounts of the lines of each activity, by its number."""
    document = store.document()
    return {
        activity.code: sorted(one.amount.minor for one in lines if one.amount is not None)
        for activity in document.of(Activity)
        for lines in [document.children(BudgetLine, "activity", activity.id)]
    }


def test_an_edit_of_a_line_that_was_joined_along_is_a_difference_of_the_kept_one(
    centre: Store, north: Store
) -> None:
    la, lb = line(A), line(B)
    put(centre, A, B, la, lb)
    exchange(centre, north)
    join(centre, A, B)
    edit(north, la, amount=Money(90_000, "EUR"))  # type: ignore[arg-type]
    exchange(centre, north)
    for store in (centre, north):
        (found,) = differences(store)
        assert (found.kind, found.record, found.key) == ("budget_line", lb.id, "amount")
        assert [side.new for side in found.sides] == [[50_000, "EUR", None], [90_000, "EUR", None]]
        assert differences(store, of=[lb.id]) == [found]
        assert differences(store, of=[B.id]) == []
    settle(centre, [decision_for(found, found.sides[1])], author=KEO)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"B": [90_000]}
        assert differences(store) == []
        assert check_store(store) == []
    centre.undo(KEO.stamp(StepKind.UNDO))
    assert amounts(centre) == {"B": [50_000]}
    assert [one.record for one in differences(centre)] == [lb.id]


def test_the_value_of_the_kept_line_can_stay(centre: Store, north: Store) -> None:
    la, lb = line(A), line(B)
    put(centre, A, B, la, lb)
    exchange(centre, north)
    join(centre, A, B)
    edit(north, la, amount=Money(90_000, "EUR"))  # type: ignore[arg-type]
    exchange(centre, north)
    (found,) = differences(north)
    settle(north, [decision_for(found, found.sides[0])], author=MAI)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"B": [50_000]}
        assert differences(store) == []


def test_an_edit_leads_on_where_the_kept_one_was_joined_too(centre: Store, north: Store) -> None:
    la, lb, lc = line(A), line(B), line(C)
    put(centre, A, B, C, la, lb, lc)
    exchange(centre, north)
    join(centre, A, B)
    join(centre, B, C)
    edit(north, la, year=2028)
    exchange(centre, north)
    (found,) = differences(centre)
    assert (found.record, found.key) == (lc.id, "year")
    settle(centre, list(all_from([found], "")), author=KEO)
    (only,) = centre.document().of(BudgetLine)
    assert (only.id, only.year) == (lc.id, 2028)


def test_a_kept_record_that_was_deleted_comes_back_for_what_was_written_to_the_other(
    centre: Store, north: Store
) -> None:
    one, two = (HazardousArea(id=HazardousAreaId(new_id()), code=code) for code in "AB")
    ra, rb = (
        LandRelease(id=LandReleaseId(new_id()), area=of.id, year=2025, cleared_m2=300)
        for of in (one, two)
    )
    put(centre, one, two, ra, rb)
    exchange(centre, north)
    join(centre, one, two)
    delete_record(centre, DeleteRecord(kind=LandRelease, record=rb.id), author=KEO)
    edit(north, ra, cleared_m2=700)
    exchange(centre, north)
    (found,) = differences(centre)
    assert [side.new for side in found.sides] == [300, 700]
    settle(centre, [decision_for(found, found.sides[0])], author=KEO)
    assert centre.document().of(LandRelease) == ()
    settle(north, [decision_for(found, found.sides[1])], author=MAI)
    (back,) = north.document().of(LandRelease)
    assert (back.id, back.area, back.cleared_m2) == (rb.id, two.id, 700)
    assert differences(north) == []


def apart(store: Store, other: Any, kept: Any) -> None:
    assert take_apart(store, kept.id, other.id, author=KEO) is not None


def test_what_a_record_holds_of_another_comes_back_with_it(centre: Store, north: Store) -> None:
    put(centre, A, B, C, line(A), line(C))
    exchange(centre, north)
    join(centre, A, B)
    join(centre, B, C)
    assert amounts(centre) == {"C": [50_000]}
    apart(centre, B, C)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"B": [50_000], "C": [50_000]}
    apart(north, A, B)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"A": [50_000], "B": [], "C": [50_000]}
        assert store.deleted() == []


def test_what_was_joined_before_stays_joined(centre: Store) -> None:
    put(centre, A, B, C, line(A), line(B), line(C))
    join(centre, A, B)
    join(centre, B, C)
    apart(centre, B, C)
    assert amounts(centre) == {"B": [50_000], "C": [50_000]}
    apart(centre, A, B)
    assert amounts(centre) == {"A": [50_000], "B": [50_000], "C": [50_000]}


def test_what_was_joined_with_a_line_of_a_joined_activity_stays_so(centre: Store) -> None:
    put(centre, A, B, C, D, line(A), line(C))
    join(centre, C, B)
    join(centre, A, B)
    join(centre, B, D)
    apart(centre, B, D)
    assert amounts(centre) == {"B": [50_000], "D": []}


def test_taking_apart_decides_nothing_about_lines_that_wait_for_a_person(
    centre: Store, north: Store
) -> None:
    la, lb = line(A), line(B)
    put(centre, A, B, C, la, lb)
    exchange(centre, north)
    join(centre, A, B)
    join(north, B, A)
    exchange(centre, north)
    stays = [Decision(kind="activity", record=x.id, key=DELETED, value=False) for x in (A, B)]
    settle(centre, stays, author=KEO)
    join(centre, A, C)
    apart(centre, A, C)
    assert {(one.record, one.key) for one in differences(centre)} == {
        (la.id, DELETED),
        (lb.id, DELETED),
    }


def test_the_first_one_is_taken_out_of_the_last_one(centre: Store) -> None:
    put(centre, A, B, C, line(A), line(B), line(C))
    join(centre, A, B)
    join(centre, B, C)
    apart(centre, A, C)
    assert amounts(centre) == {"A": [50_000], "C": [50_000]}
    apart(centre, B, C)
    assert amounts(centre) == {"A": [50_000], "B": [50_000], "C": [50_000]}


def test_what_comes_back_from_the_bin_is_taken_apart(centre: Store, north: Store) -> None:
    one, two = (HazardousArea(id=HazardousAreaId(new_id()), code="HA-1") for _ in "AB")
    mine = [
        LandRelease(id=LandReleaseId(new_id()), area=one.id, year=year, cleared_m2=cleared)
        for year, cleared in ((2024, 100), (2025, 300))
    ]
    again = replace(mine[1], id=LandReleaseId(new_id()), area=two.id)
    put(centre, one, two, *mine, again)
    join(centre, one, two)
    restore_record(centre, "hazardous_area", one.id, author=KEO)
    exchange(centre, north)
    for store in (centre, north):
        document = store.document()
        found = [document.children(LandRelease, "area", area.id) for area in (one, two)]
        assert [[r.cleared_m2 for r in some] for some in found] == [[100, 300], [300]]
        assert twice(store).pairs == ()
    delete_record(centre, DeleteRecord(kind=HazardousArea, record=one.id), author=KEO)
    assert centre.joins.kept() == {}
    centre.undo(KEO.stamp(StepKind.UNDO))
    centre.undo(KEO.stamp(StepKind.UNDO))
    assert centre.joins.kept() == {one.id: two.id}
    assert len(centre.document().of(LandRelease)) == 2


def test_a_line_that_comes_back_alone_and_is_deleted_stays_deleted(centre: Store) -> None:
    la = line(A)
    put(centre, A, B, la, line(B))
    join(centre, A, B)
    restore_record(centre, "budget_line", la.id, author=KEO)
    assert amounts(centre) == {"B": [50_000, 50_000]}
    delete_record(centre, DeleteRecord(kind=BudgetLine, record=la.id), author=KEO)
    apart(centre, A, B)
    assert amounts(centre) == {"A": [], "B": [50_000]}


def test_a_record_that_was_kept_in_sight_and_is_deleted_later_is_not_joined(
    centre: Store, north: Store
) -> None:
    """Each office joined them the other way round, and a person decided that both stay."""
    put(centre, A, B, line(A))
    exchange(centre, north)
    join(centre, A, B)
    join_records(north, JoinRecords(kept=A.id, other=B.id, keep_rest=True), author=MAI)
    exchange(centre, north)
    stays = [Decision(kind="activity", record=x.id, key=DELETED, value=False) for x in (A, B)]
    settle(centre, stays, author=KEO)
    assert amounts(centre) == {"A": [50_000], "B": []}
    delete_record(centre, DeleteRecord(kind=Activity, record=A.id), author=KEO)
    assert undo_words(ENGLISH, centre.next_undo()) == "Undo deleting: Activity"
    exchange(centre, north)
    for store in (centre, north):
        assert store.joins.kept() == {}
        assert amounts(store) == {"B": []}


def test_lines_of_activities_that_were_joined_the_other_way_round_stay_too(
    centre: Store, north: Store
) -> None:
    la, lb = line(A), line(B)
    put(centre, A, B, la, lb)
    exchange(centre, north)
    join(centre, A, B)
    join_records(north, JoinRecords(kept=A.id, other=B.id, keep_rest=True), author=MAI)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"A": [50_000], "B": [50_000]}
        asked = {(one.record, one.key) for one in differences(store)}
        assert asked == {(one.id, DELETED) for one in (A, B, la, lb)}
    settle(north, list(all_from(differences(north), "")), author=MAI)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"B": [50_000]}
        assert differences(store) == []
        assert check_store(store) == []


def test_who_deletes_the_kept_line_meanwhile_is_asked(centre: Store, north: Store) -> None:
    la, lb = line(A), line(B)
    put(centre, A, B, la, lb)
    exchange(centre, north)
    join(centre, A, B)
    delete_record(north, DeleteRecord(kind=BudgetLine, record=lb.id), author=MAI)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"B": [50_000]}
        assert [(one.record, one.key) for one in differences(store)] == [(lb.id, DELETED)]


def test_two_offices_that_join_the_same_have_nothing_to_decide(centre: Store, north: Store) -> None:
    put(centre, A, B, line(A), line(B))
    exchange(centre, north)
    for store in (centre, north):
        join(store, A, B)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"B": [50_000]}
        assert differences(store) == []
    apart(north, A, B)
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"A": [50_000], "B": [50_000]}
        assert differences(store) == []


def test_undo_brings_back_what_another_office_joined_along_since(
    centre: Store, north: Store
) -> None:
    put(centre, A, B, C, line(A), line(C))
    exchange(centre, north)
    join(centre, A, B)
    exchange(centre, north)
    join(north, B, C)
    exchange(centre, north)
    centre.undo(KEO.stamp(StepKind.UNDO))
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"A": [50_000], "C": [50_000]}
    centre.redo(KEO.stamp(StepKind.REDO))
    exchange(centre, north)
    for store in (centre, north):
        assert amounts(store) == {"C": [50_000]}
        assert differences(store) == []
        assert check_store(store) == []


def test_what_was_written_to_joined_records_of_two_kinds_is_asked_of_those_that_are_kept(
    centre: Store, north: Store
) -> None:
    la, lb = line(A), line(B)
    put(centre, A, B, la, lb)
    exchange(centre, north)
    join(centre, A, B)
    edit(north, A, code="N-7")
    edit(north, la, year=2028)
    exchange(centre, north)
    for store in (centre, north):
        found = {(one.kind, one.record, one.key) for one in differences(store)}
        assert found == {("activity", B.id, "code"), ("budget_line", lb.id, "year")}


def test_records_that_were_joined_in_a_circle_lead_nowhere(centre: Store, north: Store) -> None:
    """Each office joined them the other way round, and a person decided that both go."""
    put(centre, A, B, C, line(A), line(C, 70_000))
    join(centre, C, A)
    exchange(centre, north)
    join(centre, A, B)
    join(north, B, A)
    exchange(centre, north)
    for store in (centre, north):
        assert store.joins.kept() == {C.id: A.id}
        assert amounts(store) == {"A": [50_000, 70_000], "B": []}
    go = [Decision(kind="activity", record=x.id, key=DELETED, value=True) for x in (A, B)]
    settle(centre, go, author=KEO)
    exchange(centre, north)
    for store in (centre, north):
        assert store.joins.kept() == {}
        assert store.document().of(Activity) == ()
        assert {one.activity for one in store.document().of(BudgetLine)} == {A.id, C.id}
        assert check_store(store) == []
