"""The list of contents: a field of Word, filled in with the headings and the pages of the PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.report.blocks import Contents, Heading
from ccmdesk.report.docx.element import Node, node, value
from ccmdesk.report.docx.fields import begin, end, field, shown
from ccmdesk.report.docx.paper import Paper, headings_of
from ccmdesk.report.docx.paragraphs import hanging, paragraph, stop, tabs
from ccmdesk.report.docx.runs import tab, text_nodes
from ccmdesk.report.pdf.prose import HANG
from ccmdesk.report.pdf.sheet import TEXT_WIDTH

_INDENT = 14.0


def contents_nodes(paper: Paper, contents: Contents) -> Iterator[Node]:
    """Yield one block that Word offers to bring up to date.

    Nothing marks it as out of date: Word would ask every reader whether to update fields that may
    refer to other files. It does so by itself when the paper is printed or saved as PDF.
    """
    listed = [
        heading for heading in headings_of(paper.document.blocks) if heading.level <= contents.depth
    ]
    title = paragraph(paper, "TOCHeading", *text_nodes(paper, contents.title))
    entries = _entries(paper, listed, rf'TOC \o "1-{contents.depth}" \h \z')
    gallery = node(
        "w:docPartObj", value("w:docPartGallery", "Table of Contents"), node("w:docPartUnique")
    )
    yield node("w:sdt", node("w:sdtPr", gallery), node("w:sdtContent", title, *entries))


def _entries(paper: Paper, listed: Sequence[Heading], instruction: str) -> Iterator[Node]:
    """Yield the entries; the field begins in the first and ends after the last."""
    before = begin(instruction)
    for heading in listed:
        yield _entry(paper, heading, before)
        before = []
    yield paragraph(paper, "Spacer", *before, end())


def _entry(paper: Paper, heading: Heading, before: Sequence[Node]) -> Node:
    start = (heading.level - 1) * _INDENT
    number = [] if heading.number is None else [*text_nodes(paper, heading.number), tab()]
    text = text_nodes(paper, heading.text, language=heading.language)
    name = paper.names[id(heading)]
    page = shown(str(paper.pages.get(id(heading), "")))
    content = [*number, *text, tab(), *field(rf"PAGEREF {name} \h", page)]
    far = stop(TEXT_WIDTH, kind="right", leader="dot")
    return paragraph(
        paper,
        f"TOC{heading.level}",
        tabs(stop(start + HANG), far) if number else tabs(far),
        hanging(start, HANG if number else 0.0),
        *before,
        node("w:hyperlink", *content, attributes={"w:anchor": name, "w:history": "1"}),
    )
