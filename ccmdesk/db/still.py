"""One state of an open plan, which many calls read whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.files import Files
from ccmdesk.db.opened import Opened
from ccmdesk.db.packages import Packages
from ccmdesk.db.reading import PlanReading


class StillPlan(PlanReading):
    """A plan as it is in the transaction of *con*, for the thread that has it."""

    def __init__(self, opened: Opened, con: sa.Connection, replica: UUID) -> None:
        self._con = con
        super().__init__(opened)
        self.replica = replica
        self.files = Files(self._reading, self._reading)
        self.packages = Packages(self._reading, self._reading, replica)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self.opened.explained():
            yield self._con


@contextmanager
def still(opened: Opened, replica: UUID) -> Iterator[StillPlan]:
    """Yield the plan as it is now; what is written from here on is not in it."""
    with opened.explained():
        con = opened.reading.connect()
    try:
        if con.dialect.name == "postgresql":  # a file has one state for a whole transaction anyway
            con = con.execution_options(isolation_level="REPEATABLE READ")
        yield StillPlan(opened, con, replica)
    finally:
        con.close()
