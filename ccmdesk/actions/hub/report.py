"""Work out the report of the hub: one State after the other, then all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ccmdesk.actions.check_plan import wording_of
from ccmdesk.actions.verify_package import read_record
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.db.hub.store import Hub
from ccmdesk.model.codes import StateCode
from ccmdesk.model.document import document_of
from ccmdesk.model.kinds import BY_NAME, BY_RECORD
from ccmdesk.model.packs import Packs
from ccmdesk.rules.hub.country import NOT_READ, CountryFigures, Reading, country_figures
from ccmdesk.rules.hub.filed import Alarm, Filed
from ccmdesk.rules.hub.overview import Overview, overview

_NOT_READ = tuple(sorted(BY_RECORD[kind].name for kind in NOT_READ))


@dataclass(frozen=True, slots=True)
class HubReport:
    """What the submissions say together, and the alarms that are to be told with it."""

    overview: Overview
    alarms: tuple[Alarm, ...]


def hub_report(
    hub: Hub,
    *,
    packs: Packs,
    today: dt.date,
    told: Callable[[int, int], object] = lambda _done, _of: None,
) -> HubReport:
    """Return the report of *today* about the submissions that count, as of one moment.

    *told* hears how many States are done, and of how many.
    """
    figures: list[CountryFigures] = []
    uncounted: list[Filed] = []
    with hub.reading() as desk:
        counted = desk.counted()
        for done, filed in enumerate(counted):
            told(done, len(counted))
            found = _figures(desk, filed, packs=packs, today=today)
            if found is None:
                uncounted.append(filed)
            else:
                figures.append(found)
        alarms = desk.alarms()
    return HubReport(overview(figures, packs=packs, today=today, uncounted=uncounted), alarms)


def _figures(
    desk: HubReading, filed: Filed, *, packs: Packs, today: dt.date
) -> CountryFigures | None:
    """Return the figures of one State, or None where its values lie beyond all calendars.

    They were signed by somebody else: one State that cannot be counted must not stop the others.
    """
    document = document_of(_records(desk, filed.country))
    reading = Reading(packs=packs, wording=wording_of(document, packs=packs), today=today)
    try:
        return country_figures(filed, document, reading)
    except (ArithmeticError, ValueError):
        return None


def _records(desk: HubReading, country: StateCode) -> Iterator[Any]:
    """Yield the records of a State; kinds of a later version are kept and not told."""
    for name, line in desk.records(country, without=_NOT_READ):
        kind = BY_NAME.get(name)
        if kind is not None:
            yield read_record(kind, line)
