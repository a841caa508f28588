"""From external to national: the share of each year, and how posts, skills and budget pass on."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.plan import Plan
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note, titled_text
from ccmdesk.report.documents.sections.budget import stated_amounts, year_name
from ccmdesk.report.documents.sections.conduct import plan_text
from ccmdesk.rules.contributors import CONTRIBUTED, YearShare
from ccmdesk.rules.funding_totals import Totals, comparable_shares, external_share_falls


def handover(desk: Desk) -> Iterator[Block]:
    """Yield the shares per year and currency, then what the plan says of the transition."""
    found = [totals for totals in desk.totals if totals.shares]
    if not found:
        yield Paragraph(desk.lang(N_("No contribution is entered.")))
    for totals in found:
        yield from _shares(desk, totals)
    empty = desk.lang(N_("How posts, skills, equipment and budget pass on is not entered."))
    title = desk.paper.label(Plan, "transition")
    yield from titled_text(desk.paper, title, plan_text(desk, "transition"), empty=empty)


def _shares(desk: Desk, totals: Totals) -> Iterator[Block]:
    """Yield the table and, where there are years to compare, what it shows."""
    lang, shares = desk.lang, totals.shares
    if len(comparable_shares(totals)) > 1:
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
        lang(C_("transition", "National share of the contributions")),
    )
    yield Table(
        columns=(Column(), *[Column(Align.NUMBER)] * 3),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, share, totals.currency) for share in shares),
        totals=(_total(desk, totals),),
        caption=caption,
        alternative=caption,
    )
    if _stand_elsewhere(totals):
        yield note(
            lang(
                N_(
                    "Contributions to activities whose need is not stated by year stand here under"
                    " their own years, and under “Not by year” in the tables of what is needed. The"
                    " totals are the same."
                )
            )
        )


def _stand_elsewhere(totals: Totals) -> bool:
    """Whether contributions are told under other years than beside what is needed."""
    needed = {row.key: (row.sums.national, row.sums.external) for row in totals.by_year}
    return any(
        needed.get(share.year, (None, None)) != (share.national, share.external)
        for share in totals.shares
    )


def _total(desk: Desk, totals: Totals) -> Row:
    """Return the sums of all contributions: those of the tables of what is needed."""
    sums = totals.total
    contributed = tuple(one for one in sums.others if one.role in CONTRIBUTED)
    whole = YearShare(year=None, national=sums.national, external=sums.external, others=contributed)
    _, *cells = _row(desk, whole, totals.currency)
    return (Cell(desk.lang(N_("Total"))), *cells)


def _row(desk: Desk, share: YearShare, currency: CurrencyCode) -> Row:
    per_mille, unknown = share.national_per_mille, desk.lang(C_("absent value", "Not known"))
    return (
        Cell(year_name(desk)(share.year)),
        Cell(stated_amounts(desk, share.stated_national(currency), currency=currency)),
        Cell(stated_amounts(desk, share.stated_external(currency), currency=currency)),
        Cell(unknown if per_mille is None else desk.lang.percent(per_mille)),
    )
