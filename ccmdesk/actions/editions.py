"""Submissions of a plan: the last one that was sent, what the next one holds."""

from __future__ import annotations

from collections.abc import Iterable

from ccmdesk.actions.as_it_was import as_it_was
from ccmdesk.actions.redact import may_see
from ccmdesk.db.steps import StepQuery, Steps
from ccmdesk.db.store import Store
from ccmdesk.model.change import StepKind
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import Audience
from ccmdesk.model.kinds import BY_RECORD, KINDS


def last_edition(editions: Iterable[Edition]) -> Edition | None:
    """Return the submitted edition with the highest number."""
    return max(sent_editions(editions), key=lambda edition: edition.number or 0, default=None)


def sent_editions(editions: Iterable[Edition]) -> list[Edition]:
    """Return the numbered editions that are not still worked on."""
    working = EditionState.WORKING
    return [one for one in editions if one.number is not None and one.state is not working]


def sent_from_the_bin(store: Store) -> Edition | None:
    """Return the submitted edition in the bin with the highest number.

    The window puts none there, but an earlier version did when it took back what it had received.
    """
    kind = BY_RECORD[Edition].name
    binned = [record for name, record in store.deleted() if name == kind]
    return last_edition(as_it_was(store, Edition, record) for record in binned)


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
