"""What is referred to in one paper: anchors, headings in their order, footnotes counted through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ccmdesk.report.blocks import Block, Document, Heading, Paragraph, SideBySide, Table
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.pdf.links import Place


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading that the list of contents and the outline name, and where it stands."""

    heading: Heading
    place: Place = field(default_factory=Place)


class References:
    """The places of a document; each is known once the paper is put on pages."""

    def __init__(self, document: Document) -> None:
        self.anchors = {name: Place() for block in document.blocks for name in _anchors(block)}
        self.headings = tuple(Listed(heading) for heading in _headings(document))
        self._unset = iter(self.headings)
        self._notes = 0

    def places_of(self, block: Heading | Paragraph | Table | AreaMap) -> tuple[Place, ...]:
        """Return the places that lead to *block*: that of its anchor, if it has one."""
        return (self.anchors[block.anchor],) if block.anchor else ()

    def next_heading(self) -> Place:
        """Return the place of the next heading; they are laid out in the order of the document."""
        return next(self._unset).place

    def next_note(self) -> int:
        """Return the number of the next footnote."""
        self._notes += 1
        return self._notes


def _anchors(block: Block) -> Iterator[str]:
    match block:
        case SideBySide():
            yield from _anchors(block.first)
            yield from _anchors(block.second)
        case Heading() | Paragraph() | Table() | AreaMap() if block.anchor:
            yield block.anchor
        case _:
            return


def _headings(document: Document) -> Iterator[Heading]:
    """Yield the headings; of two beside one another the one in the language of the paper."""
    for block in document.blocks:
        prose = block.first if isinstance(block, SideBySide) else block
        if isinstance(prose, Heading):
            yield prose
