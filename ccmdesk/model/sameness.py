"""How a record says which other record it is the same as: keys beside its fields."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from ccmdesk.model.codec import DELETED, Json
from ccmdesk.model.words import N_

SAME_AS: Final = "_same_as"
"""The record that one in the bin was joined with; what refers to the one then means the other."""

_HOLDS = "_holds:"
_APART = "_apart:"

JOINABLE: Final = ("hazardous_area", "activity")
"""The kinds that offices tend to enter twice, each without knowing of the other."""


def holds_key(other: UUID) -> str:
    """Return the key under which a record says that *other* was joined with it.

    It makes a deletion elsewhere, which did not know of it, a difference that a person sees.
    """
    return f"{_HOLDS}{other}"


def apart_key(other: UUID) -> str:
    """Return the key under which a record says that *other*, alike as it looks, is another one."""
    return f"{_APART}{other}"


def is_holding(key: str) -> bool:
    """Whether a key says that another record was joined with this one."""
    return key.startswith(_HOLDS)


def told_apart(key: str) -> UUID | None:
    """Return the record from which a key tells this one apart, or None for any other key."""
    return _id(key.removeprefix(_APART)) if key.startswith(_APART) else None


def is_of_sameness(key: str) -> bool:
    """Whether a key is one of those of this module."""
    other = key.removeprefix(_HOLDS).removeprefix(_APART)
    return key == SAME_AS or (other != key and _id(other) is not None)


def is_of_record(key: str) -> bool:
    """Whether a key is about the record as a whole, and no field of it."""
    return key == DELETED or is_of_sameness(key)


def says_sameness(key: str, value: Json) -> bool:
    """Whether *value* can stand under a key of this module; None, for no longer, always can."""
    if value is None:
        return True
    return isinstance(value, str) and _id(value) is not None if key == SAME_AS else value is True


def sameness_label(key: str) -> str:
    """Return what a key of this module is called."""
    if key == SAME_AS:
        return N_("The same as")
    return N_("Joined with it") if is_holding(key) else N_("Not the same as")


def other_record(key: str, value: Json) -> UUID | None:
    """Return the record that a key of this module names with *value*, or None when with none."""
    if value is None:
        return None
    return _id(str(value) if key == SAME_AS else key.removeprefix(_HOLDS).removeprefix(_APART))


def _id(text: str) -> UUID | None:
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None
