"""An obligation with a day of completion is told as completed, also where its status was left."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from article7_report import REPORT, forms, report_of, said
from plan_paper import paper, request, table, texts
from small_plan import DUTY, changed, records

from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.state import Duty, Obligation, ObligationStatus
from ccmdesk.model.values import PartialDate
from ccmdesk.report.blocks import Document, Paragraph
from ccmdesk.report.documents import concept_note, extension_request, statement

NAME = "Article 4.1 (a): clear remnants present at entry into force"
LATE = dt.date(2022, 5, 1)


def _left_open(status: ObligationStatus | None = ObligationStatus.OPEN) -> PlanDocument:
    """Return the plan whose obligation was completed before its deadline, which has passed."""
    done = PartialDate("2022-03-31")
    return changed(Obligation, status=status, deadline=LATE, completed_on=done)


def _said(document: Document) -> str:
    return " ".join(texts(document)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("status", [ObligationStatus.OPEN, ObligationStatus.UNKNOWN, None])
def test_a_statement_tells_that_it_was_completed(status: ObligationStatus | None) -> None:
    told = _said(statement.build(request(_left_open(status))))
    assert "This obligation was completed: 31 March 2022." in told
    assert "Our deadline" not in told
    assert "Olive groves" not in told


def test_the_needs_and_plan_paper_tells_no_deadline_that_was_missed() -> None:
    document = paper(_left_open())
    told = _said(document)
    assert "Overdue" not in told
    assert "the deadline in force is" not in told
    assert "Deadline of Article 4:" not in told
    assert told.count("This obligation was completed: 31 March 2022.") == 1
    duties = table(document, "Obligations and the deadlines in force")
    assert [cell.text for cell in duties.rows[0]][1] == "Completed"
    clocks = table(document, "Clocks of the Convention")
    assert [row[2].text for row in clocks.rows] == ["Done"]


def test_a_concept_note_and_a_request_name_it_as_completed() -> None:
    for builder in (concept_note, extension_request):
        told = _said(builder.build(request(_left_open())))
        assert "Overdue" not in told
    duties = table(
        concept_note.build(request(_left_open())), "Obligations and the deadlines in force"
    )
    assert duties.rows[0][1].text == "Completed"


def test_form_b_reports_the_programme_as_completed() -> None:
    stocks = replace(DUTY, duty=Duty.ARTICLE_3, deadline=LATE, completed_on=PartialDate("2021-12"))
    kept = [one for one in records() if one is not DUTY]
    told = said(forms(report_of(document_of([*kept, stocks, REPORT])))["stockpiles"])
    assert "Status\nCompleted\n" in told
    assert "Open" not in told


def test_an_obligation_that_is_open_is_still_told_as_overdue() -> None:
    document = paper(changed(Obligation, deadline=LATE))
    clocks = table(document, "Clocks of the Convention")
    assert "Overdue" in [row[2].text for row in clocks.rows]
    told = " ".join(
        one.text
        for one in statement.build(request(changed(Obligation, deadline=LATE))).blocks
        if isinstance(one, Paragraph)
    )
    assert "Our deadline: 1 May 2022." in told.replace("\N{NO-BREAK SPACE}", " ")
