"""The cost of a square metre by kind of work, as a table and a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Row, Table
from ccmdesk.report.charts import Axis, Chart, ChartKind, Ink, Series, Tick
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.rules.unit_costs import UnitCost, unit_costs

_STEPS = 4


def unit_cost_blocks(desk: Desk) -> Iterator[Block]:
    """Yield the costs of each currency; nothing where no activity states both land and cost."""
    found = unit_costs(desk.document)
    for currency in dict.fromkeys(one.currency for one in found):
        own = [one for one in found if one.currency == currency]
        yield cost_table(desk, own, currency)
        if len(own) > 1:
            yield cost_chart(desk, own, currency)
        yield note(desk.lang(HOW))


HOW = N_(
    "The cost of a square metre is what the activities need, divided by the land they are planned"
    " to release."
)


def cost_table(desk: Desk, found: Sequence[UnitCost], currency: CurrencyCode) -> Table:
    """Return activities, land and cost of each kind of work."""
    lang = desk.lang
    caption = lang(N_("Cost per square metre by kind of work, in {currency}"), currency=currency)
    heads = (
        lang(N_("Kind of work")),
        lang(N_("Activities")),
        lang(C_("column", "Land")),
        lang(C_("budget", "Needed")),
        lang(C_("column", "Cost per m²")),
    )
    return Table(
        columns=(Column(weight=1.0), *[Column(Align.NUMBER)] * 4),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, one) for one in found),
        caption=caption,
        alternative=caption,
    )


def _row(desk: Desk, one: UnitCost) -> Row:
    lang = desk.lang
    return (
        Cell(lang(one.work.label)),
        Cell(lang.number(one.activities)),
        Cell(lang.area(one.size_m2, unit=AreaUnit.M2)),
        Cell(lang.amount(Money(one.minor, one.currency))),
        Cell(lang.rounded(one.per_m2, decimals=2)),
    )


def cost_chart(desk: Desk, found: Sequence[UnitCost], currency: CurrencyCode) -> Chart:
    """Return the cost of a square metre as a bar for each kind of work."""
    lang = desk.lang
    caption = lang(N_("Cost per square metre by kind of work, in {currency}"), currency=currency)
    texts = tuple(lang.rounded(one.per_m2, decimals=2) for one in found)
    names = tuple(lang(one.work.label) for one in found)
    told = costs_in_words(desk, found)
    return Chart(
        kind=ChartKind.HORIZONTAL_BARS,
        caption=caption,
        alternative=lang(N_("{caption}. {figures}."), caption=caption, figures=lang.join(told)),
        categories=names,
        series=(
            Series(
                lang(C_("column", "Cost per m²")),
                Ink.SOLID,
                tuple(float(one.per_m2) for one in found),
                texts,
            ),
        ),
        axis=_axis(desk, max(one.per_m2 for one in found), currency),
    )


def costs_in_words(desk: Desk, found: Sequence[UnitCost]) -> list[str]:
    """Return what each bar says."""
    return [
        desk.lang(
            C_("chart in words", "{name} {number}"),
            name=desk.lang(one.work.label),
            number=desk.lang.rounded(one.per_m2, decimals=2),
        )
        for one in found
    ]


def _axis(desk: Desk, highest: Decimal, currency: CurrencyCode) -> Axis:
    """Return an axis in steps of 1, 2 or 5 of a power of ten, also below one."""
    step = _step(highest / _STEPS)
    decimals = max(2, -step.adjusted())
    ticks: list[Tick] = []
    value = Decimal(0)
    while not ticks or ticks[-1].value < highest:
        ticks.append(Tick(float(value), desk.lang.number(value, decimals=decimals)))
        value += step
    label = desk.lang(C_("axis of a chart", "{currency} per m²"), currency=currency)
    return Axis(label, tuple(ticks))


def _step(least: Decimal) -> Decimal:
    power = Decimal(10) ** (least.adjusted())
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
