"""Meetings of the Convention, and progress on the actions of its action plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import ActionCode, Coded
from ccmdesk.model.facts import Spec
from ccmdesk.model.ids import ActionProgressId, MeetingId
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, Texts
from ccmdesk.model.words import C_, N_


class MeetingKind(Coded):
    STATES_PARTIES = "states_parties", N_("Meeting of States Parties")
    REVIEW = "review", N_("Review Conference")
    PREPARATORY = "preparatory", N_("Preparatory meeting")
    INTERSESSIONAL = "intersessional", N_("Intersessional meeting")
    OTHER = "other", C_("meeting kind", "Other meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that papers are made for; filing dates count back from its first day."""

    id: MeetingId
    title: Annotated[Texts, Spec(label=N_("Meeting"), required=True, limits=(0, 300))] = NO_TEXTS
    kind: Annotated[MeetingKind | None, Spec(label=N_("Kind of meeting"))] = None
    start: Annotated[dt.date | None, Spec(label=N_("First day"), required=True)] = None
    end: Annotated[dt.date | None, Spec(label=N_("Last day"))] = None
    place: Annotated[Texts, Spec(label=N_("Place"), limits=(0, 200))] = NO_TEXTS
    agenda_item: Annotated[
        str, Spec(label=N_("Item of the provisional agenda"), limits=(0, 20))
    ] = ""
    agenda_title: Annotated[Texts, Spec(label=N_("Title of the agenda item"), limits=(0, 300))] = (
        NO_TEXTS
    )
    symbol: Annotated[
        str,
        Spec(
            label=N_("Symbol of the paper"),
            help=N_("Given by the secretariat of the meeting; leave it empty until then."),
            limits=(0, 60),
        ),
    ] = ""
    notes: Notes = NO_NOTES


class ProgressStatus(Coded):
    NOT_STARTED = "not_started", C_("progress", "Not started")
    IN_PROGRESS = "in_progress", C_("progress", "In progress")
    COMPLETED = "completed", C_("progress", "Completed")
    DELAYED = "delayed", C_("progress", "Delayed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionProgress:
    """How far the State is with one action of an action plan."""

    id: ActionProgressId
    action: Annotated[ActionCode | None, Spec(label=N_("Action"), required=True)] = None
    status: Annotated[ProgressStatus | None, Spec(label=N_("Status"), required=True)] = None
    as_of: Annotated[dt.date | None, Spec(label=N_("As of"))] = None
    evidence: Annotated[Texts, Spec(label=N_("Evidence"), limits=(0, 4000))] = NO_TEXTS
    notes: Notes = NO_NOTES
