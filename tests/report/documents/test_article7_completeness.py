"""Every field of a report is printed in its paper, or left out for a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest
from every_record import every_record
from plan_paper import english, packs, request, texts

from ccmdesk.model.document import document_of
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.facts import Audience, Field, fields_of
from ccmdesk.model.values import Texts
from ccmdesk.report.documents.article7 import build
from ccmdesk.report.documents.paper import Paper
from ccmdesk.report.documents.sections.article7.not_printed import NOT_PRINTED
from ccmdesk.report.documents.value_cells import value_told

FIELDS = fields_of(TransparencyReport)
PRINTED = [field for field in FIELDS if (TransparencyReport, field.name) not in NOT_PRINTED]
LEFT_OUT = [field for field in FIELDS if field not in PRINTED]


@cache
def report() -> TransparencyReport:
    """Return a report with every field filled, some of its forms unchanged since another year."""
    found = every_record().first(TransparencyReport)
    assert found is not None
    return replace(found, year=2023, initial=False, unchanged_since=2019, changed_forms="A E J")


@cache
def whole_text() -> str:
    plan = document_of(
        report() if isinstance(one, TransparencyReport) else one
        for found in every_record().records.values()
        for one in found
    )
    return "\n".join(texts(build(request(plan, today=dt.date(2024, 5, 1)))))


def shown(field: Field) -> str:
    paper = Paper(every_record(), english(), packs(), Audience.ISU)
    return value_told(paper, field, getattr(report(), field.name)).text


@pytest.mark.parametrize("field", PRINTED, ids=lambda field: field.name)
def test_a_field_is_printed(field: Field) -> None:
    assert shown(field) in whole_text()


@pytest.mark.parametrize("field", LEFT_OUT, ids=lambda field: field.name)
def test_a_text_that_is_not_to_be_printed_is_not(field: Field) -> None:
    if field.type is Texts or field.type is str:
        assert shown(field) not in whole_text().splitlines()


def test_what_is_left_out_is_named_with_a_reason() -> None:
    assert set(NOT_PRINTED) <= {(TransparencyReport, field.name) for field in FIELDS}
    assert all(NOT_PRINTED.values())
