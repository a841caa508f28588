"""What slips when a need is not met: one sentence for each need that hangs on an activity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.ids import ActivityId
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.values import Quarter, Texts
from ccmdesk.model.words import C_, N_, Message

OVER = frozenset({ActivityStatus.COMPLETED, ActivityStatus.STOPPED})
"""What is over waits for nothing any more."""

Successors = Mapping[ActivityId, tuple[Activity, ...]]
"""The activities that start after each one and are not over."""

_BY = (
    N_("Without {need} by {quarter}, {activity} slips."),
    N_(
        "Without {need} by {quarter}, {activity} slips, and so does what starts after it:"
        " {activities}."
    ),
)
_SINCE = (
    N_("{need} has been needed since {quarter}; until it comes, {activity} slips."),
    N_(
        "{need} has been needed since {quarter}; until it comes, {activity} slips, and so does"
        " what starts after it: {activities}."
    ),
)
_UNDATED = (
    N_("Without {need}, {activity} slips."),
    N_("Without {need}, {activity} slips, and so does what starts after it: {activities}."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """*activity* waits for *need* on the day *by*, and *followers* wait for the activity."""

    need: Need
    activity: Activity
    by: dt.date | None
    followers: tuple[Activity, ...]


def successors(activities: Iterable[Activity]) -> Successors:
    """Return which activities start directly after each one."""
    found: dict[ActivityId, tuple[Activity, ...]] = {}
    for one in activities:
        if one.status not in OVER:
            for before in one.after:
                found[before] = (*found.get(before, ()), one)
    return MappingProxyType(found)


def slip_of(need: Need, activity: Activity, *, after: Successors) -> Slip | None:
    """Return what slips without *need*; None when it has come, or the activity is over."""
    if need.follow_up is FollowUp.DELIVERED or activity.status in OVER:
        return None
    return Slip(
        need=need,
        activity=activity,
        by=needed_by(need, activity),
        followers=_followers(activity, after),
    )


def needed_by(need: Need, activity: Activity) -> dt.date | None:
    """Return the day a need is to be met: its own first one, else that of its activity."""
    periods = (need.period, activity.period)
    return next((one.start for one in periods if one is not None and one.start), None)


def slip_says(slip: Slip, *, today: dt.date) -> Message:
    """Return the sentence; it names the quarter, since that is how partners plan."""
    values: dict[str, object] = {"need": named(slip.need), "activity": called(slip.activity)}
    if slip.by is not None:
        values["quarter"] = Quarter.of(slip.by)
    if slip.followers:
        values["activities"] = tuple(called(one) for one in slip.followers)
    return Message(_forms(slip, today)[bool(slip.followers)], MappingProxyType(values))


def named(record: Activity | Need) -> Message | Texts | str:
    """Return the number and the title of a record."""
    if not record.code or not record.title:
        return called(record)
    values = {"number": record.code, "title": record.title}
    return Message(C_("number and title", "{number} {title}"), MappingProxyType(values))


def called(record: Activity | Need) -> Message | Texts | str:
    """Return the number of a record, else its title."""
    return record.code or record.title or Message(C_("record without a name", "Not named yet"))


def _forms(slip: Slip, today: dt.date) -> tuple[str, str]:
    if slip.by is None:
        return _UNDATED
    return _SINCE if slip.by < today else _BY


def _followers(activity: Activity, after: Successors) -> tuple[Activity, ...]:
    """Return what starts after *activity* and after that, each once, the nearest first."""
    found: dict[ActivityId, Activity] = {activity.id: activity}
    waiting = [activity]
    while waiting:
        nearest = after.get(waiting.pop(0).id, ())
        new = {one.id: one for one in nearest if one.id not in found}
        found.update(new)
        waiting += new.values()
    return tuple(one for one in found.values() if one is not activity)
