"""The packages of changes that this file sent and took in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db import incoming, outgoing
from ccmdesk.db.history import copies_beside, offices_of
from ccmdesk.db.incoming import Preview
from ccmdesk.db.line import unpack
from ccmdesk.db.log import Received, apply_lines
from ccmdesk.db.opening import name_replica
from ccmdesk.db.outgoing import (
    NOTHING,
    Have,
    Needs,
    Part,
    Reach,
    read_needs,
    read_reach,
    written_needs,
    written_reach,
)
from ccmdesk.db.plan_hash import plan_hash
from ccmdesk.db.receipts import NO_COPY, ReceiptNote, note_receipt, read_receipts
from ccmdesk.db.tables import CHANGE, PACKAGE, PENDING, REPLICA
from ccmdesk.model.change import Stamp
from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_

_Connecting = Callable[[], AbstractContextManager[sa.Connection]]


class Way(Coded):
    """Which way a package went."""

    SENT = "sent", C_("package", "Sent")
    RECEIVED = "received", C_("package", "Received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who made a package, in which copy of the plan, and its number."""

    replica: UUID
    office: str
    person: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package in the register; *manifest* is its SHA-256, *by* who sent or took it in here.

    *reach* is what its sender had, *needs* what it builds on, *why* it was
    taken in although nobody had compared the key that signed it. *public_key* is that key where it
    is known: an earlier version of the program did not keep it.
    """

    manifest: bytes
    way: Way
    sender: Sender
    by: str
    at: dt.datetime
    step: UUID
    reach: Have
    needs: Needs = field(default_factory=dict)
    why: str = ""
    public_key: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A package that has not come: *number* of *office*, 0 when it must be packed anew."""

    office: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A package that comes in: *offices* are what it calls the offices whose changes it holds.

    *public_key* signed it. *lines* can be read more than once.
    """

    manifest: bytes
    public_key: bytes
    sender: Sender
    reach: Have
    needs: Needs
    offices: Mapping[UUID, str]
    lines: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A copy of the plan was heard of at that moment, by our clock, and had *reach*."""

    at: dt.datetime
    replica: UUID
    office: str
    reach: Have


class Packages:
    """The packages of one plan, and the changes that go with them.

    *replica* is the one that the file writes as: another one from the moment that its changes turn
    out to be written elsewhere too.
    """

    def __init__(self, reading: _Connecting, writing: _Connecting, replica: UUID) -> None:
        self._reading, self._writing = reading, writing
        self._had: set[tuple[UUID, Reach]] = set()
        self.replica = replica

    def all(self) -> list[Package]:
        """Return every package, the newest first."""
        with self._reading() as con:
            return list(read_packages(con))

    def reach(self) -> Have:
        """Return what this file has."""
        with self._reading() as con:
            return outgoing.reach_of(con)

    def last_reach(self, office: UUID) -> Have:
        """Return what the copy *office* had when it was last heard of; nothing if it never was.

        It is heard of by its receipts, and by the packages that it sends.
        """
        return next((one.reach for one in self._heard() if one.replica == office), {})

    def copy_called(self, office: str) -> UUID | None:
        """Return the copy of the plan by which an office was last heard of; None if it never was.

        An office has another copy when it restored a backup, or began again.
        """
        others = (one for one in self._heard() if one.replica != self.replica)
        return next((one.replica for one in others if one.office == office), None)

    def own_office(self) -> str:
        """Return what the office is called that writes this file."""
        with self._reading() as con:
            return offices_of(con).get(self.replica, "")

    def own_copies(self) -> frozenset[UUID]:
        """Return the copies of the plan that the office which writes this file has or had."""
        with self._reading() as con:
            return copies_beside(con, self.replica)

    def offices(self) -> tuple[str, ...]:
        """Return the names of other offices, the one that was last heard of first."""
        others = (one.office for one in self._heard() if one.replica != self.replica)
        return tuple(dict.fromkeys(name for name in others if name))

    def keys_of(self, replica: UUID, office: str) -> set[bytes]:
        """Return the keys that signed what a copy of the plan, or an office of that name, sent."""
        with self._reading() as con:
            return {
                package.public_key
                for package in read_packages(con)
                if package.way is Way.RECEIVED and package.public_key is not None
                if package.sender.replica == replica or package.sender.office == office
            }

    def _heard(self) -> list[_Heard]:
        """Return what was heard of other copies, the newest first.

        A receipt that is not believed was kept without what it says.
        """
        with self._reading() as con:
            receipts = [
                _Heard(n.noted_at, n.replica, n.office, n.reach) for n in read_receipts(con)
            ]
            packages = [
                _Heard(package.at, package.sender.replica, package.sender.office, package.reach)
                for package in read_packages(con)
                if package.way is Way.RECEIVED
            ]
        copies = [one for one in receipts if one.replica != NO_COPY and one.reach]
        return sorted([*copies, *packages], key=lambda one: one.at, reverse=True)

    def receipts(self) -> list[ReceiptNote]:
        """Return every receipt that came back, the newest first."""
        with self._reading() as con:
            return list(read_receipts(con))

    def note_receipt(self, note: ReceiptNote) -> None:
        """Keep a receipt that came back."""
        with self._writing() as con:
            note_receipt(con, note)

    def parts_beyond(self, have: Have) -> tuple[Part, ...]:
        """Return what an office that has *have* lacks."""
        with self._reading() as con:
            return outgoing.parts_beyond(con, have, own=self._own(con))

    def _own(self, con: sa.Connection) -> set[UUID]:
        """Return the replicas that nobody writes as elsewhere: on a server those of all seats."""
        if con.dialect.name != "postgresql":
            return {self.replica}
        from ccmdesk.db.server.seats import replicas_of_seats  # noqa: PLC0415 - not for a file

        return {self.replica, *replicas_of_seats(con)}

    def lines_beyond(self, parts: Sequence[Part], *, of: str = "") -> Iterator[bytes]:
        """Yield the lines of these parts, parents before children; with *of* only of that kind."""
        with self._reading() as con:
            yield from outgoing.lines_beyond(con, parts, of=of)

    def records_with(self, value: str, *, of: str, field: str) -> set[UUID]:
        """Return the records of a kind whose *field* has this value now, those in the bin too."""
        with self._reading() as con:
            return outgoing.records_with(con, value, of=of, field=field)

    def plan_hash(self) -> str:
        """Return the content hash of the plan as it is now."""
        with self._reading() as con:
            return plan_hash(con)

    def awaited(self) -> list[Awaited]:
        """Return the packages that others build on and that have not come, each once."""
        with self._reading() as con:
            found = (
                Awaited(office=package.sender.office, number=need.package)
                for package in read_packages(con)
                if package.way is Way.RECEIVED
                for replica, need in package.needs.items()
                if not self._has(con, replica, need.reach)
            )
            return sorted(set(found), key=lambda one: (one.office, one.number))

    def _has(self, con: sa.Connection, replica: UUID, reach: Reach) -> bool:
        """Whether changes are here; what was found once stays, since a log only grows."""
        if (replica, reach) not in self._had and outgoing.has(con, replica, reach):
            self._had.add((replica, reach))
        return (replica, reach) in self._had

    def would_await(self, arrival: Arrival) -> list[Awaited]:
        """Return what *arrival* builds on and that has not come."""
        with self._reading() as con:
            missing = (
                Awaited(office=arrival.sender.office, number=need.package)
                for replica, need in arrival.needs.items()
                if not self._has(con, replica, need.reach)
            )
            return sorted(set(missing), key=lambda one: (one.office, one.number))

    def number_with(self, replica: UUID, seq: int) -> int:
        """Return the number of the first package from here that led up to a change; 0 for none."""
        with self._reading() as con:
            sent = [p for p in read_packages(con) if p.way is Way.SENT]
        return next(
            (p.sender.number for p in reversed(sent) if p.reach.get(replica, NOTHING).seq >= seq), 0
        )

    def waiting(self) -> list[bytes]:
        """Return the lines that wait for those they build on."""
        with self._reading() as con:
            return [unpack(body) for (body,) in con.execute(sa.select(PENDING.c.body))]

    def next_number(self) -> int:
        """Return the number of the next package that this copy sends."""
        with self._reading() as con:
            last = sa.select(sa.func.max(PACKAGE.c.number)).where(
                PACKAGE.c.replica == self.replica, PACKAGE.c.way == Way.SENT.value
            )
            return (con.execute(last).scalar() or 0) + 1

    def note_sent(self, package: Package) -> None:
        """Register a package that was written, so that its number is used."""
        with self._writing() as con:
            con.execute(sa.insert(PACKAGE), [_row(package, _place(con, self.replica, (1, 0)))])

    def preview(self, arrival: Arrival) -> Preview:
        """Return what taking it in would do, without doing it."""
        with self._reading() as con:
            return incoming.preview(con, arrival.lines)

    def take_in(self, arrival: Arrival, stamp: Stamp, *, spare: UUID) -> Received:
        """Add its changes and register it, in one transaction; again it changes nothing.

        Undo takes it back as one step. When it brings changes that this file would have written
        itself, two copies of the file are in use, or it is an older copy put back: from now on it
        writes as *spare*. Raises NotAChange for bytes that are no line.
        """
        with self._writing() as con:
            if self._is_in(con, arrival):
                return Received(0, 0)
            before = _end_of_log(con)
            received = apply_lines(con, arrival.lines)
            _name_offices(con, arrival.offices)
            writer = self._written_as(con, before, spare)
            if not _is_registered(con, arrival.manifest):
                package = _arrived(arrival, stamp)
                place = _place(con, writer, (before + 1, _end_of_log(con)))
                con.execute(sa.insert(PACKAGE), [_row(package, place)])
        self.replica = writer
        return received

    def _is_in(self, con: sa.Connection, arrival: Arrival) -> bool:
        """Whether it was taken in before, and the check values say that all of it is still here."""
        return _is_registered(con, arrival.manifest) and all(
            self._has(con, replica, reach) for replica, reach in arrival.reach.items()
        )

    def _written_as(self, con: sa.Connection, before: int, spare: UUID) -> UUID:
        """Return which replica the file is from now on, after the lines beyond *before* came."""
        own = sa.select(CHANGE.c.n).where(CHANGE.c.n > before, CHANGE.c.rep == self.replica)
        if con.execute(own.limit(1)).first() is None:
            return self.replica
        name_replica(con, spare, offices_of(con)[self.replica])
        return spare


def _place(con: sa.Connection, own: UUID, lines: tuple[int, int]) -> dict[str, Any]:
    """Return where a package stands among the steps of *own*: between which lines of the log."""
    seq = con.execute(sa.select(REPLICA.c.seq).where(REPLICA.c.id == own)).scalar_one()
    return {"own": own, "seq": seq, "first": lines[0], "last": lines[1]}


def _arrived(arrival: Arrival, stamp: Stamp) -> Package:
    return Package(
        manifest=arrival.manifest,
        way=Way.RECEIVED,
        sender=arrival.sender,
        by=stamp.by,
        at=stamp.at,
        step=stamp.step,
        reach=arrival.reach,
        needs=arrival.needs,
        why=stamp.why,
        public_key=arrival.public_key,
    )


def read_packages(con: sa.Connection) -> Iterator[Package]:
    """Yield every package, the newest first."""
    query = sa.select(PACKAGE).order_by(PACKAGE.c.seq.desc(), PACKAGE.c.at.desc())
    for row in con.execute(query):
        yield Package(
            manifest=bytes(row.manifest),
            way=Way(row.way),
            sender=Sender(
                replica=row.replica, office=row.office, person=row.person, number=row.number
            ),
            by=row.by,
            at=row.at,
            step=row.step,
            reach=read_reach(row.reach),
            needs=read_needs(row.needs),
            why=row.why,
            public_key=None if row.public_key is None else bytes(row.public_key),
        )


def _row(package: Package, place: Mapping[str, int]) -> dict[str, Any]:
    return {
        "manifest": package.manifest,
        "step": package.step,
        "way": package.way.value,
        "replica": package.sender.replica,
        "office": package.sender.office,
        "person": package.sender.person,
        "number": package.sender.number,
        "by": package.by,
        "at": package.at,
        "reach": written_reach(package.reach),
        "needs": written_needs(package.needs),
        "why": package.why,
        "public_key": package.public_key,
        **place,
    }


def _end_of_log(con: sa.Connection) -> int:
    return con.execute(sa.select(sa.func.max(CHANGE.c.n))).scalar() or 0


def _is_registered(con: sa.Connection, manifest: bytes) -> bool:
    query = sa.select(PACKAGE.c.step).where(PACKAGE.c.manifest == manifest)
    return con.execute(query).first() is not None


def _name_offices(con: sa.Connection, offices: Mapping[UUID, str]) -> None:
    """Keep what the offices are called; a name that is known here stays."""
    known = offices_of(con)
    for replica, office in offices.items():
        if office and known.get(replica) == "":
            con.execute(sa.update(REPLICA).where(REPLICA.c.id == replica).values(office=office))
