"""What only this office is to see leaves it by nobody's oversight, however late it was changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from office_plans import KEO, KEY, NOON, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.actions.pack_changes import PackChanges, PackedChanges, pack_changes, what_leaves
from ccmdesk.actions.take_in_changes import TakeInChanges, open_changes, take_in_changes
from ccmdesk.db.store import Store, create_store
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.facts import Visibility
from ccmdesk.model.ids import NeedId
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts


def _pack(store: Store, folder: Path, to: Store, *, with_internal: bool = False) -> PackedChanges:
    ask = PackChanges(
        office="Office",
        receiver="the other office",
        folder=folder,
        key=KEY,
        to=to.replica,
        with_internal=with_internal,
    )
    return pack_changes(store, ask, author=KEO)


def _take_in(store: Store, packed: PackedChanges) -> None:
    backup = store.path.with_suffix(f".{packed.number}.backup")
    ask = TakeInChanges(opened=open_changes(packed.path), backup=backup, why="known here")
    take_in_changes(store, ask, author=KEO)


@pytest.mark.parametrize("in_the_bin", ["there", "in the bin"])
def test_a_later_change_of_an_internal_record_needs_consent_again(
    packs: Packs, tmp_path: Path, in_the_bin: str
) -> None:
    need = Need(
        id=NeedId(new_id()), title=Texts.of({"en": "Survey"}), visibility=Visibility.INTERNAL
    )
    with (
        plan_of(tmp_path / "Centre.ccmdesk", packs) as centre,
        create_store(tmp_path / "Field.ccmdesk", office="Field", at=NOON, new_id=new_id) as field,
    ):
        centre.apply(difference(None, need), KEO.stamp(StepKind.ADD))
        _take_in(field, _pack(centre, tmp_path, field, with_internal=True))
        _take_in(centre, _pack(field, tmp_path, centre, with_internal=True))
        now = replace(need, title=Texts.of({"en": "Survey of what nobody is to know"}))
        centre.apply(difference(need, now), KEO.stamp(StepKind.EDIT))
        if in_the_bin == "in the bin":
            centre.apply([deletion(now)], KEO.stamp(StepKind.DELETE))
        leaving = what_leaves(centre, field.replica)
        assert (leaving.internal, leaving.changes) == (1, 1 if in_the_bin == "there" else 2)
        with pytest.raises(Problem, match="only this office is to see"):
            _pack(centre, tmp_path, field)
        assert _pack(centre, tmp_path, field, with_internal=True).changes == leaving.changes
