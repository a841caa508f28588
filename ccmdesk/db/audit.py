"""Finds what is wrong with the pages, registers and changes of a plan file."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from types import MappingProxyType
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.files import file_findings
from ccmdesk.db.history import offices_of
from ccmdesk.db.line import NO_CHAIN, ChangeId, change_id, next_link, unpack
from ccmdesk.db.log import heads_of_replicas
from ccmdesk.db.rebuild import get_meta
from ccmdesk.db.tables import CHANGE, FILE, META, PENDING, REPLICA, REVISION
from ccmdesk.model.words import N_, Message, counted

_FROM_THE_FIRST = (CHANGE, PENDING, REPLICA, META, REVISION)
"""Registers that no revision changed since the first plan."""


def log_findings(con: sa.Connection) -> list[Message]:
    """Return what is wrong with pages, changes and attached files; early plans have no files."""
    return [
        *_page_findings(con),
        *_register_findings(con),
        *_change_findings(con),
        *_waiting_findings(con),
        *_chain_findings(con),
        *(file_findings(con) if sa.inspect(con).has_table(FILE.name) else ()),
    ]


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
        message(said, office=offices.get(rep, ""), number=str(number))
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
    return [damage(text) for (text,) in rows if text != "ok"]


def _register_findings(con: sa.Connection) -> list[Message]:
    """Return what SQLite does not notice: another name of a table, a fact that makes no sense."""
    if con.dialect.name != "sqlite":
        return []
    lost = list(_lost_columns(sa.inspect(con)))
    return [damage(name) for name in (lost or _senseless_facts(con))]


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


def damage(detail: str) -> Message:
    """Return what to say of a part of the file that cannot be right."""
    said = N_("The file is damaged: {detail}. Restore a backup or repair the plan.")
    return message(said, detail=detail)


def _change_findings(con: sa.Connection) -> list[Message]:
    found = []
    query = sa.select(CHANGE.c.n, CHANGE.c.id, CHANGE.c.body)
    for n, change, body in con.execute(query):
        if not is_whole(bytes(change), bytes(body)):
            said = N_("Change number {number} is damaged. Restore a backup or repair the plan.")
            found.append(message(said, number=n))
    return found


def _waiting_findings(con: sa.Connection) -> list[Message]:
    rows = con.execute(sa.select(PENDING.c.id, PENDING.c.body))
    broken = [change for change, body in rows if not is_whole(bytes(change), bytes(body))]
    return [damage(f"{PENDING.name} {bytes(change).hex()}") for change in broken]


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
            found.append(message(said, replica=str(rep)))
    return found


def message(msgid: str, **values: object) -> Message:
    """Return a sentence with its values."""
    return Message(msgid, MappingProxyType(values))
