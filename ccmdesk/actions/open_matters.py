"""What between offices waits for a person: fields to decide, packages that have not come."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.db.packages import Awaited
from ccmdesk.db.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatters:
    """How many fields need a decision, and which packages are waited for."""

    to_decide: int = 0
    awaited: tuple[Awaited, ...] = ()


NOTHING_OPEN = OpenMatters()


def open_matters(store: Store) -> OpenMatters:
    """Return what is open in the plan now."""
    return OpenMatters(to_decide=store.disputed_fields(), awaited=tuple(store.packages.awaited()))
