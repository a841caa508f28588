"""Records: every kind is declared whole, survives its JSON form, and is told apart by its hash."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import deletion, difference
from ccmdesk.model.codec import decode, encode, flatten, unflatten
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.content import content_hash
from ccmdesk.model.document import PlanDocument, document_of, natural
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import field_map, fields_of, is_reference, item_type
from ccmdesk.model.ids import ActivityId, EditionId, HazardousAreaId, NeedId, PlanId
from ccmdesk.model.kinds import BY_ID_TYPE, KINDS, Kind, kind_of
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import (
    Absence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Quantity,
    Texts,
)
from strategies import records

ids = [kind.name for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_a_kind_names_its_telling_fields(kind: Kind) -> None:
    facts = field_map(kind.record)
    assert set(kind.title) <= set(facts)
    assert kind.code is None or kind.code in facts


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_an_empty_record_is_allowed_and_says_nothing(kind: Kind) -> None:
    assert flatten(kind.record(id=uuid4())) == {}


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_every_reference_leads_to_a_kind(kind: Kind) -> None:
    for field in fields_of(kind.record):
        for type_ in (field.type, item_type(field.type)):
            assert not is_reference(type_) or type_ in BY_ID_TYPE


@pytest.mark.parametrize("kind", KINDS, ids=ids)
def test_no_field_asks_for_a_person(kind: Kind) -> None:
    names = {field.name for field in fields_of(kind.record)}
    assert not names & {"victim_name", "birth_date", "person", "phone", "case_number"}


@settings(max_examples=60, deadline=None)
@given(records())
def test_a_record_survives_its_json_form(record: Any) -> None:
    line = orjson.loads(orjson.dumps(flatten(record)))
    assert unflatten(type(record), record.id, line) == record


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_difference_leads_from_one_record_to_the_other_and_back(data: st.DataObject) -> None:
    before = data.draw(records())
    after = replace(data.draw(records(type(before))), id=before.id)
    changes = difference(before, after)
    flat = dict(flatten(before))
    for change in changes:
        flat.update(change.new)
    assert unflatten(type(before), before.id, flat) == after
    for change in changes:
        flat.update(change.inverse().new)
    assert unflatten(type(before), before.id, flat) == before


def test_a_difference_of_equals_is_nothing() -> None:
    need = Need(id=NeedId(uuid4()), title=Texts.of({"en": "Two survey teams"}))
    assert difference(need, need) == ()


def test_a_deletion_is_undone_by_its_inverse() -> None:
    need = Need(id=NeedId(uuid4()))
    assert deletion(need).inverse().new == {"_deleted": False}


def test_zero_not_filled_not_known_and_does_not_apply_are_four_things() -> None:
    area = HazardousArea(id=HazardousAreaId(uuid4()))
    forms = [
        flatten(replace(area, priority=0)),
        flatten(area),
        flatten(replace(area, notes=Notes.of({"priority": FieldNote(absence=Absence.UNKNOWN)}))),
        flatten(
            replace(
                area,
                notes=Notes.of(
                    {"priority": FieldNote(absence=Absence.NOT_APPLICABLE, reason="One area only")}
                ),
            )
        ),
    ]
    assert len({orjson.dumps(form) for form in forms}) == 4
    for form in forms:
        assert flatten(unflatten(HazardousArea, area.id, form)) == form


def test_unknown_keys_of_a_newer_version_do_no_harm() -> None:
    need = Need(id=NeedId(uuid4()), code="N-1")
    assert unflatten(Need, need.id, {**flatten(need), "colour": "red", "title@xx#y": 1}) == need


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (int, True),
        (int, "1"),
        (bool, 1),
        (str, 1),
        (Money, [1, "EUR"]),
        (Period, ["2026-02-30", None]),
        (People, [1, 2]),
        (tuple[int, ...], 1),
        (PartialDate, "2026-13"),
        (Decimal, 1),
        (Decimal, "1e5"),
        (Decimal, "1,5"),
        (Decimal, "NaN"),
    ],
)
def test_what_does_not_stand_for_a_value_is_refused(kind: Any, value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        decode(kind, value)


def test_a_type_nobody_declared_is_refused() -> None:
    with pytest.raises(KeyError):
        encode(1.5)


def _plan(make: Any) -> list[Any]:
    plan = Plan(id=PlanId(make()), title=Texts.of({"en": "National plan"}))
    activity = Activity(
        id=ActivityId(make()),
        plan=plan.id,
        code="A4-01",
        cost=Money(100, CurrencyCode("EUR")),
        period=Period(dt.date(2026, 1, 1), None),
        quantity=Quantity(3, "teams"),
    )
    other = replace(activity, id=ActivityId(make()), code="A4-02")
    need = Need(id=NeedId(make()), activity=activity.id, code="N-1")
    return [plan, activity, other, need]


def test_the_content_hash_does_not_depend_on_ids_or_order() -> None:
    first, second = _plan(uuid4), _plan(uuid4)
    random.Random(1).shuffle(second)
    assert content_hash(first) == content_hash(second)


def test_the_content_hash_sees_a_value_a_note_and_a_wrong_link() -> None:
    plan, activity, other, need = _plan(uuid4)
    base = content_hash([plan, activity, other, need])
    noted = replace(plan, notes=Notes.of({"title": FieldNote(remark="seen")}))
    changed = [
        [plan, replace(activity, code="A4-03"), other, need],
        [plan, activity, other, replace(need, activity=other.id)],
        [noted, activity, other, need],
        [plan, activity, other],
    ]
    assert len({base, *(content_hash(records) for records in changed)}) == 5


def test_the_content_hash_sees_how_equal_records_are_shared() -> None:
    plan, activity, _, need = _plan(uuid4)
    twin = replace(activity, id=ActivityId(uuid4()))
    second = replace(need, id=NeedId(uuid4()))
    together = [plan, activity, twin, need, second]
    apart = [plan, activity, twin, need, replace(second, activity=twin.id)]
    assert content_hash(together) != content_hash(apart)


def test_an_edition_tells_about_the_content_and_does_not_change_it() -> None:
    content = _plan(uuid4)
    edition = Edition(id=EditionId(uuid4()), number=1)
    assert content_hash(content) == content_hash([*content, edition])


def test_a_document_finds_records_by_kind_id_and_parent() -> None:
    plan, activity, other, need = _plan(uuid4)
    document = document_of([plan, activity, other, need])
    assert document.of(Activity) == (activity, other)
    assert document.get(Activity, activity.id) == activity
    assert document.get(Need, activity.id) is None
    assert document.get(Need, None) is None
    assert document.children(Need, "activity", activity.id) == (need,)
    assert document.children(Need, "activity", other.id) == ()
    assert document.first(Plan) == plan
    assert document.any(UUID(int=1)) is None


def test_numbers_in_titles_sort_as_numbers() -> None:
    assert sorted(["A4-10", "A4-2", "A3-1"], key=natural) == ["A3-1", "A4-2", "A4-10"]


def test_texts_fall_back_to_english_then_to_what_there_is() -> None:
    texts = Texts.of({"fr": "Enquête", "en": "Survey"})
    assert texts.best("fr") == ("fr", "Enquête")
    assert texts.best("ar") == ("en", "Survey")
    assert Texts.of({"bs": "Anketa"}).best("ar") == ("bs", "Anketa")
    assert Texts().best("ar") is None
    assert texts.put("fr", "") == Texts.of({"en": "Survey"})


def test_people_add_up_and_blank_is_not_zero() -> None:
    assert People(women=1, men=2, girls=0, boys=0).total == 3
    assert People().total is None
    assert People(women=0).total == 0
    assert People(1, 2, 3, 4).is_split
    assert not People(1, 2, 3).is_split


def test_a_period_knows_its_years_only_when_it_is_whole() -> None:
    assert Period(dt.date(2021, 5, 1), dt.date(2023, 1, 1)).years == (2021, 2022, 2023)
    assert Period(dt.date(2021, 5, 1), None).years == ()
    assert kind_of(Need(id=NeedId(uuid4()))).name == "need"


def test_what_is_worked_out_of_a_plan_is_kept_with_it() -> None:
    asked: list[PlanDocument] = []

    def work(document: PlanDocument) -> int:
        asked.append(document)
        return len(asked)

    one, other = PlanDocument(content_hash="1"), PlanDocument(content_hash="2")
    assert [one.once(work), one.once(work), other.once(work)] == [1, 1, 2]
    assert asked == [one, other]
