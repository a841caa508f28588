"""What is completed or was stopped is no longer asked for, and papers say what they leave out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from article7_report import report_of, with_report
from plan_paper import paper, request, table, texts
from small_plan import DUTY, activity, need, records

from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import ExtensionRequest
from ccmdesk.model.ids import ExtensionId, ExtensionRequestId
from ccmdesk.model.need import Need
from ccmdesk.model.state import Article, Extension, ExtensionStatus
from ccmdesk.model.values import Money
from ccmdesk.report.blocks import Document, KeyFigures, ListItems
from ccmdesk.report.documents import (
    concept_note,
    donor_brief,
    extension_request,
    needs_plan,
    statement,
)
from ccmdesk.rules.inherit import effective
from ccmdesk.rules.matches import matching

NBSP = "\N{NO-BREAK SPACE}"
OVER = (ActivityStatus.COMPLETED, ActivityStatus.STOPPED)
ASKED = "Detectors for team 1"
LEFT_OUT = "1 activity is completed or stopped and is not counted; it needed EUR 300,000."


def _plan(status: ActivityStatus | None, *more: Any, every: bool = False) -> PlanDocument:
    """Return the small plan with its first activity, or *every* one, in *status*."""
    found = [*records(), *more]
    first = next(one for one in found if isinstance(one, Activity))
    return document_of(
        replace(one, status=status)
        if one is first or (every and isinstance(one, Activity))
        else one
        for one in found
    )


def _said(document: Document) -> str:
    return " ".join(texts(document)).replace(NBSP, " ")


@pytest.mark.parametrize("status", OVER)
@pytest.mark.parametrize("build", [needs_plan.build, concept_note.build, statement.build])
def test_the_money_of_what_is_over_is_not_asked_for(build: Any, status: ActivityStatus) -> None:
    going = _said(build(request(_plan(ActivityStatus.IN_PROGRESS))))
    assert "240,000" in going
    assert "completed or stopped" not in going
    said = _said(build(request(_plan(status))))
    assert "EUR 240,000" not in said
    assert LEFT_OUT in said


def test_page_one_and_the_tables_tell_the_money_of_what_goes_on() -> None:
    document = paper(_plan(ActivityStatus.STOPPED))
    (figures,) = [b for b in document.blocks if isinstance(b, KeyFigures)]
    assert figures.figures[1].value == "90,000"
    assert figures.figures[1].note == "1 activity is completed or stopped and is not counted."
    for caption in ("year", "article", "kind of support"):
        found = table(document, f"Needed, covered and missing by {caption}, in EUR")
        assert found.totals[0][1].text == "90,000"
    assert "Contributions by budget or donor" not in _said(document)


@pytest.mark.parametrize("status", OVER)
@pytest.mark.parametrize("build", [donor_brief.build, concept_note.build, statement.build])
def test_help_for_what_is_over_is_not_asked_for(build: Any, status: ActivityStatus) -> None:
    assert ASKED in _said(build(request(_plan(ActivityStatus.PLANNED))))
    said = _said(build(request(_plan(status))))
    assert ASKED not in said
    assert "Detectors for team 2" in said


def test_the_paper_of_needs_says_which_are_no_longer_asked_for() -> None:
    said = _said(paper(_plan(ActivityStatus.COMPLETED)))
    ended = "No longer asked for, because the activity is completed or stopped: "
    assert f"{ended}N-1 {ASKED}." in said.replace(" · ", " ")
    assert "Not asked for: the activity is completed or stopped." in said


def test_the_outline_of_article_6_names_no_programme_that_is_over() -> None:
    clinic = replace(activity(5, 0, title="Fitting of prostheses"), article=Article.VICTIMS)
    for status, told in ((None, True), (ActivityStatus.STOPPED, False)):
        document = paper(document_of([*records(), replace(clinic, status=status)]))
        items = [
            item.text for one in document.blocks if isinstance(one, ListItems) for item in one.items
        ]
        assert any("Fitting of prostheses" in text for text in items) is told


def test_a_report_under_article_7_asks_for_nothing_that_is_over() -> None:
    found = with_report()
    assert ASKED in _said(report_of(found))
    first = next(iter(found.of(Activity)))
    ended = replace(first, status=ActivityStatus.STOPPED)
    kept = [one for kind in found.records.values() for one in kind if one is not first]
    assert ASKED not in _said(report_of(document_of([*kept, ended])))


def test_a_request_costs_what_goes_on_and_says_what_it_leaves_out() -> None:
    asked = Extension(
        id=ExtensionId(UUID(int=8_001)),
        obligation=DUTY.id,
        status=ExtensionStatus.DRAFT,
        requested_until=dt.date(2029, 5, 1),
    )
    made = ExtensionRequest(id=ExtensionRequestId(UUID(int=8_002)), extension=asked.id)
    plan = _plan(ActivityStatus.COMPLETED, asked, made)
    document = extension_request.build(request(plan))
    costs = table(document, "Cost of each activity by year, in EUR")
    assert [row[0].text for row in costs.rows] == ["A4-02"]
    assert costs.totals[0][-3].text == "90,000"
    assert _said(document).count(LEFT_OUT) >= 2


def test_where_all_work_is_over_nothing_is_needed_and_nothing_seems_not_entered() -> None:
    plan = _plan(ActivityStatus.COMPLETED, every=True)
    for document in (paper(plan), donor_brief.build(request(plan)), statement.build(request(plan))):
        said = _said(document)
        assert "No cost and no budget line is entered." not in said
        assert "No need for assistance is entered." not in said
        assert "0 are missing" not in said
    said = _said(paper(plan))
    assert (
        "2 activities are completed or stopped and are not counted; they needed EUR 390,000."
        in said
    )
    assert "No need for assistance is open." in said
    assert "EUR 240,000" not in said


def test_what_is_over_in_another_currency_is_told_with_the_first() -> None:
    dollars = replace(
        activity(7, 0), cost=Money(5_000_00, CurrencyCode("USD")), status=ActivityStatus.STOPPED
    )
    said = _said(paper(_plan(None, dollars)))
    assert "1 activity is completed or stopped and is not counted; it needed USD 5,000." in said
    assert "Amounts in USD" not in said


def test_a_need_that_hangs_on_what_is_over_takes_no_cost_and_is_not_matched() -> None:
    plan = _plan(ActivityStatus.STOPPED)
    first = next(one for one in plan.of(Need) if one.code == need(1).code)
    assert effective(first, plan).cost is None
    waiting = matching(plan, today=dt.date(2022, 6, 1)).not_offered
    assert [one.code for one in waiting] == ["N-2"]
