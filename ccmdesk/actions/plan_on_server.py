"""Moves a plan to a server and back, and makes the file that leads there."""

from __future__ import annotations

from pathlib import Path

from ccmdesk.actions.author import new_id
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.place import refuse_taken
from ccmdesk.db.server.address import read_address
from ccmdesk.db.server.copying import copy_to_file, copy_to_server
from ccmdesk.db.server.link import write_link
from ccmdesk.db.server.opening import connect_server, no_address
from ccmdesk.db.store import Store, open_address
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


def put_on_server(store: Store, address: str, *, watch: Watch = go_on) -> None:
    """Copy an open plan, with its whole history, to the empty database at *address*.

    The plan that is open stays as it is. Raises Problem when there is a plan already, or the server
    cannot be reached; nothing is left there then. *watch* stops it by raising.
    """
    server = connect_server(read_address(address, no_address()), store.path.name)
    try:
        copy_to_server(store.opened, server, watch=watch)
    finally:
        server.engine.dispose()


def take_from_server(store: Store, out: Path, *, watch: Watch = go_on) -> None:
    """Copy an open plan that is on a server to a new file; raises Problem when *out* is taken."""
    if not store.is_shared:
        raise Problem(N_("The plan {name} is not on a server."), name=store.path.name)
    refuse_taken(out)
    copy_to_file(store.opened, out, watch=watch)


def lead_to_server(address: str, out: Path) -> None:
    """Write a file that opens the plan at *address*, once it was seen that it does.

    Each computer should have one of its own: what is undone there is what was done there. Raises
    Problem when the server cannot be reached, or *out* is taken.
    """
    open_address(address, reads_only=True).close()
    write_link(out, read_address(address, no_address()), new_id)
