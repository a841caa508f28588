"""Every field of every kind of record is printed, or left out for a reason."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
from every_record import IDS, every_record
from plan_paper import english, packs, request, texts

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Audience, Field, Unit, fields_of, is_reference, item_type
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.values import Money, Texts
from ccmdesk.report.documents.needs_plan import build
from ccmdesk.report.documents.paper import Paper
from ccmdesk.report.documents.sections.not_printed import NOT_PRINTED
from ccmdesk.report.documents.value_cells import value_told

FIELDS = [(kind.record, field) for kind in KINDS for field in fields_of(kind.record)]
PRINTED = [
    (kind, field)
    for kind, field in FIELDS
    if (kind, field.name) not in NOT_PRINTED and field.spec.audience is not Audience.OFFICE
]
LEFT_OUT = [(kind, field) for kind, field in FIELDS if (kind, field) not in PRINTED]


@cache
def whole_text(audience: Audience) -> str:
    return "\n".join(texts(build(request(every_record(), audience=audience))))


@cache
def paper() -> Paper:
    return Paper(every_record(), english(), packs(), Audience.ISU)


def value_of(kind: type, field: Field) -> Any:
    return getattr(paper().document.get(kind, IDS[kind]), field.name)


def readings(field: Field, value: Any) -> list[str]:
    """Return the ways a value may be printed."""
    lang = english()
    shown = [value_told(paper(), field, value).text]
    if field.spec.unit is Unit.SQUARE_METRE:
        shown += [lang.area(value, unit=unit) for unit in AreaUnit]
    if isinstance(value, Money):
        shown.append(lang.amount(value))
    if isinstance(value, dt.date):
        shown.append(lang.date(value))
    return shown


def name_of(case: object) -> str:
    return case.__name__ if isinstance(case, type) else getattr(case, "name", "")


@pytest.mark.parametrize(("kind", "field"), PRINTED, ids=name_of)
def test_a_field_is_printed(kind: type, field: Field) -> None:
    value = value_of(kind, field)
    assert any(shown in whole_text(Audience.ISU) for shown in readings(field, value))


@pytest.mark.parametrize(("kind", "field"), LEFT_OUT, ids=name_of)
def test_a_text_that_is_not_to_be_printed_is_not(kind: type, field: Field) -> None:
    value = value_of(kind, field)
    if field.type is Texts or field.type is str:
        assert not any(shown in whole_text(Audience.ISU) for shown in readings(field, value))


def test_what_is_left_out_is_named_with_a_reason() -> None:
    declared = {(kind, field.name) for kind, field in FIELDS}
    assert set(NOT_PRINTED) <= declared
    assert all(NOT_PRINTED.values())


def test_a_public_paper_does_not_even_name_the_fields_of_a_narrower_circle() -> None:
    narrow = [f for _, f in PRINTED if f.spec.audience is not Audience.PUBLIC]
    assert narrow
    for field in narrow:
        assert field.spec.label in whole_text(Audience.ISU)
        assert field.spec.label not in whole_text(Audience.PUBLIC)


def test_the_fixture_fills_every_field() -> None:
    for kind, field in FIELDS:
        if field.type is int or is_reference(field.type) or item_type(field.type):
            continue
        if isinstance(field.type, type) and issubclass(field.type, Coded):
            assert isinstance(value_of(kind, field), field.type)
