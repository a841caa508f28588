"""Clocks that are years off, change their zone, or disagree: the order of changes stays one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from db_cases import NOON, add, area, new_store, stamp

from ccmdesk.cli.main import main
from ccmdesk.db.check import check_store
from ccmdesk.db.line import read_line
from ccmdesk.db.steps import StepQuery
from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import difference

SUMMER, WINTER = dt.timezone(dt.timedelta(hours=2)), dt.timezone(dt.timedelta(hours=1))
FIRST_ISLANDS, LAST_ISLANDS = (dt.timezone(dt.timedelta(hours=hours)) for hours in (14, -10))
YEARS = dt.timedelta(days=3653)
OFF = {
    "right": dt.timedelta(),
    "a second behind": dt.timedelta(seconds=-1),
    "an hour behind": dt.timedelta(hours=-1),
    "an hour ahead": dt.timedelta(hours=1),
    "23 hours ahead": dt.timedelta(hours=23),
    "25 hours ahead": dt.timedelta(hours=25),
    "a month behind": dt.timedelta(days=-30),
    "ten years behind": -YEARS,
    "ten years ahead": YEARS,
    "in 1970": dt.datetime(1970, 1, 1, tzinfo=dt.UTC) - NOON,
    "in 9998": dt.datetime(9998, 12, 31, tzinfo=dt.UTC) - NOON,
}
JUMPS = {
    "back and forth": [NOON, NOON + YEARS, NOON - YEARS, NOON, NOON + YEARS],
    "the hour that comes twice": [
        dt.datetime(2026, 10, 25, 2, 30, tzinfo=SUMMER),
        dt.datetime(2026, 10, 25, 2, 15, tzinfo=WINTER),
        dt.datetime(2026, 10, 25, 2, 45, tzinfo=WINTER),
    ],
    "the hour that is left out": [
        dt.datetime(2026, 3, 29, 1, 59, 59, tzinfo=WINTER),
        dt.datetime(2026, 3, 29, 3, 0, 0, tzinfo=SUMMER),
    ],
    "a day back over the date line": [
        dt.datetime(2026, 7, 2, 8, tzinfo=FIRST_ISLANDS),
        dt.datetime(2026, 7, 1, 9, tzinfo=LAST_ISLANDS),
        dt.datetime(2026, 7, 2, 9, tzinfo=FIRST_ISLANDS),
    ],
    "a clock that stands still": [NOON] * 5,
    "a leap day": [dt.datetime(2028, 2, 29, 23, 59, 59, 999_999, tzinfo=dt.UTC)] * 2,
}


def _edit_at(store: Store, moment: dt.datetime, *, size_m2: int) -> None:
    before = store.get(HazardousArea, area(1).id)
    assert before is not None
    changes = difference(before, replace(before, size_m2=size_m2))
    assert store.apply(changes, replace(stamp(), at=moment)) is not None


def _clocks(store: Store) -> list[str]:
    """Return the clocks of the own changes, in the order in which they were written."""
    own = [line for line in map(read_line, store.lines()) if line.rep == store.replica]
    return [line.hlc for line in sorted(own, key=lambda line: line.seq)]


def _exchange(*offices: Store) -> None:
    for one in offices:
        for other in offices:
            if one is not other:
                one.receive(other.lines())


def _are_one(offices: Sequence[Store]) -> None:
    one, other = offices
    assert one.document().content_hash == other.document().content_hash
    assert [h.at for h in one.history(area(1).id)] == [h.at for h in other.history(area(1).id)]
    assert check_store(one) == check_store(other) == []


@pytest.mark.parametrize("jump", JUMPS)
def test_what_was_written_last_counts_however_the_clock_jumps(store: Store, jump: str) -> None:
    add(store, area(1, size_m2=0))
    for number, moment in enumerate(JUMPS[jump], start=1):
        _edit_at(store, moment, size_m2=number)
    clocks = _clocks(store)
    assert clocks == sorted(set(clocks))
    found = store.get(HazardousArea, area(1).id)
    assert found is not None
    assert found.size_m2 == len(JUMPS[jump])
    told = [entry.new for entry in store.history(area(1).id) if entry.key == "size_m2"]
    assert told == list(range(len(JUMPS[jump]), -1, -1))
    for number in range(len(JUMPS[jump]) - 1, -1, -1):
        store.undo(stamp())
        found = store.get(HazardousArea, area(1).id)
        assert found is not None
        assert found.size_m2 == number


@pytest.mark.parametrize("off", OFF)
def test_offices_whose_clocks_differ_end_up_the_same(
    store: Store, tmp_path: Path, off: str
) -> None:
    with new_store(tmp_path / "north.ccmdesk", office="North") as north:
        add(store, area(1, size_m2=1))
        _exchange(store, north)
        _edit_at(north, NOON + OFF[off], size_m2=2)
        _exchange(store, north)
        _edit_at(store, NOON + dt.timedelta(minutes=1), size_m2=3)
        _exchange(store, north)
        _are_one((store, north))
        found = north.get(HazardousArea, area(1).id)
        assert found is not None
        assert found.size_m2 == 3
        assert north.disputes() == []


@pytest.mark.parametrize("off", OFF)
def test_a_clock_decides_nothing_between_two_who_did_not_know_of_each_other(
    store: Store, tmp_path: Path, off: str
) -> None:
    with new_store(tmp_path / "north.ccmdesk", office="North") as north:
        add(store, area(1, size_m2=1))
        _exchange(store, north)
        _edit_at(north, NOON + OFF[off], size_m2=2)
        _edit_at(store, NOON, size_m2=3)
        _exchange(store, north)
        _are_one((store, north))
        assert len(store.disputes()) == len(north.disputes()) == 1


def test_a_change_that_says_it_is_still_to_come_is_marked_where_changes_are_listed(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    now = dt.datetime.now(dt.UTC)
    add(store, area(1))
    _edit_at(store, now, size_m2=5)
    _edit_at(store, now + YEARS, size_m2=6)
    assert len(store.steps.places(StepQuery())) == 3
    path = str(store.path)
    store.close()
    for command in (["steps", path], ["history", path, "HA-1"]):
        assert main(command) == 0
        marked = ["still to come" in line for line in capsys.readouterr().out.splitlines()]
        assert marked[0]
        assert not any(marked[1:])
    assert main(["steps", path, "--json"]) == 0
    assert capsys.readouterr().out.count('"to_come": true') == 1
