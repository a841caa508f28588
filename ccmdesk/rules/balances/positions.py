"""The yearly books of contaminated land: do they add up, and are their figures told apart?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ccmdesk.model.area import AnnualPosition
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules import land
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.rule import Rule, explained, sentence, square_metres

_Released = dict[int | None, land.ReleaseYear]
_EXPLAIN = N_("Correct the figures or write why they differ.")
BALANCE = Rule(
    name="position-balance",
    field="explanation",
    todo=_EXPLAIN,
    basis=N_("Article 7.1 (h) and (i)"),
)
OPENING = Rule(
    name="position-opening", field="opening_m2", todo=_EXPLAIN, basis=N_("Article 7.1 (h)")
)
SPLIT = Rule(
    name="position-split",
    field="suspected_m2",
    todo=N_("State suspected and confirmed land apart, or say why they are not known apart."),
    basis=N_("Article 7.1 (h)"),
)
REPEATED = Rule(
    name="position-repeated",
    field="explanation",
    todo=N_("Open the source of both years and correct the figure that was mixed up."),
    basis=N_("Article 7.1 (i)"),
)


def position_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield what does not add up; an explanation of the year silences all of it."""
    told = {one.year for one in land.positions(document) if one.explanation}
    for balance in land.land_balances(document):
        if balance.position.year not in told:
            yield from _balance(balance)
    for position in land.positions(document):
        if position.year not in told:
            yield from _split(position)
    released: _Released = {one.year: one for one in land.released_by_year(document)}
    for before, now in pairwise(land.positions(document)):
        follows = before.year is not None and now.year == before.year + 1
        if follows and now.year not in told:
            yield from _opening(before, now)
            yield from _repeated(released, before, now)


def _balance(balance: land.LandBalance) -> Iterator[Finding]:
    values = {
        "year": str(balance.position.year),
        "opening": square_metres(balance.opening),
        "released": square_metres(balance.released),
        "closing": square_metres(balance.closing),
    }
    if balance.difference > 0:
        says = sentence(
            N_(
                "In {year}, opening {opening}, released {released} and closing {closing} mean that"
                " {implied} were newly identified; {new} are recorded as such."
            ),
            implied=square_metres(balance.implied_new),
            new=square_metres(balance.new or 0),
            **values,
        )
        yield BALANCE.about(balance.position, says)
    elif balance.difference < 0:
        says = sentence(
            N_(
                "In {year}, opening {opening}, released {released} and closing {closing} mean that"
                " {left} left the books without a recorded reason."
            ),
            left=square_metres(-balance.difference),
            **values,
        )
        yield BALANCE.about(balance.position, says)


def _opening(before: AnnualPosition, now: AnnualPosition) -> Iterator[Finding]:
    last = land.closing_m2(before)
    if None not in {last, now.opening_m2} and last != now.opening_m2:
        says = sentence(
            N_("{year} opens with {opening}, but the year before closed with {closing}."),
            year=str(now.year),
            opening=square_metres(now.opening_m2 or 0),
            closing=square_metres(last or 0),
        )
        yield OPENING.about(now, says)


def _split(position: AnnualPosition) -> Iterator[Finding]:
    if None not in {position.suspected_m2, position.confirmed_m2} or land.closing_m2(position) in {
        None,
        0,
    }:
        return
    if not explained(position, "suspected_m2") and not explained(position, "confirmed_m2"):
        says = sentence(
            N_("The land at the end of {year} is not split into suspected and confirmed."),
            year=str(position.year),
        )
        yield SPLIT.about(position, says)


def _repeated(
    released: _Released, before: AnnualPosition, now: AnnualPosition
) -> Iterator[Finding]:
    """Yield figures that appear in both years: two sources were probably read as one."""
    earlier, later = _figures(released, before), _figures(released, now)
    for figure in sorted(set(earlier.values()) & set(later.values())):
        says = sentence(
            N_(
                "The same figure, {size}, stands in {before} under {kind_before} and in {year}"
                " under {kind}."
            ),
            size=square_metres(figure),
            before=str(before.year),
            year=str(now.year),
            kind_before=_kind(earlier, figure),
            kind=_kind(later, figure),
        )
        yield REPEATED.about(now, says)


def _figures(released: _Released, position: AnnualPosition) -> dict[str, int]:
    """Return the non-zero figures of a year by their kind."""
    of_year = released.get(position.year)
    figures = {C_("kind of figure", "newly identified"): position.new_m2}
    if of_year is not None:
        figures[C_("kind of figure", "cancelled")] = of_year.cancelled
        figures[C_("kind of figure", "reduced")] = of_year.reduced
        figures[C_("kind of figure", "cleared")] = of_year.cleared
    return {kind: figure for kind, figure in figures.items() if figure}


def _kind(figures: dict[str, int], figure: int) -> Message:
    return sentence(next(kind for kind, value in figures.items() if value == figure))
