"""Submissions of a plan: the last one that was sent, what the next one holds."""

from __future__ import annotations

from collections.abc import Iterable

from ccmdesk.actions.redact import may_see
from ccmdesk.db.steps import StepQuery, Steps
from ccmdesk.model.change import StepKind
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import Audience
from ccmdesk.model.kinds import KINDS


def last_edition(editions: Iterable[Edition]) -> Edition | None:
    """Return the submitted edition with the highest number."""
    return max(sent_editions(editions), key=lambda edition: edition.number or 0, default=None)


def sent_editions(editions: Iterable[Edition]) -> list[Edition]:
    """Return the numbered editions that are not still worked on."""
    working = EditionState.WORKING
    return [one for one in editions if one.number is not None and one.state is not working]


def steps_since_sent(steps: Steps) -> int | None:
    """Return how many steps were written after the last submission; None when none was packed."""
    sent = steps.places(StepQuery(does=StepKind.SUBMIT.value))
    if not sent:
        return None
    (line,) = steps.lines(sent[:1])
    return sum(place > line.place for place in steps.places(StepQuery(since=line.at)))


def contents_of(document: PlanDocument) -> dict[str, int]:
    """Return how many records of each kind would go to the Implementation Support Unit."""
    seen = {
        kind.name: sum(may_see(record, Audience.ISU) for record in document.of(kind.record))
        for kind in KINDS
    }
    return {name: count for name, count in seen.items() if count}
