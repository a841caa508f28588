"""Go back to an earlier point of a plan's history: one new step, nothing is rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ccmdesk.actions.author import Author
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.edition import Edition
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.rules.locks import is_locked

_EDITION = BY_RECORD[Edition].name


@dataclass(frozen=True, slots=True, kw_only=True)
class GoBack:
    """The point: where a step ends in the log of this plan, as the list of steps says."""

    place: int


@dataclass(frozen=True, slots=True)
class GoingBack:
    """What going back would write; *kept* submissions stay, since they say what was sent."""

    changes: tuple[Change, ...]
    kept: int


def what_goes_back(
    store: Store, ask: GoBack, *, watch: Callable[[], object] = lambda: None
) -> GoingBack:
    """Return what going back would change now; *watch* stops the work by raising."""
    found = store.steps.changes_back(ask.place, watch=watch)
    sent = {change.record for change in found if _is_sent(store, change)}
    kept = tuple(change for change in found if change.record not in sent)
    return GoingBack(kept, len(sent))


def go_back(store: Store, ask: GoBack, *, author: Author) -> Step | None:
    """Make the plan as it was at the point, as one step that undo takes back.

    None, and nothing is written, when the plan is like that already.
    """
    going = what_goes_back(store, ask)
    return store.apply(going.changes, author.stamp(StepKind.RETURN)) if going.changes else None


def _is_sent(store: Store, change: Change) -> bool:
    if change.kind != _EDITION:
        return False
    edition: Any = store.get(Edition, change.record)
    return edition is not None and is_locked(edition)
