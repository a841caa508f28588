"""Direction, fonts and languages in a Word file: every mark that Word needs, and none too many."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from block_texts import Passage, footnotes_of, passages
from docx_reader import (
    W,
    docx_of,
    footnotes,
    names,
    paragraphs,
    part,
    pieces,
    property_of,
    style_of,
    tables,
    text_of,
)
from rich_paper import rich_paper
from sample_paper import cells, full_paper, paper
from sample_words import WORDS

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.scripts import is_rtl
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Align, Cell, Column, Heading, Paragraph, Run, Table

ARABIC = re.compile("[\u0620-\u06ff]")
LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u024f0-9]")
MARKS = {
    "ar": ("bidi", "ar-SA"), "en": ("val", "en-GB"),
    "fr": ("val", "fr-FR"), "zh": ("eastAsia", "zh-CN"),
}  # fmt: skip
"""Where Word looks for a language, and the name it knows it by."""
STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def arabic() -> bytes:
    return docx_of(full_paper("ar"))


def test_a_paper_from_right_to_left_says_so_everywhere(arabic: bytes) -> None:
    root = part(arabic)
    others = [one for one in paragraphs(arabic) if not text_of(one) or _is_listed(one)]
    assert {property_of(one, "bidi") for one in others} == {""}
    for table in root.iter(f"{W}tblPr"):
        assert table.find(f"{W}bidiVisual") is not None
    (section,) = root.iter(f"{W}sectPr")
    assert section.find(f"{W}bidi") is not None
    for name in names(arabic):
        if "/header-" in name or "/footer-" in name:
            assert all(property_of(one, "bidi") == "" for one in part(arabic, name).iter(f"{W}p"))


def _is_listed(paragraph: ET.Element) -> bool:
    return style_of(paragraph).startswith("TOC")


def _bidi(language: str, paper_language: str) -> str | None:
    """Return what a passage must say: a paper from left to right leaves its own way unsaid."""
    if is_rtl(language):
        return ""
    return "0" if is_rtl(paper_language) else None


@pytest.mark.parametrize("language", ["ar", "en", "zh"])
def test_every_passage_runs_the_way_of_its_own_language(language: str) -> None:
    document = full_paper(language)
    wanted = passages(document)
    found = _with_text(docx_of(document))
    assert [(text_of(one), property_of(one, "bidi")) for one in found] == [
        (one.text, _bidi(one.language, language)) for one in wanted
    ]
    assert len({is_rtl(one.language) for one in wanted}) == 2


def _with_text(data: bytes) -> list[ET.Element]:
    """Return the paragraphs with text but for the list of contents."""
    return [one for one in paragraphs(data) if text_of(one) and not _is_listed(one)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_footnote_is_in_the_language_of_the_text_around_its_mark(language: str) -> None:
    document = full_paper(language)
    found = footnotes(docx_of(document))
    wanted = footnotes_of(document)
    assert [property_of(one, "bidi") for one in found] == [
        _bidi(own, language) for _, own in wanted
    ]
    for one, (_, own) in zip(found, wanted, strict=True):
        assert _marked(one) == (set() if own == language else {MARKS[own]}), text_of(one)


def _marked(paragraph: ET.Element) -> set[tuple[str, str]]:
    """Return the languages that the letters of a paragraph are marked with."""
    lettered = (one for one in pieces(paragraph) if any(map(str.isalpha, one.text)))
    return {mark for one in lettered for mark in one.language.items()}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_run_that_goes_against_its_text_keeps_its_direction_to_itself(language: str) -> None:
    """It is cut as a paragraph of its own would be, commas after figures included."""
    document = full_paper(language)
    wanted = [one for passage in passages(document) for one in _against(passage)]
    assert len(wanted) == 6
    turned = list(part(docx_of(document)).iter(f"{W}dir"))
    assert [(text_of(one), one.get(f"{W}val")) for one in turned] == [
        (run.text, "rtl" if is_rtl(run.language) else "ltr") for run in wanted if run.language
    ]
    for one, run in zip(turned, wanted, strict=True):
        alone = docx_of(paper(str(run.language), (Paragraph(run.text),)))
        assert _cut(one) == _cut(paragraphs(alone, "BodyText")[0])


def _against(passage: Passage) -> list[Run]:
    """Return the runs of a passage that run the other way."""
    way = is_rtl(passage.language)
    return [run for run in passage.runs if run.language and is_rtl(run.language) is not way]


def _cut(element: ET.Element) -> list[tuple[str, bool]]:
    return [(piece.text, "rtl" in piece.marks) for piece in pieces(element)]


def test_a_link_in_another_language_has_its_direction_inside() -> None:
    run = Run(f"{WORDS['ar'].places[0]} (4)", language="ar", target="there")
    data = docx_of(paper("en", (Heading(1, "x", anchor="there"), Paragraph("", runs=(run,)))))
    (link,) = (link for link in part(data).iter(f"{W}hyperlink") if text_of(link) == run.text)
    assert [one.tag for one in link] == [f"{W}dir"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_only_letters_that_run_from_right_to_left_are_marked_so(language: str) -> None:
    for data in (docx_of(full_paper(language)), docx_of(rich_paper(language, "ar"))):
        for name in ("word/document.xml", "word/footnotes.xml", "word/footer-default.xml"):
            for piece in pieces(part(data, name)):
                turned = "rtl" in piece.marks
                assert turned or not ARABIC.search(piece.text), piece
                assert not (turned and LEFT_TO_RIGHT.search(piece.text)), piece


def test_digits_keep_their_order_and_stand_in_runs_of_their_own() -> None:
    texts = ("من 1,234 إلى BLU-26", "۱۲۳۴", "(12.5 %) من", "2024-2026 ثم -5")
    data = docx_of(paper("ar", tuple(Paragraph(text) for text in texts)))
    assert [text_of(one) for one in paragraphs(data, "BodyText")] == list(texts)
    cut = [piece.text for piece in pieces(paragraphs(data, "BodyText")[0])]
    assert cut == ["من ", "1,234", " إلى ", "BLU-26"]


def test_marks_that_steered_direction_are_gone_and_their_work_is_done() -> None:
    sentence = Lang.load("ar")(N_("Page {page} of {pages}"), page="(x) 1", pages="2)")
    assert STEERING.search(sentence)
    data = docx_of(paper("ar", (Paragraph(sentence),)))
    (found,) = paragraphs(data, "BodyText")
    assert text_of(found) == STEERING.sub("", sentence)
    inside = [piece for piece in pieces(found) if "(x) 1" in piece.text]
    assert [("rtl" in piece.marks) for piece in inside] == [False]


@pytest.mark.parametrize("language", ["ar", "zh", "ru", "en"])
def test_each_style_has_size_and_weight_for_both_kinds_of_letters(language: str) -> None:
    root = part(docx_of(full_paper(language)), "word/styles.xml")
    styles = list(root.iter(f"{W}style"))
    assert len(styles) > 25
    for look in root.iter(f"{W}rPr"):
        own = {child.tag.removeprefix(W) for child in look}
        assert ("sz" in own) == ("szCs" in own)
        assert ("b" in own) == ("bCs" in own)
    (fonts,) = root.iter(f"{W}rFonts")
    assert {key.removeprefix(W) for key in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}


@pytest.mark.parametrize(
    ("language", "slot", "tag"),
    [("ar", "bidi", "ar-SA"), ("zh", "eastAsia", "zh-CN"), ("fr", "val", "fr-FR"),
     ("lo", "bidi", "lo"), ("fa_AF", "bidi", "fa-AF")],
)  # fmt: skip
def test_the_language_of_a_paper_is_marked_where_word_looks_for_it(
    language: str, slot: str, tag: str
) -> None:
    document = replace(paper("en", (Paragraph("a"),)), language=language)
    (mark,) = part(docx_of(document), "word/styles.xml").iter(f"{W}lang")
    assert mark.get(f"{W}{slot}") == tag


@pytest.mark.parametrize(
    ("language", "others"), [("ar", {"en", "fr", "zh"}), ("en", {"ar", "fr", "zh"})]
)
def test_passages_in_other_languages_are_marked_as_such(language: str, others: set[str]) -> None:
    document = full_paper(language)
    seen = set()
    for one, passage in zip(_with_text(docx_of(document)), passages(document), strict=True):
        spoken = {passage.language, *(run.language for run in passage.runs if run.language)}
        assert _marked(one) == {MARKS[own] for own in spoken - {language}}, passage.text
        seen |= spoken
    assert seen == {language, *others}


def test_a_run_in_another_language_says_which() -> None:
    runs = (Run("See "), Run("北部地区", language="zh"), Run("ພາສາ", language="lo"))
    data = docx_of(paper("en", (Paragraph("", runs=runs),)))
    plain, chinese, lao = pieces(paragraphs(data, "BodyText")[0])
    assert not plain.language
    assert (chinese.language, lao.language) == ({"eastAsia": "zh-CN"}, {"bidi": "lo"})
    fonts = [fonts.attrib for fonts in part(data).iter(f"{W}rFonts")]
    assert fonts == [{f"{W}hint": "eastAsia"}, {f"{W}cs": "Leelawadee UI"}]


@pytest.mark.parametrize(("language", "edge"), [("en", "right"), ("ar", "left")])
def test_figures_stand_at_the_right_edge_of_the_sheet_in_both_directions(
    language: str, edge: str
) -> None:
    """In a paragraph from right to left, Word takes left for where lines begin."""
    rows = (cells(("x", "1,234")), (Cell("y"), Cell("not known", language="en")))
    block = Table(columns=(Column(), Column(Align.NUMBER)), head=(cells(("a", "b")),), rows=rows)
    found = [one for one in paragraphs(docx_of(paper(language, (block,)))) if text_of(one)]
    by_text = {text_of(one): one for one in found if style_of(one).startswith("Table")}
    assert property_of(by_text["1,234"], "jc") == edge
    assert property_of(by_text["b"], "jc") == edge
    assert property_of(by_text["not known"], "jc") == "right"


@pytest.mark.parametrize(("first", "second"), [("en", "ar"), ("ar", "fr")])
def test_the_second_text_of_a_cell_begins_where_its_language_does(first: str, second: str) -> None:
    """Left means the beginning of the line in both: Word turns it round itself."""
    row = (Cell("one", second="two"), Cell("1,234", second="1 234"))
    block = Table(columns=(Column(), Column(Align.NUMBER)), head=(cells(("a", "b")),), rows=(row,))
    document = replace(paper(first, (block,)), second_language=second)
    by_text = {text_of(one): one for one in paragraphs(docx_of(document))}
    edges = [property_of(by_text[text], "jc") for text in ("one", "two", "1,234", "1 234")]
    figures = {"ar": "left", "en": "right", "fr": "right"}
    assert edges == ["left", "left", figures[first], figures[second]]


def test_columns_are_written_in_reading_order(arabic: bytes) -> None:
    """Word turns them round because of bidiVisual; the cells stay as they are read."""
    heads = [table[0] for table in tables(arabic) if table[0] == list(WORDS["ar"].columns)]
    assert len(heads) == 1
