"""Each State in a row: its submission, its needs by article, its gap, or that it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ccmdesk.actions.hub.tables import verification
from ccmdesk.model.codes import StateCode
from ccmdesk.model.figure_table import Code, FigureTable, Value
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.hub.country import Gap
from ccmdesk.rules.hub.overview import Overview, StateFigures
from ccmdesk.rules.rule import sentence

STATES = "states"
_MISSING = N_("Missing: no submission is here")
_KNOWN, _UNKNOWN = C_("gap", "{amount}"), C_("gap", "not known in {currency}")
_ARTICLES = (Article.STOCKPILES, Article.CLEARANCE, Article.VICTIMS, None)


def states_table(found: Overview) -> FigureTable:
    """Return one row for each State of which something is here or should be."""
    return FigureTable(
        anchor=STATES,
        title=N_("Each State"),
        about=N_("What each State flagged. Missing does not mean zero."),
        head=(
            C_("column", "State"),
            C_("column", "Number"),
            C_("column", "Data date"),
            C_("column", "Verification"),
            C_("column", "Needs, Article 3"),
            C_("column", "Needs, Article 4"),
            C_("column", "Needs, Article 5"),
            C_("column", "Needs, no article"),
            C_("column", "Known gap"),
        ),
        rows=tuple(_rows(found)),
        empty=N_("No submission is here yet."),
        by_name=True,
        wide=frozenset({3}),
        numbers=frozenset({1, 4, 5, 6, 7}),
    )


def _rows(found: Overview) -> Iterator[tuple[Value, ...]]:
    figures = {one.filed.country: one for one in found.states}
    for filed in found.filed:
        own = figures.get(filed.country)
        named = (Code(StateCode, filed.country), filed.number, filed.data_date)
        yield (*named, verification(found, filed), *_figures(own))
    for country in found.missing:
        nothing = (None,) * (len(_ARTICLES) + 1)
        yield (Code(StateCode, country), None, None, sentence(_MISSING), *nothing)


def _figures(own: StateFigures | None) -> tuple[Value, ...]:
    if own is None:
        return (None,) * (len(_ARTICLES) + 1)
    return (*(own.needs.get(article, 0) for article in _ARTICLES), tuple(_gaps(own.gaps)))


def _gaps(gaps: Iterable[Gap]) -> Iterator[Value]:
    for gap in gaps:
        if gap.minor is None:
            yield sentence(_UNKNOWN, currency=str(gap.currency))
        else:
            yield sentence(_KNOWN, amount=Money(gap.minor, gap.currency))
