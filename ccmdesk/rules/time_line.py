"""The time line of Articles 3, 4 and 5, as the window and the papers draw it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from ccmdesk.model.activity import Activity, ActivityStatus, Milestone
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import Need
from ccmdesk.model.state import Duty, Obligation
from ccmdesk.model.values import Absence, Period
from ccmdesk.model.words import N_
from ccmdesk.rules.activity_order import activities_in_order
from ccmdesk.rules.deadlines import is_over, missed_deadline, running_deadline
from ccmdesk.rules.funding import per_mille
from ccmdesk.rules.slips import Slip, Successors, slip_of, successors

DEADLINES: Mapping[Duty, str] = MappingProxyType(
    {
        Duty.ARTICLE_3: N_("Deadline of Article 3.2: {date}"),
        Duty.ARTICLE_4A: N_("Deadline of Article 4.1 (a): {date}"),
        Duty.ARTICLE_4B: N_("Deadline of Article 4.1 (b): {date}"),
    }
)
"""Under Article 4 there can be two deadlines, so each is named by its paragraph.

Article 5 has none.
"""

MOST_MEETINGS = 6
"""So many meetings are drawn; more names would leave the bars no room."""

_FURTHEST = 10
"""Years beyond the activities: what lies further away would leave the bars no room."""


@dataclass(frozen=True, slots=True)
class Span:
    """From *start* to *end*, both included and in this order."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One activity with all that the time line tells of it.

    *span* is None while its dates cannot be drawn, *missed* is the deadline it ends after,
    *progress* is in thousandths or None: not known. *slips* has one entry for each of *needs*,
    None where nothing slips any more.
    """

    activity: Activity
    span: Span | None
    missed: dt.date | None
    progress: int | None
    milestones: tuple[Milestone, ...]
    waits_for: tuple[Activity, ...]
    needs: tuple[Need, ...]
    slips: tuple[Slip | None, ...]


def lanes(document: PlanDocument) -> tuple[Lane, ...]:
    """Return the lanes of all activities, in the order of the papers."""
    after = successors(document.of(Activity))
    return tuple(_lane(document, one, after) for one in activities_in_order(document))


def with_dates(before: tuple[Lane, ...], document: PlanDocument, moved: UUID) -> tuple[Lane, ...]:
    """Return lanes after one activity got other dates, which no other lane tells of."""
    after = successors(document.of(Activity))
    now = document.get(Activity, moved)
    return tuple(
        _lane(document, now, after) if now is not None and lane.activity.id == moved else lane
        for lane in before
    )


def span_of(period: Period | None) -> Span | None:
    """Return the dates that can be drawn, or None: one is missing, or they are reversed."""
    if period is None or period.start is None or period.end is None or period.end < period.start:
        return None
    return Span(period.start, period.end)


def span_around(spans: Iterable[Span]) -> Span | None:
    """Return the first start and the last end, or None without any."""
    found = list(spans)
    if not found:
        return None
    return Span(min(one.start for one in found), max(one.end for one in found))


def whole_years(span: Span) -> Span:
    """Return the years that *span* touches, from the first to the last day."""
    return Span(dt.date(span.start.year, 1, 1), dt.date(span.end.year, 12, 31))


def with_coming(drawn: Span, days: Iterable[dt.date], *, today: dt.date) -> Span:
    """Return whole years around *drawn*, *today*, and those of *days* that are still to come."""
    near = dt.date(min(drawn.end.year + _FURTHEST, dt.MAXYEAR), 12, 31)
    coming = [day for day in (today, *days) if today <= day <= near]
    return whole_years(Span(min([drawn.start, *coming]), max([drawn.end, *coming])))


def achieved_of(document: PlanDocument, activity: Activity) -> int | None:
    """Return the sum of what the milestones of an activity say was achieved; None: nothing said."""
    milestones = document.children(Milestone, "activity", activity.id)
    stated = [one.achieved for one in milestones if one.achieved is not None]
    return sum(stated) if stated else None


def hides_achieved(milestones: Iterable[Milestone]) -> bool:
    """Whether something that was achieved is masked, so that its sum is not the whole."""
    return any(one.notes["achieved"].absence is Absence.MASKED for one in milestones)


def progress_of(document: PlanDocument, activity: Activity) -> int | None:
    """Return the share of its quantity an activity has achieved, in thousandths; None: not known.

    Without a quantity of its own it is measured by what its milestones plan, when all of them say.
    It is not known where something that was achieved is masked.
    """
    if activity.status is ActivityStatus.COMPLETED:
        return 1000
    milestones = document.children(Milestone, "activity", activity.id)
    if hides_achieved(milestones):
        return None
    achieved = achieved_of(document, activity)
    planned = None if activity.quantity is None else activity.quantity.amount
    if planned is None and achieved is not None:
        plans = [one.planned for one in milestones if one.planned is not None]
        planned = sum(plans) if len(plans) == len(milestones) else None
    return per_mille(achieved, planned)


def deadline_days(
    document: PlanDocument, obligations: Iterable[Obligation], *, today: dt.date
) -> Iterator[tuple[Duty, dt.date]]:
    """Yield the deadline in force of each obligation that has one and is not completed *today*."""
    for one in obligations:
        if is_over(one, today):
            continue
        deadline = running_deadline(document, one)
        if deadline is not None and one.duty is not None and one.duty in DEADLINES:
            yield one.duty, deadline


def nearest_first(meetings: Iterable[Meeting], *, today: dt.date) -> list[tuple[dt.date, Meeting]]:
    """Return the dated meetings: the next from *today* on, then the last before it."""
    dated = [(one.start, one) for one in meetings if one.start is not None]
    return sorted(dated, key=lambda one: (one[0] < today, abs((one[0] - today).days)))


def _lane(document: PlanDocument, activity: Activity, after: Successors) -> Lane:
    needs = document.children(Need, "activity", activity.id)
    if len(needs) > 1:
        needs = tuple(sorted(needs, key=lambda need: natural(need.code)))
    milestones = document.children(Milestone, "activity", activity.id)
    before = [document.get(Activity, one) for one in activity.after]
    return Lane(
        activity=activity,
        span=span_of(activity.period),
        missed=missed_deadline(document, activity.article, activity.period),
        progress=progress_of(document, activity),
        milestones=tuple(sorted(milestones, key=lambda one: one.year or 0)),
        waits_for=tuple(one for one in before if one is not None),
        needs=needs,
        slips=tuple(slip_of(need, activity, after=after) for need in needs),
    )
