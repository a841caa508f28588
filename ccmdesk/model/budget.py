"""What an activity needs and who pays, year by year, in which currencies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from ccmdesk.model.codes import Coded, CurrencyCode, ModalityCode
from ccmdesk.model.facts import Spec
from ccmdesk.model.ids import (
    ActivityId,
    AgreementId,
    BudgetLineId,
    ExchangeRateId,
    OrganisationId,
    SourceId,
)
from ccmdesk.model.values import NO_NOTES, Money, Notes
from ccmdesk.model.words import C_, N_


class BudgetRole(Coded):
    """What the amount of a budget line says; the gap is computed from them, never typed."""

    NEEDED = "needed", C_("budget", "Needed")
    NATIONAL = "national", C_("budget", "National contribution")
    PLEDGED = "pledged", C_("budget", "Pledged from abroad")
    IN_KIND = "in_kind", C_("budget", "Pledged in kind")
    PAID = "paid", C_("budget", "Paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One amount for one activity in one year; without a year it is for the whole activity."""

    id: BudgetLineId
    activity: Annotated[ActivityId | None, Spec(label=N_("Activity"), required=True)] = None
    role: Annotated[BudgetRole | None, Spec(label=N_("What the amount is"), required=True)] = None
    year: Annotated[
        int | None,
        Spec(
            label=N_("Year"),
            help=N_("Leave it empty when the amount is known for the whole activity only."),
            limits=(1990, 2100),
        ),
    ] = None
    amount: Annotated[Money | None, Spec(label=N_("Amount"), required=True)] = None
    funder: Annotated[
        str,
        Spec(
            label=N_("Budget or donor"),
            help=N_("The national budget line or the donor the amount comes from."),
            limits=(0, 300),
        ),
    ] = ""
    organisation: Annotated[OrganisationId | None, Spec(label=N_("Organisation"))] = None
    agreement: Annotated[AgreementId | None, Spec(label=N_("Agreement"))] = None
    modality: Annotated[ModalityCode | None, Spec(label=N_("Kind of support"))] = None
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """What one unit of a currency was worth in another on one day, as its source says."""

    id: ExchangeRateId
    from_currency: Annotated[
        CurrencyCode | None, Spec(label=N_("From currency"), required=True, since=3)
    ] = None
    to_currency: Annotated[
        CurrencyCode | None, Spec(label=N_("To currency"), required=True, since=3)
    ] = None
    rate: Annotated[
        Decimal | None,
        Spec(
            label=N_("Rate"),
            help=N_("So much of the second currency is one unit of the first, such as 1.95583."),
            required=True,
            since=3,
        ),
    ] = None
    day: Annotated[
        dt.date | None,
        Spec(
            label=N_("Day of the rate"),
            help=N_("It is used from this day on, until there is a later one."),
            required=True,
            since=3,
        ),
    ] = None
    source: Annotated[
        SourceId | None, Spec(label=N_("Source of the rate"), required=True, since=3)
    ] = None
    notes: Notes = NO_NOTES
