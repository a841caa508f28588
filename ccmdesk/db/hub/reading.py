"""What is in the store of the hub, as one transaction sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa

from ccmdesk.db.hub.tables import ALARM, CLOSED, COUNTED, KEY, PIECE, RECORD, SUBMISSION
from ccmdesk.model.codes import StateCode
from ccmdesk.rules.hub.filed import Alarm, AlarmKind, ClosedAlarm, Filed, FiledKey, Trust

_SIGNED = (KEY.c.country == SUBMISSION.c.country) & (KEY.c.public_key == SUBMISSION.c.public_key)
_IN_A_LINEAGE = (KEY.c.country == SUBMISSION.c.country) & (KEY.c.lineage == SUBMISSION.c.lineage)
"""Also while a key joins others: the lineage is that of one of them, before and after."""


class HubReading:
    """One state of the store, to be read."""

    def __init__(self, con: sa.Connection) -> None:
        self._con = con

    def signers(self, country: StateCode | None = None) -> tuple[FiledKey, ...]:
        """Return the keys that signed, of one State or of all; the first seen come first."""
        query = sa.select(KEY).order_by(KEY.c.country, KEY.c.place)
        if country is not None:
            query = query.where(KEY.c.country == country)
        return tuple(_key(row) for row in self._con.execute(query))

    def key(self, country: StateCode, public_key: bytes) -> FiledKey | None:
        """Return what is known of one key of a State, or None when it was never seen."""
        return next((key for key in self.signers(country) if key.public_key == public_key), None)

    def in_lineage(self, country: StateCode, lineage: bytes) -> tuple[Filed, ...]:
        """Return the submissions of a lineage, by number."""
        of_lineage = (SUBMISSION.c.country == country) & (SUBMISSION.c.lineage == lineage)
        query = _submissions().where(of_lineage).order_by(SUBMISSION.c.number)
        return tuple(_filed(row) for row in self._con.execute(query))

    def last(self, country: StateCode, lineage: bytes) -> Filed | None:
        """Return the submission of a lineage with the highest number."""
        return next(reversed(self.in_lineage(country, lineage)), None)

    def numbered(self, country: StateCode, lineage: bytes, number: int) -> Filed | None:
        """Return the submission of a lineage with that number."""
        found = (one for one in self.in_lineage(country, lineage) if one.number == number)
        return next(found, None)

    def submissions(self, country: StateCode | None = None) -> tuple[Filed, ...]:
        """Return every accepted submission, by State and number."""
        order = (SUBMISSION.c.country, SUBMISSION.c.number, SUBMISSION.c.manifest)
        query = _submissions().order_by(*order)
        if country is not None:
            query = query.where(SUBMISSION.c.country == country)
        return tuple(_filed(row) for row in self._con.execute(query))

    def chosen(self, country: StateCode) -> Filed | None:
        """Return the submission that is to count for a State.

        It is the latest of a key that was compared, even one that was revoked since; while there is
        none, the latest of the key that was seen first, so that a stranger's key cannot take a
        State's place.
        """
        lineages: dict[bytes, tuple[int, int]] = {}
        for key in self.signers(country):
            rank = (_place(key), key.place)
            lineages[key.lineage] = min(rank, lineages.get(key.lineage, rank))
        found = (self.last(country, one) for one in sorted(lineages, key=lineages.__getitem__))
        return next((one for one in found if one is not None), None)

    def counted(self) -> tuple[Filed, ...]:
        """Return the submissions that the reports tell, one for each State."""
        query = _submissions().join(COUNTED, COUNTED.c.manifest == SUBMISSION.c.manifest)
        found = self._con.execute(query.order_by(SUBMISSION.c.country))
        return tuple(_filed(row) for row in found)

    def records(
        self, country: StateCode, *, without: Collection[str] = ()
    ) -> Iterator[tuple[str, bytes]]:
        """Yield kind and line of each record that counts for a State, in their order.

        Those of the kinds *without* are left out.
        """
        query = sa.select(RECORD.c.kind, RECORD.c.body).where(RECORD.c.country == country)
        query = query.where(RECORD.c.kind.not_in(without))
        for kind, body in self._con.execute(query.order_by(RECORD.c.n)):
            yield kind, bytes(body)

    def alarms(self, country: StateCode | None = None) -> tuple[Alarm, ...]:
        """Return every open alarm, in the order in which they were raised.

        One about a package that is among the submissions of a key by now is no longer open, nor
        one that was closed.
        """
        closed = {one.manifest for one in self.closed_alarms(country)}
        return tuple(one for one in self._raised(country) if one.manifest not in closed)

    def closed_alarms(self, country: StateCode | None = None) -> tuple[ClosedAlarm, ...]:
        """Return what was said of alarms that are told no more."""
        if not sa.inspect(self._con).has_table(CLOSED.name):
            return ()
        query = sa.select(CLOSED).order_by(CLOSED.c.at)
        if country is not None:
            query = query.where(CLOSED.c.country == country)
        return tuple(_closed(row) for row in self._con.execute(query))

    def is_doubted(self, country: StateCode, manifest: bytes) -> bool:
        """Whether a package raised an alarm and is not in, also where that was closed."""
        return any(one.manifest == manifest for one in self._raised(country))

    def _raised(self, country: StateCode | None) -> tuple[Alarm, ...]:
        same = SUBMISSION.c.manifest == ALARM.c.manifest
        is_in = sa.exists().where(same, _IN_A_LINEAGE)
        query = sa.select(ALARM).where(~is_in).order_by(ALARM.c.n)
        if country is not None:
            query = query.where(ALARM.c.country == country)
        return tuple(_alarm(row) for row in self._con.execute(query))

    def pieces(self, file: bytes) -> Iterator[bytes]:
        """Yield a kept package as it came, piece by piece."""
        query = sa.select(PIECE.c.body).where(PIECE.c.file == file)
        number = 0
        while (body := self._con.scalar(query.where(PIECE.c.n == number))) is not None:
            yield bytes(body)
            number += 1

    def has_file(self, file: bytes) -> bool:
        """Whether a package is kept."""
        query = sa.select(PIECE.c.n).where(PIECE.c.file == file, PIECE.c.n == 0)
        return self._con.scalar(query) is not None


def _submissions() -> sa.Select[Any]:
    own = [column for column in SUBMISSION.c if column.name not in {"lineage", "public_key"}]
    keys = [column for column in KEY.c if column.name != "country"]
    return sa.select(*own, *keys).select_from(SUBMISSION.join(KEY, _SIGNED))


def _place(key: FiledKey) -> int:
    if key.is_compared:
        return 0
    return 1 if key.trust is Trust.UNVERIFIED else 2


def _key(row: Any) -> FiledKey:
    return FiledKey(
        country=StateCode(row.country),
        public_key=bytes(row.public_key),
        lineage=bytes(row.lineage),
        place=row.place,
        verified_by=row.verified_by,
        verified_on=row.verified_on,
        revoked_by=row.revoked_by,
        revoked_on=row.revoked_on,
    )


def _filed(row: Any) -> Filed:
    return Filed(
        country=StateCode(row.country),
        number=row.number,
        manifest=bytes(row.manifest),
        previous=None if row.previous is None else bytes(row.previous),
        file=bytes(row.file),
        title=row.title,
        data_date=row.data_date,
        name=row.name,
        office=row.office,
        by=row.by,
        at=row.at,
        key=_key(row),
    )


def _alarm(row: Any) -> Alarm:
    return Alarm(
        country=StateCode(row.country),
        number=row.number,
        kind=AlarmKind(row.kind),
        manifest=bytes(row.manifest),
        file=bytes(row.file),
        title=row.title,
        name=row.name,
        office=row.office,
        by=row.by,
        at=row.at,
    )


def _closed(row: Any) -> ClosedAlarm:
    return ClosedAlarm(
        manifest=bytes(row.manifest), country=StateCode(row.country), by=row.by, at=row.at
    )
