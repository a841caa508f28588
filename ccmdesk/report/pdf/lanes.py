"""Lanes: names with bars beside them, crossed by lines; the figure is split between lanes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ccmdesk.report.charts import Ink
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.plot import Across, Legend, Words, box, line
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Sheet
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, Pictured, alternative_entry
from ccmdesk.report.pdf.styles import Role, Style
from ccmdesk.report.text.lines import Line

LABELS = 0.36 * TEXT_WIDTH
"""Points at the start of each lane for its name."""
LABEL_WIDTH = LABELS - 8
_BAR = 8.0
_PAD = 2.5
_TOGETHER = 0.6  # share of a page up to which a figure is not divided
GROUP_GROUND = "0.93 0.95 0.97 rg"
_DIAMOND = "0.13 0.34 0.56 rg"


@dataclass(frozen=True, slots=True)
class Figure:
    """What every part of one figure needs."""

    sheet: Sheet
    element: Pictured

    @contextmanager
    def drawn(self, pen: Pen, top: float, height: float) -> Iterator[None]:
        """Draw a part of the figure, which covers the width of the text downwards from *top*."""
        self.element.covers(pen.page, (LEFT, top - height, LEFT + TEXT_WIDTH, top))
        with pen.content(self.element):
            yield

    @property
    def across(self) -> Across:
        """How distances become x."""
        return Across(self.sheet.rtl)

    @property
    def style(self) -> Style:
        """The style of the words in it."""
        return self.sheet.styles.of(Role.CHART)


def figure_in(sheet: Sheet, parent: Element, alternative: str) -> Figure:
    """Return a new figure with what is said to those who do not see it."""
    element = Pictured("Figure", alternative_entry(alternative))
    parent.kids.append(element)
    return Figure(sheet, element)


@dataclass(frozen=True, slots=True)
class Upright:
    """A line through all lanes at a distance from the start of the text."""

    distance: float
    look: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar between two distances; a single moment is drawn as a diamond."""

    ink: Ink
    start: float
    end: float


@dataclass(slots=True, kw_only=True, eq=False)
class LaneSlab(Slab):
    """A name, bars beside it and the text after the last of them."""

    figure: Figure
    label: Sequence[Line]
    uprights: Sequence[Upright] = ()
    strips: Sequence[Strip] = ()
    text: str = ""

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the lane as part of the figure."""
        across, style = self.figure.across, self.figure.style
        middle = top - self.height / 2
        with self.figure.drawn(pen, top, self.height):
            draw_uprights(pen, across, self.uprights, (top, top - self.height))
            for strip in self.strips:
                _draw_strip(pen, across, strip, middle)
            put_middle(pen, style, self.label, (across.x(0), middle), across.to_start)
            if self.text:
                words = Words(pen, style)
                start = _beside(self.strips, words.width(self.text))
                words.put_clear(self.text, across.x(start), middle, across.to_start)


@dataclass(slots=True, kw_only=True, eq=False)
class GroupSlab(Slab):
    """The title over the lanes of a group; lines run through where they do not cross it."""

    figure: Figure
    title: Sequence[Line]
    uprights: Sequence[Upright]

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the title as part of the figure, on a ground that is not."""
        across = self.figure.across
        style = self.figure.sheet.styles.of(Role.CHART_BOLD)
        left, width = across.bar(0, TEXT_WIDTH)
        pen.ground((left, top - self.height, width, self.height), GROUP_GROUND)
        reach = max(row.advance for row in self.title) * style.size / 1000 + 6
        beyond = [upright for upright in self.uprights if upright.distance > reach]
        with self.figure.drawn(pen, top, self.height):
            draw_uprights(pen, across, beyond, (top, top - self.height))
            place = (across.x(4), top - self.height / 2)
            put_middle(pen, style, self.title, place, across.to_start)


@dataclass(slots=True, kw_only=True, eq=False)
class LegendSlab(Slab):
    """The legend under the last lane."""

    figure: Figure
    legend: Legend

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it as part of the figure."""
        with self.figure.drawn(pen, top, self.height):
            self.legend.draw(pen, self.figure.across, top)


def lane_height(style: Style, label: Sequence[Line]) -> float:
    """Return the height of a lane whose name has these lines."""
    return max(len(label) * style.leading, _BAR) + 2 * _PAD


def draw_uprights(
    pen: Pen, across: Across, uprights: Sequence[Upright], between: tuple[float, float]
) -> None:
    """Draw the lines from the upper to the lower y."""
    for upright in uprights:
        x = across.x(upright.distance)
        line(pen, upright.look, (x, between[0]), (x, between[1]))


def put_middle(
    pen: Pen, style: Style, lines: Sequence[Line], at: tuple[float, float], anchor: Anchor
) -> None:
    """Set lines so that their middle stands at the y given."""
    pen.text(lines, style, at=(at[0], at[1] + len(lines) * style.leading / 2), anchor=anchor)


def _beside(strips: Sequence[Strip], width: float) -> float:
    """Return the distance at which the text of bars begins: after them, else before them."""
    end = max(strip.end for strip in strips) + 5
    if end + width <= TEXT_WIDTH:
        return end
    return min(strip.start for strip in strips) - 5 - width


def kept_together(slabs: Sequence[Slab], capacity: float) -> Sequence[Slab]:
    """Tie the parts of a figure together unless it is higher than a good part of a page."""
    if sum(slab.height for slab in slabs) <= _TOGETHER * capacity:
        for slab in slabs[:-1]:
            slab.keep = True
    return slabs


def _draw_strip(pen: Pen, across: Across, strip: Strip, middle: float) -> None:
    left, width = across.bar(strip.start, strip.end)
    if width >= 1:
        box(pen, strip.ink, (left, middle - _BAR / 2), (width, _BAR))
        return
    half = _BAR / 2
    pen.shape(
        f"{_DIAMOND} {left - half:.2f} {middle:.2f} m {left:.2f} {middle + half:.2f} l"
        f" {left + half:.2f} {middle:.2f} l {left:.2f} {middle - half:.2f} l f"
    )
