"""The store of the hub: each reading and each writing is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from ccmdesk.db.hub.place import Place, open_place
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.db.hub.writing import HubWriting


class Hub:
    """An open store; close it."""

    def __init__(self, place: Place) -> None:
        self._place = place

    @property
    def name(self) -> str:
        """What messages call it; a password is left out."""
        return self._place.name

    @contextmanager
    def reading(self) -> Iterator[HubReading]:
        """Give one state of the store to read."""
        with self._place.explained(), self._place.reading.begin() as con:
            yield HubReading(con)

    @contextmanager
    def writing(self) -> Iterator[HubWriting]:
        """Give the store to write; all of it is kept at the end, or nothing when it fails."""
        with self._place.explained(), self._place.engine.begin() as con:
            yield HubWriting(con)

    def close(self) -> None:
        """Close its connections."""
        self._place.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_hub(
    where: str, *, make_at: dt.datetime | None = None, writes: bool = False, password: str = ""
) -> Hub:
    """Open the store at *where*, a path or a postgresql:// address; raises Problem."""
    return Hub(open_place(where, make_at=make_at, writes=writes, password=password))
