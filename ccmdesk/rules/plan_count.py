"""One count in a plan, as masking names it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import NamedTuple
from uuid import UUID

from ccmdesk.model.values import People

CELLS = tuple(cell.name for cell in fields(People))


class Count(NamedTuple):
    """One count in a plan: of a field, or of one cell of a field by sex and age."""

    record: UUID
    field: str
    cell: str = ""


def there(counts: Sequence[Count], values: Collection[Count]) -> tuple[Count, ...]:
    """Return those of *counts* of which the number is in the plan."""
    return tuple(one for one in counts if one in values)
