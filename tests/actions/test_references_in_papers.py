"""What a paper refers to stands in it: annexes, paragraphs, sources, forms by their titles."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.db.store import Store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import ExtensionRequest, TransparencyReport
from ccmdesk.model.evidence import Source
from ccmdesk.model.ids import MeasurementId
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import Obligation
from ccmdesk.model.values import FieldNote, Notes, PartialDate, Quantity, Texts
from ccmdesk.report.blocks import Document, Heading, Paragraph, Table
from ccmdesk.report.charts import TimeLine
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.report.documents.length import texts_of
from ccmdesk.rules.funding import all_funding
from ccmdesk.rules.funding_totals import totals

TODAY = dt.date(2026, 6, 1)
KINDS = pytest.mark.parametrize("kind", DocumentKind, ids=lambda kind: kind.value)


def _paper(store: Store, packs: Packs, kind: DocumentKind, language: str = "en") -> Document:
    ask = ExportDocument(kind=kind, language=language)
    return paper_of(store.document(), ask, packs=packs, today=TODAY)


def _said(paper: Document) -> str:
    return "\n".join(text for block in paper.blocks for text in texts_of(block))


def _tables(paper: Document, caption: str) -> list[Table]:
    return [b for b in paper.blocks if isinstance(b, Table) and b.caption.startswith(caption)]


def _written(store: Store, author: Author, old: object, new: object) -> None:
    store.apply(difference(old, new), author.stamp(StepKind.EDIT))


@KINDS
def test_an_annex_that_is_referred_to_is_there(
    demo: Store, packs: Packs, kind: DocumentKind
) -> None:
    paper = _paper(demo, packs, kind)
    heads = " ".join(b.text for b in paper.blocks if isinstance(b, Heading))
    named = set(re.findall(r"\bannex ([IVX]+|[A-F])\b", _said(paper)))
    assert [one for one in named if f"Annex {one}." not in heads] == []


@KINDS
def test_numbers_of_sources_stand_only_where_the_sources_are_listed(
    demo: Store, packs: Packs, kind: DocumentKind
) -> None:
    paper = _paper(demo, packs, kind)
    listed = {row[0].text for t in _tables(paper, "Sources of the figures") for row in t.rows}
    assert set(re.findall(r"\[(\d+)\]", _said(paper))) <= listed


@KINDS
def test_no_key_of_the_forms_is_shown_to_a_reader(
    demo: Store, packs: Packs, kind: DocumentKind
) -> None:
    assert not [key for key in packs.forms if key in _said(_paper(demo, packs, kind))]


@pytest.mark.parametrize("kind", [DocumentKind.NEEDS_PLAN, DocumentKind.EXTENSION_REQUEST])
def test_the_paragraph_that_tells_the_problem_is_the_one_referred_to(
    demo: Store, packs: Packs, kind: DocumentKind
) -> None:
    paper = _paper(demo, packs, kind)
    found = re.search(r"is told on page one, paragraphs? ([\d, ]+)\.", _said(paper))
    assert found is not None
    by_number = {b.number: b.text for b in paper.blocks if isinstance(b, Paragraph)}
    told = [by_number[f"{number}."] for number in found.group(1).split(", ")]
    problems = [ENGLISH.value(one.problem) for one in demo.document().of(Obligation)]
    assert told
    assert [text for text in told if text not in problems] == []


def test_without_a_problem_the_request_refers_to_no_paragraph(
    demo: Store, packs: Packs, author: Author
) -> None:
    for one in demo.document().of(Obligation):
        _written(demo, author, one, replace(one, problem=type(one.problem)()))
    said = _said(_paper(demo, packs, DocumentKind.EXTENSION_REQUEST))
    assert demo.document().of(ExtensionRequest)
    assert "on page one, paragraph" not in said


def test_the_request_of_one_article_forecasts_no_other(demo: Store, packs: Packs) -> None:
    paper = _paper(demo, packs, DocumentKind.EXTENSION_REQUEST)
    said = _said(paper)
    assert "Article 4: clearance and risk reduction education. The obligation was" in said
    assert "Article 3: stockpile destruction. The obligation was" not in said
    assert _tables(paper, "Forecast by article") == []


def test_the_request_of_one_article_tells_its_own_money_and_needs_alone(
    demo: Store, packs: Packs
) -> None:
    """Annexes and sums of a request under Article 4 leave out what is not its subject."""
    paper, whole = (_paper(demo, packs, kind) for kind in
                    (DocumentKind.EXTENSION_REQUEST, DocumentKind.NEEDS_PLAN))  # fmt: skip
    (ours,) = [row for table in _tables(whole, "Needed, covered and missing by article")
               for row in table.rows if row[0].text.startswith("Article 4")]  # fmt: skip
    for caption in ("by year, in EUR", "by kind of support, in EUR"):
        (table,) = _tables(paper, f"Needed, covered and missing {caption}")
        (total,) = table.totals
        assert [cell.text for cell in total][1:] == [cell.text for cell in ours][1:]
    said = _said(paper)
    assert f"In all EUR\N{NO-BREAK SPACE}{ours[1].text} are needed." in said
    assert not re.search(r"\b[NA][35]-\d\d · ", said)
    assert re.search(r"\bN4-\d\d · ", said)
    (line,) = [block for block in paper.blocks if isinstance(block, TimeLine)]
    assert [group.title[:9] for group in line.groups] == ["Article 4"]
    assert not [mark for mark in line.marks if "Article 3" in mark.label]
    assert "This letter is not part of a request under Article 4." in said
    assert "This letter is not part" not in _said(whole)


def test_the_evidence_of_a_result_names_its_source(
    demo: Store, packs: Packs, author: Author
) -> None:
    plan = demo.document()
    source = plan.of(Source)[0]
    measured = Measurement(
        id=MeasurementId(new_id()),
        indicator=plan.of(Indicator)[0].id,
        measured_on=PartialDate("2026-05-01"),
        value=Quantity(3, "tasks"),
        evidence=Texts.of({"en": "certificate 7"}),
        notes=Notes.of({"value": FieldNote(source=str(source.id))}),
    )
    _written(demo, author, None, measured)
    paper = _paper(demo, packs, DocumentKind.RESULTS)
    shown = [row[5].text for table in _tables(paper, "Results:") for row in table.rows]
    (found,) = [text for text in shown if text.startswith("certificate 7")]
    assert ENGLISH.value(source.title) in found


def test_a_report_without_a_date_of_submission_declares_nothing(
    demo: Store, packs: Packs, author: Author
) -> None:
    declared = _said(_paper(demo, packs, DocumentKind.ARTICLE7))
    assert "Nothing to declare in this part for the year 2023." in declared
    for report in demo.document().of(TransparencyReport):
        _written(demo, author, report, replace(report, submitted_on=None))
    draft = _said(_paper(demo, packs, DocumentKind.ARTICLE7))
    assert "Nothing to declare" not in draft
    assert "Nothing is entered in this part for the year 2023 yet." in draft
    assert draft.count("Nothing is entered") == declared.count("Nothing to declare")


def test_a_statement_says_where_the_gap_is_known_only_in_part(demo: Store, packs: Packs) -> None:
    (found,) = totals(demo.document(), all_funding(demo.document()))
    assert found.total.unknown
    said = _said(_paper(demo, packs, DocumentKind.STATEMENT))
    assert "As far as it is known, EUR\N{NO-BREAK SPACE}1,102,275 are missing." in said
    assert "are not funded yet" not in said
