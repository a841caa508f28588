"""Several persons work in one plan on a server: each sees the others, nothing is overwritten."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from db_cases import add, area, delete, edit, stamp

from ccmdesk.db.outgoing import NOTHING, Reach
from ccmdesk.db.still import StillPlan
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.problem import Problem
from server_plans import emptied, link_to

FIRST = area(1).id


@pytest.fixture
def plan(empty_on_server: str) -> str:
    """The address of an empty plan on a server."""
    return emptied(empty_on_server)


@pytest.fixture
def amina(plan: str, tmp_path: Path) -> Iterator[Store]:
    with open_store(link_to(plan, tmp_path / "amina.ccmdesk")) as store:
        yield store


@pytest.fixture
def boun(plan: str, tmp_path: Path, amina: Store) -> Iterator[Store]:
    with open_store(link_to(plan, tmp_path / "boun.ccmdesk")) as store:
        yield store


def look(store: Store) -> None:
    """Have what others did shown."""
    news = store.news()
    assert news is not None
    store.saw(news)


def test_what_one_saves_the_other_sees(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    assert boun.get(HazardousArea, FIRST) == amina.get(HazardousArea, FIRST)
    news = boun.news()
    assert news is not None
    assert news.step is not None
    assert [change.record for change in news.step.changes] == [FIRST]
    assert news.step.by == "Amina"
    boun.saw(news)
    assert boun.news() is None
    own = amina.news()
    assert own is not None
    assert own.step is None


def test_two_fields_saved_at_once_both_stand(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    look(boun)
    edit(amina, area(1, size_m2=5))
    boun.apply(difference(area(1), area(1, code="HA-9")), stamp())
    for store in (amina, boun):
        found = store.get(HazardousArea, FIRST)
        assert found is not None
        assert (found.size_m2, found.code) == (5, "HA-9")
        assert store.disputes() == []


def test_one_field_saved_twice_unseen_waits_for_a_decision(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    look(boun)
    edit(amina, area(1, size_m2=5))
    boun.apply(difference(area(1), area(1, size_m2=6)), stamp(minute=1))
    (dispute,) = amina.disputes()
    assert {dispute.shown.new, dispute.other.new} == {5, 6}
    look(amina)
    amina.apply(difference(area(1, size_m2=6), area(1, size_m2=5)), stamp(StepKind.DECIDE))
    assert boun.disputes() == []
    found = boun.get(HazardousArea, FIRST)
    assert found is not None
    assert found.size_m2 == 5


def test_who_saw_the_other_value_may_change_it(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    edit(amina, area(1, size_m2=5))
    look(boun)
    edit(boun, area(1, size_m2=6))
    assert amina.disputes() == []


def test_the_same_value_saved_twice_is_no_difference(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    look(boun)
    edit(amina, area(1, size_m2=5))
    boun.apply(difference(area(1), area(1, size_m2=5)), stamp(minute=1))
    assert amina.disputes() == []


def test_what_was_put_in_the_bin_unseen_stays_in_sight(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    look(boun)
    edit(amina, area(1, size_m2=5))
    delete(boun, area(1))
    assert amina.get(HazardousArea, FIRST) is not None
    assert [dispute.shown.key for dispute in amina.disputes()] == ["_deleted"]


def test_undo_takes_back_ones_own_step_and_nothing_of_others(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    look(boun)
    edit(amina, area(1, size_m2=5))
    edit(boun, area(1, size_m2=5, code="HA-9"), minute=1)
    amina.undo(stamp(StepKind.UNDO, minute=2))
    found = boun.get(HazardousArea, FIRST)
    assert found is not None
    assert (found.size_m2, found.code) == (1001, "HA-9")


def test_a_record_that_others_wrote_to_is_not_undone_away(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    look(boun)
    edit(boun, area(1, size_m2=5))
    with pytest.raises(Problem, match="another office"):
        amina.undo(stamp(StepKind.UNDO))
    assert boun.get(HazardousArea, FIRST) is not None


def test_undo_leaves_a_difference_for_a_person(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    look(boun)
    boun.apply(difference(area(1), area(1, size_m2=6)), stamp(minute=1))
    amina.apply(difference(area(1), area(1, size_m2=5)), stamp(minute=2))
    with pytest.raises(Problem, match="Change them by hand"):
        amina.undo(stamp(StepKind.UNDO, minute=3))
    assert len(boun.disputes()) == 1


def test_each_undoes_in_turn_what_was_unseen(amina: Store, boun: Store) -> None:
    add(amina, area(1), area(2))
    look(boun)
    edit(boun, area(2, size_m2=9))
    edit(amina, area(1, size_m2=5))
    amina.undo(stamp(StepKind.UNDO))
    boun.undo(stamp(StepKind.UNDO))
    assert amina.records(HazardousArea, [FIRST, area(2).id]) == [area(1), area(2)]
    amina.redo(stamp(StepKind.REDO))
    assert boun.get(HazardousArea, FIRST) == area(1, size_m2=5)


def test_many_write_at_once_and_nothing_is_lost(plan: str, tmp_path: Path) -> None:
    def work(person: int) -> None:
        with open_store(link_to(plan, tmp_path / f"{person}.ccmdesk")) as store:
            for n in range(10):
                number = person * 100 + n
                add(store, area(number))
                edit(store, replace(area(number), size_m2=n))

    people = range(1, 9)
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(work, people))
    with open_store(link_to(plan, tmp_path / "last.ccmdesk")) as store:
        found = store.document().of(HazardousArea)
        expected = [area(p * 100 + n, size_m2=n) for p in people for n in range(10)]
        assert list(found) == expected
        assert len(store.lines()) == 2 * len(expected)


def test_what_is_looked_at_before_a_save_stays_so_until_it_is_saved(
    amina: Store, boun: Store
) -> None:
    looks = Event()

    def slowly(plan: StillPlan) -> None:
        looks.set()
        time.sleep(0.3)
        assert plan.get(HazardousArea, FIRST) is None

    def refuse_a_second(plan: StillPlan) -> None:
        if plan.get(HazardousArea, FIRST) is not None:
            raise Problem("There is one.")

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(amina.apply, difference(None, area(1)), stamp(), first=slowly)
        assert looks.wait(5)
        with pytest.raises(Problem, match=r"There is one\."):
            boun.apply(difference(None, area(2)), stamp(), first=refuse_a_second)
        assert first.result() is not None
    assert [one.id for one in boun.document().of(HazardousArea)] == [FIRST]


def test_a_plan_that_is_held_still_shows_nothing_that_came_later(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    with amina.still() as plan:
        assert plan.document().of(HazardousArea) == (area(1),)
        add(boun, area(2))
        assert plan.document().of(HazardousArea) == (area(1),)
        assert plan.packages.reach() != boun.packages.reach()
    assert len(amina.document().of(HazardousArea)) == 2


def test_nobody_has_more_than_was_written_at_any_seat(amina: Store, boun: Store) -> None:
    add(amina, area(1))
    add(boun, area(2))
    claimed = {store.replica: Reach(1_000_000, bytes(32)) for store in (amina, boun)}
    parts = {part.replica: part for part in boun.packages.parts_beyond(claimed)}
    assert [parts[store.replica].after for store in (amina, boun)] == [NOTHING, NOTHING]
    assert [parts[store.replica].to.seq for store in (amina, boun)] == [1, 1]
