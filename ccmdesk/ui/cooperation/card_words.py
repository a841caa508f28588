"""Coalitions and lessons as cards: what stands on each, and what finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ccmdesk.lang.show import Show
from ccmdesk.model.cooperation import Coalition, Lesson
from ccmdesk.model.facts import field_map, is_reference, item_type
from ccmdesk.model.folding import fold
from ccmdesk.model.kinds import BY_ID_TYPE, BY_RECORD
from ccmdesk.model.values import Texts

_FACTS = {
    Coalition: ("lead", "members", "period"),
    Lesson: ("article", "activity", "contact"),
}
_TEXTS = {Coalition: ("objective", "promises", "minutes", "result"), Lesson: ("text",)}


def kinds_on_cards() -> frozenset[str]:
    """Return the stored names of the kinds that cards are of, and of those they name."""
    types = [field_map(kind)[name].type for kind, names in _FACTS.items() for name in names]
    ids = {one for each in types for one in (each, item_type(each)) if is_reference(one)}
    return frozenset(
        {BY_RECORD[kind].name for kind in _FACTS} | {BY_ID_TYPE[one].name for one in ids}
    )


@dataclass(frozen=True, slots=True)
class CardTold:
    """One card; *facts* are short and *texts* long, each with its label."""

    kind: type[Any]
    record: UUID
    heading: str
    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]


def cards_of(records: Iterable[Any], show: Show) -> Iterator[CardTold]:
    """Yield a card for each record; what is not filled in is left out."""
    for record in records:
        kind = type(record)
        yield CardTold(
            kind=kind,
            record=record.id,
            heading=show.title(record),
            facts=_told(record, _FACTS[kind], show),
            texts=_told(record, _TEXTS[kind], show),
        )


def holds(record: Any, wanted: str) -> bool:
    """Whether a text of the record holds folded words, in any of its languages."""
    values = (getattr(record, name) for name in field_map(type(record)))
    texts = (text for value in values if isinstance(value, Texts) for _, text in value)
    return any(wanted in fold(text) for text in texts)


def _told(record: Any, names: Iterable[str], show: Show) -> tuple[tuple[str, str], ...]:
    facts = field_map(type(record))
    pairs = ((show.lang(facts[name].spec.label), show.field(record, facts[name])) for name in names)
    return tuple((label, said) for label, said in pairs if said)
