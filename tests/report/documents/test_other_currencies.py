"""A pledge in another currency than the need is told as it is, with its donor, and never added."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from plan_paper import paper, request, table, texts
from small_plan import DUTY, activity, line, records

from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import ExtensionRequest
from ccmdesk.model.ids import ExtensionId, ExtensionRequestId
from ccmdesk.model.state import Extension, ExtensionStatus
from ccmdesk.model.values import Money
from ccmdesk.report.blocks import Document, KeyFigures
from ccmdesk.report.documents import concept_note, extension_request, statement
from ccmdesk.rules.key_figures import key_figures

NBSP = "\N{NO-BREAK SPACE}"
USD, BAM = CurrencyCode("USD"), CurrencyCode("BAM")


def _given(role: BudgetRole, amount: int, currency: CurrencyCode, **fields: Any) -> BudgetLine:
    return replace(line(2, role, Money(100 * amount, currency)), **fields)


def _plan(*more: Any) -> PlanDocument:
    return document_of([*records(), *more])


PLEDGE = _given(BudgetRole.PLEDGED, 50_000, USD, funder="Donor A")
OWN = _given(BudgetRole.NATIONAL, 20_000, BAM, funder="State budget")


def _said(document: Document) -> str:
    return " ".join(texts(document)).replace(NBSP, " ")


def test_a_pledge_in_dollars_for_a_need_in_euros_is_told_in_dollars_with_its_donor() -> None:
    document = paper(_plan(PLEDGE))
    said = _said(document)
    assert "Others have pledged EUR 0, USD 50,000." in said
    assert "National contribution: not stated; pledged from abroad: USD 50,000" in said
    donors = table(document, "Contributions by budget or donor, in EUR")
    assert [cell.text.replace(NBSP, " ") for cell in donors.rows[-1]] == [
        "Donor A",
        "Pledged from abroad",
        "USD 50,000",
        "USD 50,000",
    ]


def test_the_tables_of_a_paper_name_the_currency_of_what_they_do_not_add() -> None:
    document = paper(_plan(PLEDGE, OWN))
    page_one = table(document, "Cost and funding gap by year, in EUR")
    last = {row[0].text: row[-2].text.replace(NBSP, " ") for row in page_one.rows}
    assert last["Pledged from abroad"] == "USD 50,000"
    assert last["National contribution"] == "BAM 20,000"
    assert last["Needed, gap not known"] == "90,000"
    (whole,) = table(document, "Needed, covered and missing by article, in EUR").totals
    assert [cell.text.replace(NBSP, " ") for cell in whole[1:]] == [
        "390,000",
        "EUR 60,000, BAM 20,000",
        "EUR 0, USD 50,000",
        "Not stated",
        "90,000",
        "240,000",
    ]
    shares = table(document, "National and external contributions by year, in EUR").rows[-1]
    assert [cell.text.replace(NBSP, " ") for cell in shares] == [
        "Not by year",
        "BAM 20,000",
        "USD 50,000",
        "Not known",
    ]


def test_a_share_that_leaves_out_another_currency_is_no_share() -> None:
    document = paper(_plan(OWN))
    (figures,) = [b for b in document.blocks if isinstance(b, KeyFigures)]
    assert figures.figures[2].value.replace(NBSP, " ") == "EUR 60,000, BAM 20,000"
    assert "not stated" not in figures.figures[2].note
    assert "The State pays EUR 60,000, BAM 20,000 itself." in _said(document)


def test_why_a_gap_is_not_known_is_said_as_it_is() -> None:
    said = _said(concept_note.build(request(_plan(PLEDGE, OWN))))
    assert "1 activity does not state all its means in the currency of what it needs." in said
    criteria = _said(paper(_plan(PLEDGE, OWN)))
    assert "some years or another currency do not fit together" in criteria
    assert "Not known: a figure is missing" not in criteria
    assert "what partners have pledged is not stated" not in criteria
    assert "the national contribution is not stated" not in criteria


def test_a_statement_says_what_the_state_pays_in_its_own_currency() -> None:
    said = _said(statement.build(request(_plan(OWN))))
    assert "We pay EUR 60,000, BAM 20,000 ourselves." in said


def test_a_request_costs_its_activities_in_the_currencies_of_their_means() -> None:
    asked = Extension(
        id=ExtensionId(UUID(int=8_001)),
        obligation=DUTY.id,
        status=ExtensionStatus.DRAFT,
        requested_until=dt.date(2029, 5, 1),
    )
    made = ExtensionRequest(id=ExtensionRequestId(UUID(int=8_002)), extension=asked.id)
    document = extension_request.build(request(_plan(OWN, asked, made)))
    costs = table(document, "Cost of each activity by year, in EUR")
    assert costs.rows[1][-2].text.replace(NBSP, " ") == "BAM 20,000"
    assert costs.totals[0][-2].text.replace(NBSP, " ") == "EUR 60,000, BAM 20,000"


def test_a_need_in_two_currencies_is_told_in_both_and_a_cost_told_again_once() -> None:
    euros = replace(line(3, BudgetRole.NEEDED, Money(1_000_00, CurrencyCode("EUR")), 2022))
    dollars = replace(line(3, BudgetRole.NEEDED, Money(2_000_00, USD), 2023))
    bare = replace(activity(3, 0), cost=None)
    assert "In all EUR 391,000, USD 2,000 are needed." in _said(paper(_plan(bare, euros, dollars)))
    again = replace(line(2, BudgetRole.NEEDED, Money(99_000_00, USD), 2022))
    assert "In all EUR 390,000 are needed." in _said(paper(_plan(again)))


def test_the_figures_that_are_compared_hold_what_is_pledged_in_other_currencies() -> None:
    figures = {
        (one.name.msgid.rpartition("\4")[2], one.value)
        for one in key_figures(_plan(PLEDGE))
        if one.name.values.get("currency") == USD
    }
    assert figures == {("Pledged from abroad, {currency}", Money(50_000_00, USD))}
