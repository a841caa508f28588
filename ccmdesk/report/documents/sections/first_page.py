"""Page one: the problem, the end date, the cost, who pays, what is missing, what is urgent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.state import ObligationStatus
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Table,
)
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.report.documents.sections.budget import gap_text, year_name
from ccmdesk.report.documents.sections.need_values import effective_cell
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.funding_totals import Totals
from ccmdesk.rules.summary import ObligationLine, UrgentNeed

MOST_YEARS = 7
"""So many years, with the total, no longer fit beside one another."""


def first_page(desk: Desk) -> Iterator[Block]:
    """Yield what a donor must see within one minute."""
    yield _key_figures(desk)
    yield from _problem(desk)
    yield from _by_year(desk)
    yield from urgent(desk)
    yield _contact(desk)


def _key_figures(desk: Desk) -> KeyFigures:
    lang, totals = desk.lang, desk.totals
    costs = [(one.currency, one.total.needed) for one in totals]
    gaps = [(one.currency, one.total.gap if one.total.known else None) for one in totals]
    national = [
        lang.money(Money(one.total.national, one.currency))
        for one in totals
        if one.total.national_per_mille is not None
    ]
    return KeyFigures(
        (
            KeyFigure(lang(N_("End of the plan")), _end(desk), _deadlines(desk)),
            _amounts(desk, N_("Total cost"), costs),
            KeyFigure(
                lang(N_("National contribution")),
                lang.join([_share(desk, one) for one in totals]) or _not_stated(desk),
                lang.join(national),
            ),
            replace(_amounts(desk, N_("Funding gap"), gaps), note=_unknown(desk)),
        )
    )


def _amount(desk: Desk, totals: Totals, minor: int) -> str:
    return desk.lang.amount(Money(minor, totals.currency))


def _amounts(
    desk: Desk, label: str, amounts: Sequence[tuple[CurrencyCode, int | None]]
) -> KeyFigure:
    """Return one amount for each currency, None not known; they are never added."""
    name = desk.lang(label)
    if len(amounts) == 1:
        ((currency, minor),) = amounts
        labelled = desk.lang(
            C_("amount of money", "{what}, {currency}"), what=name, currency=currency
        )
        return KeyFigure(labelled, _figure(desk, currency, minor))
    shown = [
        _named(desk, currency, minor) if minor is None else desk.lang.money(Money(minor, currency))
        for currency, minor in amounts
    ]
    return KeyFigure(name, desk.lang.join(shown) or _not_stated(desk))


def _figure(desk: Desk, currency: CurrencyCode, minor: int | None) -> str:
    if minor is None:
        return desk.lang(C_("absent value", "Not known"))
    return desk.lang.amount(Money(minor, currency))


def _named(desk: Desk, currency: CurrencyCode, minor: int | None) -> str:
    return desk.lang(
        C_("amount of money", "{currency}: {amount}"),
        currency=currency,
        amount=_figure(desk, currency, minor),
    )


def _unknown(desk: Desk) -> str:
    """Return how many gaps are not known, which are never counted as zero."""
    counts = [one.total.unknown for one in desk.totals if one.total.unknown]
    texts = [
        desk.lang.ngettext(
            "{n} activity with a gap that is not known",
            "{n} activities with a gap that is not known",
            count,
        )
        for count in counts
    ]
    return desk.lang.join(texts)


def _end(desk: Desk) -> str:
    end = desk.summary.end
    return _not_stated(desk) if end is None else desk.lang.date(end, style=DateStyle.MEDIUM)


def _deadlines(desk: Desk) -> str:
    """Return the deadlines that still run; section I gives all of them."""
    running = [
        line
        for line in desk.summary.obligations
        if line.deadline is not None and line.obligation.status is ObligationStatus.OPEN
    ]
    return desk.lang.join([_deadline(desk, line) for line in running])


def _deadline(desk: Desk, line: ObligationLine) -> str:
    duty, deadline = line.obligation.duty, line.deadline
    if duty is None or deadline is None:
        return ""
    return desk.lang(
        N_("Deadline of Article {article}: {date}"),
        article=duty.article.value,
        date=desk.lang.date(deadline, style=DateStyle.MEDIUM),
    )


def _share(desk: Desk, totals: Totals) -> str:
    per_mille = totals.total.national_per_mille
    return _not_stated(desk) if per_mille is None else desk.lang.percent(per_mille)


def _not_stated(desk: Desk) -> str:
    return desk.lang(C_("key figure", "Not stated"))


def _problem(desk: Desk) -> Iterator[Block]:
    told_one = False
    for obligation in desk.obligations:
        text = told(desk.paper, obligation.problem)
        if text is not None:
            told_one = True
            yield Paragraph(text.text, language=text.language)
    if not told_one:
        text_of = desk.lang(N_("What the problem is has not been entered yet."))
        yield Paragraph(text_of)


def _by_year(desk: Desk) -> Iterator[Block]:
    lang = desk.lang
    if not desk.totals:
        yield Paragraph(lang(N_("No cost and no budget line is entered.")))
    for totals in desk.totals:
        currency = totals.currency
        caption = lang(N_("Cost and funding gap by year, in {currency}"), currency=currency)
        grid = _grid(desk, totals)
        if len(totals.by_year) >= MOST_YEARS:
            grid = list(zip(*grid, strict=True))
        yield Table(
            columns=(Column(), *[Column(Align.NUMBER) for _ in grid[0][1:]]),
            head=(grid[0],),
            rows=tuple(grid[1:]),
            caption=caption,
            alternative=caption,
        )


def _grid(desk: Desk, totals: Totals) -> list[Row]:
    """Return one column for each year and the total, which saves room on the page."""
    lang, name = desk.lang, year_name(desk)
    years = [name(row.key) for row in totals.by_year]
    sums = [*(row.sums for row in totals.by_year), totals.total]
    parts = (
        (C_("budget", "Needed"), [_amount(desk, totals, one.needed) for one in sums]),
        (
            C_("budget", "National contribution"),
            [_amount(desk, totals, one.national) for one in sums],
        ),
        (
            C_("budget", "Pledged from abroad"),
            [_amount(desk, totals, one.external) for one in sums],
        ),
        (N_("Funding gap"), [gap_text(desk, one, currency=totals.currency) for one in sums]),
    )
    heads = (lang(N_("Year")), *years, lang(N_("Total")))
    rows = [(Cell(lang(label), bold=True), *map(Cell, texts)) for label, texts in parts]
    return [tuple(Cell(text, bold=True) for text in heads), *rows]


def urgent(desk: Desk) -> Iterator[Block]:
    """Yield the needs that come first as a table, or that there is none."""
    lang, found = desk.lang, desk.summary.urgent
    if not found:
        yield Paragraph(lang(N_("No need for assistance is entered.")))
        return
    caption = lang(N_("The most urgent needs"))
    heads = (
        lang(C_("urgent need", "What")),
        lang(C_("urgent need", "Where")),
        lang(C_("urgent need", "When")),
        lang(C_("urgent need", "How much")),
        lang(C_("urgent need", "Cost")),
        lang(N_("Funding gap")),
    )
    yield Table(
        columns=(
            Column(weight=1.5),
            Column(weight=1.0),
            Column(weight=1.4),
            Column(),
            Column(Align.NUMBER),
            Column(Align.NUMBER),
        ),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_urgent_row(desk, one) for one in found),
        caption=caption,
        alternative=caption,
    )


def _urgent_row(desk: Desk, one: UrgentNeed) -> Row:
    found = one.need
    names = ("place", "period", "quantity")
    return (
        field_cell(desk.paper, found.need, "title"),
        *(effective_cell(desk, found, name) for name in names),
        _activity_cost(desk, one),
        _gap(desk, one),
    )


def _activity_cost(desk: Desk, one: UrgentNeed) -> Cell:
    """Return the cost of the activity the need makes possible, else the cost of the need."""
    activity = one.need.activity
    if activity is None or activity.cost is None:
        return effective_cell(desk, one.need, "cost")
    return field_cell(desk.paper, activity, "cost")


def _gap(desk: Desk, one: UrgentNeed) -> Cell:
    if one.gap is None:
        return Cell(desk.lang(C_("absent value", "Not known")))
    return Cell(desk.lang.money(one.gap))


def _contact(desk: Desk) -> Block:
    lang = desk.lang
    if not desk.contact:
        return note(lang(N_("Contact point: not yet filled.")))
    return note(lang(N_("Contact point: {contact}"), contact=desk.contact))
