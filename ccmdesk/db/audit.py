"""Finds what is wrong with a plan file: pages, changes, and tables that differ from the log."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from types import MappingProxyType
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.derive import changes_by_kind
from ccmdesk.db.files import file_findings
from ccmdesk.db.fold import Changes, fold
from ccmdesk.db.history import offices_of
from ccmdesk.db.line import NO_CHAIN, ChangeId, change_id, next_link, unpack
from ccmdesk.db.log import heads_of_replicas
from ccmdesk.db.rebuild import get_meta
from ccmdesk.db.rows import State, read_states, shown_state
from ccmdesk.db.tables import CHANGE, FILE, META, PENDING, REPLICA, REVISION, ROWS, chunks
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import N_, Message, counted

_FROM_THE_FIRST = (CHANGE, PENDING, REPLICA, META, REVISION)
"""Registers that no revision changed since the first plan."""


def log_findings(con: sa.Connection) -> list[Message]:
    """Return what is wrong with pages, changes and attached files; early plans have no files."""
    return [
        *_page_findings(con),
        *_register_findings(con),
        *_change_findings(con),
        *_chain_findings(con),
        *(file_findings(con) if sa.inspect(con).has_table(FILE.name) else ()),
    ]


def table_findings(con: sa.Connection) -> list[Message]:
    """Return the records whose row is not what their changes make."""
    said = N_("A record of kind {kind} is not as its history says. Repair the plan.")
    return [
        _message(said, kind=BY_NAME[kind].one, record=str(record))
        for kind, record in chain(_without_history(con), _differing(con))
    ]


def _without_history(con: sa.Connection) -> Iterator[tuple[str, UUID]]:
    """Yield kind and id of rows that no change speaks of."""
    for kind in BY_NAME:
        row = ROWS[kind].c.id
        for (record,) in con.execute(sa.select(row).where(row.not_in(sa.select(CHANGE.c.rec)))):
            yield kind, record


def _differing(con: sa.Connection) -> Iterator[tuple[str, UUID]]:
    """Yield kind and id of the records that are not what their changes make."""
    records = sorted({rec for (rec,) in con.execute(sa.select(CHANGE.c.rec).distinct())})
    filled = {kind for kind in BY_NAME if con.execute(sa.select(ROWS[kind].c.id).limit(1)).first()}
    for part in chunks(records):
        changes = changes_by_kind(con, part)
        for kind in (one for one in BY_NAME if one in filled or one in changes):
            states = read_states(con, kind, part)
            made = {record: _made(kind, found) for record, found in changes.get(kind, {}).items()}
            for record in {**states, **made}:
                if states.get(record) != made.get(record):
                    yield kind, record


def _made(kind: str, changes: Changes) -> State:
    folded = fold(changes)
    state = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
    return shown_state(kind, state)


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


def _page_findings(con: sa.Connection) -> list[Message]:
    if con.dialect.name != "sqlite":
        return []
    rows = con.exec_driver_sql("PRAGMA integrity_check").all()
    return [_damage(text) for (text,) in rows if text != "ok"]


def _register_findings(con: sa.Connection) -> list[Message]:
    """Return what SQLite does not notice: another name of a table, a fact that makes no sense."""
    if con.dialect.name != "sqlite":
        return []
    lost = list(_lost_columns(sa.inspect(con)))
    return [_damage(name) for name in (lost or _senseless_facts(con))]


def _lost_columns(there: sa.Inspector) -> Iterator[str]:
    for table in _FROM_THE_FIRST:
        found = there.get_columns(table.name) if there.has_table(table.name) else []
        named = {column["name"] for column in found}
        yield from (str(column) for column in table.columns if column.name not in named)


def _senseless_facts(con: sa.Connection) -> Iterator[str]:
    offices = offices_of(con)
    reads: dict[str, Callable[[str], object]] = {
        "records": int,
        "replica": lambda text: offices[UUID(text)],
    }
    for fact, read in reads.items():
        try:
            read(get_meta(con, fact))
        except (LookupError, ValueError):
            yield f"{META.name}.{fact}"


def _damage(detail: str) -> Message:
    said = N_("The file is damaged: {detail}. Restore a backup or repair the plan.")
    return _message(said, detail=detail)


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
