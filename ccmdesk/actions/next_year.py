"""Begins the figures of the next year from the last ones, marked until somebody confirms them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.area import AnnualPosition
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import NO_NOTES, Confidence, FieldNote, Notes
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.model.words import N_
from ccmdesk.rules.land import closing_m2

YEARLY: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        AnnualPosition: ("suspected_m2", "confirmed_m2", "closing_m2"),
        CasualtyCounts: ("killed", "injured", "people", "with_disability"),
    }
)
"""The kinds that come back each year, with the figures that may be carried over."""


def begin_next_year(store: Store, kind: type[Any], *, author: Author) -> tuple[UUID, ...]:
    """Write the records of the year after the last one, as one step; return their ids.

    What the books of land closed with is what they open with. Casualties of a single year are not
    those of the next: only sums of all years are carried over. Raises Problem when there is nothing
    to begin from, or the year has not begun.
    """
    last, year = _last(store, kind)
    if year >= author.today.year:
        raise Problem(
            N_("The figures for {year} cannot be begun before {year} has."), year=str(year + 1)
        )
    made = [_following(record, year + 1) for record in last]
    changes = [change for record in made for change in difference(None, record)]
    store.apply(changes, author.stamp(StepKind.ADD))
    return tuple(UUID(bytes=record.id.bytes) for record in made)


def carried_over(record: Any) -> tuple[str, ...]:
    """Return the fields whose values nobody has confirmed since they were carried over."""
    kept = Confidence.CARRIED_OVER
    return tuple(name for name, note in record.notes if note.confidence is kept)


def confirm_carried(store: Store, record: Any, *, author: Author) -> Step | None:
    """Say that what was carried over holds for this year too; None when nothing was."""
    notes = record.notes
    for name in carried_over(record):
        notes = notes.put(name, replace(notes[name], confidence=None))
    return store.apply(
        difference(record, replace(record, notes=notes)), author.stamp(StepKind.EDIT)
    )


def _following(last: Any, year: int) -> Any:
    values = {name: getattr(last, name) for name in YEARLY[type(last)]}
    if isinstance(last, AnnualPosition):
        values["opening_m2"] = closing_m2(last)
        fresh: Any = AnnualPosition(id=last.id)
    else:
        fresh = CasualtyCounts(id=last.id, device=last.device, all_years=last.all_years)
        values = values if last.all_years else {}
    kept = {name: value for name, value in values.items() if value is not None}
    mark = FieldNote(confidence=Confidence.CARRIED_OVER)
    notes = Notes.of(dict.fromkeys(kept, mark)) if kept else NO_NOTES
    return replace(fresh, id=new_id(), year=year, notes=notes, **kept)


def _last(store: Store, kind: type[Any]) -> tuple[Sequence[Any], int]:
    """Return the records of the last year there is, and that year."""
    records = store.records(kind, store.ids(ListQuery(kind)))
    years = [record.year for record in records if record.year is not None]
    if not years:
        raise Problem(
            N_("There is no record with a year to begin from. Enter the first by hand ({kind})."),
            kind=BY_RECORD[kind].many,
        )
    return [record for record in records if record.year == max(years)], max(years)
