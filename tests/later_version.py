"""Writes what only a later version of the program knows."""

from __future__ import annotations

from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.db.line import (
    RECORDS_VERSION,
    ChangeId,
    Saved,
    Written,
    change_id,
    next_clock,
    read_line,
    write_line,
)
from ccmdesk.db.store import Store
from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import Flat


def write_as_later_version(store: Store, area: UUID, values: Flat, *, author: Author) -> None:
    """Write fields of an area as the program of 2031 would, after all that is known of it."""
    stamp = author.stamp(StepKind.EDIT)
    lines = {change_id(raw): read_line(raw) for raw in store.lines()}
    heads = [ChangeId(one) for one, line in lines.items() if line.rec == area]
    seq = max((line.seq for line in lines.values() if line.rep == store.replica), default=0)
    saved = Saved(rep=store.replica, by=stamp.by, why="", step=stamp.step, does=stamp.does, of=None)
    written = Written(
        kind="hazardous_area",
        rec=area,
        seq=seq + 1,
        hlc=next_clock(stamp.at, own="", seen=""),
        par=heads,
        set=values,
    )
    raw = write_line(saved, written)
    later = raw.replace(b'"sv":%d' % RECORDS_VERSION, b'"sv":%d' % (RECORDS_VERSION + 1))
    assert later != raw
    assert store.receive([later]).new == 1
