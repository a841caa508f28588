"""What is read of an open plan: records, lists, the whole, and what its log tells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db import history as log_history
from ccmdesk.db import past
from ccmdesk.db.document import Snapshot, Watch, go_on, read_snapshot
from ccmdesk.db.facets import Facets
from ccmdesk.db.history import Dispute, Entry, Moment
from ccmdesk.db.id_list import IdList
from ccmdesk.db.joins import Joins, kept_of
from ccmdesk.db.opened import Opened
from ccmdesk.db.order import Orders
from ccmdesk.db.out_of_date import OutOfDate, read_out_of_date
from ccmdesk.db.query import ListQuery, read_ids
from ccmdesk.db.rows import live, read_live, read_records
from ccmdesk.db.search import Hit, hits
from ccmdesk.db.steps import Steps
from ccmdesk.db.tables import ROWS, row_table
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.rules.translations import Changed

R = TypeVar("R")


class PlanReading:
    """Reads an open plan, from any thread; each call sees one state of it."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self._whole = Lock()
        self._snapshot: Snapshot | None = None
        self._out_of_date: OutOfDate | None = None
        self._orders = Orders()
        self.steps = Steps(self._reading)
        self.facets = Facets(self._reading)
        self.joins = Joins(self._reading)

    def get(self, kind: type[R], record: UUID) -> R | None:
        """Return the live record, or None when there is none of that kind."""
        found = self.records(kind, [record])
        return found[0] if found else None

    def first(self, kind: type[R]) -> R | None:
        """Return the live record of *kind* that was made first, or None."""
        name = BY_RECORD[kind].name
        with self._reading() as con:
            return next(read_records(name, con.execute(live(name).limit(1)), kept_of(con)), None)

    def records(self, kind: type[R], ids: Sequence[UUID]) -> list[R]:
        """Return the live ones of *ids*, in that order."""
        with self._reading() as con:
            return read_live(con, BY_RECORD[kind].name, ids)

    def ids(self, query: ListQuery) -> IdList:
        """Return the ids of a list, to be read a page at a time with `records`."""
        with self._reading() as con:
            return read_ids(con, query, self._orders)

    def find(self, text: str, *, limit: int = 50) -> list[Hit]:
        """Return up to *limit* records of any kind that hold every word of *text*."""
        with self._reading() as con:
            return list(hits(con, text, limit))

    def document(self, *, watch: Watch = go_on) -> PlanDocument:
        """Return the whole plan; the same value until something is written.

        Reading it for the first time takes a while, and holds up nobody who writes. *watch* is
        called meanwhile, and stops it by raising.
        """
        with self._whole, self._reading() as con:
            self._snapshot = read_snapshot(con, self._snapshot, watch=watch)
            return self._snapshot.document

    def counts(self, kinds: Iterable[str] = ROWS) -> dict[str, int]:
        """Return the number of live records of *kinds*, or of every kind, by stored name."""
        with self._reading() as con:
            return {
                kind: con.execute(
                    sa.select(sa.func.count()).where(ROWS[kind].c._deleted == sa.false())  # noqa: SLF001
                ).scalar_one()
                for kind in kinds
            }

    def has_more(self, kind: type, *, than: int) -> bool:
        """Whether there are more records of *kind*, in the bin too, without counting them all."""
        some = sa.select(row_table(kind).c.id).offset(than).limit(1)
        with self._reading() as con:
            return con.execute(some).first() is not None

    def deleted(self) -> list[tuple[str, UUID]]:
        """Return what is in the bin, as (kind, id)."""
        with self._reading() as con:
            return [
                (kind, record)
                for kind, table in ROWS.items()
                for (record,) in con.execute(
                    sa.select(table.c.id).where(table.c._deleted == sa.true()).order_by(table.c.id)  # noqa: SLF001
                )
            ]

    # ---- history ------------------------------------------------------------------------------

    def history(self, record: UUID) -> list[Entry]:
        """Return every change of every field of a record, newest first."""
        with self._reading() as con:
            return log_history.history(con, record)

    def changed_since(self, moment: Moment) -> list[Entry]:
        """Return what was changed after *moment*, newest first."""
        with self._reading() as con:
            return log_history.changed_since(con, moment)

    def now(self) -> Moment:
        """Return the point the log has reached, to ask later what changed since."""
        with self._reading() as con:
            return log_history.now(con)

    def document_before(self, record: UUID) -> PlanDocument | None:
        """Return the plan just before *record* was first written here; None when it never was."""
        with self._reading() as con:
            return past.document_before(con, record)

    def lines(self, since: Moment | None = None) -> list[bytes]:
        """Return the lines of the log after *since*, or all, parents before children."""
        with self._reading() as con:
            return list(log_history.lines_since(con, since or Moment({})))

    def out_of_date(self) -> Changed:
        """Return the translations whose source was changed since, each with the source of then.

        The first time the whole log is read, later only what was written since.
        """
        with self._reading() as con:
            self._out_of_date = read_out_of_date(con, self._out_of_date)
            return self._out_of_date.changed

    def disputes(self, of: Collection[UUID] | None = None) -> list[Dispute]:
        """Return the fields that need a decision; with *of* only those of these records."""
        with self._reading() as con:
            return log_history.disputes(con, of)

    def disputed_fields(self) -> int:
        """Return how many fields need a decision."""
        with self._reading() as con:
            return log_history.disputed_fields(con)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self.opened.explained(), self.opened.reading.connect() as con:
            yield con
