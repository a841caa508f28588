"""What the forms of an Article 7 report hold for one year, chosen and laid out by a pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AnnualPosition, LandRelease
from ccmdesk.model.codes import Coded
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.facts import field_map
from ccmdesk.model.form_rows import (
    NO,
    NONE,
    YEAR_FIELDS,
    YES,
    FieldPath,
    Filter,
    Form,
    FormPart,
    Layout,
    YearChoice,
)
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.need import Need
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Obligation
from ccmdesk.model.values import PartialDate, Period, Texts
from ccmdesk.model.victims import Service
from ccmdesk.rules.asking import is_asked_for
from ccmdesk.rules.deadlines import status_today
from ccmdesk.rules.funding import cost_of, funding_of
from ccmdesk.rules.inherit import INHERITED, effective
from ccmdesk.rules.land import closing_m2, release_year, stated_release_m2

_BLANK = (None, "", (), Texts())
_COUNTED_ONCE: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {RiskEducation: ("sessions", "direct", "indirect"), Service: ("served",)}
)
"""Counts of a whole period: they are told in the report on the year in which it ends."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The records, the year reported on, and the report itself where it is entered."""

    document: PlanDocument
    year: int
    report: TransparencyReport | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of one record; *value* may come from the activity where a need says nothing.

    What was released or is left in all is the sum of its parts. *counted_in* is the later year
    whose report tells a count of the record.
    """

    record: Any
    name: str
    value: Any
    counted_in: int | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is a value, or a note why there is none."""
        if self.value not in _BLANK or self.counted_in is not None:
            return True
        return self.record.notes[self.name].absence is not None

    @property
    def is_own(self) -> bool:
        """Whether the value is that of the record itself."""
        return bool(self.value == getattr(self.record, self.name))


Cells = tuple[tuple[Entry, ...], ...]
"""The entries of each column of a row."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One record of a part, with the entries of its columns."""

    record: Any
    cells: Cells

    @property
    def says_something(self) -> bool:
        """Whether any of its entries does."""
        return any(entry.says_something for cell in self.cells for entry in cell)


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part of a form with its rows, in the order they are printed."""

    part: FormPart
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with its parts."""

    form: Form
    parts: tuple[FilledPart, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to declare under it."""
        return not any(part.rows for part in self.parts)


def filled_form(form: Form, basis: Basis) -> FilledForm:
    """Return *form* filled from the records; parts without records stay in it, empty."""
    return FilledForm(form, tuple(filled_part(part, basis) for part in form.parts))


def filled_part(part: FormPart, basis: Basis) -> FilledPart:
    """Return the rows of one part; a record that says nothing in any column is no row."""
    rows = [FormRow(record, _cells(part, record, basis)) for record in _records(part, basis)]
    whole = part.layout in {Layout.ROWS, Layout.BY_YEAR}
    return FilledPart(part, tuple(row for row in rows if whole or row.says_something))


def holds_entries_of_the_year(filled: FilledForm, basis: Basis) -> bool:
    """Whether a part that is about years has a row of the very year reported on."""
    return any(
        basis.year in years_of(row.record)
        for one in filled.parts
        if one.part.year is not None
        for row in one.rows
    )


def years_of(record: Any) -> tuple[int, ...]:
    """Return the years a record is about, none where it does not say.

    Land is released in one year, so that no two reports count the same square metres.
    """
    if isinstance(record, LandRelease):
        year = release_year(record)
        return () if year is None else (year,)
    for name in YEAR_FIELDS:
        match getattr(record, name, None):
            case int() as year:
                return (year,)
            case dt.date() | PartialDate() as day:
                return (day.year,)
            case Period() as period:
                return _years(period)
    return ()


def _years(period: Period) -> tuple[int, ...]:
    """Return the years of a period; of one that is open, the year of the end that is known."""
    known = [day.year for day in (period.start, period.end) if day is not None]
    return period.years or tuple(known[:1])


def _records(part: FormPart, basis: Basis) -> Sequence[Any]:
    if part.kind.record is TransparencyReport:
        return [] if basis.report is None else [basis.report]
    kept = [
        record
        for record in basis.document.of(part.kind.record)
        if _is_of_year(part, record, basis.year)
        and not (isinstance(record, Need) and not is_asked_for(record, basis.document))
        and all(_passes(one, record, basis.document) for one in part.filters)
    ]
    return sorted(kept, key=_place)


def _place(record: Any) -> tuple[Any, ...]:
    """Return where a record stands: by its number, else by its year, else as it was made."""
    code = kind_of(record).code
    number = natural(str(getattr(record, code) or "")) if code else ()
    return number, years_of(record)


def _is_of_year(part: FormPart, record: Any, year: int) -> bool:
    years = years_of(record)
    match part.year:
        case None:
            return True
        case YearChoice.REPORT:
            return year in years
        case YearChoice.UNTIL_REPORT:
            counts = -1 if part.layout is Layout.BY_YEAR else 0
            return not years or years[counts] <= year


def _passes(one: Filter, record: Any, document: PlanDocument) -> bool:
    value = _value(record, one.name, document)
    return any(code in one.values for code in _codes(record, one.name, value))


def _codes(record: Any, name: str, value: Any) -> Iterator[str]:
    if field_map(type(record))[name].type is bool:
        yield YES if value else NO
        return
    parts = value if isinstance(value, tuple) else (value,)
    for part in parts or (None,):
        yield str(part.value) if isinstance(part, Coded) else NONE


def _cells(part: FormPart, record: Any, basis: Basis) -> Cells:
    return tuple(
        tuple(
            _of_year(_first(record, choice, basis.document), part, basis.year)
            for choice in column.entries
        )
        for column in part.columns
    )


def _of_year(entry: Entry, part: FormPart, year: int) -> Entry:
    """Return the entry, without a count that the report on a later year tells."""
    years = years_of(entry.record)
    counted = _COUNTED_ONCE.get(type(entry.record), ())
    if part.year is not YearChoice.REPORT or entry.name not in counted or entry.value in _BLANK:
        return entry
    return entry if years[-1] <= year else replace(entry, value=None, counted_in=years[-1])


def _first(record: Any, choice: Sequence[FieldPath], document: PlanDocument) -> Entry:
    """Return the first entry that says something, else the first."""
    entries = [_entry(record, path, document) for path in choice]
    return next((entry for entry in entries if entry.says_something), entries[0])


def _entry(record: Any, path: FieldPath, document: PlanDocument) -> Entry:
    """Return the entry of a path; where the reference leads nowhere, that of the reference."""
    if not path.link:
        return Entry(record, path.name, _value(record, path.name, document))
    reference = getattr(record, path.link)
    linked = document.any(reference) if reference else None
    if linked is None:
        return Entry(record, path.link, reference)
    return Entry(linked, path.name, getattr(linked, path.name))


def _value(record: Any, name: str, document: PlanDocument) -> Any:
    match record, name:
        case Need(), name if name in INHERITED:
            return getattr(effective(record, document), name)
        case Activity(cost=None), "cost":
            return cost_of(funding_of(document, record))
        case LandRelease(), "released_m2":
            return stated_release_m2(record)
        case Obligation(), "status":
            return status_today(record, dt.date.max)
        case AnnualPosition(closing_m2=None), "closing_m2":
            return closing_m2(record)
    return getattr(record, name)
