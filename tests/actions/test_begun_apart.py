"""Two plans of one country that were begun apart are not joined without a word."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from office_plans import KEO, add, area, pack, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.look_into import look_into
from ccmdesk.actions.pack_changes import PackedChanges
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    TakeInChanges,
    begin_from,
    open_changes,
    take_in_changes,
)
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.ids import PlanId, StatePartyId
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import Obligation, StateParty
from ccmdesk.model.values import Period

APART = "another plan of LAO, begun apart from this one"


def take_in(store: Store, packed: PackedChanges, *, apart: bool = False) -> None:
    opened = open_changes(packed.path)
    backup = store.path.with_suffix(f".{packed.number}.backup")
    ask = TakeInChanges(opened=opened, backup=backup, why="known here", apart=apart)
    take_in_changes(store, ask, author=KEO)


def begun(package: PackedChanges, path: Path) -> Store:
    """Return the plan of an office that began from a whole package."""
    ask = BeginFrom(opened=open_changes(package.path), path=path, office=path.stem, why="known")
    begin_from(ask, author=KEO)
    return open_store(path)


@pytest.fixture
def apart(tmp_path: Path, packs: Packs) -> tuple[Store, Store]:
    centre, south = (plan_of(tmp_path / f"{name}.ccmdesk", packs) for name in ("Centre", "South"))
    add(south, area("HA-1"))
    return centre, south


def test_neither_office_takes_in_the_plan_that_the_other_began(
    apart: tuple[Store, Store], tmp_path: Path
) -> None:
    for here, there in (apart, apart[::-1]):
        packed, before = pack(there, tmp_path), here.lines()
        with pytest.raises(Problem, match=APART):
            look_into(here, open_changes(packed.path))
        with pytest.raises(Problem, match="workbook"):
            take_in(here, packed)
        assert here.lines() == before


def test_who_says_so_joins_both_and_the_check_names_what_stands_there_twice(
    apart: tuple[Store, Store], tmp_path: Path, packs: Packs
) -> None:
    centre, south = apart
    rules = {"state-twice", "plan-twice", "obligation-twice"}
    once = plan_findings(centre.document(), packs=packs, today=KEO.today)
    assert not rules & {finding.rule for finding in once}
    own = len(centre.document().of(Obligation))
    take_in(centre, pack(south, tmp_path), apart=True)
    found = plan_findings(centre.document(), packs=packs, today=KEO.today)
    told = [finding.rule for finding in found if finding.rule in rules]
    assert sorted(told) == ["obligation-twice"] * own + ["plan-twice", "state-twice"]
    add(south, area("HA-2"))
    take_in(centre, pack(south, tmp_path, to=centre))
    assert {one.code for one in centre.document().of(HazardousArea)} == {"HA-1", "HA-2"}


def test_a_plan_of_other_years_beside_the_first_is_no_plan_that_stands_twice(
    apart: tuple[Store, Store], packs: Packs
) -> None:
    centre, _ = apart
    plan = centre.first(Plan)
    assert plan is not None
    years = Period(dt.date(2031, 1, 1), dt.date(2035, 12, 31))
    after = replace(plan, id=PlanId(new_id()), period=years)
    centre.apply(difference(None, after), KEO.stamp(StepKind.ADD))
    found = plan_findings(centre.document(), packs=packs, today=KEO.today)
    assert "plan-twice" not in {finding.rule for finding in found}


def test_an_office_that_entered_the_state_anew_in_a_plan_it_shares_is_heard(
    apart: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, _ = apart
    north = begun(pack(centre, tmp_path), tmp_path / "North.ccmdesk")
    state = north.first(StateParty)
    assert state is not None
    anew = replace(state, id=StatePartyId(new_id()))
    changes = [deletion(state), *difference(None, anew)]
    north.apply(changes, KEO.stamp(StepKind.EDIT))
    take_in(centre, pack(north, tmp_path, to=centre))
    assert [one.id for one in centre.document().of(StateParty)] == [anew.id]
    add(centre, area("HA-3"))
    take_in(north, pack(centre, tmp_path))
    assert [one.code for one in north.document().of(HazardousArea)] == ["HA-3"]
