"""What the records still call planned or open although its time is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.state import Article, Obligation
from ccmdesk.model.values import Period
from ccmdesk.model.words import N_, counted
from ccmdesk.rules import deadlines
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.inherit import effective
from ccmdesk.rules.land import open_areas, open_areas_m2
from ccmdesk.rules.rule import Rule, called, explained, sentence, square_metres

COMPLETED = Rule(
    name="completed-areas-open",
    field="status",
    todo=N_("Close the areas that were released, or correct the status of the obligation."),
    basis=N_("Articles 4.1 and 7.1 (h)"),
)
ACTIVITY = Rule(
    name="activity-overdue",
    field="status",
    todo=N_("Record whether it was carried out or stopped, or move its dates."),
    basis=N_("Articles 6.11 (c) and 7.1 (i)"),
)
NEED = Rule(
    name="need-overdue",
    field="follow_up",
    todo=N_("Record whether support was delivered or refused, or move the dates."),
    basis=N_("Article 6.11 (c)"),
)
_NOT_ENDED = frozenset({ActivityStatus.PLANNED, ActivityStatus.IN_PROGRESS, None})
_ANSWERED = frozenset({FollowUp.DELIVERED, FollowUp.REFUSED})


def overdue_findings(document: PlanDocument, today: dt.date) -> Iterator[Finding]:
    """Yield completed obligations with open areas, and work and needs whose dates have passed."""
    yield from _completed(document)
    for activity in document.of(Activity):
        end = _ended(activity.period, today)
        is_open = activity.status in _NOT_ENDED and not explained(activity, "status")
        if end is not None and is_open:
            says = N_("The activity was to end on {end}; nothing says that it did.")
            yield ACTIVITY.about(activity, sentence(says, end=end))
    for need in document.of(Need):
        end = _ended(effective(need, document).period, today)
        waits = need.follow_up not in _ANSWERED and not explained(need, "follow_up")
        if end is not None and waits:
            says = N_("The need was to be met by {end}; nothing says whether it was.")
            yield NEED.about(need, sentence(says, end=end))


def _completed(document: PlanDocument) -> Iterator[Finding]:
    """Yield the last of the obligations of Article 4 when all are over and areas are open.

    Areas name no obligation, so one that is open may belong to any that still runs.
    """
    duties = deadlines.obligations_of(document, Article.CLEARANCE)
    areas = open_areas(document)
    if not duties or not areas or not all(_is_over(one) for one in duties):
        return
    if not explained(duties[-1], "status"):
        size = open_areas_m2(document)
        yield COMPLETED.about(
            duties[-1],
            counted(
                "The obligation was completed, but {n} area is still recorded as open ({size}):"
                " {areas}.",
                "The obligation was completed, but {n} areas are still recorded as open ({size}):"
                " {areas}.",
                len(areas),
                size=sentence(N_("size not known")) if size is None else square_metres(size),
                areas=called(areas),
            ),
        )


def _is_over(obligation: Obligation) -> bool:
    return obligation.status in deadlines.DONE or obligation.completed_on is not None


def _ended(period: Period | None, today: dt.date) -> dt.date | None:
    """Return the last day of a period that is over."""
    end = None if period is None else period.end
    return end if end is not None and end < today else None
