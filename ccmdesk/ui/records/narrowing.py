"""What a list is narrowed to, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ccmdesk.db.filters import Filter, has_values, has_years
from ccmdesk.db.query import ListQuery
from ccmdesk.lang.collation import collated
from ccmdesk.model.codec import Json, decode
from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Field, field_map, fields_of, is_reference, item_type
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.columns import columns_of
from ccmdesk.ui.records.words import called, shown_in

PLACES = frozenset({"province", "district", "place"})
"""Texts whose values come back in many records; other texts are found by searching."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Filters by columns, in the order they were set, and whether something must be missing.

    *asked_for* are the records of a figure that leaves out what is over; None for all.
    """

    filters: tuple[Filter, ...] = ()
    missing: bool = False
    asked_for: frozenset[UUID] | None = None

    def __bool__(self) -> bool:
        return bool(self.filters) or self.missing or self.asked_for is not None

    def only(self, lacking: frozenset[UUID]) -> frozenset[UUID] | None:
        """Return the records it leaves beside its filters, None for all; some are *lacking*."""
        if not self.missing:
            return self.asked_for
        return lacking if self.asked_for is None else lacking & self.asked_for

    def values(self, name: str) -> frozenset[Json]:
        """Return the values that are chosen of a field; nothing when it does not narrow."""
        return next((each.values for each in self.filters if each.name == name), frozenset())

    def put(self, name: str, values: Iterable[Json]) -> Narrowing:
        """Return this with the values of one field replaced; without any it does not narrow."""
        wanted = frozenset(values)
        if name in {each.name for each in self.filters}:
            put = [Filter(name, wanted) if e.name == name else e for e in self.filters]
        else:
            put = [*self.filters, Filter(name, wanted)]
        return replace(self, filters=tuple(each for each in put if each.values))


def narrowing_fields(kind: type[Any], plan: OpenPlan) -> tuple[Field, ...]:
    """Return the fields a list can be narrowed by now: those of its columns first."""
    ordered = dict.fromkeys([*columns_of(kind), *fields_of(kind)])
    able = [f for f in ordered if has_values(f) and (f.type is not Texts or f.name in PLACES)]
    filled = plan.store.facets.filled(kind, [field.name for field in able])
    return tuple(field for field in able if field.name in filled)


def said_again(now: Narrowing, kind: type[Any], plan: OpenPlan, *, was: str) -> Narrowing:
    """Return *now*, set in the language *was*, in that of the window.

    A list is narrowed to a text as it is shown: the same records show it in other words.
    """
    facts, language = field_map(kind), plan.lang.code
    for asked in now.filters:
        if facts[asked.name].type is Texts and language != was:
            found = ListQuery(kind=kind, language=was, filters=(asked,))
            only = frozenset(plan.store.ids(found))
            same = ListQuery(kind=kind, language=language, only=only)
            shown = plan.store.facets.values(same, asked.name)
            now = now.put(asked.name, shown or asked.values)
    return now


def language_of(kind: type[Any], asked: Filter, plan: OpenPlan) -> str:
    """Return the language of the text a list is narrowed to, that of the window where not known."""
    query = ListQuery(kind=kind, language=plan.lang.code, filters=(asked,), most=1)
    for record in plan.store.records(kind, plan.store.ids(query)):
        best = getattr(record, asked.name).best(plan.lang.code)
        if best is not None:
            return str(best[0])
    return plan.lang.code


def in_order(field: Field, values: Iterable[Json], plan: OpenPlan) -> list[tuple[Json, str]]:
    """Return values with their words: choices as declared, years newest first, others by name."""
    words = [(value, value_words(field, value, plan)) for value in values if value is not None]
    items = item_type(field.type) or field.type
    if has_years(field):
        words.sort(key=lambda pair: -int(str(pair[0])))
    elif isinstance(items, type) and issubclass(items, Coded):
        declared = [member.value for member in items]
        words.sort(key=lambda pair: declared.index(pair[0]))
    else:
        words = list(collated(words, lambda pair: pair[1], language=plan.lang.code))
    blank = [(None, value_words(field, None, plan))] if None in values else []
    return [*words, *blank]


def value_words(field: Field, value: Json, plan: OpenPlan) -> str:
    """Return what a value is called in the language of the window."""
    lang = plan.lang
    match value:
        case None:
            return lang(C_("filter", "No value"))
        case True:
            return lang(C_("answer", "Yes"))
        case False:
            return lang(C_("answer", "No"))
    if field.type is Texts or has_years(field):
        return str(value)
    kind = item_type(field.type) or field.type
    if is_reference(kind):
        return shown_in(plan).value(kind, UUID(str(value)))
    return called(kind, decode(kind, value), shown_in(plan))


def filter_words(kind: type[Any], asked: Filter, plan: OpenPlan) -> str:
    """Return what one filter shows: Status: Open, Closed."""
    field, lang = field_map(kind)[asked.name], plan.lang
    words = [said for _, said in in_order(field, asked.values, plan)]
    return lang(
        C_("filter", "{field}: {values}"), field=lang(field.spec.label), values=lang.join(words)
    )
