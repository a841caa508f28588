"""The figures of the hub, worked out from records alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from hub_plans import NOON

from ccmdesk.actions.author import Author
from ccmdesk.actions.check_plan import wording_of
from ccmdesk.actions.demo import make_training_copy
from ccmdesk.actions.hub.tables import tables
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, LanguageTag, ModalityCode, StateCode
from ccmdesk.model.cooperation import (
    Agreement,
    AgreementStatus,
    AssistanceFlow,
    FlowDirection,
    Organisation,
    OrganisationRole,
)
from ccmdesk.model.document import document_of
from ccmdesk.model.need import FollowUp, Need, Offer
from ccmdesk.model.packs import Packs
from ccmdesk.model.regions import Region
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus, StateParty
from ccmdesk.model.values import Money, People, Period, Quantity, Texts
from ccmdesk.model.words import Message
from ccmdesk.rules.hub.country import NOT_READ, CountryFigures, Reading, country_figures
from ccmdesk.rules.hub.filed import Filed, FiledKey
from ccmdesk.rules.hub.overview import Overview, overview
from ccmdesk.rules.masking import masked

TODAY = NOON.date()
EUR = CurrencyCode("EUR")
_IDS = count(1)
NEXT_YEAR = Period(dt.date(2027, 1, 1), dt.date(2028, 12, 31))


def _id() -> Any:
    return UUID(int=next(_IDS))


def _texts(text: str) -> Texts:
    return Texts.of({"en": text})


def _need(**values: Any) -> Need:
    return Need(id=_id(), **{"article": Article.CLEARANCE, **values})


def _duty(duty: Duty, **values: Any) -> Obligation:
    return Obligation(id=_id(), duty=duty, **values)


def _filed(country: str) -> Filed:
    code = StateCode(country)
    return Filed(
        country=code,
        number=1,
        manifest=b"m" * 32,
        previous=None,
        file=b"f" * 32,
        title=f"{country}-1",
        data_date=TODAY,
        name="Amina",
        office="Authority",
        by="Desk officer",
        at=NOON,
        key=FiledKey(country=code, public_key=b"k" * 32, lineage=b"k" * 32, place=1),
    )


def _figures(packs: Packs, country: str, *records: Any, language: str = "en") -> CountryFigures:
    party = StateParty(id=_id(), country=StateCode(country), languages=(LanguageTag(language),))
    document = document_of((party, *records))
    reading = Reading(packs=packs, wording=wording_of(document, packs=packs), today=TODAY)
    return country_figures(_filed(country), document, reading)


def _overview(packs: Packs, *figures: CountryFigures) -> Overview:
    return overview(figures, packs=packs, today=TODAY)


def _counted(counts: tuple[Any, ...]) -> dict[Any, tuple[int, int]]:
    return {one.key: (one.needs, one.states) for one in counts}


def test_a_need_is_flagged_under_an_obligation_of_the_same_article(packs: Packs) -> None:
    found = _figures(
        packs,
        "LAO",
        _duty(Duty.ARTICLE_4A, status=ObligationStatus.COMPLETED),
        _duty(Duty.ARTICLE_4B),
        _duty(Duty.ARTICLE_5),
        _need(),
        _need(article=Article.STOCKPILES),
        _need(article=Article.VICTIMS, follow_up=FollowUp.DELIVERED),
    )
    assert found.obliged == {Article.CLEARANCE, Article.VICTIMS}
    assert found.flagged == {Article.CLEARANCE}
    assert len(found.needs) == 2


def test_a_need_takes_article_and_years_from_its_activity(packs: Packs) -> None:
    activity = Activity(id=_id(), article=Article.VICTIMS, period=NEXT_YEAR)
    need = _need(article=None, activity=activity.id)
    found = _figures(packs, "LAO", _duty(Duty.ARTICLE_5), activity, need)
    assert found.flagged == {Article.VICTIMS}
    assert found.needs[0].years == (2027, 2028)


def test_a_need_of_which_one_date_is_stated_counts_in_that_year(packs: Packs) -> None:
    day = dt.date(2027, 5, 1)
    periods = (Period(day, None), Period(None, day), Period(day, dt.date(2026, 1, 1)), None)
    found = _figures(packs, "LAO", *(_need(period=period) for period in periods))
    assert sorted(one.years for one in found.needs) == [(), (), (2027,), (2027,)]


def test_only_assistance_that_was_given_makes_a_giver(packs: Packs) -> None:
    for direction in FlowDirection:
        flow = AssistanceFlow(id=_id(), year=2020, direction=direction)
        assert _figures(packs, "NOR", flow).gives is (direction is FlowDirection.GIVEN)


def test_needs_are_counted_by_support_year_region_and_language(packs: Packs) -> None:
    both = (ModalityCode("TRAINING"), ModalityCode("FIN-GRANT"))
    lao = _figures(packs, "LAO", _need(modalities=both, period=NEXT_YEAR), _need(), language="lo")
    bih = _figures(packs, "BIH", _need(modalities=both[:1]), language="bs")
    found = _overview(packs, lao, bih)
    assert found.needs == 3
    counted = _counted(found.by_modality)
    assert counted == {"TRAINING": (2, 2), "FIN-GRANT": (1, 1), None: (1, 1)}
    assert [one.key for one in found.by_modality][-1] is None
    assert _counted(found.by_year) == {2027: (1, 1), 2028: (1, 1), None: (2, 2)}
    assert _counted(found.by_region) == {Region.ASIA: (2, 1), Region.EUROPE: (1, 1)}
    assert _counted(found.by_language) == {"lo": (2, 1), "bs": (1, 1)}


def _costed(currency: str, needed: int, national: int | None) -> tuple[Any, ...]:
    activity = Activity(id=_id(), period=NEXT_YEAR)
    said = {BudgetRole.NEEDED: needed, BudgetRole.NATIONAL: national, BudgetRole.PLEDGED: 0}
    lines = (
        BudgetLine(
            id=_id(), activity=activity.id, role=role, amount=Money(minor, CurrencyCode(currency))
        )
        for role, minor in said.items()
        if minor is not None
    )
    return (activity, *lines)


def test_gaps_are_summed_by_currency_and_never_across(packs: Packs) -> None:
    lao = _figures(packs, "LAO", *_costed("USD", 900_00, 100_00), *_costed("EUR", 500_00, 0))
    bih = _figures(packs, "BIH", *_costed("EUR", 300_00, 50_00), *_costed("EUR", 70_00, None))
    gaps = _overview(packs, lao, bih).gaps
    assert [(gap.currency, gap.minor, gap.states, gap.unknown) for gap in gaps] == [
        ("EUR", 750_00, 2, 1),
        ("USD", 800_00, 1, 0),
    ]


def test_a_surplus_of_one_state_is_not_off_the_gap_of_another(packs: Packs) -> None:
    poor = _figures(packs, "LAO", *_costed("EUR", 500_00, 0))
    rich = _figures(packs, "BIH", *_costed("EUR", 300_00, 700_00))
    (gap,) = _overview(packs, poor, rich).gaps
    assert (gap.minor, gap.states) == (500_00, 2)


def test_a_surplus_of_one_activity_is_not_off_the_gap_of_another(packs: Packs) -> None:
    both = (*_costed("EUR", 100_00, 0), *_costed("EUR", 50_00, 150_00))
    found = _overview(packs, _figures(packs, "LAO", *both), _figures(packs, "BIH", *both[:4]))
    (gap,) = found.gaps
    assert (gap.minor, gap.states, gap.unknown) == (200_00, 2, 0)
    assert [[own.minor for own in one.gaps] for one in found.states] == [[100_00], [100_00]]


def test_a_state_that_misses_nothing_states_a_gap_of_zero(packs: Packs) -> None:
    poor = _figures(packs, "LAO", *_costed("EUR", 500_00, 0))
    even = _figures(packs, "BIH", *_costed("EUR", 300_00, 300_00))
    (gap,) = _overview(packs, poor, even).gaps
    assert (gap.minor, gap.states) == (500_00, 2)
    (alone,) = _overview(packs, even).gaps
    assert (alone.minor, alone.states) == (0, 1)


def test_a_state_asks_nothing_for_what_it_stopped(packs: Packs) -> None:
    going, stopped = _costed("EUR", 500_00, 0), _costed("EUR", 300_00, 0)
    over = replace(stopped[0], status=ActivityStatus.STOPPED)
    needs = [_need(code=code, activity=one.id) for code, one in (("N-1", going[0]), ("N-2", over))]
    found = _figures(packs, "LAO", *going, over, *stopped[1:], *needs)
    assert [one.code for one in found.needs] == ["N-1"]
    assert [one.minor for one in found.gaps] == [500_00]


def test_a_gap_that_no_state_knows_is_not_zero(packs: Packs) -> None:
    overall = _overview(packs, _figures(packs, "LAO", *_costed("EUR", 500_00, None)))
    (gap,) = overall.gaps
    assert (gap.minor, gap.states, gap.unknown) == (None, 0, 1)
    (table,) = [one for one in tables(overall, ()) if one.anchor == "gaps"]
    ((_, known, *_),) = table.rows
    assert isinstance(known, Message)
    assert ENGLISH.say(known) == "Not known"


def test_a_request_that_is_not_specific_says_why(packs: Packs) -> None:
    vague = Activity(id=_id(), place=_texts("Nationwide"), article=Article.CLEARANCE)
    found = _figures(packs, "LAO", vague, _need(activity=vague.id), _need())
    linked, loose = (sorted(why.number for why in need.vague) for need in found.needs)
    assert linked == [3, 5, 6, 10, 14, 19]
    assert loose == [2, 10]
    assert all(why.says.msgid for need in found.needs for why in need.vague)


def test_masking_makes_no_request_less_specific(packs: Packs) -> None:
    work = Activity(
        id=_id(),
        quantity=Quantity(2, "people"),
        direct=People(women=2),
        unit_cost=Money(80_000, EUR),
        cost=Money(160_000, EUR),
    )
    records = {Activity: (work,), Need: (_need(activity=work.id),)}
    sent = masked(records, below=5).records
    assert sent[Activity][0].quantity == Quantity(None, "people")
    whole, seen = (_figures(packs, "LAO", *one[Activity], *one[Need]) for one in (records, sent))
    assert [need.vague for need in seen.needs] == [need.vague for need in whole.needs]


def test_offers_of_other_states_fit_needs_and_own_ones_do_not(packs: Packs) -> None:
    kinds = (ModalityCode("SSC"),)
    authority = Organisation(
        id=_id(), name=_texts("Authority"), roles=(OrganisationRole.AUTHORITY,)
    )
    offer = Offer(
        id=_id(),
        title=_texts("Study visit"),
        organisation=authority.id,
        article=Article.CLEARANCE,
        modalities=kinds,
        languages=(LanguageTag("en"),),
    )
    need = _need(title=_texts("Learning from others"), modalities=kinds, period=NEXT_YEAR)
    giver = _figures(packs, "LAO", authority, offer, _need(modalities=kinds))
    asker = _figures(packs, "BIH", need)
    other = _figures(packs, "TUN", _need(modalities=kinds), language="fr")
    (fit,) = _overview(packs, giver, asker, other).fits
    assert (fit.country, fit.offered_in, fit.kinds) == ("BIH", "LAO", kinds)
    assert fit.giver == authority.name


def test_at_most_five_offers_are_told_for_a_need(packs: Packs) -> None:
    kinds = (ModalityCode("SSC"),)
    offers = [Offer(id=_id(), modalities=kinds) for _ in range(9)]
    found = _overview(
        packs, _figures(packs, "LAO", *offers), _figures(packs, "BIH", _need(modalities=kinds))
    )
    assert len(found.fits) == 5


def test_agreements_that_end_and_deadlines_ahead_are_listed_by_day(packs: Packs) -> None:
    def agreement(end: dt.date, status: AgreementStatus) -> Agreement:
        return Agreement(id=_id(), period=Period(None, end), status=status)

    signed = AgreementStatus.SIGNED
    lao = _figures(
        packs,
        "LAO",
        agreement(TODAY + dt.timedelta(days=300), signed),
        agreement(TODAY - dt.timedelta(days=3), signed),
        agreement(TODAY + dt.timedelta(days=400), signed),
        agreement(TODAY, AgreementStatus.ENDED),
        agreement(TODAY, AgreementStatus.DRAFT),
        _duty(Duty.ARTICLE_4A, status=ObligationStatus.OPEN, deadline=dt.date(2028, 5, 1)),
        _duty(Duty.ARTICLE_3, status=ObligationStatus.COMPLETED, deadline=dt.date(2020, 5, 1)),
    )
    found = _overview(packs, lao)
    assert [one.what.days_left for one in found.endings] == [-3, 300]
    days = [one.what.day for one in found.clocks]
    assert days == sorted(days, key=lambda day: day or TODAY)
    assert days[-1] == dt.date(2028, 5, 1)
    assert {one.what.duty for one in found.clocks} == {Duty.ARTICLE_4A}


def test_what_is_not_here_is_missing_and_not_zero(packs: Packs) -> None:
    found = _overview(packs, _figures(packs, "LAO"))
    assert found.parties == 112
    assert len(found.missing) == 111
    assert "LAO" not in found.missing
    assert not {"AGO", "LTU"} & {*found.missing}, "no States Parties"


def test_what_is_not_read_of_a_submission_changes_no_figure(
    packs: Packs, author: Author, tmp_path: Path
) -> None:
    with make_training_copy(tmp_path / "demo.ccmdesk", author=author, packs=packs) as store:
        whole = store.document()
    assert all(whole.of(kind) for kind in NOT_READ)
    read = {kind: found for kind, found in whole.records.items() if kind not in NOT_READ}
    part = document_of(record for found in read.values() for record in found)
    wording = wording_of(whole, packs=packs)
    assert wording_of(part, packs=packs) == wording
    reading = Reading(packs=packs, wording=wording, today=TODAY)
    filed = _filed("LAO")
    assert country_figures(filed, part, reading) == country_figures(filed, whole, reading)


def test_each_state_has_its_needs_by_article_and_its_gaps(packs: Packs) -> None:
    found = _overview(
        packs,
        _figures(packs, "LAO", _need(), _need(), _need(article=Article.VICTIMS)),
        _figures(packs, "BIH", _need(article=None)),
    )
    needs = {one.filed.country: dict(one.needs) for one in found.states}
    assert needs == {
        "LAO": {Article.CLEARANCE: 2, Article.VICTIMS: 1},
        "BIH": {None: 1},
    }
    assert sum(sum(one.values()) for one in needs.values()) == found.needs
