"""Faults known from other ways of setting many scripts in PDF, each tried by its symptom."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pdf_reader import (
    Shown,
    needs_poppler,
    plain,
    shown_glyphs,
    text_by_pdfium,
    text_by_poppler,
    written,
)
from sample_paper import cells, full_paper, paper, rows_of, table
from sample_words import WORDS

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.blocks import Align, Block, Column, Paragraph, Table

Record = Callable[[str, object], None]
LATIN = re.compile("[A-Za-z]")


def body(language: str, *blocks: Block) -> list[Shown]:
    glyphs = shown_glyphs(written(paper(language, blocks)))
    return [glyph for glyph in glyphs if 62 < glyph.y < 755]


def lines_of(glyphs: list[Shown]) -> list[str]:
    rows: dict[float, list[Shown]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.y), []).append(glyph)
    ordered = (sorted(row, key=lambda glyph: glyph.left) for row in rows.values())
    return ["".join(glyph.text for glyph in row) for row in ordered]


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_words_from_right_to_left_come_in_reading_order(language: str) -> None:
    words = WORDS[language].activities[0].split()
    glyphs = body(language, Paragraph(" ".join(words)))
    firsts = [next(g.left for g in glyphs if g.text == word[0]) for word in words]
    assert all(before > after for before, after in pairwise(firsts))


@needs_poppler
@pytest.mark.parametrize("word", ["الهضبة الأولى", "ثلاثة", "بلا", "لأجل", "مادهٔ"])
def test_ligatures_are_found(word: str, tmp_path: Path) -> None:
    data = written(paper("ar", (Paragraph(f"{word} {word}"),)))
    for text in (text_by_poppler(data, tmp_path), text_by_pdfium(data)):
        assert plain(text).count(plain(word)) == 2


@needs_poppler
@pytest.mark.parametrize("language", ["ar", "fa"])
def test_latin_names_are_found_by_poppler_whatever_pdfium_does(
    language: str, tmp_path: Path, record_property: Record
) -> None:
    data = written(paper(language, (table(language, 60),)))
    names = {plain(cell) for row in rows_of(language, 60) for cell in row if LATIN.search(cell)}
    by_poppler, by_pdfium = plain(text_by_poppler(data, tmp_path)), plain(text_by_pdfium(data))
    record_property("found by pdfium", sum(name in by_pdfium for name in names) / len(names))
    assert {name for name in names if name not in by_poppler} == set()


@needs_poppler
def test_vowel_signs_are_no_worse_than_they_were(tmp_path: Path, record_property: Record) -> None:
    """Poppler and pdfium set the signs apart from their letters; forms should not have them."""
    words = ["وسيُستكمل", "المسح", "بحلول", "الشهر", "المقبل", "في", "محافظة", "الجنوب"]
    data = written(paper("ar", (Paragraph(" ".join(words)),)))
    for reader, text in (
        ("poppler", text_by_poppler(data, tmp_path)),
        ("pdfium", text_by_pdfium(data)),
    ):
        found = sum(plain(word) in plain(text) for word in words) / len(words)
        record_property(reader, found)
        assert found >= 0.85


@pytest.mark.parametrize("whole", ["CCM/MSP/2026/WP.3", "BLU-26", "2026-03", "M42/M46"])
def test_symbols_stay_whole_in_a_narrow_column(whole: str) -> None:
    block = Table(
        columns=tuple(Column() for _ in range(5)),
        head=(cells(tuple("abcde")),),
        rows=(cells((f"see {whole} and {whole}",) * 5),),
    )
    lines = lines_of(body("en", block))
    assert sum(line.count(whole) for line in lines) == 10


@pytest.mark.parametrize("language", WORDS)
def test_figures_end_at_one_edge_in_every_language(language: str) -> None:
    block = Table(
        columns=(Column(), Column(Align.NUMBER), Column()),
        head=(cells(("a", "b", "c")),),
        rows=tuple(cells(("x", f"{number},007", "y")) for number in (1, 22, 333)),
    )
    ends = {round(g.right, 1) for g in body(language, block) if g.text == "7"}
    assert len(ends) == 1


@pytest.mark.parametrize("language", WORDS)
def test_signs_that_a_font_lacks_come_from_another(language: str) -> None:
    glyphs = body(language, Paragraph("5 m² … “x” – № €"))
    assert not [glyph for glyph in glyphs if glyph.glyph == 0]
    assert "²" in {glyph.text for glyph in glyphs}


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler-utils missing")
@pytest.mark.parametrize("language", WORDS)
def test_fonts_are_embedded_subsets_with_names_of_their_own(language: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(written(full_paper(language, rows=3)))
    done = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True)
    rows = done.stdout.splitlines()[2:]
    names = [row.split()[0] for row in rows]
    assert all(re.match(r"[A-Z]{6}\+", name) for name in names)
    assert len(set(names)) == len(names)
    assert all(re.search(r"yes\s+yes\s+yes", row) for row in rows)


@pytest.mark.parametrize("text", ["ລະເບີດBLU", "គ្រាប់BLU", "لغمBLU", "清除BLU"])
def test_scripts_without_a_space_between_are_shaped_apart(text: str) -> None:
    block = Table(
        columns=tuple(Column() for _ in range(9)),
        head=(cells(tuple("abcdefghi")),),
        rows=(cells((text,) * 9),),
    )
    glyphs = body("lo", block)
    assert not [glyph for glyph in glyphs if glyph.glyph == 0]
    assert "".join(glyph.text for glyph in glyphs).count("BLU") == 9


def test_characters_beyond_the_first_plane_keep_the_order_of_what_follows() -> None:
    text = "مسح 12 تقني"
    alone = [(g.text, g.glyph) for g in body("ar", Paragraph(text))]
    beyond = [(g.text, g.glyph) for g in body("ar", Paragraph(f"\U00020000 {text}"))]
    assert beyond[: len(alone)] == alone


def test_a_character_that_no_font_has_is_shown_as_missing_and_read_as_itself() -> None:
    (glyph,) = body("lo", Paragraph("\U0001f9e8"))
    assert (glyph.text, glyph.glyph == 0) == ("\U0001f9e8", False)


@pytest.mark.parametrize("language", WORDS)
def test_a_word_wider_than_its_column_stays_inside_it(language: str) -> None:
    word = WORDS[language].activities[2].replace(" ", "") * 4
    block = Table(
        columns=tuple(Column() for _ in range(8)),
        head=(cells(tuple("abcdefgh")),),
        rows=(cells((word, *"bcdefg", word)),),
    )
    glyphs = body(language, block)
    width = max(glyph.right for glyph in glyphs) - min(glyph.left for glyph in glyphs)
    assert width < 484


def test_the_header_says_1_7_and_nothing_is_said_of_trapping() -> None:
    data = written(paper("en", (Paragraph("x"),)))
    assert data.startswith(b"%PDF-1.7")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/Trapped" not in pdf.docinfo


def test_what_is_remembered_grows_with_the_words_not_with_the_pages() -> None:
    """Caches live as long as one paper: the same words again must not make them larger."""
    peaks = []
    for rows in (300, 1_200):
        tracemalloc.start()
        written(paper("en", (table("en", rows),)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 4.2 * peaks[0]


@pytest.mark.parametrize("language", [code for code in WORDS if not is_rtl(code)])
def test_lines_of_every_script_keep_their_distance(language: str) -> None:
    glyphs = [
        g for g in body(language, Paragraph(WORDS[language].paragraph * 2)) if g.right > g.left
    ]
    base = sorted({round(glyph.y, 1) for glyph in glyphs})
    wide = [high - low for low, high in pairwise(base) if high - low > 6]
    assert min(wide) > 12
