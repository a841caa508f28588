"""The time line: groups of bars over the years, crossed by deadlines and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.report.charts import TimeBar, TimeLine, TimeMark
from ccmdesk.report.pdf.lanes import (
    LABEL_WIDTH,
    LABELS,
    Figure,
    GroupSlab,
    LaneSlab,
    LegendSlab,
    Strip,
    Upright,
    draw_uprights,
    figure_in,
    kept_together,
    lane_height,
)
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.plot import GRID, Words, legend_of
from ccmdesk.report.pdf.sheet import TEXT_WIDTH, Sheet
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.styles import Role, Style
from ccmdesk.report.pdf.tables import caption_slab
from ccmdesk.report.text.lines import Line

_FLAG_WIDTH = 140.0  # points a name of a mark may take before it breaks
_FLAG_GAP = 3.0
_STRONG = "0.62 0.10 0.10 RG 1.1 w"
_WEAK = "0.45 G 0.7 w [3 2] 0 d"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Flag:
    """The name of a mark: it stands after its line, *below* the head of the figure."""

    mark: TimeMark
    lines: Sequence[Line]
    distance: float
    start: float
    end: float
    row: int


@dataclass(frozen=True, slots=True)
class _Flags:
    """The names of all marks in rows, the first row lowest, each as high as its highest name."""

    flags: Sequence[_Flag]
    style: Style

    def height_below(self, row: int) -> float:
        """Return the height of the rows under *row*."""
        heights = (self._row_height(lower) for lower in range(row))
        return sum(heights)

    @property
    def height(self) -> float:
        """The height of all rows."""
        return self.height_below(max((flag.row for flag in self.flags), default=-1) + 1)

    def _row_height(self, row: int) -> float:
        return max(len(flag.lines) for flag in self.flags if flag.row == row) * self.style.leading


@dataclass(slots=True, kw_only=True, eq=False)
class TimeAxisSlab(Slab):
    """The years, and above them the names of the marks."""

    figure: Figure
    time_line: TimeLine
    flags: _Flags

    def draw(self, pen: Pen, top: float) -> None:
        """Draw lines first and names over them, so that no name is struck through."""
        bottom = top - self.height
        with self.figure.drawn(pen, top, self.height):
            for flag in self.flags.flags:
                upright = Upright(flag.distance, _look(flag.mark))
                draw_uprights(pen, self.figure.across, [upright], (self._top(flag, bottom), bottom))
            for flag in self.flags.flags:
                self._draw_name(pen, flag, self._top(flag, bottom))
            self._draw_years(pen, bottom)

    def _top(self, flag: _Flag, bottom: float) -> float:
        """Return the y of the top of a name."""
        below = self.height - self.flags.height + self.flags.height_below(flag.row)
        return bottom + below + len(flag.lines) * self.figure.style.leading

    def _draw_name(self, pen: Pen, flag: _Flag, top: float) -> None:
        across, style = self.figure.across, self.figure.style
        height = len(flag.lines) * style.leading
        left, width = across.bar(flag.start, flag.end)
        pen.shape(f"1 g {left:.2f} {top - height:.2f} {width:.2f} {height:.2f} re f")
        pen.text(flag.lines, style, at=(across.x(flag.start), top), anchor=across.to_start)

    def _draw_years(self, pen: Pen, bottom: float) -> None:
        across = self.figure.across
        words = Words(pen, self.figure.style)
        y = bottom + 2 + self.figure.style.leading / 2
        free = LABELS
        for tick in self.time_line.ticks:
            distance = _distance(self.time_line, tick.day)
            width = words.width(tick.text)
            draw_uprights(pen, across, [Upright(distance, GRID)], (bottom + 4, bottom))
            if distance >= free and distance + width <= TEXT_WIDTH:
                words.put_clear(tick.text, across.x(distance + 2), y, across.to_start)
                free = distance + width + 5


def time_line_slabs(sheet: Sheet, time_line: TimeLine, parent: Element) -> Iterator[Slab]:
    """Yield caption, axis, the lanes of each group, and the legend."""
    yield caption_slab(sheet, time_line.caption, parent.add("P"))
    figure = figure_in(sheet, parent, time_line.alternative)
    flags = _flags(time_line, figure.style)
    head = TimeAxisSlab(
        height=flags.height + figure.style.leading + 4,
        space=2.0,
        keep=True,
        figure=figure,
        time_line=time_line,
        flags=flags,
    )
    lanes = list(_lanes(figure, time_line))
    for lane in lanes:
        lane.head = head
    legend = legend_of(sheet, time_line.legend)
    foot = LegendSlab(height=legend.height + 4, figure=figure, legend=legend)
    yield from kept_together([head, *lanes, foot], sheet.capacity)


def _lanes(figure: Figure, time_line: TimeLine) -> Iterator[Slab]:
    uprights = [Upright(_distance(time_line, tick.day), GRID) for tick in time_line.ticks]
    uprights += [Upright(_distance(time_line, m.day), _look(m)) for m in time_line.marks]
    bold = figure.sheet.styles.of(Role.CHART_BOLD)
    for group in time_line.groups:
        title = bold.lines(group.title, TEXT_WIDTH - 8)
        height = lane_height(bold, title)
        yield GroupSlab(height=height, keep=True, figure=figure, title=title, uprights=uprights)
        for bar in group.bars:
            label = figure.style.lines(bar.label, LABEL_WIDTH)
            yield LaneSlab(
                height=lane_height(figure.style, label),
                keep=group is time_line.groups[-1] and bar is group.bars[-1],
                figure=figure,
                label=label,
                uprights=uprights,
                strips=[_strip(time_line, bar)],
                text=bar.text,
            )


def _strip(time_line: TimeLine, bar: TimeBar) -> Strip:
    """Return the bar to the end of its last day; one day alone is a moment."""
    end = bar.end if bar.start == bar.end else bar.end + _DAY
    return Strip(bar.ink, _distance(time_line, bar.start), _distance(time_line, end))


def _distance(time_line: TimeLine, day: dt.date) -> float:
    """Return the distance of *day* from the start of the text, cut to the axis."""
    day = min(max(day, time_line.start), time_line.end)
    share = (day - time_line.start) / (time_line.end - time_line.start)
    return LABELS + share * (TEXT_WIDTH - LABELS)


def _look(mark: TimeMark) -> str:
    return _STRONG if mark.strong else _WEAK


def _flags(time_line: TimeLine, style: Style) -> _Flags:
    """Give each name the lowest row in which it hides no other, beginning with the last."""
    placed: list[_Flag] = []
    for mark in sorted(time_line.marks, key=lambda mark: mark.day, reverse=True):
        lines = style.lines(mark.label, _FLAG_WIDTH)
        width = max(line.advance for line in lines) * style.size / 1000
        distance = _distance(time_line, mark.day)
        start = min(distance + _FLAG_GAP, TEXT_WIDTH - width)
        end = start + width
        row = max((f.row + 1 for f in placed if f.start - 4 < end and start < f.end + 4), default=0)
        placed.append(_Flag(mark, lines, distance, start, end, row))
    return _Flags(placed, style)
