"""A person settles what offices wrote differently; the decision travels, nothing is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.join_records import JoinRecords, join_records
from ccmdesk.actions.settle import Decision, all_from, decision_for, differences, settle
from ccmdesk.db.store import Store, create_store
from ccmdesk.db.tables import REPLICA
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.codec import DELETED, Flat
from ccmdesk.model.ids import HazardousAreaId
from later_version import write_as_later_version

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
AREA = HazardousArea(id=HazardousAreaId(new_id()), code="HA-1", size_m2=1_000)
KEO, MAI, NOY = (Author(name, lambda: NOON) for name in ("Keo", "Mai", "Noy"))
Offices = tuple[Store, Store, Store]


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    """Return three offices that have the same area, each of which wrote another size."""
    names = ("Centre", "North", "South")
    stores = [
        create_store(tmp_path / f"{name}.ccmdesk", office=name, at=NOON, new_id=new_id)
        for name in names
    ]
    stores[0].apply(difference(None, AREA), KEO.stamp(StepKind.ADD))
    for store in stores[1:]:
        store.receive(stores[0].lines())
    for store, size, author in zip(stores, (2_000, 3_000, 4_000), (KEO, MAI, NOY), strict=True):
        store.apply(difference(AREA, replace(AREA, size_m2=size)), author.stamp(StepKind.EDIT))
    for store in stores:
        for name, other in zip(names, stores, strict=True):
            store.receive(other.lines())
            with store.opened.engine.begin() as con:
                named = sa.update(REPLICA).where(REPLICA.c.id == other.replica)
                con.execute(named.values(office=name))
    centre, north, south = stores
    return centre, north, south


def size(store: Store) -> int | None:
    found = store.get(HazardousArea, AREA.id)
    assert found is not None
    return found.size_m2


def test_a_difference_tells_what_was_before_and_what_each_office_wrote(offices: Offices) -> None:
    (found,) = differences(offices[0])
    assert (found.record, found.key, found.before) == (AREA.id, "size_m2", 1_000)
    assert {(side.office, side.by, side.new) for side in found.sides} == {
        ("Centre", "Keo", 2_000),
        ("North", "Mai", 3_000),
        ("South", "Noy", 4_000),
    }
    assert found.sides[0].new == size(offices[0])


@pytest.mark.parametrize("wanted", [2_000, 3_000, 4_000, 9_999])
def test_a_decision_settles_it_everywhere_and_every_value_stays_in_history(
    offices: Offices, wanted: int
) -> None:
    centre, north, south = offices
    (found,) = differences(centre)
    decided = Decision(kind=found.kind, record=found.record, key=found.key, value=wanted)
    step = settle(centre, [decided], author=KEO)
    assert step is not None
    assert step.does is StepKind.DECIDE
    for store in (north, south):
        store.receive(centre.lines())
    for store in offices:
        assert size(store) == wanted
        assert differences(store) == []
        told = {entry.new for entry in store.history(AREA.id) if entry.key == "size_m2"}
        assert told >= {1_000, 2_000, 3_000, 4_000, wanted}


def test_all_that_one_office_wrote_is_kept_at_once(offices: Offices) -> None:
    centre = offices[0]
    found = differences(centre)
    settle(centre, tuple(all_from(found, "North")), author=KEO)
    assert size(centre) == 3_000
    assert tuple(all_from(found, "East")) == ()


def test_two_people_who_decide_apart_are_asked_again(offices: Offices) -> None:
    centre, north, _ = offices
    for store, value, author in ((centre, 2_000, KEO), (north, 3_000, MAI)):
        (found,) = differences(store)
        decision = Decision(kind=found.kind, record=found.record, key=found.key, value=value)
        settle(store, [decision], author=author)
    centre.receive(north.lines())
    (again,) = differences(centre)
    assert {side.new for side in again.sides} == {2_000, 3_000}


def test_what_was_settled_meanwhile_is_left_alone(offices: Offices) -> None:
    centre = offices[0]
    (found,) = differences(centre)
    first = Decision(kind=found.kind, record=found.record, key=found.key, value=2_000)
    assert settle(centre, [first], author=KEO) is not None
    assert settle(centre, [replace(first, value=3_000)], author=MAI) is None
    assert size(centre) == 2_000


def test_undo_goes_back_to_the_value_that_was_shown(offices: Offices) -> None:
    centre = offices[0]
    (found,) = differences(centre)
    shown = size(centre)
    decided = Decision(kind=found.kind, record=found.record, key=found.key, value=9_999)
    settle(centre, [decided], author=KEO)
    centre.undo(KEO.stamp(StepKind.UNDO))
    assert size(centre) == shown


def test_a_deletion_against_an_edit_is_settled_too(tmp_path: Path) -> None:
    one = create_store(tmp_path / "one.ccmdesk", office="One", at=NOON, new_id=new_id)
    two = create_store(tmp_path / "two.ccmdesk", office="Two", at=NOON, new_id=new_id)
    one.apply(difference(None, AREA), KEO.stamp(StepKind.ADD))
    two.receive(one.lines())
    one.apply([deletion(AREA)], KEO.stamp(StepKind.DELETE))
    two.apply(difference(AREA, replace(AREA, size_m2=7)), MAI.stamp(StepKind.EDIT))
    one.receive(two.lines())
    (found,) = differences(one)
    assert found.key == DELETED
    assert one.get(HazardousArea, AREA.id) is not None
    gone = Decision(kind=found.kind, record=found.record, key=DELETED, value=True)
    settle(one, [gone], author=KEO)
    assert one.get(HazardousArea, AREA.id) is None
    assert differences(one) == []


@pytest.mark.parametrize("values", [{"of_2031": [7]}, {"status": "flooded"}])
@pytest.mark.parametrize("side", [0, 1])
def test_what_a_later_version_wrote_is_kept_as_it_is_by_who_decides(
    tmp_path: Path, values: Flat, side: int
) -> None:
    """A field of which this version knows nothing, and a value that it cannot read."""
    one = create_store(tmp_path / "one.ccmdesk", office="One", at=NOON, new_id=new_id)
    two = create_store(tmp_path / "two.ccmdesk", office="Two", at=NOON, new_id=new_id)
    one.apply(difference(None, AREA), KEO.stamp(StepKind.ADD))
    two.receive(one.lines())
    (key,) = values
    write_as_later_version(one, AREA.id, {key: "of One"}, author=KEO)
    write_as_later_version(two, AREA.id, values, author=MAI)
    one.receive(two.lines())
    (found,) = differences(one)
    kept = found.sides[side]
    assert settle(one, [decision_for(found, kept)], author=NOY) is not None
    assert differences(one) == []
    last = one.history(AREA.id)[0]
    assert (last.key, last.new, last.by) == (key, kept.new, "Noy")


def test_what_a_later_version_wrote_to_a_joined_area_can_be_left_out(tmp_path: Path) -> None:
    one = create_store(tmp_path / "one.ccmdesk", office="One", at=NOON, new_id=new_id)
    two = create_store(tmp_path / "two.ccmdesk", office="Two", at=NOON, new_id=new_id)
    again = replace(AREA, id=HazardousAreaId(new_id()))
    for area in (AREA, again):
        one.apply(difference(None, area), KEO.stamp(StepKind.ADD))
    two.receive(one.lines())
    join_records(one, JoinRecords(kept=AREA.id, other=again.id), author=KEO)
    write_as_later_version(two, again.id, {"of_2031": 7}, author=MAI)
    one.receive(two.lines())
    (found,) = differences(one)
    assert [side.new for side in found.sides] == [None, 7]
    assert settle(one, [decision_for(found, found.sides[0])], author=NOY) is not None
    assert differences(one) == []
    two.receive(one.lines())
    assert differences(two) == []
