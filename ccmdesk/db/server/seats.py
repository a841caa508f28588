"""Seats at the plan on a server: each writes under a replica id of its own, one program at a time.

A program that closes or breaks off leaves its seat free, and the next of the same name takes it,
so that there are never more seats than programs that were open at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.column_types import ROW_NUMBER, RecordId
from ccmdesk.db.line import NO_CHAIN
from ccmdesk.db.rebuild import get_meta
from ccmdesk.db.tables import REPLICA
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

METADATA = sa.MetaData()
SEAT = sa.Table(
    "seat",
    METADATA,
    sa.Column("n", ROW_NUMBER, primary_key=True, autoincrement=True),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("replica", RecordId(), nullable=False, unique=True),
    sa.Column("holder", RecordId(), nullable=False),
)
"""*holder* is another one each time that the seat is taken: who finds a new one there has lost it,
such as when the connection broke and somebody else sat down."""

_SEATS = 0x63636D73
_OPEN = 0x63636D6F
OFFICE = "office"
"""The fact about the plan that says whose office works at the server."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A connection that says, for as long as it lasts, that the plan is in use."""

    con: sa.Connection

    def release(self) -> None:
        """Close the connection itself: in the pool it would keep its locks."""
        self.con.detach()
        self.con.close()


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that is taken for as long as the *presence* lasts."""

    replica: UUID
    holder: UUID
    presence: Presence

    def release(self) -> None:
        """Leave it to the next."""
        self.presence.release()


def enter(engine: sa.Engine, name: str) -> Presence:
    """Say that the plan is in use; raises Problem while it is being brought up to a new version."""
    presence = Presence(engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
    if not presence.con.scalar(sa.select(sa.func.pg_try_advisory_lock_shared(_OPEN))):
        presence.release()
        raise Problem(
            N_(
                "The plan {name} is being brought up to date by another program. Try again in a"
                " moment."
            ),
            name=name,
        )
    return presence


def is_alone(presence: Presence) -> bool:
    """Whether nobody else has the plan open; nobody can open it from now on."""
    presence.con.execute(sa.select(sa.func.pg_advisory_unlock_shared(_OPEN)))
    return bool(presence.con.scalar(sa.select(sa.func.pg_try_advisory_lock(_OPEN))))


def let_others_in(presence: Presence) -> None:
    """Let the plan be opened again."""
    presence.con.execute(sa.select(sa.func.pg_advisory_unlock(_OPEN)))
    presence.con.execute(sa.select(sa.func.pg_advisory_lock_shared(_OPEN)))


def take_seat(con: sa.Connection, presence: Presence, name: str) -> Seat:
    """Return a free seat called *name*, in the writing transaction of the caller."""
    known = sa.select(SEAT.c.n, SEAT.c.replica).where(SEAT.c.name == name).order_by(SEAT.c.n)
    for number, replica in con.execute(known).all():
        if presence.con.scalar(sa.select(sa.func.pg_try_advisory_lock(_SEATS, number))):
            return _sit_down(con, number, presence, replica)
    return _new_seat(con, presence, name)


def replicas_of_seats(con: sa.Connection) -> tuple[UUID, ...]:
    """Return as which replicas is written at the server."""
    return tuple(con.scalars(sa.select(SEAT.c.replica)))


def check_seat(con: sa.Connection, *, seat: Seat, name: str) -> None:
    """Raise Problem when somebody else has the seat by now."""
    query = sa.select(SEAT.c.holder).where(SEAT.c.replica == seat.replica)
    if con.scalar(query) != seat.holder:
        raise Problem(
            N_(
                "The connection to the plan {name} was interrupted, and its place was taken by"
                " another program. Close the plan and open it again, then make the last change"
                " again."
            ),
            name=name,
        )


def _new_seat(con: sa.Connection, presence: Presence, name: str) -> Seat:
    replica: UUID = con.execute(sa.select(sa.func.gen_random_uuid())).scalar_one()
    row = {"id": replica, "office": get_meta(con, OFFICE), "seq": 0, "chain": NO_CHAIN, "hlc": ""}
    con.execute(sa.insert(REPLICA), [row])
    row = {"name": name, "replica": replica, "holder": replica}
    number = con.scalar(sa.insert(SEAT).values(row).returning(SEAT.c.n))
    presence.con.execute(sa.select(sa.func.pg_advisory_lock(_SEATS, number)))
    return _sit_down(con, int(number or 0), presence, replica)


def _sit_down(con: sa.Connection, number: int, presence: Presence, replica: UUID) -> Seat:
    holder: UUID = con.execute(sa.select(sa.func.gen_random_uuid())).scalar_one()
    con.execute(sa.update(SEAT).where(SEAT.c.n == number).values(holder=holder))
    return Seat(replica, holder, presence)
