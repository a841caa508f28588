"""Checks a plan: its pages, its log, and its tables against the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from ccmdesk.db.audit import log_findings, notices
from ccmdesk.db.derived_audit import table_findings
from ccmdesk.db.engine import damaged, open_engine, reading_access, reads_only
from ccmdesk.db.migrate import LATER, LATER_THAN_COPY, check_version, is_current
from ccmdesk.db.misread import SENSELESS, misread
from ccmdesk.db.opening import check_identity
from ccmdesk.db.store import Store
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import Message


class Checked(NamedTuple):
    """What is wrong with a plan, and what should be known of one in which nothing is wrong."""

    damage: list[Message]
    notices: list[Message]


def look_through(store: Store) -> Checked:
    """Return what is damaged in the file; else what should be known about it.

    Raises Problem when the file is too damaged to be looked through.
    """
    with _looking_through(store) as con:
        damage = _damage(con)
        return Checked(damage, [] if damage else notices(con))


def check_store(store: Store) -> list[Message]:
    """Return all that is wrong with the file or should be known about it; empty when it is sound.

    Raises Problem when the file is too damaged to be looked through.
    """
    found = look_through(store)
    return found.damage or found.notices


def is_sound_file(path: Path, key: bytes | None) -> bool:
    """Whether nothing in the file of a plan is damaged, whatever version wrote it.

    Raises Problem for one of a later version, which this one cannot tell from a damaged one.
    """
    try:
        check_identity(path, key)
    except Problem:
        return False
    engine = open_engine(path, key, reading_access(path))
    try:
        with misread(path, engine), reads_only(engine).connect() as con:
            check_version(con, path)
            return not (log_findings(con) or (is_current(con) and table_findings(con)))
    except Problem as problem:
        if problem.message.msgid in {LATER, LATER_THAN_COPY}:
            raise
        return False
    finally:
        engine.dispose()


def differing(store: Store) -> list[Message]:
    """Return what is kept otherwise than the changes make it, though they are whole themselves.

    Papers and submissions are read from there. It takes as long as folding the whole log.
    """
    with _looking_through(store) as con:
        return table_findings(con)


def refuse_differing(store: Store) -> None:
    """Raise Problem for the first record that is not as its history says."""
    for found in differing(store):
        raise Problem(found.msgid, **found.values)


@contextmanager
def _looking_through(store: Store) -> Iterator[sa.Connection]:
    try:
        with store.opened.explained(), store.opened.reading.connect() as con:
            yield con
    except SENSELESS as error:
        raise damaged(store.path) from error


def _damage(con: sa.Connection) -> list[Message]:
    """Return what is damaged; tables are compared with a log that can be read only."""
    return log_findings(con) or table_findings(con)
