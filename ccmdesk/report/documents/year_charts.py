"""Charts over years, with their figures printed and told in words for readers who hear them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ccmdesk.lang.formats import M2_PER_KM2
from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Cell, Column, Row, Table
from ccmdesk.report.charts import Axis, Chart, ChartKind, Ink, Series, axis_at, round_ticks
from ccmdesk.rules.people_counts import known_sum
from ccmdesk.rules.stock import Bounds

Figure = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Measure:
    """How stored integers become a chart: units in one of the axis, its name, and their texts.

    The axis of a small chart has up to *decimals* digits after the point.
    """

    per_unit: int
    label: str
    text: Figure
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class YearSeries:
    """One value per year; a year without one is not known. *rest* belongs to no single year.

    Of a series that *may_lack* a value, a year without one has none: nothing is missing there.
    """

    name: str
    ink: Ink
    values: Mapping[int, int | None]
    rest: int | None = None
    may_lack: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearChart:
    """What is drawn: series over *years*, stacked unless *kind* says otherwise.

    With a name for it, *rest* is a last bar with what belongs to no single year.
    """

    caption: str
    measure: Measure
    years: Sequence[int]
    series: Sequence[YearSeries]
    kind: ChartKind = ChartKind.STACKED_BARS
    rest: str = ""


def square_kilometres(lang: Lang) -> Measure:
    """Return the measure of areas stored in m² and shown in km²."""
    return Measure(
        M2_PER_KM2,
        lang(C_("axis of a chart", "km²")),
        lambda m2: lang.rounded(Decimal(m2) / M2_PER_KM2, decimals=2),
        decimals=2,
    )


def thousands_of(lang: Lang, currency: CurrencyCode) -> Measure:
    """Return the measure of money stored in minor units and shown in thousands."""
    per_thousand = 1000 * 10 ** minor_digits(currency)
    return Measure(
        per_thousand,
        lang(C_("axis of a chart", "{currency}, thousands"), currency=currency),
        lambda minor: lang.rounded(Decimal(minor) / per_thousand),
    )


def counted(lang: Lang, label: str) -> Measure:
    """Return the measure of things that are counted one by one."""
    return Measure(1, label, lang.number)


def year_chart(lang: Lang, ask: YearChart) -> Chart:
    """Return the chart with an axis that holds its highest bar."""
    measure = ask.measure
    bars = [[_value(one, bar) for one in ask.series] for bar in _bars(ask)]
    totals = [known_sum(bar) for bar in bars]
    single = [value for bar in bars for value in bar if value is not None]
    stacked = ask.kind is ChartKind.STACKED_BARS
    stacks = [total for total in totals if total is not None]
    highest = max(stacks if stacked else single, default=0) / measure.per_unit
    return Chart(
        kind=ask.kind,
        caption=ask.caption,
        alternative=_in_words(lang, ask),
        categories=tuple(_name(ask, bar) for bar in _bars(ask)),
        series=tuple(_series(one, ask) for one in ask.series),
        axis=_axis(lang, measure, highest=highest),
        totals=tuple(_total(measure, total) for total in totals) if stacked else (),
    )


def _axis(lang: Lang, measure: Measure, *, highest: float) -> Axis:
    """Return an axis that holds *highest*; all its figures have as many digits after the point."""
    places = round_ticks(highest, finest=Decimal(1).scaleb(-measure.decimals))
    decimals = max(-places[1].adjusted(), 0)
    return axis_at(
        places, label=measure.label, show=lambda place: lang.number(place, decimals=decimals)
    )


def year_table(lang: Lang, ask: YearChart) -> Table:
    """Return the figures of the chart as a table of as many rows as it has bars.

    What is not known is said to be so; a total of parts that are not all known is a least one.
    """
    stacked = ask.kind is ChartKind.STACKED_BARS and len(ask.series) > 1
    names = [one.name for one in ask.series]
    heads = [lang(N_("Year")), *names, *([lang(N_("Total"))] if stacked else [])]
    caption = lang(
        C_("caption of a table", "{caption} ({unit})"),
        caption=ask.caption,
        unit=ask.measure.label,
    )
    return Table(
        columns=(Column(), *[Column(Align.NUMBER)] * (len(heads) - 1)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_table_row(lang, ask, bar, stacked=stacked) for bar in _bars(ask)),
        caption=caption,
        alternative=caption,
    )


def bars_in_words(lang: Lang, ask: YearChart) -> tuple[str, ...]:
    """Return what each bar or point of the chart says."""
    return tuple(_bar_in_words(lang, ask, bar) for bar in _bars(ask))


def at_least(lang: Lang, parts: Sequence[int | None], text: Figure) -> str | None:
    """Return the sum of *parts* in words, at least so much where some are not known."""
    total = known_sum(parts)
    if total is None:
        return None
    if None not in parts:
        return text(total)
    return lang(C_("figure", "at least {number}"), number=text(total))


def within(lang: Lang, bounds: Bounds, text: Figure) -> str | None:
    """Return a figure in words, at least or at most so much where it is not known exactly."""
    if bounds.exact is not None:
        return text(bounds.exact)
    if bounds.least:
        return lang(C_("figure", "at least {number}"), number=text(bounds.least))
    if bounds.most is not None:
        return lang(C_("figure", "at most {number}"), number=text(bounds.most))
    return None


def _table_row(lang: Lang, ask: YearChart, bar: int | None, *, stacked: bool) -> Row:
    values = [(_value(one, bar), one.may_lack) for one in ask.series]
    text, unknown = ask.measure.text, lang(C_("absent value", "Not known"))
    cells = [
        text(value) if value is not None else "" if may_lack else unknown
        for value, may_lack in values
    ]
    parts = [value for value, may_lack in values if value is not None or not may_lack]
    total = [at_least(lang, parts, text) or unknown] if stacked else []
    return tuple(Cell(said) for said in (_name(ask, bar), *cells, *total))


def _total(measure: Measure, total: int | None) -> str:
    return "" if total is None else measure.text(total)


def _bars(ask: YearChart) -> tuple[int | None, ...]:
    """Return what is drawn beside one another: the years, then what belongs to none of them."""
    return (*ask.years, None) if ask.rest else tuple(ask.years)


def _name(ask: YearChart, bar: int | None) -> str:
    return ask.rest if bar is None else str(bar)


def _value(one: YearSeries, bar: int | None) -> int | None:
    return one.rest if bar is None else one.values.get(bar)


def _series(one: YearSeries, ask: YearChart) -> Series:
    values = [_value(one, bar) for bar in _bars(ask)]
    per_unit = ask.measure.per_unit
    return Series(
        one.name,
        one.ink,
        tuple(None if value is None else value / per_unit for value in values),
        tuple(ask.measure.text(value) if value else "" for value in values),
    )


def _in_words(lang: Lang, ask: YearChart) -> str:
    return lang(
        N_("{caption} ({unit}). {figures}."),
        caption=ask.caption,
        unit=ask.measure.label,
        figures=lang.join(bars_in_words(lang, ask)),
    )


def _bar_in_words(lang: Lang, ask: YearChart, bar: int | None) -> str:
    parts = [
        lang(C_("chart in words", "{name} {number}"), name=one.name, number=ask.measure.text(value))
        for one in ask.series
        if (value := _value(one, bar)) is not None
    ]
    said = C_("chart in words", "{year}: {figures}")
    return lang(said, year=_name(ask, bar), figures=lang.join(parts))
