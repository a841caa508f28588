"""The outline of a country, ready to be asked what lies in it."""

from __future__ import annotations

from functools import cache

from ccmdesk.model.codes import StateCode
from ccmdesk.report.base_map import base_map
from ccmdesk.rules.border import Border


@cache
def country_border(country: StateCode) -> Border | None:
    """Return the border on the base map, read once; None where it does not have the country."""
    found = base_map(country)
    return None if found is None else Border(found.country)
