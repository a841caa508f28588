"""The forms of the country, its plan and what it asks for, laid out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.budget import BudgetLine, ExchangeRate
from ccmdesk.model.cooperation import Challenge, Lesson
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.meeting import ActionProgress, Meeting
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.state import Extension, Obligation, StateParty
from ccmdesk.model.words import N_
from ccmdesk.ui.records.form_group import FIRST, OFFICE, PARTNERS, TEXTS, Group, group

PLAN_FORMS: Mapping[type, tuple[Group, ...]] = MappingProxyType(
    {
        StateParty: (
            group(
                FIRST,
                "country standing",
                "signed deposited",
                "entry_into_force",
                "authority",
                "languages",
                "contact",
            ),
            group(TEXTS, "strategy"),
            group(N_("How papers write digits and dates"), "digits month_names", "calendar_label"),
        ),
        Obligation: (
            group(
                FIRST,
                "duty status",
                "base_date deadline",
                "completed_on",
                "problem",
                "conflict",
                "means_available",
            ),
            group(N_("More about this obligation"), "impeding", "implications"),
        ),
        Extension: (
            group(
                FIRST,
                "obligation",
                "status meeting",
                "requested_on requested_until",
                "granted_until",
                "benchmarks",
            ),
            group(TEXTS, "questions"),
        ),
        Meeting: (
            group(FIRST, "title", "kind place", "start end"),
            group(N_("For the paper"), "agenda_item symbol", "agenda_title"),
        ),
        ActionProgress: (group(FIRST, "action", "status as_of", "evidence"),),
        Plan: (
            group(
                FIRST,
                "title",
                "period",
                "articles",
                "status currency",
                "approved_by",
                "approved_on illustrative",
                "summary",
            ),
            group(
                N_("More about this plan"),
                "approved_role",
                "approved_office reporting_currency",
                "data_split",
                "transition",
                "risks",
                "if_unfunded",
                "facilitation",
                "partners",
                "coordination",
            ),
        ),
        Objective: (group(FIRST, "title", "code article", "plan", "period", "target"),),
        Activity: (
            group(
                FIRST,
                "title",
                "article type",
                "place",
                "period",
                "quantity cost",
                "responsible",
                "status code",
            ),
            group(
                N_("More about the work"),
                "description",
                "plan objective",
                "areas",
                "position method",
                "after",
                "unit_cost",
                "unit_cost_note",
                "implementer",
                "framework",
            ),
            group(N_("People who benefit"), "direct", "indirect"),
            group(N_("After the activity"), "handover", "handover_on"),
            group(N_("Explanations"), "single_year_reason", "deadline_note", "low_cost_option"),
            group(OFFICE, "internal_note"),
        ),
        Milestone: (group(FIRST, "activity", "year", "planned achieved", "title"),),
        Indicator: (
            group(
                FIRST,
                "title",
                "activity",
                "objective",
                "baseline",
                "baseline_value baseline_date",
                "target",
                "verification",
            ),
            group(
                N_("More about this indicator"),
                "baseline_method",
                "monitoring_date",
                "evaluation",
            ),
        ),
        Measurement: (group(FIRST, "indicator", "measured_on value", "people", "evidence"),),
        BudgetLine: (
            group(
                FIRST,
                "activity",
                "role year",
                "amount",
                "funder",
                "organisation",
                "agreement modality",
            ),
        ),
        ExchangeRate: (group(FIRST, "from_currency to_currency", "rate day", "source"),),
        Need: (
            group(
                FIRST,
                "title",
                "activity",
                "article",
                "modalities",
                "period quantity",
                "cost",
                "place contact",
                "own_contribution",
            ),
            group(
                N_("More about this need"),
                "code priority",
                "assessment",
                "description",
                "money_only_reason",
                "multi_year visibility",
                "channels",
            ),
            group(OFFICE, "follow_up next_date", "refusal_reason", "internal_note"),
        ),
        Offer: (
            group(FIRST, "title", "organisation", "article visibility", "modalities", "period"),
            group(N_("More about this offer"), "description", "languages", "conditions", "contact"),
        ),
        Challenge: (
            group(
                FIRST,
                "title",
                "obligation",
                "raised_on next_date",
                "description",
                "effect",
                "next_step",
            ),
            group(PARTNERS, "need", "contacted", "contacted_on"),
        ),
        Lesson: (group(FIRST, "title", "article visibility", "activity", "text", "contact"),),
    }
)
