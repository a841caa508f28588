"""Level bars of counts under names, with the equal table and the words of each bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Cell, Column, Table
from ccmdesk.report.charts import Chart, ChartKind, Ink, Series, axis_at, round_ticks
from ccmdesk.report.documents.year_charts import at_least
from ccmdesk.rules.people_counts import known_sum


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One value for each bar; None is not known, or not there where the series *may_lack* one."""

    name: str
    ink: Ink
    values: tuple[int | None, ...]
    may_lack: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """What is drawn: series that add up along each bar; *counts* says of what."""

    caption: str
    counts: str
    names: tuple[str, ...]
    series: tuple[BarSeries, ...]


def bar_chart(lang: Lang, ask: Bars) -> Chart:
    """Return the chart; the total of what is known stands at the end of each bar."""
    totals = [known_sum(bar) for bar in _values(ask)]
    highest = max((total for total in totals if total is not None), default=0)
    return Chart(
        kind=ChartKind.HORIZONTAL_BARS,
        caption=ask.caption,
        alternative=lang(
            N_("{caption} ({unit}). {figures}."),
            caption=ask.caption,
            unit=ask.counts,
            figures=lang.join(told_bars(lang, ask)),
        ),
        categories=ask.names,
        series=tuple(_series(lang, one) for one in ask.series),
        axis=axis_at(round_ticks(highest, steps=_STEPS), label=ask.counts, show=lang.number),
        totals=tuple("" if total is None else lang.number(total) for total in totals),
    )


_STEPS = 3


def told_bars(lang: Lang, ask: Bars) -> tuple[str, ...]:
    """Return what each bar says, in words."""
    return tuple(
        lang(
            C_("chart in words", "{year}: {figures}"),
            year=name,
            figures=lang.join(_figures(lang, ask, bar)),
        )
        for name, bar in zip(ask.names, _values(ask), strict=True)
    )


def bar_table(lang: Lang, ask: Bars) -> Table:
    """Return the figures of the chart with their computed totals."""
    heads = ("", *(one.name for one in ask.series), lang(N_("Total")))
    rows = zip(ask.names, _values(ask), strict=True)
    return Table(
        columns=(Column(weight=1.0), *[Column(Align.NUMBER)] * (len(heads) - 1)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple((Cell(name), *_cells(lang, ask, bar)) for name, bar in rows),
        caption=ask.caption,
        alternative=ask.caption,
    )


def _cells(lang: Lang, ask: Bars, bar: Sequence[int | None]) -> tuple[Cell, ...]:
    both = list(zip(ask.series, bar, strict=True))
    unknown = lang(C_("absent value", "Not known"))
    blank = ["" if one.may_lack else unknown for one in ask.series]
    texts = [
        none if value is None else lang.number(value)
        for none, value in zip(blank, bar, strict=True)
    ]
    parts = [value for one, value in both if value is not None or not one.may_lack]
    total = at_least(lang, parts, lang.number) or unknown
    return tuple(Cell(text) for text in (*texts, total))


def _values(ask: Bars) -> list[tuple[int | None, ...]]:
    return [tuple(one.values[index] for one in ask.series) for index in range(len(ask.names))]


def _series(lang: Lang, one: BarSeries) -> Series:
    return Series(
        one.name,
        one.ink,
        tuple(None if value is None else float(value) for value in one.values),
        tuple(lang.number(value) if value else "" for value in one.values),
    )


def _figures(lang: Lang, ask: Bars, bar: Sequence[int | None]) -> list[str]:
    unknown = lang(C_("absent value", "Not known"))
    return [
        lang(
            C_("chart in words", "{name} {number}"),
            name=one.name,
            number=unknown if value is None else lang.number(value),
        )
        for one, value in zip(ask.series, bar, strict=True)
        if value is not None or not one.may_lack
    ]
