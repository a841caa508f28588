"""Footnotes stand at the foot of the page of their mark, are read after their text, lead back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from pdf_reader import (
    links,
    painted_outside_marks,
    plain,
    read_aloud,
    shown_glyphs,
    structure,
    text_by_pdfium,
    written,
)
from sample_paper import cells, full_paper, paper
from sample_words import WORDS

from ccmdesk.report.blocks import Block, Cell, Column, Document, Heading, Paragraph, Run, Table
from ccmdesk.report.pdf.sheet import BOTTOM, LEFT, TEXT_WIDTH

NOTE_SIZE = 7.75


def noted(number: int, note: str, text: str = "Word ") -> Paragraph:
    """Return a paragraph with a mark on its end."""
    return Paragraph(text, runs=(Run(text), Run(f"end{number}", footnote=note), Run(".")))


def pages_of(document: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(written(document))
    return [plain(page.get_textpage().get_text_range()) for page in pdf]


def test_numbers_run_through_the_document_in_reading_order() -> None:
    table = Table(
        columns=(Column(), Column()),
        head=((Cell("A", runs=(Run("A", footnote="in the head"),)), Cell("B")),),
        rows=((Cell("c"), Cell("d", runs=(Run("d", footnote="in a row"),))),),
    )
    data = written(paper("en", (noted(1, "first"), table, noted(2, "last"))))
    said = [each.text for each in read_aloud(data) if "Note" in each.path]
    assert said == ["1", "first", "2", "in the head", "3", "in a row", "4", "last"]


def test_marks_are_small_and_high_and_follow_their_word() -> None:
    glyphs = [g for g in shown_glyphs(written(paper("en", (noted(1, "note"),)))) if 700 < g.y < 755]
    (mark,) = [glyph for glyph in glyphs if glyph.text == "1" and glyph.y > glyphs[0].y + 1]
    last = next(glyph for glyph in glyphs if glyph.text == "1" and glyph.y < mark.y)
    assert mark.left == pytest.approx(last.right, abs=0.1)
    assert mark.right - mark.left < 0.8 * (last.right - last.left)


@pytest.mark.parametrize("language", WORDS)
def test_a_mark_never_begins_a_line(language: str) -> None:
    places = " ".join(WORDS[language].places)
    runs = tuple(Run(f"{places[:n]} ", footnote="n") for n in range(3, 21))
    block = Paragraph("".join(run.text for run in runs), runs=runs)
    shown = shown_glyphs(written(paper(language, (block,))))
    marks = [g for g in shown if g.text.isdecimal() and g.right - g.left < 4 and 500 < g.y < 755]
    assert len(marks) == 9 + 2 * 9
    for mark in marks:
        beside = (g for g in shown if g is not mark and -5 < g.y - mark.y < 5)
        assert any(min(abs(g.right - mark.left), abs(mark.right - g.left)) < 0.2 for g in beside)


def test_a_note_is_read_after_its_text_and_has_a_name_of_its_own() -> None:
    data = written(paper("en", (noted(1, "One."), noted(2, "Two."))))
    tags = structure(data)
    names = [tag.name for tag in tags if tag.kind == "Note"]
    assert len(set(names)) == 2
    assert all(names)
    assert [tag.kind for tag in tags][1:7] == ["P", "Reference", "Link", "Note", "Lbl", "Link"]
    said = [each.text for each in read_aloud(data)]
    assert said[:5] == ["Word end1", "1", ".", "1", "One."]


def test_mark_and_note_lead_to_each_other() -> None:
    filler = tuple(Paragraph("x") for _ in range(10))
    data = written(paper("en", (*filler, noted(1, "The note."))))
    there, back = links(data)
    assert (there.contents, back.contents) == ("The note.", "end1")
    assert (there.to_page, back.to_page) == (0, 0)
    assert there.box[1] - 1 < back.to_y - 6 < there.box[3] + 1
    assert back.box[1] - 1 < there.to_y - 6 < back.box[3] + 1
    assert there.box[1] > back.box[3]


def test_notes_stand_at_the_foot_in_small_type_under_a_rule() -> None:
    data = written(paper("en", (noted(1, "Q"),)))
    (note,) = [glyph for glyph in shown_glyphs(data) if glyph.text == "Q"]
    assert BOTTOM < note.y < BOTTOM + 12
    picture = pypdfium2.PdfDocument(data)[0].render(scale=4).to_pil().convert("L")
    row = [
        picture.getpixel((int(4 * (LEFT + 40)), y))
        for y in range(picture.height - 350, picture.height)
    ]
    assert min(row[:80]) < 160


def many(count: int) -> list[Block]:
    """Return paragraphs and rows of many lengths, each with a note of another length."""
    blocks: list[Block] = []
    for number in range(count):
        note = f"Note {number} " + f"n{number} " * (number * 7 % 60) + f"ends{number}."
        blocks.append(noted(number, note, "Word " * (number * 11 % 90)))
    return blocks


def in_table(blocks: list[Block]) -> Table:
    rows = tuple(
        (Cell(block.text, runs=block.runs), Cell("x"))
        for block in blocks
        if isinstance(block, Paragraph)
    )
    return Table(columns=(Column(), Column()), head=(cells(("Head", "Tail")),), rows=rows)


@pytest.mark.parametrize("kind", ["paragraphs", "table"])
def test_every_note_begins_on_the_page_of_its_mark_and_covers_nothing(kind: str) -> None:
    count = 70
    blocks = many(count) if kind == "paragraphs" else [in_table(many(count))]
    document = paper("en", (Heading(1, "Start"), *blocks))
    pages = pages_of(document)
    assert len(pages) > 4
    for number in range(count):
        (marked,) = [
            n for n, text in enumerate(pages) if re.search(rf"end{number}{number + 1}\.", text)
        ]
        assert f"{number + 1}Note{number}n" in pages[marked] or number * 7 % 60 == 0
        assert sum(f"ends{number}." in text for text in pages) == 1
    data = written(document)
    assert painted_outside_marks(data) == 0
    for page in range(len(pages)):
        assert_apart(data, page)


def assert_apart(data: bytes, page: int) -> None:
    """No line of a note may reach a line of the text, nor the foot."""
    glyphs = [glyph for glyph in shown_glyphs(data, page) if glyph.y > 52]
    assert min(glyph.y for glyph in glyphs) > BOTTOM - 2
    sizes = {round(glyph.y, 1): glyph for glyph in glyphs}
    lines = sorted(sizes)
    assert all(high - low > 2.5 for low, high in pairwise(lines))


def test_a_note_too_long_for_its_page_goes_on_at_the_next_foot() -> None:
    long = " ".join(f"w{number}" for number in range(900))
    filler = tuple(Paragraph("x") for _ in range(24))
    pages = pages_of(paper("en", (*filler, noted(1, long), Paragraph("After"), Paragraph("y"))))
    assert "w0w1" in pages[0]
    assert "w899" in pages[1]
    assert "After" in "".join(pages)
    joined = "".join(pages)
    assert all(f"w{number}" in joined for number in range(900))


def test_a_note_of_several_pages_is_carried_on_to_the_end() -> None:
    long = " ".join(f"w{number}" for number in range(5_000))
    pages = pages_of(paper("en", (noted(1, long), noted(2, "short"))))
    assert len(pages) > 3
    assert "w4999" in pages[-1]
    data = written(paper("en", (noted(1, long), noted(2, "short"))))
    assert [tag.kind for tag in structure(data)].count("Note") == 2
    for page in range(len(pages)):
        assert_apart(data, page)


def test_a_note_on_a_head_stands_where_the_head_is_first() -> None:
    head = (Cell("A", runs=(Run("A", footnote="of the head"),)), Cell("B"))
    rows = tuple(cells((str(number), "x")) for number in range(120))
    data = written(paper("en", (Table(columns=(Column(), Column()), head=(head,), rows=rows),)))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert len(pages) > 2
    assert ["of the head" in text for text in pages] == [True] + [False] * (len(pages) - 1)
    assert len([jump for jump in links(data) if jump.kind == "/Link"]) == 2


def test_a_row_that_is_divided_takes_its_notes_to_the_page_of_the_mark() -> None:
    runs = tuple(Run(f"l{number}x\n", footnote=f"note{number}!") for number in range(90))
    block = Table(
        columns=(Column(), Column()),
        head=(cells(("One", "Two")),),
        rows=((Cell("".join(run.text for run in runs), runs=runs), Cell("beside")),),
    )
    document = paper("en", (Paragraph("before"), block))
    pages = pages_of(document)
    assert len(pages) > 2
    for number in range(90):
        (marked,) = [n for n, text in enumerate(pages) if f"l{number}x{number + 1}" in text]
        assert f"note{number}!" in pages[marked]


@pytest.mark.parametrize("language", ["en", "ar", "zh", "lo"])
def test_notes_of_the_sample_stay_within_the_margins(language: str) -> None:
    data = written(full_paper(language))
    for page in range(len(pypdfium2.PdfDocument(data))):
        glyphs = shown_glyphs(data, page)
        assert min(glyph.left for glyph in glyphs) > LEFT - 0.5
        assert max(glyph.right for glyph in glyphs) < LEFT + TEXT_WIDTH + 0.5


def test_a_note_is_in_the_language_of_the_text_around_it() -> None:
    block = replace(noted(1, "تعليق"), language="ar")
    data = written(paper("en", (block,)))
    assert [each.language for each in read_aloud(data) if "Note" in each.path] == ["ar", "ar"]
    note = [glyph for glyph in shown_glyphs(data) if 52 < glyph.y < 80]
    assert max(glyph.right for glyph in note) > LEFT + TEXT_WIDTH - 6


def test_numerals_are_those_of_the_paper() -> None:
    document = replace(paper("fa", (noted(1, "n"),)), numeral=lambda number: "۰۱۲"[number])
    assert "۱" in text_by_pdfium(written(document))
