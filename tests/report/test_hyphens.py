"""Words are divided where their language allows it, and found whole by every reader."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pypdfium2
import pytest
from pdf_reader import needs_poppler, plain, shown_glyphs, text_by_pdfium, text_by_poppler, written
from pyphen import Pyphen
from sample_paper import cells, paper
from sample_words import WORDS

from ccmdesk.report.blocks import Block, Column, Paragraph, Run, SideBySide, Table
from ccmdesk.report.text.hyphens import hyphen_positions

CATALOGUES = Path(__file__).parents[2] / "translations"
LONG_WORDS = {
    "en": ("rehabilitation", "submunitions", "characterisation"),
    "fr": ("enregistrées", "réadaptation", "internationalement"),
    "es": ("rehabilitación", "responsabilidades"),
    "pt": ("responsabilidades", "submunições"),
    "ru": ("зарегистрированных", "обследование"),
    "bs": ("uništavanje", "odgovornosti"),
}


def narrow(language: str) -> Table:
    """Return a table with columns far too narrow for its words."""
    text = " ".join(LONG_WORDS[language])
    return Table(
        columns=tuple(Column() for _ in range(12)),
        head=(cells(tuple("abcdefghijkl")),),
        rows=(cells((text,) * 12),),
    )


@pytest.mark.parametrize("language", LONG_WORDS)
def test_words_are_divided_where_pyphen_divides_them(language: str) -> None:
    name = {"en": "en_GB", "bs": "hr_HR", "pt": "pt_PT"}.get(language, language)
    pyphen = Pyphen(lang=name, left=3, right=3)
    po = polib.pofile(
        str(CATALOGUES / ("fr" if language == "en" else language) / "LC_MESSAGES/ccmdesk.po")
    )
    source = " ".join(entry.msgid if language == "en" else entry.msgstr for entry in po)
    source += " ".join((WORDS[language].paragraph, *WORDS[language].activities))
    words = {word for word in re.findall(r"[^\W\d_]+", source) if word[1:].islower()}
    wrong = {w for w in words if hyphen_positions(w, language) != pyphen.positions(w)}
    assert len(words) > 15
    assert wrong == set()


@pytest.mark.parametrize(
    "whole",
    ["BLU-26", "M42/M46", "ShOAB", "PTAB", "3,450,000", "McDonald", "example.org/areas", "X9z"],
)
def test_codes_figures_addresses_and_names_with_capitals_stay_whole(whole: str) -> None:
    assert hyphen_positions(whole, "en") == []


def test_a_language_without_patterns_divides_nothing() -> None:
    assert hyphen_positions("rehabilitation", "vi") == []
    assert hyphen_positions("l’internationalement,", "fr-CH") != []


@needs_poppler
@pytest.mark.parametrize("language", LONG_WORDS)
def test_a_divided_word_is_found_whole(language: str, tmp_path: Path) -> None:
    data = written(paper(language, (narrow(language),)))
    glyphs = shown_glyphs(data)
    assert len([glyph for glyph in glyphs if glyph.text == "\u00ad"]) >= 12
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    by_poppler = text_by_poppler(data, tmp_path)
    for word in LONG_WORDS[language]:
        assert page.search(word).get_next() is not None
        assert word in by_poppler


def test_a_word_divided_over_pages_is_found_in_its_parts() -> None:
    text = " ".join(["rehabilitation"] * 60)
    block = Table(
        columns=tuple(Column() for _ in range(12)),
        head=(cells(tuple("abcdefghijkl")),),
        rows=(cells((text, f"x\n{text}") * 6),),
    )
    read = plain(text_by_pdfium(written(paper("en", (block,)))))
    assert read.count("rehabil") == read.count("itation") == 12 * 60
    assert read.count("rehabilitation") < 12 * 60


def test_no_word_is_divided_where_the_line_is_full_enough() -> None:
    text = "rehabilitation characterisation submunitions " * 20
    glyphs = shown_glyphs(written(paper("en", (Paragraph(text),))))
    assert "\u00ad" not in {glyph.text for glyph in glyphs}


def test_figures_stay_whole_where_words_can_give_way() -> None:
    rows = (cells(("responsibilities", "2,129,339", "characterisation", "3,450,000") * 3),)
    block = Table(
        columns=tuple(Column() for _ in range(12)),
        head=(cells(tuple("abcdefghijkl")),),
        rows=rows,
    )
    glyphs = shown_glyphs(written(paper("en", (block,))))
    for figure in ("2,129,339", "3,450,000"):
        lines: dict[float, str] = {}
        for glyph in glyphs:
            lines[glyph.y] = lines.get(glyph.y, "") + glyph.text
        assert sum(line.count(figure) for line in lines.values()) == 3


def test_a_run_is_divided_too_and_read_without_the_hyphen() -> None:
    run = Run("Characterisation responsibilities rehabilitation " * 4, bold=True)
    pair: Block = SideBySide(
        Paragraph("x", runs=(Run("x"), run)), Paragraph(f"x{run.text}", runs=(Run("x"), run))
    )
    block = Table(
        columns=tuple(Column() for _ in range(12)),
        head=(cells(tuple("abcdefghijkl")),),
        rows=((*cells(("a",) * 11), *cells(("responsibilities",))),),
    )
    data = written(paper("en", (pair, block)))
    assert "responsibilities" in plain(text_by_pdfium(data))
