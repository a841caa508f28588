"""Databases for the tests, each for one plan."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from ccmdesk.db.server.address import read_address
from ccmdesk.db.server.copying import copy_to_server
from ccmdesk.db.server.link import write_link
from ccmdesk.db.server.opening import connect_server, no_address
from ccmdesk.db.store import open_store
from postgres_server import WITH_PASSWORD

PASSWORD = "zephyr-Qx7-lantern"


def emptied(template: str) -> str:
    """Make a database that is the same as the one at *template*; return its address.

    Nothing is ever kept in the first database of the tests' server, to which others are connected.
    """
    name = f"plan_{uuid4().hex}"
    parts = urlsplit(template)
    with psycopg.connect(urlunsplit(parts._replace(path="/template1")), autocommit=True) as con:
        source = parts.path.removeprefix("/").replace("postgres", "template0")
        con.execute(f'CREATE DATABASE {name} TEMPLATE "{source}"'.encode())
    return urlunsplit(parts._replace(path=f"/{name}"))


def copied_to_server(path: Path, server: str) -> str:
    """Copy the plan in a file to a database of its own; return its address."""
    address = emptied(server)
    copy_into(path, address)
    return address


def copy_into(path: Path, address: str) -> None:
    """Copy the plan in a file to the database at *address*."""
    place = connect_server(read_address(address, no_address()), path.name)
    try:
        with open_store(path, reads_only=True) as store:
            copy_to_server(store.opened, place)
    finally:
        place.engine.dispose()


def link_to(address: str, path: Path) -> Path:
    """Write a file that leads to the plan at *address*."""
    write_link(path, read_address(address, no_address()), uuid4)
    return path


def guarded(address: str) -> str:
    """Give the plan at *address* to the one user who needs a password; return the address."""
    with psycopg.connect(address, autocommit=True) as con:
        if not con.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [WITH_PASSWORD]).fetchone():
            con.execute(f"CREATE ROLE {WITH_PASSWORD} LOGIN PASSWORD '{PASSWORD}'".encode())
        for what in ("", "ALL TABLES IN ", "ALL SEQUENCES IN "):
            con.execute(f"GRANT ALL ON {what}SCHEMA public TO {WITH_PASSWORD}".encode())
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=f"{WITH_PASSWORD}@"))


def keep(address: str) -> None:
    """Remember what is in a database, which put_back() puts there again."""
    with psycopg.connect(address, autocommit=True) as con:
        con.execute("CREATE SCHEMA kept")
        for table in _tables(con):
            con.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}".encode())


def put_back(address: str) -> None:
    """Put into a database what keep() remembered: far sooner done than making another."""
    with psycopg.connect(address) as con:
        con.execute("SET LOCAL lock_timeout = '10s'")
        for table in _tables(con):
            con.execute(f"DELETE FROM public.{table}".encode())  # noqa: S608
            con.execute(f"INSERT INTO public.{table} SELECT * FROM kept.{table}".encode())  # noqa: S608
        numbered = "SELECT schemaname || '.' || sequencename FROM pg_sequences"
        for (sequence,) in con.execute(numbered).fetchall():
            table = sequence.removesuffix("_n_seq")
            last = f"SELECT setval('{sequence}', coalesce(max(n), 0) + 1, false) FROM {table}"  # noqa: S608
            con.execute(last.encode())


def _tables(con: psycopg.Connection[tuple[str]]) -> list[str]:
    named = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
    return [name for (name,) in con.execute(named).fetchall()]
