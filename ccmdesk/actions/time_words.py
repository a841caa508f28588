"""The day and the time of a moment here, marked where it is to come because a clock was wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ccmdesk.model.words import N_

if TYPE_CHECKING:
    from ccmdesk.lang.lang import Lang

_TOLERATED = dt.timedelta(days=1)
"""So far the clock of another may be ahead before ours no longer follows it: see `next_clock`."""


def day_here(moment: dt.datetime) -> dt.date:
    """Return which day it is at a moment where this computer is."""
    return moment.astimezone().date()


def is_to_come(at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a change says that it was made after *now*: one of the clocks was wrong."""
    return at - now > _TOLERATED


def time_words(lang: Lang, at: dt.datetime, *, now: dt.datetime) -> str:
    """Return the time of day here, marked when that moment has not come yet."""
    time = lang.time_of_day(at.astimezone())
    if not is_to_come(at, now):
        return time
    return lang(N_("{time} (still to come: a clock was wrong)"), time=time)
