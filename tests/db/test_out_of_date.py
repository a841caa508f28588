"""Which translations are out of date: by what their writers saw, never by clocks."""

from __future__ import annotations

import time
from typing import Any

import pytest
from db_cases import BOTH, add, ids, stamp
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, confirmation, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import Texts

ENGINES = BOTH

AREA = HazardousArea(
    id=HazardousAreaId(ids(1)()), name=Texts.of({"en": "North ridge", "fr": "Crête nord"})
)
LINK = ("name", "fr", "en")


def _write(store: Store, does: StepKind = StepKind.EDIT, minute: int = 0, **texts: str) -> None:
    area = _area(store)
    named = area.name
    for language, text in texts.items():
        named = named.put(language, text)
    after = HazardousArea(id=area.id, code=area.code, name=named)
    store.apply(difference(area, after), stamp(does, minute=minute))


def _area(store: Store) -> HazardousArea:
    found = store.get(HazardousArea, AREA.id)
    assert found is not None
    return found


def _confirm(store: Store) -> None:
    store.apply([confirmation(_area(store), ["name@fr"])], stamp(StepKind.CONFIRM))


def _links(store: Store) -> dict[Any, str]:
    """Return what the store says, after checking that reading the whole log says the same."""
    found = dict(store.out_of_date().get(AREA.id, {}))
    store._out_of_date = None
    assert dict(store.out_of_date().get(AREA.id, {})) == found
    return found


@pytest.fixture
def plan(store: Store) -> Store:
    add(store, AREA)
    return store


def test_what_was_written_together_is_in_step(plan: Store) -> None:
    assert _links(plan) == {}


def test_a_changed_source_makes_its_translation_out_of_date(plan: Store) -> None:
    _write(plan, en="North ridge, upper part")
    assert _links(plan)[LINK] == "North ridge"
    _write(plan, fr="Crête nord, partie haute")
    assert LINK not in _links(plan)


def test_clocks_that_run_backwards_change_nothing(plan: Store) -> None:
    _write(plan, minute=-500_000, en="North ridge, upper part")
    assert LINK in _links(plan)
    _write(plan, minute=-900_000, fr="Crête nord, partie haute")
    assert LINK not in _links(plan)


def test_a_source_that_is_as_it_was_again_is_no_change(plan: Store) -> None:
    _write(plan, en="North ridge, upper part")
    _write(plan, en="North ridge")
    assert _links(plan) == {}
    _write(plan, en="North  ridge")
    assert _links(plan) == {}


def test_undo_brings_back_the_old_standing(plan: Store) -> None:
    _write(plan, en="North ridge, upper part")
    _write(plan, fr="Crête nord, partie haute")
    plan.undo(stamp())
    assert LINK in _links(plan)
    plan.redo(stamp())
    assert LINK not in _links(plan)
    plan.undo(stamp())
    assert LINK in _links(plan)
    plan.undo(stamp())
    assert _links(plan) == {}


def test_a_translation_that_is_still_right_can_be_confirmed_and_that_taken_back(
    plan: Store,
) -> None:
    _write(plan, en="North ridge.")
    _confirm(plan)
    assert LINK not in _links(plan)
    assert _area(plan).name.get("fr") == "Crête nord"
    plan.undo(stamp())
    assert LINK in _links(plan)
    plan.redo(stamp())
    assert LINK not in _links(plan)
    _write(plan, en="North ridge, again another")
    assert _links(plan)[LINK] == "North ridge."


def test_another_field_says_nothing_about_a_translation(plan: Store) -> None:
    area = _area(plan)
    after = HazardousArea(id=area.id, code="A-1", name=area.name)
    plan.apply(difference(area, after), stamp())
    assert _links(plan) == {}


def test_an_original_is_not_out_of_date_because_a_translation_was_added(store: Store) -> None:
    add(store, HazardousArea(id=AREA.id, name=Texts.of({"fr": "Crête nord"})))
    _write(store, en="North ridge")
    assert _links(store) == {}
    _write(store, en="North ridge, upper part")
    assert set(_links(store)) == {LINK}
    _write(store, fr="Crête nord, haut")
    assert ("name", "en", "fr") in _links(store)


def test_a_translation_made_without_knowing_of_the_new_source_is_out_of_date(
    plan: Store, tmp_path: Any
) -> None:
    """Two offices: one changes the source while the other translates; clocks say the contrary."""
    from ccmdesk.db.backup import restore_backup, write_backup

    write_backup(plan, tmp_path / "copy")
    restore_backup(tmp_path / "copy", out=tmp_path / "b.ccmdesk", new_id=ids(77), at=stamp().at)
    from ccmdesk.db.store import open_store

    with open_store(tmp_path / "b.ccmdesk") as other:
        _write(other, minute=60, fr="Crête septentrionale")
        _write(plan, minute=10, en="North ridge, upper part")
        plan.receive(other.lines())
        other.receive(plan.lines())
        for side in (plan, other):
            assert _links(side)[LINK] == "North ridge"
        _write(plan, minute=5, fr="Crête septentrionale, partie haute")
        assert LINK not in _links(plan)


def test_only_what_was_written_since_is_read_again(plan: Store) -> None:
    assert plan.out_of_date() == {}
    known = plan._out_of_date
    plan.out_of_date()
    assert plan._out_of_date is known
    _write(plan, en="North ridge, upper part")
    assert set(plan.out_of_date()) == {AREA.id}


@pytest.mark.speed
def test_ten_thousand_areas_are_read_in_a_moment(store: Store) -> None:
    new = ids(10)
    areas = [
        HazardousArea(
            id=HazardousAreaId(new()), name=Texts.of({"en": f"Area {n}", "fr": f"Zone {n}"})
        )
        for n in range(10_000)
    ]
    store.apply([c for area in areas for c in difference(None, area)], stamp(StepKind.IMPORT))
    changes = [
        change
        for n, area in enumerate(areas)
        for change in difference(
            area, HazardousArea(id=area.id, name=area.name.put("en", f"Area {n}, changed"))
        )
    ]
    store.apply(changes, stamp(StepKind.IMPORT))
    begun = time.process_time()
    found = store.out_of_date()
    assert len(found) == 10_000
    assert time.process_time() - begun < 5
    store.apply(difference(areas[0], HazardousArea(id=areas[0].id)), stamp())
    begun = time.process_time()
    assert len(store.out_of_date()) == 9_999
    assert time.process_time() - begun < 0.2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["en", "fr", "undo", "redo", "confirm"]), st.integers(0, 2)),
        max_size=8,
    )
)
def test_the_standing_follows_from_what_was_done(
    empty_plan: Any, tmp_path_factory: Any, doings: Any
) -> None:
    """A translation is in step exactly when its present text was said beside the present source."""
    import shutil

    from ccmdesk.db.store import open_store

    path = tmp_path_factory.mktemp("plan") / "plan.ccmdesk"
    shutil.copyfile(empty_plan, path)
    with open_store(path) as store:
        add(store, AREA)
        states: list[tuple[str, str, str]] = [("North ridge", "Crête nord", "North ridge")]
        undone: list[tuple[str, str, str]] = []
        for what, number in doings:
            en, fr, basis = states[-1]
            match what:
                case "en" if en != f"Ridge {number}":
                    _write(store, en=f"Ridge {number}")
                    states.append((f"Ridge {number}", fr, basis))
                case "fr" if fr != f"Crête {number}":
                    _write(store, fr=f"Crête {number}")
                    states.append((en, f"Crête {number}", en))
                case "confirm":
                    _confirm(store)
                    states.append((en, fr, en))
                case "undo" if len(states) > 1:
                    store.undo(stamp())
                    undone.append(states.pop())
                    continue
                case "redo" if undone:
                    store.redo(stamp())
                    states.append(undone.pop())
                    continue
                case _:
                    continue
            undone.clear()
        en, _, basis = states[-1]
        assert (LINK in _links(store)) == (en != basis)
