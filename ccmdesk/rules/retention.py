"""Which backups are kept: the last days, then one a week, then one a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

DAYS, WEEKS, MONTHS = 7, 4, 12
_PERIODS: tuple[tuple[int, Callable[[dt.datetime], object]], ...] = (
    (DAYS, lambda moment: moment.date()),
    (WEEKS, lambda moment: moment.isocalendar()[:2]),
    (MONTHS, lambda moment: (moment.year, moment.month)),
)


def kept(moments: Iterable[dt.datetime]) -> frozenset[dt.datetime]:
    """Return those of *moments* (of one zone) whose backup is kept.

    The newest of each of the last days, weeks and months on which there is any: a plan that was
    not changed for a year loses nothing.
    """
    found: set[dt.datetime] = set()
    newest_first = sorted(moments, reverse=True)
    for most, period_of in _PERIODS:
        newest: dict[object, dt.datetime] = {}
        for moment in newest_first:
            newest.setdefault(period_of(moment), moment)
        found.update(list(newest.values())[:most])
    return frozenset(found)
