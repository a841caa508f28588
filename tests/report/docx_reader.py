"""Reads finished Word files back from their parts, knowing nothing of the writer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from block_texts import Place
from openxml_audit import OpenXmlValidator, ValidationErrorType

from ccmdesk.report.blocks import Document
from ccmdesk.report.docx.write import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BREAKS = {f"{W}br": "\n", f"{W}tab": "\t"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run: its text, its own properties by name, and what its marks say."""

    text: str
    marks: frozenset[str]
    style: str
    language: dict[str, str]


def docx_of(document: Document) -> bytes:
    """Return *document* as a Word file."""
    out = io.BytesIO()
    write(document, out)
    return out.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> ET.Element:
    """Return the outermost element of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - our own file


def names(data: bytes) -> list[str]:
    """Return the parts in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def schema_errors(data: bytes, folder: Path) -> list[str]:
    """Return what the schemas of the Open XML SDK find wrong: order, names, values, references.

    They ask for two parts that the standard does not: a table of fonts, and a theme.
    """
    file = folder / "checked.docx"
    file.write_bytes(data)
    found = OpenXmlValidator(max_errors=50).validate(file).errors
    asked = ("relationships/fontTable' is missing", "relationships/theme' is missing")
    return [
        str(error)
        for error in found
        if error.error_type is not ValidationErrorType.SEMANTIC
        or not any(words in error.description for words in asked)
    ]


def text_of(element: ET.Element) -> str:
    """Return the text of everything inside, tabs and line ends included."""
    parts = (
        child.text or "" if child.tag == f"{W}t" else _BREAKS.get(child.tag, "")
        for child in element.iter()
        if not _is_tab_stop(child)
    )
    return "".join(parts)


def _is_tab_stop(element: ET.Element) -> bool:
    return element.tag == f"{W}tab" and f"{W}pos" in element.attrib


def pieces(element: ET.Element) -> Iterator[Piece]:
    """Yield the runs inside that hold text."""
    for run in element.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        own = [] if look is None else list(look)
        style = "" if look is None else _value(look, "rStyle")
        marks = frozenset(child.tag.removeprefix(W) for child in own)
        language = next((child.attrib for child in own if child.tag == f"{W}lang"), {})
        if text := text_of(run):
            short = {key.removeprefix(W): value for key, value in language.items()}
            yield Piece(text, marks, style, short)


def style_of(paragraph: ET.Element) -> str:
    """Return the style of a paragraph."""
    return _value(paragraph[0], "pStyle")


def property_of(paragraph: ET.Element, name: str) -> str | None:
    """Return a property of a paragraph: its value, empty when it only is there, None when not."""
    found = paragraph[0].find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "")


def paragraphs(data: bytes, style: str = "") -> list[ET.Element]:
    """Return the paragraphs of the text in order, those of one style when it is named."""
    every = part(data).iter(f"{W}p")
    return [one for one in every if not style or style_of(one) == style]


def texts(data: bytes, style: str = "") -> list[str]:
    """Return their texts."""
    return [text_of(one) for one in paragraphs(data, style)]


def tables(data: bytes) -> list[list[list[str]]]:
    """Return the texts of all cells, table by table, row by row; paragraphs are lines."""
    return [
        [[_cell(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in part(data).iter(f"{W}tbl")
    ]


def grids(data: bytes) -> list[list[list[Place]]]:
    """Return the cells of all tables with what they cover, table by table, row by row."""
    return [
        [[_place(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in part(data).iter(f"{W}tbl")
    ]


def footnotes(data: bytes) -> list[ET.Element]:
    """Return the paragraphs of the footnotes in the order in which the text refers to them."""
    notes = {note.get(f"{W}id"): note for note in part(data, "word/footnotes.xml")}
    marks = part(data).iter(f"{W}footnoteReference")
    return [one for mark in marks for one in notes[mark.get(f"{W}id")].iter(f"{W}p")]


def alternatives(data: bytes) -> list[str]:
    """Return what is said instead of each picture."""
    return [picture.get("descr", "") for picture in part(data).iter(f"{DRAWING}docPr")]


def _cell(cell: ET.Element) -> str:
    return "\n".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p"))


def _place(cell: ET.Element) -> Place:
    span, merge = cell[0].find(f"{W}gridSpan"), cell[0].find(f"{W}vMerge")
    return Place(
        _cell(cell),
        1 if span is None else int(span.get(f"{W}val", "")),
        None if merge is None else merge.get(f"{W}val", ""),
    )


def _value(element: ET.Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")
