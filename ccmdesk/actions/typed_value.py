"""A field value written in one line of text, as the command line takes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ccmdesk.exchange.absences import refuse_reason
from ccmdesk.lang.digits import parse_whole
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import show_document
from ccmdesk.lang.parse import clean_text, parse_date, parse_value
from ccmdesk.lang.places.read import parse_position
from ccmdesk.lang.prices import parse_priced
from ccmdesk.lang.show import Show
from ccmdesk.model.codec import split_key
from ccmdesk.model.codes import CurrencyCode, LanguageTag, MethodCode, ModalityCode, StateCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE, BY_RECORD, Kind
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Absence, FieldNote, Money, People, Period, Polygon, Texts
from ccmdesk.model.words import N_

_UNKNOWN = "?"
_MOST_TOLD = 6
_NOT_APPLICABLE = re.compile(r"n(?:/a|\. ?a\.?)(?::\s*(?P<reason>.*))?", re.IGNORECASE)
_COUNTED = re.compile(r"\b(women|men|girls|boys|unknown)\b\s*[=:]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is needed to read typed values: the language, and what can be referred to."""

    lang: Lang
    packs: Packs
    document: PlanDocument


def with_typed(record: Any, key: str, text: str, *, reading: Reading) -> Any:
    """Return *record* with the field *key* (title@fr for one language) set from *text*.

    ``?`` stands for not known, ``n/a: reason`` for does not apply, nothing for not yet filled;
    said of one language they leave the texts in the others.
    Raises Problem for an unknown field or a value that cannot be read.
    """
    name, language, _ = split_key(key)
    field = _field(record, name)
    absence, before = _absence(text), getattr(record, name)
    others = before.put(language, "") if field.type is Texts and language else field.default
    if absence is not None and others == field.default:
        return replace(record, **{name: others}, notes=record.notes.put(name, absence))
    if absence is not None:
        refuse_reason(absence.reason, typed=text)
        value = others
    elif field.type is Money and text.strip():
        value = _money(text, before, lang=reading.lang)
    elif field.type is Texts:
        value = before.put(language or reading.lang.code, clean_text(text))
    else:
        value = read_value(field, text, reading=reading) if text.strip() else field.default
    note = record.notes[name].beside(value, before=before)
    return replace(record, **{name: value}, notes=record.notes.put(name, note))


def read_value(field: Field, text: str, *, reading: Reading) -> Any:
    """Return the value of *field* that *text* stands for; raises Problem."""
    items = item_type(field.type)
    if items is not None:
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return tuple(_one(items, part, reading=reading) for part in parts)
    if field.type is int and field.name == "year":
        return parse_whole(text, language=reading.lang.code)
    return _one(field.type, text, reading=reading, field=field)


def find_record(kind: Kind, text: str, *, reading: Reading) -> UUID:
    """Return the id of the record whose id, number or title *text* is.

    Raises Problem when there is none, or more than one.
    """
    found = find_any([kind], text, reading=reading)
    if found is None:
        raise Problem(
            N_("There is no record “{text}” ({kind}). List the records to see their numbers."),
            text=text,
            kind=reading.lang(kind.one),
        )
    return UUID(bytes=found.id.bytes)


def find_any(kinds: Sequence[Kind], text: str, *, reading: Reading) -> Any | None:
    """Return the record of *kinds* that *text* names, or None: by its id, else number, else title.

    Raises Problem with those that it may be when there are several.
    """
    wanted = text.strip().casefold()
    show = show_document(reading.lang, packs=reading.packs, document=reading.document)
    for names in (_ids, _numbers, _titles):
        found = [
            record
            for kind in kinds
            for record in reading.document.of(kind.record)
            if wanted in names(record, kind, show)
        ]
        if len(found) > 1:
            raise _several(text, found, show)
        if found:
            return found[0]
    return None


def _ids(record: Any, _kind: Kind, _show: Show) -> set[str]:
    return {str(record.id)}


def _numbers(record: Any, kind: Kind, _show: Show) -> set[str]:
    return {str(getattr(record, kind.code)).casefold()} if kind.code else set()


def _titles(record: Any, kind: Kind, show: Show) -> set[str]:
    names = {show.title(record).casefold()}
    for name in kind.title:
        value = getattr(record, name)
        if isinstance(value, Texts):
            names |= {own.casefold() for _, own in value}
        elif value is not None:
            names |= {str(getattr(value, "value", value)).casefold()}
    return names


def _several(text: str, found: Sequence[Any], show: Show) -> Problem:
    told = [
        f"{record.id} {show.lang(BY_RECORD[type(record)].one)} {show.title(record)}"
        for record in found[:_MOST_TOLD]
    ]
    return Problem(
        N_("More than one record is called “{text}”: {records}. Give the id of the one you mean."),
        text=text,
        records="; ".join([*told, "…"] if len(found) > _MOST_TOLD else told),
    )


def _one(kind: Any, text: str, *, reading: Reading, field: Field | None = None) -> Any:
    if is_reference(kind):
        return find_record(BY_ID_TYPE[kind], text, reading=reading)
    if kind is Period:
        return _period(text)
    if kind is People:
        return _people(text, language=reading.lang.code)
    if kind is Polygon:
        corners = [part for part in text.split(";") if part.strip()]
        return Polygon(tuple(parse_position(c, language=reading.lang.code) for c in corners))
    if kind in {StateCode, ModalityCode, MethodCode, LanguageTag, CurrencyCode}:
        return _code(kind, text, packs=reading.packs)
    return parse_value(kind, text, lang=reading.lang, unit=field.spec.unit if field else None)


def _money(text: str, before: Money | None, *, lang: Lang) -> Money:
    """Read an amount; the year of its prices stays as in the budget, where none is typed."""
    money = parse_priced(text, lang=lang)
    if before is None or before.currency != money.currency or money.price_year is not None:
        return money
    return replace(before, minor=money.minor)


def _code(kind: Any, text: str, *, packs: Packs) -> Any:
    if kind is LanguageTag:
        return LanguageTag(text.strip())
    code = text.strip().upper()
    known: Mapping[Any, Collection[str]] = {
        StateCode: packs.states,
        ModalityCode: packs.modalities,
        MethodCode: packs.methods,
    }
    if kind is not CurrencyCode and code not in known[kind]:
        accepted = ", ".join(sorted(known[kind]))
        raise Problem(N_("“{text}” is not one of: {accepted}."), text=text, accepted=accepted)
    return kind(code)


def _period(text: str) -> Period:
    start, dots, end = text.partition("..")
    if not dots:
        raise Problem(N_("“{text}” is not a period. Type it as 2026-01-01..2027-12-31."), text=text)
    return Period(
        parse_date(start) if start.strip() else None, parse_date(end) if end.strip() else None
    )


def _people(text: str, *, language: str) -> People:
    """Read each word and the figure up to the next word; a rest would be people lost."""
    rest, *found = _COUNTED.split(text)
    names = [name.lower() for name in found[::2]]
    figures = [figure.strip(" \t\n,;") for figure in found[1::2]]
    if not names or rest.strip() or len(set(names)) < len(names) or "" in figures:
        raise Problem(
            N_("“{text}” is no count of people. Type it as women=10 men=8 girls=4 boys=5."),
            text=text,
        )
    counts = (parse_whole(figure, language=language) for figure in figures)
    return People(**dict(zip(names, counts, strict=True)))


def _absence(text: str) -> FieldNote | None:
    if text.strip() == _UNKNOWN:
        return FieldNote(absence=Absence.UNKNOWN)
    if match := _NOT_APPLICABLE.fullmatch(text.strip()):
        return FieldNote(absence=Absence.NOT_APPLICABLE, reason=match.group("reason") or "")
    return None


def _field(record: Any, name: str) -> Field:
    facts = field_map(type(record))
    if name not in facts:
        raise Problem(
            N_("A record of this kind ({kind}) has no field “{field}”. It has: {fields}."),
            kind=BY_RECORD[type(record)].name,
            field=name,
            fields=", ".join(facts),
        )
    return facts[name]
