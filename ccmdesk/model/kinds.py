"""Every kind of record by its stored name, with how one is called and told from another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, get_type_hints

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
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.meeting import ActionProgress, Meeting
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Extension, Obligation, StateParty
from ccmdesk.model.stockpile import Destruction, MunitionType, Retention, Stock
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service
from ccmdesk.model.words import C_

_CAPITAL = re.compile(r"(?<!^)([A-Z])")


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    *title* names the fields that tell one record from another, *code* the field that holds its
    number in the plan. *one* and *many* are labels. Kinds *by_name* are listed by their names; all
    others in the order they were made, until something else is asked for.
    """

    record: type[Any]
    one: str
    many: str
    title: tuple[str, ...]
    code: str | None = None
    by_name: bool = False

    @cached_property
    def name(self) -> str:
        """The stored name, in snake case: hazardous_area."""
        return _CAPITAL.sub(r"_\1", self.record.__name__).lower()

    @property
    def number(self) -> str | None:
        """The field of the number in the plan; None where the code is the name itself."""
        return None if self.code in self.title else self.code

    @cached_property
    def id_type(self) -> Any:
        """The NewType of its ids."""
        return get_type_hints(self.record)["id"]


# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind(StateParty, C_("one record", "State Party"),
         C_("several records", "States Parties"), ("country",)),
    Kind(Obligation, C_("one record", "Obligation"),
         C_("several records", "Obligations"), ("duty",)),
    Kind(Extension, C_("one record", "Extension"),
         C_("several records", "Extensions"), ("obligation", "granted_until")),
    Kind(Meeting, C_("one record", "Meeting"),
         C_("several records", "Meetings"), ("title",)),
    Kind(ActionProgress, C_("one record", "Progress on an action"),
         C_("several records", "Progress on actions"), ("action",)),
    Kind(Plan, C_("one record", "Plan"),
         C_("several records", "Plans"), ("title",)),
    Kind(Objective, C_("one record", "Objective"),
         C_("several records", "Objectives"), ("title",), code="code"),
    Kind(Activity, C_("one record", "Activity"),
         C_("several records", "Activities"), ("title",), code="code"),
    Kind(Milestone, C_("one record", "Milestone"),
         C_("several records", "Milestones"), ("activity", "year")),
    Kind(Indicator, C_("one record", "Indicator"),
         C_("several records", "Indicators"), ("title",)),
    Kind(Measurement, C_("one record", "Measurement"),
         C_("several records", "Measurements"), ("indicator", "measured_on")),
    Kind(BudgetLine, C_("one record", "Budget line"),
         C_("several records", "Budget lines"), ("activity", "role", "year")),
    Kind(ExchangeRate, C_("one record", "Exchange rate"),
         C_("several records", "Exchange rates"), ("from_currency", "to_currency", "day")),
    Kind(HazardousArea, C_("one record", "Hazardous area"),
         C_("several records", "Hazardous areas"), ("name",), code="code"),
    Kind(LandRelease, C_("one record", "Land release"),
         C_("several records", "Land releases"), ("year", "area", "place")),
    Kind(AnnualPosition, C_("one record", "Position at year end"),
         C_("several records", "Positions at year end"), ("year",)),
    Kind(RiskEducation, C_("one record", "Risk reduction education"),
         C_("several records", "Risk reduction education"), ("place", "period")),
    Kind(MunitionType, C_("one record", "Munition type"),
         C_("several records", "Munition types"), ("code",), code="code", by_name=True),
    Kind(Stock, C_("one record", "Stock"),
         C_("several records", "Stocks"), ("munition", "origin")),
    Kind(Destruction, C_("one record", "Destruction of stocks"),
         C_("several records", "Destructions of stocks"), ("munition", "destroyed_on")),
    Kind(Retention, C_("one record", "Retained munitions"),
         C_("several records", "Retained munitions"), ("munition", "year")),
    Kind(CasualtyCounts, C_("one record", "Casualty counts"),
         C_("several records", "Casualty counts"), ("year", "device")),
    Kind(NeedsAssessment, C_("one record", "Needs assessment"),
         C_("several records", "Needs assessments"), ("title",), code="code"),
    Kind(Service, C_("one record", "Service for victims"),
         C_("several records", "Services for victims"), ("title",)),
    Kind(Need, C_("one record", "Need"),
         C_("several records", "Needs"), ("title",), code="code"),
    Kind(Offer, C_("one record", "Offer"),
         C_("several records", "Offers"), ("title",)),
    Kind(Organisation, C_("one record", "Organisation"),
         C_("several records", "Organisations"), ("name",), by_name=True),
    Kind(Agreement, C_("one record", "Agreement"),
         C_("several records", "Agreements"), ("title",), code="code"),
    Kind(Coalition, C_("one record", "Country coalition"),
         C_("several records", "Country coalitions"), ("name",), by_name=True),
    Kind(AssistanceFlow, C_("one record", "Flow of assistance"),
         C_("several records", "Flows of assistance"), ("year", "direction", "amount")),
    Kind(Challenge, C_("one record", "Challenge"),
         C_("several records", "Challenges"), ("title",)),
    Kind(Lesson, C_("one record", "Lesson"),
         C_("several records", "Lessons"), ("title",)),
    Kind(Source, C_("one record", "Source"),
         C_("several records", "Sources"), ("title",), code="code"),
    Kind(Attachment, C_("one record", "Attachment"),
         C_("several records", "Attachments"), ("title",)),
    Kind(Term, C_("one record", "Term"),
         C_("several records", "Terms"), ("term",), by_name=True),
    Kind(Edition, C_("one record", "Edition"),
         C_("several records", "Editions"), ("number", "dated")),
    Kind(TransparencyReport, C_("one record", "Article 7 report"),
         C_("several records", "Article 7 reports"), ("year",)),
    Kind(ExtensionRequest, C_("one record", "Extension request"),
         C_("several records", "Extension requests"), ("extension",)),
)
# fmt: on

BY_NAME: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in KINDS})
BY_RECORD: Mapping[type, Kind] = MappingProxyType({kind.record: kind for kind in KINDS})
BY_ID_TYPE: Mapping[Any, Kind] = MappingProxyType({kind.id_type: kind for kind in KINDS})


def kind_of(record: object) -> Kind:
    """Return the kind of a record value."""
    return BY_RECORD[type(record)]
