"""How blocks are put on pages: splitting, widths, mirroring, notes of progress."""

from __future__ import annotations

import datetime as dt
import gc
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from pdf_reader import Shown, painted_outside_marks, shown_glyphs, text_by_pdfium, written
from sample_paper import cells, chart, full_paper, paper, rows_of, table, time_line
from sample_words import WORDS

from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Contents,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)
from ccmdesk.report.cancel import Cancelled
from ccmdesk.report.charts import ChartKind, Ink, Series, TimeBar, TimeGroup, axis_at, round_ticks
from ccmdesk.report.pdf.columns import PAD, column_widths
from ccmdesk.report.pdf.sheet import BOTTOM, LEFT, TEXT_WIDTH
from ccmdesk.report.pdf.styles import Role, Styles
from ccmdesk.report.pdf.write import write
from ccmdesk.report.text.face import Face

EDGE = 0.5  # points an outline or a rounded coordinate may stand over


def all_glyphs(data: bytes) -> list[list[Shown]]:
    return [shown_glyphs(data, page) for page in range(len(pypdfium2.PdfDocument(data)))]


def body_of(glyphs: list[Shown]) -> list[Shown]:
    """Leave out banner, running head and foot."""
    return [glyph for glyph in glyphs if BOTTOM - 2 < glyph.y < 755]


@pytest.mark.parametrize("language", WORDS)
def test_nothing_stands_outside_the_margins(language: str) -> None:
    for glyphs in all_glyphs(written(full_paper(language))):
        assert min(glyph.left for glyph in glyphs) > LEFT - EDGE
        assert max(glyph.right for glyph in glyphs) < LEFT + TEXT_WIDTH + EDGE
        assert not [glyph for glyph in glyphs if 51 < glyph.y < BOTTOM - 2]


def test_a_long_paragraph_goes_on_over_the_page_with_two_lines_at_least() -> None:
    text = " ".join(["clearance"] * 900)
    pages = all_glyphs(written(paper("en", (Paragraph("a"), Paragraph(text)))))
    lines = [len({round(glyph.y) for glyph in body_of(glyphs)}) for glyphs in pages]
    assert len(pages) > 1
    assert min(lines) >= 2


def test_a_heading_stays_with_what_follows() -> None:
    for count in range(33, 37):
        filler: tuple[Block, ...] = (Paragraph("x"),) * count
        blocks = (*filler, Heading(1, "Last"), Paragraph("Text " * 40))
        pages = text_by_pdfium(written(paper("en", blocks))).split("Last")
        assert len(pages) == 2
        assert pages[1].strip().startswith("Text")


def test_a_row_higher_than_a_page_is_divided() -> None:
    lines = [f"L{number:03d}" for number in range(200)]
    block = Table(
        columns=(Column(), Column()),
        head=(cells(("One", "Two")),),
        rows=(cells(("\n".join(lines), "beside")), cells(("after", ""))),
    )
    data = written(paper("en", (Paragraph("before"), block)))
    text = text_by_pdfium(data).split()
    assert [text.count(line) for line in lines] == [1] * 200
    for glyphs in all_glyphs(data):
        assert not [glyph for glyph in glyphs if 51 < glyph.y < BOTTOM - 2]
    assert painted_outside_marks(data) == 0


def test_a_word_wider_than_its_column_stays_in_its_cell() -> None:
    block = Table(
        columns=tuple(Column() for _ in range(6)),
        head=(cells(tuple("abcdef")),),
        rows=(cells(("X" * 120, "Y" * 80, "z", "z", "z", "Q" * 60)),),
    )
    glyphs = body_of(shown_glyphs(written(paper("en", (block,)))))
    xs = [glyph.right for glyph in glyphs if glyph.text == "X"]
    ys = [glyph for glyph in glyphs if glyph.text == "Y"]
    assert max(xs) <= min(glyph.left for glyph in ys)
    assert max(glyph.right for glyph in glyphs) < LEFT + TEXT_WIDTH
    assert len(xs) == 120


@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh"])
def test_columns_are_as_wide_as_their_figures(language: str) -> None:
    styles = Styles(language)
    widths = column_widths(table(language, 60), styles, TEXT_WIDTH)
    assert sum(widths) == pytest.approx(TEXT_WIDTH)
    style = styles.of(Role.CELL)
    for row in rows_of(language, 60):
        for index in (0, 3, 4, 5, 6, 7):
            assert style.widths(row[index])[1] + 2 * PAD <= widths[index] + 0.01


def test_figures_stay_whole_where_not_even_parts_of_words_have_room() -> None:
    words = cells(("W" * 40,) * 11 + ("BLU-97/B", "32\u202f253", "96\u202f759 m²", "1 March 2028"))
    block = Table(
        columns=(Column(),) * 15, head=(cells(("Responsibilities",) * 15),), rows=(words,)
    )
    styles = Styles("fr")
    widths = column_widths(block, styles, TEXT_WIDTH)
    assert sum(widths) == pytest.approx(TEXT_WIDTH)
    wholes = ("BLU-97/B", "32\u202f253", "96\u202f759", "2028")
    for figure, width in zip(wholes, widths[11:], strict=True):
        assert styles.of(Role.CELL).widths(figure)[1] + 2 * PAD <= width + 0.01


def test_columns_by_weight_share_what_the_others_leave() -> None:
    block = Table(
        columns=(Column(Align.NUMBER), Column(weight=1), Column(weight=3)),
        head=(cells(("N", "A", "B")),),
        rows=(cells(("12", "x", "y")),),
    )
    number, one, three = column_widths(block, Styles("en"), 400)
    assert three == pytest.approx(3 * one)
    assert number + one + three == pytest.approx(400)


def test_heads_get_a_line_to_themselves_where_there_is_room() -> None:
    block = Table(
        columns=(Column(), Column()),
        head=(cells(("面积（平方米）", "序号")),),
        rows=(cells(("1", "2")),),
    )
    glyphs = body_of(shown_glyphs(written(paper("zh", (block,)))))
    assert len({round(glyph.y) for glyph in glyphs}) == 2


@pytest.mark.parametrize("language", ["en", "ar"])
def test_figures_end_at_the_same_right_edge_in_both_directions(language: str) -> None:
    block = Table(
        columns=(Column(), Column(Align.NUMBER), Column()),
        head=(cells(("a", "b", "c")),),
        rows=tuple(cells(("x", f"{number},007", "y")) for number in (1, 22, 333)),
    )
    glyphs = body_of(shown_glyphs(written(paper(language, (block,)))))
    ends = {round(glyph.right, 1) for glyph in glyphs if glyph.text == "7"}
    assert len(ends) == 1


def test_columns_run_from_the_right_in_a_paper_from_right_to_left() -> None:
    block = Table(
        columns=(Column(), Column()), head=(cells(("Q", "W")),), rows=(cells(("1", "2")),)
    )
    places = {}
    for language in ("en", "ar"):
        glyphs = shown_glyphs(written(paper(language, (block,))))
        places[language] = {glyph.text: glyph for glyph in body_of(glyphs)}
    assert places["en"]["Q"].left < places["en"]["W"].left
    assert places["ar"]["Q"].left > places["ar"]["W"].left
    assert places["ar"]["Q"].right > LEFT + TEXT_WIDTH - 2 * PAD


@pytest.mark.parametrize("kind", list(ChartKind))
def test_charts_run_from_the_right_in_a_paper_from_right_to_left(kind: ChartKind) -> None:
    for language, rising in (("en", True), ("ar", False)):
        block = replace(chart(language, kind), categories=tuple("QWERTYUI"), totals=())
        if kind is ChartKind.HORIZONTAL_BARS:
            block = replace(block, categories=tuple("QWERT"))
        glyphs = body_of(shown_glyphs(written(paper(language, (block,)))))
        zero = next(glyph for glyph in glyphs if glyph.text == "0")
        first = next(glyph for glyph in glyphs if glyph.text == "Q")
        assert (first.left < LEFT + TEXT_WIDTH / 2) is rising
        assert (zero.left < LEFT + TEXT_WIDTH / 2) is rising


def test_time_runs_from_the_right_in_a_paper_from_right_to_left() -> None:
    for language, rising in (("en", True), ("ar", False)):
        data = written(paper(language, (time_line(language),)))
        page = pypdfium2.PdfDocument(data)[0].get_textpage()
        early, late = (_place_of(page, year) for year in ("2028", "2033"))
        assert (early < late) is rising


def _place_of(page: pypdfium2.PdfTextPage, text: str) -> float:
    index, _ = page.search(text).get_next()
    left: float = page.get_charbox(index)[0]
    return left


def test_a_time_line_higher_than_a_page_is_split_and_names_its_years_again() -> None:
    bars = tuple(
        TimeBar(f"Activity {number}", dt.date(2027, 1, 1), dt.date(2028, 1, 1))
        for number in range(120)
    )
    block = replace(time_line("en"), groups=(TimeGroup("All", bars),))
    data = written(paper("en", (block,)))
    document = pypdfium2.PdfDocument(data)
    assert len(document) > 2
    for page in document:
        assert "2033" in page.get_textpage().get_text_range()
    assert painted_outside_marks(data) == 0


def test_names_of_marks_close_together_do_not_cover_each_other() -> None:
    data = written(paper("ru", (time_line("ru"),)))
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = []
    for name in (WORDS["ru"].deadline, WORDS["ru"].columns[6]):
        index, count = page.search(name).get_next()
        chars = [page.get_charbox(index + offset) for offset in range(count)]
        boxes.append((min(c[0] for c in chars), min(c[1] for c in chars),
                      max(c[2] for c in chars), max(c[3] for c in chars)))  # fmt: skip
    (left, low, right, high), (other_left, other_low, other_right, other_high) = boxes
    assert right < other_left or other_right < left or high < other_low or other_high < low


def test_values_that_are_not_known_leave_a_gap_and_zero_does_not() -> None:
    axis = axis_at(round_ticks(10), label="m²", show=str)
    series = Series("a", Ink.SOLID, (1.0, None, 0.0), ("one", "none", "zero"))
    block = replace(
        chart("en", ChartKind.LINES), categories=("x", "y", "z"), series=(series,), axis=axis
    )
    text = text_by_pdfium(written(paper("en", (block,))))
    assert "one" in text
    assert "zero" in text
    assert "none" not in text


@pytest.mark.parametrize("ink", list(Ink))
def test_every_ink_is_told_apart_without_colour(ink: Ink) -> None:
    looks = {}
    for each in (ink, *(other for other in Ink if other is not ink)):
        series = Series("a", each, (9.0, 9.0))
        block = replace(
            chart("en", ChartKind.STACKED_BARS), categories=("x", "y"), series=(series,), totals=()
        )
        page = pypdfium2.PdfDocument(written(paper("en", (block,))))[0]
        picture = page.render(scale=2).to_pil().convert("L")
        looks[each] = picture.tobytes()
    assert list(looks.values()).count(looks[ink]) == 1


def test_contents_name_the_pages_of_their_headings() -> None:
    blocks = (
        Contents("Contents", depth=1),
        Heading(1, "Alpha", number="I."),
        PageBreak(),
        Heading(1, "Beta"),
        Heading(2, "Gamma"),
        Paragraph("text"),
    )
    document = pypdfium2.PdfDocument(written(paper("en", blocks)))
    lines = document[0].get_textpage().get_text_range().split()
    start = lines.index("Contents")
    assert lines[start : start + 6] == ["Contents", "I.", "Alpha", "1", "Beta", "2"]


def test_six_key_figures_stand_in_two_even_rows() -> None:
    block = KeyFigures(tuple(KeyFigure("label", f"{n}Z") for n in range(6)))
    glyphs = [g for g in shown_glyphs(written(paper("en", (block,)))) if g.text == "Z"]
    rows = sorted({round(glyph.y) for glyph in glyphs})
    assert [len([g for g in glyphs if round(g.y) == row]) for row in rows] == [3, 3]


def test_tints_lie_behind_the_text() -> None:
    block = table("en", 1)
    data = written(paper("en", (block,)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.startswith(b"/Artifact<</Type/Layout>>BDC\nq")
    assert content.index(b"re f") < content.index(b"BT")


def test_progress_rises_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    write(full_paper("en"), io.BytesIO(), progress=lambda done, of: told.append((done, of)))
    steps = [done for done, _ in told]
    assert steps == sorted(steps)
    assert told[-1] == (steps[-1], steps[-1])


@pytest.mark.parametrize("after", [0, 3, 25])
def test_a_cancelled_paper_leaves_its_stream_untouched(after: int) -> None:
    calls = iter(range(10_000))

    def stop(_done: int, _steps: int) -> None:
        if next(calls) >= after:
            raise Cancelled

    out = io.BytesIO()
    with pytest.raises(Cancelled):
        write(full_paper("en"), out, progress=stop)
    assert out.getvalue() == b""


def test_a_long_table_can_be_cancelled_while_it_is_laid_out() -> None:
    told: list[int] = []
    block = table("en", 1_000)
    write(paper("en", (block,)), io.BytesIO(), progress=lambda done, _: told.append(done))
    assert told.count(0) >= 10


def test_a_cell_with_a_span_covers_its_columns() -> None:
    block = Table(
        columns=(Column(), Column(Align.NUMBER), Column(Align.NUMBER)),
        head=((Cell("a"), Cell("M", span=2)), cells(("", "one", "two"))),
        rows=(cells(("x", "1", "2")),),
    )
    glyphs = body_of(shown_glyphs(written(paper("en", (block,)))))
    merged = next(glyph for glyph in glyphs if glyph.text == "M")
    one, two = (next(g for g in glyphs if g.text == text) for text in "12")
    assert one.left < (merged.left + merged.right) / 2 + TEXT_WIDTH / 6 < two.right


def test_a_table_without_rows_and_boxes_without_figures_do_no_harm() -> None:
    block = Table(columns=(Column(),), head=(cells(("Head",)),), rows=())
    text = text_by_pdfium(written(paper("en", (block, KeyFigures(()), Paragraph("after")))))
    assert "Head" in text
    assert "after" in text


def test_a_chart_without_categories_still_has_its_axis() -> None:
    for kind in ChartKind:
        block = replace(chart("en", kind), categories=(), series=(), totals=())
        assert "2,000" in text_by_pdfium(written(paper("en", (block,))))


def test_nothing_is_kept_once_a_paper_is_written() -> None:
    write(full_paper("en"), io.BytesIO())
    gc.collect()
    assert not [thing for thing in gc.get_objects() if isinstance(thing, Face)]


def test_papers_written_at_the_same_time_do_not_mix() -> None:
    languages = ["en", "ar", "zh", "ru"] * 2
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda language: written(full_paper(language)), languages))
    assert together == [written(full_paper(language)) for language in languages]


def test_the_tree_of_blocks_needs_no_text_engine() -> None:
    code = (
        "import sys, ccmdesk.report.blocks, ccmdesk.lang.scripts;"
        "sys.exit(bool({'icu', 'uharfbuzz', 'reportlab', 'pikepdf'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_category_without_any_value_is_still_named() -> None:
    series = (Series("a", Ink.SOLID, (None, 0.0, 5.0)),)
    block = replace(
        chart("en", ChartKind.HORIZONTAL_BARS),
        categories=("none", "zero", "five"),
        series=series,
        totals=("not known", "0", "5"),
    )
    text = text_by_pdfium(written(paper("en", (block,))))
    assert all(word in text for word in ("none", "zero", "five", "not known"))


def test_a_text_at_the_end_of_the_time_line_stands_before_its_bar() -> None:
    bar = TimeBar("Activity", dt.date(2031, 1, 1), dt.date(2033, 12, 31), Ink.SOLID, "ZZZ")
    block = replace(time_line("en"), groups=(TimeGroup("All", (bar,)),))
    glyphs = body_of(shown_glyphs(written(paper("en", (block,)))))
    assert max(glyph.right for glyph in glyphs if glyph.text == "Z") < LEFT + 0.8 * TEXT_WIDTH


def test_a_legend_longer_than_a_line_goes_on_below() -> None:
    inks = list(Ink)
    legend = tuple((f"A rather long name of what the pattern {n} means", inks[n]) for n in range(6))
    block = replace(time_line("en"), legend=legend)
    text = " ".join(text_by_pdfium(written(paper("en", (block,)))).split())
    assert all(name in text for name, _ in legend)
    for glyphs in all_glyphs(written(paper("en", (block,)))):
        assert max(glyph.right for glyph in glyphs) < LEFT + TEXT_WIDTH + EDGE
