"""The results page and the list of submissions, from the demonstration to their tables."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.compared_editions import compared
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.db.store import Store
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.check_code import check_code
from ccmdesk.model.edition import Edition
from ccmdesk.model.ids import ActivityId, EditionId, IndicatorId, MeasurementId, MilestoneId
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.packs import Packs
from ccmdesk.model.values import PartialDate, Quantity
from ccmdesk.report.blocks import Document, Table
from ccmdesk.report.documents.kinds import DocumentKind

SINCE = "Since the last submission"


def _paper(store: Store, packs: Packs, author: Author, kind: DocumentKind) -> Document:
    plan, ask = compared(store, store.document(), ExportDocument(kind=kind, language="en"))
    return paper_of(plan, ask, packs=packs, today=author.today)


def _tables(paper: Document, caption: str) -> list[Table]:
    return [b for b in paper.blocks if isinstance(b, Table) and b.caption.startswith(caption)]


def _heads(table: Table) -> list[str]:
    return [cell.text for cell in table.head[0]]


def _add(store: Store, author: Author, record: object) -> None:
    store.apply(difference(None, record), author.stamp(StepKind.ADD))


def test_figures_of_baselines_are_set_like_all_figures(
    demo: Store, packs: Packs, author: Author
) -> None:
    tables = _tables(_paper(demo, packs, author, DocumentKind.RESULTS), "Results:")
    baselines = [row[2].text for table in tables for row in table.rows]
    assert "1,200,000 m² suspected (31 Dec 2020)" in baselines
    assert not any(re.search(r"\d{5}|m2", text) for text in baselines)


def test_a_column_of_what_moved_is_there_only_where_something_was_compared(
    demo: Store, packs: Packs, author: Author
) -> None:
    indicator = demo.document().of(Indicator)[0]
    _add(demo, author, Edition(id=EditionId(new_id()), number=1, dated=dt.date(2026, 1, 1)))
    before = _tables(_paper(demo, packs, author, DocumentKind.RESULTS), "Results:")
    assert not any(SINCE in _heads(table) for table in before)
    _add(
        demo,
        author,
        Measurement(
            id=MeasurementId(new_id()),
            indicator=indicator.id,
            measured_on=PartialDate("2026-05-01"),
            value=Quantity(3, "tasks"),
        ),
    )
    after = _tables(_paper(demo, packs, author, DocumentKind.RESULTS), "Results:")
    moved = [table for table in after if SINCE in _heads(table)]
    assert [row[-1].text for table in moved for row in table.rows if row[-1].text] == [
        "Newly measured"
    ]
    assert all(len(row) == len(_heads(table)) for table in after for row in table.rows)


def test_what_few_survivors_achieved_is_masked_and_not_told_as_unmeasured_or_unchanged(
    demo: Store, packs: Packs, author: Author
) -> None:
    plan = demo.document()
    number = Quantity(3, "survivors")
    work = replace(plan.of(Activity)[0], id=ActivityId(new_id()), quantity=number)
    by_milestone, measured = (
        replace(plan.of(Indicator)[0], id=IndicatorId(new_id()), activity=work.id, target=number)
        for _ in range(2)
    )
    value = Measurement(
        id=MeasurementId(new_id()),
        indicator=measured.id,
        measured_on=PartialDate("2025-05-01"),
        value=Quantity(2, "survivors"),
    )
    step = Milestone(id=MilestoneId(new_id()), activity=work.id, year=2026, achieved=2)
    for record in (work, by_milestone, measured, value, step):
        _add(demo, author, record)
    _add(demo, author, Edition(id=EditionId(new_id()), number=1, dated=dt.date(2026, 1, 1)))
    now = replace(value, value=Quantity(3, "survivors"))
    demo.apply(difference(value, now), author.stamp(StepKind.EDIT))
    ask = ExportDocument(kind=DocumentKind.RESULTS, language="en", masked_below=5)
    plan, ask = compared(demo, demo.document(), ask)
    paper = paper_of(plan, ask, packs=packs, today=author.today)
    rows = [row for table in _tables(paper, "Results:") for row in table.rows]
    told = [row[4:5] + row[6:] for row in rows if row[3].text == "Masked: too few people"]
    assert sorted([cell.text for cell in cells] for cells in told) == [
        ["Masked: too few people"],
        ["Masked: too few people (1 May 2025)"],
    ]


@pytest.mark.parametrize(
    ("code", "shown"), [("0123456789abcdef" * 4, "AERU-KZ4J"), ("typed by hand", "typed by hand")]
)
def test_submissions_are_listed_with_the_check_code_that_papers_print(
    demo: Store, packs: Packs, author: Author, code: str, shown: str
) -> None:
    _add(demo, author, Edition(id=EditionId(new_id()), number=1, check_code=code))
    (table,) = _tables(_paper(demo, packs, author, DocumentKind.CHANGES), "Editions of the plan")
    assert shown == check_code(code)
    assert shown in [cell.text for row in table.rows for cell in row]
