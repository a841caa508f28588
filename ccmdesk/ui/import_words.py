"""What an import would do, in numbers of rows."""

from __future__ import annotations

from ccmdesk.actions.import_tables import Preview
from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.lang.lang import Lang


def rows_to_write(found: Preview) -> int:
    """Return how many rows make a record or change one."""
    return found.plan.count(Outcome.NEW) + found.plan.count(Outcome.CHANGED)


def summary(lang: Lang, found: Preview) -> str:
    """Return how many rows are new, change a record, say nothing new or are refused."""
    plan = found.plan
    parts = [
        lang.ngettext("{n} new record", "{n} new records", plan.count(Outcome.NEW)),
        lang.ngettext("{n} record changes", "{n} records change", plan.count(Outcome.CHANGED)),
        lang.ngettext(
            "{n} row says nothing new", "{n} rows say nothing new", plan.count(Outcome.SAME)
        ),
        lang.ngettext(
            "{n} row is not imported", "{n} rows are not imported", plan.count(Outcome.REFUSED)
        ),
    ]
    return lang.join(parts)
