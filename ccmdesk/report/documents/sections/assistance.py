"""National resources, assistance received and assistance given, by year and currency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import AssistanceFlow, FlowDirection
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.record_tables import Register, register
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, thousands_of, year_chart

FLOWS = (
    "year",
    "direction",
    "organisation",
    "other_state",
    "article",
    "sector",
    "modality",
    "amount",
    "agreement",
    "purpose",
)
_INKS: Mapping[FlowDirection, Ink] = {
    FlowDirection.NATIONAL: Ink.SOLID,
    FlowDirection.RECEIVED: Ink.HATCHED,
    FlowDirection.GIVEN: Ink.OPEN,
}
_Sums = dict[FlowDirection, dict[int, int | None]]


def assistance(desk: Desk) -> Iterator[Block]:
    """Yield the flows by year, one table and chart for each currency, then each flow."""
    lang, flows = desk.lang, desk.paper.of(AssistanceFlow)
    yield heading(2, lang(N_("National resources and international assistance")))
    if not flows:
        yield Paragraph(lang(N_("No flow of assistance is entered.")))
        return
    yield Paragraph(
        lang(N_("Amounts in different currencies are shown apart and never added to one another."))
    )
    for currency, sums in _by_currency(flows).items():
        yield from _of_currency(desk, currency, sums, adds_up=_adds_up(flows, currency))
    ordered = sorted(flows, key=lambda one: (one.year is None, one.year or 0))
    caption = lang(N_("Flows of assistance, record by record"))
    yield from register(desk.paper, Register(AssistanceFlow, ordered, FLOWS, caption, sourced=True))


def _by_currency(flows: Sequence[AssistanceFlow]) -> dict[CurrencyCode, _Sums]:
    """Return the sums of each currency by direction and year, in the order of the flows."""
    found: dict[CurrencyCode, _Sums] = {}
    for flow in flows:
        if flow.amount is not None and flow.year is not None and flow.direction is not None:
            sums = found.setdefault(flow.amount.currency, {})
            years = sums.setdefault(flow.direction, {})
            years[flow.year] = (years.get(flow.year) or 0) + flow.amount.minor
    return found


def _adds_up(flows: Sequence[AssistanceFlow], currency: CurrencyCode) -> bool:
    """Whether some sum by year is of several flows; else the flows themselves say all of it."""
    places = [
        (flow.year, flow.direction)
        for flow in flows
        if flow.amount is not None and flow.amount.currency == currency
    ]
    return len(set(places)) < len(places)


def _of_currency(
    desk: Desk, currency: CurrencyCode, sums: _Sums, *, adds_up: bool
) -> Iterator[Block]:
    lang = desk.lang
    directions = [one for one in FlowDirection if one in sums]
    years = sorted({year for by_year in sums.values() for year in by_year})
    caption = lang(
        N_("National resources and assistance by year, in {currency}"), currency=currency
    )
    if adds_up:
        yield _table(desk, currency, sums, caption=caption)
    series = [YearSeries(lang(d.label), _INKS[d], sums[d]) for d in directions]
    yield year_chart(
        lang,
        YearChart(
            caption=caption, measure=thousands_of(lang, currency), years=years, series=series
        ),
    )


def _table(desk: Desk, currency: CurrencyCode, sums: _Sums, *, caption: str) -> Table:
    directions = [one for one in FlowDirection if one in sums]
    years = sorted({year for by_year in sums.values() for year in by_year})
    heads = (
        desk.paper.label(AssistanceFlow, "year"),
        *(desk.lang(direction.label) for direction in directions),
    )
    return Table(
        columns=(Column(), *[Column(Align.NUMBER) for _ in directions]),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, year, [sums[d] for d in directions], currency) for year in years),
        caption=caption,
        alternative=caption,
    )


def _row(
    desk: Desk, year: int, columns: Sequence[dict[int, int | None]], currency: CurrencyCode
) -> Row:
    return (Cell(str(year)), *(_amount(desk, one.get(year), currency) for one in columns))


def _amount(desk: Desk, minor: int | None, currency: CurrencyCode) -> Cell:
    if minor is None:
        return Cell(desk.lang(C_("absent value", "Not yet filled")), tint=Tint.QUIET)
    return Cell(desk.lang.money(Money(minor, currency)))
