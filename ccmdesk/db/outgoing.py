"""Chooses the changes that another office does not have yet, by what it said it has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
import sqlalchemy as sa

from ccmdesk.db.history import offices_of
from ccmdesk.db.line import NO_CHAIN, ChangeId, next_link, unpack
from ccmdesk.db.tables import CHANGE, REPLICA, ROWS


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the changes of one replica are there without a gap, and the check value of these."""

    seq: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class Need:
    """What a package builds on of one replica: its changes up to *reach*.

    They are in the sender's package of number *package*; 0 when the sender sent them in none.
    """

    reach: Reach
    package: int


NOTHING = Reach(0, NO_CHAIN)
_ANOTHER = Reach(0, b"")
"""Of changes under the same numbers that are not those that are here."""

Have = Mapping[UUID, Reach]
"""What an office has, by replica: the content of a receipt."""

Needs = Mapping[UUID, Need]
"""What a package builds on, by replica."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The changes of one replica that go along: those beyond *after*, up to *to*.

    *forked* says that the receiver has other changes under the same numbers: somebody worked on
    with a copy of the file, or with a backup. All of the replica's changes then go along.
    """

    replica: UUID
    office: str
    after: Reach
    to: Reach
    forked: bool


def written_reach(reach: Have) -> bytes:
    """Return what an office has as bytes to keep."""
    return orjson.dumps({str(rep): [one.seq, one.chain.hex()] for rep, one in reach.items()})


def read_reach(raw: bytes) -> Have:
    """Return what an office has from the bytes that were kept."""
    found = orjson.loads(raw)
    return {UUID(rep): Reach(seq, bytes.fromhex(chain)) for rep, (seq, chain) in found.items()}


def written_needs(needs: Needs) -> bytes:
    """Return the bytes by which what a package builds on is kept."""
    found = {str(r): [n.reach.seq, n.reach.chain.hex(), n.package] for r, n in needs.items()}
    return orjson.dumps(found)


def read_needs(raw: bytes) -> Needs:
    """Return what a package builds on from the bytes that were kept."""
    return {
        UUID(replica): Need(Reach(seq, bytes.fromhex(chain)), package)
        for replica, (seq, chain, package) in orjson.loads(raw).items()
    }


def reach_of(con: sa.Connection) -> dict[UUID, Reach]:
    """Return what this file has."""
    rows = con.execute(sa.select(REPLICA.c.id, REPLICA.c.seq, REPLICA.c.chain))
    return {row.id: Reach(row.seq, bytes(row.chain)) for row in rows}


def parts_beyond(con: sa.Connection, have: Have, *, own: Collection[UUID] = ()) -> tuple[Part, ...]:
    """Return what an office that has *have* lacks; a part for every replica that is known here.

    Of what is written here, as one of *own*, nobody has more: who says so is not believed about any
    of it.
    """
    offices = offices_of(con)
    reached = reach_of(con)
    false = {one for one in own if have.get(one, NOTHING).seq > reached.get(one, NOTHING).seq}
    have = {**have, **dict.fromkeys(false, _ANOTHER)}
    return tuple(
        _part(con, replica, offices[replica], (have.get(replica, NOTHING), reach))
        for replica, reach in sorted(reached.items())
    )


def lines_beyond(con: sa.Connection, parts: Sequence[Part], *, of: str = "") -> Iterator[bytes]:
    """Yield the lines of these parts, parents before children; with *of* only of that kind.

    Lines beyond a gap go along too: what is here must never end here.
    """
    after = {part.replica: part.after.seq for part in parts}
    query = sa.select(CHANGE.c.rep, CHANGE.c.seq, CHANGE.c.body).order_by(CHANGE.c.n)
    if of:
        query = query.where(CHANGE.c.rec.in_(sa.select(ROWS[of].c.id)))
    for replica, seq, body in con.execute(query.execution_options(yield_per=1_000)):
        if seq > after.get(replica, 0):
            yield unpack(body)


def records_with(con: sa.Connection, value: str, *, of: str, field: str) -> set[UUID]:
    """Return the records of a kind whose *field* has this value now, those in the bin too."""
    rows = ROWS[of]
    return set(con.scalars(sa.select(rows.c.id).where(rows.c[field] == value)))


def has(con: sa.Connection, replica: UUID, reach: Reach) -> bool:
    """Whether the changes of *replica* up to *reach* are here, and are these."""
    here = con.execute(sa.select(REPLICA.c.seq).where(REPLICA.c.id == replica)).scalar()
    if here is None or here < reach.seq:
        return False
    return _chain_at(con, replica, reach.seq) == reach.chain


def _part(con: sa.Connection, replica: UUID, office: str, ends: tuple[Reach, Reach]) -> Part:
    theirs, ours = ends
    beyond = theirs.seq > ours.seq
    same = beyond or _chain_at(con, replica, theirs.seq) == theirs.chain
    after = ours if beyond else theirs
    return Part(
        replica=replica,
        office=office,
        after=after if same else NOTHING,
        to=ours,
        forked=not same,
    )


def _chain_at(con: sa.Connection, replica: UUID, seq: int) -> bytes:
    """Return the check value of a replica's changes up to number *seq*."""
    chain, reached = NO_CHAIN, 0
    query = sa.select(CHANGE.c.seq, CHANGE.c.id).where(CHANGE.c.rep == replica, CHANGE.c.seq <= seq)
    for number, change in con.execute(query.order_by(CHANGE.c.seq, CHANGE.c.n)):
        if number == reached + 1:
            chain, reached = next_link(chain, ChangeId(bytes(change))), number
    return chain
