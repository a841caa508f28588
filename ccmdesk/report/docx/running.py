"""What stands on every page around the text: banner, running head, and foot with page numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from ccmdesk.report.blocks import Document, Masthead
from ccmdesk.report.docx.element import Node, node, root
from ccmdesk.report.docx.fields import field, shown
from ccmdesk.report.docx.paper import Paper
from ccmdesk.report.docx.paragraphs import edge, paragraph
from ccmdesk.report.docx.runs import text_nodes

_FIELDS = ("PAGE", "NUMPAGES")


def running_references(paper: Paper) -> list[Node]:
    """Add heads and feet to the file; return what a section says of them.

    The head of a first page with a title block holds the banner alone.
    """
    kinds = ["default", "first"] if begins_with_masthead(paper.document) else ["default"]
    references: list[Node] = []
    for kind in kinds:
        head = root("w:hdr", *_head(paper, banner_alone=kind == "first"))
        foot = root("w:ftr", _foot(paper))
        for name, part in (("header", head), ("footer", foot)):
            reference = paper.package.add(name, part, name=f"{name}-{kind}")
            place = {"w:type": kind, "r:id": reference}
            references.append(node(f"w:{name}Reference", attributes=place))
    return references


def begins_with_masthead(document: Document) -> bool:
    """Whether the first page has a title block."""
    return any(isinstance(block, Masthead) for block in document.blocks[:1])


def _head(paper: Paper, *, banner_alone: bool) -> Iterator[Node]:
    document = paper.document
    if document.banner:
        yield paragraph(paper, "Banner", *text_nodes(paper, document.banner))
    head = "" if banner_alone else document.running_head
    if head:
        yield paragraph(paper, "Header", *text_nodes(paper, head))
    elif not document.banner:
        yield paragraph(paper, "Spacer")


def _foot(paper: Paper) -> Node:
    """Return the foot with fields in the places of the two numbers.

    It is asked for with two numbers that it does not hold otherwise; where they come out, in
    whichever order its language has them, are the places.
    """
    text, numbers = _numbered(paper.document.running_foot)
    content: list[Node] = []
    for part in re.split(f"({'|'.join(numbers)})", text):
        if part in numbers:
            content += field(_FIELDS[numbers.index(part)], shown("1"))
        elif part:
            content += text_nodes(paper, part)
    end = edge(right=not paper.rtl, rtl=paper.rtl)
    return paragraph(paper, "Footer", end, *content)


def _numbered(foot: Callable[[int, int], str]) -> tuple[str, list[str]]:
    plain = foot(0, 0)
    free = (number for number in range(101, 1000) if str(number) not in plain)
    page, pages = islice(free, 2)
    return foot(page, pages), [str(page), str(pages)]
