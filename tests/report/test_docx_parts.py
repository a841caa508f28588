"""The parts of a Word file: what the schema wants, the same bytes each time, work given up."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx_reader import W, docx_of, names, part, schema_errors, texts
from rich_paper import rich_paper
from sample_paper import CREATED, full_paper, paper

from ccmdesk.report.blocks import Paragraph
from ccmdesk.report.cancel import Cancelled
from ccmdesk.report.docx.element import node
from ccmdesk.report.docx.write import write

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
ORDERED = {
    "word/document.xml": [
        "pPr", "rPr", "tblPr", "tblBorders", "tblCellMar", "tcPr", "sectPr", "tbl", "sdt", "inline",
        "pic", "nvPicPr", "blipFill", "xfrm",
    ],
    "word/styles.xml": ["style", "pPr", "rPr", "docDefaults"],
    "word/settings.xml": ["settings"],
    "word/footnotes.xml": ["pPr"],
    "word/header-default.xml": ["pPr"],
    "word/footer-default.xml": ["pPr"],
}  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Return a file with every kind of block and every kind of property."""
    rich = rich_paper("ar", "en")
    plain = tuple(block for block in full_paper("ar", rows=3).blocks)
    without = replace(full_paper("ar"), blocks=plain)
    return _joined(docx_of(without), docx_of(rich))


def _joined(data: bytes, other: bytes) -> bytes:
    """Put the footnotes part of another file into one; the marks of these notes are not needed."""
    return _changed(data, "word/footnotes.xml", part(other, "word/footnotes.xml"))


def _changed(data: bytes, name: str, root: ET.Element) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, ET.tostring(root) if entry == name else old.read(entry))
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_as_the_schema_wants_it(language: str, tmp_path: Path) -> None:
    second = "en" if language == "ar" else "ar"
    assert schema_errors(docx_of(full_paper(language)), tmp_path) == []
    assert schema_errors(docx_of(rich_paper(language, second)), tmp_path) == []


@pytest.mark.parametrize(
    ("name", "element"), [(name, one) for name, many in ORDERED.items() for one in many]
)
def test_children_in_another_order_are_found(
    name: str, element: str, whole: bytes, tmp_path: Path
) -> None:
    """The check of the test above is only worth something if it sees this."""
    root = part(whole, name)
    turned = 0
    for found in root.iter():
        tags = [child.tag for child in found]
        if found.tag.rpartition("}")[2] == element and len(set(tags)) > 1:
            found[:] = list(found)[::-1]
            turned += 1
    assert turned
    assert schema_errors(_changed(whole, name, root), tmp_path)


def test_an_element_that_the_standard_does_not_know_is_found(whole: bytes, tmp_path: Path) -> None:
    root = part(whole)
    ET.SubElement(root.findall(f".//{W}rPr")[0], f"{W}shiny")
    assert schema_errors(_changed(whole, "word/document.xml", root), tmp_path)


def test_properties_find_their_places_and_unknown_ones_are_refused() -> None:
    made = node("w:pPr", node("w:jc"), node("w:pStyle"), node("w:bidi"))
    assert [child.tag for child in made] == ["w:pStyle", "w:bidi", "w:jc"]
    with pytest.raises(KeyError):
        node("w:pPr", node("w:numPr"))


def test_a_paper_is_the_same_to_the_byte_when_written_again() -> None:
    first, second = docx_of(full_paper("ar")), docx_of(full_paper("ar"))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names(first)[:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_the_file_says_what_it_is_and_when_the_paper_was_made() -> None:
    document = replace(paper("fr", (Paragraph("a"),)), subject="Sujet")
    said = {child.tag.rpartition("}")[2]: child.text for child in _core(docx_of(document))}
    assert said["title"] == document.title
    assert said["creator"] == "Sample authority"
    assert said["subject"] == "Sujet"
    assert said["language"] == "fr-FR"
    assert dt.datetime.fromisoformat(str(said["created"])) == CREATED


def _core(data: bytes) -> ET.Element:
    return part(data, "docProps/core.xml")


def test_giving_up_leaves_nothing() -> None:
    for patience in (0, 1, 15, 40):
        out = io.BytesIO()
        told: list[int] = []

        def lose_patience(done: int, steps: int, told: list[int] = told) -> None:
            assert 0 <= done <= steps
            told.append(done)
            if len(told) > patience:  # noqa: B023 - called only inside this round
                raise Cancelled

        with pytest.raises(Cancelled):
            write(full_paper("en"), out, progress=lose_patience)
        assert out.getvalue() == b""
        assert len(told) == patience + 1


def test_progress_goes_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    write(full_paper("en"), io.BytesIO(), progress=lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_papers_written_at_the_same_time_do_not_mix() -> None:
    languages = ["en", "ar", "zh", "ru"]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda language: docx_of(full_paper(language)), languages))
    assert together == [docx_of(full_paper(language)) for language in languages]


def test_characters_that_xml_forbids_do_not_spoil_the_file(tmp_path: Path) -> None:
    text = 'a\x00b\x0bc\ufffed\uffff <e> & "f" ]]> \ud800 g\nh'
    document = replace(paper("en", (Paragraph(text),)), title=text, banner=text)
    data = docx_of(document)
    assert texts(data) == ['abcd <e> & "f" ]]> \ufffd g\nh']
    assert schema_errors(data, tmp_path) == []
