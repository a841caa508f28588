"""Up to when the facts of a plan reach."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from balance_records import area, obligation, position, release
from bih_plan import bih_document, published_series

from ccmdesk.model.budget import ExchangeRate
from ccmdesk.model.document import document_of
from ccmdesk.model.edition import Edition
from ccmdesk.model.ids import EditionId, ExchangeRateId
from ccmdesk.model.values import PartialDate, Period
from ccmdesk.rules.data_date import latest_fact

TODAY = dt.date(2022, 6, 1)


@pytest.mark.parametrize(
    ("records", "latest"),
    [
        ([], None),
        ([position(2019), release(year=2020)], "2020"),
        ([position(2020), area(found_on=PartialDate("2021-03"))], "2021-03"),
        ([release(period=Period(dt.date(2020, 1, 1), dt.date(2021, 5, 4)))], "2021-05-04"),
        ([release(period=Period(dt.date(2020, 1, 1), None)), release(2)], "2020-01-01"),
        ([position(2022), area(found_on=PartialDate("2022-06-01"))], "2022-06-01"),
        ([position(2022), area(found_on=PartialDate("2022-05-01"))], "2022"),
        ([position(2030), position(2020)], "2020"),
        ([obligation(completed_on=PartialDate("2022-06-02")), position(2020)], "2020"),
    ],
)
def test_the_latest_fact_is_the_last_that_has_happened(
    records: list[Any], latest: str | None
) -> None:
    found = latest_fact(document_of(records), TODAY)
    assert (None if found is None else found.iso) == latest


def test_the_day_of_a_rate_or_of_an_approval_is_no_fact_of_the_situation() -> None:
    rate = ExchangeRate(id=ExchangeRateId(UUID(int=1)), day=TODAY)
    edition = Edition(id=EditionId(UUID(int=2)), approved_on=TODAY)
    assert latest_fact(document_of([position(2019), rate, edition]), TODAY) == PartialDate("2019")


def test_a_paper_made_years_later_knows_how_old_its_facts_are() -> None:
    found = latest_fact(bih_document(*published_series()), dt.date(2026, 11, 28))
    assert found == PartialDate("2023")
