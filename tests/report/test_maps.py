"""Maps: never mirrored, cut to their frame, told apart without colour, quick with many areas."""

from __future__ import annotations

import io
import math
import re
import time
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from pdf_reader import painted_outside_marks, shown_glyphs, structure, text_by_pdfium, written
from sample_paper import paper
from sample_rich import area_map
from sample_words import WORDS

from ccmdesk.report.blocks import Paragraph
from ccmdesk.report.charts import Ink
from ccmdesk.report.maps import AreaMap, MapArea, MapName
from ccmdesk.report.pdf.map_field import Size, field_of
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH

SQUARE = ((10.0, 50.0), (14.0, 50.0), (14.0, 54.0), (10.0, 54.0))
FOUR_PAGES_A_SECOND = 4.0


def plain_map(*areas: MapArea, **changes: object) -> AreaMap:
    block = AreaMap(
        caption="Caption", alternative="In words", note="Boundaries", country=(SQUARE,), around=(),
        areas=areas, legend=(), scale=(100, "100 km"),
    )  # fmt: skip
    return replace(block, **changes)  # type: ignore[arg-type]


def picture(block: AreaMap, language: str = "en", scale: float = 1.0) -> bytes:
    page = pypdfium2.PdfDocument(written(paper(language, (block,))))[0]
    image = page.render(scale=scale).to_pil().convert("L")
    return bytes(image.tobytes())


def test_degrees_of_longitude_are_narrowed_by_the_middle_latitude() -> None:
    field = field_of(plain_map(), Size(483, 350))
    (west, south), (east, north) = field.point((10, 50)), field.point((14, 54))
    assert (east - west) / (north - south) == pytest.approx(math.cos(math.radians(52)))
    assert north > south
    assert east > west


@pytest.mark.parametrize(
    "country", [SQUARE, ((0, 0), (9, 0), (9, 1), (0, 1)), ((0, 0), (1, 0), (1, 9), (0, 9))]
)
def test_a_map_is_as_wide_as_the_text_and_at_most_half_a_page_high(
    country: tuple[tuple[float, float], ...],
) -> None:
    field = field_of(plain_map(country=(country,)), Size(TEXT_WIDTH, 350))
    assert field.size.width == TEXT_WIDTH
    assert field.size.height <= 350
    corners = [field.point(place) for place in country]
    assert all(field.holds(corner) for corner in corners)


def test_a_country_over_the_date_line_stays_in_one_piece() -> None:
    fiji = ((177.0, -19.0), (-179.0, -19.0), (-179.0, -16.0), (177.0, -16.0))
    field = field_of(plain_map(country=(fiji,)), Size(400, 350))
    xs = [field.point(place)[0] for place in fiji]
    assert xs[0] < xs[1]
    assert all(0 < x < 400 for x in xs)


def test_a_map_is_the_same_in_both_directions() -> None:
    drawn = {
        language: _drawn(written(paper(language, (area_map("en"),)))) for language in ("en", "ar")
    }
    assert drawn["en"] == drawn["ar"]
    field = field_of(area_map("en"), Size(TEXT_WIDTH, 350))
    assert field.point((104, 18))[0] < field.point((106, 18))[0]


def _drawn(data: bytes) -> list[bytes]:
    """Return the shapes of a map, wherever on the page it stands."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    return re.findall(rb" cm (q .* W n .*)", content)


@pytest.mark.parametrize("shape", ["polygon", "mark"])
def test_areas_are_told_apart_without_colour(shape: str) -> None:
    looks = set()
    for ink in Ink:
        ring = ((11.0, 51.0), (13.0, 51.0), (13.0, 53.0), (11.0, 53.0))
        outline = ring if shape == "polygon" else ((12.0, 52.0),)
        looks.add(picture(plain_map(MapArea(outline, ink)), scale=3))
    assert len(looks) == len(Ink)


def test_what_lies_outside_is_cut_off() -> None:
    far = ((-90.0, -60.0), (170.0, -60.0), (170.0, 80.0), (-90.0, 80.0))
    data = written(paper("en", (plain_map(MapArea(far, Ink.SOLID), around=(far,)), Paragraph("x"))))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    paths = re.findall(rb"(-?[\d.]+) (-?[\d.]+) [ml]", content)
    assert max(abs(float(x)) for x, _ in paths) < 1_000
    assert b" W n" in content
    image = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    assert {image.getpixel((20, y)) for y in range(100, 700)} == {255}


def test_names_scale_legend_note_and_alternative_are_there() -> None:
    block = area_map("fr")
    data = written(paper("fr", (block,)))
    text = " ".join(text_by_pdfium(data).split())
    words = WORDS["fr"]
    for expected in (
        *words.series,
        words.places[1],
        words.places[3],
        "100 km",
        "CCM/MSP/2026/WP.3",
    ):
        assert expected in text
    (figure,) = [tag for tag in structure(data) if tag.kind == "Figure"]
    assert figure.alternative == words.paragraph
    assert [tag.kind for tag in structure(data)] == ["Document", "P", "Figure", "P"]
    assert painted_outside_marks(data) == 0


def test_the_bar_is_as_long_as_it_says() -> None:
    data = written(paper("en", (plain_map(),)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    halves = re.findall(rb"0\.15 G 0\.5 w ([\d.]+) [\d.]+ ([\d.]+) 3\.00 re B", content)
    assert len(halves) == 2
    field = field_of(plain_map(), Size(TEXT_WIDTH, 0.5 * 697.89 - 9))
    assert sum(float(width) for _, width in halves) == pytest.approx(field.length(100), rel=0.05)


def test_no_words_stand_over_others_or_over_the_edge() -> None:
    block = area_map("en", areas=200)
    block = replace(
        block, areas=tuple(replace(a, label=f"Area {n}") for n, a in enumerate(block.areas))
    )
    block = replace(block, legend=(), note="", caption="")
    glyphs = [g for g in shown_glyphs(written(paper("en", (block,)))) if 100 < g.y < 740]
    assert min(g.left for g in glyphs) > LEFT
    assert max(g.right for g in glyphs) < LEFT + TEXT_WIDTH
    letters = [g for g in glyphs if g.text.strip()]
    for one in letters:
        over = [g for g in letters if g is not one and abs(g.y - one.y) < 5.5]
        assert not [g for g in over if one.left + 0.5 < g.right and g.left < one.right - 0.5]


def test_a_tiny_outline_becomes_a_mark_of_fixed_size() -> None:
    tiny = ((12.0, 52.0), (12.001, 52.0), (12.001, 52.001))
    place = replace(plain_map(MapArea(((12.0005, 52.0005),), Ink.SOLID)))
    assert picture(plain_map(MapArea(tiny, Ink.SOLID))) == picture(place)


def test_thousands_of_areas_stay_quick_and_small() -> None:
    block = area_map("en", areas=6_000)
    start = time.process_time()
    data = written(paper("en", (block,)))
    assert time.process_time() - start < FOUR_PAGES_A_SECOND
    assert len(data) < 500_000


def test_a_map_without_a_country_or_areas_does_no_harm() -> None:
    bare = plain_map(country=(), names=(MapName((0, 0), "Here"),))
    assert "Here" in text_by_pdfium(written(paper("en", (bare,))))


def test_the_note_stays_with_its_map() -> None:
    for count in range(10, 24, 3):
        filler = tuple(Paragraph("x") for _ in range(count))
        pdf = pypdfium2.PdfDocument(written(paper("en", (*filler, plain_map()))))
        texts = [page.get_textpage().get_text_range() for page in pdf]
        (page,) = [text for text in texts if "Boundaries" in text]
        assert "100 km" in page
        assert "Caption" in page
