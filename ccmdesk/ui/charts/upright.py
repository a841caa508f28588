"""Charts with an upright value axis: stacked bars, lines and areas over years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QPolygonF

from ccmdesk.report.charts import Chart, ChartKind, Series
from ccmdesk.ui.charts.inks import draw_mark, fill_box, fill_shape, line_pen
from ccmdesk.ui.charts.words import Across, Anchor, Words

_WIDEST_BAR = 46.0
_BAR_SHARE = 0.62
_LEAST_FIELD = 58.0

_Span = tuple[float, float, float]
"""x, upper y and lower y of one category."""


@dataclass(frozen=True, slots=True)
class Upright:
    """Where such a chart is drawn: all of *width* and, with its words, *height* pixels."""

    chart: Chart
    across: Across
    words: Words
    height: float

    @property
    def start(self) -> float:
        """The distance at which the field begins, behind the words of the axis."""
        return max(self.words.width(tick.text) for tick in self.chart.axis.ticks) + 6

    @property
    def top(self) -> float:
        """The upper edge of the field: above it the axis is named."""
        return self.words.high * 1.6

    @property
    def bottom(self) -> float:
        """The lower edge: below it the categories are named."""
        return self.height - self.words.high - 2

    @property
    def band(self) -> float:
        return (self.across.width - self.start) / max(len(self.chart.categories), 1)

    def middle(self, index: int) -> float:
        """Return the x of a category."""
        return self.across.x(self.start + (index + 0.5) * self.band)

    def y(self, value: float) -> float:
        low, high = self.chart.axis.ticks[0].value, self.chart.axis.ticks[-1].value
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def place(self, index: int) -> QRectF:
        """Return the part of the chart that belongs to a category."""
        left, width = self.across.span(
            self.start + index * self.band, self.start + (index + 1) * self.band
        )
        return QRectF(left, 0, width, self.height)

    def draw(self, painter: QPainter) -> None:
        """Draw all of it but the legend."""
        _draw_axis(self, painter)
        _DRAW[self.chart.kind](self, painter)
        palette = self.words.palette
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1))
        left, width = self.across.span(self.start, self.across.width)
        painter.drawLine(QPointF(left, self.bottom), QPointF(left + width, self.bottom))
        _draw_categories(self, painter)


def least_height(words: Words) -> float:
    """Return the height in which such a chart can still be read."""
    return words.high * 2.6 + 2 + _LEAST_FIELD


def _draw_axis(field: Upright, painter: QPainter) -> None:
    across, words, axis = field.across, field.words, field.chart.axis
    words.put_muted(painter, axis.label, (across.x(0), words.high / 2), across.to_start)
    roomy = (field.bottom - field.top) / max(len(axis.ticks) - 1, 1) >= words.high * 0.9
    for number, tick in enumerate(axis.ticks):
        y = field.y(tick.value)
        left, width = across.span(field.start, across.width)
        painter.setPen(QPen(words.palette.color(QPalette.ColorRole.Midlight), 1))
        painter.drawLine(QPointF(left, y), QPointF(left + width, y))
        if roomy or number in {0, len(axis.ticks) - 1}:
            words.put_muted(painter, tick.text, (across.x(field.start - 5), y), across.to_end)


def _draw_categories(field: Upright, painter: QPainter) -> None:
    """Name every category, or every second, third and so on where they would touch."""
    names, words = field.chart.categories, field.words
    widest = max((words.width(name) for name in names), default=0)
    step = int((widest + 4) // field.band) + 1
    y = field.bottom + 2 + words.high / 2
    for index in range(0, len(names), step):
        words.put(painter, names[index], (field.middle(index), y), Anchor.MIDDLE)


def _draw_bars(field: Upright, painter: QPainter) -> None:
    width = min(field.band * _BAR_SHARE, _WIDEST_BAR)
    heights = [0.0] * len(field.chart.categories)
    for series in field.chart.series:
        for index, value in enumerate(series.values):
            if value:
                high, low = field.y(heights[index] + value), field.y(heights[index])
                box = QRectF(field.middle(index) - width / 2, high, width, low - high)
                fill_box(painter, series.ink, box, field.words.palette)
                _write_inside(field, painter, _text_of(series, index), box)
                heights[index] += value
    _write_totals(field, painter, heights)


def _text_of(series: Series, index: int) -> str:
    return series.texts[index] if series.texts else ""


def _write_inside(field: Upright, painter: QPainter, text: str, box: QRectF) -> None:
    """Write the value into its part of the bar when there is room and the sum does not say it."""
    words = field.words
    alone = len(field.chart.series) == 1 and bool(field.chart.totals)
    roomy = words.high <= box.height() and words.width(text) + 4 <= box.width()
    if text and roomy and not alone:
        words.put_clear(painter, text, (box.center().x(), box.center().y()), Anchor.MIDDLE)


def _write_totals(field: Upright, painter: QPainter, heights: Sequence[float]) -> None:
    """Write the totals over the bars, all or, where one would touch its neighbour, none."""
    totals = field.chart.totals
    if totals and _all_fit(field, totals):
        for index, text in enumerate(totals):
            if text:
                y = field.y(heights[index]) - field.words.high / 2
                field.words.put_clear(painter, text, (field.middle(index), y), Anchor.MIDDLE)


def _all_fit(field: Upright, texts: Sequence[str]) -> bool:
    return max(map(field.words.width, texts)) + 3 <= field.band


def _draw_lines(field: Upright, painter: QPainter) -> None:
    for series in field.chart.series:
        known = [None if value is None else (value, 0.0) for value in series.values]
        for points in _runs(field, known):
            painter.setPen(line_pen(series.ink, field.words.palette))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x, high) for x, high, _ in points]))
            for x, high, _ in points:
                draw_mark(painter, series.ink, QPointF(x, high), field.words.palette)


def _draw_areas(field: Upright, painter: QPainter) -> None:
    """Draw each series on top of the ones before it."""
    floor = [0.0] * len(field.chart.categories)
    for series in field.chart.series:
        known = [
            None if value is None else (base + value, base)
            for value, base in zip(series.values, floor, strict=True)
        ]
        for points in _runs(field, known):
            edge = [QPointF(x, high) for x, high, _ in points]
            back = [QPointF(x, low) for x, _, low in reversed(points)]
            fill_shape(painter, series.ink, QPolygonF([*edge, *back]), field.words.palette)
        floor = [top[0] if top else base for top, base in zip(known, floor, strict=True)]
    if len(field.chart.series) == 1:
        _write_points(field, painter, field.chart.series[0])


def _write_points(field: Upright, painter: QPainter, series: Series) -> None:
    """Write values above their points where neighbours do not touch."""
    if series.texts and _all_fit(field, series.texts):
        for index, value in enumerate(series.values):
            if value is not None:
                at = (field.middle(index), field.y(value) - field.words.high / 2)
                field.words.put_clear(painter, series.texts[index], at, Anchor.MIDDLE)


def _runs(field: Upright, spans: Sequence[tuple[float, float] | None]) -> Iterator[list[_Span]]:
    """Yield x, upper and lower y between gaps: where nothing is known nothing is drawn."""
    for known, run in groupby(enumerate(spans), key=lambda item: item[1] is not None):
        if known:
            yield [
                (field.middle(index), field.y(span[0]), field.y(span[1]))
                for index, span in run
                if span is not None
            ]


_DRAW: dict[ChartKind, Callable[[Upright, QPainter], None]] = {
    ChartKind.STACKED_BARS: _draw_bars,
    ChartKind.LINES: _draw_lines,
    ChartKind.AREA: _draw_areas,
}
