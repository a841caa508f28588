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
