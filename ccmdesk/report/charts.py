"""Charts and the time line as values: numbers for their shapes, finished texts for their words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Ink(Enum):
    """How a series is told apart: each has a colour and a pattern that also shows in grey."""

    SOLID = "solid"
    HATCHED = "hatched"
    OPEN = "open"
    DOTTED = "dotted"
    CROSSED = "crossed"
    BARRED = "barred"


class ChartKind(Enum):
    """How values are drawn over the categories; bars and areas stand on the ones before them."""

    STACKED_BARS = "stacked bars"
    HORIZONTAL_BARS = "horizontal bars"
    LINES = "lines"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and the text that stands there."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The value axis from its first to its last tick; *label* names quantity and unit."""

    label: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One value per category, None where nothing is known; *texts* are printed in or at them."""

    name: str
    ink: Ink
    values: tuple[float | None, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Series over categories, such as years; *totals* are printed at the ends of stacked bars."""

    kind: ChartKind
    caption: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    totals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateTick:
    """A day on the time axis and the text that stands after it, such as a year on 1 January."""

    day: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class TimeBar:
    """Something that lasts from *start* to *end*, both included."""

    label: str
    start: dt.date
    end: dt.date
    ink: Ink = Ink.SOLID
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimeGroup:
    """Bars under a common title."""

    title: str
    bars: tuple[TimeBar, ...]


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A day that matters to all bars, such as a deadline; drawn as a line through the chart."""

    day: dt.date
    label: str
    strong: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """Groups of bars from *start* to *end*; what lies outside is cut at the edge.

    *legend* names the inks in use. It is split between bars when it is taller than a page.
    """

    caption: str
    alternative: str
    start: dt.date
    end: dt.date
    ticks: tuple[DateTick, ...]
    groups: tuple[TimeGroup, ...]
    marks: tuple[TimeMark, ...] = ()
    legend: tuple[tuple[str, Ink], ...] = ()


def round_ticks(
    highest: float, *, steps: int = 5, finest: Decimal = Decimal(1)
) -> tuple[Decimal, ...]:
    """Return places from zero to a round number at or above *highest*, *finest* apart or more."""
    step = max(_round_up(highest / steps), finest)
    count = max(math.ceil(Decimal(str(highest)) / step), 1)
    return tuple(n * step for n in range(count + 1))


def axis_at(places: Sequence[Decimal], *, label: str, show: Callable[[Decimal], str]) -> Axis:
    """Return the axis with a text at each of *places*."""
    return Axis(label, tuple(Tick(float(place), show(place)) for place in places))


def _round_up(step: float) -> Decimal:
    """Return the next of 1, 2, 5 times a power of ten."""
    if step <= 0:
        return Decimal(0)
    power = Decimal(10) ** math.floor(math.log10(step))
    return next(m * power for m in (1, 2, 5, 10) if float(m * power) >= step * (1 - 1e-9))
