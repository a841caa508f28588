"""Which offers fit which needs, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from cooperation_records import (
    ADVICE,
    BS,
    EN,
    FR,
    TODAY,
    TRAINING,
    need,
    offer,
    partner,
    state,
    text,
    work_of,
    years,
)

from ccmdesk.model.cooperation import AgreementStatus, OrganisationRole
from ccmdesk.model.document import document_of
from ccmdesk.model.need import FollowUp
from ccmdesk.model.state import Article
from ccmdesk.model.values import Period
from ccmdesk.rules.matches import Matching, agreement_values, matching

GIVER = partner(1)


def found(*records: Any) -> Matching:
    return matching(document_of([GIVER, *records]), today=TODAY)


def test_a_planted_match_is_found_with_every_reason() -> None:
    asked = need(
        modalities=(TRAINING, ADVICE), period=years(2026, 2027), place=text("Tuzla Canton")
    )
    given = offer(
        article=Article.CLEARANCE,
        organisation=GIVER.id,
        modalities=(TRAINING,),
        period=years(2027, 2028),
        conditions=text("At the school in Tuzla canton"),
        languages=(FR, BS),
    )
    told = found(state(BS), asked, given)
    (match,) = told.matches
    assert (match.article, match.kinds) == (Article.CLEARANCE, (TRAINING,))
    assert (match.period, match.languages) == (years(2027, 2027), (BS,))
    assert match.place == asked.place
    assert match.fits
    assert (told.nearly, told.not_offered, told.not_asked) == ((), (), ())


@pytest.mark.parametrize(
    ("given", "against"),
    [
        ({"period": years(2025, 2025)}, (dt.date(2025, 12, 31), True, False)),
        ({"period": Period(None, dt.date(2026, 5, 31))}, (dt.date(2026, 5, 31), False, False)),
        ({"period": years(2030, 2031)}, (None, True, False)),
        ({"languages": (FR,)}, (None, False, True)),
    ],
)
def test_what_speaks_against_an_offer_keeps_it_from_fitting(
    given: dict[str, Any], against: tuple[dt.date | None, bool, bool]
) -> None:
    told = found(state(EN), need(period=years(2026, 2027)), offer(**given))
    (match,) = told.nearly
    assert match.over is None
    assert (match.ended, match.apart, match.foreign) == against
    assert len(told.not_offered) == len(told.not_asked) == 1
    assert not told.matches


def test_a_need_whose_time_is_over_is_no_match() -> None:
    told = found(need(period=years(2024, 2025)), offer(period=years(2024, 2027)))
    (match,) = told.nearly
    assert (match.over, match.ended, match.period) == (
        dt.date(2025, 12, 31),
        None,
        years(2024, 2025),
    )


def test_another_article_or_kind_of_support_is_no_match() -> None:
    other = (offer(1, article=Article.VICTIMS), offer(2, modalities=(ADVICE,)))
    told = found(need(), *other)
    assert (told.matches, told.nearly) == ((), ())
    assert told.not_asked == other


def test_the_dates_and_the_article_of_the_activity_count_for_its_need() -> None:
    work = work_of(GIVER, 1, period=years(2026, 2026))
    asked = need(article=None, activity=work.id)
    told = found(work, asked, offer(1, period=years(2026, 2028)), offer(2, article=Article.VICTIMS))
    (match,) = told.matches
    assert (match.article, match.period) == (Article.CLEARANCE, years(2026, 2026))


def test_a_need_that_is_answered_and_an_offer_of_the_state_are_left_out() -> None:
    centre = partner(2, OrganisationRole.CENTRE, OrganisationRole.OPERATOR)
    own = offer(organisation=centre.id)
    answered = [
        need(n, follow_up=state) for n, state in enumerate((FollowUp.DELIVERED, FollowUp.REFUSED))
    ]
    told = found(centre, own, *answered, need(9))
    assert told.own == (own,)
    assert [one.code for one in told.not_offered] == ["N-9"]
    assert not told.not_asked


def test_the_offer_with_most_reasons_comes_first() -> None:
    plain, dated = offer(1), offer(2, period=years(2026, 2030), article=Article.CLEARANCE)
    told = found(need(period=years(2026, 2027)), plain, dated)
    assert [match.offer for match in told.matches] == [dated, plain]


def test_an_agreement_starts_with_what_the_match_says() -> None:
    asked = need(title=text("Training of teams"), period=years(2026, 2027))
    told = found(asked, offer(organisation=GIVER.id, period=years(2027, 2029)), offer(2))
    first, second = (agreement_values(match) for match in told.matches)
    assert first == {
        "title": asked.title,
        "members": (GIVER.id,),
        "article": Article.CLEARANCE,
        "status": AgreementStatus.DRAFT,
        "period": years(2027, 2027),
    }
    assert (second["members"], second["period"]) == ((), asked.period)
