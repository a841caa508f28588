"""From rows to drafts: which record a row is about, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ccmdesk.exchange.doubts import area_in_doubt, says_doubt
from ccmdesk.exchange.import_plan import Fault, ImportRequest
from ccmdesk.exchange.index import Index
from ccmdesk.exchange.input_sheets import InputSheet
from ccmdesk.exchange.keys import NATURAL_KEYS, key_fields, keys_from
from ccmdesk.exchange.rows import (
    RowParts,
    Subject,
    build,
    fault_at,
    keep_spelling,
    key_of_row,
    links_of,
    read_row,
)
from ccmdesk.exchange.sheets import NotePart
from ccmdesk.exchange.tables import is_blank
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.evidence import Source
from ccmdesk.model.facts import field_map, item_type
from ccmdesk.model.kinds import BY_ID_TYPE
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """One row on its way: what it says, the record it is about, and that record after it.

    *links* are the ids its references stand for; *faults* and *links* fill while it is read.
    """

    sheet: InputSheet
    row: int
    said: RowParts
    subject: Subject
    after: Any
    faults: list[Fault] = field(default_factory=list)
    links: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """What all rows of one import share; *claimed* says which row took which record."""

    request: ImportRequest
    index: Index
    claimed: dict[object, _Place] = field(default_factory=dict)


def drafts_of(sheet: InputSheet, desk: Desk) -> Iterator[Draft]:
    """Yield a draft of each row that holds something, and let other rows refer to it."""
    first = sheet.layout.first
    for number, cells in enumerate(sheet.table.rows[first:], start=first + 1):
        desk.request.watch()
        if all(map(is_blank, cells)):
            continue
        said = read_row(cells, sheet.layout, sheet.reading)
        if not said.is_empty:
            yield _draft(sheet, number, said, desk)


def complete(draft: Draft, desk: Desk) -> None:
    """Resolve the references that do not help to tell the record apart, and the sources."""
    sheet, links, faults = draft.sheet, draft.links, draft.faults
    others = frozenset(draft.said.parts) - key_fields(sheet.record)
    links.update(_resolved(sheet, draft.said, others, desk=desk, faults=faults))
    for (name, note), text in draft.said.notes.items():
        if note is NotePart.SOURCE:
            try:
                links[f"{name}#{note.value}"] = desk.index.resolve(Source, text)
            except Problem as problem:
                faults.append(fault_at(sheet.sources.get(name), problem.message))


def _draft(sheet: InputSheet, row: int, said: RowParts, desk: Desk) -> Draft:
    faults: list[Fault] = []
    own = key_fields(sheet.record) & said.parts.keys()
    links = _resolved(sheet, said, own, desk=desk, faults=faults)
    before, doubt = _before(sheet, row, said, links=links, desk=desk)
    faults = [*said.faults, *faults] or ([doubt] if doubt else [])
    record = desk.request.new_id() if before is None else before.id
    subject = Subject(sheet.record, record, before)
    after, wrong = build(subject, said, sheet.reading, links=links)
    faults += [fault_at(sheet.by_field.get(name), says) for name, says in wrong]
    if doubt is None:
        desk.index.add(after)
    return Draft(sheet, row, said, subject, after, faults, links)


def _before(
    sheet: InputSheet, row: int, said: RowParts, *, links: dict[str, Any], desk: Desk
) -> tuple[Any | None, Fault | None]:
    """Return the record a row is about, None for a new one, and why that is in doubt."""
    kind, place = sheet.record, (sheet.place, row)
    marked = _marked(kind, said, desk)
    if marked is not None:
        return marked, _claim(marked.id, place, desk)
    chosen = next((names for names in NATURAL_KEYS[kind] if said.has(names[0])), None)
    if chosen is None:
        return None, _nameless(sheet)
    names = tuple(name for name in chosen if name in sheet.by_field)
    values = key_of_row(kind, said, sheet.reading, links=links, names=names)
    keys = tuple(keys_from(values))
    doubts = (_claim((kind, names, key), place, desk) for key in keys)
    doubt = next((doubt for doubt in doubts if doubt), None)
    found = set() if doubt else desk.index.matches(kind, names, keys)
    if doubt or len(found) > 1:
        return None, doubt or Fault(_several())
    before = desk.index.in_plan(kind, next(iter(found))) if found else _untitled(kind, desk)
    doubt = _unsure(sheet, before, desk, names=names, values=values)
    if doubt or before is None:
        return None, doubt
    keep_spelling(said, before, names)
    return before, _claim(before.id, place, desk)


def _untitled(kind: type, desk: Desk) -> Plan | None:
    """Return the only plan, for its first row, as long as it has no title to be found by."""
    plans = desk.request.document.of(Plan)
    is_it = kind is Plan and len(plans) == 1 and not plans[0].title
    return plans[0] if is_it and plans[0].id not in desk.claimed else None


def _unsure(
    sheet: InputSheet,
    before: Any | None,
    desk: Desk,
    *,
    names: Sequence[str],
    values: Sequence[Any],
) -> Fault | None:
    """Return why it is not sure that the row is about *before*, or, without it, about a new one."""
    if sheet.record is not HazardousArea:
        return None
    area = area_in_doubt(before, desk.index, names=names, values=values)
    if area is None:
        return None
    called = desk.index.call(area, language=sheet.reading.language)
    return fault_at(sheet.by_field.get("code"), says_doubt(called))


def _marked(kind: type, said: RowParts, desk: Desk) -> Any | None:
    """Return the record whose mark the row carries; a mark of another plan says nothing here."""
    try:
        return desk.index.in_plan(kind, UUID(said.marks[0])) if said.marks else None
    except ValueError:
        return None


def _claim(what: object, place: _Place, desk: Desk) -> Fault | None:
    """Return why a row cannot be about *what* when another row is about it already."""
    first = desk.claimed.setdefault(what, place)
    if first == place:
        return None
    says = N_("Row {row} is about the same record. Put both into one row, or tell them apart.")
    return Fault(Message(says, {"row": str(first[1])}))


def _nameless(sheet: InputSheet) -> Fault:
    name = NATURAL_KEYS[sheet.record][0][0]
    says = Message(
        N_("“{field}” is blank, so nobody can tell which record this row is about. Fill it in."),
        {"field": Message(field_map(sheet.record)[name].spec.label)},
    )
    return fault_at(sheet.by_field.get(name), says)


def _several() -> Message:
    return Message(
        N_(
            "More than one record of the plan fits this row. Use a workbook that was saved from"
            " the plan: it marks which row is which record."
        )
    )


def _resolved(
    sheet: InputSheet, said: RowParts, names: frozenset[str], *, desk: Desk, faults: list[Fault]
) -> dict[str, Any]:
    """Return the ids that the references *names* of a row stand for; add what is not found."""
    links: dict[str, Any] = {}
    facts = field_map(sheet.record)
    for name in sorted(names & links_of(sheet.record)):
        try:
            links[name] = _ids(facts[name].type, said.parts[name][""], desk)
        except Problem as problem:
            faults.append(fault_at(sheet.by_field.get(name), problem.message))
    return links


def _ids(kind: Any, text: Any, desk: Desk) -> Any:
    items = item_type(kind)
    if items is None:
        return desk.index.resolve(BY_ID_TYPE[kind].record, text)
    target = BY_ID_TYPE[items].record
    return tuple(desk.index.resolve(target, one) for one in text)
