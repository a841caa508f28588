"""Criteria 14 and 19: where the work is done, and who answers for it."""

from __future__ import annotations

from ccmdesk.model.activity import Activity
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.words import N_
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    missing,
    present,
    sourced,
)

PLACE = Criterion(number=14, title=N_("Named place"), basis=N_("Article 7.1 (h) and (i)"))
RESPONSIBLE = Criterion(
    number=19,
    title=N_("Responsible institution and contact"),
    basis=N_("Articles 5.2 (g) and 7.1 (l)"),
)


def place(activity: Activity, case: Case) -> Verdict:
    """Criterion 14: an administrative unit or site, backed by areas, a position or a source."""
    linked = bool(activity.areas) or activity.position is not None
    if not activity.place and not linked:
        says = N_("The activity has no place.")
        return missing("place", says, todo=N_("Name the district, municipality or site."))
    if case.wording.means_whole_country(activity.place):
        says = N_("The place is the whole country.")
        return missing("place", says, todo=N_("Name the districts, municipalities or sites."))
    if not linked and not activity.notes["place"].source:
        says = N_("The place is named, but no area, position or source backs it.")
        todo = N_("Link the hazardous areas, enter a position, or name the source.")
        return present("place", says, todo=todo)
    return sourced("place")


def responsible(activity: Activity, case: Case) -> Verdict:
    """Criterion 19: the institution that answers for the work, and how to reach it."""
    institution = case.document.get(Organisation, activity.responsible)
    if institution is None:
        says = N_("No institution is responsible for the activity.")
        return missing("responsible", says, todo=N_("Choose the institution that answers for it."))
    if not institution.contact:
        says = N_("The responsible institution has no contact.")
        todo = N_("Enter the office, telephone and e-mail of the institution.")
        return present("responsible", says, todo=todo)
    return sourced("responsible")
