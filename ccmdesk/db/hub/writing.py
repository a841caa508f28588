"""What one transaction writes to the store of the hub."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice

import sqlalchemy as sa

from ccmdesk.db.hub.reading import HubReading
from ccmdesk.db.hub.tables import ALARM, CLOSED, COUNTED, KEY, PIECE, READ_MODEL, RECORD, SUBMISSION
from ccmdesk.model.codes import StateCode
from ccmdesk.rules.hub.filed import Alarm, ClosedAlarm, Filed, FiledKey

_AT_ONCE = 2_000


class HubWriting(HubReading):
    """The store, to be read and written as one transaction."""

    def put_key(self, key: FiledKey) -> None:
        """Write what is known of a key, in place of what was known before."""
        row = asdict(key)
        same = (KEY.c.country == key.country) & (KEY.c.public_key == key.public_key)
        if not self._con.execute(sa.update(KEY).where(same).values(row)).rowcount:
            self._con.execute(sa.insert(KEY), [row])

    def keep_file(self, file: bytes, pieces: Iterable[bytes]) -> None:
        """Keep a package as it came; one that is kept already is left as it is."""
        if self.has_file(file):
            return
        for number, body in enumerate(pieces):
            self._con.execute(sa.insert(PIECE), [{"file": file, "n": number, "body": body}])

    def file(self, filed: Filed) -> None:
        """Write down an accepted submission; one that was put apart is taken back."""
        row = {name: value for name, value in asdict(filed).items() if name != "key"}
        key = filed.key
        row |= {"lineage": key.lineage, "public_key": key.public_key}
        same = SUBMISSION.c.manifest == filed.manifest
        if not self._con.execute(sa.update(SUBMISSION).where(same).values(row)).rowcount:
            self._con.execute(sa.insert(SUBMISSION), [row])

    def move(self, filed: Filed, lineage: bytes) -> None:
        """Put a submission into another lineage of its State, which has no such number."""
        query = sa.update(SUBMISSION).where(SUBMISSION.c.manifest == filed.manifest)
        self._con.execute(query.values(lineage=lineage))

    def raise_alarm(self, alarm: Alarm) -> None:
        """Keep an alarm, once however often the package comes; a closed one is opened."""
        known = (ALARM.c.manifest == alarm.manifest) & (ALARM.c.kind == alarm.kind.value)
        if self._con.scalar(sa.select(ALARM.c.n).where(known)) is None:
            self._con.execute(sa.insert(ALARM), [{**asdict(alarm), "kind": alarm.kind.value}])
        if any(one.manifest == alarm.manifest for one in self.closed_alarms(alarm.country)):
            self._con.execute(sa.delete(CLOSED).where(CLOSED.c.manifest == alarm.manifest))

    def close_alarm(self, closed: ClosedAlarm) -> None:
        """Keep who said that an open alarm is to be told no more."""
        CLOSED.create(self._con, checkfirst=True)
        self._con.execute(sa.insert(CLOSED), [asdict(closed)])

    def count(self, filed: Filed, lines: Iterable[tuple[str, bytes]]) -> None:
        """Let a submission count for its State: *lines* are kind and line of each record."""
        self.count_none(filed.country)
        row = {"country": filed.country, "manifest": filed.manifest}
        self._con.execute(sa.insert(COUNTED), [row])
        rows = (
            {"country": filed.country, "n": n, "kind": kind, "body": body}
            for n, (kind, body) in enumerate(lines)
        )
        while some := list(islice(rows, _AT_ONCE)):
            self._con.execute(sa.insert(RECORD), some)

    def count_none(self, country: StateCode | None = None) -> None:
        """Take what counts out of the read model, of one State or of all."""
        for table in READ_MODEL:
            query = sa.delete(table)
            if country is not None:
                query = query.where(table.c.country == country)
            self._con.execute(query)
