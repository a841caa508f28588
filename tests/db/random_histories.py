"""Random histories of offices that write, join, send, undo and restore for themselves."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

from db_cases import NOON, new_id
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from offices_apart import AREA, RELEASE, Office, named, offices
from offices_by_definition import FREE, Seen, by_definition, kept_by_definition

from ccmdesk.actions.author import Author
from ccmdesk.actions.join_records import JoinRecords, join_records, say_two, take_apart
from ccmdesk.actions.settle import decision_for, differences, settle
from ccmdesk.db.check import check_store
from ccmdesk.db.incoming import Preview
from ccmdesk.db.line import RECORDS_VERSION, Saved, Written, next_clock, write_line
from ccmdesk.db.packages import Arrival, Sender
from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.change import Change, Stamp, StepKind
from ccmdesk.model.codec import DELETED
from ccmdesk.model.problem import Problem

MOST = 5
LOOKED_THROUGH = 10
"""Of so many files one is looked through whole, which takes longer than its history."""

AREAS = (UUID(int=1), UUID(int=2), UUID(int=3))
RELEASES = (UUID(int=11), UUID(int=12))
DECADE = dt.timedelta(days=3653)
TEXTS = (
    "منطقة ١ — «تل الحجر» (A-1)\u200f، ٤٢٬٠٠٠ م²",
    "ບ້ານ ໜອງ\u200bບົວ ໑໒",
    "Ridge, \"upper\" part\r\nit's two lines\tand a tab\\n; 'x' -- %s {name} <b>&amp;",
    "cafe\u0301 \u200d \U0001f6a7",
    "café \u200d \U0001f6a7",
    " \n ",
    "long ບ້ານ منطقة \"'\n" * 150,
)
"""Of several scripts, directions and lines, with quotes, long ones, and two that look the same."""

place_of = st.integers(0, MOST - 1)
some_area = st.sampled_from([*AREAS, *AREAS[:2]])
manifests = itertools.count(1)


@functools.cache
def files() -> list[Office]:
    """Return the files of the offices, one that is empty, and one with what all may know of."""
    return with_what_is_known(offices(MOST + 2))


def with_what_is_known(found: list[Office]) -> list[Office]:
    """Write into the last office what all may know of."""
    known = [Change(AREA, area, {}, {"code": f"A{area.int}"}) for area in AREAS[:2]]
    known += [
        Change(RELEASE, release, {}, {"area": str(area), "year": 2026})
        for release, area in zip(RELEASES, AREAS, strict=False)
    ]
    found[-1].store.apply(known, Stamp(by="P", at=NOON, step=new_id(), does=StepKind.ADD))
    return found


SHOWN = ("code", "priority", *FREE)
Sight = dict[UUID, tuple[dict[str, Any], set[str]]]


class OfficesApart(RuleBasedStateMachine):
    """Few records, fields and values, so that the offices often touch the same thing."""

    begun = staticmethod(files)
    """Returns the offices there are, an empty one, and one with what all may know of."""

    done = 0
    """How many histories came to their end."""

    steps = 0
    """How many steps they had, with the first."""

    @initialize(
        count=st.integers(3, MOST),
        clocks=st.lists(st.integers(-1, 1), min_size=MOST),
        known=st.sampled_from([True, True, False]),
    )
    def begin(self, count: int, clocks: list[int], *, known: bool) -> None:
        self.offices = self.begun()[:count]
        for number, office in enumerate(self.offices):
            office.begin_anew(self.begun()[MOST + known], name=f"Office {number}")
        self.clocks = [NOON + one * DECADE for one in clocks]
        self.minutes = itertools.count()
        self.written: set[bytes] = set()
        self.backups: dict[int, list[bytes]] = {}
        self._write(0, AREAS[0], {DELETED: False, "code": "x"})

    def _place(self, place: int) -> int:
        return place % len(self.offices)

    def _store(self, place: int) -> Store:
        return self.offices[self._place(place)].store

    def _stamp(self, place: int, does: StepKind = StepKind.EDIT) -> Stamp:
        return Stamp(by=f"Person {place}", at=self._now(place), step=new_id(), does=does)

    def _now(self, place: int) -> dt.datetime:
        return self.clocks[place] + dt.timedelta(minutes=next(self.minutes))

    def _author(self, place: int) -> Author:
        return Author(f"Person {place}", functools.partial(self._now, place))

    def _write(self, place: int, record: UUID, values: dict[str, Any], *, kind: str = AREA) -> None:
        place = self._place(place)
        self._store(place).apply([Change(kind, record, {}, values)], self._stamp(place))
        self._note(place)

    def _note(self, place: int) -> None:
        self.written.update(self.offices[place].lines())

    @rule(place=place_of, area=some_area, code=st.sampled_from(["x", "y", ""]))
    def write_code(self, place: int, area: UUID, code: str) -> None:
        self._write(place, area, {"code": code})

    @rule(place=place_of, area=some_area, priority=st.integers(1, 2))
    def write_priority(self, place: int, area: UUID, priority: int) -> None:
        self._write(place, area, {"priority": priority})

    @rule(
        place=place_of,
        area=some_area,
        key=st.sampled_from(FREE),
        text=st.sampled_from([*TEXTS, None]),
    )
    def write_text(self, place: int, area: UUID, key: str, text: str | None) -> None:
        self._write(place, area, {key: text})

    @rule(place=place_of, area=some_area, gone=st.booleans())
    def delete_or_bring_back(self, place: int, area: UUID, *, gone: bool) -> None:
        self._write(place, area, {DELETED: gone})

    @rule(place=place_of, release=st.sampled_from(RELEASES), area=some_area)
    def write_what_refers_to_an_area(self, place: int, release: UUID, area: UUID) -> None:
        """Both releases say the same, so that those of two areas that are joined are one."""
        self._write(place, release, {"area": str(area), "year": 2026}, kind=RELEASE)

    @rule(place=place_of, order=st.permutations(AREAS))
    def join_and_keep_what_differs(self, place: int, order: list[UUID]) -> None:
        self._join(self._place(place), order, frozenset())

    @rule(place=place_of, order=st.permutations(AREAS))
    def join_and_take_what_differs(self, place: int, order: list[UUID]) -> None:
        self._join(self._place(place), order, frozenset(SHOWN))

    def _join(self, place: int, order: list[UUID], take: frozenset[str]) -> None:
        store = self._store(place)
        live = store.records(HazardousArea, order)
        if len(live) > 1 and not store.disputes({one.id for one in live[:2]}):
            kept, other = (one.id for one in live[:2])
            ask = JoinRecords(kept=kept, other=other, take=take, keep_rest=True)
            join_records(store, ask, author=self._author(place))
            self._note(place)

    @rule(place=place_of, which=st.integers(0, 2))
    def take_or_tell_apart(self, place: int, which: int) -> None:
        place = self._place(place)
        store = self._store(place)
        joined = sorted(store.joins.kept().items())
        if joined:
            other, kept = joined[which % len(joined)]
            take_apart(store, kept, other, author=self._author(place))
        elif len(live := store.records(HazardousArea, AREAS)) > 1:
            with suppress(Problem):  # what is in dispute has to be decided first
                say_two(store, live[0].id, live[1].id, author=self._author(place))
        self._note(place)

    @rule(place=place_of, again=st.booleans())
    def undo_or_redo(self, place: int, *, again: bool) -> None:
        place = self._place(place)
        store, stamp = self._store(place), self._stamp(place, StepKind.UNDO)
        if (store.redoable() if again else store.undoable()) is None:
            return
        try:
            store.redo(stamp) if again else store.undo(stamp)
        except Problem as problem:
            assert "another office" in str(problem)  # noqa: PT017
        self._note(place)

    @rule(place=place_of, side=st.integers(0, 1))
    def decide(self, place: int, side: int) -> None:
        place = self._place(place)
        store = self._store(place)
        found = [decision_for(one, one.sides[side]) for one in differences(store)]
        settle(store, found, author=self._author(place))
        self._note(place)

    @rule(place=place_of, area=some_area)
    def write_with_a_later_version(self, place: int, area: UUID) -> None:
        """A field and a kind that only a later version of the program knows come along."""
        place = self._place(place)
        store, stamp = self._store(place), self._stamp(place)
        lines = dict(map(named, self.offices[place].lines()))
        heads = [one for one, line in lines.items() if (line.kind, line.rec) == (AREA, area)]
        seq = max((line.seq for line in lines.values() if line.rep == store.replica), default=0)
        saved = Saved(
            rep=store.replica, by=stamp.by, why="", step=stamp.step, does=stamp.does, of=None
        )
        clock = next_clock(stamp.at, own="", seen="")
        written = [
            Written(kind=AREA, rec=area, seq=seq + 1, hlc=clock, par=heads, set={"of_2031": 7}),
            Written(kind="k2031", rec=area, seq=seq + 2, hlc=clock, par=(), set={"of_2031": 8}),
        ]
        later = b'"sv":%d' % (RECORDS_VERSION + 1)
        now = b'"sv":%d' % RECORDS_VERSION
        store.receive([write_line(saved, one).replace(now, later) for one in written])
        self._note(place)

    @rule(giver=place_of, taker=place_of)
    def send_a_package(self, giver: int, taker: int) -> None:
        giver, taker = self._place(giver), self._place(taker)
        sender, receiver = self._store(giver), self._store(taker)
        have = sender.packages.last_reach(receiver.replica)
        lines = list(sender.packages.lines_beyond(sender.packages.parts_beyond(have)))
        arrival = Arrival(
            manifest=next(manifests).to_bytes(32, "big"),
            public_key=bytes(32),
            sender=Sender(replica=sender.replica, office=str(giver), person="P", number=1),
            reach=sender.packages.reach(),
            needs={},
            offices={sender.replica: str(giver)},
            lines=lines,
        )
        stamp = self._stamp(taker, StepKind.MERGE)
        told, before = receiver.packages.preview(arrival), in_sight(self.offices[taker].shown())
        first = receiver.packages.take_in(arrival, stamp, spare=new_id())
        assert told.received == first
        require_told_rightly(told, before, in_sight(self.offices[taker].shown()))
        again = receiver.packages.take_in(arrival, stamp, spare=new_id())
        assert (again.new, again.waiting) == (0, 0) or first.new == 0

    @rule(
        giver=place_of,
        taker=place_of,
        order=st.randoms(use_true_random=False),
        part=st.floats(0, 1),
    )
    def send_some_out_of_order(self, giver: int, taker: int, order: Any, part: float) -> None:
        lines = self._store(giver).lines()
        order.shuffle(lines)
        self._store(taker).receive(lines[: int(len(lines) * part) + 1])

    @rule(place=place_of)
    def back_up(self, place: int) -> None:
        place = self._place(place)
        self.backups[place] = self.offices[place].lines()

    @rule(place=place_of)
    def restore_the_backup(self, place: int) -> None:
        """What was written since is lost here, but not where it was sent to."""
        place = self._place(place)
        if place in self.backups:
            self.offices[place].begin_anew(self.begun()[MOST], name=f"Office {place}")
            self._store(place).receive(self.backups[place])
            self.written &= {raw for office in self.offices for raw in office.every_line()}

    @rule(giver=place_of, taker=place_of)
    def copy_the_file_unnoticed(self, giver: int, taker: int) -> None:
        """Two files write under one name and the same numbers: nothing of either may be lost."""
        giver, taker = self._place(giver), self._place(taker)
        lines, copy = self.offices[giver].lines(), self.offices[taker]
        if giver != taker and copy.every_line() <= set(lines):
            replica = self._store(giver).replica
            copy.begin_anew(self.offices[giver], name="", replica=replica)

    @rule(place=place_of)
    def look(self, place: int) -> None:
        office = self.offices[self._place(place)]
        assert office.shown() == defined(office.lines())
        office.store.document()

    @invariant()
    def count_the_step(self) -> None:
        type(self).steps += 1

    def teardown(self) -> None:
        if not hasattr(self, "offices"):
            return
        first, *others = self.offices
        lines = self._send_all()
        seen = defined(lines)
        led = led_by_definition(seen)
        self._require_kept(set(lines))
        for office in self.offices:
            assert set(office.lines()) == set(lines)
            assert office.shown() == seen
            found = office.store.records(LandRelease, RELEASES)
            assert {one.id: one.area for one in found} == led
        documents = [office.store.document() for office in (first, others[-1])]
        assert {one.id: one.area for one in documents[0].of(LandRelease)} == led
        assert documents[0].content_hash == documents[1].content_hash
        if type(self).done % LOOKED_THROUGH == 0:
            assert [one for one in check_store(first.store) if "Two copies" not in one.msgid] == []
        type(self).done += 1

    def _send_all(self) -> list[bytes]:
        """Send all to all until they have the same; return that.

        What waited at one, for what it then got, is new to the others.
        """
        first, *others = self.offices
        for _ in self.offices:
            first.store.receive([raw for office in others for raw in office.lines()])
            lines = first.store.lines()
            for office in others:
                office.store.receive(lines)
            if all(set(office.lines()) == set(lines) for office in others):
                break
        return lines

    def _require_kept(self, lines: set[bytes]) -> None:
        """Require that all that was written is there, or waits for what a restored office lost."""
        waiting = {raw for office in self.offices for raw in office.every_line()} - lines
        assert lines | waiting >= self.written
        there = {change for change, _ in map(named, lines)}
        assert all(set(line.parents) - there for _, line in map(named, waiting))


def in_sight(seen: dict[UUID, Seen]) -> Sight:
    """Return for each area what it shows, and its fields that need a decision."""
    found = {area: seen.get(area, ({}, True, set())) for area in AREAS}
    return {
        area: ({DELETED: gone, **({} if gone else values)}, {field for field, _, _ in conflicts})
        for area, (values, gone, conflicts) in found.items()
    }


def require_told_rightly(told: Preview, before: Sight, after: Sight) -> None:
    """Require that the preview told what came of the areas."""
    changes = {one.record: one.new for one in (*told.made, *told.changed, *told.removed)}
    for area, (values, fields) in after.items():
        was, open_before = before[area]
        new = {**was, **changes.get(area, {})}
        for key in (*SHOWN, DELETED):
            assert values.get(key) == new.get(key)
        opened = {field for kind, record, field in told.disputes if (kind, record) == (AREA, area)}
        assert opened == fields - open_before


def defined(lines: list[bytes]) -> dict[UUID, Seen]:
    """Return each record as it is to be shown."""
    every = dict(map(named, lines))
    records = {line.rec: line.kind for line in every.values() if line.kind in (AREA, RELEASE)}
    return {
        record: by_definition(
            {c: ln for c, ln in every.items() if (ln.kind, ln.rec) == (kind, record)}
        )
        for record, kind in records.items()
    }


def led_by_definition(seen: dict[UUID, Seen]) -> dict[UUID, UUID | None]:
    """Return the area of each live release: the kept one of an area that was joined."""
    kept = kept_by_definition({record: one for record, one in seen.items() if record in AREAS})
    areas = {
        r: values.get("area") for r, (values, gone, _) in seen.items() if r in RELEASES and not gone
    }
    named_ones = {record: None if area is None else UUID(area) for record, area in areas.items()}
    return {
        record: None if area is None else kept.get(area, area)
        for record, area in named_ones.items()
    }


class Tried(NamedTuple):
    """How many histories were whole, and the steps they had together."""

    histories: int
    steps: int


FEW = 10
"""So few are tried where the question is whether any of them fails, as for each mutant."""


def try_histories(
    name: str, *, count: int, seed_of: int | None = None, begun: Callable[[], list[Office]] = files
) -> Tried:
    """Try *count* histories, always the same ones with a seed.

    One that fails is made short, which takes minutes, unless only a few are tried.
    """
    machine: type[OfficesApart] = type(name, (OfficesApart,), {"begun": staticmethod(begun)})
    how = settings(
        max_examples=count,
        stateful_step_count=15,
        deadline=None,
        phases=[
            Phase.explicit,
            Phase.reuse,
            Phase.generate,
            *([Phase.shrink] if count > FEW else []),
        ],
        suppress_health_check=list(HealthCheck),
    )
    if seed_of is not None:
        machine, how = seed(seed_of)(machine), settings(how, database=None)
    run_state_machine_as_test(machine, settings=how)
    return Tried(machine.done, machine.steps)
