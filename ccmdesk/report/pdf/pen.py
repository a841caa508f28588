"""Draws one page: operators of text and shapes, and which element each stretch belongs to.

Everything painted lies inside marked content: of an element, or of an artifact that readers skip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from ccmdesk.report.pdf.structure import Element, Marked
from ccmdesk.report.pdf.styles import BLACK, Style
from ccmdesk.report.text.face import Face
from ccmdesk.report.text.lines import Line


class Anchor(Enum):
    """Which end of a line stands at the edge it is given; physical, the same in both directions."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


@dataclass(slots=True)
class Pen:
    """The page with the given index; *marks* are the owners of its marked content by number."""

    page: int
    marks: list[Element] = field(default_factory=list)
    _ops: list[str] = field(default_factory=list)
    _grounds: list[str] = field(default_factory=list)
    _rules: list[str] = field(default_factory=list)
    _is_artifact: bool = False
    _font: tuple[str, float] | None = None
    _colour: str = BLACK

    def begin(self, element: Element) -> None:
        """Give what is drawn next to *element*; inside an artifact it belongs to that."""
        if not self._is_artifact:
            number = len(self.marks)
            self.marks.append(element)
            element.kids.append(Marked(self.page, number))
            self._ops.append(f"/{element.kind}<</MCID {number}>>BDC")

    def end(self) -> None:
        """Close what `begin` opened."""
        if not self._is_artifact:
            self._ops.append("EMC")

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Draw the content of *element*."""
        self.begin(element)
        yield
        self.end()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw what is no content: running heads, rules, a head that is repeated."""
        self._ops.append("/Artifact BMC")
        self._is_artifact = True
        yield
        self._is_artifact = False
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
        if style.colour != self._colour:
            self._colour = style.colour
            add(style.colour)
        add("BT")
        per_em = style.size / 1000
        last_x = last_y = 0.0
        y = at[1] - style.drop
        for line in lines:
            x = at[0] - anchor.value * line.advance * per_em
            add(f"{x - last_x:.2f} {y - last_y:.2f} Td")
            last_x, last_y = x, y
            self._line(line, style.size)
            y -= style.leading
        add("ET")

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
        first = ["/Artifact BMC q", *behind, "Q EMC"] if behind else []
        return "\n".join([*first, *self._ops]).encode("ascii")

    def _line(self, line: Line, size: float) -> None:
        add = self._ops.append
        if line.actual:
            add(f"/Span<</ActualText<FEFF{line.actual.encode('utf-16-be').hex().upper()}>>>BDC")
        for face, rise, operator in line.shows:
            self._use(face, size)
            if rise:
                add(f"{rise * size / 1000:.3f} Ts {operator} 0 Ts")
            else:
                add(operator)
        if line.actual:
            add("EMC")

    def _use(self, face: Face, size: float) -> None:
        if self._font != (face.name, size):
            self._font = (face.name, size)
            self._ops.append(f"/{face.name} {size:g} Tf")
