"""Offices apart for any time, in any order, end up with the same plan, and lose nothing.

CCMDESK_HISTORIES says how many histories are tried, 1000 when it does not.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import os
from typing import Any
from uuid import UUID

import pytest
from db_cases import NOON, new_id
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from offices_apart import begun_anew, by_definition, files_of, lines_of, shown

from ccmdesk.db.check import check_store
from ccmdesk.db.incoming import Preview
from ccmdesk.db.line import RECORDS_VERSION, ChangeId, Saved, Written, next_clock, write_line
from ccmdesk.db.packages import Arrival, Sender
from ccmdesk.db.store import Store
from ccmdesk.model.change import Change, Stamp, StepKind
from ccmdesk.model.codec import DELETED
from ccmdesk.model.problem import Problem

HISTORIES = int(os.environ.get("CCMDESK_HISTORIES", "1000"))
PARTS = 4

MOST = 5
LOOKED_THROUGH = 10
"""Of so many files one is looked through whole, which takes longer than its history."""

KIND = "hazardous_area"
SHOWN = ("code", "priority")
RECORDS = (UUID(int=1), UUID(int=2))
DECADE = dt.timedelta(days=3653)
office = st.integers(0, MOST - 1)
record = st.sampled_from(RECORDS)
manifests = itertools.count(1)
histories = itertools.count()


@functools.cache
def files() -> list[Store]:
    return files_of(MOST)


Sight = dict[UUID, tuple[dict[str, Any], set[str]]]
"""For each record what it shows, and the fields that need a decision."""


def in_sight(store: Store) -> Sight:
    found = {area: shown(store, area) or ({}, True, set()) for area in RECORDS}
    return {
        area: ({DELETED: gone, **({} if gone else values)}, {field for field, _, _ in conflicts})
        for area, (values, gone, conflicts) in found.items()
    }


def require_told_rightly(told: Preview, before: Sight, after: Sight) -> None:
    changes = {one.record: one.new for one in (*told.made, *told.changed, *told.removed)}
    for area, (values, fields) in after.items():
        was, decided = before[area]
        new = {**was, **changes.get(area, {})}
        assert values == {k: new[k] for k in (*SHOWN, DELETED) if new.get(k) is not None}
        opened = {field for kind, record, field in told.disputes if (kind, record) == (KIND, area)}
        assert opened == fields - decided


class OfficesApart(RuleBasedStateMachine):
    """Few records, fields and values, so that the offices often touch the same thing."""

    @initialize(count=st.integers(3, MOST), clocks=st.lists(st.integers(-1, 1), min_size=MOST))
    def begin(self, count: int, clocks: list[int]) -> None:
        self.stores = [
            begun_anew(file, office=f"Office {number}") for number, file in enumerate(files())
        ][:count]
        self.clocks = [NOON + one * DECADE for one in clocks]
        self.minutes = itertools.count()
        self.written: set[bytes] = set()
        self.backups: dict[int, list[bytes]] = {}
        self._write(0, RECORDS[0], {DELETED: False, "code": "x"})

    def _place(self, place: int) -> int:
        return place % len(self.stores)

    def _stamp(self, place: int, does: StepKind = StepKind.EDIT) -> Stamp:
        at = self.clocks[place] + dt.timedelta(minutes=next(self.minutes))
        return Stamp(by=f"Person {place}", at=at, step=new_id(), does=does)

    def _write(self, place: int, area: UUID, values: dict[str, Any]) -> None:
        self.stores[place].apply([Change(KIND, area, {}, values)], self._stamp(place))
        self._note(place)

    def _note(self, place: int) -> None:
        self.written |= set(self.stores[place].lines())

    @rule(place=office, area=record, code=st.sampled_from(["x", "y", ""]))
    def write_code(self, place: int, area: UUID, code: str) -> None:
        self._write(self._place(place), area, {"code": code})

    @rule(place=office, area=record, priority=st.integers(1, 2))
    def write_priority(self, place: int, area: UUID, priority: int) -> None:
        self._write(self._place(place), area, {"priority": priority})

    @rule(place=office, area=record, gone=st.booleans())
    def delete_or_bring_back(self, place: int, area: UUID, *, gone: bool) -> None:
        self._write(self._place(place), area, {DELETED: gone})

    @rule(place=office, again=st.booleans())
    def undo_or_redo(self, place: int, *, again: bool) -> None:
        place = self._place(place)
        store, stamp = self.stores[place], self._stamp(place, StepKind.UNDO)
        if (store.redoable() if again else store.undoable()) is None:
            return
        try:
            store.redo(stamp) if again else store.undo(stamp)
        except Problem as problem:
            assert "another office" in str(problem)  # noqa: PT017
        self._note(place)

    @rule(place=office, theirs=st.booleans())
    def decide(self, place: int, *, theirs: bool) -> None:
        place = self._place(place)
        for dispute in self.stores[place].disputes():
            side = dispute.other if theirs else dispute.shown
            self._write(place, side.record, {side.key: side.new})

    @rule(place=office, area=record)
    def write_with_a_later_version(self, place: int, area: UUID) -> None:
        """A field and a kind that only a later version of the program knows come along."""
        place = self._place(place)
        store, stamp = self.stores[place], self._stamp(place)
        heads = [ChangeId(one) for one, line in lines_of(store).items() if line.rec == area]
        seq = max((ln.seq for ln in lines_of(store).values() if ln.rep == store.replica), default=0)
        saved = Saved(
            rep=store.replica, by=stamp.by, why="", step=stamp.step, does=stamp.does, of=None
        )
        clock = next_clock(stamp.at, own="", seen="")
        written = [
            Written(kind=KIND, rec=area, seq=seq + 1, hlc=clock, par=heads, set={"of_2031": 7}),
            Written(kind="k2031", rec=area, seq=seq + 2, hlc=clock, par=(), set={"of_2031": 8}),
        ]
        later = b'"sv":%d' % (RECORDS_VERSION + 1)
        now = b'"sv":%d' % RECORDS_VERSION
        store.receive([write_line(saved, one).replace(now, later) for one in written])
        self._note(place)

    @rule(giver=office, taker=office)
    def send_a_package(self, giver: int, taker: int) -> None:
        giver, taker = self._place(giver), self._place(taker)
        sender, receiver = self.stores[giver], self.stores[taker]
        have = sender.packages.last_reach(receiver.replica)
        lines = list(sender.packages.lines_beyond(sender.packages.parts_beyond(have)))
        arrival = Arrival(
            manifest=next(manifests).to_bytes(32, "big"),
            sender=Sender(replica=sender.replica, office=str(giver), person="P", number=1),
            reach=sender.packages.reach(),
            needs={},
            offices={sender.replica: str(giver)},
            lines=lines,
        )
        stamp = self._stamp(taker, StepKind.MERGE)
        told, before = receiver.packages.preview(arrival), in_sight(receiver)
        first = receiver.packages.take_in(arrival, stamp, spare=new_id())
        assert told.received == first
        require_told_rightly(told, before, in_sight(receiver))
        again = receiver.packages.take_in(arrival, stamp, spare=new_id())
        assert (again.new, again.waiting) == (0, 0) or first.new == 0

    @rule(giver=office, taker=office, order=st.randoms(use_true_random=False), part=st.floats(0, 1))
    def send_some_out_of_order(self, giver: int, taker: int, order: Any, part: float) -> None:
        lines = self.stores[self._place(giver)].lines()
        order.shuffle(lines)
        self.stores[self._place(taker)].receive(lines[: int(len(lines) * part) + 1])

    @rule(place=office)
    def back_up(self, place: int) -> None:
        place = self._place(place)
        self.backups[place] = self.stores[place].lines()

    @rule(place=office)
    def restore_the_backup(self, place: int) -> None:
        """What was written since is lost here, but not where it was sent to."""
        place = self._place(place)
        if place in self.backups:
            elsewhere = [s for n, s in enumerate(self.stores) if n != place]
            self.stores[place] = begun_anew(self.stores[place], office=f"Office {place}")
            self.stores[place].receive(self.backups[place])
            kept = {raw for store in [self.stores[place], *elsewhere] for raw in all_bytes(store)}
            self.written &= kept

    @rule(giver=office, taker=office)
    def copy_the_file_unnoticed(self, giver: int, taker: int) -> None:
        """Two files write under one name and the same numbers: nothing of either may be lost."""
        giver, taker = self._place(giver), self._place(taker)
        source = self.stores[giver]
        if giver != taker and all_bytes(self.stores[taker]) <= set(source.lines()):
            self.stores[taker] = begun_anew(
                self.stores[taker], office=f"Office {giver}", replica=source.replica
            )
            self.stores[taker].receive(source.lines())

    @rule(place=office)
    def look(self, place: int) -> None:
        self._look(self.stores[self._place(place)])

    def _look(self, store: Store) -> None:
        lines = lines_of(store)
        for area in RECORDS:
            own = {c: ln for c, ln in lines.items() if (ln.kind, ln.rec) == (KIND, area)}
            assert shown(store, area) == (by_definition(own) if own else None)

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        first, *others = self.stores
        for store in others:
            first.receive(store.lines())
        for store in others:
            store.receive(first.lines())
        for store in self.stores:
            self._look(store)
            assert set(store.lines()) == set(first.lines()) >= self.written
        assert others[-1].document().content_hash == first.document().content_hash
        if next(histories) % LOOKED_THROUGH == 0:
            assert [one for one in check_store(first) if "Two copies" not in one.msgid] == []


def all_bytes(store: Store) -> set[bytes]:
    """Return every line that the file holds, those that wait too."""
    return set(store.lines()) | set(store.packages.waiting())


@pytest.mark.parametrize("part", range(PARTS))
def test_offices_agree_after_any_history(part: int) -> None:
    machine = type(f"Part{part}", (OfficesApart,), {})
    how = settings(
        max_examples=max(HISTORIES // PARTS, 1),
        stateful_step_count=15,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)
