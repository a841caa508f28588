"""Risk reduction education given to people (Articles 4.2 (e) and 7.1 (j))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Spec
from ccmdesk.model.ids import ActivityId, OrganisationId, RiskEducationId
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, People, Period, Texts
from ccmdesk.model.words import C_, N_


class EducationMethod(Coded):
    SESSION = "session", N_("Session")
    HOUSE_TO_HOUSE = "house_to_house", N_("House to house")
    FOCUS_GROUP = "focus_group", N_("Focus group")
    PEER = "peer", N_("Peer to peer")
    THEATRE = "theatre", N_("Theatre")
    MEDIA = "media", N_("Media")
    OTHER = "other", C_("education method", "Other method")


class Group(Coded):
    """The people spoken to."""

    FARMERS = "farmers", N_("Farmers")
    FOREST_WORKERS = "forest_workers", N_("Forest workers")
    SCRAP_COLLECTORS = "scrap_collectors", N_("Scrap collectors")
    HERDERS = "herders", N_("Herders")
    PUPILS = "pupils", N_("Pupils")
    TEACHERS = "teachers", N_("Teachers")
    DISPLACED = "displaced", N_("Displaced people")
    OTHER = "other", C_("group", "Other people")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEducation:
    """Risk reduction education given in a period and place, and the people it reached."""

    id: RiskEducationId
    activity: Annotated[ActivityId | None, Spec(label=N_("Activity"))] = None
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"), required=True)] = None
    place: Annotated[Texts, Spec(label=N_("Place"), limits=(0, 300))] = NO_TEXTS
    method: Annotated[EducationMethod | None, Spec(label=N_("Method"))] = None
    groups: Annotated[tuple[Group, ...], Spec(label=N_("People spoken to"))] = ()
    sessions: Annotated[int | None, Spec(label=N_("Number of sessions"), limits=(0, 10**9))] = None
    direct: Annotated[People | None, Spec(label=N_("People reached directly"), required=True)] = (
        None
    )
    indirect: Annotated[People | None, Spec(label=N_("People reached indirectly"))] = None
    provider: Annotated[OrganisationId | None, Spec(label=N_("Provider"))] = None
    notes: Notes = NO_NOTES
