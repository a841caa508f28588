"""Finished Word files are read back: texts, tables, notes, links, contents."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from block_texts import Place, footnotes_of, grid_of, passages_of, tables_of
from docx_reader import (
    W,
    docx_of,
    footnotes,
    grids,
    names,
    paragraphs,
    part,
    pieces,
    property_of,
    style_of,
    tables,
    text_of,
    texts,
)
from pdf_reader import written
from rich_paper import head_table, rich_paper
from sample_paper import cells, full_paper, masthead, paper
from sample_words import WORDS

from ccmdesk.report.blocks import (
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItems,
    PageBreak,
    Paragraph,
    SideBySide,
    Table,
)

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


@pytest.fixture(scope="module")
def english() -> bytes:
    return docx_of(full_paper("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_keep_their_numbers_as_plain_text(language: str) -> None:
    document = full_paper(language)
    data = docx_of(document)
    wanted = [one.text for one in passages_of(document, Paragraph) if one.text[:1].isdigit()]
    assert texts(data, "BodyText") == wanted
    assert [text[:3] for text in wanted] == [f"{n}.\t" for n in (1, 2, 3, 4, 4, 5, 5, 4, 5)]
    assert texts(data, "Lead") == [WORDS[language].paragraph]
    assert texts(data, "Note") == [WORDS[language].paragraph]
    assert texts(data, "Small") == [WORDS[language].paragraph, WORDS["zh"].paragraph]
    items = [one.text for one in passages_of(document, ListItems)]
    assert texts(data, "ListItem") == items
    assert items[:5] == [f"•\t{text}" for text in WORDS[language].activities]


def test_headings_have_the_styles_of_word_and_stay_with_what_follows(english: bytes) -> None:
    assert texts(english, "Heading1") == [
        f"I.\t{WORDS['en'].heading}", f"II.\t{WORDS['en'].title}",
    ]  # fmt: skip
    for level in (1, 2, 3):
        own, beside = _headings(full_paper("en"), level)
        assert (texts(english, f"Heading{level}"), texts(english, f"Beside{level}")) == (
            own,
            beside,
        )
    assert texts(docx_of(paper("en", (Heading(3, "c", number="1"),))), "Heading3") == ["1\tc"]
    assert texts(english, "Title") == [WORDS["en"].title]
    styles = part(english, "word/styles.xml")
    for level in (1, 2, 3):
        (style,) = (s for s in styles if s.get(f"{W}styleId") == f"Heading{level}")
        assert style.find(f"{W}name").get(f"{W}val") == f"heading {level}"  # type: ignore[union-attr]
        assert style.find(f"{W}pPr/{W}keepNext") is not None
        assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == str(level - 1)  # type: ignore[union-attr]


def _headings(document: Document, level: int) -> tuple[list[str], list[str]]:
    """Return the headings of a level, and those in a second column."""
    found = passages_of(document, Heading)
    own = [one for one in found if isinstance(one.source, Heading) and one.source.level == level]
    return [one.text for one in own if not one.beside], [one.text for one in own if one.beside]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_hold_every_cell_in_its_place(language: str) -> None:
    document = full_paper(language)
    wanted = [grid_of(block) for block in tables_of(document)]
    assert [grid[0][0].merge for grid in wanted] == [None, "restart"]
    assert [grid for grid in grids(docx_of(document)) if grid in wanted] == wanted


def test_the_head_is_repeated_and_rows_are_not_divided() -> None:
    data = docx_of(paper("en", (head_table("en", "ar"),)))
    rows = list(part(data).iter(f"{W}tr"))
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    keeps = [property_of(one, "keepNext") is not None for one in _first_cells(rows)]
    assert keeps == [True, True, False, True, False]
    (caption,) = paragraphs(data, "Caption")
    assert text_of(caption) == WORDS["en"].title
    (words,) = part(data).iter(f"{W}tblDescription")
    assert words.get(f"{W}val") == WORDS["en"].heading


def _first_cells(rows: list[ET.Element]) -> list[ET.Element]:
    return [next(row.iter(f"{W}p")) for row in rows]


def test_cells_of_a_head_cover_columns_and_rows() -> None:
    data = docx_of(paper("en", (head_table("en", "ar"),)))
    words, second = WORDS["en"].columns, WORDS["ar"].columns
    first, below = grids(data)[0][:2]
    assert first == [
        Place(f"{words[1]}\n{second[1]}", 1, "restart"),
        Place(words[4], 2),
        Place(words[7], 1, "restart"),
    ]
    assert below == [Place("", 1, ""), Place(words[5]), Place(words[6]), Place("", 1, "")]


def test_columns_fill_the_sheet_and_cells_are_as_wide_as_what_they_cover() -> None:
    data = docx_of(paper("en", (head_table("en", "ar"),)))
    columns = [int(c.get(f"{W}w", "")) for c in part(data).iter(f"{W}gridCol")]
    assert sum(columns) == round(20 * (595.28 - 2 * 56))
    widths = [int(w.get(f"{W}w", "")) for w in part(data).iter(f"{W}tcW")]
    assert widths[:3] == [columns[0], columns[1] + columns[2], columns[3]]


def test_the_second_language_of_a_cell_stands_below_in_its_own_direction() -> None:
    data = docx_of(replace(paper("en", (head_table("en", "ar"),)), second_language="ar"))
    cell = next(part(data).iter(f"{W}tc"))
    first, second = cell.iter(f"{W}p")
    assert (text_of(first), text_of(second)) == (WORDS["en"].columns[1], WORDS["ar"].columns[1])
    assert (property_of(first, "bidi"), property_of(second, "bidi")) == (None, "")


def test_runs_keep_their_looks_links_and_notes() -> None:
    data = docx_of(rich_paper("en", "ar"))
    (found,) = (one for one in paragraphs(data, "BodyText") if text_of(one).startswith("1."))
    by_text = {piece.text.strip(): piece for piece in pieces(found)}
    assert {"b", "bCs"} <= by_text["BLU-26"].marks
    assert {"i", "iCs"} <= by_text["Central plateau"].marks
    links = {text_of(link): link.get(f"{W}anchor") for link in found.iter(f"{W}hyperlink")}
    assert links == {" Article 4 deadline": _bookmark(data, WORDS["en"].title),
                     " (1,234)": _bookmark(data, text_of(found))}  # fmt: skip
    notes = {n.get(f"{W}id"): text_of(n).strip() for n in part(data, "word/footnotes.xml")}
    marks = [mark.get(f"{W}id") for mark in found.iter(f"{W}footnoteReference")]
    assert [notes[mark] for mark in marks] == list(WORDS["en"].activities[:2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_footnote_is_kept_in_the_order_of_the_marks(language: str) -> None:
    document = full_paper(language)
    found = [text_of(one).strip() for one in footnotes(docx_of(document))]
    assert found == [text for text, _ in footnotes_of(document)]
    assert len(found) == 14


def _bookmark(data: bytes, text: str) -> str | None:
    """Return the name of the bookmark at the start of the paragraph with that text."""
    (found,) = (one for one in paragraphs(data) if text_of(one) == text)
    starts = [mark.get(f"{W}name") for mark in found.iter(f"{W}bookmarkStart")]
    return next((name for name in starts if name and not name.startswith("_Toc")), None)


def test_bookmarks_are_closed_unique_and_named_as_word_allows() -> None:
    root = part(docx_of(rich_paper("en", "ar")))
    starts = [mark.attrib for mark in root.iter(f"{W}bookmarkStart")]
    ends = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")]
    assert sorted(mark[f"{W}id"] for mark in starts) == sorted(set(map(str, ends)))
    assert len({mark[f"{W}name"] for mark in starts}) == len(starts)
    assert all(mark[f"{W}name"].isidentifier() for mark in starts)


def test_an_anchor_of_a_table_without_caption_is_kept() -> None:
    block = replace(head_table("en", "ar"), caption="", anchor="bare")
    root = part(docx_of(paper("en", (block,))))
    assert [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")] == ["bare"]


def test_two_languages_stand_beside_each_other_and_are_listed_once() -> None:
    data = docx_of(rich_paper("en", "ar"))
    pair = tables(data)[-1]
    assert [len(row) for row in pair] == [2, 2, 2]
    assert pair[1] == [f"2.\t{WORDS['en'].paragraph}", f"2.\t{WORDS['ar'].paragraph}"]
    assert texts(data, "Heading2") == [f"A.\t{WORDS['en'].title}"]
    assert texts(data, "Beside2") == [f"A.\t{WORDS['ar'].title}"]
    (beside,) = paragraphs(data, "Beside2")
    assert property_of(beside, "bidi") == ""


def test_contents_name_headings_with_the_pages_of_the_pdf() -> None:
    sections: list[Block] = [Contents("Contents", depth=2)]
    for n in range(1, 4):
        sections += [PageBreak(), Heading(1 + n % 2, f"Heading {n}", number=f"{n}.")]
        sections += [Paragraph("x")]
    blocks = (*sections, Heading(3, "Not listed"))
    data = docx_of(paper("en", blocks))
    entries = [*texts(data, "TOC1"), *texts(data, "TOC2")]
    assert entries == ["2.\tHeading 2\t3", "1.\tHeading 1\t2", "3.\tHeading 3\t4"]
    with pikepdf.open(io.BytesIO(written(paper("en", blocks)))) as pdf:
        assert len(pdf.pages) == 4
    instructions = [code.text for code in part(data).iter(f"{W}instrText")]
    assert instructions[0] == r' TOC \o "1-2" \h \z '
    named = {mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")}
    assert {code.split()[1] for code in instructions[1:] if code} <= named
    links = {link.get(f"{W}anchor") for link in part(data).iter(f"{W}hyperlink")}
    assert links <= named


def test_contents_stand_in_by_their_level_with_a_number_or_without() -> None:
    headings = (Heading(1, "a", number="I."), Heading(2, "b", number="A."), Heading(2, "c"))
    data = docx_of(paper("en", (Contents("Contents"), *headings)))
    (first,) = paragraphs(data, "TOC1")
    numbered, bare = (_starts(one) for one in paragraphs(data, "TOC2"))
    assert numbered == bare > _starts(first)


def _starts(paragraph: ET.Element) -> int:
    """Return where the first line of a paragraph begins."""
    indent = paragraph[0].find(f"{W}ind")
    assert indent is not None
    return int(indent.get(f"{W}left", "")) - int(indent.get(f"{W}hanging", ""))


def test_word_is_not_told_to_ask_about_fields(english: bytes) -> None:
    marks = [mark.attrib for mark in part(english).iter(f"{W}fldChar")]
    assert all(set(mark) == {f"{W}fldCharType"} for mark in marks)
    assert part(english, "word/settings.xml").find(f"{W}updateFields") is None
    kinds = [mark[f"{W}fldCharType"] for mark in marks]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def _foot(sentence: str) -> Callable[[int, int], str]:
    return lambda page, pages: sentence.format(page=page, pages=pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_counts_pages_inside_the_sentence_of_its_language(language: str) -> None:
    foot = part(docx_of(full_paper(language)), "word/footer-default.xml")
    assert text_of(foot) == WORDS[language].page.format(page=1, pages=1)
    assert [str(code.text).strip() for code in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_a_foot_may_name_pages_first_hold_other_numbers_or_no_page_at_all() -> None:
    feet = {
        "{pages} pages in all, this is {page}; 101, 102": ["NUMPAGES", "PAGE"],
        "no page": [],
    }
    for sentence, fields in feet.items():
        document = replace(
            paper("en", (Paragraph("a"),)),
            running_foot=_foot(sentence),
        )
        foot = part(docx_of(document), "word/footer-default.xml")
        assert text_of(foot) == sentence.format(page=1, pages=1)
        assert [str(code.text).strip() for code in foot.iter(f"{W}instrText")] == fields


def test_the_running_head_spares_a_first_page_with_a_title_block(english: bytes) -> None:
    words = WORDS["en"]
    assert text_of(part(english, "word/header-first.xml")) == words.banner
    assert text_of(part(english, "word/header-default.xml")).startswith(words.banner)
    assert words.title in text_of(part(english, "word/header-default.xml"))
    plain = docx_of(paper("en", (Paragraph("a"),)))
    assert "word/header-first.xml" not in names(plain)
    bare = replace(paper("en", (Paragraph("a"),)), banner=None, running_head="")
    assert text_of(part(docx_of(bare), "word/header-default.xml")) == ""


def test_the_masthead_is_a_table_of_two_rows(english: bytes) -> None:
    block = masthead("en")
    assert tables(english)[0] == [
        [block.organisation, block.symbol],
        ["\n".join(block.left), "\n".join(block.right)],
    ]
    bare = replace(block, left=(), right=(), subtitle="")
    assert len(tables(docx_of(paper("en", (bare,))))[0]) == 1


def test_key_figures_stand_in_even_rows() -> None:
    figures = tuple(KeyFigure(f"label {n}", f"{n},000", "note" * (n % 2)) for n in range(5))
    first, second = tables(docx_of(paper("en", (KeyFigures(figures),))))
    assert first == [["label 0\n0,000", "", "label 1\n1,000\nnote", "", "label 2\n2,000"]]
    assert second == [["label 3\n3,000\nnote", "", "label 4\n4,000"]]


def test_a_page_break_turns_the_page_before_what_follows() -> None:
    blocks = (
        PageBreak(), Paragraph("one"), PageBreak(), PageBreak(), Paragraph("two"), PageBreak(),
        Table(columns=(Column(),), head=(cells(("h",)),), rows=((Cell("x"),),)), PageBreak(),
    )  # fmt: skip
    found = paragraphs(docx_of(paper("en", blocks)))
    turning = [i for i, one in enumerate(found) if property_of(one, "pageBreakBefore") is not None]
    assert [(text_of(found[i]), text_of(found[i + 1])) for i in turning] == [
        ("one", "two"), ("two", ""), ("", "h"),
    ]  # fmt: skip


def test_side_by_side_without_a_second_language_still_lists_one_heading() -> None:
    pair = SideBySide(Heading(1, "a"), Heading(1, "b"))
    data = docx_of(paper("en", (pair,)))
    assert (texts(data, "Heading1"), texts(data, "Beside1")) == (["a"], ["b"])


def test_styles_in_use_are_styles_that_exist(english: bytes) -> None:
    for data in (english, docx_of(rich_paper("en", "ar"))):
        known = {s.get(f"{W}styleId") for s in part(data, "word/styles.xml").iter(f"{W}style")}
        used = {style_of(one) for one in paragraphs(data)}
        used |= {piece.style for piece in pieces(part(data))} - {""}
        assert used <= known
