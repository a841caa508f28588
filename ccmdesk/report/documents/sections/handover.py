"""From external to national: the share of each year, and how posts, skills and budget pass on."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import titled_text
from ccmdesk.report.documents.sections.conduct import plan_text
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, thousands_of, year_chart
from ccmdesk.rules.funding_totals import Totals, YearShare, external_share_falls, transition


def handover(desk: Desk) -> Iterator[Block]:
    """Yield the shares per year and currency, then what the plan says of the transition."""
    found = [totals for totals in desk.totals if transition(totals)]
    if not found:
        yield Paragraph(desk.lang(N_("No contribution by year is entered.")))
    for totals in found:
        yield from _shares(desk, totals)
    empty = desk.lang(N_("How posts, skills, equipment and budget pass on is not entered."))
    title = desk.paper.label(Plan, "transition")
    yield from titled_text(desk.paper, title, plan_text(desk, "transition"), empty=empty)


def _shares(desk: Desk, totals: Totals) -> Iterator[Block]:
    lang, shares = desk.lang, transition(totals)
    falls = N_("In {currency}, the external share of all contributions falls over the plan.")
    stays = N_("In {currency}, the external share of all contributions does not fall.")
    says = falls if external_share_falls(totals) else stays
    yield Paragraph(lang(says, currency=totals.currency))
    caption = lang(
        N_("National and external contributions by year, in {currency}"), currency=totals.currency
    )
    heads = (
        lang(N_("Year")),
        lang(C_("transition", "National")),
        lang(C_("transition", "External")),
        lang(C_("transition", "National share")),
    )
    yield Table(
        columns=(Column(), *[Column(Align.NUMBER)] * 3),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, share, totals.currency) for share in shares),
        caption=caption,
        alternative=caption,
    )
    yield _chart(desk, totals, shares)


def _row(desk: Desk, share: YearShare, currency: CurrencyCode) -> Row:
    per_mille = share.national_per_mille
    return (
        Cell(str(share.year)),
        Cell(desk.lang.amount(Money(share.national, currency))),
        Cell(desk.lang.amount(Money(share.external, currency))),
        Cell("" if per_mille is None else desk.lang.percent(per_mille)),
    )


def _chart(desk: Desk, totals: Totals, shares: tuple[YearShare, ...]) -> Block:
    lang = desk.lang
    series = (
        (C_("transition", "National"), Ink.SOLID, {s.year: s.national for s in shares}),
        (C_("transition", "External"), Ink.HATCHED, {s.year: s.external for s in shares}),
    )
    return year_chart(
        lang,
        YearChart(
            caption=lang(N_("Who contributes, by year")),
            measure=thousands_of(lang, totals.currency),
            years=[share.year for share in shares],
            series=[YearSeries(lang(name), ink, {**values}) for name, ink, values in series],
        ),
    )
