"""Which fields each criterion looks at: who fills one in can read what asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ccmdesk.rules.specificity import (
    cost,
    gap,
    links,
    outlook,
    output,
    survey,
    timing,
    victims,
    where,
)
from ccmdesk.rules.specificity.criterion import Criterion

LOOKS_AT: Mapping[Criterion, str] = MappingProxyType(
    {
        links.ARTICLE: "need.article",
        links.ACTIVITY: "need.activity",
        links.MODALITY: "need.modalities need.money_only_reason",
        timing.DATES: "activity.period",
        timing.DEADLINE: "activity.period activity.deadline_note activity.article plan.period",
        output.QUANTITY: "activity.quantity need.quantity",
        cost.YEARLY: "activity.cost activity.unit_cost budget_line.amount budget_line.year",
        gap.MEANS: "budget_line.amount budget_line.role",
        gap.GAP: "budget_line.amount budget_line.role budget_line.year activity.cost",
        cost.NATIONAL: "budget_line.role budget_line.amount budget_line.funder",
        cost.SEVERAL: "activity.single_year_reason budget_line.year budget_line.agreement",
        output.BASELINE: "indicator.baseline indicator.baseline_value indicator.baseline_date"
        " indicator.baseline_method",
        where.PLACE: "activity.place activity.areas",
        output.MILESTONES: "milestone.year milestone.planned",
        cost.UNIT_COST: "activity.unit_cost activity.unit_cost_note",
        survey.LOW_COST: "activity.low_cost_option activity.method",
        where.RESPONSIBLE: "activity.responsible organisation.contact",
        output.INDICATOR: "indicator.title indicator.verification indicator.monitoring_date",
        victims.PEOPLE: "activity.direct activity.indirect",
        victims.FRAMEWORK: "activity.framework activity.handover activity.handover_on",
        survey.SPLIT: "plan.data_split hazardous_area.kind",
        survey.SURVEY: "activity.areas activity.period activity.type",
        victims.ASSESSMENT: "needs_assessment.assessed_on"
        " needs_assessment.consultation needs_assessment.consulted_on",
        outlook.TRANSITION: "plan.transition",
        outlook.RISKS: "plan.risks plan.if_unfunded plan.facilitation plan.partners",
    }
)
"""Fields as kind.field, by their stored names."""


def asked_by(kind: str, field: str) -> Iterator[Criterion]:
    """Yield the criteria that look at a field."""
    wanted = f"{kind}.{field}"
    for criterion, fields in LOOKS_AT.items():
        if wanted in fields.split():
            yield criterion
