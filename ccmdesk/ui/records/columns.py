"""The columns a list of records shows, chosen by hand for each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine, ExchangeRate
from ccmdesk.model.cooperation import (
    Agreement,
    AssistanceFlow,
    Challenge,
    Coalition,
    Lesson,
    Organisation,
)
from ccmdesk.model.edition import Edition, ExtensionRequest, TransparencyReport
from ccmdesk.model.evidence import Attachment, Source, Term
from ccmdesk.model.facts import Field, field_map
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.meeting import ActionProgress, Meeting
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Extension, Obligation, StateParty
from ccmdesk.model.stockpile import Destruction, MunitionType, Retention, Stock
from ccmdesk.model.values import Money, PartialDate, People, Period
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service

COLUMNS: Mapping[type, str] = MappingProxyType(
    {
        StateParty: "country standing entry_into_force authority",
        Obligation: "duty status base_date deadline completed_on",
        Extension: "obligation status requested_on requested_until granted_until",
        Meeting: "title kind start end place",
        ActionProgress: "action status as_of evidence",
        Plan: "title period articles status approved_on",
        Objective: "code title article period target",
        Activity: "code title type place period cost status",
        Milestone: "activity year title planned achieved",
        Indicator: "title activity baseline_value target monitoring_date",
        Measurement: "indicator measured_on value people",
        BudgetLine: "activity role year amount funder",
        ExchangeRate: "from_currency to_currency rate day source",
        HazardousArea: "code name province district kind status size_m2",
        LandRelease: "year area place method cancelled_m2 reduced_m2 cleared_m2",
        AnnualPosition: "year suspected_m2 confirmed_m2 closing_m2 new_m2",
        RiskEducation: "period place method sessions direct provider",
        MunitionType: "code kind family submunitions explosive_g",
        Stock: "munition origin quantity submunitions place",
        Destruction: "munition destroyed_on quantity submunitions method site",
        Retention: "munition year quantity submunitions purpose used",
        CasualtyCounts: "year device killed injured people",
        NeedsAssessment: "code title assessed_on people needing",
        Service: "title type provider place capacity yearly_cost",
        Need: "code title modalities period cost priority follow_up",
        Offer: "title organisation article modalities period",
        Organisation: "name roles country articles contact",
        Agreement: "code title members period amount status",
        Coalition: "name lead members period",
        AssistanceFlow: "year direction organisation sector amount",
        Challenge: "title obligation raised_on next_step next_date",
        Lesson: "title activity article visibility",
        Source: "code title kind dated publisher checked",
        Attachment: "title file_name dated size_bytes visibility",
        Term: "term meaning",
        Edition: "number state dated meeting languages missing",
        TransparencyReport: "year initial submitted_on changed_forms",
        ExtensionRequest: "extension reasons",
    }
)
"""Field names in reading order."""


SHOWN_INSTEAD: Mapping[tuple[type, str], str] = MappingProxyType(
    {(BudgetLine, "funder"): "organisation"}
)
"""Fields typed in one language, for which a list shows the record they name where there is one."""


def columns_of(kind: type[Any]) -> tuple[Field, ...]:
    """Return the fields of the columns of *kind*; raises KeyError for a name it does not have."""
    facts = field_map(kind)
    return tuple(facts[name] for name in COLUMNS[kind].split())


def is_number(field: Field) -> bool:
    """Whether a column holds figures, which are set to the right in both directions."""
    return field.type in {int, Decimal, Money} and field.name != "year"


def is_date(field: Field) -> bool:
    """Whether a column holds days, months or years, which say nothing when they are cut."""
    return field.type in {dt.date, PartialDate, Period} or field.name == "year"


def is_people(field: Field) -> bool:
    """Whether a column holds people by sex and age, of which a list shows the total."""
    return field.type is People
