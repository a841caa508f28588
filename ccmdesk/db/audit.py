"""Finds what is wrong with a plan file: pages, changes, and tables that differ from the log."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from types import MappingProxyType
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.derive import read_changes
from ccmdesk.db.files import file_findings
from ccmdesk.db.fold import fold
from ccmdesk.db.history import offices_of
from ccmdesk.db.line import NO_CHAIN, ChangeId, change_id, next_link, unpack
from ccmdesk.db.log import heads_of_replicas
from ccmdesk.db.rows import State, read_states, shown_state
from ccmdesk.db.tables import CHANGE, FILE, PENDING, chunks
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import N_, Message, counted


def log_findings(con: sa.Connection) -> list[Message]:
    """Return what is wrong with pages, changes and attached files; early plans have no files."""
    return [
        *_page_findings(con),
        *_change_findings(con),
        *_chain_findings(con),
        *(file_findings(con) if sa.inspect(con).has_table(FILE.name) else ()),
    ]


def table_findings(con: sa.Connection) -> list[Message]:
    """Return the records whose row is not what their changes make."""
    found: list[Message] = []
    records = sorted({rec for (rec,) in con.execute(sa.select(CHANGE.c.rec).distinct())})
    for kind in BY_NAME:
        for part in chunks(records):
            states = read_states(con, kind, part)
            made = dict(_folded(con, kind, part))
            wrong = [r for r in {**states, **made} if states.get(r) != made.get(r)]
            found += [
                _message(
                    N_("A record of kind {kind} is not as its history says. Repair the plan."),
                    kind=BY_NAME[kind].one,
                    record=str(record),
                )
                for record in wrong
            ]
    return found


def notices(con: sa.Connection) -> list[Message]:
    """Return what is not wrong but should be known; nothing of it is lost."""
    return [*_waiting(con), *_written_twice(con)]


def _written_twice(con: sa.Connection) -> list[Message]:
    same = (CHANGE.c.rep, CHANGE.c.seq)
    twice = sa.select(*same).group_by(*same).having(sa.func.count() > 1).subquery()
    first = sa.select(twice.c.rep, sa.func.min(twice.c.seq)).group_by(twice.c.rep)
    offices = offices_of(con)
    said = N_(
        "Two copies of the plan of {office} were both written to: number {number} stands twice."
        " Nothing is lost. Ask that office to go on with one copy and to send everything again."
    )
    return [
        _message(said, office=offices.get(rep, ""), number=str(number))
        for rep, number in con.execute(first)
    ]


def _waiting(con: sa.Connection) -> list[Message]:
    waiting = con.execute(sa.select(sa.func.count()).select_from(PENDING)).scalar_one()
    return (
        [
            counted(
                "{n} change waits for an earlier package of another office.",
                "{n} changes wait for earlier packages of other offices.",
                waiting,
            )
        ]
        if waiting
        else []
    )


def _folded(con: sa.Connection, kind: str, records: list[UUID]) -> Iterator[tuple[UUID, State]]:
    for record, changes in read_changes(con, kind, records):
        folded = fold(changes)
        state = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
        yield record, shown_state(kind, state)


def _page_findings(con: sa.Connection) -> list[Message]:
    if con.dialect.name != "sqlite":
        return []
    rows = con.exec_driver_sql("PRAGMA integrity_check").all()
    wrong = [text for (text,) in rows if text != "ok"]
    said = N_("The file is damaged: {detail}. Restore a backup or repair the plan.")
    return [_message(said, detail=text) for text in wrong]


def _change_findings(con: sa.Connection) -> list[Message]:
    found = []
    query = sa.select(CHANGE.c.n, CHANGE.c.id, CHANGE.c.body)
    for n, change, body in con.execute(query):
        if not is_whole(bytes(change), bytes(body)):
            said = N_("Change number {number} is damaged. Restore a backup or repair the plan.")
            found.append(_message(said, number=n))
    return found


def is_whole(change: bytes, body: bytes) -> bool:
    """Whether a stored body is the line that its id names."""
    try:
        return change_id(unpack(body)) == change
    except zlib.error:
        return False


def _chain_findings(con: sa.Connection) -> list[Message]:
    found = []
    reached: dict[UUID, tuple[int, bytes]] = {}
    query = sa.select(CHANGE.c.rep, CHANGE.c.seq, CHANGE.c.id)
    for rep, number, change in con.execute(query.order_by(CHANGE.c.rep, CHANGE.c.seq, CHANGE.c.n)):
        seq, chain = reached.get(rep, (0, NO_CHAIN))
        if number == seq + 1:
            reached[rep] = number, next_link(chain, ChangeId(bytes(change)))
    for rep, (seq, chain, _) in heads_of_replicas(con).items():
        if reached.get(rep, (0, NO_CHAIN)) != (seq, chain):
            said = N_("The log of one office is not complete. Restore a backup or repair the plan.")
            found.append(_message(said, replica=str(rep)))
    return found


def _message(msgid: str, **values: object) -> Message:
    return Message(msgid, MappingProxyType(values))
