"""The demonstration: what is published, what is illustrative, and what its checks must find."""

from __future__ import annotations

import csv
import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_reader import (
    all_shown_glyphs,
    is_asked,
    needs_poppler,
    painted_outside_marks,
    plain,
    text_by_pdfium,
    text_by_poppler,
)

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.demo import make_demo_plan
from ccmdesk.actions.edit_record import SetField, set_field
from ccmdesk.actions.export_document import ExportDocument, Hooks, document_bytes, paper_of
from ccmdesk.db.store import Store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.item_letters import item_letters
from ccmdesk.lang.scripts import is_rtl
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import StepKind
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import fields_of
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.units import unit_code
from ccmdesk.model.values import Quantity
from ccmdesk.report.blocks import Contents, Document, Masthead, Table
from ccmdesk.report.cancel import Cancelled
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.rules.check import activity_of

EXPECTED = Path(__file__).parents[1] / "data" / "bih" / "plan_expected_findings.csv"
SOUND_UNDER = {3, 4, 6, 8, 9, 12, 14, 19, 20}
WEAK = {"A3-03", "A4-05", "A4-12", "A4-13", "A5-07", "A5-08"}
TODAY = dt.date(2026, 3, 2)
TWO = ("ar", "ru")
EDGES = "().,:;،؛«»“”‘’·–[]（）：，。、"


@pytest.fixture(scope="module")
def plan(demo_file: Path) -> PlanDocument:
    from ccmdesk.db.store import open_store

    with open_store(demo_file, reads_only=True) as store:
        return store.document()


@pytest.fixture(scope="module")
def english(plan: PlanDocument, packs: Packs) -> Document:
    return paper_of(plan, _ask("en"), packs=packs, today=TODAY)


@pytest.fixture(scope="module")
def alone(plan: PlanDocument, packs: Packs) -> dict[str, bytes]:
    """The papers in Arabic and in Russian, each written while nothing else was."""
    return {code: document_bytes(plan, _ask(code), packs=packs, today=TODAY) for code in TWO}


def _ask(language: str) -> ExportDocument:
    return ExportDocument(kind=DocumentKind.NEEDS_PLAN, language=language)


@pytest.fixture(scope="module", params=list(SHIPPED))
def paper(
    request: pytest.FixtureRequest, plan: PlanDocument, packs: Packs
) -> tuple[Document, bytes]:
    (meeting,) = plan.of(Meeting)
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language=request.param, meeting=meeting.id)
    blocks = paper_of(plan, ask, packs=packs, today=TODAY)
    return blocks, document_bytes(plan, ask, packs=packs, today=TODAY)


def _reached(plan: PlanDocument, packs: Packs) -> dict[tuple[str, int], str]:
    found = {}
    for finding in plan_findings(plan, packs=packs, today=TODAY):
        activity = activity_of(finding, document=plan)
        if activity is not None and finding.criterion is not None and finding.reached is not None:
            found[activity.code, finding.criterion] = finding.reached.value
    return found


def test_every_expected_weakness_is_found_with_its_level(plan: PlanDocument, packs: Packs) -> None:
    reached = _reached(plan, packs)
    rows = list(csv.DictReader(EXPECTED.read_text("utf-8").splitlines()))
    wanted = {(r["activity_id"], int(r["criterion"])): r["expected_level"] for r in rows}
    assert {key: reached.get(key) for key in wanted} == wanted


def test_no_sound_activity_is_reported_under_the_listed_criteria(
    plan: PlanDocument, packs: Packs
) -> None:
    reported = {
        (code, criterion)
        for code, criterion in _reached(plan, packs)
        if code not in WEAK and criterion in SOUND_UNDER
    }
    assert reported == set()


def test_the_plan_is_marked_illustrative(plan: PlanDocument) -> None:
    (only,) = plan.of(Plan)
    assert only.illustrative
    assert len(plan.of(Activity)) == 25


def test_every_unit_of_the_plan_is_a_usual_one_that_papers_translate(plan: PlanDocument) -> None:
    values = [
        getattr(record, field.name)
        for kind, records in plan.records.items()
        for field in fields_of(kind)
        for record in records
    ]
    units = {value.unit for value in values if isinstance(value, Quantity)}
    assert "staff" in units
    assert {unit for unit in units if unit and unit_code(unit) is None} == set()


def test_two_offices_that_enter_the_same_data_have_the_same_check_code(
    plan: PlanDocument, packs: Packs, tmp_path: Path
) -> None:
    later = Author("Somebody else", lambda: dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
    with make_demo_plan(tmp_path / "again.ccmdesk", author=later, packs=packs) as store:
        assert store.document().content_hash == plan.content_hash


def test_a_change_taken_back_gives_the_same_check_code_and_so_does_a_rebuild(
    demo: Store, packs: Packs, author: Author
) -> None:
    before = demo.document().content_hash
    activity = demo.document().of(Activity)[0]
    ask = SetField(kind=Activity, record=activity.id, field="code", value="A4-99")
    set_field(demo, ask, author=author, packs=packs)
    assert demo.document().content_hash != before
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().content_hash == before
    demo.rebuild()
    assert demo.document().content_hash == before
    assert new_id() != new_id()


def test_a_paper_is_long_enough_to_be_one_and_says_on_each_page_what_it_is(
    paper: tuple[Document, bytes],
) -> None:
    blocks, data = paper
    assert blocks.banner
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(data)]
    assert len(pages) >= 12
    assert len(pages) < (45 if blocks.language == "en" else 53)
    first_word = plain(blocks.banner.split()[0])
    assert all(first_word in plain(page) for page in pages)


def test_page_one_has_room_for_the_meeting_and_ends_before_the_contents(
    paper: tuple[Document, bytes],
) -> None:
    blocks, data = paper
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(data)]
    (contents,) = [block for block in blocks.blocks if isinstance(block, Contents)]
    (head,) = [block for block in blocks.blocks if isinstance(block, Masthead)]
    assert len(head.left) == 4
    assert all(plain(text.split()[0]) in plain(pages[0]) for text in head.left)
    assert plain(contents.title) in plain(pages[1])


@needs_poppler
def test_every_cell_of_a_left_to_right_paper_is_found_verbatim(
    paper: tuple[Document, bytes], tmp_path: Path
) -> None:
    """Poppler reads cells in the order they were written; a reader of columns tears them apart.

    It drops a hyphen at the end of a line, so hyphens do not count.
    """
    blocks, data = paper
    text = plain(text_by_poppler(data, tmp_path, "-raw")).replace("-", "")
    found = {plain(cell).replace("-", "") for cell in _cells(blocks)}
    cells = set() if is_rtl(blocks.language) else found
    assert {cell for cell in cells if cell not in text} == set()
    assert cells or is_rtl(blocks.language)


@needs_poppler
def test_every_word_of_every_cell_is_found_by_two_readers(
    paper: tuple[Document, bytes], tmp_path: Path
) -> None:
    blocks, data = paper
    words = {plain(w.strip(EDGES)) for cell in _cells(blocks) for w in cell.split()} - {""}
    asked = {word for word in words if is_asked(word, rtl=is_rtl(blocks.language))}
    poppler, pdfium = plain(text_by_poppler(data, tmp_path, "-raw")), plain(text_by_pdfium(data))
    assert len(asked) > 500
    assert {word for word in asked if word not in poppler} == set()
    assert {word for word in asked if word not in pdfium} == set()


def test_all_fonts_are_embedded_and_all_painting_is_tagged(paper: tuple[Document, bytes]) -> None:
    _, data = paper
    assert painted_outside_marks(data) == 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    shown = all_shown_glyphs(data)
    assert shown
    assert [one for one in shown if one.glyph == 0] == []


def test_paragraph_numbers_are_those_of_the_english_paper(
    paper: tuple[Document, bytes], english: Document
) -> None:
    """Letters are those of the language: (a) is a) in French and (أ) in Arabic."""
    language = paper[0].language
    assert _numbers(paper[0]) == [item_letters(language, one) for one in _numbers(english)]


def test_a_paper_is_the_same_to_the_byte_when_written_again(
    alone: dict[str, bytes], plan: PlanDocument, packs: Packs
) -> None:
    assert document_bytes(plan, _ask("ar"), packs=packs, today=TODAY) == alone["ar"]


def test_two_papers_written_at_once_hold_no_word_of_the_other(
    alone: dict[str, bytes], plan: PlanDocument, packs: Packs
) -> None:
    with ThreadPoolExecutor(2) as pool:
        work = {
            code: pool.submit(document_bytes, plan, _ask(code), packs=packs, today=TODAY)
            for code in TWO
        }
        together = {code: done.result() for code, done in work.items()}
    assert together == alone


def test_giving_up_leaves_no_paper(plan: PlanDocument, packs: Packs) -> None:
    told: list[tuple[int, int]] = []
    hooks = Hooks(progress=lambda *step: told.append(step), cancelled=lambda: len(told) > 3)
    with pytest.raises(Cancelled):
        document_bytes(plan, _ask("en"), packs=packs, today=TODAY, hooks=hooks)
    assert told


def _cells(document: Document) -> list[str]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [cell.text for table in tables for row in table.rows for cell in row]


def _numbers(document: Document) -> list[str]:
    return [str(block.number) for block in document.blocks if getattr(block, "number", None)]  # type: ignore[union-attr]
