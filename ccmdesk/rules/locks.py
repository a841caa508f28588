"""What may no longer be changed: an edition that was submitted is what its receiver holds."""

from __future__ import annotations

from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import Audience, Record, field_map
from ccmdesk.model.words import N_, Message

LOCKED = Message(
    N_(
        "This submission is locked: it says what was sent. To correct it, change the plan, then"
        " pack again."
    )
)
_SENT = frozenset({EditionState.SUBMITTED, EditionState.SUPERSEDED})


def is_locked(record: Record) -> bool:
    """Whether *record* says what was sent."""
    return isinstance(record, Edition) and record.state in _SENT


def may_change(record: Record, *, name: str) -> bool:
    """Whether the field *name* may be changed; a note that never leaves the office always may."""
    inside = field_map(type(record))[name].spec.audience is Audience.OFFICE
    return inside or not is_locked(record)
