"""The outline of a country, ready to be asked what lies in it."""

from __future__ import annotations

from functools import cache

from ccmdesk.model.codes import StateCode
from ccmdesk.report.base_map import fine_rings
from ccmdesk.rules.border import Border


@cache
def country_border(country: StateCode) -> Border | None:
    """Return the border at 1:10 million, read once; None where there is no such country."""
    rings = fine_rings(country)
    return Border(rings) if rings else None
