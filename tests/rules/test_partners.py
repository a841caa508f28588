"""Overlaps, orphans, support that ran out, and who does what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bih_plan import identity
from cooperation_records import AIM, DUTY, TODAY, agreement, partner, text, work_of, years

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import ActivityType
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import AgreementStatus, Coalition, OrganisationRole
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import BudgetLineId, CoalitionId, HazardousAreaId
from ccmdesk.model.state import Article, Duty, ObligationStatus
from ccmdesk.model.values import FieldNote, Money, Notes, Texts
from ccmdesk.rules.balances.partners import partner_findings
from ccmdesk.rules.partners import who_does_what

ONE, OTHER = partner(1), partner(2)
CENTRE = partner(3, OrganisationRole.CENTRE)
AREA = HazardousAreaId(identity(78_000))
EUR = CurrencyCode("EUR")
REMARK = Notes.of({"place": FieldNote(remark="two lots")})
OVERLAP = "Partner 1 works in the same place, under the same article and at the same time: A4-1."


def said(*records: Any) -> list[str]:
    known: list[Any] = [ONE, OTHER, CENTRE, AIM, DUTY]
    kept = [one for one in known if one.id not in {record.id for record in records}]
    found = partner_findings(document_of([*kept, *records]), TODAY)
    return [ENGLISH.say(finding.says) for finding in found]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"place": text("tuzla canton, north")},
        {"place": Texts.of({"bs": "Tuzlanski kanton", "en": "Tuzla canton"})},
        {"place": text("Elsewhere"), "areas": (AREA,)},
        {"type": ActivityType.TECHNICAL_SURVEY, "period": years(2027, 2028)},
    ],
)
def test_a_planted_overlap_is_found_in_the_later_activity(fields: dict[str, Any]) -> None:
    first, second = work_of(ONE, 1, areas=(AREA,)), work_of(OTHER, 2, **fields)
    assert said(first, second) == [OVERLAP]


@pytest.mark.parametrize(
    "fields",
    [
        {"implementer": ONE.id},
        {"implementer": None},
        {"place": text("Sarajevo")},
        {"place": text("Tuzlanica")},
        {"place": Texts()},
        {"period": years(2028, 2029)},
        {"period": None},
        {"article": Article.VICTIMS},
        {"type": ActivityType.QUALITY},
        {"notes": REMARK},
    ],
)
def test_what_differs_or_is_explained_is_no_overlap(fields: dict[str, Any]) -> None:
    found = said(work_of(ONE, 1), work_of(OTHER, 2, **fields))
    assert OVERLAP not in found


def test_an_activity_of_a_partner_without_objective_or_obligation_is_an_orphan() -> None:
    assert said(work_of(ONE, 1, objective=None)) == [
        "Partner 1 carries this out, but it serves no objective of the plan."
    ]
    assert said(work_of(ONE, 1, article=Article.VICTIMS)) == [
        "Partner 1 carries this out, but no obligation is recorded under its article."
    ]
    told = Notes.of({"objective": FieldNote(remark="cross-cutting")})
    assert said(work_of(ONE, 1, objective=None, notes=told)) == []
    assert said(work_of(CENTRE, 1, objective=None, article=Article.VICTIMS)) == []
    assert said(work_of(CENTRE, 1, implementer=None, objective=None)) == []


PAST = years(2024, 2025)


def test_an_agreement_that_ended_without_a_successor_is_named() -> None:
    ended = "The agreement with Partner 1 ended on 31 December 2025, and none follows it."
    over = agreement(1, ONE, CENTRE, period=PAST)
    assert said(over) == [ended]
    assert said(agreement(1, ONE, status=AgreementStatus.ENDED)) == [
        "The agreement with Partner 1 has ended, and none follows it."
    ]
    assert said(over, agreement(2, OTHER, period=years(2026, 2027))) == [ended]
    assert said(over, agreement(2, CENTRE, period=years(2026, 2027))) == [ended]


@pytest.mark.parametrize(
    "records",
    [
        [agreement(1, ONE, period=PAST), agreement(2, ONE, period=years(2026, 2027))],
        [agreement(1, ONE, period=PAST), agreement(2, ONE, OTHER)],
        [agreement(1, ONE, period=years(2025, 2026))],
        [agreement(1, ONE)],
        [agreement(1, CENTRE, period=PAST)],
        [
            agreement(
                1, ONE, period=PAST, notes=Notes.of({"period": FieldNote(remark="not needed")})
            )
        ],
    ],
)
def test_support_that_goes_on_or_is_explained_is_no_orphan(records: list[Any]) -> None:
    assert said(*records) == []


def test_a_successor_serves_the_same_article_and_has_not_ended_itself() -> None:
    first = agreement(1, ONE, period=PAST, article=Article.CLEARANCE)
    wrong = agreement(2, ONE, period=years(2026, 2027), article=Article.VICTIMS)
    assert len(said(first, wrong)) == 1
    stopped = agreement(2, ONE, status=AgreementStatus.ENDED)
    assert len(said(first, stopped)) == 2


def test_nothing_need_follow_where_the_obligation_is_met() -> None:
    done = agreement(1, ONE, period=PAST, article=Article.CLEARANCE)
    met = type(DUTY)(id=DUTY.id, duty=Duty.ARTICLE_4A, status=ObligationStatus.COMPLETED)
    assert said(done, met) == []


def test_who_does_what_tells_work_agreements_and_money_of_each() -> None:
    works = [work_of(ONE, 1, responsible=CENTRE.id), work_of(CENTRE, 2, implementer=None)]
    works[1] = work_of(CENTRE, 2, implementer=None, responsible=CENTRE.id)
    deal = agreement(1, ONE, CENTRE, period=years(2026, 2027))
    union = Coalition(id=CoalitionId(identity(79_000)), lead=ONE.id, members=(ONE.id, OTHER.id))
    lines = [
        BudgetLine(
            id=BudgetLineId(identity(79_100 + n)),
            role=BudgetRole.PLEDGED,
            organisation=ONE.id,
            amount=Money(minor, EUR),
        )
        for n, minor in enumerate((100, 250))
    ]
    found = who_does_what(document_of([CENTRE, ONE, OTHER, *works, deal, union, *lines]))
    assert [work.organisation for work in found] == [ONE, OTHER, CENTRE]
    first, second, centre = found
    assert (first.carries, first.answers) == ((works[0],), ())
    assert (first.agreements, first.coalitions) == ((deal,), (union,))
    assert first.money == ((BudgetRole.PLEDGED, Money(350, EUR)),)
    assert (centre.carries, centre.answers) == ((works[1],), (works[0],))
    assert (second.coalitions, second.is_idle) == ((union,), False)
    assert who_does_what(document_of([OTHER]))[0].is_idle


def test_the_day_of_the_end_still_belongs_to_the_agreement() -> None:
    last = agreement(1, ONE, period=type(PAST)(dt.date(2026, 1, 1), TODAY))
    assert said(last) == []
