"""The fields the needs-and-plan paper leaves out, each with its reason; a test holds it to that."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import LandRelease
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.cooperation import Lesson
from ccmdesk.model.edition import Edition, ExtensionRequest, TransparencyReport
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.state import StateParty
from ccmdesk.model.stockpile import MunitionType

_ONE_PLAN = "the paper is about one plan"
_WHO = "it decides who may see the record and is no part of its content"
_REPORT = "the Article 7 report prints it"
_REQUEST = "the extension request prints it"
_SUMS = "budget lines are printed as sums by year, role and funder"
_WRITTEN = "the paper is written that way"
_FILE = "it is about the file, not about the plan"

NOT_PRINTED: Mapping[tuple[type, str], str] = MappingProxyType(
    {
        (Activity, "plan"): _ONE_PLAN,
        (Objective, "plan"): _ONE_PLAN,
        (Edition, "plan"): _ONE_PLAN,
        (Plan, "illustrative"): "the banner on every page says it",
        (LandRelease, "whole_programme"): "such sums stand in a table of their own",
        (Meeting, "kind"): "the title of the meeting says it",
        (StateParty, "digits"): _WRITTEN,
        (StateParty, "month_names"): _WRITTEN,
        (StateParty, "calendar_label"): _WRITTEN,
        (MunitionType, "photo"): "the paper holds no photographs",
        (BudgetLine, "activity"): _SUMS,
        (BudgetLine, "agreement"): _SUMS,
        (BudgetLine, "modality"): "sums are by the kinds of support the needs ask for",
        (BudgetLine, "funder"): "the organisation is printed when one is named",
        (Need, "visibility"): _WHO,
        (Offer, "visibility"): _WHO,
        (Lesson, "visibility"): _WHO,
        (Attachment, "visibility"): _WHO,
        (Attachment, "size_bytes"): _FILE,
        (Attachment, "sha256"): _FILE,
        (Edition, "manifest_code"): "the package itself carries it",
        (Edition, "approved_office"): "the name and role of who approved are printed",
        (Edition, "approved_code"): "the check code of the submission is printed",
        (Plan, "approved_code"): "the title block says whether the approval still holds",
        (Edition, "packs"): "the versions in use are printed",
        (TransparencyReport, "unchanged_since"): _REPORT,
        (TransparencyReport, "changed_forms"): _REPORT,
        (TransparencyReport, "not_applicable_forms"): _REPORT,
        (TransparencyReport, "measures"): _REPORT,
        (TransparencyReport, "conversion"): _REPORT,
        (TransparencyReport, "other_matters"): _REPORT,
        **{
            (ExtensionRequest, name): _REQUEST
            for name in (
                "extension",
                "reasons",
                "past_work",
                "future_work",
                "previous_extension",
                "exceptional",
                "other_information",
            )
        },
    }
)
"""Fields of the office alone are never printed and need no reason here."""
