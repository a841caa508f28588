"""Up to when the facts of a plan reach, which a paper made much later has to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ccmdesk.model.budget import ExchangeRate
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.evidence import Source
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import PartialDate, Period
from ccmdesk.rules.deadlines import first_day, last_day
from ccmdesk.rules.refusals import PAST

NO_FACTS = frozenset({Source, Organisation, Plan, Edition, ExchangeRate})
"""When a source was published, a contact checked, a plan approved or a rate looked up is no fact of
the situation."""


def latest_fact(document: PlanDocument, today: dt.date) -> PartialDate | None:
    """Return the latest date at which something is recorded to have happened, as far as known.

    What lies in the future is no fact; a year or a month that has not ended reaches to *today*.
    """
    begun = (day for day in _dates(document) if first_day(day) <= today)
    return max(begun, key=lambda day: (min(last_day(day), today), len(day.iso)), default=None)


def _dates(document: PlanDocument) -> Iterator[PartialDate]:
    for kind, names in PAST.items():
        records: tuple[Any, ...] = () if kind in NO_FACTS else document.of(kind)
        for record in records:
            for name in names:
                yield from _partial(getattr(record, name))


def _partial(value: dt.date | PartialDate | Period | int | None) -> Iterator[PartialDate]:
    match value:
        case PartialDate():
            yield value
        case Period():
            yield from _partial(value.end or value.start)
        case int():
            yield PartialDate(f"{value:04d}")
        case dt.date():
            yield PartialDate(value.isoformat())
