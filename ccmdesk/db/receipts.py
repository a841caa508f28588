"""The receipts that came back for packages sent from this file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.outgoing import Have, read_reach, written_reach
from ccmdesk.db.rows import upsert
from ccmdesk.db.tables import RECEIPT

NO_COPY = UUID(int=0)
"""Stands for a receiver that keeps packages and has no copy of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptNote:
    """A receipt: *manifest* is the SHA-256 of the package's manifest, *reach* what they had then.

    *received_at* is by their clock, *noted_at* by ours.
    """

    manifest: bytes
    public_key: bytes
    replica: UUID
    office: str
    person: str
    received_at: dt.datetime
    noted_at: dt.datetime
    reach: Have


def note_receipt(con: sa.Connection, note: ReceiptNote) -> None:
    """Keep a receipt; one that is here already from the same receiver is replaced."""
    con.execute(upsert(RECEIPT, con.dialect.name), [_row(note)])


def read_receipts(con: sa.Connection) -> Iterator[ReceiptNote]:
    """Yield every receipt, the newest first."""
    for row in con.execute(sa.select(RECEIPT).order_by(RECEIPT.c.noted_at.desc())):
        yield ReceiptNote(
            manifest=bytes(row.manifest),
            public_key=bytes(row.public_key),
            replica=row.replica,
            office=row.office,
            person=row.person,
            received_at=row.received_at,
            noted_at=row.noted_at,
            reach=read_reach(row.reach),
        )


def _row(note: ReceiptNote) -> dict[str, Any]:
    return {
        "manifest": note.manifest,
        "public_key": note.public_key,
        "replica": note.replica,
        "office": note.office,
        "person": note.person,
        "received_at": note.received_at,
        "noted_at": note.noted_at,
        "reach": written_reach(note.reach),
    }
