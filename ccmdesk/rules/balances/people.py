"""Counts of people: casualties, education on risks, needs assessments, and who is responsible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccmdesk.model.cooperation import Organisation, OrganisationRole
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Duty, Obligation, ObligationStatus
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment
from ccmdesk.model.words import N_
from ccmdesk.rules.deadlines import add_months
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.rule import Rule, explained, sentence

ASSESSMENT_YEARS = 5
CASUALTIES = Rule(
    name="casualties-sum",
    field="people",
    todo=N_("Correct the counts, or say why they differ."),
    basis=N_("Article 5.1"),
)
EDUCATION = Rule(
    name="risk-education-people",
    field="direct",
    todo=N_("Enter the people reached by sex and age, or say that they were not counted."),
    basis=N_("Articles 4.2 (e) and 7.1 (j)"),
)
ASSESSMENT = Rule(
    name="assessment-age",
    field="assessed_on",
    todo=N_("Plan a new assessment, or say why the old one still holds."),
    basis=N_("Article 5.2 (a)"),
)
FOCAL_POINT = Rule(
    name="focal-point",
    field="status",
    todo=N_("Record the organisation that is the focal point for victim assistance."),
    basis=N_("Article 5.2 (g)"),
)


def people_findings(document: PlanDocument, today: dt.date) -> Iterator[Finding]:
    """Yield counts that differ or are blank, old assessments, and a missing focal point."""
    for counts in document.of(CasualtyCounts):
        yield from _casualties(counts)
    for education in document.of(RiskEducation):
        counted = [people.total for people in (education.direct, education.indirect) if people]
        if not any(n is not None for n in counted) and not explained(education, "direct"):
            says = N_("No people are counted for this risk reduction education.")
            yield EDUCATION.about(education, sentence(says))
    for assessment in document.of(NeedsAssessment):
        yield from _assessment(assessment, today)
    yield from _focal_point(document)


def _casualties(counts: CasualtyCounts) -> Iterator[Finding]:
    cells = None if counts.people is None else counts.people.total
    if counts.killed is None or counts.injured is None or cells is None:
        return
    total = counts.killed + counts.injured
    if total != cells and not explained(counts, "people"):
        says = sentence(
            N_("Killed and injured are {total} together, but the counts by sex and age {cells}."),
            total=total,
            cells=cells,
        )
        yield CASUALTIES.about(counts, says)


def _assessment(assessment: NeedsAssessment, today: dt.date) -> Iterator[Finding]:
    day = assessment.assessed_on
    old = day is not None and add_months(day, 12 * ASSESSMENT_YEARS) < today
    if old and not explained(assessment, "assessed_on"):
        says = sentence(N_("The assessment of {date} is older than five years."), date=day)
        yield ASSESSMENT.about(assessment, says)


def _focal_point(document: PlanDocument) -> Iterator[Finding]:
    named = any(
        OrganisationRole.FOCAL_POINT in organisation.roles
        for organisation in document.of(Organisation)
    )
    for obligation in document.of(Obligation):
        is_open = obligation.status is ObligationStatus.OPEN
        if obligation.duty is Duty.ARTICLE_5 and is_open and not named:
            says = N_("Article 5 is open, but no focal point for victim assistance is recorded.")
            yield FOCAL_POINT.about(obligation, sentence(says))
