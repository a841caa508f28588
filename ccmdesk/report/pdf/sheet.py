"""The paper's sheet: where on A4 the text stands, and which edge lines begin at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from ccmdesk.report.blocks import Document
from ccmdesk.report.pdf.pen import Anchor, Pen, Strand
from ccmdesk.report.pdf.references import References
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, language_entry
from ccmdesk.report.pdf.styles import Role, Style, Styles
from ccmdesk.report.text.lines import Line

WIDTH, HEIGHT = 595.28, 841.89
LEFT = 56.0
TEXT_WIDTH = WIDTH - 2 * LEFT
BOTTOM = 62.0
FOOT_TOP = 46.0
_TOP = HEIGHT - 64.0
_BANNER_HEIGHT = 18.0


@dataclass(frozen=True)
class Sheet:
    """The document, its type, and what is called now and then while it is laid out."""

    document: Document
    styles: Styles
    tick: Callable[[], None]

    @cached_property
    def references(self) -> References:
        """What is referred to in the document."""
        return References(self.document)

    @cached_property
    def rtl(self) -> bool:
        """Whether columns, charts and time run from right to left."""
        return self.styles.of(Role.BODY).rtl

    @cached_property
    def turned(self) -> Sheet:
        """The same sheet for what is in the second language and runs its way."""
        return replace(self, styles=self.styles.turned)

    @property
    def measure(self) -> Measure:
        """The whole width of the text."""
        return Measure(self, LEFT, TEXT_WIDTH)

    @property
    def top(self) -> float:
        """The y at which the text of every page begins."""
        return _TOP - (_BANNER_HEIGHT if self.document.banner else 0)

    @property
    def capacity(self) -> float:
        """Points of text that stand on a page."""
        return self.top - BOTTOM

    def box(self, start: float, width: float) -> Box:
        """Return the box that begins *start* points from the edge where lines begin."""
        left = LEFT + TEXT_WIDTH - start - width if self.rtl else LEFT + start
        return Box(left, width)


class Box(NamedTuple):
    """A strip of the sheet from its left edge; points."""

    left: float
    width: float

    def start(self, *, rtl: bool) -> tuple[float, Anchor]:
        """Return the edge at which lines of the given direction begin."""
        return (self.left + self.width, Anchor.RIGHT) if rtl else (self.left, Anchor.LEFT)

    def end(self, *, rtl: bool) -> tuple[float, Anchor]:
        """Return the edge at which lines of the given direction end."""
        return self.start(rtl=not rtl)

    def within(self, pad: float) -> Box:
        """Return the box with *pad* points less at either side."""
        return Box(self.left + pad, self.width - 2 * pad)

    @property
    def middle(self) -> tuple[float, Anchor]:
        """Return the centre line."""
        return self.left + self.width / 2, Anchor.MIDDLE


class Measure(NamedTuple):
    """A column of the sheet from its left edge; *language* is given when not the paper's."""

    sheet: Sheet
    left: float
    width: float
    language: str | None = None

    @property
    def rtl(self) -> bool:
        """Whether what stands in it begins at its right edge."""
        return self.sheet.styles.of(Role.BODY, self.language).rtl

    def box(self, start: float) -> Box:
        """Return the box from *start* points after the edge where lines begin to the other edge."""
        return Box(self.left if self.rtl else self.left + start, self.width - start)

    def entry(self, language: str | None) -> str:
        """Return what an element says of its language, which is *language* or the column's."""
        return language_entry(language or self.language)


class SetText(NamedTuple):
    """Lines with the edge they stand at, how far below the top of their slab, and their owner.

    Lines of a text in stretches have *strands*, and *hung* are its footnotes by strand.
    """

    lines: Sequence[Line]
    style: Style
    edge: tuple[float, Anchor]
    element: Element
    below: float = 0.0
    strands: Mapping[int, Strand] = MappingProxyType({})
    hung: Mapping[int, Slab] = MappingProxyType({})

    @property
    def height(self) -> float:
        """From the top of the slab to the bottom of the last line."""
        return self.below + len(self.lines) * self.style.leading

    def draw(self, pen: Pen, top: float) -> None:
        """Set the lines in a slab that begins at *top*."""
        x, anchor = self.edge
        if self.strands:
            edge = (x, top - self.below, anchor)
            pen.strands(self.lines, self.style, edge=edge, strands=self.strands)
            return
        pen.begin(self.element)
        pen.text(self.lines, self.style, at=(x, top - self.below), anchor=anchor)
        pen.end()

    @property
    def notes(self) -> Sequence[Slab]:
        """The footnotes that hang on these lines, each once."""
        if not self.hung:
            return ()
        owners = (each.owner for line in self.lines for each in sorted(line.segments))
        return [self.hung[owner] for owner in dict.fromkeys(owners) if owner in self.hung]


@dataclass(slots=True, kw_only=True, eq=False)
class TextSlab(Slab):
    """Texts side by side or under one another; their footnotes hang on it."""

    texts: Sequence[SetText]

    def __post_init__(self) -> None:
        """Collect the footnotes."""
        self.notes = notes_of(self.texts)

    def draw(self, pen: Pen, top: float) -> None:
        """Set all of them."""
        for text in self.texts:
            text.draw(pen, top)


def notes_of(texts: Sequence[SetText]) -> Sequence[Slab]:
    """Return the footnotes that hang on *texts* in their order."""
    return [note for text in texts if text.hung for note in text.notes]
