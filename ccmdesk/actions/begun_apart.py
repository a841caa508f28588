"""Whether a package is of a plan that was begun apart from this one, so that all would be twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from ccmdesk.db.line import read_line
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_

if TYPE_CHECKING:
    from ccmdesk.db.packages import Arrival

_STATE = BY_RECORD[StateParty].name
_NAMED = f'"{_STATE}"'.encode()


def require_one_beginning(store: Store, arrival: Arrival, *, country: str) -> None:
    """Raise Problem when the package is of a plan that shares nothing with this one.

    Two plans of one beginning have the State Party, or changes of one office, in common.
    """
    brought = set(_states_in(arrival))
    if not brought or _shares_changes(store, arrival):
        return
    here = _states_of(store)
    if here and not brought & here:
        raise Problem(
            N_(
                "This package is of another plan of {country}, begun apart from this one: the"
                " State, its obligations and the plan would stand here twice. Begin the plan of"
                " one office from a whole package of the other, or take its records over as a"
                " workbook. Nothing was taken in."
            ),
            country=country,
        )


def _states_in(arrival: Arrival) -> Iterator[UUID]:
    """Yield the State Parties that the package speaks of; most lines need not be read for that."""
    for raw in arrival.lines:
        if _NAMED in raw and (line := read_line(raw)).kind == _STATE:
            yield line.rec


def _shares_changes(store: Store, arrival: Arrival) -> bool:
    named = {arrival.sender.replica, *arrival.reach}
    return not named.isdisjoint(store.packages.reach())


def _states_of(store: Store) -> set[UUID]:
    """Return the State Parties of this plan, those in the bin too."""
    gone = {record for kind, record in store.deleted() if kind == _STATE}
    return {*store.ids(ListQuery(StateParty)), *gone}
