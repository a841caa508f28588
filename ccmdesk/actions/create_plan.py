"""Start the plan of a country: a new file with what the reference packs know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.db.opening import Making
from ccmdesk.db.store import Store, create_filled, open_store
from ccmdesk.lang.borrowed import Borrowed
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.parse import FIRST_YEAR, LAST_YEAR
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.evidence import Source, SourceKind
from ccmdesk.model.ids import ExtensionId, ObligationId, PlanId, SourceId, StatePartyId
from ccmdesk.model.pack_rows import DutyRow, StateRow
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import (
    Article,
    Duty,
    Extension,
    ExtensionStatus,
    Obligation,
    ObligationStatus,
    StateParty,
)
from ccmdesk.model.values import Confidence, FieldNote, Notes, PartialDate, Period, Texts
from ccmdesk.model.words import N_

_CODE_HOST = "github.com"
_DUTY = {
    Article.STOCKPILES: Duty.ARTICLE_3,
    Article.CLEARANCE: Duty.ARTICLE_4A,
    Article.VICTIMS: Duty.ARTICLE_5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePlan:
    """A new file for *country*; the plan covers whole calendar years."""

    path: Path
    country: StateCode
    first_year: int
    last_year: int
    office: str


def create_plan(ask: CreatePlan, *, author: Author, packs: Packs) -> Store:
    """Make the file and return it open; what the packs do not know stays not yet filled.

    Raises Problem for a country that is not in the packs, reversed years or years of another
    calendar, or an existing file.
    """
    state = packs.states.get(ask.country)
    if state is None:
        raise Problem(
            N_("“{code}” is not the code of a State. Use three letters, such as LAO or BIH."),
            code=ask.country,
        )
    _refuse_years(ask.first_year, ask.last_year)
    changes = [
        change
        for record in _first_records(ask, state, packs, author.today)
        for change in difference(None, record)
    ]
    making = Making(office=ask.office, at=author.clock(), new_id=new_id)
    create_filled(ask.path, making, lambda store: store.apply(changes, author.stamp(StepKind.ADD)))
    return open_store(ask.path)


def _refuse_years(first: int, last: int) -> None:
    if not (FIRST_YEAR <= first <= LAST_YEAR and FIRST_YEAR <= last <= LAST_YEAR):
        raise Problem(
            N_(
                "A plan lies between the years {first} and {last}. Type years of the Gregorian"
                " calendar, such as 2026 and 2030."
            ),
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
    if last < first:
        raise Problem(
            N_("The plan ends ({last}) before it starts ({first}). Change one of the years."),
            first=str(first),
            last=str(last),
        )


def _first_records(ask: CreatePlan, state: StateRow, packs: Packs, today: dt.date) -> Iterator[Any]:
    read_on = _read_on(packs, today)
    source = _source(_STANDING, address=_address(packs, state.source), read_on=read_on)
    yield source
    yield _state_party(state, source.id)
    for row in packs.duties_of(state.code):
        evidence = None
        if row.source:
            evidence = _source(_POSITION[row.article], address=row.source, read_on=read_on)
            yield evidence
        yield from _duty(row, None if evidence is None else evidence.id)
    yield Plan(
        id=PlanId(new_id()),
        period=Period(dt.date(ask.first_year, 1, 1), dt.date(ask.last_year, 12, 31)),
        articles=tuple(row.article for row in packs.duties_of(state.code)),
        status=PlanStatus.DRAFT,
    )


def _state_party(state: StateRow, source: UUID) -> StateParty:
    note = _note(source, verified=state.verified)
    told = ("signed", "deposited", "entry_into_force")
    return StateParty(
        id=StatePartyId(new_id()),
        country=state.code,
        standing=state.standing,
        signed=state.signed,
        deposited=state.deposited,
        entry_into_force=state.entry_into_force,
        languages=state.languages,
        notes=Notes.of({name: note for name in told if getattr(state, name) is not None}),
    )


def _duty(row: DutyRow, source: UUID | None) -> Iterator[Obligation | Extension]:
    """Yield the obligation, and the extension that moved its first deadline, if one did."""
    note = _note(source, verified=row.verified)
    obligation = _obligation(row, note)
    yield obligation
    if obligation.deadline != row.deadline:
        yield Extension(
            id=ExtensionId(new_id()),
            obligation=obligation.id,
            status=ExtensionStatus.GRANTED,
            granted_until=row.deadline,
            notes=Notes.of({"granted_until": note}),
        )


def _obligation(row: DutyRow, note: FieldNote) -> Obligation:
    first = _first_deadline(row)
    told = {"deadline": first, "status": row.status, "completed_on": row.completed_on}
    return Obligation(
        id=ObligationId(new_id()),
        duty=_DUTY[row.article],
        status=row.status,
        base_date=row.since,
        deadline=first,
        completed_on=_completed(row),
        notes=Notes.of({name: note for name, value in told.items() if value is not None}),
    )


def _first_deadline(row: DutyRow) -> dt.date | None:
    """Return the deadline before any extension; none where that in force is not known.

    A first deadline alone would be told as missed by who was granted an extension since.
    """
    if row.article is Article.VICTIMS or row.deadline is None:
        return None
    return row.nominal_deadline or row.deadline


def _completed(row: DutyRow) -> PartialDate | None:
    return None if row.status is ObligationStatus.OPEN else row.completed_on


_STANDING = N_("Status of the Convention: signature, deposit and entry into force")
_POSITION = {
    Article.STOCKPILES: N_("Published position under Article 3"),
    Article.CLEARANCE: N_("Published position under Article 4"),
    Article.VICTIMS: N_("Published position under Article 5"),
}
_CHECK = N_(
    "Filled in from the reference data of the program. Open the address, read the figures there,"
    " and mark the source as checked."
)
_TREATIES = "untc-xml"
"""The key of the treaty collection of the United Nations, which every office can open."""


def _source(title: str, *, address: str, read_on: PartialDate) -> Source:
    """Return a source nobody at the office has opened yet, called in words of every language."""
    return Source(
        id=SourceId(new_id()),
        title=_in_all_languages(title),
        kind=SourceKind.REPORT,
        dated=read_on,
        address=address,
        checked=False,
        remark=_in_all_languages(_CHECK),
    )


def _in_all_languages(msgid: str) -> Texts:
    told = {code: Lang.load(code)(msgid) for code in SHIPPED}
    return Texts.of({code: str(text) for code, text in told.items() if _is_own(text)})


def _is_own(text: str) -> bool:
    return not isinstance(text, Borrowed)


def _address(packs: Packs, keys: str) -> str:
    """Return the address of the first source that *keys* (joined by +) names.

    What was read in a table of programmers is to be checked where the table was made from.
    """
    row = packs.sources.get(_first_key(keys))
    if row is None or _CODE_HOST in row.address:
        row = packs.sources.get(_TREATIES)
    return "" if row is None else row.address.partition(" ")[0]


def _first_key(keys: str) -> str:
    """Return the first key of such as untc-2015 + mondiale-2026, or month only: udas."""
    return keys.partition("+")[0].rpartition(":")[2].strip()


def _read_on(packs: Packs, today: dt.date) -> PartialDate:
    """Return the day of the reference data, which is that of their sources for the office."""
    dated = max((pack.dated for pack in packs.versions), default=today)
    return PartialDate(min(dated, today).isoformat())


def _note(source: UUID | None, *, verified: bool) -> FieldNote:
    confidence = Confidence.REPORTED if verified else Confidence.UNKNOWN
    return FieldNote(source="" if source is None else str(source), confidence=confidence)
