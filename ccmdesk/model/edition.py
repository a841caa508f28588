"""What was or will be filed: numbered editions, Article 7 reports, extension requests."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, LanguageTag
from ccmdesk.model.facts import Audience, Spec
from ccmdesk.model.ids import (
    EditionId,
    ExtensionId,
    ExtensionRequestId,
    MeetingId,
    PlanId,
    TransparencyReportId,
)
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, Texts
from ccmdesk.model.words import C_, N_


class EditionState(Coded):
    WORKING = "working", C_("edition", "Working")
    SUBMITTED = "submitted", C_("edition", "Submitted")
    SUPERSEDED = "superseded", C_("edition", "Superseded")


SENT = frozenset({EditionState.SUBMITTED, EditionState.SUPERSEDED})
"""The states of what may be in other hands."""


class ApprovalState(Coded):
    """Whether the authority stands behind the content as it is."""

    DRAFT = "draft", C_("approval", "Draft, not approved")
    APPROVED = "approved", C_("approval", "Approved")
    CHANGED = "changed", C_("approval", "Changed since its approval")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One submission of the plan; its number only rises and it names the one before.

    While it is worked on, *approved_code* is the content that was approved for it; once it is sent,
    *approval* says how that stood then.
    """

    id: EditionId
    plan: Annotated[PlanId | None, Spec(label=N_("Plan"))] = None
    number: Annotated[int | None, Spec(label=N_("Number"), required=True, limits=(1, 10**9))] = None
    state: Annotated[EditionState | None, Spec(label=N_("State of the edition"))] = None
    meeting: Annotated[MeetingId | None, Spec(label=N_("Meeting"))] = None
    dated: Annotated[dt.date | None, Spec(label=N_("Date"))] = None
    languages: Annotated[tuple[LanguageTag, ...], Spec(label=N_("Languages"))] = ()
    check_code: Annotated[str, Spec(label=N_("Check code of the content"), limits=(0, 64))] = ""
    manifest_code: Annotated[str, Spec(label=N_("Check code of the package"), limits=(0, 64))] = ""
    packs: Annotated[
        str,
        Spec(label=N_("Versions of the reference data"), limits=(0, 1000)),
    ] = ""
    missing: Annotated[
        int | None, Spec(label=N_("Points missing when submitted"), limits=(0, 10**9))
    ] = None
    approval: Annotated[
        ApprovalState | None, Spec(label=N_("Approval when submitted"), since=3)
    ] = None
    approved_by: Annotated[Texts, Spec(label=N_("Approved by"), limits=(0, 300), since=3)] = (
        NO_TEXTS
    )
    approved_role: Annotated[
        Texts, Spec(label=N_("Role of who approved"), limits=(0, 300), since=3)
    ] = NO_TEXTS
    approved_office: Annotated[
        str, Spec(label=N_("Office of who approved"), limits=(0, 300), since=3)
    ] = ""
    approved_on: Annotated[dt.date | None, Spec(label=N_("Approved on"), since=3)] = None
    approved_code: Annotated[
        str, Spec(label=N_("Check code of what was approved"), limits=(0, 64), since=3)
    ] = ""
    masked_below: Annotated[
        int | None,
        Spec(label=N_("Counts of people masked below"), limits=(3, 100), since=4),
    ] = None
    remark: Annotated[
        str, Spec(label=N_("Internal note"), limits=(0, 4000), audience=Audience.OFFICE)
    ] = ""
    notes: Notes = NO_NOTES


class FormState(Coded):
    """What the cover page of the report says of a form."""

    CHANGED = "changed", C_("form", "Changed")
    UNCHANGED = "unchanged", C_("form", "Unchanged")
    NOT_APPLICABLE = "not_applicable", C_("form", "Not applicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyReport:
    """An Article 7 report for one calendar year; its forms are filled from the other records."""

    id: TransparencyReportId
    year: Annotated[int | None, Spec(label=N_("Year"), required=True, limits=(2010, 2100))] = None
    initial: Annotated[bool | None, Spec(label=N_("Initial report"))] = None
    form_version: Annotated[str, Spec(label=N_("Version of the forms"), limits=(0, 40))] = ""
    submitted_on: Annotated[dt.date | None, Spec(label=N_("Submitted on"))] = None
    unchanged_since: Annotated[
        int | None, Spec(label=N_("Unchanged since the report for"), limits=(2010, 2100))
    ] = None
    changed_forms: Annotated[
        str,
        Spec(
            label=N_("Changed forms"),
            help=N_("Letters of the English forms, such as B, F, H. Leave it empty to compare."),
            limits=(0, 60),
        ),
    ] = ""
    not_applicable_forms: Annotated[
        str,
        Spec(
            label=N_("Forms that do not apply"),
            help=N_("Letters of the English forms, such as C, E."),
            limits=(0, 60),
        ),
    ] = ""
    measures: Annotated[
        Texts, Spec(label=N_("National implementation measures"), limits=(0, 8000))
    ] = NO_TEXTS
    conversion: Annotated[
        Texts,
        Spec(
            label=N_("Conversion or decommissioning of production facilities"),
            help=N_("Each facility, where it is, and how far its conversion is (Article 7.1 (d))."),
            limits=(0, 8000),
            since=2,
        ),
    ] = NO_TEXTS
    other_matters: Annotated[Texts, Spec(label=N_("Other relevant matters"), limits=(0, 8000))] = (
        NO_TEXTS
    )
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequest:
    """The text items of a request (Articles 3.4 and 4.6); figures come from the other records."""

    id: ExtensionRequestId
    extension: Annotated[ExtensionId | None, Spec(label=N_("Extension"), required=True)] = None
    reasons: Annotated[
        Texts, Spec(label=N_("Reasons, with the means available and required"), limits=(0, 8000))
    ] = NO_TEXTS
    past_work: Annotated[Texts, Spec(label=N_("Work done so far"), limits=(0, 8000))] = NO_TEXTS
    future_work: Annotated[
        Texts, Spec(label=N_("Preparation of future work"), limits=(0, 8000))
    ] = NO_TEXTS
    previous_extension: Annotated[
        Texts,
        Spec(label=N_("What was done in the previous extension"), limits=(0, 8000)),
    ] = NO_TEXTS
    exceptional: Annotated[
        Texts,
        Spec(
            label=N_("Exceptional circumstances"),
            help=N_("Article 3 only: what justifies a further extension."),
            limits=(0, 8000),
        ),
    ] = NO_TEXTS
    other_information: Annotated[
        Texts, Spec(label=N_("Other relevant information"), limits=(0, 8000))
    ] = NO_TEXTS
    notes: Notes = NO_NOTES
