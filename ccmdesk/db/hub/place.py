"""Opens the store of the hub: a file of this computer, or a PostgreSQL database by its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from ccmdesk.db.atomic_file import put_file
from ccmdesk.db.engine import (
    Access,
    connect,
    explained,
    open_engine,
    reading_access,
    reads_only,
)
from ccmdesk.db.hub.file_words import file_explained
from ccmdesk.db.hub.tables import META, METADATA, SCHEMA
from ccmdesk.db.place import check_place, folder_of
from ccmdesk.db.server.address import (
    is_address,
    read_address,
    reading_engine,
    server_engine,
    with_password,
    without_password,
)
from ccmdesk.db.server.password import password_asked
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

APPLICATION_ID = 0x63636D68
"""``ccmh``: marks the store of a hub among other databases."""

_LOCK = 0x63636D68
"""One desk writes at a time, on a server as in a file; readers wait for nobody."""


@dataclass(frozen=True, slots=True)
class Place:
    """An open store: its name in messages, and its connections for reading and for writing."""

    name: str
    file: Path | None
    engine: sa.Engine

    def explained(self) -> AbstractContextManager[None]:
        """Return what turns an error of the database into a Problem about this store."""
        return _server_explained(self.name) if self.file is None else file_explained(self.file)

    @property
    def reading(self) -> sa.Engine:
        """The engine for transactions that see one state and write nothing."""
        if self.file is not None:
            return reads_only(self.engine)
        return reading_engine(self.engine)


def open_place(
    where: str, *, make_at: dt.datetime | None = None, writes: bool = False, password: str = ""
) -> Place:
    """Open the store at *where*; with *make_at* it is made when it is not there yet.

    Raises Problem when it is not there or cannot be reached, is something else, or of a later
    version; PasswordAsked when its server wants another *password*.
    """
    if is_address(where):
        place = _server(where, password)
    else:
        place = _file(Path(where), make_at, writes=writes)
    try:
        with place.explained():
            if place.file is None and make_at is not None:
                _make_tables(place.engine, make_at)
            _check_version(place)
    except BaseException:
        place.engine.dispose()
        raise
    return place


def shown_place(where: str) -> str:
    """Return the store at *where* as it may be shown and remembered: without a password."""
    if not is_address(where):
        return where
    try:
        return without_password(read_address(where, _no_address())).render_as_string()
    except Problem:
        return where


def _file(path: Path, make_at: dt.datetime | None, *, writes: bool) -> Place:
    check_place(path)
    if not path.exists():
        if make_at is None:
            raise Problem(
                N_(
                    "There is no store {name} in {folder}. Check the name; the store is made when"
                    " the first package is added."
                ),
                name=path.name,
                folder=folder_of(path),
            )
        _make_file(path, make_at)
    if path.is_dir():
        raise _no_store(path.resolve())
    _check_identity(path)
    access = Access.WRITE if writes else reading_access(path)
    return Place(path.name, path, open_engine(path, None, access))


def _make_file(path: Path, at: dt.datetime) -> None:
    """Make the file, which says itself what it needs where there is no room."""

    def make(part: Path) -> None:
        engine = open_engine(part, None, Access.MAKE)
        try:
            with explained(path), engine.begin() as con:
                con.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            with explained(path):
                _make_tables(engine, at)
        finally:
            engine.dispose()

    put_file(path, make, verify=_check_identity)


def _check_identity(path: Path) -> None:
    with file_explained(path):
        con = connect(path, None, reading_access(path))
        try:
            (found,) = con.execute("PRAGMA application_id").fetchone()
        finally:
            con.close()
    if found != APPLICATION_ID:
        raise _no_store(path)


def _no_store(path: Path) -> Problem:
    return Problem(
        N_("{name} in {folder} is not the store of a hub. Choose that store, or a new name."),
        name=path.name,
        folder=folder_of(path),
    )


def _server(where: str, password: str) -> Place:
    url = read_address(where, _no_address())
    engine = server_engine(with_password(url, password))
    sa.event.listen(engine, "begin", _take_turn)
    return Place(without_password(url).render_as_string(), None, engine)


def _no_address() -> Problem:
    return Problem(
        N_("This is not the address of a store: type a file, or postgresql://USER@SERVER/DATABASE.")
    )


def _take_turn(con: sa.Connection) -> None:
    if not con.get_execution_options().get("reads_only", False):
        con.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _make_tables(engine: sa.Engine, at: dt.datetime) -> None:
    with engine.begin() as con:
        if sa.inspect(con).has_table(META.name):
            return
        METADATA.create_all(con)
        made = {"schema": SCHEMA, "made_at": at.astimezone(dt.UTC).isoformat()}
        con.execute(sa.insert(META), [{"key": key, "value": text} for key, text in made.items()])


def _check_version(place: Place) -> None:
    with place.reading.connect() as con:
        if not sa.inspect(con).has_table(META.name):
            raise Problem(
                N_(
                    "There is no store of a hub in {place} yet. It is made when the first package"
                    " is added."
                ),
                place=place.name,
            )
        found = con.scalar(sa.select(META.c.value).where(META.c.key == "schema"))
    if found != SCHEMA:
        raise Problem(
            N_(
                "The store {place} was made by a later version of ccmdesk. Install that version,"
                " then try again."
            ),
            place=place.name,
        )


@contextmanager
def _server_explained(name: str) -> Iterator[None]:
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
        raise password_asked(error) or Problem(
            N_(
                "The store {place} cannot be reached. Check the address, that the server runs and"
                " that you may use the database. Nothing was changed."
            ),
            place=name,
        ) from error
    except sa.exc.ProgrammingError as error:
        if "InsufficientPrivilege" not in type(error.orig).__name__:
            raise
        raise Problem(
            N_(
                "The server does not let you write to the store {place}. Ask whoever runs the"
                " server for the right to use its tables."
            ),
            place=name,
        ) from error
