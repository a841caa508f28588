"""Begin an activity from a typical one: its wording, its kind and what it is measured in."""

from __future__ import annotations

from typing import Any

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import ActivityType
from ccmdesk.model.pack_rows import TypicalActivityRow
from ccmdesk.model.state import Article
from ccmdesk.model.values import Quantity, Texts


def typical_values(row: TypicalActivityRow, *, lang: Lang) -> dict[str, Any]:
    """Return what a new activity starts with; quantity, dates and cost are for its author."""
    return {
        "title": Texts.of({lang.code: lang(row.label)}),
        "article": Article(row.article),
        "type": ActivityType(row.type),
        "quantity": Quantity(None, row.unit),
    }
