"""Horizontal bars: a lane per category, so long names have room and many go over the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.report.charts import Chart
from ccmdesk.report.pdf.lanes import (
    LABEL_WIDTH,
    LABELS,
    Figure,
    LaneSlab,
    LegendSlab,
    Strip,
    Upright,
    draw_uprights,
    lane_height,
)
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.plot import GRID, Legend, Words, scaled
from ccmdesk.report.pdf.sheet import TEXT_WIDTH
from ccmdesk.report.pdf.slab import Slab


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values become distances; *room* is kept free for totals after the longest bar."""

    chart: Chart
    room: float

    def distance(self, value: float) -> float:
        """Return the distance of *value* from the start of the text."""
        return LABELS + scaled(value, self.chart.axis) * (TEXT_WIDTH - LABELS - self.room)


@dataclass(slots=True, kw_only=True, eq=False)
class AxisSlab(Slab):
    """The name of the value axis and its ticks."""

    figure: Figure
    scale: _Scale
    uprights: list[Upright]

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it as part of the figure."""
        across, leading = self.figure.across, self.figure.style.leading
        words = Words(pen, self.figure.style)
        axis = self.scale.chart.axis
        with self.figure.drawn(pen, top, self.height):
            words.put(axis.label, across.x(LABELS), top - leading / 2, across.to_start)
            for tick in axis.ticks:
                x = across.x(self.scale.distance(tick.value))
                words.put(tick.text, x, top - leading * 1.5, Anchor.MIDDLE)
            draw_uprights(pen, across, self.uprights, (top - leading * 2, top - self.height))


def bar_slabs(figure: Figure, chart: Chart, legend: Legend) -> Iterator[Slab]:
    """Yield the axis, a lane per category, and the legend."""
    style = figure.style
    ends = [*chart.totals, chart.axis.ticks[-1].text]
    scale = _Scale(chart, max(style.widths(text)[1] for text in ends) + 8)
    uprights = [Upright(scale.distance(tick.value), GRID) for tick in chart.axis.ticks]
    head = AxisSlab(
        height=style.leading * 2 + 3, space=2.0, keep=True, figure=figure, scale=scale,
        uprights=uprights,
    )  # fmt: skip
    yield head
    for index, name in enumerate(chart.categories):
        label = style.lines(name, LABEL_WIDTH)
        yield LaneSlab(
            height=lane_height(style, label),
            head=head,
            keep=index == len(chart.categories) - 1,
            figure=figure,
            label=label,
            uprights=uprights,
            strips=list(_strips(scale, index)),
            text=chart.totals[index] if chart.totals else "",
        )
    yield LegendSlab(height=legend.height + 4, figure=figure, legend=legend)


def _strips(scale: _Scale, index: int) -> Iterator[Strip]:
    """Yield the bars of one category, each beginning where the last ended."""
    reached = 0.0
    for series in scale.chart.series:
        value = series.values[index]
        if value:
            start, end = scale.distance(reached), scale.distance(reached + value)
            yield Strip(series.ink, start, end)
            reached += value
    if not reached:
        yield Strip(scale.chart.series[0].ink, LABELS, LABELS + 1)
