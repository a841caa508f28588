"""Checks an open plan: its pages, its log, and its tables against the log."""

from __future__ import annotations

import sqlalchemy as sa

from ccmdesk.db.audit import log_findings, notices, table_findings
from ccmdesk.db.store import Store
from ccmdesk.model.words import Message


def check_store(store: Store) -> list[Message]:
    """Return all that is wrong with the file or should be known about it; empty when it is sound.

    Raises Problem when the file is too damaged to be looked through.
    """
    with store.opened.explained(), store.opened.reading.connect() as con:
        damage = _damage(con)
        return damage or notices(con)


def is_sound(store: Store) -> bool:
    """Whether every page and change is right and the tables are what the changes say."""
    with store.opened.explained(), store.opened.reading.connect() as con:
        return not _damage(con)


def _damage(con: sa.Connection) -> list[Message]:
    """Return what is damaged; tables are compared with a log that can be read only."""
    return log_findings(con) or table_findings(con)
