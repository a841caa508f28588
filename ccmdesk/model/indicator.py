"""How the result of an activity is measured, and what was measured."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.facts import Spec
from ccmdesk.model.ids import ActivityId, IndicatorId, MeasurementId, ObjectiveId
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, PartialDate, People, Quantity, Texts
from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is counted, from which baseline to which target, and how it is verified."""

    id: IndicatorId
    activity: Annotated[ActivityId | None, Spec(label=N_("Activity"))] = None
    objective: Annotated[ObjectiveId | None, Spec(label=N_("Objective"))] = None
    title: Annotated[Texts, Spec(label=N_("Indicator"), required=True, limits=(0, 300))] = NO_TEXTS
    baseline: Annotated[
        Texts,
        Spec(
            label=N_("Baseline"),
            help=N_("The situation before the work starts, as published or measured."),
            required=True,
            limits=(0, 500),
        ),
    ] = NO_TEXTS
    baseline_value: Annotated[Quantity | None, Spec(label=N_("Baseline in figures"))] = None
    baseline_date: Annotated[
        PartialDate | None, Spec(label=N_("Date of the baseline"), required=True)
    ] = None
    baseline_method: Annotated[
        Texts,
        Spec(
            label=N_("Method of the baseline"),
            help=N_("How the baseline was found: survey, count, register, estimate."),
            limits=(0, 500),
        ),
    ] = NO_TEXTS
    target: Annotated[Quantity | None, Spec(label=N_("Target"))] = None
    verification: Annotated[Texts, Spec(label=N_("Means of verification"), limits=(0, 500))] = (
        NO_TEXTS
    )
    monitoring_date: Annotated[dt.date | None, Spec(label=N_("Next monitoring date"))] = None
    evaluation: Annotated[Texts, Spec(label=N_("Evaluation note"), limits=(0, 4000))] = NO_TEXTS
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value of an indicator on one date."""

    id: MeasurementId
    indicator: Annotated[IndicatorId | None, Spec(label=N_("Indicator"), required=True)] = None
    measured_on: Annotated[PartialDate | None, Spec(label=N_("Measured on"), required=True)] = None
    value: Annotated[Quantity | None, Spec(label=N_("Value"), required=True)] = None
    people: Annotated[People | None, Spec(label=N_("People, by sex and age"))] = None
    evidence: Annotated[Texts, Spec(label=N_("Evidence"), limits=(0, 2000))] = NO_TEXTS
    notes: Notes = NO_NOTES
