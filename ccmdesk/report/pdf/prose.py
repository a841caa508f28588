"""Headings, paragraphs and lists as slabs of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.report.blocks import Heading, ListItem, ListItems, Paragraph, ParagraphStyle
from ccmdesk.report.pdf.links import Place
from ccmdesk.report.pdf.runs import Wording, set_wording
from ccmdesk.report.pdf.sheet import Measure, SetText, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, list_entry
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
_ITEM_SPACE = 3.0
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
class _Space:
    """Points above a passage, and the places where it begins."""

    above: float
    places: Sequence[Place] = ()


def heading_slabs(
    measure: Measure, heading: Heading, parent: Element, *, is_listed: bool = True
) -> Iterator[Slab]:
    """Yield the heading as one slab that stays with what follows.

    One that *is_listed* is named by the list of contents and the outline.
    """
    sheet = measure.sheet
    role, space = _HEADINGS[heading.level]
    element = parent.add(f"H{heading.level}", measure.entry(heading.language))
    label = None
    indent = 0.0
    if heading.number is not None:
        style = sheet.styles.of(role, measure.language)
        indent = max(HANG, style.widths(heading.number)[1] + _LABEL_GAP)
        label = Label(heading.number, role, element)
    wording = Wording(heading.text, role, element, heading.language or measure.language)
    body = set_wording(sheet, wording, measure.box(indent))
    places = sheet.references.places_of(heading)
    yield TextSlab(
        height=body.height + _SPACE_BELOW_HEADING,
        space=space,
        keep=True,
        texts=[*_label_texts(measure, label, body), body],
        places=(*places, sheet.references.next_heading()) if is_listed else places,
    )


def paragraph_slabs(measure: Measure, paragraph: Paragraph, parent: Element) -> Iterator[Slab]:
    """Yield slabs of a paragraph; a numbered one is an item, and *parent* is the list it is in."""
    sheet, role = measure.sheet, _ROLES[paragraph.style]
    entry = measure.entry(paragraph.language)
    label, indent = None, 0.0
    if paragraph.number is None:
        element = parent.add("P", entry)
    else:
        item = parent.add("LI")
        label, indent = Label(paragraph.number, role, item.add("Lbl")), HANG
        element = item.add("LBody", entry)
    language = paragraph.language or measure.language
    wording = Wording(paragraph.text, role, element, language, paragraph.runs)
    body = set_wording(sheet, wording, measure.box(indent))
    space = _Space(_SPACES[paragraph.style], sheet.references.places_of(paragraph))
    yield from _line_slabs(body, _label_texts(measure, label, body), space)


def list_slabs(measure: Measure, items: ListItems, parent: Element) -> Iterator[Slab]:
    """Yield slabs of a list, indented like numbered paragraphs."""
    for slabs in item_slabs(measure, items, parent):
        yield from slabs


def item_slabs(measure: Measure, items: ListItems, parent: Element) -> Iterator[Iterator[TextSlab]]:
    """Yield the slabs of each item; a list without any leaves no trace."""
    if items.items:
        group = parent.add("L", list_entry(items.items[0].label))
        style = measure.sheet.styles.of(Role.BODY, measure.language)
        rooms = [style.widths(item.label)[1] + 5 for item in items.items]
        room = max([_ITEM_HANG, *rooms])
        for item in items.items:
            yield _item_slabs(measure, item, group.add("LI"), room=room)


def _item_slabs(
    measure: Measure, item: ListItem, entry: Element, *, room: float
) -> Iterator[TextSlab]:
    label = Label(item.label, Role.BODY, entry.add("Lbl"), HANG)
    element = entry.add("LBody", measure.entry(item.language))
    language = item.language or measure.language
    wording = Wording(item.text, Role.BODY, element, language, item.runs)
    body = set_wording(measure.sheet, wording, measure.box(HANG + room))
    yield from _line_slabs(body, _label_texts(measure, label, body), _Space(_ITEM_SPACE))


def _label_texts(measure: Measure, label: Label | None, body: SetText) -> list[SetText]:
    """Set the label before *body*, on the same first baseline whatever the leading of each."""
    if label is None:
        return []
    style = measure.sheet.styles.of(label.role, measure.language)
    box = measure.box(label.start)
    edge = box.start(rtl=measure.rtl)
    below = body.style.drop - style.drop
    return [SetText(style.lines(label.text, box.width), style, edge, label.element, below)]


def _line_slabs(body: SetText, labels: list[SetText], space: _Space) -> Iterator[TextSlab]:
    """Yield a paragraph in parts: its first lines, its last lines, single ones between."""
    above, places = space.above, space.places
    for lines in _parts(body.lines):
        part = body._replace(lines=lines)
        yield TextSlab(height=part.height, space=above, texts=[*labels, part], places=places)
        labels, above, places = [], 0.0, ()


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    if len(lines) < 2 * _TOGETHER:
        yield lines
        return
    yield lines[:_TOGETHER]
    for index in range(_TOGETHER, len(lines) - _TOGETHER):
        yield lines[index : index + 1]
    yield lines[-_TOGETHER:]
