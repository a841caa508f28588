"""The outline of a country, ready to be asked what lies in it."""

from __future__ import annotations

from functools import cache

from ccmdesk.model.codes import StateCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import StateParty
from ccmdesk.report.base_map import fine_rings
from ccmdesk.rules.border import Border


@cache
def country_border(country: StateCode) -> Border | None:
    """Return the border at 1:10 million, read once; None where there is no such country."""
    rings = fine_rings(country)
    return Border(rings) if rings else None


def border_of(document: PlanDocument) -> Border | None:
    """Return the border of the country a plan is about, or None where it is not known."""
    state = document.first(StateParty)
    return None if state is None or state.country is None else country_border(state.country)
