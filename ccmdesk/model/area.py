"""Hazardous areas, the land released from them, and the yearly position of a country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, MunitionCode
from ccmdesk.model.facts import Audience, Spec, Unit
from ccmdesk.model.ids import AnnualPositionId, HazardousAreaId, LandReleaseId, OrganisationId
from ccmdesk.model.values import (
    NO_NOTES,
    NO_TEXTS,
    Notes,
    PartialDate,
    Period,
    Polygon,
    Position,
    Texts,
)
from ccmdesk.model.words import C_, N_

LARGEST_M2 = 10**13
"""Ten million km², more than any country has contaminated."""


class AreaKind(Coded):
    SUSPECTED = "SHA", N_("Suspected hazardous area")
    CONFIRMED = "CHA", N_("Confirmed hazardous area")


class AreaStatus(Coded):
    OPEN = "open", C_("area status", "Open")
    CLOSED = "closed", C_("area status", "Closed")
    HANDED_OVER = "handed_over", C_("area status", "Handed over")


class Evidence(Coded):
    DIRECT = "direct", C_("evidence", "Direct: remnants were found")
    INDIRECT = "indirect", C_("evidence", "Indirect: reports, records or behaviour")


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardousArea:
    """Land suspected or confirmed to hold cluster munition remnants (Article 7.1 (h))."""

    id: HazardousAreaId
    code: Annotated[str, Spec(label=N_("Number"), required=True, limits=(0, 60))] = ""
    name: Annotated[Texts, Spec(label=N_("Name"), required=True, limits=(0, 200))] = NO_TEXTS
    province: Annotated[Texts, Spec(label=N_("Province"), limits=(0, 200))] = NO_TEXTS
    district: Annotated[Texts, Spec(label=N_("District"), limits=(0, 200))] = NO_TEXTS
    kind: Annotated[
        AreaKind | None,
        Spec(
            label=N_("Suspected or confirmed"),
            help=N_("Confirmed needs direct evidence that remnants are there."),
            required=True,
        ),
    ] = None
    status: Annotated[AreaStatus | None, Spec(label=N_("Status"), required=True)] = None
    size_m2: Annotated[
        int | None,
        Spec(
            label=C_("hazardous area", "Size"),
            unit=Unit.SQUARE_METRE,
            required=True,
            limits=(1, LARGEST_M2),
        ),
    ] = None
    evidence: Annotated[Evidence | None, Spec(label=N_("Evidence"))] = None
    found_on: Annotated[PartialDate | None, Spec(label=N_("Found on"))] = None
    closed_on: Annotated[PartialDate | None, Spec(label=N_("Closed on"))] = None
    munitions: Annotated[tuple[MunitionCode, ...], Spec(label=N_("Types of remnants"))] = ()
    used_when: Annotated[str, Spec(label=N_("When munitions were used"), limits=(0, 200))] = ""
    position: Annotated[Position | None, Spec(label=N_("Position"))] = None
    polygon: Annotated[Polygon | None, Spec(label=N_("Outline"))] = None
    priority: Annotated[int | None, Spec(label=N_("Priority"), limits=(1, 9))] = None
    marked: Annotated[bool | None, Spec(label=N_("Marked or fenced"))] = None
    impact: Annotated[Texts, Spec(label=N_("What the land is needed for"), limits=(0, 2000))] = (
        NO_TEXTS
    )
    remark: Annotated[
        str, Spec(label=N_("Internal note"), limits=(0, 4000), audience=Audience.OFFICE)
    ] = ""
    notes: Notes = NO_NOTES


class ReleaseMethod(Coded):
    NON_TECHNICAL_SURVEY = "NTS", N_("Non-technical survey")
    TECHNICAL_SURVEY = "TS", N_("Technical survey")
    CLEARANCE = "CLEAR", C_("release method", "Clearance")
    BATTLE_AREA_CLEARANCE = "BAC", N_("Battle area clearance")
    EVIDENCE_POINT_SURVEY = "EPS", N_("Evidence-point survey")
    SPOT_TASK = "SPOT", N_("Spot task")
    OTHER = "OTHER", C_("release method", "Other method")


@dataclass(frozen=True, slots=True, kw_only=True)
class LandRelease:
    """Land cancelled, reduced or cleared in a period (Article 7.1 (i)).

    Released is their sum; it is stated only where they are not known apart.
    """

    id: LandReleaseId
    area: Annotated[HazardousAreaId | None, Spec(label=N_("Hazardous area"))] = None
    year: Annotated[int | None, Spec(label=N_("Year"), required=True, limits=(1945, 2100))] = None
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"))] = None
    place: Annotated[Texts, Spec(label=N_("Place"), limits=(0, 300))] = NO_TEXTS
    method: Annotated[ReleaseMethod | None, Spec(label=N_("Method"))] = None
    cancelled_m2: Annotated[
        int | None,
        Spec(
            label=N_("Cancelled"),
            help=N_("Taken off the list because non-technical survey found no evidence."),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
        ),
    ] = None
    reduced_m2: Annotated[
        int | None,
        Spec(
            label=N_("Reduced"),
            help=N_("Taken off the list after technical survey found no evidence."),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
        ),
    ] = None
    cleared_m2: Annotated[
        int | None,
        Spec(
            label=C_("land release", "Cleared"),
            help=N_("Searched completely to a stated depth, every remnant removed or destroyed."),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
        ),
    ] = None
    released_m2: Annotated[
        int | None,
        Spec(
            label=C_("land release", "Released in all"),
            help=N_("Only when the split into cancelled, reduced and cleared is not known."),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
            since=2,
        ),
    ] = None
    depth_cm: Annotated[
        int | None,
        Spec(label=N_("Depth searched"), unit=Unit.CENTIMETRE, limits=(0, 10_000)),
    ] = None
    submunitions_destroyed: Annotated[
        int | None,
        Spec(label=N_("Submunitions destroyed"), unit=Unit.ITEM, limits=(0, 10**12)),
    ] = None
    other_items_destroyed: Annotated[
        int | None,
        Spec(label=N_("Other explosive items destroyed"), unit=Unit.ITEM, limits=(0, 10**12)),
    ] = None
    locations: Annotated[int | None, Spec(label=N_("Number of locations"), limits=(0, 10**9))] = (
        None
    )
    standard: Annotated[str, Spec(label=N_("Standard applied"), limits=(0, 200))] = ""
    quality_result: Annotated[
        Texts, Spec(label=N_("Result of the quality control"), limits=(0, 500))
    ] = NO_TEXTS
    operator: Annotated[OrganisationId | None, Spec(label=N_("Operator"))] = None
    whole_programme: Annotated[
        bool | None,
        Spec(
            label=N_("Sum of the whole programme"),
            help=N_("The figures cover all years up to this one and are not added to them."),
        ),
    ] = None
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPosition:
    """The books of contaminated land at the end of a year.

    Opening plus newly identified less cancelled, reduced and cleared should equal closing; a
    difference is a warning with room for an explanation, never an error.
    """

    id: AnnualPositionId
    year: Annotated[int | None, Spec(label=N_("Year"), required=True, limits=(1945, 2100))] = None
    suspected_m2: Annotated[
        int | None,
        Spec(
            label=N_("Suspected at the end of the year"),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
        ),
    ] = None
    confirmed_m2: Annotated[
        int | None,
        Spec(
            label=N_("Confirmed at the end of the year"),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
        ),
    ] = None
    closing_m2: Annotated[
        int | None,
        Spec(
            label=N_("Total at the end of the year"),
            help=N_("Needed only when suspected and confirmed are not known apart."),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
        ),
    ] = None
    opening_m2: Annotated[
        int | None,
        Spec(
            label=N_("Total at the start of the year"),
            unit=Unit.SQUARE_METRE,
            limits=(0, LARGEST_M2),
        ),
    ] = None
    new_m2: Annotated[
        int | None,
        Spec(
            label=N_("Newly identified in the year"), unit=Unit.SQUARE_METRE, limits=(0, LARGEST_M2)
        ),
    ] = None
    explanation: Annotated[
        Texts,
        Spec(
            label=N_("Explanation of a difference"),
            help=N_("Why the figures of the year do not add up, if they do not."),
            limits=(0, 2000),
        ),
    ] = NO_TEXTS
    notes: Notes = NO_NOTES
