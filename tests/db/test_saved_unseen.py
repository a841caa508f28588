"""A save is built on what its writer had in sight, where packages brought more meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from db_cases import add, area, delete, edit, new_store, stamp
from office_packages import sent, take_in

from ccmdesk.db.store import Store
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, StepKind, difference
from ccmdesk.model.codec import DELETED
from ccmdesk.model.ids import ActivityId

Offices = tuple[Store, Store]


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    """Two offices that know of the same areas; somebody has the plan of the second in sight."""
    centre, field = (new_store(tmp_path / f"{name}.ccmdesk", office=name) for name in "CF")
    add(centre, area(1), area(2))
    take_in(field, sent(centre))
    field.keep_in_sight()
    return centre, field


def comes(offices: Offices) -> None:
    """Take in what the first office wrote; nobody looks at it."""
    centre, field = offices
    take_in(field, sent(centre, to=field))


def save(store: Store, before: HazardousArea, *, minute: int = 30, **values: Any) -> None:
    """Save what was typed over *before*."""
    after = area(before.id.int, **values)
    assert store.apply(difference(before, after), stamp(minute=minute)) is not None


def asked(store: Store) -> list[tuple[int, str, set[Any]]]:
    """Return the fields that a person is asked about, and the values of both sides."""
    return [
        (one.shown.record.int, one.shown.key, {one.shown.new, one.other.new})
        for one in store.disputes()
    ]


def test_both_values_stay_where_the_other_was_not_in_sight(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    comes(offices)
    save(field, area(1), size_m2=6)
    assert asked(field) == [(1, "size_m2", {5, 6})]


def test_what_was_in_sight_is_changed_without_a_question(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    comes(offices)
    field.saw_all()
    edit(centre, area(1, size_m2=5, priority=2))
    comes(offices)
    save(field, area(1, size_m2=5), size_m2=6)
    assert asked(field) == []
    found = field.get(HazardousArea, area(1).id)
    assert found == area(1, size_m2=6, priority=2)


def test_a_record_that_nobody_else_wrote_to_is_saved_as_ever(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    comes(offices)
    save(field, area(2), size_m2=6)
    save(field, area(2, size_m2=6), size_m2=7)
    assert asked(field) == []


def test_each_of_several_records_saved_at_once_is_built_on_what_was_in_sight(
    offices: Offices,
) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    edit(centre, area(2, size_m2=50))
    comes(offices)
    typed = [*difference(area(1), area(1, size_m2=6)), *difference(area(2), area(2, size_m2=60))]
    field.apply(typed, stamp(minute=30))
    assert asked(field) == [(1, "size_m2", {5, 6}), (2, "size_m2", {50, 60})]


def test_a_record_that_was_looked_at_since_is_built_on_as_it_was_then(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    edit(centre, area(2, size_m2=50))
    comes(offices)
    field.looked_at(area(1).id)
    save(field, area(1, size_m2=5), size_m2=6)
    save(field, area(2), size_m2=60)
    assert asked(field) == [(2, "size_m2", {50, 60})]


def test_what_came_after_the_look_is_not_in_sight(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    comes(offices)
    field.looked_at(area(1).id)
    edit(centre, area(1, size_m2=5, code="HA-9"))
    comes(offices)
    save(field, area(1, size_m2=5), size_m2=6, code="HA-8")
    assert asked(field) == [(1, "code", {"HA-9", "HA-8"})]


def test_a_look_of_long_ago_counts_for_less_than_the_whole_plan_since(offices: Offices) -> None:
    centre, field = offices
    field.looked_at(area(1).id)
    edit(centre, area(1, size_m2=5))
    comes(offices)
    field.saw_all()
    edit(centre, area(1, size_m2=5, code="HA-9"))
    comes(offices)
    save(field, area(1, size_m2=5), size_m2=6)
    assert asked(field) == []


def test_what_one_saved_oneself_is_in_sight(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    comes(offices)
    save(field, area(1), code="HA-8")
    save(field, area(1, code="HA-8"), code="HA-7", minute=31)
    assert asked(field) == []
    found = field.get(HazardousArea, area(1).id)
    assert found == area(1, size_m2=5, code="HA-7")


def test_what_two_offices_had_written_apart_is_in_sight_whole(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    save(field, area(1), priority=2)
    comes(offices)
    field.saw_all()
    edit(centre, area(1, size_m2=5, code="HA-9"))
    comes(offices)
    both = area(1, size_m2=5, priority=2)
    save(field, both, size_m2=6, priority=3)
    assert asked(field) == []
    found = field.get(HazardousArea, area(1).id)
    assert found == area(1, size_m2=6, priority=3, code="HA-9")


def test_a_record_that_was_not_in_sight_at_all_is_built_on_as_it_is(offices: Offices) -> None:
    centre, field = offices
    add(centre, area(3))
    edit(centre, area(3, size_m2=5))
    comes(offices)
    save(field, area(3, size_m2=5), size_m2=6)
    assert asked(field) == []


def test_in_an_empty_plan_nothing_is_in_sight(tmp_path: Path) -> None:
    centre, field = (new_store(tmp_path / f"{name}.ccmdesk", office=name) for name in "CF")
    field.keep_in_sight()
    add(centre, area(1))
    edit(centre, area(1, size_m2=5))
    comes((centre, field))
    save(field, area(1, size_m2=5), size_m2=6)
    assert asked(field) == []


def test_two_kinds_under_one_number_are_kept_apart(offices: Offices) -> None:
    """An id names one record, but nothing in a package of another program says so."""
    centre, field = offices
    activity = Activity(id=ActivityId(area(1).id), code="A-1")
    add(centre, activity)
    edit(centre, area(1, size_m2=5))
    comes(offices)
    typed = [*difference(area(1), area(1, size_m2=6)), *difference(None, activity)]
    field.apply(typed, stamp(minute=30))
    assert asked(field) == [(1, "size_m2", {5, 6})]
    assert field.get(Activity, activity.id) == activity


def test_what_is_there_already_is_not_brought_back_once_more(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    comes(offices)
    back = Change("hazardous_area", area(1).id, {}, {DELETED: False})
    assert field.apply([back], stamp(StepKind.EDIT)) is None


def test_who_puts_a_record_in_the_bin_that_others_wrote_to_is_asked(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5))
    comes(offices)
    delete(field, area(1))
    assert [(record, key) for record, key, _ in asked(field)] == [(1, DELETED)]
    assert field.get(HazardousArea, area(1).id) is not None


def test_a_value_that_stands_there_as_it_was_in_sight_is_not_written(offices: Offices) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5, code="HA-9"))
    comes(offices)
    typed = Change("hazardous_area", area(1).id, {}, {"size_m2": 6, "code": "HA-1"})
    step = field.apply([typed], stamp(minute=30))
    assert step is not None
    assert [(one.old, one.new) for one in step.changes] == [({"size_m2": 1001}, {"size_m2": 6})]
