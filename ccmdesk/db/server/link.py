"""The file that leads to a plan on a server: it is opened like a plan, and holds no password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
import sqlalchemy as sa

from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.beside import LINK_MARK
from ccmdesk.db.place import folder_of, refuse_taken
from ccmdesk.db.server.address import read_address, without_password
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_LONGEST = 10_000
_VERSION = 1


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ccmdesk_server: int
    address: str
    seat: UUID


@dataclass(frozen=True, slots=True)
class Link:
    """Where the plan is, and as whom this computer sits at it: see `seats`."""

    url: sa.URL
    seat: str


def is_link(path: Path) -> bool:
    """Whether the file at *path* leads to a server."""
    if not path.is_file():
        return False
    with path.open("rb") as source:
        return source.read(len(LINK_MARK)) == LINK_MARK


def read_link(path: Path) -> Link:
    """Return what a link file says; raises Problem when it is damaged or of a later version."""
    with path.open("rb") as source:
        raw = source.read(_LONGEST)
    damaged = Problem(
        N_(
            "The file {name} in {folder} should lead to a plan on a server, but it is damaged. Make"
            " it again: open the plan by the address of the server."
        ),
        name=path.name,
        folder=folder_of(path),
    )
    try:
        written = msgspec.json.decode(raw, type=_Written)
    except msgspec.DecodeError as error:
        raise damaged from error
    if written.ccmdesk_server != _VERSION:
        raise damaged
    return Link(read_address(written.address, damaged), str(written.seat))


def write_link(path: Path, url: sa.URL, new_id: Callable[[], UUID]) -> None:
    """Write a file that leads to *url*; raises Problem when there is a file already.

    A password is left out: it belongs into the password file of this computer's user.
    """
    refuse_taken(path)
    bare = without_password(url).render_as_string(hide_password=False)
    written = msgspec.json.encode(_Written(_VERSION, bare, new_id()))
    write_file(path, lambda stream: stream.write(written))
