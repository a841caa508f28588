"""Level bars: a lane with its name for each category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPalette, QPen

from ccmdesk.report.charts import Chart, Ink
from ccmdesk.ui.charts.inks import fill_box
from ccmdesk.ui.charts.words import Across, Anchor, Words

_NAMES = 0.36
"""The most of the width that the names may take."""
_BAR = 14.0
_PAD = 3.0
_GAP = 6.0
_MOST_LANE = 44.0
_TIGHT = 0.9
"""Lines of one name stand closer than others."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where such a chart is drawn: all of *width* and, with its words, *height* pixels."""

    chart: Chart
    across: Across
    words: Words
    height: float

    @property
    def start(self) -> float:
        """The distance at which the bars begin."""
        widest = max((self.words.width(name) for name in self.chart.categories), default=0)
        return min(widest, self.across.width * _NAMES) + _GAP

    @property
    def end(self) -> float:
        """The distance of the end of the axis; behind it the totals have room."""
        texts = (*self.ends, self.chart.axis.ticks[-1].text)
        return self.across.width - max(map(self.words.width, texts)) - _GAP

    @property
    def ends(self) -> tuple[str, ...]:
        """What stands at the end of each bar."""
        only = self.chart.series[0].texts if len(self.chart.series) == 1 else ()
        return self.chart.totals or only or ("",) * len(self.chart.categories)

    @property
    def lane(self) -> float:
        lanes = max(len(self.chart.categories), 1)
        return min((self.height - self._below) / lanes, _MOST_LANE)

    @property
    def bottom(self) -> float:
        """Where the bars and the words of the axis end."""
        return len(self.chart.categories) * self.lane + self._below

    @property
    def label_fits(self) -> bool:
        """Whether the axis can be named in the line of its figures."""
        zero = self.chart.axis.ticks[0].text
        wide = self.words.width(self.chart.axis.label) + self.words.width(zero) / 2 + _GAP
        return wide <= self.start

    @property
    def _below(self) -> float:
        return self.words.high * (1 if self.label_fits else 2)

    def distance(self, value: float) -> float:
        low, high = self.chart.axis.ticks[0].value, self.chart.axis.ticks[-1].value
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def place(self, index: int) -> QRectF:
        """Return the part of the chart that belongs to a category."""
        return QRectF(0, index * self.lane, self.across.width, self.lane)

    def draw(self, painter: QPainter) -> None:
        """Draw all of it but the legend."""
        _draw_axis(self, painter)
        for index in range(len(self.chart.categories)):
            _draw_lane(self, painter, index)


def lanes_height(chart: Chart, words: Words, width: float) -> tuple[float, float]:
    """Return the least height in which such a chart can be read, and the most it makes use of."""
    names = [words.lines(name, width * _NAMES) for name in chart.categories]
    lines = max((len(name) for name in names), default=1)
    lane = max(lines * words.high * _TIGHT, _BAR) + 2 * _PAD
    below = 2 * words.high
    return len(names) * lane + below, len(names) * max(lane, _MOST_LANE) + below


def _draw_axis(field: Lanes, painter: QPainter) -> None:
    across, words = field.across, field.words
    bottom = len(field.chart.categories) * field.lane
    for tick in field.chart.axis.ticks:
        x = across.x(field.distance(tick.value))
        painter.setPen(QPen(words.palette.color(QPalette.ColorRole.Midlight), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
        words.put_muted(painter, tick.text, (x, bottom + words.high / 2), Anchor.MIDDLE)
    y = bottom + words.high * (0.5 if field.label_fits else 1.5)
    words.put_muted(painter, field.chart.axis.label, (across.x(0), y), across.to_start)


def _draw_lane(field: Lanes, painter: QPainter, index: int) -> None:
    across, words = field.across, field.words
    middle = (index + 0.5) * field.lane
    name = words.lines(field.chart.categories[index], field.start - _GAP + 2)
    for number, line in enumerate(name):
        y = middle + (number - (len(name) - 1) / 2) * words.high * _TIGHT
        words.put(painter, line, (across.x(0), y), across.to_start)
    reached = 0.0
    for ink, value in _parts(field, index):
        left, width = across.span(field.distance(reached), field.distance(reached + value))
        fill_box(painter, ink, QRectF(left, middle - _BAR / 2, width, _BAR), words.palette)
        reached += value
    text = field.ends[index]
    if text:
        x = across.x(field.distance(reached) + _GAP / 2)
        words.put_clear(painter, text, (x, middle), across.to_start)


def _parts(field: Lanes, index: int) -> Iterator[tuple[Ink, float]]:
    for series in field.chart.series:
        value = series.values[index]
        if value:
            yield series.ink, value
