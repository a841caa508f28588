"""Lets one submission of each State count: the read model, made from the kept packages."""

from __future__ import annotations

from ccmdesk.actions.hub.kept import Lines, kept_lines
from ccmdesk.db.hub.store import Hub
from ccmdesk.db.hub.writing import HubWriting
from ccmdesk.model.codes import StateCode


def count_chosen(hub: HubWriting, country: StateCode, *, fresh: Lines | None = None) -> bool:
    """Make the chosen submission of a State count; return whether it is another one than before.

    *fresh* are the records of the newest submission, when they have just been read.
    """
    chosen = hub.chosen(country)
    before = next((one for one in hub.counted() if one.country == country), None)
    if chosen is None:
        hub.count_none(country)
        return False
    if before is not None and before.manifest == chosen.manifest:
        return False
    hub.count(chosen, kept_lines(hub, chosen) if fresh is None else fresh)
    return True


def rebuild(hub: Hub) -> int:
    """Make all that the reports read anew from the kept packages; return for how many States."""
    with hub.writing() as desk:
        desk.count_none()
        countries = sorted({key.country for key in desk.signers()})
        return sum(count_chosen(desk, country) for country in countries)
