"""The demonstration as a Word file: whole, found by LibreOffice, and saying what the PDF says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from block_texts import footnotes_of, pictures_said
from docx_reader import schema_errors
from libreoffice import Found, cells_of, converted, found_in, in_order, needs_libreoffice, prose_of
from pdf_reader import is_asked, needs_poppler, plain, text_by_poppler

from ccmdesk.actions.export_document import ExportDocument, Hooks, document_bytes, paper_of
from ccmdesk.db.store import open_store
from ccmdesk.lang.scripts import is_rtl
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.report.blocks import Document
from ccmdesk.report.cancel import Cancelled
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat

TODAY = dt.date(2026, 3, 2)
LANGUAGES = ("en", "ar", "zh", "ru", "fr")


@pytest.fixture(scope="module")
def plan(demo_file: Path) -> PlanDocument:
    with open_store(demo_file, reads_only=True) as store:
        return store.document()


def _ask(language: str, paper_format: PaperFormat) -> ExportDocument:
    return ExportDocument(kind=DocumentKind.NEEDS_PLAN, language=language, format=paper_format)


@pytest.fixture(scope="module")
def files(plan: PlanDocument, packs: Packs) -> dict[str, bytes]:
    asks = {language: _ask(language, PaperFormat.DOCX) for language in LANGUAGES}
    return {
        language: document_bytes(plan, ask, packs=packs, today=TODAY)
        for language, ask in asks.items()
    }


@pytest.fixture(scope="module")
def blocks(plan: PlanDocument, packs: Packs) -> dict[str, Document]:
    asks = {language: _ask(language, PaperFormat.DOCX) for language in LANGUAGES}
    return {
        language: paper_of(plan, ask, packs=packs, today=TODAY) for language, ask in asks.items()
    }


@pytest.fixture(scope="module")
def found(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    flat = converted(files, tmp_path_factory.mktemp("flat"), "fodt")
    return {language: found_in(data) for language, data in flat.items()}


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_the_whole_paper_is_as_the_schema_wants_it(
    language: str, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    assert schema_errors(files[language], tmp_path) == []


@needs_libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_finds_every_paragraph_cell_and_figure(
    language: str, blocks: Mapping[str, Document], found: Mapping[str, Found]
) -> None:
    paper, own = blocks[language], found[language]
    tables = cells_of(paper)
    assert len(tables) > 90
    assert in_order(list(prose_of(paper)), list(own.paragraphs)) == []
    assert in_order(list(tables), list(own.tables)) == []
    assert own.alternatives == pictures_said(paper, own.alternatives)
    assert own.notes == [plain(text) for text, _ in footnotes_of(paper)]


@needs_libreoffice
@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_libreoffice_finds_is_what_the_pdf_says(
    language: str, plan: PlanDocument, packs: Packs, found: Mapping[str, Found], tmp_path: Path
) -> None:
    pdf = document_bytes(plan, _ask(language, PaperFormat.PDF), packs=packs, today=TODAY)
    text = plain(text_by_poppler(pdf, tmp_path, "-raw"))
    asked = {word for word in found[language].words if is_asked(word, rtl=is_rtl(language))}
    assert len(asked) > 500
    assert {word for word in asked if word not in text} == set()


def test_a_word_file_is_the_same_to_the_byte_when_written_again(
    files: Mapping[str, bytes], plan: PlanDocument, packs: Packs
) -> None:
    again = document_bytes(plan, _ask("ar", PaperFormat.DOCX), packs=packs, today=TODAY)
    assert again == files["ar"]


def test_giving_up_leaves_no_word_file(plan: PlanDocument, packs: Packs) -> None:
    told: list[tuple[int, int]] = []
    hooks = Hooks(progress=lambda *step: told.append(step), cancelled=lambda: len(told) > 300)
    ask = _ask("en", PaperFormat.DOCX)
    with pytest.raises(Cancelled):
        document_bytes(plan, ask, packs=packs, today=TODAY, hooks=hooks)
    assert len(told) == 301
