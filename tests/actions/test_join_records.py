"""Two records that are one are joined without loss, and taken apart again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.join_records import (
    JoinRecords,
    compare,
    join_records,
    say_two,
    take_apart,
    twice,
)
from ccmdesk.actions.settle import decision_for, differences, settle
from ccmdesk.db.check import check_store
from ccmdesk.db.filters import Filter
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, create_store, open_store
from ccmdesk.model.activity import Activity, ActivityType, Milestone
from ccmdesk.model.area import AreaStatus, HazardousArea, LandRelease
from ccmdesk.model.change import Change, StepKind, deletion, difference
from ccmdesk.model.codec import DELETED
from ccmdesk.model.ids import ActivityId, HazardousAreaId, LandReleaseId, MilestoneId
from ccmdesk.model.problem import Problem
from ccmdesk.model.sameness import SAME_AS
from ccmdesk.model.values import FieldNote, Notes, Position, Texts

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
KEO, MAI = (Author(name, lambda: NOON) for name in ("Keo", "Mai"))
PLACE = Position(179_000_000, 1_026_000_000)

KEPT = HazardousArea(
    id=HazardousAreaId(new_id()),
    code="HA-1",
    name=Texts.of({"en": "Ban Na"}),
    size_m2=1_000,
    position=PLACE,
    munitions=("BLU-26",),  # type: ignore[arg-type]
)
OTHER = HazardousArea(
    id=HazardousAreaId(new_id()),
    code="N-7",
    name=Texts.of({"en": "Ban Na", "fr": "Ban Na, rizière"}),
    size_m2=1_020,
    status=AreaStatus.OPEN,
    position=PLACE,
    munitions=("BLU-26", "BLU-63"),  # type: ignore[arg-type]
    notes=Notes.of({"status": FieldNote(remark="seen in May")}),
)
RELEASE = LandRelease(id=LandReleaseId(new_id()), area=OTHER.id, year=2025, cleared_m2=300)
WORK = Activity(
    id=ActivityId(new_id()), code="A-1", type=ActivityType.CLEARANCE, areas=(OTHER.id, KEPT.id)
)
JOIN = JoinRecords(kept=KEPT.id, other=OTHER.id, keep_rest=True)
Offices = tuple[Store, Store]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Return two offices that know of the same records."""
    made = [
        create_store(tmp_path / f"{name}.ccmdesk", office=name, at=NOON, new_id=new_id)
        for name in ("Centre", "North")
    ]
    _add(made[0], KEPT, OTHER, RELEASE, WORK)
    _exchange(*made)
    centre, north = made
    with centre, north:
        yield centre, north


def _add(store: Store, *records: Any) -> None:
    store.apply([c for one in records for c in difference(None, one)], KEO.stamp(StepKind.ADD))


def _edit(store: Store, record: HazardousArea, **values: Any) -> None:
    before = _area(store, record.id)
    step = store.apply(difference(before, replace(before, **values)), MAI.stamp(StepKind.EDIT))
    assert step is not None


def _exchange(*stores: Store) -> None:
    for store in stores:
        for other in stores:
            store.receive(other.lines())


def _area(store: Store, record: UUID = KEPT.id) -> HazardousArea:
    found = store.get(HazardousArea, HazardousAreaId(record))
    assert found is not None
    return found


def test_the_pair_is_suggested_until_a_person_joins_it(offices: Offices) -> None:
    centre, north = offices
    (found,) = twice(centre).pairs
    assert {found.first, found.second} == {KEPT.id, OTHER.id}
    join_records(centre, JOIN, author=KEO)
    _exchange(*offices)
    assert twice(centre).pairs == twice(north).pairs == ()


def test_nothing_is_compared_again_until_an_area_or_an_activity_changes(offices: Offices) -> None:
    centre, _ = offices
    first = twice(centre)
    _add(centre, LandRelease(id=LandReleaseId(new_id()), area=KEPT.id, year=2024))
    assert twice(centre, first) is first
    _edit(centre, _area(centre), priority=4)
    assert twice(centre, first) is not first
    again = twice(centre)
    say_two(centre, KEPT.id, OTHER.id, author=KEO)
    assert twice(centre, again).pairs == ()


def test_what_the_kept_record_lacks_is_taken_over(offices: Offices) -> None:
    centre = offices[0]
    assert compare(centre, KEPT.id, OTHER.id).differing == ("code", "size_m2")
    join_records(centre, JOIN, author=KEO)
    _exchange(*offices)
    for store in offices:
        found = _area(store)
        assert (found.code, found.size_m2) == ("HA-1", 1_000)
        assert found.status is AreaStatus.OPEN
        assert found.notes["status"].remark == "seen in May"
        assert found.name.get("fr") == "Ban Na, rizière"
        assert found.munitions == ("BLU-26", "BLU-63")
        assert store.get(HazardousArea, OTHER.id) is None
        assert store.deleted() == [("hazardous_area", OTHER.id)]
        assert check_store(store) == []


def test_where_both_have_a_value_a_person_chooses(offices: Offices) -> None:
    centre, _ = offices
    with pytest.raises(Problem, match="size_m2"):
        join_records(centre, replace(JOIN, keep_rest=False), author=KEO)
    ask = JoinRecords(
        kept=KEPT.id, other=OTHER.id, take=frozenset({"size_m2"}), keep=frozenset({"code"})
    )
    join_records(centre, ask, author=KEO)
    assert (_area(centre).code, _area(centre).size_m2) == ("HA-1", 1_020)


def test_references_lead_to_the_kept_record_and_nothing_is_counted_twice(
    offices: Offices, tmp_path: Path
) -> None:
    centre, north = offices
    before = centre.document()
    assert len(before.children(LandRelease, "area", KEPT.id)) == 0
    join_records(centre, JOIN, author=KEO)
    late = replace(RELEASE, id=LandReleaseId(new_id()), year=2026)
    _add(north, late)
    _exchange(*offices)
    for store in offices:
        document = store.document()
        assert [one.id for one in document.of(HazardousArea)] == [KEPT.id]
        released = document.children(LandRelease, "area", KEPT.id)
        assert {one.id for one in released} == {RELEASE.id, late.id}
        assert document.of(Activity)[0].areas == (KEPT.id,)
        assert store.get(LandRelease, RELEASE.id) == released[0]
        asked = ListQuery(LandRelease, where={"area": str(KEPT.id)})
        assert len(store.ids(asked)) == 2
        of_area = Filter("area", frozenset({str(KEPT.id)}))
        narrowed = ListQuery(LandRelease, filters=(of_area,))
        assert store.facets.sums(narrowed, "cleared_m2") == {"": 600}
        assert store.facets.values(ListQuery(LandRelease), "area") == {str(KEPT.id): 2}
    centre.close()
    with open_store(tmp_path / "Centre.ccmdesk") as again:
        assert again.document().content_hash == north.document().content_hash


def test_undo_takes_apart_without_loss(offices: Offices) -> None:
    centre = offices[0]
    before = centre.document()
    join_records(centre, JOIN, author=KEO)
    assert len(centre.document().of(HazardousArea)) == 1
    centre.undo(KEO.stamp(StepKind.UNDO))
    _exchange(*offices)
    for store in offices:
        assert store.document().content_hash == before.content_hash
        assert store.get(LandRelease, RELEASE.id) == RELEASE
        assert len(twice(store).pairs) == 1
    centre.redo(KEO.stamp(StepKind.REDO))
    assert centre.document().of(Activity)[0].areas == (KEPT.id,)


def test_an_edit_elsewhere_of_the_joined_record_is_a_difference_of_the_kept_one(
    offices: Offices,
) -> None:
    centre, north = offices
    join_records(centre, JOIN, author=KEO)
    _edit(north, OTHER, size_m2=5_000, status=AreaStatus.CLOSED)
    _exchange(*offices)
    for store in offices:
        assert [one.id for one in store.document().of(HazardousArea)] == [KEPT.id]
        assert store.disputed_fields() == 2
        size, status = sorted(differences(store), key=lambda one: one.key)
        assert (size.record, size.key, status.key) == (KEPT.id, "size_m2", "status")
        assert [side.new for side in size.sides] == [1_000, 5_000]
        assert [side.new for side in status.sides] == ["open", "closed"]
        assert size.sides[1].by == "Mai"
        assert check_store(store) == []
    size, status = sorted(differences(centre, of=[KEPT.id]), key=lambda one: one.key)
    settle(centre, [decision_for(size, size.sides[1])], author=KEO)
    _exchange(*offices)
    assert [one.key for one in differences(north)] == ["status"]
    assert _area(north).size_m2 == 5_000
    settle(centre, [decision_for(status, status.sides[0])], author=KEO)
    _exchange(*offices)
    assert differences(north) == differences(centre) == []
    assert _area(north).status is AreaStatus.OPEN
    centre.undo(KEO.stamp(StepKind.UNDO))
    assert [one.key for one in differences(centre)] == ["status"]


def test_two_offices_that_join_the_other_way_round_keep_both_in_sight(offices: Offices) -> None:
    centre, north = offices
    join_records(centre, JOIN, author=KEO)
    join_records(north, JoinRecords(kept=OTHER.id, other=KEPT.id, keep_rest=True), author=MAI)
    _exchange(*offices)
    for store in offices:
        assert len(store.document().of(HazardousArea)) == 2
        assert {(one.record, one.key) for one in differences(store)} == {
            (KEPT.id, DELETED),
            (OTHER.id, DELETED),
        }


def test_who_deletes_the_kept_record_meanwhile_is_asked(offices: Offices) -> None:
    centre, north = offices
    join_records(centre, JOIN, author=KEO)
    north.apply([deletion(KEPT)], MAI.stamp(StepKind.DELETE))
    _exchange(*offices)
    for store in offices:
        assert _area(store).code == "HA-1"
        assert [(one.record, one.key) for one in differences(store)] == [(KEPT.id, DELETED)]


def test_that_they_are_two_is_kept_and_travels(offices: Offices) -> None:
    centre, north = offices
    say_two(centre, OTHER.id, KEPT.id, author=KEO)
    _exchange(*offices)
    assert twice(centre).pairs == twice(north).pairs == ()
    assert say_two(north, KEPT.id, OTHER.id, author=MAI) is None
    centre.undo(KEO.stamp(StepKind.UNDO))
    assert len(twice(centre).pairs) == 1


def test_joined_records_are_taken_apart_later_too(offices: Offices) -> None:
    centre, north = offices
    twin = replace(RELEASE, id=LandReleaseId(new_id()), area=KEPT.id)
    _add(centre, twin)
    join_records(centre, JOIN, author=KEO)
    assert [one.id for one in centre.document().of(LandRelease)] == [twin.id]
    _edit(centre, KEPT, priority=1)
    _exchange(*offices)
    take_apart(north, KEPT.id, OTHER.id, author=MAI)
    _exchange(*offices)
    for store in offices:
        assert len(store.document().of(HazardousArea)) == 2
        assert len(store.document().of(LandRelease)) == 2
        assert store.get(LandRelease, RELEASE.id) == RELEASE
        assert twice(store).pairs == ()
        assert differences(store) == []
    with pytest.raises(Problem, match="not joined"):
        take_apart(north, KEPT.id, OTHER.id, author=MAI)


def test_what_was_joined_with_a_record_stays_so_while_that_is_in_the_bin(offices: Offices) -> None:
    centre, _ = offices
    join_records(centre, JOIN, author=KEO)
    centre.apply([deletion(KEPT)], KEO.stamp(StepKind.DELETE))
    assert centre.joins.kept() == {OTHER.id: KEPT.id}
    take_apart(centre, KEPT.id, OTHER.id, author=KEO)
    assert [one.id for one in centre.document().of(HazardousArea)] == [OTHER.id]
    assert centre.get(LandRelease, RELEASE.id) == RELEASE


def test_what_refers_to_the_other_record_is_told_before_they_are_joined(offices: Offices) -> None:
    centre, _ = offices
    _add(centre, replace(RELEASE, id=LandReleaseId(new_id()), area=KEPT.id, year=2024))
    told = compare(centre, KEPT.id, OTHER.id).refer
    assert {one.id for one in told} == {RELEASE.id, WORK.id}


def test_a_list_that_named_the_joined_record_alone_names_the_kept_one(offices: Offices) -> None:
    centre, _ = offices
    alone = replace(WORK, id=ActivityId(new_id()), code="A-2", areas=(OTHER.id,))
    _add(centre, alone)
    join_records(centre, JOIN, author=KEO)
    assert centre.get(Activity, alone.id) == replace(alone, areas=(KEPT.id,))


def test_an_activity_that_started_after_the_one_joined_with_it_starts_not_after_itself(
    offices: Offices,
) -> None:
    centre, _ = offices
    other = Activity(id=ActivityId(new_id()), code="A-2")
    kept = Activity(id=ActivityId(new_id()), code="A-3", after=(other.id,))
    _add(centre, other, kept)
    join_records(centre, JoinRecords(kept=kept.id, other=other.id, keep_rest=True), author=KEO)
    assert centre.get(Activity, kept.id) == replace(kept, after=())


def test_what_is_about_both_is_counted_once_or_named(tmp_path: Path) -> None:
    one, two = (Activity(id=ActivityId(new_id()), code=code) for code in ("A-1", "N-1"))
    after = Activity(id=ActivityId(new_id()), code="A-2", after=(two.id, one.id))
    second = replace(two, after=(one.id,))
    mine = [Milestone(id=MilestoneId(new_id()), activity=one.id, year=2026, planned=5)]
    mine.append(Milestone(id=MilestoneId(new_id()), activity=one.id, year=2027, planned=5))
    theirs = [replace(m, id=MilestoneId(new_id()), activity=two.id) for m in mine]
    theirs[1] = replace(theirs[1], planned=6)
    path = tmp_path / "plan.ccmdesk"
    with create_store(path, office="Centre", at=NOON, new_id=new_id) as store:
        _add(store, one, second, after, *mine, *theirs)
        found = compare(store, one.id, two.id)
        assert [(t.id, m.id) for t, m in found.twins] == [(theirs[0].id, mine[0].id)]
        assert [(t.id, m.id) for t, m in found.rivals] == [(theirs[1].id, mine[1].id)]
        join_records(store, JoinRecords(kept=one.id, other=two.id, keep_rest=True), author=KEO)
        document = store.document()
        planned = document.children(Milestone, "activity", one.id)
        assert sorted(m.planned or 0 for m in planned) == [5, 5, 6]
        assert document.get(Activity, one.id).after == ()  # type: ignore[union-attr]
        assert document.get(Activity, after.id).after == (one.id,)  # type: ignore[union-attr]
        assert check_store(store) == []
        store.rebuild()
        assert store.document().content_hash == document.content_hash


def test_records_with_open_differences_or_of_two_kinds_are_not_joined(offices: Offices) -> None:
    centre, north = offices
    with pytest.raises(Problem, match="one kind"):
        compare(centre, KEPT.id, WORK.id)
    with pytest.raises(Problem, match="one kind"):
        compare(centre, KEPT.id, KEPT.id)
    with pytest.raises(Problem, match="Only hazardous areas"):
        compare(centre, KEPT.id, RELEASE.id)
    _edit(centre, OTHER, size_m2=1)
    _edit(north, OTHER, size_m2=2)
    _exchange(*offices)
    with pytest.raises(Problem, match="Decide that first"):
        compare(centre, KEPT.id, OTHER.id)


def test_the_store_refuses_what_names_no_record(offices: Offices) -> None:
    change = Change("hazardous_area", OTHER.id, {}, {SAME_AS: "HA-1"})
    with pytest.raises(ValueError, match="HA-1"):
        offices[0].apply([change], KEO.stamp(StepKind.EDIT))
