"""What several needs of one activity ask for together, and what needs say that is paid for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from article7_report import REPORT, forms, report_of, said
from plan_paper import paper, request, table, texts
from small_plan import activity, english, euros, line, need, records

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import NeedId
from ccmdesk.model.need import Need, Priority
from ccmdesk.report.blocks import Document, Table
from ccmdesk.report.documents import donor_brief, statement

NBSP = "\N{NO-BREAK SPACE}"


def _sibling(number: int, **fields: Any) -> Need:
    """Return a need of the first activity, whose gap is 240,000."""
    sure = {"title": english(f"Vehicles for team {number}"), "priority": Priority.HIGH}
    return replace(
        need(1), id=NeedId(UUID(int=200 + number)), code=f"N-{number}", **{**sure, **fields}
    )


def _with(*more: Any) -> PlanDocument:
    return document_of([*records(), REPORT, *more])


def _said(document: Document) -> str:
    return " ".join(texts(document)).replace(NBSP, " ")


def test_a_statement_asks_once_for_the_gap_of_an_activity_with_several_needs() -> None:
    told = _said(statement.build(request(_with(_sibling(3), _sibling(4)))))
    assert "Vehicles for team 3" in told
    assert told.count("Not funded yet: EUR 240,000.") == 1


def test_a_report_asks_once_for_the_gap_of_an_activity_with_several_needs() -> None:
    told = said(forms(report_of(_with(_sibling(3), _sibling(4))))["resources_assistance"])
    assert "Vehicles for team 4" in told
    assert told.count(f"Estimated cost: EUR{NBSP}240,000") == told.count("Estimated cost") == 1


def test_page_one_tells_cost_and_gap_of_an_activity_once() -> None:
    found = table(paper(_with(_sibling(3))), "The most urgent needs")
    cells = [[cell.text.replace(NBSP, " ") for cell in row[4:]] for row in found.rows]
    assert cells == [
        ["EUR 300,000", "EUR 240,000"],
        ["Same activity as in row 1."],
        ["EUR 90,000", "Not known"],
    ]
    assert [sum(cell.span for cell in row) for row in found.rows] == [6, 6, 6]


def test_a_brief_tells_the_gap_of_an_activity_once() -> None:
    more = [_sibling(number) for number in (3, 4, 5)]
    brief = donor_brief.build(request(_with(*more)))
    found = table(brief, "Needs after the most urgent ones")
    assert [row[5].text for row in found.rows] == [
        "Not known: a figure is missing",
        "Told above.",
    ]


def test_the_sheet_of_a_need_says_under_which_other_need_the_gap_is_told() -> None:
    document = paper(_with(_sibling(3)))
    name = "N-3 · Vehicles for team 3"
    (sheet,) = [b for b in document.blocks if isinstance(b, Table) and b.alternative == name]
    pairs = [cell.text for row in sheet.rows for cell in row]
    assert pairs[pairs.index("Estimated cost") + 1] == "Part of the funding gap of the activity."
    assert pairs[pairs.index("Funding gap") + 1] == "Told under N-1 · Detectors for team 1."
    assert _said(document).count("Estimated cost * EUR 240,000") == 1


@pytest.mark.parametrize("paid", [90_000, 95_000])
def test_nothing_is_asked_for_a_funded_activity(paid: int) -> None:
    lines = [line(2, BudgetRole.NATIONAL, euros(paid)), line(2, BudgetRole.PLEDGED, euros(0))]
    plan = _with(*lines)
    told = said(forms(report_of(plan))["resources_assistance"])
    assert "Detectors for team 2" in told
    assert told.count("Estimated cost") == 1
    printed = _said(paper(plan))
    assert "Estimated cost The activity is funded." in printed
    assert "Estimated cost * EUR 0" not in printed


def test_a_need_of_another_activity_asks_for_its_own_gap() -> None:
    other = [activity(5, 7_000), need(5), line(5, BudgetRole.NATIONAL, euros(0))]
    plan = _with(*other, line(5, BudgetRole.PLEDGED, euros(0)))
    told = said(forms(report_of(plan))["resources_assistance"])
    assert [f"EUR{NBSP}240,000" in told, f"EUR{NBSP}7,000" in told] == [True, True]
