"""The values of a need that come from its activity, and the money of that activity, as cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.facts import field_map
from ccmdesk.model.need import Need
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Cell, Paragraph, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import (
    absent_text,
    is_unit_of_masked,
    value_told,
)
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.funding import ActivityFunding
from ccmdesk.rules.funding_totals import stated_in
from ccmdesk.rules.inherit import EffectiveNeed
from ccmdesk.rules.other_currencies import ABROAD
from ccmdesk.rules.specificity.gap import NOT_TOGETHER


def effective_cell(desk: Desk, found: EffectiveNeed, name: str) -> Cell:
    """Return a value of a need, its own or its activity's, or that there is none."""
    value = getattr(found, name)
    if value is None or not value:
        if name == "cost" and found.activity is not None:
            return _no_cost(desk, found)
        return Cell(desk.lang(C_("absent value", "Not yet filled")), tint=Tint.QUIET)
    if name in found.inherited and found.activity is not None:
        about = found.activity.notes[name]
        if is_unit_of_masked(value, about):
            return Cell(absent_text(desk.paper, about), tint=Tint.QUIET)
    said = value_told(desk.paper, field_map(Need)[name], value)
    return Cell(said.text, language=said.language)


def _no_cost(desk: Desk, found: EffectiveNeed) -> Cell:
    """Return why a need states no cost of its own."""
    if found.funded:
        return Cell(desk.lang(N_("The activity is funded.")), tint=Tint.QUIET)
    if found.told_with is not None:
        return Cell(desk.lang(N_("Part of the funding gap of the activity.")), tint=Tint.QUIET)
    return Cell(desk.lang(C_("absent value", "Not yet filled")), tint=Tint.QUIET)


def told_in_row(one: EffectiveNeed, before: Sequence[EffectiveNeed]) -> int | None:
    """Return the row, from 1, in which the activity of a need was told before, or None."""
    if one.activity is None:
        return None
    rows = (n for n, each in enumerate(before, 1) if each.activity == one.activity)
    return next(rows, None)


def told_with_pair(desk: Desk, other: Need) -> tuple[Cell, Cell]:
    """Return under which other need of the activity its gap is told."""
    told = desk.lang(N_("Told under {need}."), need=title_of(desk.paper, other).text)
    return Cell(desk.lang(N_("Funding gap")), bold=True), Cell(told)


def no_needs(desk: Desk) -> Paragraph:
    """Return that nothing is asked for: all was met, nothing is open any more, or none entered."""
    if desk.needs:
        met = N_("Every need that is entered was delivered or is fully funded.")
        return Paragraph(desk.lang(met))
    if desk.every_need:
        return Paragraph(desk.lang(N_("No need for assistance is open.")))
    return Paragraph(desk.lang(N_("No need for assistance is entered.")))


def money_pairs(desk: Desk, funding: ActivityFunding) -> list[tuple[Cell, Cell]]:
    """Return who pays for an activity and what is missing, each under its name."""
    means = Cell(desk.lang(N_("Means available for the activity")), bold=True)
    gap = Cell(desk.lang(N_("Funding gap")), bold=True)
    return [(means, own_means_cell(desk, funding)), (gap, gap_cell(desk, funding))]


def gap_cell(desk: Desk, funding: ActivityFunding) -> Cell:
    """Return what is not covered, or that it cannot be computed; an unknown gap is never zero.

    Nothing is missing any more for work that is over.
    """
    gap = funding.total.gap
    if not goes_on(funding.activity):
        says = desk.lang(N_("Not asked for: the activity is completed or stopped."))
        return Cell(says, tint=Tint.QUIET)
    if gap is None and funding.total.others:
        return Cell(desk.lang(NOT_TOGETHER), tint=Tint.QUIET)
    if gap is None or funding.currency is None:
        return Cell(desk.lang(N_("Not known: a figure is missing")), tint=Tint.QUIET)
    return Cell(desk.lang.money(Money(gap, funding.currency)))


def own_means_cell(desk: Desk, funding: ActivityFunding) -> Cell:
    """Return the national contribution and what others have pledged; zero is zero."""
    text = desk.lang(
        N_("National contribution: {national}; pledged from abroad: {external}"),
        national=_stated(desk, funding, (BudgetRole.NATIONAL,)),
        external=_stated(desk, funding, ABROAD),
    )
    return Cell(text)


def _stated(desk: Desk, funding: ActivityFunding, roles: Collection[BudgetRole]) -> str:
    currency = funding.currency
    found = () if currency is None else stated_in(funding.total, roles, currency=currency)
    if not found:
        return desk.lang(C_("amount in a sentence", "not stated"))
    return desk.lang.join([desk.lang.money(money) for money in found])
