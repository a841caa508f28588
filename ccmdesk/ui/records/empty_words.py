"""What an empty list says: what goes there, and one example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

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
from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True)
class Empty:
    """*goes* says what belongs into the list, *example* gives one."""

    goes: str
    example: str


EMPTY: Mapping[type, Empty] = MappingProxyType(
    {
        StateParty: Empty(
            N_("The country whose plan this is. Every deadline counts from its dates."),
            N_("Example: the country, its entry into force, and the national authority."),
        ),
        Obligation: Empty(
            N_("What the State must do under Articles 3, 4 and 5, and by when."),
            N_("Example: Article 4.1 (a), open, first deadline 1 March 2027."),
        ),
        Extension: Empty(
            N_("Requests to move a deadline, and what the meeting decided."),
            N_("Example: requested until 1 August 2029, granted at the tenth meeting."),
        ),
        Meeting: Empty(
            N_("Meetings of the Convention that papers are made for."),
            N_("Example: Thirteenth Meeting of States Parties, first day 16 September 2026."),
        ),
        ActionProgress: Empty(
            N_("How far the State is with the actions of the action plans."),
            N_("Example: action 18, in progress, as of 31 December 2025."),
        ),
        Plan: Empty(
            N_("The national plan: its years, its articles, and what it will reach."),
            N_("Example: national plan 2026 to 2030 under Articles 4 and 5."),
        ),
        Objective: Empty(
            N_("What is to be reached, with a target that can be measured."),
            N_("Example: release 12,000,000 m² of hazardous land by the end of 2029."),
        ),
        Activity: Empty(
            N_("Work with a start, an end, a place, a quantity and a cost."),
            N_("Example: technical survey of 42 villages in two districts, 2026 to 2027."),
        ),
        Milestone: Empty(
            N_("What an activity is to produce in each year, and what it produced."),
            N_("Example: 2027, planned 1,500,000, achieved 1,420,000."),
        ),
        Indicator: Empty(
            N_("How a result is measured: the situation before, the target, the proof."),
            N_("Example: survivors with access to rehabilitation, 310 before, 600 as target."),
        ),
        Measurement: Empty(
            N_("Values of an indicator, each with its date."),
            N_("Example: 420 people, measured on 31 December 2025."),
        ),
        BudgetLine: Empty(
            N_("What an activity needs and who pays, year by year. The gap is computed."),
            N_("Example: needed in 2027, EUR 450,000; national contribution, EUR 120,000."),
        ),
        ExchangeRate: Empty(
            N_("What one currency was worth in another on a day, with the source of the rate."),
            N_("Example: 1 EUR is 1.95583 BAM, 2 March 2026, from the central bank."),
        ),
        HazardousArea: Empty(
            N_("Land suspected or confirmed to hold cluster munition remnants."),
            N_("Example: CHA-00012, confirmed, open, 42,000 m²."),
        ),
        LandRelease: Empty(
            N_("Land cancelled, reduced or cleared in a year."),
            N_("Example: 2025, technical survey, 310,000 m² reduced, 95,000 m² cleared."),
        ),
        AnnualPosition: Empty(
            N_("How much land was suspected and confirmed at the end of each year."),
            N_("Example: 2025, suspected 3,100,000 m², confirmed 820,000 m²."),
        ),
        RiskEducation: Empty(
            N_("Risk reduction education given in a period and place, and whom it reached."),
            N_("Example: 24 sessions for pupils in one district, 610 people reached."),
        ),
        MunitionType: Empty(
            N_("Types owned, held or found, with what helps to recognise and clear them."),
            N_("Example: BLU-26, explosive submunition, 670 in one munition."),
        ),
        Stock: Empty(
            N_("Cluster munitions and submunitions that were held, by type."),
            N_("Example: 1,200 munitions with 180,000 submunitions, held at entry into force."),
        ),
        Destruction: Empty(
            N_("Stocks destroyed under Article 3, by type and date."),
            N_("Example: 400 munitions destroyed in March 2025 by open detonation."),
        ),
        Retention: Empty(
            N_("Munitions retained for training or counter-measures, and their use each year."),
            N_("Example: 30 submunitions retained in 2025 for training in detection, 4 used up."),
        ),
        CasualtyCounts: Empty(
            N_("People killed and injured, as counts only. Never write names."),
            N_("Example: 2024, remnant, 3 killed and 7 injured, by sex and age."),
        ),
        NeedsAssessment: Empty(
            N_("Dated findings of what victims need, and how they were consulted."),
            N_("Example: survey of 14 municipalities, 12 May 2025, 310 people assessed."),
        ),
        Service: Empty(
            N_("Services that victims can use, inside which national framework."),
            N_("Example: prosthetics at a provincial hospital, 150 people in a year."),
        ),
        Need: Empty(
            N_("One thing the State asks its partners for. Money is one kind of support."),
            N_("Example: two survey teams for 18 months, training and equipment, EUR 330,000."),
        ),
        Offer: Empty(
            N_("What the State or a partner can give to others."),
            N_("Example: places for foreign trainees at the national training centre."),
        ),
        Organisation: Empty(
            N_("Institutions and partners, with the contact of an office."),
            N_("Example: the mine action centre; the ministry of health; a donor."),
        ),
        Agreement: Empty(
            N_("Promises of support over some years."),
            N_("Example: EUR 1,500,000 from 2026 to 2028 for clearance, signed."),
        ),
        Coalition: Empty(
            N_("A country coalition: the affected State, a lead donor, and partners."),
            N_("Example: shared aim to complete Article 4 by 2029, with a lead donor."),
        ),
        AssistanceFlow: Empty(
            N_("Money or goods received, given or spent nationally in one year."),
            N_("Example: 2025, received, USD 400,000 for clearance."),
        ),
        Challenge: Empty(
            N_("What puts an obligation at risk, whom you have told, and what comes next."),
            N_("Example: no funds for survey after June 2027; the donors were told in March."),
        ),
        Lesson: Empty(
            N_("What was learned, for others to use."),
            N_("Example: survey by evidence points halved the land that had to be cleared."),
        ),
        Source: Empty(
            N_("Where figures come from. Each field can name one source."),
            N_("Example: Article 7 report for 2024, dated 30 April 2025."),
        ),
        Attachment: Empty(
            N_("Files kept with the plan, such as maps and photographs."),
            N_("Example: map of confirmed areas at the end of 2025."),
        ),
        Term: Empty(
            N_("Words the country has settled on, in each of its languages."),
            N_("Example: non-technical survey, with its national translation."),
        ),
        Edition: Empty(
            N_("Submissions of the plan, with their numbers and dates."),
            N_("Example: number 1, submitted on 11 March 2026 in three languages."),
        ),
        TransparencyReport: Empty(
            N_("Article 7 reports, one for each calendar year."),
            N_("Example: report for 2025, submitted on 30 April 2026."),
        ),
        ExtensionRequest: Empty(
            N_("The texts of a request to extend a deadline."),
            N_("Example: reasons, work done so far, and preparation of future work."),
        ),
    }
)
"""Every kind has its words; a test holds it to that."""
