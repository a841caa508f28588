"""Two languages beside one another: each in its own column, direction and language."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from pdf_reader import (
    Shown,
    painted_outside_marks,
    plain,
    read_aloud,
    shown_glyphs,
    structure,
    written,
)
from sample_paper import cells, paper
from sample_rich import side_by_side
from sample_words import WORDS

from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    InSecond,
    KeyFigure,
    KeyFigures,
    ListItem,
    ListItems,
    Masthead,
    Paragraph,
    Run,
    SideBySide,
    Table,
)
from ccmdesk.report.pdf.sheet import BOTTOM, LEFT, TEXT_WIDTH

MIDDLE = LEFT + TEXT_WIDTH / 2


def two(*blocks: Block, first: str = "en", second: str = "fr") -> Document:
    return replace(paper(first, blocks), second_language=second)


def test_the_first_language_stands_where_lines_begin() -> None:
    pair = SideBySide(Paragraph("Q"), Paragraph("W"))
    for first, second, at_left in (("en", "fr", True), ("ar", "en", False)):
        glyphs = shown_glyphs(written(two(pair, first=first, second=second)))
        place = {glyph.text: glyph for glyph in glyphs if 700 < glyph.y < 755}
        assert (place["Q"].left < MIDDLE) is at_left
        assert (place["W"].left < MIDDLE) is not at_left


def test_each_column_runs_its_own_way_and_says_its_language() -> None:
    pair = SideBySide(Paragraph("Word"), Paragraph(WORDS["ar"].places[0]))
    data = written(two(pair, second="ar"))
    said = read_aloud(data)
    assert [each.language for each in said] == ["en", "ar"]
    arabic = [g for g in shown_glyphs(data) if g.left > MIDDLE and 700 < g.y < 755]
    assert max(glyph.right for glyph in arabic) == pytest.approx(LEFT + TEXT_WIDTH, abs=0.5)


def test_numbers_stand_in_both_columns_and_each_pair_is_read_in_turn() -> None:
    pairs = [
        SideBySide(Paragraph(f"en{n}", number=f"{n}."), Paragraph(f"fr{n}", number=f"{n}."))
        for n in (1, 2)
    ]
    data = written(two(*pairs))
    assert [each.text for each in read_aloud(data)] == [
        *("1.", "en1", "1.", "fr1"),
        *("2.", "en2", "2.", "fr2"),
    ]
    tags = structure(data)
    assert [tag.kind for tag in tags].count("L") == 1
    assert [tag.language for tag in tags if tag.kind == "LBody"] == ["", "fr", "", "fr"]


def test_first_lines_stand_on_one_baseline_whatever_the_script() -> None:
    pair = SideBySide(Paragraph("Word"), Paragraph(WORDS["lo"].places[0]))
    glyphs = [g for g in shown_glyphs(written(two(pair, second="lo"))) if 700 < g.y < 755]
    left = next(g.y for g in glyphs if g.text == "W")
    assert left in {round(glyph.y, 3) for glyph in glyphs if glyph.left > MIDDLE} | {
        glyph.y for glyph in glyphs if glyph.left > MIDDLE
    }


def test_items_that_belong_together_stand_beside_one_another() -> None:
    own = ListItems((ListItem("A " * 60), ListItem("Q")))
    pair = SideBySide(own, ListItems((ListItem("B"), ListItem("W"))))
    glyphs = {g.text: g for g in shown_glyphs(written(two(pair))) if 500 < g.y < 755}
    assert glyphs["Q"].y == pytest.approx(glyphs["W"].y, abs=0.1)
    assert glyphs["B"].y > glyphs["W"].y + 20


@pytest.mark.parametrize("second", ["fr", "ar", "zh"])
def test_long_columns_go_over_the_page_together(second: str) -> None:
    own = " ".join(f"a{number}" for number in range(700))
    other = " ".join(f"b{number}" for number in range(1_500))
    pair = SideBySide(Paragraph(own, number="1."), Paragraph(other, number="1."))
    data = written(two(Paragraph("before"), pair, Paragraph("after"), second=second))
    pdf = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) > 1
    assert "a0" in pages[0]
    assert "b0" in pages[0]
    text = plain("".join(pages))
    assert all(f"a{number}" in text for number in range(700))
    assert all(f"b{number}" in text for number in range(1_500))
    assert painted_outside_marks(data) == 0
    for page in range(len(pages)):
        glyphs = [g for g in shown_glyphs(data, page) if 52 < g.y < 755]
        assert min(glyph.y for glyph in glyphs) > BOTTOM - 2
        own_column = [g for g in glyphs if g.text == "a"]
        assert not [g for g in own_column if g.right > MIDDLE]


def test_a_heading_beside_another_is_listed_once_and_stays_with_what_follows() -> None:
    for count in range(33, 38):
        blocks: tuple[Block, ...] = (
            Contents("C", depth=1),
            *(Paragraph("x") for _ in range(count)),
            SideBySide(Heading(1, "Alpha"), Heading(1, "Bravo")),
            SideBySide(Paragraph("Text"), Paragraph("Texte")),
        )
        pdf = pypdfium2.PdfDocument(written(two(*blocks)))
        assert [mark.get_title() for mark in pdf.get_toc()] == ["Alpha"]
        last = pdf[len(pdf) - 1].get_textpage().get_text_range()
        assert ("Bravo" in last) is ("Texte" in last)


def test_footnotes_of_both_columns_stand_at_the_foot() -> None:
    def noted(text: str) -> Paragraph:
        return Paragraph(text, runs=(Run(text, footnote=f"note on {text}"), Run(" ")))

    data = written(two(SideBySide(noted("one"), noted("deux"))))
    said = [each.text for each in read_aloud(data) if "Note" in each.path]
    assert said == ["1", "note on one", "2", "note on deux"]


@pytest.mark.parametrize("language", WORDS)
def test_columns_of_every_language_keep_apart(language: str) -> None:
    heading, even, _, items = side_by_side(language)
    document = paper(language, (heading, even, items))
    data = written(document)
    for page in range(len(pypdfium2.PdfDocument(data))):
        glyphs = [glyph for glyph in shown_glyphs(data, page) if 52 < glyph.y < 755]
        over = [g for g in glyphs if g.left < MIDDLE - 8.5 and g.right > MIDDLE + 8.5]
        assert over == []
        assert not [
            g for g in glyphs if g.left > MIDDLE - 8 and g.right < MIDDLE + 8 and g.text.strip()
        ]


def test_a_cell_has_its_second_text_below_in_its_own_direction() -> None:
    block = Table(
        columns=(Column(), Column()),
        head=((Cell("Head", second="رأس"), Cell("B")),),
        rows=((Cell("One\nTwo", second="نص"), Cell("x")),),
    )
    data = written(two(block, second="ar"))
    glyphs = {g.text: g for g in shown_glyphs(data) if 600 < g.y < 755}
    assert glyphs["ن"].y < glyphs["T"].y - 8
    assert glyphs["ن"].left > glyphs["T"].left
    said = [(each.text, each.language) for each in read_aloud(data)]
    assert ("OneTwo", "en") in said
    assert [language for text, language in said if sorted(text) == sorted("نص")] == ["ar"]


def test_a_row_higher_than_a_page_keeps_its_second_text_below_the_first() -> None:
    first = "\n".join(f"a{number}" for number in range(90))
    second = "\n".join(f"b{number}" for number in range(90))
    block = Table(
        columns=(Column(), Column()),
        head=(cells(("H", "I")),),
        rows=((Cell(first, second=second), Cell("x")),),
    )
    pdf = pypdfium2.PdfDocument(written(two(block)))
    words = " ".join(page.get_textpage().get_text_range() for page in pdf).split()
    order = [word for word in words if word[0] in "ab" and word[1:].isdigit()]
    assert order == [*first.split(), *second.split()]


def test_figures_stand_at_the_right_in_both_languages() -> None:
    block = Table(
        columns=(Column(weight=1.0), Column(Align.NUMBER)),
        head=((Cell("نص"), Cell("ن")),),
        rows=((Cell("نص"), Cell("1,234", second="5 678 KM")),),
    )
    glyphs = {g.text: g for g in shown_glyphs(written(two(block, first="ar", second="fr")))}
    assert glyphs["4"].right == pytest.approx(glyphs["M"].right, abs=1.0)


@pytest.mark.parametrize("caption", ["Caption", "Caption " * 11])
def test_a_caption_has_the_second_at_the_far_edge_or_below(caption: str) -> None:
    block = Table(columns=(Column(),), head=((Cell("H"),),), rows=(), caption=caption,
                  second_caption="المادة 4: مساعدة 2027")  # fmt: skip
    data = written(two(block, second="ar"))
    glyphs = [g for g in shown_glyphs(data) if 700 < g.y < 755]
    arabic = [g for g in glyphs if "\u0600" < g.text < "\u06ff"]
    assert max(g.right for g in arabic) == pytest.approx(LEFT + TEXT_WIDTH, abs=1.0)
    four, year = (next(g for g in glyphs if g.text == digit) for digit in "47")
    assert four.left > year.left, "the year stands after the number of the article"
    on_one_line = abs(arabic[0].y - next(g.y for g in glyphs if g.text == "C")) < 1
    assert on_one_line is (len(caption) < 20)
    assert [each.language for each in read_aloud(data)][:2] == ["en", "ar"]


def test_a_figure_in_the_second_language_runs_as_in_its_own_paper() -> None:
    shown = KeyFigures((KeyFigure("Q", "1"), KeyFigure("ن", "31 ديسمبر 2025")))
    glyphs = shown_glyphs(written(two(InSecond(shown), second="ar")))
    alone = shown_glyphs(written(paper("ar", (shown,))))

    def placed(found: list[Shown]) -> list[tuple[str, float]]:
        return [(g.text, round(g.left, 1)) for g in found if 600 < g.y < 755]

    assert placed(glyphs) == placed(alone)
    said = read_aloud(written(two(InSecond(shown), second="ar")))
    assert {each.language for each in said} == {"ar"}


def test_the_title_in_the_second_language_has_its_own_lines_and_direction() -> None:
    head = Masthead(organisation="O", symbol="S", title="Title", subtitle="Draft",
                    second=("البوسنة: المادة 4", "مسودة", ""))  # fmt: skip
    data = written(two(head, second="ar"))
    said = [(each.text, each.language) for each in read_aloud(data)]
    assert said[2:4] == [("Title", "en"), ("Draft", "en")]
    assert [language for _, language in said[4:]] == ["ar", "ar"]
    four = next(g for g in shown_glyphs(data) if g.text == "4")
    arabic = [g for g in shown_glyphs(data) if g.text in "البوسنة" and abs(g.y - four.y) < 1]
    assert arabic
    assert all(g.left > four.left for g in arabic), "the number is at the end of the line"
