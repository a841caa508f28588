"""Works out the content hash of a plan from its rows, without holding the plan in memory."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import sqlalchemy as sa

from ccmdesk.db.joins import kept_of
from ccmdesk.db.rows import live, read_flats
from ccmdesk.db.tables import ROWS
from ccmdesk.model.codec import Flat, split_key, unflatten
from ccmdesk.model.content import Hashed, hash_of, hashed, hashed_flat
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import fields_of, is_reference, item_type
from ccmdesk.model.kinds import BY_NAME


def plan_hash(con: sa.Connection) -> str:
    """Return the content hash that the document of the plan has."""
    kinds = (kind for kind in ROWS if BY_NAME[kind].record is not Edition)
    return hash_of(one for kind in kinds for one in _hashed(con, kind))


def _hashed(con: sa.Connection, kind: str) -> Iterator[Hashed]:
    rows = con.execute(live(kind).execution_options(yield_per=1_000))
    for record, flat in read_flats(kind, rows, kept_of(con)):
        if _is_as_said(kind, flat):
            yield hashed_flat(BY_NAME[kind], record, flat)
        else:
            yield hashed(unflatten(BY_NAME[kind].record, record, flat))


def _is_as_said(kind: str, flat: Flat) -> bool:
    """Whether the record that *flat* describes says the very same; it is then not made."""
    plain = _plain(kind)
    return all(
        split_key(key)[0] in plain and value not in _NOTHING and not isinstance(value, dict)
        for key, value in flat.items()
    )


_NOTHING: tuple[object, ...] = ("", [])


@cache
def _plain(kind: str) -> frozenset[str]:
    """Return the fields whose values have one spelling only in the columns they are kept in."""
    fields = fields_of(BY_NAME[kind].record)
    return frozenset(
        f.name for f in fields if f.type is not Decimal and not is_reference(item_type(f.type))
    )
