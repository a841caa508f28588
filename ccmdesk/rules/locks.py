"""What a user may not change by hand: what was sent, what somebody approved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ccmdesk.model.edition import SENT, Edition
from ccmdesk.model.facts import Audience, Record, field_map
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.approvals import APPROVED_FIELDS

LOCKED = Message(
    N_(
        "This submission is locked: it says what was sent. To correct it, change the plan, then"
        " pack again."
    )
)
ONLY_BY_APPROVING = Message(
    N_("Only the act of approving writes this. Use “Approve the plan…”, or withdraw the approval.")
)
_ACT = frozenset(
    {
        (Plan, "status"),
        *((kind, name) for kind in (Plan, Edition) for name in APPROVED_FIELDS),
    }
)


def is_locked(record: Record) -> bool:
    """Whether *record* says what was sent."""
    return isinstance(record, Edition) and record.state in SENT


def lock_of(record: Record, *, name: str, language: str = "") -> Message | None:
    """Return why the field *name* may not be changed by hand, or None when it may.

    A note that never leaves the office always may. What an approver typed may be translated: the
    text in another *language* than their own is free.
    """
    kind = type(record)
    if is_locked(record) and field_map(kind)[name].spec.audience is not Audience.OFFICE:
        return LOCKED
    if (kind, name) in _ACT and not _is_translation(getattr(record, name), language):
        return ONLY_BY_APPROVING
    return None


def may_change(record: Record, *, name: str) -> bool:
    """Whether the field *name* may be changed by hand."""
    return lock_of(record, name=name) is None


def locks_between(before: Record, after: Record) -> Iterator[Message]:
    """Yield why *before* may not become *after*, for each field that is another."""
    for name in field_map(type(before)):
        old, new = getattr(before, name), getattr(after, name)
        noted = before.notes[name] != after.notes[name]
        for language in _languages(old, new) if noted or old != new else ():
            found = lock_of(before, name=name, language=language)
            if found is not None:
                yield found


def _languages(old: Any, new: Any) -> set[str]:
    """Return the languages in which a text is another; "" for a value or a note."""
    if not isinstance(old, Texts) or not isinstance(new, Texts):
        return {""}
    every = {tag for texts in (old, new) for tag, _ in texts}
    return {str(tag) for tag in every if old.get(tag) != new.get(tag)} or {""}


def _is_translation(value: Any, language: str) -> bool:
    if not isinstance(value, Texts) or not language:
        return False
    own = value.best("en")
    return own is not None and own[0] != language
