"""Says which package of another office has not come."""

from __future__ import annotations

from ccmdesk.db.packages import Awaited
from ccmdesk.model.words import N_, Message


def awaited_words(awaited: Awaited) -> Message:
    """Return what to say of a package that others build on and that has not come."""
    if awaited.number:
        values = {"number": str(awaited.number), "office": awaited.office}
        return Message(N_("Waiting for package {number} of {office}."), values)
    return Message(
        N_(
            "Changes that {office} built on are not here. Ask {office} to pack the whole plan for"
            " you."
        ),
        {"office": awaited.office},
    )
