"""The State Party, its obligations and the extensions it was granted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, LanguageTag, StateCode
from ccmdesk.model.conventions import Digits, MonthNames
from ccmdesk.model.facts import Audience, Spec
from ccmdesk.model.ids import ExtensionId, MeetingId, ObligationId, StatePartyId
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, PartialDate, Texts
from ccmdesk.model.words import C_, N_


class Article(Coded):
    """The article a plan, an activity or a need serves."""

    STOCKPILES = "3", N_("Article 3: stockpile destruction")
    CLEARANCE = "4", N_("Article 4: clearance and risk reduction education")
    VICTIMS = "5", N_("Article 5: victim assistance")


class Duty(Coded):
    """An obligation with its own clock."""

    ARTICLE_3 = "3", N_("Article 3: stockpile destruction")
    ARTICLE_4A = "4a", N_("Article 4.1 (a): remnants present at entry into force")
    ARTICLE_4B = "4b", N_("Article 4.1 (b): remnants created after entry into force")
    ARTICLE_5 = "5", N_("Article 5: victim assistance")

    @property
    def article(self) -> Article:
        return Article(self.value[0])


class ObligationStatus(Coded):
    OPEN = "open", C_("obligation status", "Open")
    COMPLETED = "completed", C_("obligation status", "Completed")
    RETAINS = "retains", C_("obligation status", "Completed, retains some under Article 3.6")
    UNKNOWN = "unknown", C_("obligation status", "Not known")


class Standing(Coded):
    PARTY = "party", C_("standing", "State Party")
    SIGNATORY = "signatory", C_("standing", "Signatory State")
    WITHDRAWN = "withdrawn", C_("standing", "Withdrawn")
    NOT_PARTY = "not_party", C_("standing", "State not party")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateParty:
    """The country whose plan this is; the deadlines of Articles 3, 4 and 7 count from it."""

    id: StatePartyId
    country: Annotated[StateCode | None, Spec(label=N_("Country"), required=True)] = None
    standing: Annotated[Standing | None, Spec(label=N_("Standing under the Convention"))] = None
    signed: Annotated[dt.date | None, Spec(label=N_("Signed on"))] = None
    deposited: Annotated[
        dt.date | None,
        Spec(
            label=N_("Instrument deposited on"),
            help=N_("The date on which the instrument of ratification or accession was deposited."),
        ),
    ] = None
    entry_into_force: Annotated[
        dt.date | None,
        Spec(
            label=N_("Entry into force"),
            help=N_("The first day of the sixth month after the deposit (Article 17)."),
            required=True,
        ),
    ] = None
    languages: Annotated[tuple[LanguageTag, ...], Spec(label=N_("Working languages"))] = ()
    authority: Annotated[Texts, Spec(label=N_("National authority"), limits=(0, 300))] = NO_TEXTS
    contact: Annotated[
        str,
        Spec(
            label=N_("Contact point"),
            help=N_("Office, telephone and e-mail of the national point of contact."),
            limits=(0, 1000),
        ),
    ] = ""
    strategy: Annotated[
        Texts,
        Spec(
            label=N_("National strategy and framework"),
            help=N_("The national strategy, laws and coordination the plan belongs to."),
            limits=(0, 8000),
        ),
    ] = NO_TEXTS
    digits: Annotated[
        Digits | None,
        Spec(
            label=N_("Digits in papers"),
            help=N_("Latin digits unless chosen; codes and addresses keep Latin digits."),
            since=2,
        ),
    ] = None
    month_names: Annotated[
        MonthNames | None, Spec(label=N_("Names of the months in papers"), since=2)
    ] = None
    calendar_label: Annotated[
        bool | None,
        Spec(
            label=N_("Name the calendar after dates"),
            help=N_("Dates are of the Gregorian calendar always; papers can say so."),
            since=2,
        ),
    ] = None
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty of the State with its own clock; Article 5 has no end date."""

    id: ObligationId
    duty: Annotated[Duty | None, Spec(label=N_("Obligation"), required=True)] = None
    status: Annotated[ObligationStatus | None, Spec(label=N_("Status"), required=True)] = None
    base_date: Annotated[
        dt.date | None,
        Spec(
            label=N_("Clock starts on"),
            help=N_("Entry into force, or the end of active hostilities under Article 4.1 (b)."),
        ),
    ] = None
    deadline: Annotated[
        dt.date | None,
        Spec(
            label=N_("First deadline"),
            help=N_("The deadline before any extension; leave it empty under Article 5."),
        ),
    ] = None
    completed_on: Annotated[PartialDate | None, Spec(label=N_("Completed on"))] = None
    conflict: Annotated[
        Texts,
        Spec(
            label=N_("Conflict concerned"),
            help=N_(
                "Under Article 4.1 (b): the active hostilities in which remnants were created."
            ),
            limits=(0, 500),
        ),
    ] = NO_TEXTS
    problem: Annotated[
        Texts,
        Spec(
            label=N_("What the problem is"),
            help=N_("In two or three sentences: what remains to be done and whom it affects."),
            required=True,
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    means_available: Annotated[
        Texts,
        Spec(
            label=N_("Means available"),
            help=N_("Money, people and equipment the State already has for this obligation."),
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    impeding: Annotated[
        Texts,
        Spec(
            label=N_("Circumstances that impede the work"),
            help=N_("What slowed the work and what may slow it again (Article 4.6 (g))."),
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    implications: Annotated[
        Texts,
        Spec(
            label=N_("Humanitarian, social, economic and environmental implications"),
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    notes: Notes = NO_NOTES


class ExtensionStatus(Coded):
    DRAFT = "draft", C_("extension status", "In preparation")
    REQUESTED = "requested", C_("extension status", "Requested")
    GRANTED = "granted", C_("extension status", "Granted")
    REFUSED = "refused", C_("extension status", "Not granted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A request to move a deadline and its outcome (Articles 3.3 to 3.5 and 4.5 to 4.8)."""

    id: ExtensionId
    obligation: Annotated[ObligationId | None, Spec(label=N_("Obligation"), required=True)] = None
    status: Annotated[ExtensionStatus | None, Spec(label=N_("Status"), required=True)] = None
    requested_on: Annotated[dt.date | None, Spec(label=N_("Requested on"))] = None
    requested_until: Annotated[dt.date | None, Spec(label=N_("Requested until"))] = None
    meeting: Annotated[MeetingId | None, Spec(label=N_("Meeting that decides"))] = None
    granted_until: Annotated[dt.date | None, Spec(label=N_("Granted until"))] = None
    benchmarks: Annotated[Texts, Spec(label=N_("Benchmarks"), limits=(0, 4000))] = NO_TEXTS
    questions: Annotated[
        Texts,
        Spec(
            label=N_("Questions and answers"),
            limits=(0, 8000),
            audience=Audience.ISU,
        ),
    ] = NO_TEXTS
    notes: Notes = NO_NOTES
