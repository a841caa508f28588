"""Finished papers are read back: every cell by two readers, every glyph where HarfBuzz put it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb
from pdf_reader import needs_poppler, plain, shown_glyphs, text_by_pdfium, text_by_poppler, written
from sample_paper import full_paper, paper, rows_of, table
from sample_words import WORDS

from ccmdesk.lang.scripts import fonts_of, is_rtl
from ccmdesk.report.blocks import Document, Paragraph

LANGUAGES = tuple(WORDS)
LATIN = re.compile(r"[A-Za-z]")


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    """Return a paper with every kind of block in each language."""
    return {language: written(full_paper(language)) for language in LANGUAGES}


def one_paragraph(language: str, text: str) -> Document:
    return paper(language, (Paragraph(text),))


@needs_poppler
@pytest.mark.parametrize("is_tagged", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_is_found_by_two_readers(
    language: str, *, is_tagged: bool, tmp_path: Path
) -> None:
    """Pdfium turns Latin names in lines from right to left round, whoever wrote the file."""
    data = written(paper(language, (table(language, 60),)), is_tagged=is_tagged)
    cells = {plain(cell) for row in rows_of(language, 60) for cell in row}
    by_poppler, by_pdfium = plain(text_by_poppler(data, tmp_path)), plain(text_by_pdfium(data))
    asked = {cell for cell in cells if not (is_rtl(language) and LATIN.search(cell))}
    assert {cell for cell in cells if cell not in by_poppler} == set()
    assert {cell for cell in asked if cell not in by_pdfium} == set()


def test_a_file_without_tags_has_none_and_looks_the_same() -> None:
    tagged, bare = (
        written(full_paper("en", rows=5), is_tagged=is_tagged) for is_tagged in (True, False)
    )
    with pikepdf.open(io.BytesIO(bare)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert b"BDC" not in b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert len(bare) < len(tagged) < 2.2 * len(bare)
    pictures = [
        [page.render(scale=0.5).to_pil().tobytes() for page in pypdfium2.PdfDocument(data)]
        for data in (tagged, bare)
    ]
    assert pictures[0] == pictures[1]


@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_a_paragraph_are_found(language: str, tmp_path: Path) -> None:
    words = WORDS[language].paragraph
    text = plain(text_by_poppler(written(one_paragraph(language, words)), tmp_path))
    missing = [word for word in words.split() if plain(word.strip("().,:;،؛")) not in text]
    assert missing == []


@pytest.mark.parametrize("digits", ["1,234", "3,450,000", "۱۲۳۴", "٣٤٥٠"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_runs_of_digits_are_never_reversed(digits: str, language: str) -> None:
    word = WORDS[language].places[0]
    glyphs = shown_glyphs(written(one_paragraph(language, f"{word} {digits} {word}")))
    row = sorted(glyphs, key=lambda glyph: glyph.left)
    read = "".join(glyph.text for glyph in row if glyph.text in set(digits))
    assert digits in read


@pytest.mark.parametrize("language", LANGUAGES)
def test_glyphs_stand_where_harfbuzz_puts_them(language: str) -> None:
    text = WORDS[language].activities[2]
    document = one_paragraph(language, text)
    fonts = fonts_of(language)[0]
    shown = [g for g in shown_glyphs(written(document)) if g.y < 800 and "Regular" in g.font]
    wanted = _placed(text, fonts.regular, shown[-1])
    ours = shown[-len(wanted) :]
    assert [glyph.glyph for glyph in ours] == [glyph for glyph, _ in wanted]
    size = 9.75
    for glyph, (_, x) in zip(ours, wanted, strict=True):
        assert (glyph.left - ours[0].left) * 1000 / size == pytest.approx(x, abs=0.1)


def _placed(text: str, file: Path, _last: object) -> list[tuple[int, float]]:
    """Return glyphs and places of a text of one direction, shaped whole, in 1/1000 em."""
    face = hb.Face(hb.Blob.from_file_path(str(file)))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer)
    placed, x = [], 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((info.codepoint, (x + position.x_offset) * 1000 / face.upem))
        x += position.x_advance
    return placed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_glyph_is_missing(language: str, papers: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(papers[language])) as pdf:
        pages = len(pdf.pages)
    glyphs = [glyph for page in range(pages) for glyph in shown_glyphs(papers[language], page)]
    assert glyphs
    assert not [glyph for glyph in glyphs if glyph.glyph == 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_glyph_says_what_it_stands_for(language: str) -> None:
    glyphs = shown_glyphs(written(paper(language, (table(language, 20),))))
    assert not [glyph for glyph in glyphs if not glyph.text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_fonts_are_embedded_subsets(language: str, papers: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(papers[language])) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert font.is_indirect
                name = str(font.BaseFont)
                assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z]+-(Regular|Bold|Italic)", name)
                assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
                assert "/ToUnicode" in font


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler-utils missing")
def test_pdffonts_sees_every_font_embedded_and_readable(
    papers: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(papers["ar"])
    done = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True)
    rows = done.stdout.splitlines()[2:]
    assert rows
    assert all(re.search(r"yes\s+yes\s+yes", row) for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_between_glyphs_are_set_apart_by_spaces(
    language: str, papers: dict[str, bytes]
) -> None:
    with pikepdf.open(io.BytesIO(papers[language])) as pdf:
        for page in pdf.pages:
            arrays = re.findall(rb"\[(.*)\]TJ", page.Contents.read_bytes())
            assert not [array for array in arrays if re.search(rb"\d[<\-]", _numbers(array))]


def _numbers(array: bytes) -> bytes:
    return re.sub(rb"<[0-9A-F]*>", b"<", array)


def test_a_letter_of_several_glyphs_is_found(tmp_path: Path) -> None:
    data = written(one_paragraph("en", "Quảng Trị, khu vực phía Bắc"))
    assert plain("Quảng Trị, khu vực phía Bắc") in plain(text_by_pdfium(data))
    assert b"ActualText" in _content(data)
    assert b"ActualText" not in _content(written(one_paragraph("ar", WORDS["ar"].paragraph)))


def _content(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"".join(page.Contents.read_bytes() for page in pdf.pages)


def test_a_character_beyond_the_first_plane_is_read_back() -> None:
    data = written(one_paragraph("zh", "地名\U00020bb7野家"))
    read = "".join(glyph.text for glyph in shown_glyphs(data))
    assert "\U00020bb7" in read


def test_russian_and_serbian_words_in_one_file_keep_their_own_forms() -> None:
    blocks = (Paragraph("бб", language="ru"), Paragraph("бб", language="sr"))
    glyphs = [glyph for glyph in shown_glyphs(written(paper("en", blocks))) if glyph.text == "б"]
    russian, serbian = glyphs[:2], glyphs[2:]
    assert {glyph.glyph for glyph in russian}.isdisjoint({glyph.glyph for glyph in serbian})
