"""Attached files, kept in the plan by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from ccmdesk.db.tables import FILE
from ccmdesk.model.words import N_, Message

_Connecting = Callable[[], AbstractContextManager[sa.Connection]]


class Files:
    """The files of one plan."""

    def __init__(self, reading: _Connecting, writing: _Connecting) -> None:
        self._reading, self._writing = reading, writing

    def read(self, sha256: str) -> bytes | None:
        """Return the bytes of an attached file, or None when they are not in this plan."""
        with self._reading() as con:
            return read_file(con, sha256)

    def keep(self, body: bytes) -> str:
        """Keep the bytes of a file and return their SHA-256; a record then names it."""
        with self._writing() as con:
            return keep_file(con, body)


def keep_file(con: sa.Connection, body: bytes) -> str:
    """Keep *body*, once, and return its SHA-256 in hexadecimal."""
    digest = hashlib.sha256(body).digest()
    known = sa.select(FILE.c.sha256).where(FILE.c.sha256 == digest)
    if con.execute(known).first() is None:
        con.execute(sa.insert(FILE), [{"sha256": digest, "body": body}])
    return digest.hex()


def read_file(con: sa.Connection, sha256: str) -> bytes | None:
    """Return the bytes of a file, or None when they are not in this plan."""
    if len(sha256) != 2 * hashlib.sha256().digest_size:
        return None
    found = sa.select(FILE.c.body).where(FILE.c.sha256 == bytes.fromhex(sha256))
    body = con.execute(found).scalar_one_or_none()
    return None if body is None else bytes(body)


def file_findings(con: sa.Connection) -> Iterable[Message]:
    """Yield what is wrong with files: bytes that are no longer those that were attached."""
    for digest, body in con.execute(sa.select(FILE.c.sha256, FILE.c.body)):
        if hashlib.sha256(body).digest() != bytes(digest):
            yield Message(N_("An attached file is damaged. Attach it again."))
