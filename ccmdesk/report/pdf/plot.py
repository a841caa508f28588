"""The field of a chart: values and categories to places on the sheet, mirrored where due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ccmdesk.report.charts import Axis, Ink
from ccmdesk.report.pdf.inks import OUTLINE, fill, mark_fill, stroke
from ccmdesk.report.pdf.marks import marks
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Sheet
from ccmdesk.report.pdf.styles import Role, Style

GRID = "0.82 G 0.4 w"
BASE = "0.30 G 0.7 w"
_SWATCH = 9.0
_GAP = 4.0
_ENTRY_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Words:
    """Draws single lines in a chart; x and y are sheet coordinates, y the middle of the line."""

    pen: Pen
    style: Style

    def put(self, text: str, x: float, y: float, anchor: Anchor) -> None:
        """Set *text* on one line."""
        lines = self.style.lines(text, TEXT_WIDTH)
        self.pen.text(lines, self.style, at=(x, y + self.style.leading / 2), anchor=anchor)

    def put_clear(self, text: str, x: float, y: float, anchor: Anchor) -> None:
        """Set *text* on a white ground that hides what is drawn behind it."""
        width, height = self.width(text) + 2, self.style.size + 2
        left = x - 1 - anchor.value * (width - 2)
        self.pen.shape(f"1 g {left:.2f} {y - height / 2:.2f} {width:.2f} {height:.2f} re f")
        self.put(text, x, y, anchor)

    def width(self, text: str) -> float:
        """Return how wide *text* is."""
        return self.style.widths(text)[1]


@dataclass(frozen=True, slots=True)
class Across:
    """Distances from the start of the sheet's text become x; *rtl* counts from the right."""

    rtl: bool

    def x(self, distance: float) -> float:
        """Return the x that is *distance* from the start."""
        return LEFT + (TEXT_WIDTH - distance if self.rtl else distance)

    def bar(self, start: float, end: float) -> tuple[float, float]:
        """Return left edge and width of what lies between two distances."""
        return min(self.x(start), self.x(end)), abs(end - start)

    @property
    def to_start(self) -> Anchor:
        """The anchor of a text whose first letter stands at the place."""
        return Anchor.RIGHT if self.rtl else Anchor.LEFT

    @property
    def to_end(self) -> Anchor:
        """The anchor of a text whose last letter stands at the place."""
        return Anchor.LEFT if self.rtl else Anchor.RIGHT


def scaled(value: float, axis: Axis) -> float:
    """Return where *value* lies on the axis: 0 at its first tick, 1 at its last."""
    low, high = axis.ticks[0].value, axis.ticks[-1].value
    return (value - low) / (high - low)


def box(pen: Pen, ink: Ink, at: tuple[float, float], size: tuple[float, float]) -> None:
    """Draw a filled and outlined box from its left bottom corner."""
    shape = f"{at[0]:.2f} {at[1]:.2f} {size[0]:.2f} {size[1]:.2f} re"
    pen.shape(f"{fill(ink)} {OUTLINE} {shape} B")


def line(pen: Pen, look: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a straight line."""
    pen.shape(f"{look} {start[0]:.2f} {start[1]:.2f} m {end[0]:.2f} {end[1]:.2f} l S")


class Sample(Enum):
    """What shows an ink in a legend: a box, a line with its mark, or a box and a mark beside it."""

    BOX = _SWATCH
    LINE = 3 * _SWATCH
    AREA = 2 * _SWATCH + 2

    @property
    def width(self) -> float:
        """Points it takes: a line needs room to show its dashes."""
        return self.value


@dataclass(frozen=True, slots=True)
class Legend:
    """Names of inks in as many rows as they need."""

    rows: tuple[tuple[tuple[str, Ink, float], ...], ...]
    style: Style
    sample: Sample

    @property
    def height(self) -> float:
        """Points it takes, with the space above it."""
        return len(self.rows) * (self.style.leading + 2) + 4 if self.rows else 0.0

    def draw(self, pen: Pen, across: Across, top: float) -> None:
        """Draw it downwards from *top*."""
        words, width = Words(pen, self.style), self.sample.width
        y = top - 4 - self.style.leading / 2
        for row in self.rows:
            for name, ink, start in row:
                _draw_sample(pen, (self.sample, ink), across.bar(start, start + width), y)
                words.put(name, across.x(start + width + _GAP), y, across.to_start)
            y -= self.style.leading + 2


def _draw_sample(pen: Pen, look: tuple[Sample, Ink], bar: tuple[float, float], y: float) -> None:
    (sample, ink), (left, width) = look, bar
    match sample:
        case Sample.BOX:
            _draw_swatch(pen, ink, left, y)
        case Sample.AREA:
            _draw_swatch(pen, ink, left, y)
            pen.shape(marks(ink, [(left + width - _SWATCH / 2, y)]))
        case Sample.LINE:
            line(pen, stroke(ink), (left, y), (left + width, y))
            mark = f"{left + width / 2 - 2.2:.2f} {y - 2.2:.2f} 4.4 4.4 re f"
            pen.shape(f"{mark_fill(ink)} {mark}")


def _draw_swatch(pen: Pen, ink: Ink, left: float, y: float) -> None:
    box(pen, ink, (left, y - _SWATCH / 2 + 1), (_SWATCH, _SWATCH - 2))


def legend_of(
    sheet: Sheet, entries: Sequence[tuple[str, Ink]], *, sample: Sample = Sample.BOX
) -> Legend:
    """Set the entries in rows."""
    style = sheet.styles.of(Role.CHART)
    return Legend(tuple(_rows(entries, style, sample.width)), style, sample)


def _rows(
    entries: Sequence[tuple[str, Ink]], style: Style, sample: float
) -> Iterator[tuple[tuple[str, Ink, float], ...]]:
    row: list[tuple[str, Ink, float]] = []
    start = 0.0
    for name, ink in entries:
        width = sample + _GAP + style.widths(name)[1]
        if row and start + width > TEXT_WIDTH:
            yield tuple(row)
            row, start = [], 0.0
        row.append((name, ink, start))
        start += width + _ENTRY_GAP
    if row:
        yield tuple(row)
