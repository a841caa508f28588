"""Every paper in every language and format, from the demonstration and from a big plan."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from big_plan import BIG, SMALL, Size, before_of, big_plan
from block_texts import passages
from docx_reader import docx_of
from figures_read import block_figures, docx_figures, figures_in, pdf_figures
from page_boxes import text_boxes
from paper_faults import faults
from pdf_reader import written
from sample_paper import cells, paper
from table_strips import crossed_columns

from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.db.store import open_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.packs import Packs
from ccmdesk.report.blocks import Column, Document, Paragraph, Table
from ccmdesk.report.documents.kinds import DocumentKind

LONG = os.environ.get("CCMDESK_LONG") == "1"
long = pytest.mark.skipif(not LONG, reason="CCMDESK_LONG=1 writes papers of thousands of pages")
TODAY = dt.date(2026, 3, 2)
PAPERS = [(kind, language) for kind in DocumentKind for language in SHIPPED]
ROTATED = [
    (kind, list(SHIPPED)[(n + step) % len(SHIPPED)])
    for n, kind in enumerate(DocumentKind)
    for step in ((3, 5) if n > 1 else (3,))
]
MOST_PAGES = {Size(40, 12, 36): 400, BIG: 10_000}
IN_WORDS = ("Speaking time", "Outlines: Natural Earth")
"""How these begin that count otherwise in each language: minutes, and 1:50 million."""


def paper_named(case: object) -> str:
    return case.value if isinstance(case, DocumentKind) else str(case)


@cache
def plan_of(language: str, size: Size) -> PlanDocument:
    return big_plan(language, size)


def asked(
    plan: PlanDocument, kind: DocumentKind, language: str, packs: Packs, *, first: bool = True
) -> Document:
    before = None if first else before_of(plan)
    meeting = plan.of(Meeting)[0].id
    ask = ExportDocument(kind=kind, language=language, meeting=meeting, before=before)
    return paper_of(plan, ask, packs=packs, today=TODAY)


def check_whole(document: Document, *, most_pages: int) -> None:
    """Write a paper both ways and read it back: nothing lost, missing or covered."""
    data = written(document)
    pages = list(text_boxes(data))
    assert faults(pages) == []
    assert crossed_columns(data, pages) == []
    assert len(pages) <= most_pages
    wanted = block_figures(document)
    assert differences(wanted, pdf_figures(pages)) == {}
    assert differences(wanted, docx_figures(docx_of(document))) == {}


def differences(one: Counter[str], other: Counter[str]) -> dict[str, int]:
    return {n: other[n] - one[n] for n in one.keys() | other.keys() if one[n] != other[n]}


def shared_figures(document: Document, english: Document) -> Counter[str]:
    """Return the figures of two digits and more that do not depend on the language.

    One and two may be words, and paragraphs of articles are named in another order.
    """
    left_out = [
        n
        for n, one in enumerate(passages(english))
        if one.text.split("\t")[-1].startswith(IN_WORDS)
    ]
    texts = [one.text for n, one in enumerate(passages(document)) if n not in left_out]
    return Counter({n: k for n, k in figures_in(texts).items() if len(n) > 1})


@pytest.fixture(scope="module")
def demonstration(demo_file: Path) -> PlanDocument:
    with open_store(demo_file, reads_only=True) as store:
        return store.document()


@pytest.mark.parametrize(("kind", "language"), ROTATED, ids=paper_named)
def test_a_plan_with_every_field_full_is_written_whole(
    kind: DocumentKind, language: str, packs: Packs
) -> None:
    document = asked(plan_of(language, SMALL), kind, language, packs, first=False)
    check_whole(document, most_pages=MOST_PAGES[SMALL])


@pytest.mark.parametrize("kind", DocumentKind, ids=paper_named)
def test_a_full_plan_has_the_same_figures_in_every_language(
    kind: DocumentKind, packs: Packs
) -> None:
    languages = tuple(SHIPPED) if LONG else ("ar", "ru", "zh")
    assert differing_languages(kind, languages, SMALL, packs) == {}


@long
@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", DocumentKind, ids=paper_named)
def test_five_thousand_areas_have_the_same_figures_in_every_language(
    kind: DocumentKind, packs: Packs
) -> None:
    plan_of.cache_clear()
    assert differing_languages(kind, tuple(SHIPPED), BIG, packs) == {}


def differing_languages(
    kind: DocumentKind, languages: tuple[str, ...], size: Size, packs: Packs
) -> dict[str, dict[str, int]]:
    """Return the figures that a paper has more or less often than in English, by language."""
    english = asked(plan_of("en", size), kind, "en", packs)
    wanted = shared_figures(english, english)
    found = {}
    for language in languages:
        document = asked(plan_of(language, size), kind, language, packs)
        found[language] = differences(wanted, shared_figures(document, english))
    return {language: differs for language, differs in found.items() if differs}


@pytest.mark.parametrize("kind", DocumentKind, ids=paper_named)
def test_the_demonstration_is_written_whole(
    kind: DocumentKind, packs: Packs, demonstration: PlanDocument
) -> None:
    english = asked(demonstration, kind, "en", packs)
    place = list(DocumentKind).index(kind)
    for language in SHIPPED if LONG else (list(SHIPPED)[place],):
        document = asked(demonstration, kind, language, packs)
        check_whole(document, most_pages=100)
        wanted = shared_figures(english, english)
        assert differences(wanted, shared_figures(document, english)) == {}, language


@long
@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("kind", "language"), PAPERS, ids=paper_named)
def test_a_plan_of_five_thousand_areas_is_written_whole(
    kind: DocumentKind, language: str, packs: Packs
) -> None:
    plan_of.cache_clear()
    document = asked(plan_of(language, BIG), kind, language, packs, first=False)
    check_whole(document, most_pages=MOST_PAGES[BIG])


def test_the_big_plan_fills_every_field_and_is_the_same_each_time() -> None:
    one, again = big_plan("ar", SMALL), big_plan("ar", SMALL)
    assert one == again
    for kind in KINDS:
        for field in fields_of(kind.record):
            values = [getattr(record, field.name) for record in one.of(kind.record)]
            filled = {"whole_programme", "all_years", "digits", "month_names", "calendar_label"}
            assert field.name in filled | {"after"} or all(v not in {None, ""} for v in values)


def test_the_reader_sees_texts_that_cover_each_other_or_leave_the_page() -> None:
    (boxes,) = text_boxes(written(paper("en", (Paragraph("one"), Paragraph("two")))))
    one, two = (next(box for box in boxes if box.text == text) for text in ("one", "two"))
    assert faults([boxes]) == []
    two.top, two.bottom = one.top + 1, one.bottom + 1
    assert [fault[8:] for fault in faults([boxes])] == ["“two” and “one” cover each other"]
    two.left, two.right = 500, 600
    assert [fault[8:] for fault in faults([boxes])] == ["“two” goes beyond the margin"]


def test_the_reader_sees_a_column_that_reaches_into_the_next() -> None:
    table = Table(
        columns=(Column(), Column()),
        head=(cells(("a", "b")),),
        rows=(cells(("left", "right")), cells(("again", "more"))),
    )
    data = written(paper("en", (table,)))
    pages = list(text_boxes(data))
    assert crossed_columns(data, pages) == []
    (box,) = (box for boxes in pages for box in boxes if box.text == "left")
    box.right = 500
    assert crossed_columns(data, pages) != []
