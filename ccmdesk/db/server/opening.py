"""Opens a plan on a server, bringing it up to this version first, and makes an empty one."""

from __future__ import annotations

import platform
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.migrate import check_version, create_tables, is_current, update
from ccmdesk.db.opened import Opened
from ccmdesk.db.rebuild import is_training, set_meta
from ccmdesk.db.server import seats
from ccmdesk.db.server.address import (
    SCHEME,
    read_address,
    reading_engine,
    server_engine,
    with_password,
)
from ccmdesk.db.server.link import Link, read_link
from ccmdesk.db.server.seats import (
    OFFICE,
    SEAT,
    Presence,
    Seat,
    check_seat,
    enter,
    is_alone,
    let_others_in,
    take_seat,
)
from ccmdesk.db.server.told import server_explained
from ccmdesk.db.tables import META
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_WRITING = 0x63636D64
"""One program writes at a time, as in a file; readers wait for nobody."""

_PATIENCE = "5s"
"""How long a writer waits for another one, as in a file."""

_NOBODY = UUID(int=0)
"""As whom a reader would write, who never does."""


@dataclass(frozen=True, slots=True)
class Server:
    """The database of a plan: its name in messages, and its connections."""

    name: str
    engine: sa.Engine

    @property
    def reading(self) -> sa.Engine:
        """The engine for transactions that see one state and write nothing."""
        return reading_engine(self.engine)

    def explained(self) -> AbstractContextManager[None]:
        """Return what turns an error of the database into a Problem about this plan."""
        return server_explained(self.name)


def connect_server(url: sa.URL, name: str) -> Server:
    """Return the database at *url*, where the plan is called *name*; nothing is read yet."""
    engine = server_engine(url)
    sa.event.listen(engine, "connect", _be_patient)
    sa.event.listen(engine, "begin", take_turn)
    return Server(name, engine)


def knock(url: sa.URL) -> None:
    """Connect, and leave at once; raises Problem when the server lets nobody in like this."""
    server = connect_server(url, url.database or SCHEME)
    try:
        with server.explained(), server.engine.connect():
            pass
    finally:
        server.engine.dispose()


def _be_patient(con: Any, _record: object) -> None:
    with con.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{_PATIENCE}'")
    con.commit()


def take_turn(con: sa.Connection) -> None:
    """Let one writer in after the other."""
    options = con.get_execution_options()
    if not options.get("reads_only", False) and options.get("isolation_level") != "AUTOCOMMIT":
        con.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")


def make_tables(con: sa.Connection, office: str, made_at: str) -> None:
    """Make an empty plan of *office* in a database that has none; raises Problem when it has."""
    if sa.inspect(con).has_table(META.name):
        raise Problem(
            N_(
                "There is a plan in this database already. Name another database, which must be"
                " empty."
            )
        )
    create_tables(con)
    seats.METADATA.create_all(con)
    set_meta(con, "made_at", made_at)
    set_meta(con, OFFICE, office)


def open_link(path: Path, *, for_reading: bool, password: str) -> Opened:
    """Open the plan that the file *path* leads to; raises Problem."""
    link = read_link(path)
    link = replace(link, url=with_password(link.url, password))
    return open_server(link, path, for_reading=for_reading)


def open_by_address(address: str, *, for_reading: bool, password: str, person: str) -> Opened:
    """Open the plan at *address*; what one *person* starts on one computer shares its seats.

    Many persons can be the same user of the database, and undo goes by seats.
    """
    url = with_password(read_address(address, no_address()), password)
    link = Link(url, f"user {url.username or ''} at {platform.node()}: {person}")
    return open_server(link, Path(url.database or SCHEME), for_reading=for_reading)


def no_address() -> Problem:
    """Return what to say of something else than the address of a plan."""
    return Problem(
        N_("This is not the address of a plan on a server: type postgresql://USER@SERVER/DATABASE.")
    )


def open_server(link: Link, path: Path, *, for_reading: bool) -> Opened:
    """Open the plan at *link*, called by *path*; raises Problem when it cannot be reached or read.

    It is brought up to this version first when nobody else has it open.
    """
    server = connect_server(link.url, path.name)
    try:
        with server.explained():
            return _open(server, path, None if for_reading else link.seat)
    except BaseException:
        server.engine.dispose()
        raise


def _open(server: Server, path: Path, name: str | None) -> Opened:
    presence = enter(server.engine, server.name)
    try:
        with server.reading.connect() as con:
            current = _is_current(con, path)
        if not current:
            _update(server, presence)
        seat = None if name is None else _take_seat(server, presence, name)
        with server.reading.connect() as con:
            training = is_training(con)
    except BaseException:
        presence.release()
        raise
    return Opened(
        path=path,
        replica=_NOBODY if seat is None else seat.replica,
        key=None,
        engine=server.engine,
        reading=server.reading,
        explained=server.explained,
        hold=seat or presence,
        reads_only=seat is None,
        training=training,
        shared=True,
        check=partial(check_seat, seat=seat, name=server.name) if seat else _nothing_is_written,
    )


def _nothing_is_written(_con: sa.Connection) -> None:
    raise AssertionError


def _is_current(con: sa.Connection, path: Path) -> bool:
    if not (sa.inspect(con).has_table(META.name) and sa.inspect(con).has_table(SEAT.name)):
        raise Problem(
            N_(
                "There is no plan in the database that {name} names. Check the address, or copy a"
                " plan to the server first."
            ),
            name=path.name,
        )
    check_version(con, path)
    return is_current(con)


def _update(server: Server, presence: Presence) -> None:
    if not is_alone(presence):
        raise Problem(
            N_(
                "The plan {name} was made with an earlier version of this program and must be"
                " brought up to date first. Let everybody close it, then open it once alone."
            ),
            name=server.name,
        )
    with server.engine.begin() as con:
        update(con)
    let_others_in(presence)


def _take_seat(server: Server, presence: Presence, name: str) -> Seat:
    with server.engine.begin() as con:
        return take_seat(con, presence, name)
