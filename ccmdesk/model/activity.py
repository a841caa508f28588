"""An activity of the plan and its yearly milestones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, MethodCode
from ccmdesk.model.facts import Audience, Spec
from ccmdesk.model.ids import (
    ActivityId,
    HazardousAreaId,
    MilestoneId,
    ObjectiveId,
    OrganisationId,
    PlanId,
)
from ccmdesk.model.state import Article
from ccmdesk.model.values import (
    NO_NOTES,
    NO_TEXTS,
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.model.words import C_, N_


class ActivityType(Coded):
    """What kind of work an activity is; the letters are those used in national work plans."""

    NON_TECHNICAL_SURVEY = "NTS", N_("Non-technical survey")
    TECHNICAL_SURVEY = "TS", N_("Technical survey")
    CLEARANCE = "CLEAR", C_("activity type", "Clearance")
    DISPOSAL = "EOD", N_("Explosive ordnance disposal")
    MARKING = "MARK", C_("activity type", "Marking")
    RISK_EDUCATION = "RE", N_("Risk reduction education")
    QUALITY = "QA", N_("Quality assurance")
    INFORMATION = "IM", N_("Information management")
    EQUIPMENT = "EQUIP", N_("Equipment")
    COMPLETION = "COMPL", N_("Completion and declaration of compliance")
    VERIFICATION = "VERIFY", N_("Verification of stores")
    STOCKPILE_DESTRUCTION = "SPD", N_("Stockpile destruction")
    ADVICE = "ADVICE", N_("Technical advice")
    NEEDS_ASSESSMENT = "NEEDS", N_("Needs assessment")
    MEDICAL = "MEDICAL", N_("Medical care")
    REHABILITATION = "REHAB", N_("Rehabilitation")
    PSYCHOLOGICAL = "PSYCH", N_("Psychological support")
    LIVELIHOOD = "LIVELI", N_("Economic inclusion")
    ACCESSIBILITY = "ACCESS", N_("Accessibility")
    SOCIAL = "SOCIAL", N_("Social inclusion")
    TRAINING = "TRAIN", N_("Training")
    ASSISTANCE = "ASSIST", N_("Assistance to victims")
    COORDINATION = "COORD", N_("Coordination")
    OTHER = "OTHER", C_("activity type", "Other activity")


class ActivityStatus(Coded):
    PLANNED = "planned", C_("activity status", "Planned")
    IN_PROGRESS = "in_progress", C_("activity status", "In progress")
    COMPLETED = "completed", C_("activity status", "Completed")
    DELAYED = "delayed", C_("activity status", "Delayed")
    STOPPED = "stopped", C_("activity status", "Stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Work with a start, an end, a place, a quantity and a cost, for which support may be asked."""

    id: ActivityId
    plan: Annotated[PlanId | None, Spec(label=N_("Plan"))] = None
    objective: Annotated[ObjectiveId | None, Spec(label=N_("Objective"))] = None
    code: Annotated[
        str,
        Spec(
            label=N_("Number"), help=N_("The number of the activity in the plan."), limits=(0, 30)
        ),
    ] = ""
    article: Annotated[Article | None, Spec(label=N_("Article"), required=True)] = None
    type: Annotated[ActivityType | None, Spec(label=N_("Kind of work"), required=True)] = None
    title: Annotated[Texts, Spec(label=N_("Activity"), required=True, limits=(0, 300))] = NO_TEXTS
    description: Annotated[Texts, Spec(label=N_("Description"), limits=(0, 4000))] = NO_TEXTS
    place: Annotated[
        Texts,
        Spec(
            label=N_("Place"),
            help=N_("A district, canton, municipality or site, not the whole country."),
            required=True,
            limits=(0, 300),
        ),
    ] = NO_TEXTS
    position: Annotated[Position | None, Spec(label=N_("Position"))] = None
    areas: Annotated[tuple[HazardousAreaId, ...], Spec(label=N_("Hazardous areas concerned"))] = ()
    period: Annotated[
        Period | None,
        Spec(label=N_("Start and end"), required=True),
    ] = None
    status: Annotated[ActivityStatus | None, Spec(label=N_("Status"))] = None
    after: Annotated[
        tuple[ActivityId, ...],
        Spec(
            label=N_("Starts after"),
            help=N_("Activities that must be finished before this one can start."),
        ),
    ] = ()
    quantity: Annotated[
        Quantity | None,
        Spec(
            label=N_("Quantity and unit"),
            help=N_("What will be produced: square metres, people, items, sessions."),
            required=True,
        ),
    ] = None
    unit_cost: Annotated[Money | None, Spec(label=N_("Cost per unit"))] = None
    unit_cost_note: Annotated[
        Texts,
        Spec(
            label=N_("Explanation of the cost per unit"),
            help=N_("Needed when it lies outside the country's own past range."),
            limits=(0, 1000),
        ),
    ] = NO_TEXTS
    cost: Annotated[Money | None, Spec(label=N_("Total cost"), required=True)] = None
    responsible: Annotated[
        OrganisationId | None, Spec(label=N_("Responsible institution"), required=True)
    ] = None
    implementer: Annotated[OrganisationId | None, Spec(label=N_("Carried out by"))] = None
    framework: Annotated[
        Texts,
        Spec(
            label=N_("National framework"),
            help=N_("The national plan, strategy or budget the activity belongs to."),
            limits=(0, 300),
        ),
    ] = NO_TEXTS
    handover: Annotated[
        Texts,
        Spec(
            label=N_("Hand-over to a national service"),
            help=N_("Which national service carries the work on, and from when."),
            limits=(0, 1000),
        ),
    ] = NO_TEXTS
    handover_on: Annotated[PartialDate | None, Spec(label=N_("Handed over from"))] = None
    direct: Annotated[
        People | None,
        Spec(
            label=N_("People who benefit directly"),
            help=N_("Counts only, never names. Zero means none counted."),
        ),
    ] = None
    indirect: Annotated[
        People | None,
        Spec(
            label=N_("People who benefit indirectly"),
            help=N_("Kept apart from direct beneficiaries and never added to them."),
        ),
    ] = None
    single_year_reason: Annotated[
        Texts,
        Spec(label=N_("Reason for a single budget year"), limits=(0, 1000)),
    ] = NO_TEXTS
    deadline_note: Annotated[
        Texts,
        Spec(
            label=N_("Explanation when outside plan or deadline"),
            limits=(0, 1000),
        ),
    ] = NO_TEXTS
    low_cost_option: Annotated[
        Texts,
        Spec(
            label=N_("Low-cost option considered"),
            help=N_("For a small stockpile: which simple method was considered, and the result."),
            limits=(0, 1000),
        ),
    ] = NO_TEXTS
    method: Annotated[MethodCode | None, Spec(label=N_("Destruction method"))] = None
    internal_note: Annotated[
        str,
        Spec(label=N_("Internal note"), limits=(0, 4000), audience=Audience.OFFICE),
    ] = ""
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What an activity is to produce in one year, and what it produced."""

    id: MilestoneId
    activity: Annotated[ActivityId | None, Spec(label=N_("Activity"), required=True)] = None
    year: Annotated[
        int | None,
        Spec(label=N_("Year"), unit=None, required=True, limits=(1990, 2100)),
    ] = None
    planned: Annotated[
        int | None, Spec(label=N_("Planned quantity"), required=True, limits=(0, 10**15))
    ] = None
    achieved: Annotated[int | None, Spec(label=N_("Achieved quantity"), limits=(0, 10**15))] = None
    title: Annotated[Texts, Spec(label=N_("Milestone"), limits=(0, 300))] = NO_TEXTS
    notes: Notes = NO_NOTES
