"""What only this office is to see: records that are marked so, and fields that are so by nature."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from uuid import UUID

from ccmdesk.db.packages import Packages
from ccmdesk.model.codec import Json, split_key
from ccmdesk.model.facts import Audience, Visibility, field_map, fields_of
from ccmdesk.model.kinds import BY_NAME

_NOTHING = (None, "")
_VISIBILITY = "visibility"


def internal_now(packages: Packages) -> frozenset[UUID]:
    """Return the records that only this office is to see: no later change of them says so again."""
    kinds = (kind for kind in BY_NAME.values() if _VISIBILITY in field_map(kind.record))
    value = Visibility.INTERNAL.value
    found = (packages.records_with(value, of=kind.name, field=_VISIBILITY) for kind in kinds)
    return frozenset(chain.from_iterable(found))


def says_internal(kind: str, values: Mapping[str, Json]) -> bool:
    """Whether *values* of a record hold, by their flat keys, what only this office is to see."""
    if kind not in BY_NAME:
        return False
    if values.get(_VISIBILITY) == Visibility.INTERNAL.value:
        return True
    names = _own_fields(kind)
    return any(
        split_key(key)[0] in names and value not in _NOTHING for key, value in values.items()
    )


@cache
def _own_fields(kind: str) -> frozenset[str]:
    fields = fields_of(BY_NAME[kind].record)
    return frozenset(field.name for field in fields if field.spec.audience is Audience.OFFICE)
