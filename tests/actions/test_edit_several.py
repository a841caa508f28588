"""One field of several records is set in one step, whose effect is told before."""

from __future__ import annotations

from uuid import UUID

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_several import SetSeveral, delete_several, outlook, set_several
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.model.area import AreaStatus, HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.ids import EditionId
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem


def _areas(store: Store) -> tuple[UUID, ...]:
    return tuple(store.ids(ListQuery(HazardousArea)))


def test_what_changes_is_told_before_and_is_one_step_of_undo(
    demo: Store, author: Author, packs: Packs
) -> None:
    before, areas = demo.document().content_hash, _areas(demo)
    first = demo.get(HazardousArea, areas[0])
    assert first is not None
    ask = SetSeveral(kind=HazardousArea, records=areas, field="status", value=AreaStatus.CLOSED)
    found = outlook(demo, ask, author=author, packs=packs)
    assert demo.document().content_hash == before
    assert (len(found.changes), found.over) == (12, 12)
    set_several(demo, ask, author=author, packs=packs)
    assert {area.status for area in demo.document().of(HazardousArea)} == {AreaStatus.CLOSED}
    again = outlook(demo, ask, author=author, packs=packs)
    assert (len(again.changes), again.same) == (0, 12)
    assert set_several(demo, ask, author=author, packs=packs) is None
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().content_hash == before


def test_one_language_of_a_text_is_set_and_the_others_stay(
    demo: Store, author: Author, packs: Packs
) -> None:
    areas = _areas(demo)[:2]
    ask = SetSeveral(
        kind=HazardousArea, records=areas, field="province", value="Nord", language="fr"
    )
    set_several(demo, ask, author=author, packs=packs)
    for record in areas:
        area = demo.get(HazardousArea, record)
        assert area is not None
        assert (area.province.get("fr"), bool(area.province.get("en"))) == ("Nord", True)


def test_values_are_added_to_what_each_list_holds(
    demo: Store, author: Author, packs: Packs
) -> None:
    areas = _areas(demo)[:2]
    own, more = MunitionCode("CBU-99"), (MunitionCode("BLU-97"), MunitionCode("CBU-99"))
    for record, value in zip(areas, ((own,), ()), strict=True):
        ask = SetSeveral(kind=HazardousArea, records=(record,), field="munitions", value=value)
        set_several(demo, ask, author=author, packs=packs)
    ask = SetSeveral(kind=HazardousArea, records=areas, field="munitions", value=more, adds=True)
    found = outlook(demo, ask, author=author, packs=packs)
    assert (len(found.changes), found.over, found.empties) == (2, 0, False)
    set_several(demo, ask, author=author, packs=packs)
    lists = [area.munitions for area in demo.records(HazardousArea, areas)]
    assert lists == [(own, more[0]), more]
    assert set_several(demo, ask, author=author, packs=packs) is None


def test_a_value_that_cannot_be_is_written_nowhere(
    demo: Store, author: Author, packs: Packs
) -> None:
    ask = SetSeveral(kind=HazardousArea, records=_areas(demo), field="size_m2", value=0)
    found = outlook(demo, ask, author=author, packs=packs)
    assert (len(found.changes), found.refused) == (0, 12)
    assert found.why is not None
    assert set_several(demo, ask, author=author, packs=packs) is None


def test_emptying_a_field_counts_what_is_lost(demo: Store, author: Author, packs: Packs) -> None:
    ask = SetSeveral(kind=HazardousArea, records=_areas(demo), field="size_m2", value=None)
    assert outlook(demo, ask, author=author, packs=packs).over == 12


def test_several_records_go_to_the_bin_in_one_step(demo: Store, author: Author) -> None:
    before, areas = demo.document().content_hash, _areas(demo)
    delete_several(demo, HazardousArea, areas[:5], author=author)
    assert _areas(demo) == areas[5:]
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().content_hash == before


def test_a_submission_keeps_the_others_out_of_the_bin(
    demo: Store, author: Author, packs: Packs
) -> None:
    kept = [
        Edition(id=EditionId(new_id()), number=1, state=EditionState.SUBMITTED),
        Edition(id=EditionId(new_id()), number=2),
    ]
    changes = [change for edition in kept for change in difference(None, edition)]
    demo.apply(changes, author.stamp(StepKind.ADD))
    editions = demo.document().of(Edition)
    sent = [e.id for e in editions if e.state is EditionState.SUBMITTED]
    with pytest.raises(Problem):
        delete_several(demo, Edition, [e.id for e in editions], author=author)
    assert demo.document().of(Edition) == editions
    ask = SetSeveral(kind=Edition, records=tuple(sent), field="number", value=77)
    assert outlook(demo, ask, author=author, packs=packs).refused == len(sent)
