"""A record in the bin with the values it had."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ccmdesk.db.store import Store
from ccmdesk.model.codec import unflatten


def as_it_was(store: Store, kind: type[Any], record: UUID) -> Any:
    """Return a deleted record with the values it had, read from its history."""
    flat: dict[str, Any] = {}
    for entry in store.history(record):
        flat.setdefault(entry.key, entry.new)
    return unflatten(kind, record, flat)
