"""Texts in runs: faces, languages, direction, and links, in paragraphs, lists and cells."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pdf_reader import (
    Shown,
    links,
    needs_poppler,
    painted_outside_marks,
    plain,
    read_aloud,
    shown_glyphs,
    structure,
    text_by_pdfium,
    text_by_poppler,
    written,
)
from sample_paper import cells, paper, table
from sample_rich import rich_paragraph, second_of
from sample_words import WORDS

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    ListItem,
    ListItems,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from ccmdesk.report.pdf.sheet import BOTTOM, LEFT, TEXT_WIDTH


def with_runs(*runs: Run) -> Paragraph:
    return Paragraph("".join(run.text for run in runs), runs=runs)


def body(*blocks: Block, language: str = "en") -> list[Shown]:
    """Return the glyphs of the text of the first page."""
    glyphs = shown_glyphs(written(paper(language, blocks)))
    return [glyph for glyph in glyphs if BOTTOM < glyph.y < 755]


def read(glyphs: list[Shown]) -> str:
    return "".join(glyph.text for glyph in sorted(glyphs, key=lambda glyph: glyph.left))


def test_each_run_has_its_own_cut() -> None:
    glyphs = body(with_runs(Run("a"), Run("b", bold=True), Run("c", italic=True)))
    fonts = {glyph.text: glyph.font.rpartition("-")[2] for glyph in glyphs}
    assert fonts == {"a": "Regular", "b": "Bold", "c": "Italic"}


def test_a_script_without_italics_stands_upright() -> None:
    glyphs = body(with_runs(Run("ເຂດ"), Run("ກິດ", italic=True)), language="lo")
    assert {glyph.font for glyph in glyphs} == {"NotoSansLao-Regular"}


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_text_in_one_even_run_is_set_like_one_without_runs(language: str) -> None:
    text = WORDS[language].paragraph
    even = written(paper(language, (Paragraph(text),)))
    assert written(paper(language, (Paragraph(text, runs=(Run(text),)),))) == even


def test_a_run_in_another_language_says_so_and_keeps_its_direction() -> None:
    paragraph = with_runs(
        Run("Before "), Run("مسح تقني 12", language="ar"), Run(" after", language=None)
    )
    data = written(paper("en", (paragraph,)))
    assert [tag.language for tag in structure(data) if tag.kind == "Span"] == ["ar"]
    glyphs = {glyph.text: glyph for glyph in shown_glyphs(data) if glyph.y < 755}
    assert glyphs["B"].left < glyphs["1"].left < glyphs["م"].left
    assert glyphs["ي"].left < glyphs["f"].left


@pytest.mark.parametrize("mark", [")", ".", "!"])
def test_a_sign_at_the_end_of_a_foreign_run_stays_at_its_end(mark: str) -> None:
    arabic, latin = WORDS["ar"].places[0], Run(f"BLU{mark}", language="en")
    row = read(body(with_runs(Run(f"{arabic} "), latin, Run(f" {arabic}")), language="ar"))
    assert f"BLU{mark}" in row


def test_one_text_in_several_faces_is_ordered_like_one_in_one_face() -> None:
    text = "السعر 1,234 دولار (BLU-26) ثم 56 منطقة"
    cut = (Run(text[:9]), Run(text[9:24], bold=True), Run(text[24:31]), Run(text[31:], italic=True))
    even, runs = body(Paragraph(text), language="ar"), body(with_runs(*cut), language="ar")
    assert read(runs) == read(even)


def test_letters_join_over_the_border_of_a_run() -> None:
    text = "للمخلفات"
    even = body(Paragraph(text), language="ar")
    runs = body(with_runs(Run(text[:3]), Run(text[3:], italic=True)), language="ar")
    shapes = [[(glyph.text, glyph.glyph) for glyph in glyphs] for glyphs in (even, runs)]
    assert sorted(shapes[0]) == sorted(shapes[1])


def test_runs_are_broken_into_lines_as_one_text() -> None:
    text = WORDS["en"].paragraph * 3
    cuts = [0, 31, 32, 90, 200, len(text)]
    runs = [Run(text[a:b], italic=False) for a, b in pairwise(cuts)]
    even, rich = body(Paragraph(text)), body(with_runs(*runs))
    assert [(g.text, round(g.y)) for g in rich] == [(g.text, round(g.y)) for g in even]


@pytest.mark.parametrize("language", WORDS)
def test_a_paragraph_of_runs_stays_within_the_margins(language: str) -> None:
    data = written(paper(language, (Heading(1, "H", anchor="clearance"), rich_paragraph(language))))
    glyphs = [glyph for glyph in shown_glyphs(data) if glyph.y < 755]
    assert min(glyph.left for glyph in glyphs) > LEFT - 0.5
    assert max(glyph.right for glyph in glyphs) < LEFT + TEXT_WIDTH + 0.5
    assert painted_outside_marks(data) == 0


@needs_poppler
@pytest.mark.parametrize("language", WORDS)
def test_the_words_of_runs_are_found(language: str, tmp_path: Path) -> None:
    """What runs against its paragraph is asked of one alone: readers turn mixed lines."""
    other = second_of(language)
    own = [run for run in rich_paragraph(language).runs if run.language != other]
    data = written(paper(language, (Heading(1, "H", anchor="clearance"), with_runs(*own))))
    text = plain(text_by_poppler(data, tmp_path))
    words = " ".join(run.text for run in own).split()
    assert [word for word in words if plain(word.strip("().,:;،؛")) not in text] == []


def test_runs_in_a_cell_stand_at_its_edge() -> None:
    block = Table(
        columns=(Column(), Column()),
        head=(cells(("Q", "W")),),
        rows=((Cell("1"), Cell("ab", runs=(Run("a"), Run("b", bold=True)))),),
    )
    for language in ("en", "ar"):
        row = {g.text: g for g in body(block, language=language)}
        assert (row["a"].left > row["1"].left) is (language == "en")
        assert row["a"].right == pytest.approx(row["b"].left, abs=0.1)


def test_runs_in_a_list_item() -> None:
    item = ListItem("ab", runs=(Run("a"), Run("b", italic=True)))
    said = [each.text for each in read_aloud(written(paper("en", (ListItems((item,)),))))]
    assert said == ["•", "ab"]


def linked(*blocks: Block) -> list[Block]:
    return [*blocks, PageBreak(), Heading(2, "There", anchor="there"), table("en", 2)]


def test_a_link_leads_to_its_anchor_and_says_what_it_is() -> None:
    paragraph = with_runs(Run("See "), Run("the heading", target="there"), Run("."))
    data = written(paper("en", tuple(linked(paragraph))))
    (jump,) = links(data)
    heading = next(g for g in shown_glyphs(data, 1) if g.text == "T" and g.y < 755)
    assert (jump.page, jump.to_page, jump.contents, jump.kind) == (0, 1, "the heading", "/Link")
    assert 0 < jump.to_y - heading.y < 40
    said = {each.text: each.path[-1] for each in read_aloud(data)}
    assert said["the heading"] == "Link"


def test_a_link_over_two_lines_has_a_box_on_each() -> None:
    run = Run("there " * 30, target="there")
    data = written(paper("en", tuple(linked(with_runs(Run("See "), run)))))
    boxes = [jump.box for jump in links(data)]
    assert len(boxes) == 2
    for left, bottom, right, top in boxes:
        inside = [g for g in shown_glyphs(data) if bottom < g.y < top and g.left >= left - 0.1]
        assert max(glyph.right for glyph in inside) == pytest.approx(right, abs=3.5)
    assert [tag.kind for tag in structure(data)].count("Link") == 1


@pytest.mark.parametrize(("target", "page"), [("areas", 1), ("there", 1), ("first", 0)])
def test_tables_headings_and_paragraphs_can_be_led_to(target: str, page: int) -> None:
    first = Paragraph("First", anchor="first")
    data = written(paper("en", tuple(linked(first, with_runs(Run("x", target=target), Run("y"))))))
    assert [jump.to_page for jump in links(data)] == [page]


def test_a_link_to_what_the_paper_leaves_out_is_plain_text() -> None:
    data = written(paper("en", (with_runs(Run("See "), Run("Annex", target="annex")),)))
    assert links(data) == []
    assert "See Annex" in text_by_pdfium(data)
    assert "Link" not in {tag.kind for tag in structure(data)}


def test_lines_with_a_tall_script_are_as_far_apart_as_it_needs() -> None:
    text, arabic = "word " * 60, Run(WORDS["ar"].places[0], language="ar")
    even, mixed = body(Paragraph(text)), body(with_runs(Run(text), arabic))
    apart = [sorted({round(glyph.y, 1) for glyph in glyphs})[1::-1] for glyphs in (even, mixed)]
    assert [high - low for high, low in apart] == pytest.approx([13.2, 16.6], abs=0.15)


def test_a_heading_in_another_language_says_so() -> None:
    data = written(paper("ar", (Heading(1, "Annex", language="en"),)))
    assert [tag.language for tag in structure(data) if tag.kind == "H1"] == ["en"]


def test_text_in_a_run_of_the_papers_language_needs_no_element() -> None:
    data = written(paper("en", (with_runs(Run("a"), Run("b", bold=True), Run("c")),)))
    assert [tag.kind for tag in structure(data)] == ["Document", "P"]
    assert [each.text for each in read_aloud(data)] == ["abc"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_line_begins_at_the_edge_of_its_language(language: str) -> None:
    runs = (Run(WORDS[language].places[0], bold=True), Run(" "), Run(WORDS[language].places[1]))
    glyphs = body(with_runs(*runs), language=language)
    if is_rtl(language):
        assert max(glyph.right for glyph in glyphs) == pytest.approx(LEFT + TEXT_WIDTH, abs=0.5)
    else:
        assert min(glyph.left for glyph in glyphs) == pytest.approx(LEFT, abs=0.5)


def test_the_contents_lead_to_their_headings() -> None:
    from ccmdesk.report.blocks import Contents

    blocks = (
        Contents("Contents", depth=2),
        PageBreak(),
        Heading(1, "Alpha", number="I."),
        Heading(2, "Beta"),
        PageBreak(),
        Heading(1, "Gamma"),
    )
    data = written(replace(paper("en", blocks), numeral=lambda number: "①②③"[number - 1]))
    assert [(jump.contents, jump.to_page) for jump in links(data)] == [
        ("I. Alpha ②", 1),
        ("Beta ②", 1),
        ("Gamma ③", 2),
    ]
    kinds = [(tag.depth, tag.kind) for tag in structure(data)][2:14]
    entry = ["TOCI", "Reference", "Link"]
    assert [kind for _, kind in kinds] == ["TOC", *entry, "TOC", *entry, *entry, "H1"]
    assert [depth for depth, kind in kinds if kind == "TOCI"] == [2, 3, 2]
