"""Changes from several offices: what wins, what is a conflict, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import orjson
import pytest
from db_cases import BOTH, NOON, add, area, edit, stamp
from hand_written import REC, A, B, Office

from ccmdesk.db.fold import Conflict, fold
from ccmdesk.db.line import (
    NotAChange,
    change_id,
    next_clock,
    pack,
    read_line,
    unpack,
)
from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, StepKind, deletion
from ccmdesk.model.codec import DELETED
from ccmdesk.model.sameness import SAME_AS, holds_key

ENGINES = BOTH


def _fold(*lines: bytes) -> Any:
    return fold({change_id(raw): read_line(raw) for raw in lines})


def test_the_later_write_wins_whatever_the_clocks_say() -> None:
    office = Office(A)
    first = office.write({"code": "x"}, clock=9)
    second = office.write({"code": "y"}, first, clock=1)
    folded = _fold(second, first)
    assert folded.flat == {"code": "y"}
    assert folded.conflicts == ()
    assert folded.heads == (change_id(second),)


def test_writes_that_did_not_know_of_each_other_are_a_conflict_that_keeps_both() -> None:
    base = Office(A).write({"code": "x", "priority": 1})
    left = Office(A, seq=1).write({"code": "y"}, base, clock=1)
    right = Office(B).write({"code": "z", "priority": 2}, base, clock=2)
    folded = _fold(base, left, right)
    assert folded.flat == {"code": "z", "priority": 2}
    assert folded.conflicts == (Conflict("code", change_id(right), change_id(left)),)


def test_equal_values_written_twice_are_no_conflict() -> None:
    base = Office(A).write({"code": "x"})
    left = Office(A, seq=1).write({"code": "y"}, base)
    right = Office(B).write({"code": "y"}, base)
    assert _fold(base, left, right).conflicts == ()


def test_a_decision_that_knows_both_ends_the_conflict() -> None:
    base = Office(A).write({"code": "x"})
    left = Office(A, seq=1).write({"code": "y"}, base)
    right = Office(B).write({"code": "z"}, base)
    decided = Office(A, seq=2).write({"code": "y"}, left, right)
    folded = _fold(decided, base, right, left)
    assert (folded.flat, folded.conflicts) == ({"code": "y"}, ())


def test_an_unrelated_edit_after_a_merge_keeps_the_conflict() -> None:
    base = Office(A).write({"code": "x"})
    left = Office(A, seq=1).write({"code": "y"}, base)
    right = Office(B).write({"code": "z"}, base)
    later = Office(A, seq=2).write({"priority": 1}, left, right)
    assert len(_fold(base, left, right, later).conflicts) == 1


def test_clearing_a_field_against_an_edit_is_a_conflict() -> None:
    base = Office(A).write({"code": "x"})
    left = Office(A, seq=1).write({"code": None}, base, clock=5)
    right = Office(B).write({"code": "z"}, base)
    folded = _fold(base, left, right)
    assert (folded.flat, len(folded.conflicts)) == ({}, 1)


def test_a_deletion_that_did_not_know_of_an_edit_does_not_win() -> None:
    base = Office(A).write({DELETED: False, "code": "x"})
    edited = Office(A, seq=1).write({"code": "y"}, base)
    gone = Office(B).write({DELETED: True}, base, clock=99)
    folded = _fold(base, edited, gone)
    assert not folded.deleted
    assert folded.flat == {"code": "y"}
    assert folded.conflicts == (Conflict(DELETED, change_id(edited), change_id(gone)),)


def test_a_deletion_that_knew_of_the_edit_wins() -> None:
    base = Office(A).write({DELETED: False, "code": "x"})
    edited = Office(A, seq=1).write({"code": "y"}, base)
    gone = Office(B).write({DELETED: True}, edited)
    early = Office(0xC).write({DELETED: True}, base)
    assert _fold(base, edited, gone).deleted
    assert _fold(base, edited, gone, early).deleted


def test_restoring_against_deleting_again_stays_visible() -> None:
    base = Office(A).write({DELETED: False})
    gone = Office(A, seq=1).write({DELETED: True}, base)
    back = Office(A, seq=2).write({DELETED: False}, gone)
    again = Office(B).write({DELETED: True}, gone, clock=9)
    folded = _fold(base, gone, back, again)
    assert not folded.deleted
    assert folded.conflicts == (Conflict(DELETED, change_id(back), change_id(again)),)


def test_a_lost_parent_is_stood_in_for_by_the_writers_own_change_before() -> None:
    office = Office(A)
    first = office.write({"code": "x"})
    lost = office.write({"code": "y"}, first)
    third = office.write({"code": "z"}, lost)
    folded = _fold(first, third)
    assert (folded.flat, folded.conflicts) == ({"code": "z"}, ())


def test_the_newest_of_the_writers_own_changes_stands_in_for_a_lost_parent() -> None:
    """What another office wrote meanwhile stays unknown to the writer."""
    office = Office(A)
    first = office.write({"code": "x"})
    second = office.write({"code": "y"}, first)
    lost = office.write({"code": "q"}, second)
    fourth = office.write({"code": "z"}, lost)
    other = Office(B).write({"code": "b"}, first, clock=9)
    folded = _fold(fourth, second, first, other)
    assert folded.flat == {"code": "b"}
    assert folded.conflicts == (Conflict("code", change_id(other), change_id(fourth)),)
    assert folded.heads == tuple(sorted([change_id(fourth), change_id(other)]))


def test_what_was_written_unaware_of_a_join_waits_and_the_record_stays_in_the_bin() -> None:
    base = Office(A).write({DELETED: False, "code": "x", "priority": 1})
    join = Office(A, seq=1).write({DELETED: True, SAME_AS: str(UUID(int=2))}, base)
    edit = Office(B).write({"code": "y"}, base, clock=9)
    folded = _fold(base, join, edit)
    assert folded.deleted
    assert folded.flat["code"] == "y"
    assert folded.conflicts == (Conflict("code", change_id(join), change_id(edit)),)


def test_two_unaware_of_a_join_and_of_each_other_both_wait() -> None:
    base = Office(A).write({DELETED: False, "code": "x"})
    join = Office(A, seq=1).write({DELETED: True, SAME_AS: str(UUID(int=2))}, base)
    left = Office(B).write({"code": "y"}, base, clock=8)
    right = Office(0xC).write({"code": "z"}, base, clock=9)
    folded = _fold(base, join, left, right)
    assert folded.deleted
    expected = {Conflict("code", change_id(join), change_id(one)) for one in (left, right)}
    assert set(folded.conflicts) == expected


def test_of_two_joins_the_newer_one_is_what_an_edit_contradicts() -> None:
    base = Office(A).write({DELETED: False, "code": "x"})
    older = Office(A, seq=1).write({DELETED: True, SAME_AS: str(UUID(int=2))}, base, clock=1)
    newer = Office(B).write({DELETED: True, SAME_AS: str(UUID(int=3))}, base, clock=2)
    edit = Office(0xC).write({"code": "y"}, base, clock=9)
    folded = _fold(base, older, newer, edit)
    assert folded.deleted
    assert Conflict("code", change_id(newer), change_id(edit)) in folded.conflicts


def test_a_record_that_another_was_joined_with_meanwhile_stays_in_sight() -> None:
    base = Office(A).write({DELETED: False, "code": "x"})
    join = Office(A, seq=1).write({DELETED: True, SAME_AS: str(UUID(int=2))}, base)
    holds = Office(B).write({holds_key(UUID(int=3)): True}, base)
    folded = _fold(base, join, holds)
    assert not folded.deleted
    assert folded.conflicts == (Conflict(DELETED, change_id(holds), change_id(join)),)


def test_every_office_ends_up_the_same_in_any_order(store: Store) -> None:
    base = Office(A).write({DELETED: False, "code": "x"})
    left = Office(A, seq=1).write({"code": "y"}, base)
    right = Office(B).write({"code": "z"}, base, clock=3)
    received = store.receive([right, left])
    assert (received.new, received.waiting) == (0, 2)
    assert store.counts()["hazardous_area"] == 0
    received = store.receive([base, base])
    assert (received.new, received.waiting) == (3, 0)
    assert sorted(store.lines()) == sorted([base, left, right])
    (dispute,) = store.disputes()
    assert (dispute.shown.new, dispute.other.new, dispute.shown.old) == ("z", "y", "x")
    kept = store.get(HazardousArea, REC)
    assert kept is not None
    assert kept.code == "z"
    again = store.receive([left, right, base])
    assert (again.new, again.waiting) == (0, 0)


def test_keeping_the_shown_value_is_a_decision_that_is_written(store: Store) -> None:
    base = Office(A).write({DELETED: False, "code": "x"})
    store.receive([base])
    store.receive([Office(B).write({"code": "z"}, base, clock=3)])
    store.receive([Office(A, seq=1).write({"code": "y"}, base)])
    assert len(store.disputes()) == 1
    keep = Change("hazardous_area", REC, {"code": "z"}, {"code": "z"})
    step = store.apply([keep], stamp(StepKind.DECIDE))
    assert step is not None
    assert store.disputes() == []
    assert store.apply([keep], stamp(StepKind.DECIDE)) is None


def test_undo_leaves_what_another_office_wrote_since(store: Store) -> None:
    add(store, area(1))
    edit(store, area(1, code="mine", size_m2=5))
    heads = store.lines()[-1]
    store.receive([Office(B).write({"code": "theirs"}, heads)])
    store.undo(stamp())
    kept = store.get(HazardousArea, REC)
    assert kept is not None
    assert (kept.code, kept.size_m2) == ("theirs", 1001)


def test_the_steps_of_others_are_not_taken_back(store: Store) -> None:
    store.receive([Office(B).write({DELETED: False, "code": "x"})])
    assert store.undoable() is None


def test_unknown_kinds_fields_and_values_stay_in_the_log_and_out_of_the_tables(
    store: Store,
) -> None:
    future = Office(A).write({DELETED: False, "code": "x", "colour": "red", "kind": "XXL"})
    other = Office(A, seq=1).write({"wings": 2}, kind="dragon")
    bad = Office(A, seq=2).write(
        {"size_m2": 2**60, "name@fr": 7, "remark": "a\0b", "code#note": {"confidence": "?"}},
        future,
    )
    assert store.receive([future, other, bad]).new == 3
    kept = store.get(HazardousArea, REC)
    assert kept == HazardousArea(id=area(1).id, code="x")
    store.rebuild()
    assert store.get(HazardousArea, REC) == kept
    assert store.lines() == [future, other, bad]
    assert {e.key for e in store.history(REC)} >= {"colour", "kind"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"not json",
        Office(A).write({}).replace(b'"v":1', b'"v":2'),
        Office(A).write({}).replace(b'"seq":1', b'"seq":0'),
        Office(A).write({}).replace(b'"par":[]', b'"par":["12"]'),
        Office(A).write({}, hlc="later"),
    ],
)
def test_bytes_that_are_no_change_are_refused_whole(store: Store, raw: bytes) -> None:
    good = Office(B).write({DELETED: False})
    with pytest.raises(NotAChange):
        store.receive([good, raw])
    assert store.lines() == []


def test_a_line_is_kept_byte_for_byte() -> None:
    raw = Office(A).write({"name@ar": "قرية", "code": "x" * 3000})
    assert unpack(pack(raw)) == raw
    assert len(pack(raw)) < len(raw) / 3
    assert orjson.dumps(orjson.loads(raw)) == raw
    assert read_line(raw.replace(b'{"v"', b'{"new_key":[1],"v"')).set["name@ar"] == "قرية"


def test_a_clock_elsewhere_counts_up_to_a_day_ahead() -> None:
    now = int(next_clock(NOON, own=f"{0:016x}", seen=f"{0:016x}"), 16)
    tomorrow = int(next_clock(NOON + dt.timedelta(days=1), own=f"{0:016x}", seen=f"{0:016x}"), 16)
    for seen, expected in ((tomorrow - 1, tomorrow), (tomorrow, now), (tomorrow + 1, now)):
        found = next_clock(NOON, own=f"{0:016x}", seen=f"{seen:016x}")
        assert int(found, 16) == expected


def test_the_latest_clock_of_an_office_counts_also_when_an_earlier_one_comes_after_it(
    store: Store,
) -> None:
    office = Office(A)
    ahead = int(next_clock(NOON + dt.timedelta(hours=1), own=f"{0:016x}", seen=f"{0:016x}"), 16)
    first = office.write({DELETED: False, "code": "x"}, clock=ahead)
    store.receive([first])
    store.receive([office.write({"code": "y"}, first, clock=1)])
    add(store, area(2))
    assert int(read_line(store.lines()[-1]).hlc, 16) > ahead


def test_a_far_future_clock_elsewhere_does_not_push_ours() -> None:
    def ms(at: dt.datetime) -> str:
        return f"{int(at.timestamp() * 1000) << 16:016x}"

    later = ms(NOON + dt.timedelta(hours=1))
    assert next_clock(NOON, own="", seen=later) > later
    assert next_clock(NOON, own="", seen=ms(NOON + dt.timedelta(days=3650))) == ms(NOON)
    assert next_clock(NOON, own=later, seen="") == f"{int(later, 16) + 1:016x}"
    far = read_line(Office(A).write({}, clock=2**64 - 1))
    assert far.at.year == 9999


def test_deleting_a_record_another_office_is_editing_asks_for_a_decision(store: Store) -> None:
    add(store, area(1))
    base = store.lines()[-1]
    store.receive([Office(B).write({"code": "theirs"}, base)])
    store.apply([deletion(area(1))], stamp(StepKind.DELETE))
    assert store.get(HazardousArea, REC) is None
    store.receive([Office(0xC).write({"code": "late"}, base)])
    kept = store.get(HazardousArea, REC)
    assert kept is not None
    assert DELETED in {d.shown.key for d in store.disputes()}
