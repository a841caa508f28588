"""What is written is read back, listed, sorted, narrowed and found."""

from __future__ import annotations

import gc
import threading
import weakref
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from db_cases import BOTH, add, area, delete, edit, new_store, stamp
from hypothesis import Phase, given, settings

from ccmdesk.db.columns import shape_of
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.codec import flatten, unflatten
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.content import content_hash
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import fields_of
from ccmdesk.model.folding import clean
from ccmdesk.model.ids import ActivityId, MilestoneId
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.state import Article
from ccmdesk.model.values import (
    Absence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Position,
    Texts,
)
from strategies import records

ENGINES = BOTH


def test_every_kind_of_record_is_read_back_as_it_was_written(store: Store) -> None:
    kept: dict[UUID, Any] = {}

    @settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(records())
    def write_and_read(record: Any) -> None:
        if record.id not in kept:
            add(store, record)
            kept[record.id] = _composed(record)
            assert store.get(type(record), record.id) == kept[record.id]

    write_and_read()
    assert store.document().content_hash == content_hash(kept.values())
    store.rebuild()
    assert store.document().content_hash == content_hash(kept.values())


def _composed(record: Any) -> Any:
    """Return *record* with every text in the one form in which it is kept."""
    flat = orjson.loads(clean(orjson.dumps(flatten(record)).decode()))
    return unflatten(type(record), record.id, flat)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_has_columns_and_can_be_sorted_by(store: Store, kind: Any) -> None:
    for field in fields_of(kind.record):
        assert shape_of(field.type).parts
        assert store.ids(ListQuery(kind.record, sort=field.name)) == []


def test_a_type_without_columns_is_refused() -> None:
    with pytest.raises(KeyError):
        shape_of(bytes)


def test_a_deleted_record_is_in_the_bin_and_nowhere_else(store: Store) -> None:
    add(store, area(1), area(2))
    delete(store, area(1))
    assert store.get(HazardousArea, area(1).id) is None
    assert store.deleted() == [("hazardous_area", area(1).id)]
    assert store.ids(ListQuery(HazardousArea)) == [area(2).id]
    assert [hit.record for hit in store.find("area")] == [area(2).id]
    assert store.counts()["hazardous_area"] == 1
    assert store.document().of(HazardousArea) == (area(2),)


def test_a_page_of_a_list_comes_in_the_order_asked_for(store: Store) -> None:
    add(store, *(area(n) for n in range(1, 7)))
    asked = [UUID(int=n) for n in (5, 2, 99, 4)]
    assert store.records(HazardousArea, asked) == [area(5), area(2), area(4)]


def test_the_document_follows_each_write_and_stays_the_same_without_one(store: Store) -> None:
    add(store, area(2))
    first = store.document()
    assert store.document() is first
    add(store, area(1), area(3))
    edit(store, area(2, priority=1))
    delete(store, area(3))
    assert store.document().of(HazardousArea) == (area(1), area(2, priority=1))
    assert first.of(HazardousArea) == (area(2),)
    assert store.document().content_hash == content_hash([area(1), area(2, priority=1)])


def _sorted(store: Store, sort: str, **more: Any) -> list[int]:
    query = ListQuery(HazardousArea, sort=sort, **more)
    return [record.int for record in store.ids(query)]


def test_lists_sort_with_what_is_not_filled_last_both_ways(store: Store) -> None:
    add(store, area(1, size_m2=5), area(2, size_m2=None), area(3, size_m2=9), area(4, size_m2=5))
    assert _sorted(store, "size_m2") == [1, 4, 3, 2]
    assert _sorted(store, "size_m2", descending=True) == [3, 1, 4, 2]


def test_text_sorts_by_the_language_with_numbers_as_numbers(store: Store) -> None:
    add(
        store,
        area(1, code="A-10", name=Texts.of({"en": "Zone", "fr": "Élan"})),
        area(2, code="A-9", name=Texts.of({"en": "alpha"})),
        area(3, code="", name=Texts.of({"en": "Beta", "fr": "Zone"})),
    )
    assert _sorted(store, "code") == [2, 1, 3]
    assert _sorted(store, "name") == [2, 3, 1]
    assert _sorted(store, "name", language="fr") == [2, 1, 3]


def test_choices_sort_by_their_declared_order_and_references_by_name(store: Store) -> None:
    add(
        store,
        area(1, status=AreaStatus.HANDED_OVER, kind=AreaKind.CONFIRMED),
        area(2, status=AreaStatus.OPEN),
    )
    assert _sorted(store, "status") == [2, 1]
    one, two = ActivityId(UUID(int=11)), ActivityId(UUID(int=12))
    add(
        store,
        Activity(id=one, code="A4-10"),
        Activity(id=two, code="A4-2"),
        Milestone(id=MilestoneId(UUID(int=21)), activity=one),
        Milestone(id=MilestoneId(UUID(int=22)), activity=two),
        Milestone(id=MilestoneId(UUID(int=23))),
    )
    found = store.ids(ListQuery(Milestone, sort="activity"))
    assert [record.int for record in found] == [22, 21, 23]


def test_compound_values_sort_by_what_matters(store: Store) -> None:
    def activity(number: int, **values: Any) -> Activity:
        return Activity(id=ActivityId(UUID(int=number)), **values)

    add(
        store,
        activity(1, cost=Money(500, "USD"), direct=People(women=1, men=1)),  # type: ignore[arg-type]
        activity(2, cost=Money(20, "USD"), direct=People(unknown=9)),  # type: ignore[arg-type]
        activity(3, cost=Money(900, "EUR"), direct=People(women=0)),  # type: ignore[arg-type]
        activity(4),
    )
    by_cost = [r.int for r in store.ids(ListQuery(Activity, sort="cost"))]
    by_people = [r.int for r in store.ids(ListQuery(Activity, sort="direct"))]
    assert by_cost == [3, 2, 1, 4]
    assert by_people == [3, 1, 2, 4]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"kind": "CHA"}, [1]),
        ({"status": None}, [3]),
        ({"name@fr": "Nord"}, [2]),
        ({"name@fr": None}, [1, 3]),
        ({"munitions": "BLU-26"}, [1, 2]),
        ({"munitions": "BLU-2"}, []),
        ({"position": [1, 2]}, [2]),
        ({"marked": True}, [3]),
        ({"found_on": "2019"}, [2]),
        ({"kind": "CHA", "status": "open"}, [1]),
    ],
)
def test_lists_are_narrowed_by_equal_values(
    store: Store, where: dict[str, Any], found: list[int]
) -> None:
    blu = MunitionCode("BLU-26")
    add(
        store,
        area(1, kind=AreaKind.CONFIRMED, munitions=(blu,)),
        area(
            2,
            name=Texts.of({"fr": "Nord"}),
            munitions=(MunitionCode("PTAB"), blu),
            position=Position(1, 2),
            found_on=PartialDate("2019"),
        ),
        area(3, status=None, marked=True),
    )
    query = ListQuery(HazardousArea, where=where)
    assert [record.int for record in store.ids(query)] == found


def test_lists_are_narrowed_by_a_reference(store: Store) -> None:
    mine = ActivityId(UUID(int=11))
    add(
        store,
        Milestone(id=MilestoneId(UUID(int=21)), activity=mine),
        Milestone(id=MilestoneId(UUID(int=22))),
    )
    found = store.ids(ListQuery(Milestone, where={"activity": str(mine)}))
    assert [record.int for record in found] == [21]


def test_an_unknown_field_in_a_list_is_refused(store: Store) -> None:
    with pytest.raises(KeyError):
        store.ids(ListQuery(HazardousArea, sort="colour"))
    with pytest.raises(ValueError, match="code#note"):
        store.ids(ListQuery(HazardousArea, where={"code#note": {}}))


def test_absence_zero_and_not_filled_are_three_different_values(store: Store) -> None:
    gone = FieldNote(absence=Absence.NOT_APPLICABLE, reason="No land")
    some = [
        area(1, size_m2=None, notes=Notes.of({"size_m2": gone})),
        area(2, size_m2=0),
        area(3, size_m2=None),
    ]
    add(store, *some)
    assert store.records(HazardousArea, [a.id for a in some]) == some


def test_a_compound_value_of_which_nothing_is_filled_is_not_filled(store: Store) -> None:
    empty = Activity(id=ActivityId(UUID(int=11)), period=Period(None, None), direct=People())
    add(store, empty)
    kept = store.get(Activity, empty.id)
    assert kept == replace(empty, period=None, direct=None)
    assert kept is not None
    assert kept.article is not Article.CLEARANCE


def test_a_field_is_filled_by_a_value_or_an_absence_of_a_record_that_is_there(
    store: Store,
) -> None:
    names = ("name", "size_m2", "district", "status", "munitions")
    absent = Notes.of({"district": FieldNote(absence=Absence.UNKNOWN)})
    sourced = Notes.of({"munitions": FieldNote(remark="seen")})
    first = area(1, size_m2=0, status=None, notes=absent)
    second = area(2, size_m2=None, status=None, name=Texts.of({"fr": "Nord"}), notes=sourced)
    add(store, first)
    add(store, second)
    assert store.facets.filled(HazardousArea, names) == {"size_m2", "district", "name"}
    delete(store, first)
    assert store.facets.filled(HazardousArea, names) == {"name"}
    assert store.facets.filled(Milestone, ["year"]) == frozenset()


def test_a_snapshot_that_keeps_up_is_what_a_fresh_reading_gives(store: Store) -> None:
    add(store, *(area(number) for number in (2, 4, 6, 8)))
    assert len(store.document().of(HazardousArea)) == 4
    add(store, area(5), area(9), area(1))
    edit(store, area(6, size_m2=7))
    delete(store, area(8))
    delete(store, area(2))
    store.undo(stamp())
    kept = store.document().records
    with open_store(store.path, reads_only=True) as fresh:
        assert kept == fresh.document().records
    codes = [one.code for one in store.document().of(HazardousArea)]
    assert codes == ["HA-1", "HA-2", "HA-4", "HA-5", "HA-6", "HA-9"]


def test_reading_the_whole_plan_holds_up_nobody_who_writes(store: Store) -> None:
    add(store, area(1), area(2))
    begun, written = threading.Event(), threading.Event()
    seen: list[PlanDocument] = []

    def watch() -> None:
        begun.set()
        assert written.wait(20)

    reader = threading.Thread(target=lambda: seen.append(store.document(watch=watch)))
    reader.start()
    assert begun.wait(20)
    edit(store, area(1, size_m2=7))
    assert store.next_undo() is not None
    written.set()
    reader.join(20)
    assert [one.size_m2 for one in seen[0].of(HazardousArea)] == [1001, 1002]
    assert [one.size_m2 for one in store.document().of(HazardousArea)] == [7, 1002]


def test_a_reading_that_is_stopped_leaves_nothing_behind(store: Store) -> None:
    add(store, area(1))

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.document(watch=stop)
    assert gc.isenabled()
    assert store.document().of(HazardousArea) == (area(1),)


def test_the_first_record_is_the_one_made_first(store: Store) -> None:
    assert store.first(HazardousArea) is None
    add(store, area(3), area(2))
    delete(store, area(2))
    assert store.first(HazardousArea) == area(3)


def test_only_what_is_asked_for_is_counted(store: Store) -> None:
    add(store, area(1))
    assert store.counts(["hazardous_area", "need"]) == {"hazardous_area": 1, "need": 0}
    assert set(store.counts()) == {kind.name for kind in KINDS}


def test_of_plans_that_were_closed_nothing_stays_in_memory(tmp_path: Path) -> None:
    """Who reads many plans one after the other, as a hub does, does not fill the memory."""
    with new_store(tmp_path / "plan.ccmdesk") as store:
        add(store, area(1))
    left = []
    for _ in range(3):
        with open_store(tmp_path / "plan.ccmdesk") as store:
            assert len(store.document().records) == 1
            left.append(weakref.ref(store.opened.engine))
        del store
    gc.collect()
    assert [one() for one in left] == [None, None, None]
