"""What is still asked for: no money and no help for work that is completed or was stopped."""

from __future__ import annotations

from ccmdesk.model.activity import Activity
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.need import Need
from ccmdesk.rules.slips import OVER


def goes_on(activity: Activity) -> bool:
    """Whether an activity still needs its money and what hangs on it."""
    return activity.status not in OVER


def is_asked_for(need: Need, document: PlanDocument) -> bool:
    """Whether *need* has no activity, or one that goes on."""
    activity = document.get(Activity, need.activity)
    return activity is None or goes_on(activity)
