"""What a package brought is told before undo takes it back, and a submission in it stays."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from db_cases import NOON, add, area, edit, new_store, stamp
from office_packages import sent, take_in

from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.ids import EditionId


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Store, Store]:
    """Return a centre, and a field office that has begun from its package."""
    centre = new_store(tmp_path / "centre.ccmdesk", office="Centre")
    field = new_store(tmp_path / "field.ccmdesk", office="Field")
    add(centre, area(1))
    take_in(field, sent(centre))
    return centre, field


def test_the_records_of_a_package_are_counted_and_the_first_are_named(
    offices: tuple[Store, Store],
) -> None:
    centre, field = offices
    add(centre, *(area(number) for number in range(2, 31)))
    edit(centre, area(2, size_m2=5))
    take_in(field, sent(centre, to=field))
    brief, step = field.next_undo(), field.undoable()
    assert brief is not None
    assert step is not None
    assert (brief.meant, brief.count) == (StepKind.MERGE, 29)
    assert [one.record.int for one in brief.first] == list(range(2, 22))
    assert "code" in brief.first[0].keys
    assert (step.by, step.at, len(step.changes)) == ("Amina", NOON, 29)


@pytest.mark.parametrize("state", EditionState)
def test_a_submission_that_came_stays_when_its_package_is_taken_back(
    offices: tuple[Store, Store], *, state: EditionState
) -> None:
    """Its own package may be in other hands, and its number must not be given again."""
    centre, field = offices
    edition = Edition(id=EditionId(UUID(int=500)), number=1, state=state)
    add(centre, area(3), edition)
    take_in(field, sent(centre, to=field))
    field.undo(stamp())
    assert field.document().of(HazardousArea) == (area(1),)
    stays = state in {EditionState.SUBMITTED, EditionState.SUPERSEDED}
    assert (field.get(Edition, edition.id) is not None) == stays


def test_ones_own_step_after_a_package_is_told_as_what_it_was(offices: tuple[Store, Store]) -> None:
    _, field = offices
    edit(field, area(1, size_m2=5))
    field.undo(stamp(StepKind.UNDO))
    redo = field.next_redo()
    assert redo is not None
    assert redo.meant is StepKind.EDIT


def test_neither_what_the_plan_began_with_nor_an_empty_package_is_a_step_to_take_back(
    offices: tuple[Store, Store],
) -> None:
    centre, field = offices
    assert field.undoable() is None
    take_in(field, sent(centre, to=field))
    assert field.undoable() is None
    edit(field, area(1, size_m2=5))
    step = field.undoable()
    assert step is not None
    assert step.does is StepKind.EDIT
