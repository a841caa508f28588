"""The budget of a paper tells totals in the reporting currency, beside those of each currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from plan_paper import paper
from small_plan import changed

from ccmdesk.model.budget import ExchangeRate
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import ExchangeRateId
from ccmdesk.model.plan import Plan
from ccmdesk.report.blocks import Document, Paragraph, Table

BAM = CurrencyCode("BAM")
INTO = "All currencies, converted into BAM"


def _table(document: Document, caption: str) -> Table | None:
    found = (block for block in document.blocks if isinstance(block, Table))
    return next((table for table in found if table.caption == caption), None)


def _plan(day: dt.date) -> PlanDocument:
    document = changed(Plan, reporting_currency=BAM)
    rate = ExchangeRate(
        id=ExchangeRateId(UUID(int=77)),
        from_currency=CurrencyCode("EUR"),
        to_currency=BAM,
        rate=Decimal("1.95583"),
        day=day,
    )
    records = [record for found in document.records.values() for record in found]
    return document_of([*records, rate])


def _said(document: Document) -> str:
    return " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def test_a_converted_total_stands_beside_the_others_with_its_rate_and_day() -> None:
    document = paper(_plan(dt.date(2020, 1, 2)))
    table = _table(document, INTO)
    assert table is not None
    assert [row[0].text for row in table.rows] == ["EUR"]
    assert "Converted at 1 EUR = 1.95583 BAM, 2 January 2020, source not named." in _said(document)
    assert _table(document, "Exchange rates on record") is not None
    assert any("Amounts in EUR" in getattr(block, "text", "") for block in document.blocks)


def test_an_amount_without_a_rate_is_listed_as_not_converted() -> None:
    document = paper(_plan(dt.date(2099, 1, 2)))
    table = _table(document, INTO)
    assert table is not None
    ((*_, needed, gap),) = table.rows
    assert (needed.text, gap.text) == ("Not converted", "Not converted")
    assert "Not converted, because no exchange rate up to" in _said(document)


def test_without_a_reporting_currency_nothing_is_converted() -> None:
    assert _table(paper(changed(Plan, reporting_currency=None)), INTO) is None
