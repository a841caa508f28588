"""Page one: the problem, the end date, the cost, who pays, what is missing, what is urgent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.budget import BudgetRole
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
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import author_paragraph, note
from ccmdesk.report.documents.sections.budget import gap_text, stated_amounts, year_name
from ccmdesk.report.documents.sections.need_values import effective_cell, no_needs, told_in_row
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.data_date import latest_fact
from ccmdesk.rules.funding_totals import Totals, stated_in
from ccmdesk.rules.money_summary import ended_says
from ccmdesk.rules.other_currencies import ABROAD, stated_moneys
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


def _as_of(desk: Desk) -> str:
    """Return on which day the records were read, and up to when their facts reach."""
    lang, fact = desk.lang, latest_fact(desk.document, desk.ask.today)
    date = lang.date(desk.ask.today, style=DateStyle.MEDIUM)
    if fact is None:
        return lang(N_("as of {date}; no dated fact on record"), date=date)
    shown = lang.partial_date(fact)
    if fact.date is not None:
        shown = lang.date(fact.date, style=DateStyle.MEDIUM)
    return lang(N_("as of {date}; latest fact on record: {fact}"), date=date, fact=shown)


def _key_figures(desk: Desk) -> KeyFigures:
    lang, totals = desk.lang, desk.totals
    costs = [*_costs(totals).items()]
    gaps = [(one.currency, one.total.gap) for one in totals]
    return KeyFigures(
        (
            KeyFigure(lang(N_("End of the plan")), _end(desk), lang.join(_standing(desk))),
            replace(_amounts(desk, N_("Total cost"), costs), note=_about_cost(desk)),
            KeyFigure(
                lang(N_("National contribution")),
                lang.join([_share(desk, one) for one in totals]) or _not_stated(desk),
                lang.join([note for one in totals for note in _national(desk, one)]),
            ),
            replace(_amounts(desk, N_("Funding gap"), gaps), note=_unknown(desk)),
        )
    )


def _costs(totals: Sequence[Totals]) -> dict[CurrencyCode, int | None]:
    """Return the cost in each currency, also where other needs of the activity are in another."""
    costs = {one.currency: one.total.needed for one in totals}
    for one in totals:
        for other in stated_moneys(None, one.total.others, roles=(BudgetRole.NEEDED,)):
            costs[other.currency] = (costs.get(other.currency) or 0) + other.minor
    return costs


def _national(desk: Desk, totals: Totals) -> Iterator[str]:
    """Yield of what the share is one, and how many activities do not state theirs."""
    sums = totals.total
    if not _paid(totals):
        return
    if sums.national_per_mille is not None:
        shown = desk.lang.money(Money(sums.national or 0, totals.currency))
        yield desk.lang(N_("{amount} of the total cost"), amount=shown)
    if sums.unshared:
        yield desk.lang.ngettext(
            "not stated for {n} activity", "not stated for {n} activities", sums.unshared
        )


def _about_cost(desk: Desk) -> str:
    """Return what all currencies come to in the one of the plan, and what states no cost."""
    parts = (*_converted(desk), _uncosted(desk), _ended(desk))
    return desk.lang.join([part for part in parts if part])


def _ended(desk: Desk) -> str:
    """Return how many activities are over, and so are no part of the total."""
    count = sum(one.ended.activities for one in desk.totals)
    return desk.lang.say(ended_says(count)) if count else ""


def _converted(desk: Desk) -> Iterator[str]:
    """Yield what could be told in the currency of the plan, and what is no part of that."""
    lang, found = desk.lang, desk.reported
    if found is None or found.needed is None:
        return
    yield lang(N_("converted: {amount}"), amount=lang.money(found.needed))
    if found.left:
        amounts = lang.join([lang.money(amount) for amount in found.left])
        yield lang(N_("not converted: {amounts}"), amounts=amounts)


def _uncosted(desk: Desk) -> str:
    """Return how many activities state no cost and so are no part of the total."""
    going = (one for one in desk.funding.values() if goes_on(one.activity))
    count = sum(funding.total.needed is None for funding in going)
    if not count:
        return ""
    return desk.lang.ngettext("not stated for {n} activity", "not stated for {n} activities", count)


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
    """Return what is needed where the gap is not known, which is never counted as zero."""
    return desk.lang.join([_unsettled(desk, one) for one in desk.totals if one.total.unknown])


def _unsettled(desk: Desk, totals: Totals) -> str:
    amount = desk.lang.money(Money(totals.total.unsettled, totals.currency))
    return desk.lang.ngettext(
        "not known for a further {amount} of {n} activity",
        "not known for a further {amount} of {n} activities",
        totals.total.unknown,
        amount=amount,
    )


def _end(desk: Desk) -> str:
    end = desk.summary.end
    return _not_stated(desk) if end is None else desk.lang.date(end, style=DateStyle.MEDIUM)


def _standing(desk: Desk) -> list[str]:
    """Return the deadlines that still run, which section I explains, and how old the facts are."""
    running = [
        line
        for line in desk.summary.obligations
        if line.deadline is not None and desk.status(line.obligation) is ObligationStatus.OPEN
    ]
    return [*(_deadline(desk, line) for line in running), _as_of(desk)]


def _deadline(desk: Desk, line: ObligationLine) -> str:
    duty, deadline = line.obligation.duty, line.deadline
    if duty is None or deadline is None:
        return ""
    return desk.lang(
        N_("Deadline of Article {article}: {date}"),
        article=duty.article.value,
        date=desk.lang.date(deadline, style=DateStyle.MEDIUM),
    )


def _paid(totals: Totals) -> tuple[Money, ...]:
    return stated_in(totals.total, (BudgetRole.NATIONAL,), currency=totals.currency)


def _share(desk: Desk, totals: Totals) -> str:
    """Return the share of the State, or what it pays where that is no share of the total cost."""
    per_mille = totals.total.national_per_mille
    if per_mille is not None:
        return desk.lang.percent(per_mille)
    return desk.lang.join([desk.lang.money(one) for one in _paid(totals)]) or _not_stated(desk)


def _not_stated(desk: Desk) -> str:
    return desk.lang(C_("key figure", "Not stated"))


def _problem(desk: Desk) -> Iterator[Block]:
    """Yield the problem under each obligation: the only place where it stands in full."""
    for obligation in desk.obligations:
        if obligation.id in desk.problems:
            yield from author_paragraph(desk.paper, obligation.problem)
    if not desk.problems:
        yield Paragraph(desk.lang(N_("What the problem is has not been entered yet.")))


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
    lang, name, currency = desk.lang, year_name(desk), totals.currency
    years = [name(row.key) for row in totals.by_year]
    sums = [*(row.sums for row in totals.by_year), totals.total]

    def row(label: str, *roles: BudgetRole) -> Row:
        stated = (stated_in(one, roles, currency=currency) for one in sums)
        texts = [stated_amounts(desk, amounts, currency=currency) for amounts in stated]
        return (Cell(lang(label), bold=True), *map(Cell, texts))

    unsettled = [Cell(lang.amount(Money(one.unsettled, currency))) for one in sums]
    gaps = [Cell(gap_text(desk, one, currency=currency)) for one in sums]
    heads = (lang(N_("Year")), *years, lang(N_("Total")))
    grid = [
        tuple(Cell(text, bold=True) for text in heads),
        row(C_("budget", "Needed"), BudgetRole.NEEDED),
        row(C_("budget", "National contribution"), BudgetRole.NATIONAL),
        row(C_("budget", "Pledged from abroad"), *ABROAD),
        (Cell(lang(C_("budget", "Needed, gap not known")), bold=True), *unsettled),
        (Cell(lang(N_("Funding gap")), bold=True), *gaps),
    ]
    return grid if totals.total.unknown else [*grid[:4], grid[5]]


def urgent(desk: Desk) -> Iterator[Block]:
    """Yield the needs that come first as a table, or that there is none."""
    lang, found = desk.lang, desk.summary.urgent
    if not found:
        yield no_needs(desk)
        return
    caption = lang(N_("The most urgent needs"))
    heads = (
        lang(C_("urgent need", "What")),
        lang(C_("urgent need", "Where")),
        lang(C_("urgent need", "When")),
        lang(C_("urgent need", "How much")),
        lang(C_("urgent need", "Cost")),
        lang(C_("urgent need", "Gap")),
    )
    yield Table(
        columns=(
            Column(weight=2.0),
            Column(weight=1.5),
            Column(weight=1.4),
            Column(weight=1.3),
            Column(Align.NUMBER),
            Column(Align.NUMBER),
        ),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_urgent_row(desk, one, before=found[:n]) for n, one in enumerate(found)),
        caption=caption,
        alternative=caption,
    )


def _urgent_row(desk: Desk, one: UrgentNeed, *, before: Sequence[UrgentNeed]) -> Row:
    """Return the row of a need; cost and gap of one activity are told once."""
    found = one.need
    names = ("place", "period", "quantity")
    row = told_in_row(found, [each.need for each in before])
    says = N_("Same activity as in row {number}.")
    money = (
        (_activity_cost(desk, one), _gap(desk, one))
        if row is None
        else (Cell(desk.lang(says, number=desk.lang.number(row)), span=2),)
    )
    return (
        field_cell(desk.paper, found.need, "title"),
        *(effective_cell(desk, found, name) for name in names),
        *money,
    )


def _activity_cost(desk: Desk, one: UrgentNeed) -> Cell:
    """Return the cost of the activity the need makes possible, else the cost of the need.

    It is the one that the gap beside it is worked out from: budget lines count before a total.
    """
    activity = one.need.activity
    if activity is None:
        return effective_cell(desk, one.need, "cost")
    funding = desk.every_funding[activity.id]
    counted = funding.total.needed
    if activity.cost is not None and activity.cost.minor == counted:
        return field_cell(desk.paper, activity, "cost")
    if counted is None or funding.currency is None:
        return effective_cell(desk, one.need, "cost")
    return Cell(desk.lang.money(Money(counted, funding.currency)))


def _gap(desk: Desk, one: UrgentNeed) -> Cell:
    if one.gap is None:
        return Cell(desk.lang(C_("absent value", "Not known")))
    return Cell(desk.lang.money(one.gap))


def _contact(desk: Desk) -> Block:
    lang = desk.lang
    if not desk.contact:
        return note(lang(N_("Contact point: not yet filled.")))
    return note(lang(N_("Contact point: {contact}"), contact=desk.contact))
