"""Packages that contradict an accepted one: written down, and told in words each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.actions.time_words import day_here
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.hub.filed import Alarm, AlarmKind, Filed

SAYS: Mapping[AlarmKind, str] = MappingProxyType(
    {
        AlarmKind.SAME_NUMBER: N_(
            "ALARM of {date}: two different packages of {country} have the number {number}. Ask"
            " {name}, {office} by telephone which of them is right. The second one is kept and does"
            " not count until you say that it is right."
        ),
        AlarmKind.BROKEN_CHAIN: N_(
            "ALARM of {date}: submission {number} of {country} does not fit those that were here"
            " before it. Ask {name}, {office} by telephone which one is right. It is kept and does"
            " not count until you say that it is right."
        ),
    }
)


def alarm_words(alarm: Alarm, *, packs: Packs) -> Message:
    """Return what to say of an alarm."""
    state = packs.states.get(alarm.country)
    values = {
        "date": day_here(alarm.at),
        "number": str(alarm.number),
        "country": alarm.country if state is None else Message(state.label),
        "name": alarm.name,
        "office": alarm.office,
    }
    return Message(SAYS[alarm.kind], MappingProxyType(values))


def alarm_of(filed: Filed, kind: AlarmKind, *, by: str, at: dt.datetime) -> Alarm:
    """Return the alarm about a submission."""
    return Alarm(
        country=filed.country,
        number=filed.number,
        kind=kind,
        manifest=filed.manifest,
        file=filed.file,
        title=filed.title,
        name=filed.name,
        office=filed.office,
        by=by,
        at=at,
    )
