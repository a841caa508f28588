"""LibreOffice opens the Word files: it must find what the blocks say, set where it belongs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from block_texts import footnotes_of, pictures_said
from docx_reader import docx_of
from libreoffice import Found, cells_of, converted, found_in, in_order, needs_libreoffice, prose_of
from pdf_reader import plain
from rich_paper import rich_paper
from sample_paper import cells, full_paper, paper, rows_of
from sample_words import WORDS

from ccmdesk.report.blocks import Align, Column, Document, Table

pytestmark = needs_libreoffice
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>(.*)</word>')


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page as poppler sees it."""

    text: str
    left: float
    right: float


def narrow(language: str) -> Document:
    """Return a paper with one table of many columns of figures."""
    head = cells(tuple(WORDS[language].columns))
    rows = tuple(cells((*row[:4], "2,129,339", row[5], row[6], row[7])) for row in _few(language))
    columns = tuple(Column(Align.NUMBER if n in {0, 4, 7} else Align.START) for n in range(8))
    return paper(language, (Table(columns=columns, head=(head,), rows=rows),))


def _few(language: str) -> list[tuple[str, ...]]:
    return rows_of(language, 12)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    full = {f"full-{language}": full_paper(language) for language in LANGUAGES}
    rich = {"rich-en": rich_paper("en", "ar"), "rich-ar": rich_paper("ar", "en")}
    return full | rich | {f"narrow-{language}": narrow(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def files(documents: dict[str, Document]) -> dict[str, bytes]:
    return {name: docx_of(document) for name, document in documents.items()}


@pytest.fixture(scope="module")
def found(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    flat = converted(files, tmp_path_factory.mktemp("flat"), "fodt")
    return {name: found_in(data) for name, data in flat.items()}


@pytest.fixture(scope="module")
def pages(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Word]]:
    folder = tmp_path_factory.mktemp("pages")
    asked = {name: data for name, data in files.items() if name.startswith(("narrow", "full"))}
    converted(asked, folder, "pdf")
    return {name: list(_words(folder / f"{name}.pdf")) for name in asked}


def _words(file: Path) -> Iterator[Word]:
    done = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    for match in _WORD.finditer(done.stdout):
        yield Word(match[4], float(match[1]), float(match[3]))


def test_every_paragraph_is_found_in_its_order(
    documents: dict[str, Document], found: dict[str, Found]
) -> None:
    for name, document in documents.items():
        wanted = prose_of(document)
        assert in_order(list(wanted), list(found[name].paragraphs)) == [], name


def test_every_cell_of_every_table_is_found_in_its_place(
    documents: dict[str, Document], found: dict[str, Found]
) -> None:
    for name, document in documents.items():
        wanted = cells_of(document)
        assert in_order(list(wanted), list(found[name].tables)) == [], name


def test_heads_of_two_rows_and_second_languages_are_found(found: dict[str, Found]) -> None:
    words, other = WORDS["en"], WORDS["ar"]
    rows = found["rich-en"].tables[0]
    both = plain(words.columns[1] + other.columns[1])
    assert rows[0] == [both, plain(words.columns[4]), plain(words.columns[7])]
    assert rows[1] == [plain(words.columns[5]), plain(words.columns[6])]
    assert rows[2][3] == "BLU-269N210"


def test_two_languages_are_found_beside_each_other(found: dict[str, Found]) -> None:
    pair = found["rich-en"].tables[1][1]
    assert pair == [plain(f"2.{WORDS[code].paragraph}") for code in ("en", "ar")]


def test_pictures_notes_contents_and_page_numbers_are_found(
    documents: dict[str, Document], found: dict[str, Found]
) -> None:
    for language in LANGUAGES:
        own, document = found[f"full-{language}"], documents[f"full-{language}"]
        assert own.alternatives == pictures_said(document, own.alternatives)
        assert own.notes == [plain(text) for text, _ in footnotes_of(document)]
        assert own.fields[:2] == ["page-number", "page-count"]
        assert own.has_contents
    notes = [plain(text) for text in WORDS["ar"].activities[:2]]
    assert found["rich-ar"].notes == notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_broken_in_a_narrow_column(
    language: str, pages: dict[str, list[Word]]
) -> None:
    words = [word.text for word in pages[f"narrow-{language}"]]
    assert words.count("2,129,339") == len(_few(language))
    for row in _few(language):
        assert {row[3], row[5], row[6], row[7]} <= set(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_end_at_one_right_edge_and_nothing_leaves_the_sheet(
    language: str, pages: dict[str, list[Word]]
) -> None:
    words = pages[f"narrow-{language}"]
    ends = {round(word.right) for word in words if word.text == "2,129,339"}
    assert len(ends) == 1
    assert min(word.left for word in words) >= 55
    assert max(word.right for word in words) <= 595.28 - 55


@pytest.mark.parametrize("language", ["en", "ar"])
def test_columns_run_the_way_the_paper_does(language: str, pages: dict[str, list[Word]]) -> None:
    words = {word.text: word for word in pages[f"narrow-{language}"]}
    row = _few(language)[0]
    assert (words[row[3]].left < words[row[7]].left) == (language == "en")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh"])
def test_every_page_says_in_its_foot_which_it_is(
    language: str, pages: dict[str, list[Word]]
) -> None:
    text = plain("".join(word.text for word in pages[f"full-{language}"]))
    count = text.count(plain(WORDS[language].banner))
    assert count > 3
    for page in range(1, count + 1):
        assert plain(WORDS[language].page.format(page=page, pages=count)) in text
