"""Offices that exchange changes in any order end up with the same plan, and lose nothing."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from db_cases import new_store, stamp
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ccmdesk.db.check import check_store
from ccmdesk.db.line import Line, change_id, read_line
from ccmdesk.db.store import Store
from ccmdesk.model.change import Change
from ccmdesk.model.codec import DELETED
from ccmdesk.model.problem import Problem

OFFICES = ("A", "B", "C")
RECORD = UUID(int=1)
Seen = tuple[dict[str, Any], bool, set[tuple[str, bytes, bytes]]]


def naive_fold(lines: Mapping[bytes, Line]) -> Seen:
    """Fold by the definition and nothing else: every pair is compared, nothing is remembered."""

    def knew(later: bytes, earlier: bytes) -> bool:
        parents = [p for p in map(bytes.fromhex, lines[later].par) if p in lines]
        return earlier in parents or any(knew(parent, earlier) for parent in parents)

    def latest(some: list[bytes]) -> list[bytes]:
        return [a for a in some if not any(knew(b, a) for b in some if b != a)]

    def newest(some: list[bytes]) -> bytes:
        return max(some, key=lambda change: (lines[change].hlc, change))

    values: dict[str, Any] = {}
    conflicts: set[tuple[str, bytes, bytes]] = set()
    for key in {key for line in lines.values() for key in line.set} - {DELETED}:
        tops = latest([change for change in lines if key in lines[change].set])
        shown = newest(tops)
        values[key] = lines[shown].set[key]
        conflicts |= {(key, shown, t) for t in tops if lines[t].set[key] != values[key]}
    deletes = latest([change for change in lines if DELETED in lines[change].set])
    deletes = [change for change in deletes if lines[change].set[DELETED]]
    edits = [
        change
        for change in lines
        if not lines[change].set.get(DELETED)
        and all(not knew(change, d) and not knew(d, change) for d in deletes)
    ]
    if deletes:
        conflicts |= {(DELETED, e, d) for e in latest(edits) for d in deletes}
    shown_values = {key: value for key, value in values.items() if value is not None}
    return shown_values, bool(deletes) and not edits, conflicts


def _tables(store: Store) -> Seen:
    with store.opened.engine.begin() as con:
        row = con.exec_driver_sql("SELECT code, priority, _deleted FROM row_hazardous_area").first()
        found = con.exec_driver_sql("SELECT field, winner, loser FROM conflict").all()
    assert row is not None
    values = {"code": row[0], "priority": row[1]}
    conflicts = {(key, bytes(winner), bytes(loser)) for key, winner, loser in found}
    return {k: v for k, v in values.items() if v is not None}, bool(row[2]), conflicts


class Exchange(RuleBasedStateMachine):
    """Few fields and few values, so that the offices often touch the same thing."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stores = {
            office: new_store(self.folder / f"{office}.ccmdesk", office=office)
            for office in OFFICES
        }

    @initialize()
    def begin(self) -> None:
        self._write("A", {DELETED: False, "code": "x"}, 0)
        for office in OFFICES[1:]:
            self.stores[office].receive(self.stores["A"].lines())

    def _write(self, office: str, values: dict[str, Any], clock: int) -> None:
        self.stores[office].apply(
            [Change("hazardous_area", RECORD, {}, values)], stamp(minute=clock)
        )

    @rule(
        office=st.sampled_from(OFFICES),
        value=st.sampled_from(["x", "y", ""]),
        clock=st.integers(-2, 2),
    )
    def write_code(self, office: str, value: str, clock: int) -> None:
        self._write(office, {"code": value}, clock)

    @rule(office=st.sampled_from(OFFICES), value=st.integers(1, 2), clock=st.integers(-2, 2))
    def write_priority(self, office: str, value: int, clock: int) -> None:
        self._write(office, {"priority": value}, clock)

    @rule(office=st.sampled_from(OFFICES), gone=st.booleans())
    def delete_or_restore(self, office: str, *, gone: bool) -> None:
        self._write(office, {DELETED: gone}, 0)

    @rule(office=st.sampled_from(OFFICES))
    def undo(self, office: str) -> None:
        if self.stores[office].undoable() is not None:
            try:
                self.stores[office].undo(stamp())
            except Problem as problem:
                assert "another office" in str(problem)  # noqa: PT017

    @rule(giver=st.sampled_from(OFFICES), taker=st.sampled_from(OFFICES))
    def send_all(self, giver: str, taker: str) -> None:
        self.stores[taker].receive(self.stores[giver].lines())

    @rule(
        giver=st.sampled_from(OFFICES),
        taker=st.sampled_from(OFFICES),
        order=st.randoms(use_true_random=False),
        share=st.floats(0, 1),
    )
    def send_some_out_of_order(self, giver: str, taker: str, order: Any, share: float) -> None:
        lines = self.stores[giver].lines()
        order.shuffle(lines)
        self.stores[taker].receive(lines[: int(len(lines) * share) + 1])

    @invariant()
    def the_tables_are_what_the_definition_says(self) -> None:
        for store in self.stores.values():
            lines: dict[bytes, Line] = {change_id(r): read_line(r) for r in store.lines()}
            if lines:
                assert _tables(store) == naive_fold(lines)

    def teardown(self) -> None:
        try:
            everything = {raw for store in self.stores.values() for raw in store.lines()}
            for giver, taker in [*itertools.permutations(OFFICES, 2)] * 2:
                self.stores[taker].receive(self.stores[giver].lines())
            first = self.stores["A"]
            for store in self.stores.values():
                assert set(store.lines()) >= everything
                assert _tables(store) == _tables(first)
                assert store.document().content_hash == first.document().content_hash
                assert check_store(store) == []
        finally:
            for store in self.stores.values():
                store.close()
            shutil.rmtree(self.folder)


TestExchange = Exchange.TestCase
TestExchange.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
