"""Says whether one plan has every change of another, so that it may take the other's place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

import sqlalchemy as sa

from ccmdesk.db.engine import open_engine, reading_access, reads_only
from ccmdesk.db.misread import misread
from ccmdesk.db.opening import check_identity
from ccmdesk.db.tables import CHANGE, PENDING
from ccmdesk.model.problem import NotSaved, Problem

_AT_ONCE = 10_000


class Former(Enum):
    """What is where a plan is to come."""

    NOTHING = auto()
    CONTAINED = auto()
    """A plan of which each change is in the one that comes."""
    NEWER = auto()
    """A plan that has changes which the one that comes lacks."""
    UNKNOWN = auto()
    """Something that the key of the one that comes does not open: it cannot be compared."""


def former_at(place: Path, coming: sa.Engine, key: bytes | None) -> Former:
    """Return what is at *place* beside the plan *coming*, which can be read with *key*.

    Raises Problem when the disk fails, or *coming* is damaged.
    """
    if not place.exists():
        return Former.NOTHING
    for with_key in dict.fromkeys((key, None)):
        try:
            return _compared(place, coming, with_key)
        except NotSaved:
            raise
        except Problem:
            continue
    return Former.UNKNOWN


@contextmanager
def reading(path: Path, key: bytes | None) -> Iterator[sa.Engine]:
    """Open the plan *path* to compare it; raises Problem when it is none or *key* is another's."""
    check_identity(path, key)
    engine = open_engine(path, key, reading_access(path))
    try:
        with misread(path, engine):
            yield reads_only(engine)
    finally:
        engine.dispose()


def _compared(place: Path, coming: sa.Engine, key: bytes | None) -> Former:
    with reading(place, key) as former, former.connect() as there, coming.connect() as here:
        return Former.NEWER if _lacks(_changes(here), _changes(there)) else Former.CONTAINED


def _changes(con: sa.Connection) -> Iterator[bytes]:
    """Yield the ids of all changes, those that wait too, in their order."""
    ids = sa.union_all(sa.select(CHANGE.c.id), sa.select(PENDING.c.id)).subquery()
    query = sa.select(ids.c.id).order_by(ids.c.id).execution_options(yield_per=_AT_ONCE)
    return (bytes(change) for change in con.execute(query).scalars())


def _lacks(ours: Iterator[bytes], theirs: Iterator[bytes]) -> bool:
    """Whether one of *theirs* is not among *ours*; both come in order.

    Numbers of changes would not do: of a plan that was copied, both copies count on by themselves.
    """
    known = next(ours, b"")
    for change in theirs:
        while known and known < change:
            known = next(ours, b"")
        if known != change:
            return True
    return False
