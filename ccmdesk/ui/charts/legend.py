"""The legend under a chart: which ink stands for what, in as many rows as that takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ccmdesk.report.charts import Chart, ChartKind, Ink
from ccmdesk.ui.charts.inks import draw_mark, fill_box, line_pen
from ccmdesk.ui.charts.words import Across, Words

_BOX, _LINE = 12.0, 26.0
_GAP, _BETWEEN = 5.0, 16.0


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    ink: Ink
    start: float


@dataclass(frozen=True, slots=True)
class Legend:
    """Names of inks; a chart of one series needs none, its caption says what it is of."""

    rows: tuple[tuple[_Entry, ...], ...]
    lines: bool
    words: Words

    @property
    def height(self) -> float:
        """Pixels it takes, with the space above it."""
        return len(self.rows) * self.words.high + 2 if self.rows else 0.0

    def draw(self, painter: QPainter, across: Across, top: float) -> None:
        """Draw it downwards from *top*."""
        sample = _LINE if self.lines else _BOX
        for number, row in enumerate(self.rows):
            y = top + 2 + (number + 0.5) * self.words.high
            for entry in row:
                left, width = across.span(entry.start, entry.start + sample)
                _draw_sample(painter, self, entry.ink, QRectF(left, y, width, 0))
                x = across.x(entry.start + sample + _GAP)
                self.words.put(painter, entry.name, (x, y), across.to_start)


def legend_of(chart: Chart, words: Words, width: float) -> Legend:
    """Set the names of the series in rows of *width* pixels."""
    lines = chart.kind is ChartKind.LINES
    if len(chart.series) < 2:
        return Legend((), lines, words)
    return Legend(tuple(_rows(chart, words, width)), lines, words)


def _rows(chart: Chart, words: Words, width: float) -> Iterator[tuple[_Entry, ...]]:
    sample = _LINE if chart.kind is ChartKind.LINES else _BOX
    row: list[_Entry] = []
    start = 0.0
    for series in chart.series:
        name = words.cut(series.name, width - sample - _GAP)
        wide = sample + _GAP + words.width(name)
        if row and start + wide > width:
            yield tuple(row)
            row, start = [], 0.0
        row.append(_Entry(name, series.ink, start))
        start += wide + _BETWEEN
    yield tuple(row)


def _draw_sample(painter: QPainter, legend: Legend, ink: Ink, middle: QRectF) -> None:
    palette = legend.words.palette
    if not legend.lines:
        box = QRectF(middle.left(), middle.top() - _BOX / 2 + 1, _BOX, _BOX - 2)
        fill_box(painter, ink, box, palette)
        return
    painter.setPen(line_pen(ink, palette))
    painter.drawLine(QPointF(middle.left(), middle.top()), QPointF(middle.right(), middle.top()))
    draw_mark(painter, ink, QPointF(middle.center().x(), middle.top()), palette)
