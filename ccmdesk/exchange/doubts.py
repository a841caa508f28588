"""When a row may be about a record of the plan, or about another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ccmdesk.exchange.index import Index
from ccmdesk.exchange.keys import NATURAL_KEYS, keys_from, keys_of
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.words import N_, Message

_WIDE = 3
"""So many fields tell records apart that one of them is easily filled in later."""


def area_in_doubt(
    found: HazardousArea | None, index: Index, *, names: Sequence[str], values: Sequence[Any]
) -> HazardousArea | None:
    """Return the area of the plan that has the name of a row, where that is too little to go by.

    *names* and *values* are what the row is told from others by, *found* the area that fits.
    Places have the same names in many provinces, so that a name alone does not tell an area that
    has a number, and an area whose province or district differs may be the same or another.
    """
    if names[0] != "name" or not values[0]:
        return None
    if found is not None:
        return found if found.code and not any(values[1:]) else None
    alike = index.matches(HazardousArea, ("name",), keys_from(values[:1]))
    return index.in_plan(HazardousArea, min(alike)) if alike else None


def completes_another(record: Any, index: Index) -> bool:
    """Whether a new record says what one of the plan says, but for one field blank in either.

    Of the fields that tell records apart only: what was left open there may have been filled in.
    """
    kind: type[Any] = type(record)
    names = NATURAL_KEYS[kind][0]
    return len(names) >= _WIDE and any(_completes(record, index, name) for name in names)


def _completes(record: Any, index: Index, name: str) -> bool:
    kind: type[Any] = type(record)
    others = tuple(one for one in NATURAL_KEYS[kind][0] if one != name)
    found = index.matches(kind, others, keys_of(record, others))
    values = [getattr(index.in_plan(kind, one), name) for one in found]
    own = getattr(record, name)
    return any(value != own and (not value or not own) for value in values)


def says_doubt(called: str) -> Message:
    """Return what a row is told when it may be about the area *called*."""
    return Message(
        N_(
            "This may be {record} of the plan, or another area of the same name. Write the number"
            " of that area in the row, or a number of its own when it is another."
        ),
        {"record": called},
    )
