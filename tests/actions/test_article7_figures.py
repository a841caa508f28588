"""The Article 7 report and the needs-and-plan paper of the demonstration say the same numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_boxes import text_boxes
from pdf_reader import written

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.db.store import open_store
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.packs import Packs
from ccmdesk.report.blocks import Document, Heading, Row, Table
from ccmdesk.report.documents.kinds import DocumentKind

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def plan(demo_file: Path) -> PlanDocument:
    with open_store(demo_file, reads_only=True) as store:
        return store.document()


def _paper(plan: PlanDocument, packs: Packs, kind: DocumentKind) -> Document:
    ask = ExportDocument(kind=kind, language="en")
    return paper_of(plan, ask, packs=packs, today=TODAY)


@pytest.fixture(scope="module")
def report(plan: PlanDocument, packs: Packs) -> Document:
    return _paper(plan, packs, DocumentKind.ARTICLE7)


@pytest.fixture(scope="module")
def needs_plan(plan: PlanDocument, packs: Packs) -> Document:
    return _paper(plan, packs, DocumentKind.NEEDS_PLAN)


def _table(document: Document, name: str) -> Table:
    (found,) = [
        block
        for block in document.blocks
        if isinstance(block, Table) and block.alternative.startswith(name)
    ]
    return found


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row]


def _by_year(table: Table) -> Iterator[list[str]]:
    return (_texts(row) for row in table.rows)


def test_land_released_is_the_same_by_year_and_kind(report: Document, needs_plan: Document) -> None:
    here, there = (
        _table(report, "Land released, year by year"),
        _table(needs_plan, "Land released by year"),
    )
    assert list(_by_year(here)) == list(_by_year(there))
    assert _texts(here.totals[0])[-1] == "3.19\u00a0km²"
    said = [block.text for block in needs_plan.blocks if hasattr(block, "text")]
    assert any("3.19\u00a0km²" in text for text in said)


def test_stockpiles_destroyed_are_the_same(report: Document, needs_plan: Document) -> None:
    (here,) = _table(report, "Cluster munitions destroyed").rows
    (there,) = _table(needs_plan, "Cluster munitions and submunitions held").rows
    assert _texts(here)[2:4] == ["445", "148,059"]
    assert [_texts(there)[2], _texts(there)[5]] == ["445", "148,059"]


def _figure(amount: str) -> str:
    """Return an amount without its currency."""
    return amount.rsplit(maxsplit=1)[-1]


def test_money_spent_and_received_is_the_same_by_year(
    report: Document, needs_plan: Document
) -> None:
    there = list(_by_year(_table(needs_plan, "Flows of assistance, record by record")))
    for title, direction in (
        ("Assistance received, year by year", "Assistance received"),
        ("National resources spent, year by year", "National resources"),
    ):
        here = [(year, _figure(amount)) for year, amount in _by_year(_table(report, title))]
        assert here == [(row[0], _figure(row[2])) for row in there if row[1] == direction]
        assert len(here) == 5


def test_casualties_are_the_same(report: Document, needs_plan: Document) -> None:
    (here,) = _table(report, "Casualties of all years together").rows
    (there,) = _table(needs_plan, "Casualties").rows
    assert "195" in _texts(here)
    assert "195" in _texts(there)


def test_the_report_of_the_demonstration_is_about_2023_and_gives_no_finding(
    plan: PlanDocument, packs: Packs, report: Document
) -> None:
    (record,) = plan.of(TransparencyReport)
    assert record.year == 2023
    found = plan_findings(plan, packs=packs, today=TODAY)
    assert [one for one in found if one.record == record.id] == []
    letters = [
        block.text[5] for block in report.blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert letters == list("ABFGHIJ")
    assert report.banner


def test_what_the_report_of_the_demonstration_says_is_marked_as_invented(
    plan: PlanDocument,
) -> None:
    (record,) = plan.of(TransparencyReport)
    assert "(illustrative)" in (record.measures.get("en") or "")
    assert "(illustrative)" in (record.other_matters.get("en") or "")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_unit_stands_on_a_line_without_its_figure(
    plan: PlanDocument, packs: Packs, language: str
) -> None:
    ask = ExportDocument(kind=DocumentKind.ARTICLE7, language=language)
    paper = paper_of(plan, ask, packs=packs, today=TODAY)
    lines = [box.text.strip() for page in text_boxes(written(paper)) for box in page]
    assert [line for line in lines if line in {"m²", "м²", "km²", "км²"}] == []
    assert [line for line in lines if line.endswith(("m²", "м²"))]


def test_the_costed_budget_of_a_request_ends_with_the_sums_of_its_article(
    plan: PlanDocument, packs: Packs
) -> None:
    request = _paper(plan, packs, DocumentKind.EXTENSION_REQUEST)
    costed = _table(request, "Cost of each activity by year")
    (total,) = costed.totals
    (ours,) = _table(request, "Needed, covered and missing by year").totals
    assert _texts(total)[0] == "Total"
    assert _texts(total)[-3:] == [ours[1].text, ours[2].text, ours[-1].text]
    of_years = [int(text.replace(",", "")) for text in _texts(total)[2:-3]]
    assert sum(of_years) == int(ours[1].text.replace(",", ""))


def test_who_pays_has_the_same_name_in_the_report_and_in_the_plan(
    report: Document, needs_plan: Document
) -> None:
    shares = _table(report, "National resources allocated")
    assert [cell.text for cell in shares.head[0]][2] == "Budget or donor"
    named = {row[2].text for row in shares.rows}
    funders = _table(needs_plan, "Contributions by budget or donor")
    assert "State budget (illustrative)" in named
    assert named <= {row[0].text for row in funders.rows}
