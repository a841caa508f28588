"""Charts over categories with an upright value axis: stacked bars, lines, areas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ccmdesk.report.charts import Chart, ChartKind, Ink, Series
from ccmdesk.report.pdf.bar_lanes import bar_slabs
from ccmdesk.report.pdf.inks import OUTLINE, fill, mark_fill, stroke
from ccmdesk.report.pdf.lanes import Figure, figure_in, kept_together
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.plot import (
    BASE,
    GRID,
    Across,
    Legend,
    Sample,
    Words,
    box,
    legend_of,
    line,
    scaled,
)
from ccmdesk.report.pdf.sheet import TEXT_WIDTH, Sheet
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.tables import caption_slab

_FIELD_HEIGHT = 150.0
_WIDEST_BAR = 34.0
_BAR_SHARE = 0.62
_MARK = 2.2  # half the side of the mark on a point of a line


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the chart is drawn: from *start* to the far edge, upwards from *bottom*."""

    chart: Chart
    across: Across
    words: Words
    start: float
    bottom: float

    @property
    def band(self) -> float:
        return (TEXT_WIDTH - self.start) / max(len(self.chart.categories), 1)

    def middle(self, index: int) -> float:
        """Return the distance of a category from the start of the text."""
        return self.start + (index + 0.5) * self.band

    def y(self, value: float) -> float:
        return self.bottom + scaled(value, self.chart.axis) * _FIELD_HEIGHT


@dataclass(slots=True, kw_only=True, eq=False)
class ChartSlab(Slab):
    """A chart with its axes and legend; the caption stands above it."""

    figure: Figure
    chart: Chart
    legend: Legend

    def draw(self, pen: Pen, top: float) -> None:
        """Draw all of it as one figure."""
        style, across = self.figure.style, self.figure.across
        words = Words(pen, style)
        start = max(words.width(tick.text) for tick in self.chart.axis.ticks) + 6
        bottom = top - style.leading * 1.5 - _FIELD_HEIGHT
        field = _Field(self.chart, across, words, start, bottom)
        with self.figure.drawn(pen, top, self.height):
            _draw_axis(field, pen, top)
            _DRAW[self.chart.kind](field, pen)
            line(pen, BASE, (across.x(start), field.bottom), (across.x(TEXT_WIDTH), field.bottom))
            self.legend.draw(pen, across, field.bottom - style.leading)


def chart_slabs(sheet: Sheet, chart: Chart, parent: Element) -> Iterator[Slab]:
    """Yield the caption and the chart."""
    yield caption_slab(sheet, chart.caption, parent.add("P"))
    figure = figure_in(sheet, parent, chart.alternative)
    entries = [(series.name, series.ink) for series in chart.series]
    is_lines = chart.kind is ChartKind.LINES
    legend = legend_of(sheet, entries, sample=Sample.LINE if is_lines else Sample.BOX)
    if chart.kind is ChartKind.HORIZONTAL_BARS:
        yield from kept_together(list(bar_slabs(figure, chart, legend)), sheet.capacity)
        return
    height = figure.style.leading * 2.5 + _FIELD_HEIGHT + legend.height + 4
    yield ChartSlab(height=height, space=2.0, figure=figure, chart=chart, legend=legend)


def _draw_axis(field: _Field, pen: Pen, top: float) -> None:
    across, words = field.across, field.words
    words.put(field.chart.axis.label, across.x(0), top - words.style.leading / 2, across.to_start)
    for tick in field.chart.axis.ticks:
        y = field.y(tick.value)
        line(pen, GRID, (across.x(field.start), y), (across.x(TEXT_WIDTH), y))
        words.put(tick.text, across.x(field.start - 4), y, across.to_end)
    _draw_categories(field)


def _draw_categories(field: _Field) -> None:
    """Name every category, or every second, third and so on where they would touch.

    The last one is always named: it may be what belongs to no year, which nobody could guess.
    """
    categories = field.chart.categories
    y = field.bottom - field.words.style.leading / 2 - 2
    for index in _named_categories(field):
        x = field.across.x(_middle_of_name(field, index))
        field.words.put(categories[index], x, y, Anchor.MIDDLE)


def _named_categories(field: _Field) -> list[int]:
    last = len(field.chart.categories) - 1
    for step in range(1, last + 1):
        named = [*range(0, last, step), last]
        if all(_are_apart(field, *pair) for pair in pairwise(named)):
            return named
    return [last] if last >= 0 else []


def _are_apart(field: _Field, one: int, other: int) -> bool:
    """Whether the names of two categories do not touch."""
    halves = sum(field.words.width(field.chart.categories[n]) / 2 for n in (one, other))
    return halves + 4 <= _middle_of_name(field, other) - _middle_of_name(field, one)


def _middle_of_name(field: _Field, index: int) -> float:
    """Return where the name of a category stands: under it, but never outside the text."""
    half = field.words.width(field.chart.categories[index]) / 2
    return max(half, min(field.middle(index), TEXT_WIDTH - half))


def _draw_bars(field: _Field, pen: Pen) -> None:
    width = min(field.band * _BAR_SHARE, _WIDEST_BAR)
    heights = [0.0] * len(field.chart.categories)
    for series in field.chart.series:
        for index, value in enumerate(series.values):
            if value:
                low, high = field.y(heights[index]), field.y(heights[index] + value)
                left = field.across.x(field.middle(index)) - width / 2
                box(pen, series.ink, (left, low), (width, high - low))
                _draw_text_inside(field, _text_of(series, index), (left, low, width, high))
                heights[index] += value
    _draw_totals(field, heights)


def _text_of(series: Series, index: int) -> str:
    return series.texts[index] if series.texts else ""


def _draw_text_inside(field: _Field, text: str, segment: tuple[float, float, float, float]) -> None:
    """Print the value on a white ground in its part of the bar, if there is room for both."""
    left, low, width, high = segment
    roomy = field.words.style.leading + 2 <= high - low and field.words.width(text) + 2 <= width
    if text and roomy:
        field.words.put_clear(text, left + width / 2, (low + high) / 2, Anchor.MIDDLE)


def _draw_totals(field: _Field, heights: Sequence[float]) -> None:
    """Print the totals over the bars, all or, where one would touch its neighbour, none."""
    totals = field.chart.totals
    if totals and _all_fit(field, totals):
        for index, text in enumerate(totals):
            if not text:
                continue
            y = field.y(heights[index]) + field.words.style.leading / 2 + 1
            field.words.put_clear(text, field.across.x(field.middle(index)), y, Anchor.MIDDLE)


def _all_fit(field: _Field, texts: Sequence[str]) -> bool:
    return max(map(field.words.width, texts)) + 3 <= field.band


def _draw_lines(field: _Field, pen: Pen) -> None:
    for series in field.chart.series:
        known = [None if value is None else (value, 0.0) for value in series.values]
        for points in _runs(field, known):
            _draw_line(pen, series.ink, [(x, high) for x, high, _ in points])
    if len(field.chart.series) == 1:
        _draw_point_texts(field, field.chart.series[0])


def _draw_areas(field: _Field, pen: Pen) -> None:
    """Draw each series on top of the ones before it."""
    floor = [0.0] * len(field.chart.categories)
    for series in field.chart.series:
        known = [
            None if value is None else (base + value, base)
            for value, base in zip(series.values, floor, strict=True)
        ]
        for points in _runs(field, known):
            edge = [(x, high) for x, high, _ in points]
            back = [(x, low) for x, _, low in reversed(points)]
            pen.shape(f"{fill(series.ink)} {OUTLINE} {_path([*edge, *back])} b")
        floor = [top[0] if top else base for top, base in zip(known, floor, strict=True)]
    if len(field.chart.series) == 1:
        _draw_point_texts(field, field.chart.series[0])


def _runs(
    field: _Field, spans: Sequence[tuple[float, float] | None]
) -> Iterator[list[tuple[float, float, float]]]:
    """Yield x, upper and lower y between gaps: where nothing is known nothing is drawn."""
    for known, run in groupby(enumerate(spans), key=lambda item: item[1] is not None):
        if known:
            yield [
                (field.across.x(field.middle(index)), field.y(span[0]), field.y(span[1]))
                for index, span in run
                if span is not None
            ]


def _draw_line(pen: Pen, ink: Ink, points: Sequence[tuple[float, float]]) -> None:
    pen.shape(f"{stroke(ink)} 1 j {_path(points)} S")
    marks = " ".join(_mark(x, y) for x, y in points)
    pen.shape(f"{mark_fill(ink)} {marks} f")


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(
        f"{x:.2f} {y:.2f} {'l' if index else 'm'}" for index, (x, y) in enumerate(points)
    )


def _mark(x: float, y: float) -> str:
    return f"{x - _MARK:.2f} {y - _MARK:.2f} {2 * _MARK:.2f} {2 * _MARK:.2f} re"


def _draw_point_texts(field: _Field, series: Series) -> None:
    """Print values above their points where neighbours do not touch."""
    if series.texts and _all_fit(field, series.texts):
        for index, value in enumerate(series.values):
            if value is not None:
                y = field.y(value) + field.words.style.leading / 2 + 4
                x = field.across.x(field.middle(index))
                field.words.put_clear(series.texts[index], x, y, Anchor.MIDDLE)


_DRAW: dict[ChartKind, Callable[[_Field, Pen], None]] = {
    ChartKind.STACKED_BARS: _draw_bars,
    ChartKind.LINES: _draw_lines,
    ChartKind.AREA: _draw_areas,
}
