"""Keeps the last messages of the program itself, without any value of a plan."""

from __future__ import annotations

import datetime as dt
import logging
import traceback
from collections import deque

_KEPT = 200


class RecentLog(logging.Handler):
    """Keeps what each message was meant to say, never the values put into it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=_KEPT)

    @property
    def lines(self) -> tuple[str, ...]:
        """The last messages, oldest first."""
        return tuple(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of a record as it stands in the code."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        self._add(at, f"{record.levelname} {record.name}: {record.msg}")

    def note(self, what: str, at: dt.datetime) -> None:
        """Keep one event, such as that a plan was opened."""
        self._add(at, what)

    def fault(self, error: BaseException, at: dt.datetime) -> None:
        """Keep where a fault of the program happened."""
        self._add(at, type(error).__name__)
        for frame in traceback.extract_tb(error.__traceback__):
            self._lines.append(f"    {frame.name} {frame.filename}:{frame.lineno}")

    def _add(self, at: dt.datetime, what: str) -> None:
        self._lines.append(f"{at:%Y-%m-%d %H:%M:%S}Z {what}")
