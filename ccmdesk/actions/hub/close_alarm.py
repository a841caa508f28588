"""Close an alarm: the State was asked, and what is here is right."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.settle_alarm import asked_alarm
from ccmdesk.actions.time_words import day_here
from ccmdesk.db.hub.store import Hub
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.hub.filed import Alarm, ClosedAlarm

_CLOSED = N_(
    "{person} said on {date} that what is here is right: the alarm about submission {number} of"
    " {country} is closed. If that package comes again, it is an alarm again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAlarm:
    """The package that the State says is wrong, by its manifest; *by* is who asked the State."""

    manifest: bytes
    by: str


@dataclass(frozen=True, slots=True)
class Closed:
    """What was closed, and by whom, when."""

    alarm: Alarm
    answer: ClosedAlarm


def close_alarm(hub: Hub, ask: CloseAlarm, author: Author) -> Closed:
    """Tell an alarm no more; its package is kept and does not count, nor what builds on it.

    Its key need not be trusted any more. Raises Problem when no alarm about it is open.
    """
    with hub.writing() as desk:
        alarm = asked_alarm(desk, ask.manifest)
        answer = ClosedAlarm(
            manifest=alarm.manifest, country=alarm.country, by=ask.by, at=author.clock()
        )
        desk.close_alarm(answer)
        return Closed(alarm, answer)


def closed_words(closed: Closed) -> Message:
    """Return what is told once an alarm was closed."""
    alarm, answer = closed.alarm, closed.answer
    values = {"number": str(alarm.number), "country": alarm.country}
    return Message(_CLOSED, {**values, "person": answer.by, "date": day_here(answer.at)})
