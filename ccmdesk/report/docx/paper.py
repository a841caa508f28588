"""What every block of one Word document is written with."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.blocks import Block, Document, Heading, SideBySide
from ccmdesk.report.docx.element import Node, node
from ccmdesk.report.docx.package import Package
from ccmdesk.report.docx.pictures import Picture
from ccmdesk.report.pdf.styles import Styles

_NAME = re.compile(r"[A-Za-z_]\w{0,39}", re.ASCII)


@dataclass(slots=True)
class Numbers:
    """Gives out numbers of bookmarks and pictures, and keeps the footnotes."""

    bookmarks: int = 0
    pictures: int = 0
    footnotes: list[Node] = field(default_factory=list)

    def bookmark(self) -> str:
        """Give out the next number."""
        self.bookmarks += 1
        return str(self.bookmarks)

    def picture(self) -> str:
        """Give out the next number."""
        self.pictures += 1
        return str(self.pictures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The document, the language a block is in unless it says otherwise, and what is shared.

    *names* are the bookmarks of headings, *pages* where the PDF has them, *pictures* the drawn
    figures, all by the identity of their block.
    """

    document: Document
    language: str
    styles: Styles
    package: Package
    names: Mapping[int, str]
    pages: Mapping[int, int]
    pictures: Mapping[int, Sequence[Picture]]
    tick: Callable[[], None]
    numbers: Numbers = field(default_factory=Numbers)

    @property
    def rtl(self) -> bool:
        """Whether the paper runs from right to left."""
        return is_rtl(self.document.language)


def in_second(paper: Paper) -> Paper:
    """Return *paper* for blocks in the second language of the document."""
    return replace(paper, language=paper.document.second_language or paper.language)


def headings_of(blocks: Sequence[Block]) -> list[Heading]:
    """Return the headings that a list of contents holds."""
    first = (block.first if isinstance(block, SideBySide) else block for block in blocks)
    return [block for block in first if isinstance(block, Heading)]


def heading_names(blocks: Sequence[Block]) -> Mapping[int, str]:
    """Return the bookmarks of those headings by their identity; Word hides such names."""
    return {id(heading): f"_Toc{n:05d}" for n, heading in enumerate(headings_of(blocks), 1)}


def anchored(paper: Paper, name: str, *content: Node) -> list[Node]:
    """Return *content* inside a bookmark, or as it is without a name."""
    if not name:
        return list(content)
    number = paper.numbers.bookmark()
    start = node("w:bookmarkStart", attributes={"w:id": number, "w:name": bookmark_name(name)})
    return [start, *content, node("w:bookmarkEnd", attributes={"w:id": number})]


def bookmark_name(anchor: str) -> str:
    """Return *anchor*, or where Word would not have it as a name one made of its checksum."""
    return anchor if _NAME.fullmatch(anchor) else f"a_{zlib.crc32(anchor.encode()):08x}"
