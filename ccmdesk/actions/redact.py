"""Reduces a plan to what a receiver may see, before anything of it leaves the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.model.content import content_hash
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Audience, Field, Visibility, fields_of, is_reference, item_type
from ccmdesk.model.values import NO_NOTE

_SEEN_BY: Mapping[Visibility, Audience] = MappingProxyType(
    {
        Visibility.INTERNAL: Audience.OFFICE,
        Visibility.ISU: Audience.ISU,
        Visibility.DONORS: Audience.DONORS,
        Visibility.PUBLIC: Audience.PUBLIC,
    }
)


def for_audience(document: PlanDocument, audience: Audience) -> PlanDocument:
    """Return the records and fields that *audience* may see, with the hash of just these."""
    kept = reduced(document, audience)
    every = [record for records in kept.values() for record in records]
    return PlanDocument(MappingProxyType(kept), content_hash(every), training=document.training)


def reduced(document: PlanDocument, audience: Audience) -> dict[type, tuple[Any, ...]]:
    """Return the records that *audience* may see, by kind.

    Whole records are left out by their own visibility, fields by their facts; a link to a record
    that was left out is emptied, and so is its note, so that nothing tells of it.
    """
    seen = {
        kind: [record for record in records if may_see(record, audience)]
        for kind, records in document.records.items()
    }
    ids = {record.id for records in seen.values() for record in records}
    return {
        kind: tuple(_reduced(record, audience, ids) for record in records)
        for kind, records in seen.items()
    }


def may_see(record: Any, audience: Audience) -> bool:
    """Whether *audience* may see the record at all; one without a choice is seen by everyone."""
    visibility = getattr(record, "visibility", None)
    return visibility is None or _SEEN_BY[visibility] >= audience


def _reduced(record: Any, audience: Audience, ids: set[UUID]) -> Any:
    """Return the record without what *audience* may not see: itself when it may see all."""
    changes: dict[str, Any] = {}
    notes = record.notes
    for field in fields_of(type(record)):
        if field.spec.audience < audience:
            changes[field.name] = field.default
            notes = notes.put(field.name, NO_NOTE)
        elif _links(field):
            value = getattr(record, field.name)
            changes[field.name] = kept = _kept(value, ids)
            if kept != value:
                notes = notes.put(field.name, NO_NOTE)
    changes["notes"] = notes
    if all(getattr(record, name) == value for name, value in changes.items()):
        return record
    return replace(record, **changes)


def _links(field: Field) -> bool:
    return is_reference(field.type) or is_reference(item_type(field.type))


def _kept(value: Any, ids: set[UUID]) -> Any:
    if isinstance(value, tuple):
        return tuple(link for link in value if link in ids)
    return value if value in ids else None
