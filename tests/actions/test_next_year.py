"""The figures of the next year are begun from the last ones, marked until they are confirmed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.edit_record import AddRecord, SetField, add_record, set_field
from ccmdesk.actions.next_year import begin_next_year, carried_over, confirm_carried
from ccmdesk.actions.typed_value import Reading, with_typed
from ccmdesk.actions.typical_activity import typical_values
from ccmdesk.db.store import Store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AnnualPosition
from ccmdesk.model.change import StepKind
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.units import UNITS
from ccmdesk.model.victims import CasualtyCounts, Device
from ccmdesk.rules.land import closing_m2

LATER = Author("Test officer", lambda: dt.datetime(2030, 3, 2, 12, 0, tzinfo=dt.UTC))


def _last(store: Store, kind: type[Any]) -> Any:
    return max(store.document().of(kind), key=lambda record: record.year or 0)


def test_books_open_with_what_they_closed_with_and_say_what_is_carried_over(demo: Store) -> None:
    before, hash_before = _last(demo, AnnualPosition), demo.document().content_hash
    begin_next_year(demo, AnnualPosition, author=LATER)
    new = _last(demo, AnnualPosition)
    assert new.year == before.year + 1
    assert new.opening_m2 == closing_m2(before)
    assert (new.suspected_m2, new.confirmed_m2) == (before.suspected_m2, before.confirmed_m2)
    assert new.new_m2 is None
    assert "opening_m2" in carried_over(new)
    demo.undo(LATER.stamp(StepKind.UNDO))
    assert demo.document().content_hash == hash_before


def test_a_new_figure_is_no_longer_carried_over_and_the_rest_can_be_confirmed(
    demo: Store, packs: Packs
) -> None:
    (made,) = begin_next_year(demo, AnnualPosition, author=LATER)
    ask = SetField(kind=AnnualPosition, record=made, field="opening_m2", value=77)
    set_field(demo, ask, author=LATER, packs=packs)
    new = demo.get(AnnualPosition, made)
    assert new is not None
    assert "opening_m2" not in carried_over(new)
    confirm_carried(demo, new, author=LATER)
    confirmed = demo.get(AnnualPosition, made)
    assert confirmed is not None
    assert carried_over(confirmed) == ()
    assert confirmed.opening_m2 == 77
    assert confirm_carried(demo, confirmed, author=LATER) is None


def test_a_figure_typed_on_the_command_line_is_no_longer_carried_over(
    demo: Store, packs: Packs
) -> None:
    (made,) = begin_next_year(demo, AnnualPosition, author=LATER)
    new = demo.get(AnnualPosition, made)
    reading = Reading(lang=Lang.load("en"), packs=packs, document=demo.document())
    assert "opening_m2" not in carried_over(with_typed(new, "opening_m2", "77", reading=reading))
    assert "opening_m2" in carried_over(with_typed(new, "suspected_m2", "77", reading=reading))


def test_casualties_of_one_year_are_not_those_of_the_next(demo: Store, packs: Packs) -> None:
    for all_years in (True, None):
        values = {
            "year": 2028, "device": Device.REMNANT, "killed": 3, "all_years": all_years,
        }  # fmt: skip
        ask = AddRecord(kind=CasualtyCounts, values=values)
        add_record(demo, ask, author=LATER, packs=packs)
    made = begin_next_year(demo, CasualtyCounts, author=LATER)
    new = {record.all_years: record for record in demo.records(CasualtyCounts, made)}
    assert (new[True].killed, carried_over(new[True])) == (3, ("killed",))
    assert (new[None].killed, new[None].device) == (None, Device.REMNANT)
    assert {record.year for record in new.values()} == {2029}


def test_a_year_that_has_not_begun_and_an_empty_list_are_refused(
    demo: Store, author: Author
) -> None:
    early = Author("Test officer", lambda: dt.datetime(1990, 3, 2, tzinfo=dt.UTC))
    with pytest.raises(Problem, match="cannot be begun"):
        begin_next_year(demo, AnnualPosition, author=early)
    del author


@pytest.mark.parametrize("language", SHIPPED)
def test_every_typical_activity_makes_an_activity_without_figures(
    demo: Store, author: Author, packs: Packs, language: str
) -> None:
    lang = Lang.load(language)
    assert packs.typical
    for row in packs.typical:
        values = typical_values(row, lang=lang)
        record = add_record(
            demo, AddRecord(kind=Activity, values=values), author=author, packs=packs
        )
        activity = demo.get(Activity, record)
        assert activity is not None
        assert activity.title.get(language)
        assert activity.quantity is not None
        assert activity.quantity.amount is None
        assert activity.quantity.unit in UNITS
        assert (activity.cost, activity.period) == (None, None)
        assert row.source
