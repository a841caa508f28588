"""A list in order is kept for the next time, and what is written since stands where it belongs."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from db_cases import BOTH, add, area, delete, edit, stamp

from ccmdesk.db.id_list import IdList
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.values import Texts

ENGINES = BOTH

NAMES = ("Zenica 2", "Zenica 10", "čista", "Cista", "Dolac", "", "dolac")


def _named(number: int, name: str, **more: str) -> HazardousArea:
    return area(number, name=Texts.of({"en": name} if name else {}), **more)


def _order(store: Store, *, sort: str = "name", descending: bool = False) -> list[int]:
    asked = ListQuery(HazardousArea, sort=sort, descending=descending)
    return [record.int for record in store.ids(asked)]


def _read_anew(store: Store, *, descending: bool) -> list[int]:
    with open_store(store.path, reads_only=True) as other:
        return _order(other, descending=descending)


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_written_after_a_list_was_sorted_stands_where_it_belongs(
    store: Store, *, descending: bool
) -> None:
    records = [_named(number, name) for number, name in enumerate(NAMES, start=1)]
    add(store, *records)
    _order(store, descending=descending)
    edit(store, replace(records[4], name=Texts.of({"en": "Aaa"})))
    assert _order(store, descending=descending) == _read_anew(store, descending=descending)
    edit(store, replace(records[0], name=Texts()))
    delete(store, records[1])
    add(store, _named(9, "Bihać"), _named(10, "Dolac"))
    assert _order(store, descending=descending) == _read_anew(store, descending=descending)
    store.undo(stamp(StepKind.UNDO))
    store.rebuild()
    assert _order(store, descending=descending) == _read_anew(store, descending=descending)


def test_numbers_of_the_plan_stand_by_their_parts(store: Store) -> None:
    codes = ("A4-10", "a4-2", "A4-2-1", "B 7", "A4", "77", "8", "A٤-٣", "A4-٣", "A5", "A٤3")
    add(store, *(_named(n, "x", code=code) for n, code in enumerate(codes, start=1)))
    ordered = [codes[number - 1] for number in _order(store, sort="code")]
    fours = ["A4", "a4-2", "A4-2-1", "A٤-٣", "A4-٣", "A4-10"]
    assert ordered == ["8", "77", *fours, "A5", "A٤3", "B 7"]


def test_a_list_of_ids_reads_as_any_sequence() -> None:
    ids = [UUID(int=number << 64 | number) for number in (5, 1, 4, 1 << 20)]
    packed = IdList.of(ids)
    assert packed == ids
    assert packed[1:3] == ids[1:3]
    assert packed[::-2] == ids[::-2]
    assert packed[-1] == ids[-1]
    assert [packed.place(one) for one in (*ids, UUID(int=9))] == [0, 1, 2, 3, None]
    assert ids[2] in packed
    assert "4" not in packed
    assert packed.without(ids[:2]) == ids[2:]
    assert packed != ids[:2]
    assert len({packed, IdList.of(ids)}) == 1
    with pytest.raises(IndexError):
        packed[4]


def test_an_id_is_not_found_across_two_others() -> None:
    split = IdList(bytes(8) + bytes([1] * 16) + bytes(8))
    assert split.place(UUID(bytes=bytes([1] * 16))) is None
