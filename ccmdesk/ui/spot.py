"""Where the user was: what a way back leads to, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ccmdesk.model.words import N_
from ccmdesk.ui.sections import SECTIONS

if TYPE_CHECKING:
    from uuid import UUID

    from ccmdesk.ui.open_plan import OpenPlan

    Trail = tuple[tuple[type[Any], UUID], ...]

_PAGES = {
    "import": N_("Import"),
    "guided": N_("Guided questions for a need"),
    "history": N_("History of the plan"),
}
_LABELS = {section.name: section.label for section in SECTIONS} | _PAGES
_VIEWS = {view.name: view.label for section in SECTIONS for view in section.views}


@dataclass(frozen=True, slots=True)
class Spot:
    """A page with the view or the records that were shown on it; *before* is its own way back.

    *missing* says that the user stood on a point of what is missing beside the page.
    """

    page: str
    view: str = ""
    trail: Trail = ()
    missing: bool = False
    before: Spot | None = None


def spot_words(plan: OpenPlan, spot: Spot) -> str:
    """Return what a spot is called in the language of the window."""
    if spot.missing:
        return plan.lang(N_("What is missing"))
    if spot.view:
        return plan.lang(_VIEWS[spot.view])
    if spot.trail:
        from ccmdesk.ui.records.table_model import title_of

        return title_of(plan, *spot.trail[-1])
    return plan.lang(_LABELS[spot.page])
