"""Plan files of several offices that are begun anew in a moment, to try thousands of histories."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from db_cases import new_id, new_store

from ccmdesk.db.line import Line, change_id, read_line
from ccmdesk.db.opening import name_replica
from ccmdesk.db.rebuild import set_meta
from ccmdesk.db.store import Store
from ccmdesk.db.tables import (
    CHANGE,
    CONFLICT,
    PACKAGE,
    PENDING,
    REPLICA,
    ROWS,
    STEP,
    TRIGRAMS,
    WORDS,
)
from ccmdesk.model.codec import DELETED

Seen = tuple[dict[str, Any], bool, set[tuple[str, bytes, bytes]]]
"""A record: its values, whether it is in the bin, and (field, shown change, other change)."""

_MEMORY = Path("/dev/shm")  # noqa: S108 - only speed depends on it
_EMPTIED = (CHANGE, PENDING, PACKAGE, REPLICA, STEP, CONFLICT, WORDS, ROWS["hazardous_area"])


def files_of(count: int) -> list[Store]:
    """Return the stores of *count* new files, in memory where the machine has such a folder."""
    folder = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None))
    return [new_store(folder / f"{number}.ccmdesk", office="") for number in range(count)]


def begun_anew(store: Store, *, office: str, replica: UUID | None = None) -> Store:
    """Return the file as one that holds nothing and writes as *replica*, or as a new one."""
    writer = replica or new_id()
    with store.opened.engine.begin() as con:
        for table in _EMPTIED:
            con.execute(sa.delete(table))
        con.exec_driver_sql(f"INSERT INTO {TRIGRAMS}({TRIGRAMS}) VALUES('delete-all')")
        name_replica(con, writer, office)
        set_meta(con, "replica", str(writer))
    return Store(replace(store.opened, replica=writer))


def lines_of(store: Store) -> dict[bytes, Line]:
    """Return the log by the names of its changes."""
    return {change_id(raw): read_line(raw) for raw in store.lines()}


def shown(store: Store, record: UUID) -> Seen | None:
    """Return an area as the tables of *store* show it: code and priority; None when it has none."""
    row = "SELECT code, priority, _deleted FROM row_hazardous_area WHERE id = ?"
    disputes = "SELECT field, winner, loser FROM conflict WHERE rec = ?"
    key = (record.bytes,)
    with store.opened.engine.begin() as con:
        found = con.exec_driver_sql(row, key).first()
        conflicts = {(f, bytes(w), bytes(o)) for f, w, o in con.exec_driver_sql(disputes, key)}
    if found is None:
        return None
    values = {"code": found[0], "priority": found[1]}
    return {k: v for k, v in values.items() if v is not None}, bool(found[2]), conflicts


def by_definition(lines: dict[bytes, Line]) -> Seen:
    """Fold the changes of one record by the definition: every pair of changes is compared."""
    knew = _knowledge(lines)

    def latest(some: list[bytes]) -> list[bytes]:
        return [a for a in some if not any(a in knew[b] for b in some)]

    def newest(some: list[bytes]) -> bytes:
        return max(some, key=lambda change: (lines[change].hlc, change))

    def stands_for(key: str, change: bytes) -> set[bytes]:
        """Return what a write stands for: what was before the step that it takes back."""
        line = lines[change]
        known = [c for c in knew[change] if c in lines and key in lines[c].set]
        undone = [c for c in known if (lines[c].rep, lines[c].step) == (line.rep, line.of)]
        first = [c for c in undone if not any(other in knew[c] for other in undone)]
        before = latest([c for c in known if first and c in knew[first[0]]])
        return {one for c in before for one in stands_for(key, c)} or {change}

    def unaware(deletes: list[bytes]) -> list[bytes]:
        return [
            change
            for change in lines
            if not lines[change].set.get(DELETED)
            and all(d not in knew[change] and change not in knew[d] for d in deletes)
        ]

    values: dict[str, Any] = {}
    conflicts: set[tuple[str, bytes, bytes]] = set()
    for key in {key for line in lines.values() for key in line.set} - {DELETED}:
        tops = latest([change for change in lines if key in lines[change].set])
        values[key] = lines[newest(tops)].set[key]
        sides = {one for top in tops for one in stands_for(key, top)}
        same = [one for one in sides if lines[one].set[key] == values[key]]
        shown_one = newest(same or tops)
        conflicts |= {(key, shown_one, s) for s in sides if lines[s].set[key] != values[key]}
    tops = latest([change for change in lines if DELETED in lines[change].set])
    deletes = [change for change in tops if lines[change].set[DELETED]]
    edits = unaware(deletes)
    if not deletes or edits:
        kept = {one for top in set(tops) - set(deletes) for one in stands_for(DELETED, top)}
        for some in (deletes, [one for one in kept if lines[one].set[DELETED]]):
            if some:
                conflicts |= {(DELETED, e, d) for e in latest(unaware(some)) for d in some}
    known = {key: values[key] for key in ("code", "priority") if values.get(key) is not None}
    return known, bool(deletes) and not edits, conflicts


def _knowledge(lines: dict[bytes, Line]) -> dict[bytes, set[bytes]]:
    """Return what each change knew of: what its parents are and knew, until nothing is added."""
    knew = {change: {bytes.fromhex(p) for p in line.par} for change, line in lines.items()}
    while True:
        more = {
            change: seen.union(*(knew.get(parent, set()) for parent in seen))
            for change, seen in knew.items()
        }
        if more == knew:
            return knew
        knew = more
