"""The list of contents: links to the headings with their pages, known once all has its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.report.blocks import Contents
from ccmdesk.report.pdf.links import Link
from ccmdesk.report.pdf.pen import Artifact, Pen
from ccmdesk.report.pdf.prose import HANG
from ccmdesk.report.pdf.references import Listed
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, SetText, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, language_entry
from ccmdesk.report.pdf.styles import Role

_INDENT = 14.0
_PAGE_ROOM = 34.0
_LEADER = "0.55 G 0.6 w 1 J [0 3] 0 d"
_LEADER_GAP = 5.0


@dataclass(slots=True, kw_only=True, eq=False)
class EntrySlab(TextSlab):
    """One heading and, at the far edge, the page it was put on; all of it leads there."""

    sheet: Sheet
    listed: Listed
    element: Element

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the heading, and the page on the baseline of its last line."""
        TextSlab.draw(self, pen, top)
        style = self.sheet.styles.of(Role.BODY)
        edge = self.sheet.box(0, TEXT_WIDTH).end(rtl=self.sheet.rtl)
        numeral = self.sheet.document.numeral(self.listed.place.page + 1)
        lines = style.lines(numeral, _PAGE_ROOM)
        SetText(lines, style, edge, self.element, self.height - style.leading).draw(pen, top)
        self._draw_leader(pen, top - self.height + style.leading - style.drop)
        link = Link(self.listed.place, f"{_title(self.listed)} {numeral}")
        box = (LEFT, top - self.height, LEFT + TEXT_WIDTH, top)
        pen.link(link, box, self.element)

    def _draw_leader(self, pen: Pen, y: float) -> None:
        """Draw dots from the end of the heading to the room of the page."""
        heading = self.texts[-1]
        width = heading.lines[-1].advance * heading.style.size / 1000
        start = abs(heading.edge[0] - self.sheet.box(0, 0).left) + width + _LEADER_GAP
        room = self.sheet.box(start, TEXT_WIDTH - _PAGE_ROOM / 2 - start)
        if heading.style.rtl is self.sheet.rtl and room.width > 0:
            ends = f"{room.left:.2f} {y:.2f} m {room.left + room.width:.2f} {y:.2f} l"
            with pen.artifact(Artifact.LAYOUT):
                pen.shape(f"{_LEADER} {ends} S")


def contents_slabs(sheet: Sheet, contents: Contents, parent: Element) -> Iterator[Slab]:
    """Yield the title and an entry for each heading of the document down to the depth."""
    style = sheet.styles.of(Role.HEADING_3)
    edge = sheet.box(0, TEXT_WIDTH).start(rtl=style.rtl)
    title = SetText(style.lines(contents.title, TEXT_WIDTH), style, edge, parent.add("P"))
    yield TextSlab(height=title.height + 3, space=14, keep=True, texts=[title])
    groups: list[Element] = []
    for listed in sheet.references.headings:
        level = listed.heading.level
        if level <= contents.depth:
            del groups[level:]
            while len(groups) < level:
                groups.append((groups[-1] if groups else parent).add("TOC"))
            yield _entry(sheet, listed, groups[-1].add("TOCI"))


def _entry(sheet: Sheet, listed: Listed, item: Element) -> EntrySlab:
    heading = listed.heading
    element = item.add("Reference").add("Link", language_entry(heading.language))
    style = sheet.styles.of(Role.BODY)
    indent = (heading.level - 1) * _INDENT
    texts: list[SetText] = []
    if heading.number is not None:
        box = sheet.box(indent, TEXT_WIDTH - indent)
        lines, edge = style.lines(heading.number, TEXT_WIDTH), box.start(rtl=sheet.rtl)
        texts.append(SetText(lines, style, edge, element))
        indent += max(HANG, style.widths(heading.number)[1] + _LEADER_GAP)
    own = sheet.styles.of(Role.BODY, heading.language)
    box = sheet.box(indent, TEXT_WIDTH - indent - _PAGE_ROOM)
    lines = own.lines(heading.text, box.width)
    texts.append(SetText(lines, own, box.start(rtl=own.rtl), element))
    return EntrySlab(
        height=texts[-1].height, space=1, texts=texts, sheet=sheet, listed=listed, element=element
    )


def _title(listed: Listed) -> str:
    heading = listed.heading
    return f"{heading.number} {heading.text}" if heading.number else heading.text
