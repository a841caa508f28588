"""Rows of a list as text for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ccmdesk.db.store import Store
from ccmdesk.exchange.row_text import Layout, text_of_rows
from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import field_map, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE
from ccmdesk.model.packs import Packs


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRows:
    """The records in the order they are shown, and the fields of the columns of their list."""

    kind: type[Any]
    records: tuple[UUID, ...]
    fields: tuple[str, ...]
    lang: Lang


def copy_rows(store: Store, ask: CopyRows, *, packs: Packs) -> str:
    """Return headings and rows with tabs between the cells; an import reads them back."""
    records = store.records(ask.kind, ask.records)
    named = {
        found.id: found
        for kind, ids in _referred(records, ask).items()
        for found in store.records(kind, list(ids))
    }
    layout = Layout(kind=ask.kind, fields=ask.fields, lang=ask.lang)
    return text_of_rows(records, layout, packs=packs, find=named.get)


def _referred(records: list[Any], ask: CopyRows) -> dict[type[Any], set[UUID]]:
    """Return the ids that the copied fields refer to, by the kind of record."""
    found: dict[type[Any], set[UUID]] = {}
    for name in ask.fields:
        type_ = field_map(ask.kind)[name].type
        target = item_type(type_) or type_
        if is_reference(target):
            ids = found.setdefault(BY_ID_TYPE[target].record, set())
            ids.update(_ids(records, name))
    return found


def _ids(records: list[Any], name: str) -> Iterator[UUID]:
    for record in records:
        value = getattr(record, name)
        yield from (value if isinstance(value, tuple) else (value,) if value is not None else ())
