"""What papers say of an obligation that is completed."""

from __future__ import annotations

from ccmdesk.lang.lang import Lang
from ccmdesk.model.state import Duty, Obligation
from ccmdesk.model.words import N_


def completed(lang: Lang, obligation: Obligation, duty: Duty) -> str:
    """Return that *obligation* is completed, and since when where that is on record."""
    name = lang(duty.label)
    if obligation.completed_on is None:
        return lang(N_("{duty}. This obligation is completed."), duty=name)
    done = lang.partial_date(obligation.completed_on)
    return lang(N_("{duty}. This obligation was completed: {date}."), duty=name, date=done)
