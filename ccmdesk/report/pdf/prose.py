"""Headings, paragraphs and lists as slabs of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.report.blocks import Heading, ListItems, Paragraph, ParagraphStyle
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.sheet import TEXT_WIDTH, SetText, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, language_entry
from ccmdesk.report.pdf.styles import Role
from ccmdesk.report.text.lines import Line

HANG = 27.0
"""Points kept free for the numbers of paragraphs."""
_ITEM_HANG = 14.0
_LABEL_GAP = 8.0
_TOGETHER = 2  # lines of a paragraph that stay together at the foot and head of a page
_ROLES = {
    ParagraphStyle.LEAD: Role.LEAD,
    ParagraphStyle.BODY: Role.BODY,
    ParagraphStyle.NOTE: Role.NOTE,
    ParagraphStyle.SMALL: Role.SMALL,
}
_SPACES = {
    ParagraphStyle.LEAD: 10.0,
    ParagraphStyle.BODY: 6.0,
    ParagraphStyle.NOTE: 5.0,
    ParagraphStyle.SMALL: 3.0,
}
_HEADINGS = {1: (Role.HEADING_1, 20.0), 2: (Role.HEADING_2, 14.0), 3: (Role.HEADING_3, 10.0)}
_SPACE_BELOW_HEADING = 3.0


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a text, *start* points from the edge, and the element it belongs to."""

    text: str
    role: Role
    element: Element
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text to be set *indent* points from the edge; *language* is given when not the paper's."""

    text: str
    role: Role
    element: Element
    indent: float = 0.0
    language: str | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class HeadingSlab(TextSlab):
    """A heading, found again by the outline and the list of contents."""

    heading: Heading
    page: int = -1
    top: float = 0.0

    def draw(self, pen: Pen, top: float) -> None:
        """Set it and remember where."""
        self.page, self.top = pen.page, top
        TextSlab.draw(self, pen, top)


def heading_slabs(sheet: Sheet, heading: Heading, parent: Element) -> Iterator[Slab]:
    """Yield the heading as one slab that stays with what follows."""
    role, space = _HEADINGS[heading.level]
    element = parent.add(f"H{heading.level}")
    label = None
    indent = 0.0
    if heading.number is not None:
        indent = max(HANG, sheet.styles.of(role).widths(heading.number)[1] + _LABEL_GAP)
        label = Label(heading.number, role, element)
    body = _body(sheet, _Passage(heading.text, role, element, indent))
    texts = [*_label_texts(sheet, label, body), body]
    yield HeadingSlab(
        height=body.height + _SPACE_BELOW_HEADING,
        space=space,
        keep=True,
        texts=texts,
        heading=heading,
    )


def paragraph_slabs(sheet: Sheet, paragraph: Paragraph, parent: Element) -> Iterator[Slab]:
    """Yield slabs of a paragraph; a numbered one is an item, and *parent* is the list it is in."""
    role, space = _ROLES[paragraph.style], _SPACES[paragraph.style]
    entry = language_entry(paragraph.language)
    if paragraph.number is None:
        element = parent.add("P", entry)
        body = _body(sheet, _Passage(paragraph.text, role, element, 0.0, paragraph.language))
        yield from _line_slabs(sheet, body, None, space)
        return
    item = parent.add("LI")
    label = Label(paragraph.number, role, item.add("Lbl"))
    element = item.add("LBody", entry)
    body = _body(sheet, _Passage(paragraph.text, role, element, HANG, paragraph.language))
    yield from _line_slabs(sheet, body, label, space)


def list_slabs(sheet: Sheet, items: ListItems, parent: Element) -> Iterator[Slab]:
    """Yield slabs of a list, indented like numbered paragraphs."""
    group = parent.add("L")
    rooms = [sheet.styles.of(Role.BODY).widths(item.label)[1] + 5 for item in items.items]
    room = max([_ITEM_HANG, *rooms])
    for item in items.items:
        entry = group.add("LI")
        label = Label(item.label, Role.BODY, entry.add("Lbl"), HANG)
        element = entry.add("LBody", language_entry(item.language))
        passage = _Passage(item.text, Role.BODY, element, HANG + room, item.language)
        body = _body(sheet, passage)
        yield from _line_slabs(sheet, body, label, 3.0)


def _body(sheet: Sheet, passage: _Passage) -> SetText:
    style = sheet.styles.of(passage.role, passage.language)
    box = sheet.box(passage.indent, TEXT_WIDTH - passage.indent)
    lines = style.lines(passage.text, box.width)
    return SetText(lines, style, box.start(rtl=style.rtl), passage.element)


def _label_texts(sheet: Sheet, label: Label | None, body: SetText) -> list[SetText]:
    """Set the label before *body*, on the same first baseline whatever the leading of each."""
    if label is None:
        return []
    style = sheet.styles.of(label.role)
    edge = sheet.box(label.start, TEXT_WIDTH - label.start).start(rtl=sheet.rtl)
    below = body.style.drop - style.drop
    return [SetText(style.lines(label.text, TEXT_WIDTH), style, edge, label.element, below)]


def _line_slabs(
    sheet: Sheet, body: SetText, label: Label | None, space: float
) -> Iterator[TextSlab]:
    """Yield a paragraph in parts: its first lines, its last lines, single ones between."""
    first = True
    for lines in _parts(body.lines):
        part = SetText(lines, body.style, body.edge, body.element)
        texts = [*_label_texts(sheet, label, body), part] if first else [part]
        yield TextSlab(height=part.height, space=space if first else 0.0, texts=texts)
        first = False


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    if len(lines) < 2 * _TOGETHER:
        yield lines
        return
    yield lines[:_TOGETHER]
    for index in range(_TOGETHER, len(lines) - _TOGETHER):
        yield lines[index : index + 1]
    yield lines[-_TOGETHER:]
