"""What a plan says of the packages and receipts that went out and came in."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from db_cases import NOON, add, area, delete, edit, new_id, new_store, stamp
from office_packages import KEY, NUMBERS, sent, take_in

from ccmdesk.db.log import Received
from ccmdesk.db.outgoing import NOTHING, Need, Reach
from ccmdesk.db.packages import Arrival, Awaited, Package, Sender, Way
from ccmdesk.db.receipts import NO_COPY, ReceiptNote
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import StepKind
from ccmdesk.model.ids import ActivityId

NORTH, SOUTH, EAST = (UUID(int=number) for number in (71, 72, 73))
ACTIVITY = Activity(id=ActivityId(UUID(int=9)), code="A-9")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "centre.ccmdesk", office="Centre") as centre:
        yield centre


def reached(seq: int) -> dict[UUID, Reach]:
    return {UUID(int=5): Reach(seq, bytes([seq]) * 32)}


def arrival(copy: UUID, office: str, **values: Any) -> Arrival:
    """Return a package without changes, of a copy of the plan."""
    made = Arrival(
        manifest=next(NUMBERS).to_bytes(32, "big"),
        public_key=KEY,
        sender=Sender(replica=copy, office=office, person="Keo", number=1),
        reach={},
        needs={},
        offices={},
        lines=(),
    )
    return replace(made, **values)


def came(store: Store, package: Arrival, *, minute: int) -> None:
    store.packages.take_in(package, stamp(StepKind.MERGE, minute=minute), spare=new_id())


def receipt(copy: UUID, office: str, *, minute: int, seq: int = 0) -> ReceiptNote:
    """Return a receipt that came at that minute; without *seq* it says nothing of what they had."""
    return ReceiptNote(
        manifest=next(NUMBERS).to_bytes(32, "big"),
        public_key=KEY,
        replica=copy,
        office=office,
        person="Noy",
        received_at=NOON - dt.timedelta(days=minute),
        noted_at=NOON + dt.timedelta(minutes=minute),
        reach=reached(seq) if seq else {},
    )


def test_what_was_sent_is_registered_as_it_was(centre: Store) -> None:
    package = Package(
        manifest=bytes(range(32)),
        way=Way.SENT,
        sender=Sender(replica=centre.replica, office="Office", person="Keo", number=7),
        by="Boun",
        at=NOON + dt.timedelta(seconds=1),
        step=UUID(int=8),
        reach=reached(4),
        needs={NORTH: Need(Reach(3, b"n" * 32), 2)},
        why="asked for by telephone",
        public_key=KEY,
    )
    without_key = replace(package, manifest=bytes(32), step=UUID(int=6), public_key=None, at=NOON)
    for one in (without_key, package):
        centre.packages.note_sent(one)
    assert centre.packages.all() == [package, without_key]


def test_what_came_is_registered_with_who_took_it_in_and_why(centre: Store) -> None:
    package = arrival(NORTH, "North", reach=reached(4), needs={SOUTH: Need(Reach(1, KEY), 2)})
    noted = replace(stamp(StepKind.MERGE, minute=3), why="they told it by radio")
    centre.packages.take_in(package, noted, spare=new_id())
    assert centre.packages.all() == [
        Package(
            manifest=package.manifest,
            way=Way.RECEIVED,
            sender=package.sender,
            by="Amina",
            at=noted.at,
            step=noted.step,
            reach=package.reach,
            needs=package.needs,
            why="they told it by radio",
            public_key=KEY,
        )
    ]


def test_the_newest_package_is_told_first_though_the_clock_was_put_back(centre: Store) -> None:
    for number, minute in ((1, 60), (2, 61)):
        came(centre, arrival(NORTH, f"early {number}"), minute=minute)
    add(centre, area(1))
    for number, minute in ((1, 2), (2, 3)):
        came(centre, arrival(NORTH, f"late {number}"), minute=minute)
    told = [package.sender.office for package in centre.packages.all()]
    assert told == ["late 2", "late 1", "early 2", "early 1"]


def test_an_office_has_what_it_said_last_by_a_package_or_by_a_receipt(centre: Store) -> None:
    assert centre.packages.last_reach(NORTH) == {}
    came(centre, arrival(NORTH, "North", reach=reached(2)), minute=10)
    assert centre.packages.last_reach(NORTH) == reached(2)
    centre.packages.note_receipt(receipt(NORTH, "North", minute=5, seq=1))
    assert centre.packages.last_reach(NORTH) == reached(2)
    centre.packages.note_receipt(receipt(NORTH, "North", minute=15, seq=3))
    assert centre.packages.last_reach(NORTH) == reached(3)
    came(centre, arrival(NORTH, "North", reach=reached(4)), minute=20)
    assert centre.packages.last_reach(NORTH) == reached(4)
    came(centre, arrival(SOUTH, "South", reach=reached(9)), minute=30)
    assert centre.packages.last_reach(NORTH) == reached(4)
    assert centre.packages.last_reach(EAST) == {}


def test_a_receipt_that_is_not_believed_or_of_no_copy_tells_of_no_office(centre: Store) -> None:
    centre.packages.note_receipt(receipt(NORTH, "North", minute=1, seq=3))
    centre.packages.note_receipt(receipt(NORTH, "North", minute=2))
    centre.packages.note_receipt(receipt(NO_COPY, "Unit", minute=3, seq=4))
    assert centre.packages.last_reach(NORTH) == reached(3)
    assert centre.packages.last_reach(NO_COPY) == {}
    assert centre.packages.copy_called("Unit") is None
    assert centre.packages.offices() == ("North",)


def test_what_this_file_sent_is_not_heard_of_another_office(centre: Store) -> None:
    add(centre, area(1))
    sent(centre)
    assert centre.packages.last_reach(centre.replica) == {}
    assert centre.packages.offices() == ()


def test_an_office_is_written_to_by_the_copy_it_was_last_heard_of(centre: Store) -> None:
    assert centre.packages.copy_called("North") is None
    came(centre, arrival(NORTH, "North", reach=reached(1)), minute=1)
    centre.packages.note_receipt(receipt(SOUTH, "North", minute=2, seq=2))
    came(centre, arrival(EAST, "East"), minute=3)
    assert centre.packages.copy_called("North") == SOUTH
    came(centre, arrival(NORTH, "North"), minute=4)
    assert centre.packages.copy_called("North") == NORTH
    assert centre.packages.copy_called("West") is None


def test_other_offices_are_named_once_each_the_last_heard_of_first(centre: Store) -> None:
    assert centre.packages.offices() == ()
    came(centre, arrival(SOUTH, "South"), minute=1)
    came(centre, arrival(NORTH, "North"), minute=2)
    came(centre, arrival(EAST, ""), minute=3)
    came(centre, arrival(centre.replica, "Centre before the backup"), minute=4)
    assert centre.packages.offices() == ("North", "South")
    centre.packages.note_receipt(receipt(SOUTH, "South", minute=5, seq=1))
    assert centre.packages.offices() == ("South", "North")
    assert centre.packages.copy_called("Centre before the backup") is None


def test_a_plan_knows_its_own_office_and_the_copies_that_the_office_had(
    centre: Store, tmp_path: Path
) -> None:
    add(centre, area(1))
    assert centre.packages.own_office() == "Centre"
    former = centre.replica
    assert centre.packages.own_copies() == {former}
    shutil.copyfile(centre.path, tmp_path / "copy.ccmdesk")
    with open_store(tmp_path / "copy.ccmdesk") as copied:
        add(centre, area(2))
        take_in(copied, sent(centre))
        assert copied.replica != former
        assert copied.packages.own_office() == "Centre"
        assert copied.packages.own_copies() == {former, copied.replica}


def test_the_keys_of_an_office_are_those_that_signed_what_came_from_it(centre: Store) -> None:
    keys = [bytes([number]) * 32 for number in range(5)]
    came(centre, arrival(NORTH, "North", public_key=keys[0]), minute=1)
    came(centre, arrival(NORTH, "North before", public_key=keys[1]), minute=2)
    came(centre, arrival(SOUTH, "North", public_key=keys[2]), minute=3)
    came(centre, arrival(SOUTH, "South", public_key=keys[3]), minute=4)
    (last, *_) = centre.packages.all()
    mine = Sender(replica=NORTH, office="North", person="Keo", number=1)
    for number, key in enumerate((keys[4], None)):
        way = Way.RECEIVED if key is None else Way.SENT
        centre.packages.note_sent(
            replace(
                last,
                manifest=bytes([9, number]) * 16,
                step=new_id(),
                way=way,
                sender=mine,
                public_key=key,
            )
        )
    assert centre.packages.keys_of(NORTH, "North") == set(keys[:3])
    assert centre.packages.keys_of(NORTH, "East") == set(keys[:2])
    assert centre.packages.keys_of(EAST, "East") == set()


def test_receipts_are_told_as_they_came_the_newest_first(centre: Store) -> None:
    notes = [receipt(NORTH, "North", minute=minute, seq=minute) for minute in (2, 3, 1)]
    for note in notes:
        centre.packages.note_receipt(note)
    assert centre.packages.receipts() == [notes[1], notes[0], notes[2]]


def test_the_lines_of_one_kind_can_be_asked_for(centre: Store) -> None:
    add(centre, area(1))
    add(centre, ACTIVITY)
    parts = centre.packages.parts_beyond({})
    assert list(centre.packages.lines_beyond(parts)) == centre.lines()
    assert list(centre.packages.lines_beyond(parts, of="activity")) == centre.lines()[1:]


def test_records_are_found_by_a_value_those_in_the_bin_too(centre: Store) -> None:
    add(centre, area(1), area(2), area(3, code="HA-2"), ACTIVITY)
    delete(centre, area(3, code="HA-2"))
    asked = centre.packages.records_with("HA-2", of="hazardous_area", field="code")
    assert asked == {area(2).id, area(3).id}
    assert centre.packages.records_with("A-9", of="activity", field="code") == {ACTIVITY.id}


def test_the_hash_of_the_plan_is_that_of_its_document(centre: Store) -> None:
    add(centre, area(1))
    assert centre.packages.plan_hash() == centre.document().content_hash


def builds_on(copy: UUID, office: str, *numbers: int) -> Arrival:
    needs = {UUID(int=100 + n): Need(Reach(n + 1, KEY), n) for n in numbers}
    return arrival(copy, office, needs=needs)


def test_packages_that_have_not_come_are_named_in_order_and_once(centre: Store) -> None:
    north, south = builds_on(NORTH, "North", 9, 2, 5, 4, 7), builds_on(SOUTH, "South", 3, 1)
    again = builds_on(EAST, "North", 2)
    of_north = [Awaited(office="North", number=n) for n in (2, 4, 5, 7, 9)]
    assert centre.packages.would_await(north) == of_north
    for package in (south, north, again):
        came(centre, package, minute=0)
    of_south = [Awaited(office="South", number=n) for n in (1, 3)]
    assert centre.packages.awaited() == of_north + of_south


def test_two_packages_of_one_number_that_have_not_come_are_named_once(centre: Store) -> None:
    needs = {copy: Need(Reach(2, KEY), 0) for copy in (NORTH, SOUTH)}
    package = arrival(NORTH, "North", needs=needs)
    assert centre.packages.would_await(package) == [Awaited(office="North", number=0)]
    came(centre, package, minute=0)
    assert centre.packages.awaited() == [Awaited(office="North", number=0)]


def test_nothing_is_awaited_where_what_a_package_builds_on_is_here(
    centre: Store, tmp_path: Path
) -> None:
    field = new_store(tmp_path / "field.ccmdesk", office="Field")
    add(centre, area(1))
    first = sent(centre)
    edit(centre, area(1, size_m2=5_000))
    at_first = {centre.replica: Need(first.reach[centre.replica], 1)}
    second = replace(sent(centre), needs=at_first)
    assert field.packages.would_await(second) == [Awaited(office="Centre", number=1)]
    take_in(field, first)
    assert field.packages.would_await(second) == []


def test_a_change_is_in_the_first_package_that_led_up_to_it(centre: Store) -> None:
    assert centre.packages.number_with(centre.replica, 1) == 0
    for number in (1, 2, 3):
        add(centre, area(number))
        sent(centre)
    came(centre, arrival(NORTH, "North", reach=centre.packages.reach()), minute=90)
    numbers = [centre.packages.number_with(centre.replica, seq) for seq in (1, 2, 3, 4)]
    assert numbers == [1, 2, 3, 0]
    assert centre.packages.number_with(NORTH, 1) == 0


def test_packages_are_numbered_by_what_this_copy_sent(centre: Store) -> None:
    assert centre.packages.next_number() == 1
    add(centre, area(1))
    sent(centre)
    own = Sender(replica=centre.replica, office="Centre", person="Keo", number=40)
    came(centre, arrival(centre.replica, "Centre", sender=own), minute=1)
    (_, mine) = centre.packages.all()
    other = replace(mine.sender, replica=NORTH, number=50)
    centre.packages.note_sent(replace(mine, manifest=KEY, step=new_id(), sender=other))
    assert centre.packages.next_number() == 2


def test_a_package_that_is_here_already_brings_nothing(centre: Store, tmp_path: Path) -> None:
    field = new_store(tmp_path / "field.ccmdesk", office="Field")
    add(centre, area(1), area(2))
    package = sent(centre)
    said = [
        field.packages.take_in(package, stamp(StepKind.MERGE), spare=new_id()) for _ in range(2)
    ]
    assert said == [Received(2, 0), Received(0, 0)]


def test_a_package_that_is_registered_brings_what_of_it_was_lost(
    centre: Store, tmp_path: Path
) -> None:
    """A plan that was repaired still knows of the package, and may lack some of its changes."""
    field = new_store(tmp_path / "field.ccmdesk", office="Field")
    add(centre, area(1), area(2))
    package = sent(centre)
    take_in(field, replace(package, lines=()))
    assert field.lines() == []
    take_in(field, package)
    assert field.lines() == centre.lines()
    assert [one.manifest for one in field.packages.all()] == [package.manifest]


def test_nobody_has_more_than_was_written_here(centre: Store) -> None:
    add(centre, area(1))
    (part,) = centre.packages.parts_beyond({centre.replica: Reach(1_000, bytes(32))})
    assert (part.after, part.to.seq) == (NOTHING, 1)


def test_what_a_package_would_do_is_told_and_not_done(centre: Store, tmp_path: Path) -> None:
    field = new_store(tmp_path / "field.ccmdesk", office="Field")
    add(centre, area(1), area(2))
    told = field.packages.preview(sent(centre))
    assert [change.record for change in told.made] == [area(1).id, area(2).id]
    assert field.packages.all() == []
    assert field.lines() == []
