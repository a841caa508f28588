"""The forms of areas, stocks, victims, partners and papers, laid out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.cooperation import Agreement, AssistanceFlow, Coalition, Organisation
from ccmdesk.model.edition import Edition, ExtensionRequest, TransparencyReport
from ccmdesk.model.evidence import Attachment, Source, Term
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.stockpile import Destruction, MunitionType, Retention, Stock
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service
from ccmdesk.model.words import N_
from ccmdesk.ui.records.form_group import FIRST, MORE, OFFICE, PARTNERS, TEXTS, Group, group

FACT_FORMS: Mapping[type, tuple[Group, ...]] = MappingProxyType(
    {
        HazardousArea: (
            group(
                FIRST,
                "code kind",
                "name",
                "province district",
                "status size_m2",
                "evidence found_on",
            ),
            group(
                N_("More about this area"),
                "position priority",
                "munitions",
                "used_when",
                "marked closed_on",
                "polygon",
                "impact",
            ),
            group(OFFICE, "remark"),
        ),
        LandRelease: (
            group(
                FIRST,
                "year method",
                "area",
                "place",
                "cancelled_m2 reduced_m2",
                "cleared_m2 depth_cm",
                "submunitions_destroyed other_items_destroyed",
            ),
            group(
                N_("More about this release"),
                "period",
                "locations whole_programme",
                "operator",
                "standard",
                "quality_result",
            ),
        ),
        AnnualPosition: (
            group(
                FIRST,
                "year closing_m2",
                "suspected_m2 confirmed_m2",
                "opening_m2 new_m2",
                "explanation",
            ),
        ),
        RiskEducation: (
            group(
                FIRST,
                "period",
                "place",
                "method sessions",
                "groups",
                "direct",
                "indirect",
            ),
            group(PARTNERS, "activity", "provider"),
        ),
        MunitionType: (
            group(
                FIRST,
                "code kind",
                "family delivery",
                "submunitions explosive_g",
                "dimensions",
            ),
            group(
                N_("For recognition and clearance"), "fuzing", "metal", "clearance_facts", "photo"
            ),
        ),
        Stock: (
            group(
                FIRST,
                "munition",
                "origin found_on",
                "quantity submunitions",
                "place",
                "lots",
            ),
        ),
        Destruction: (
            group(
                FIRST,
                "munition destroyed_on",
                "quantity submunitions",
                "method",
                "site",
                "stock",
            ),
            group(MORE, "lots", "standard"),
        ),
        Retention: (
            group(
                FIRST,
                "munition year",
                "quantity submunitions",
                "purpose used",
                "planned_use",
                "actual_use",
            ),
            group(N_("Transfer and lots"), "transfer transferred_on", "other_state", "lots"),
        ),
        CasualtyCounts: (
            group(FIRST, "year device", "killed injured", "people", "with_disability all_years"),
        ),
        NeedsAssessment: (
            group(
                FIRST,
                "title",
                "code assessed_on",
                "method",
                "coverage",
                "people",
                "needing",
            ),
            group(TEXTS, "findings", "consultation", "consulted_on"),
        ),
        Service: (
            group(
                FIRST,
                "title",
                "type",
                "provider",
                "place",
                "framework",
                "capacity yearly_cost",
                "served",
            ),
            group(MORE, "period", "accessibility"),
        ),
        Organisation: (
            group(
                FIRST,
                "name",
                "roles",
                "country contact_checked_on",
                "articles",
                "contact",
            ),
            group(OFFICE, "remark"),
        ),
        Agreement: (
            group(
                FIRST,
                "title",
                "members",
                "code article",
                "period",
                "amount",
                "status review_on",
            ),
            group(TEXTS, "text"),
        ),
        Coalition: (
            group(FIRST, "name", "lead", "members", "period", "objective"),
            group(TEXTS, "promises", "minutes", "result"),
        ),
        AssistanceFlow: (
            group(
                FIRST,
                "year direction",
                "organisation",
                "amount",
                "article sector",
                "modality other_state",
                "agreement",
                "purpose",
            ),
        ),
        Source: (
            group(
                FIRST,
                "title",
                "code kind",
                "dated checked",
                "publisher",
                "address",
                "remark",
            ),
        ),
        Attachment: (
            group(FIRST, "title", "file_name", "dated visibility"),
            group(OFFICE, "remark"),
        ),
        Term: (group(FIRST, "term", "meaning"),),
        Edition: (
            group(FIRST, "number state", "plan", "meeting dated", "languages"),
            group(OFFICE, "remark"),
        ),
        TransparencyReport: (
            group(
                FIRST,
                "year submitted_on",
                "initial unchanged_since",
                "form_version",
                "changed_forms not_applicable_forms",
            ),
            group(TEXTS, "measures", "conversion", "other_matters"),
        ),
        ExtensionRequest: (
            group(FIRST, "extension", "reasons", "past_work", "future_work"),
            group(MORE, "previous_extension", "exceptional", "other_information"),
        ),
    }
)
