"""The paper's sheet: where on A4 the text stands, and which edge lines begin at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ccmdesk.report.blocks import Document
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.styles import Role, Style, Styles
from ccmdesk.report.text.lines import Line

WIDTH, HEIGHT = 595.28, 841.89
LEFT = 56.0
TEXT_WIDTH = WIDTH - 2 * LEFT
BOTTOM = 62.0
FOOT_TOP = 46.0
_TOP = HEIGHT - 64.0
_BANNER_HEIGHT = 18.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The document, its type, and what is called now and then while it is laid out."""

    document: Document
    styles: Styles
    tick: Callable[[], None]

    @property
    def rtl(self) -> bool:
        """Whether columns, charts and time run from right to left."""
        return self.styles.of(Role.BODY).rtl

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


class SetText(NamedTuple):
    """Lines with the edge they stand at, how far below the top of their slab, and their owner."""

    lines: Sequence[Line]
    style: Style
    edge: tuple[float, Anchor]
    element: Element
    below: float = 0.0

    @property
    def height(self) -> float:
        """From the top of the slab to the bottom of the last line."""
        return self.below + len(self.lines) * self.style.leading

    def draw(self, pen: Pen, top: float) -> None:
        """Set the lines in a slab that begins at *top*."""
        x, anchor = self.edge
        pen.begin(self.element)
        pen.text(self.lines, self.style, at=(x, top - self.below), anchor=anchor)
        pen.end()


@dataclass(slots=True, kw_only=True, eq=False)
class TextSlab(Slab):
    """Texts side by side or under one another."""

    texts: Sequence[SetText]

    def draw(self, pen: Pen, top: float) -> None:
        """Set all of them."""
        for text in self.texts:
            text.draw(pen, top)
