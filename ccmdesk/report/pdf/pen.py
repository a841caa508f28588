"""Draws one page: operators of text and shapes, and which element each stretch belongs to.

Everything painted lies inside marked content: of an element, or of an artifact that readers skip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from ccmdesk.report.pdf.links import Link, LinkBox, Place
from ccmdesk.report.pdf.structure import Box, Element, Marked
from ccmdesk.report.pdf.styles import BLACK, Style
from ccmdesk.report.text.lines import Line, Segment, Torn


class Anchor(Enum):
    """Which end of a line stands at the edge it is given; physical, the same in both directions."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


class Artifact(Enum):
    """What is no content, as readers are told of it: entries of its property list."""

    HEAD = "/Type/Pagination/Subtype/Header"
    FOOT = "/Type/Pagination/Subtype/Footer"
    REPEATED = "/Type/Pagination"
    LAYOUT = "/Type/Layout"


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """A stretch of a text on the page: who owns it, its colour, and what is tied to it.

    *place* is where it stands, for those who lead to it.
    """

    element: Element
    colour: str
    link: Link | None = None
    place: Place | None = None


@dataclass(slots=True)
class Pen:
    """The page with the given index; *marks* are the owners of its marked content by number.

    Without *is_tagged* nothing is marked; the cost of tagging is measured so.
    """

    page: int
    is_tagged: bool = True
    marks: list[Element] = field(default_factory=list)
    links: list[LinkBox] = field(default_factory=list)
    _ops: list[str] = field(default_factory=list)
    _grounds: list[str] = field(default_factory=list)
    _rules: list[str] = field(default_factory=list)
    _is_artifact: bool = False
    _font: tuple[str, float] | None = None
    _colour: str = BLACK

    def begin(self, element: Element) -> None:
        """Give what is drawn next to *element*; inside an artifact it belongs to that."""
        if self.is_tagged and not self._is_artifact:
            self._ops.append(self._mark(element))

    def _mark(self, element: Element) -> str:
        """Give the next number to *element*; return what opens the content of that number."""
        number = len(self.marks)
        self.marks.append(element)
        element.kids.append(Marked(self.page, number))
        return f"/{element.kind}<</MCID {number}>>BDC"

    def end(self) -> None:
        """Close what `begin` opened."""
        if self.is_tagged and not self._is_artifact:
            self._ops.append("EMC")

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Draw the content of *element*."""
        self.begin(element)
        yield
        self.end()

    @contextmanager
    def artifact(self, kind: Artifact) -> Iterator[None]:
        """Draw what is no content: running heads, rules, a head that is repeated."""
        if self.is_tagged:
            self._ops.append(f"/Artifact<<{kind.value}>>BDC")
        self._is_artifact = True
        yield
        self._is_artifact = False
        if self.is_tagged:
            self._ops.append("EMC")

    def text(
        self,
        lines: Sequence[Line],
        style: Style,
        *,
        at: tuple[float, float],
        anchor: Anchor = Anchor.LEFT,
    ) -> None:
        """Set *lines* under one another; *at* is the x of the anchored end and the top."""
        add = self._ops.append
        self._ink(style.colour)
        add("BT")
        size, shift = style.size, anchor.value * style.size / 1000
        last_x = last_y = 0.0
        y = at[1] - style.drop
        last = len(lines) - 1
        is_open = False
        for index, line in enumerate(lines):
            x = at[0] - shift * line.advance
            add(f"{x - last_x:.2f} {y - last_y:.2f} Td")
            last_x, last_y = x, y
            if line.torn:
                is_open = self._torn(line, line.torn, size, (is_open, index < last))
            else:
                self._shows(line, size, size)
            y -= style.leading
        add("ET")

    def strands(
        self,
        lines: Sequence[Line],
        style: Style,
        *,
        edge: tuple[float, float, Anchor],
        strands: Mapping[int, Strand],
    ) -> None:
        """Set lines in segments, each with its owner; *edge* is as in `text`.

        They are drawn from left to right and owned in reading order.
        """
        per_em = style.size / 1000
        x, top, anchor = edge
        is_marked = self.is_tagged and not self._is_artifact
        for line in lines:
            left = x - anchor.value * line.advance * per_em
            opening = {
                segment.order: self._mark(strands[segment.owner].element)
                for segment in (sorted(line.segments) if is_marked else ())
            }
            for segment in line.segments:
                self._ops += [opening[segment.order]] if is_marked else []
                place = (left + segment.start * per_em, top)
                self._segment(segment, style, place, strands[segment.owner])
            top -= style.leading

    def _segment(
        self, segment: Segment, style: Style, at: tuple[float, float], strand: Strand
    ) -> None:
        """Draw a segment whose content is open."""
        x, top = at
        self._ink(strand.colour)
        self._ops.append(f"BT {x:.2f} {top - style.drop:.2f} Td")
        self._shows(segment, style.size * segment.scale, style.size)
        self._ops.append("ET")
        self.end()
        if strand.place and not self._is_artifact:
            strand.place.stands(self.page, top)
        if strand.link:
            width = segment.advance * style.size / 1000
            self.link(strand.link, (x, top - style.leading, x + width, top), strand.element)

    def link(self, link: Link, box: Box, element: Element) -> None:
        """Let a click in *box* lead to where *link* does; a head that is repeated leads nowhere."""
        if not self._is_artifact:
            self.links.append(LinkBox(self.page, element, link=link, box=box))
            element.kids.append(self.links[-1])

    def ground(self, box: tuple[float, float, float, float], colour: str) -> None:
        """Fill a box (left, bottom, width, height) behind the texts of the page."""
        left, bottom, width, height = box
        self._grounds.append(f"{colour} {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, start: tuple[float, float], width: float, look: str) -> None:
        """Draw a level line from its left end; *look* sets colour and thickness."""
        x, y = start
        self._rules.append(f"{look} {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def shape(self, operators: str) -> None:
        """Paint a shape; what it sets of the graphics state ends with it."""
        self._ops.append(f"q {operators} Q")

    def content_stream(self) -> bytes:
        """Return the operators of the finished page."""
        behind = [*self._grounds, *self._rules]
        if behind:
            behind = ["q", *behind, "Q"]
            if self.is_tagged:
                behind = [f"/Artifact<<{Artifact.LAYOUT.value}>>BDC", *behind, "EMC"]
        return "\n".join([*behind, *self._ops]).encode("ascii")

    def _shows(self, line: Line | Segment, size: float, em: float) -> None:
        """Show glyphs at *size*; they rise in thousandths of *em*."""
        add = self._ops.append
        if line.actual:
            add(_actual_text(line.actual))
        for face, rise, operator in line.shows:
            if self._font != (face.name, size):
                self._font = (face.name, size)
                add(f"/{face.name} {size:g} Tf")
            add(f"{rise * em / 1000:.3f} Ts {operator} 0 Ts" if rise else operator)
        if line.actual:
            add("EMC")

    def _torn(self, line: Line, torn: Torn, size: float, span: tuple[bool, bool]) -> bool:
        """Show a line of which a word goes on below, or ends; each such word is read as a whole.

        *span* is whether one is open, and whether the next line is set here too. Return whether one
        is left open.
        """
        is_open, goes_on = span
        shows, begins = line.shows, len(line.shows) - torn.begins
        if is_open:
            self._shows(line._replace(shows=shows[: torn.ends]), size, size)
            if torn.ends == len(shows) and torn.word and goes_on:
                return True
            self._ops.append("EMC")
        rest = shows[torn.ends if is_open else 0 : begins]
        self._shows(line._replace(shows=rest), size, size)
        if not torn.word or (is_open and torn.ends == len(shows)):
            return False
        self._ops.append(_actual_text(torn.word if goes_on else torn.start))
        self._shows(line._replace(shows=shows[begins:]), size, size)
        if not goes_on:
            self._ops.append("EMC")
        return goes_on

    def _ink(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self._ops.append(colour)


def _actual_text(text: str) -> str:
    """Return what begins a stretch that is read as *text*, whatever its glyphs stand for."""
    return f"/Span<</ActualText<FEFF{text.encode('utf-16-be').hex().upper()}>>>BDC"
