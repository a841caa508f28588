"""Moves a plan to a server and back, and makes the file that leads there."""

from __future__ import annotations

from pathlib import Path

from ccmdesk.actions.author import new_id
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.place import refuse_taken
from ccmdesk.db.server.address import read_address, with_password
from ccmdesk.db.server.copying import copy_to_file, copy_to_server
from ccmdesk.db.server.link import read_link, write_link
from ccmdesk.db.server.opening import connect_server, knock, no_address
from ccmdesk.db.store import Store, open_address
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


def put_on_server(store: Store, address: str, *, password: str = "", watch: Watch = go_on) -> None:
    """Copy an open plan, with its whole history, to the empty database at *address*.

    The plan that is open stays as it is. Raises Problem when there is a plan already, or the server
    cannot be reached; nothing is left there then. *watch* stops it by raising.
    """
    url = with_password(read_address(address, no_address()), password)
    server = connect_server(url, store.path.name)
    try:
        copy_to_server(store.opened, server, watch=watch)
    finally:
        server.engine.dispose()


def knock_at(where: str | Path, *, password: str) -> None:
    """Try a password at an address, or at the server that a file leads to.

    Raises PasswordAsked when another one is wanted, and Problem when the server cannot be reached.
    """
    url = read_link(where).url if isinstance(where, Path) else read_address(where, no_address())
    knock(with_password(url, password))


def take_from_server(store: Store, out: Path, *, watch: Watch = go_on) -> None:
    """Copy an open plan that is on a server to a new file; raises Problem when *out* is taken."""
    if not store.is_shared:
        raise Problem(N_("The plan {name} is not on a server."), name=store.path.name)
    refuse_taken(out)
    copy_to_file(store.opened, out, watch=watch)


def lead_to_server(address: str, out: Path, *, password: str = "") -> None:
    """Write a file that opens the plan at *address*, once it was seen that it does.

    Each computer should have one of its own: what is undone there is what was done there. Raises
    Problem when the server cannot be reached, or *out* is taken.
    """
    open_address(address, reads_only=True, password=password).close()
    write_link(out, read_address(address, no_address()), new_id)
