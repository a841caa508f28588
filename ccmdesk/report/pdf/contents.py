"""The list of contents; the pages are filled in once everything has its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.report.blocks import Contents, Heading
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.prose import HANG, HeadingSlab
from ccmdesk.report.pdf.sheet import TEXT_WIDTH, SetText, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Page, Slab
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.styles import Role

_INDENT = 14.0
_PAGE_ROOM = 34.0


@dataclass(slots=True, kw_only=True, eq=False)
class EntrySlab(TextSlab):
    """One heading and, at the far edge, the page it was put on."""

    sheet: Sheet
    heading: Heading
    element: Element
    page_number: int = 0

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the heading, and the page on the baseline of its last line."""
        TextSlab.draw(self, pen, top)
        style = self.sheet.styles.of(Role.BODY)
        edge = self.sheet.box(0, TEXT_WIDTH).end(rtl=self.sheet.rtl)
        lines = style.lines(str(self.page_number), _PAGE_ROOM)
        SetText(lines, style, edge, self.element, self.height - style.leading).draw(pen, top)


def contents_slabs(sheet: Sheet, contents: Contents, parent: Element) -> Iterator[Slab]:
    """Yield the title and an entry for each heading of the document down to the depth."""
    style = sheet.styles.of(Role.HEADING_3)
    edge = sheet.box(0, TEXT_WIDTH).start(rtl=style.rtl)
    title = SetText(style.lines(contents.title, TEXT_WIDTH), style, edge, parent.add("P"))
    yield TextSlab(height=title.height + 3, space=14, keep=True, texts=[title])
    group = parent.add("TOC")
    for block in sheet.document.blocks:
        if isinstance(block, Heading) and block.level <= contents.depth:
            yield _entry(sheet, block, group.add("TOCI"))


def fill_in(pages: Sequence[Page]) -> None:
    """Tell every entry the page of its heading."""
    entries = [p.slab for page in pages for p in page if isinstance(p.slab, EntrySlab)]
    page_of = {
        id(placed.slab.heading): number
        for number, page in enumerate(pages, start=1)
        for placed in page
        if isinstance(placed.slab, HeadingSlab)
    }
    for entry in entries:
        entry.page_number = page_of[id(entry.heading)]


def _entry(sheet: Sheet, heading: Heading, element: Element) -> EntrySlab:
    style = sheet.styles.of(Role.BODY)
    indent = (heading.level - 1) * _INDENT
    texts: list[SetText] = []
    start = indent
    if heading.number is not None:
        lines, edge = style.lines(heading.number, TEXT_WIDTH), _edge(sheet, indent)
        texts.append(SetText(lines, style, edge, element))
        start += HANG
    lines = style.lines(heading.text, TEXT_WIDTH - start - _PAGE_ROOM)
    texts.append(SetText(lines, style, _edge(sheet, start), element))
    return EntrySlab(
        height=texts[-1].height, space=1, texts=texts, sheet=sheet, heading=heading, element=element
    )


def _edge(sheet: Sheet, start: float) -> tuple[float, Anchor]:
    return sheet.box(start, TEXT_WIDTH - start).start(rtl=sheet.rtl)
