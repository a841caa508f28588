"""Charts, time lines and maps of a Word file: a picture each, its caption, and what it shows."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from block_texts import figures_of
from docx_reader import alternatives, docx_of, paragraphs, style_of, text_of, texts
from PIL import Image
from sample_paper import CREATED, chart, full_paper, paper, time_line

from ccmdesk.report.blocks import Document, Table
from ccmdesk.report.charts import Chart, ChartKind, Ink, TimeBar, TimeGroup, TimeLine
from ccmdesk.report.docx.figures import figure_nodes
from ccmdesk.report.docx.package import Package
from ccmdesk.report.docx.paper import Paper
from ccmdesk.report.docx.pictures import Picture
from ccmdesk.report.docx.png import png_of
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.pdf.styles import Styles


def test_figures_are_pictures_with_words_for_those_who_do_not_see_them() -> None:
    document = full_paper("en")
    english = docx_of(document)
    figures = figures_of(document)
    assert alternatives(english) == [figure.alternative for figure in figures]
    captioned = [b for b in document.blocks if isinstance(b, Table | Chart | TimeLine | AreaMap)]
    assert texts(english, "Caption") == [block.caption for block in captioned]
    above = [text_of(one) for one, own in pairwise(paragraphs(english)) if _is_picture(own)]
    assert above == [figure.caption for figure in figures]
    pictures = _pictures(english)
    assert len(pictures) == len(figures)
    for picture in pictures:
        assert picture.mode == "RGB"
        assert picture.width == pytest.approx((595.28 - 112 + 3) * 200 / 72, abs=3)
        assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)
        colours = picture.getcolors(maxcolors=1 << 20)
        assert colours is not None
        assert len(colours) > 8
        assert picture.getpixel((0, picture.height - 1)) == (255, 255, 255)


def _is_picture(paragraph: ET.Element) -> bool:
    return style_of(paragraph) == "Picture"


def _pictures(data: bytes) -> list[Image.Image]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    return [Image.open(io.BytesIO(file)) for file in files]


def test_the_caption_is_not_drawn_into_the_picture() -> None:
    block = chart("en", ChartKind.LINES)
    plain = _pictures(docx_of(paper("en", (block,))))[0]
    other = _pictures(docx_of(paper("en", (replace(block, caption="W" * 60),))))[0]
    assert plain.tobytes() == other.tobytes()


def test_a_time_line_higher_than_a_page_becomes_several_pictures() -> None:
    line = time_line("en")
    bars = tuple(TimeBar(f"Activity {n}", line.start, line.end, Ink.SOLID) for n in range(90))
    block = replace(line, groups=(TimeGroup("All", bars),))
    data = docx_of(paper("en", (block,)))
    words = alternatives(data)
    count = len(words)
    assert count > 1
    assert words == [
        block.alternative, *(f"{block.caption} ({n}/{count})" for n in range(2, count + 1)),
    ]  # fmt: skip
    assert next(p.height for p in _pictures(data)) < 842 * 200 / 72
    assert len(texts(data, "Picture")) == count


def test_a_map_is_followed_by_its_note() -> None:
    block = AreaMap(
        caption="Areas", alternative="Two areas in the north", note="Lines say nothing of borders",
        country=(), around=(), areas=(), legend=(), scale=(10, "10 km"), anchor="map",
    )  # fmt: skip
    picture = Picture(png_of([b"\0" * 6] * 2, per_inch=200), 483.0, 300.0)
    document = Document(
        title="t", language="en", created=CREATED, blocks=(), running_foot=lambda _p, _n: ""
    )
    shared = Paper(
        document=document, language="en", styles=Styles("en"), package=Package(), names={},
        pages={}, pictures={id(block): [picture]}, tick=lambda: None,
    )  # fmt: skip
    caption, drawing, note = figure_nodes(shared, block)
    assert [next(n.iter("w:t")).text for n in (caption, note)] == [block.caption, block.note]
    (found,) = drawing.iter("wp:docPr")
    assert found.get("descr") == block.alternative
    assert list(drawing.iter("w:keepNext"))


def test_a_png_is_what_it_says() -> None:
    rows = [bytes((255, 0, 0, 0, 255, 0)), bytes((0, 0, 255, 9, 9, 9))]
    data = png_of(rows, per_inch=200)
    assert struct.unpack(">II", data[16:24]) == (2, 2)
    picture = Image.open(io.BytesIO(data))
    assert picture.tobytes() == b"".join(rows)
