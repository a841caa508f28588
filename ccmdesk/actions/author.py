"""Who works here: gives each step its stamp; the clock is an argument, ids are made here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from uuid_utils.compat import uuid7

from ccmdesk.model.change import Stamp, StepKind


def new_id() -> UUID:
    """Return a new UUIDv7, ordered by the time it was made (RFC 9562)."""
    return uuid7()


@dataclass(frozen=True, slots=True)
class Author:
    """A person at this office, the clock (UTC) of the office's computer, and which day it is there.

    The office itself is named by its copy of the plan. *day_of* gives the day that the office
    has at a moment of the clock: before seven in the morning, in Vientiane it is a day later than
    in UTC.
    """

    name: str
    clock: Callable[[], dt.datetime]
    role: str = ""
    day_of: Callable[[dt.datetime], dt.date] = dt.datetime.date

    def stamp(self, does: StepKind, *, why: str = "") -> Stamp:
        """Return the stamp of one new step."""
        return Stamp(
            by=self.name, at=self.clock(), step=new_id(), does=does, why=why, role=self.role
        )

    @property
    def today(self) -> dt.date:
        """The day it is at the office."""
        return self.day_of(self.clock())
