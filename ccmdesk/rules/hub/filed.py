"""A submission as the hub has filed it, and what is known of the key that signed it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from ccmdesk.model.codes import StateCode


class Trust(Enum):
    """What is known of the key that signed; what a revoked one signed counts on and is told."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledKey:
    """A key that signed for a State; *lineage* is the first key of those that count as one.

    *place* is 1 for the first key that signed for the State. *verified_by*
    compared it on that day, *revoked_by* took the trust back.
    """

    country: StateCode
    public_key: bytes
    lineage: bytes
    place: int
    verified_by: str = ""
    verified_on: dt.date | None = None
    revoked_by: str = ""
    revoked_on: dt.date | None = None

    @property
    def trust(self) -> Trust:
        """What is known of it."""
        if self.revoked_on is not None:
            return Trust.REVOKED
        return Trust.UNVERIFIED if self.verified_on is None else Trust.VERIFIED

    @property
    def is_compared(self) -> bool:
        """Whether a person compared it with its owner, whatever was decided since."""
        return self.verified_on is not None

    @property
    def by(self) -> str:
        """Who decided that; empty while nobody has."""
        return self.revoked_by if self.revoked_on is not None else self.verified_by

    @property
    def on(self) -> dt.date | None:
        """When it was decided."""
        return self.revoked_on or self.verified_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One accepted submission; *name* and *office* sent it, *by* took it in at *at*."""

    country: StateCode
    number: int
    manifest: bytes
    previous: bytes | None
    file: bytes
    title: str
    data_date: dt.date
    name: str
    office: str
    by: str
    at: dt.datetime
    key: FiledKey


class AlarmKind(Enum):
    """Why a package contradicts one that was accepted."""

    SAME_NUMBER = "same_number"
    BROKEN_CHAIN = "broken_chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A package that contradicts an accepted one; it is kept, and counts once it is right."""

    country: StateCode
    number: int
    kind: AlarmKind
    manifest: bytes
    file: bytes
    title: str
    name: str
    office: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedAlarm:
    """An alarm that is told no more: *by* said at *at* that what was here before it is right."""

    manifest: bytes
    country: StateCode
    by: str
    at: dt.datetime
