"""Taking a decision back opens the difference again, at every office; doing it again settles it."""

from __future__ import annotations

from pathlib import Path

import pytest
from db_cases import BOTH, add, area, delete, edit, new_store, stamp, write_value

from ccmdesk.db.check import check_store
from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import DELETED

ENGINES = BOTH

AREA = area(1)


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Store, Store]:
    """Return two offices of which each wrote another size of the same area."""
    centre, north = (new_store(tmp_path / f"{n}.ccmdesk", office=n) for n in ("Centre", "North"))
    add(centre, AREA)
    north.receive(centre.lines())
    edit(centre, area(1, size_m2=2))
    edit(north, area(1, size_m2=3), minute=1)
    _exchange(centre, north)
    return centre, north


def _exchange(*stores: Store) -> None:
    for store in stores:
        for other in stores:
            store.receive(other.lines())


def _open(store: Store) -> list[tuple[str, object, object]]:
    return [(one.shown.key, one.shown.new, one.other.new) for one in store.disputes()]


def _size(store: Store) -> int | None:
    found = store.get(HazardousArea, AREA.id)
    return None if found is None else found.size_m2


@pytest.mark.parametrize("decided", [2, 3, 4])
def test_undo_lists_the_difference_again_with_both_sides(
    offices: tuple[Store, Store], decided: int
) -> None:
    centre, north = offices
    before = _open(centre)
    assert before == [("size_m2", 3, 2)]
    write_value(centre, AREA.id, "size_m2", decided)
    _exchange(*offices)
    assert _open(centre) == _open(north) == []
    centre.undo(stamp(StepKind.UNDO))
    _exchange(*offices)
    for store in offices:
        assert _open(store) == before
        assert store.disputed_fields() == 1
        assert _size(store) == 3
        assert check_store(store) == []
    (found,) = centre.disputes()
    assert (found.shown.office, found.other.office) == ("", "Centre")
    centre.redo(stamp(StepKind.REDO))
    _exchange(*offices)
    assert _open(centre) == _open(north) == []
    assert _size(north) == decided
    centre.undo(stamp(StepKind.UNDO))
    assert _open(centre) == before


def test_what_is_open_again_can_be_decided_again(offices: tuple[Store, Store]) -> None:
    centre, north = offices
    write_value(centre, AREA.id, "size_m2", 2)
    centre.undo(stamp(StepKind.UNDO))
    write_value(centre, AREA.id, "size_m2", 3)
    _exchange(*offices)
    assert _open(centre) == _open(north) == []
    assert _size(north) == 3


@pytest.mark.parametrize("gone", [True, False])
def test_a_deletion_against_an_edit_is_open_again(tmp_path: Path, *, gone: bool) -> None:
    centre, north = (new_store(tmp_path / f"{n}.ccmdesk", office=n) for n in ("Centre", "North"))
    add(centre, AREA)
    north.receive(centre.lines())
    delete(centre, AREA)
    edit(north, area(1, size_m2=3), minute=1)
    _exchange(centre, north)
    assert [one.shown.key for one in north.disputes()] == [DELETED]
    write_value(north, AREA.id, DELETED, gone)
    assert north.disputes() == []
    north.undo(stamp(StepKind.UNDO))
    _exchange(centre, north)
    for store in (centre, north):
        assert [one.shown.key for one in store.disputes()] == [DELETED]
        assert _size(store) == 3
        assert check_store(store) == []


def test_undo_without_any_difference_opens_nothing(tmp_path: Path) -> None:
    centre, north = (new_store(tmp_path / f"{n}.ccmdesk", office=n) for n in ("Centre", "North"))
    add(centre, AREA)
    north.receive(centre.lines())
    edit(north, area(1, size_m2=1001, priority=1))
    edit(centre, area(1, size_m2=5))
    _exchange(centre, north)
    centre.undo(stamp(StepKind.UNDO))
    assert centre.disputes() == []
    assert _size(centre) == 1001
    edit(centre, area(1, priority=2))
    delete(centre, AREA)
    centre.undo(stamp(StepKind.UNDO))
    assert centre.disputes() == []
    assert _size(centre) == 1001
