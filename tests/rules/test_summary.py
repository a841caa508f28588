"""Page one, what needs inherit, required fields, and the one list of findings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from bih_plan import EUR, PLAN, TODAY, WORDING, bih_document, en, identity, published_series

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import ModalityCode
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import (
    ActivityId,
    BudgetLineId,
    HazardousAreaId,
    MilestoneId,
    NeedId,
    ObligationId,
    OrganisationId,
)
from ccmdesk.model.need import FollowUp, Need, Priority
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article, Obligation
from ccmdesk.model.values import Absence, FieldNote, Money, Notes, Period, Quantity
from ccmdesk.rules.check import activity_of, check
from ccmdesk.rules.completeness import completeness_findings
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.rules.inherit import effective
from ccmdesk.rules.money_summary import MoneySummary, first_years
from ccmdesk.rules.summary import most_urgent, needs_by_modality, summary

WORK = ActivityId(identity(10))
PERIOD = Period(dt.date(2021, 3, 1), dt.date(2022, 2, 28))
OFFICE = Organisation(id=OrganisationId(identity(11)), name=en("Centre"), contact="office@x.org")


def work(number: int = 0, **fields: Any) -> Activity:
    known = {"article": Article.CLEARANCE, "place": en("Tuzla"), "period": PERIOD}
    return Activity(id=ActivityId(identity(10 + 100 * number)), **{**known, **fields})


def need(number: int = 0, **fields: Any) -> Need:
    known = {"activity": WORK, "code": f"N-{number}"}
    return Need(id=NeedId(identity(1000 + number)), **{**known, **fields})


def money(number: int, role: BudgetRole, minor: int, activity: ActivityId = WORK) -> BudgetLine:
    return BudgetLine(
        id=BudgetLineId(identity(2000 + number)),
        activity=activity,
        role=role,
        amount=Money(minor, EUR),
    )


def test_a_need_takes_over_what_it_does_not_say_itself() -> None:
    activity = work(cost=Money(100, EUR), quantity=Quantity(5, "m2"), responsible=OFFICE.id)
    lines = [money(1, BudgetRole.NATIONAL, 30), money(2, BudgetRole.PLEDGED, 20)]
    found = effective(need(), document_of([activity, OFFICE, *lines]))
    assert (found.article, found.place, found.period) == (
        Article.CLEARANCE,
        en("Tuzla"),
        PERIOD,
    )
    assert (found.cost, found.quantity, found.contact) == (
        Money(50, EUR),
        Quantity(5, "m2"),
        "office@x.org",
    )
    assert found.inherited == {"article", "place", "period", "quantity", "cost", "contact"}


def test_what_a_need_says_itself_counts() -> None:
    own = need(
        article=Article.VICTIMS,
        place=en("Doboj"),
        period=Period(None, PERIOD.end),
        cost=Money(7, EUR),
        contact="me",
    )
    found = effective(own, document_of([work()]))
    assert (found.article, found.place, found.cost) == (
        Article.VICTIMS,
        en("Doboj"),
        Money(7, EUR),
    )
    assert found.inherited == frozenset()


def test_a_need_without_activity_has_only_what_it_says() -> None:
    found = effective(need(activity=None, place=en("Doboj")), document_of([]))
    assert (found.activity, found.place, found.period) == (None, en("Doboj"), None)


def test_an_unknown_gap_or_a_surplus_is_no_cost() -> None:
    unknown = effective(need(), document_of([work(cost=Money(100, EUR))]))
    assert unknown.cost is None
    assert unknown.inherited == {"article", "place", "period"}
    lines = [money(1, BudgetRole.NATIONAL, 130), money(2, BudgetRole.PLEDGED, 0)]
    surplus = effective(need(), document_of([work(cost=Money(100, EUR)), *lines]))
    assert (surplus.cost, surplus.funded, unknown.funded) == (None, True, False)


def _costs(*needs: Need) -> list[tuple[int | None, str]]:
    lines = [money(1, BudgetRole.NATIONAL, 30), money(2, BudgetRole.PLEDGED, 20)]
    document = document_of([work(cost=Money(100, EUR)), *lines, *needs])
    found = [effective(one, document) for one in needs]
    return [
        (None if one.cost is None else one.cost.minor, one.told_with.code if one.told_with else "")
        for one in found
    ]


def test_the_gap_of_an_activity_is_asked_for_by_one_of_its_needs() -> None:
    assert _costs(need(10), need(2), need(3)) == [(None, "N-2"), (50, ""), (None, "N-2")]
    delivered = need(1, follow_up=FollowUp.DELIVERED)
    assert _costs(delivered, need(2)) == [(None, "N-2"), (50, "")]
    free = need(1, cost=Money(0, EUR))
    assert _costs(free, need(2)) == [(0, "N-2"), (50, "")]


def test_no_need_asks_for_the_whole_gap_beside_one_that_states_a_part_of_it() -> None:
    assert _costs(need(1, cost=Money(20, EUR)), need(2)) == [(20, "N-2"), (None, "")]


def test_a_cost_is_missing_only_where_no_other_need_asks_for_it() -> None:
    def missing(*records: Any) -> list[Any]:
        found = completeness_findings(document_of(records))
        return [one.record for one in found if one.rule == "wanted-cost"]

    lines = [money(1, BudgetRole.NATIONAL, 30), money(2, BudgetRole.PLEDGED, 20)]
    needs = [need(1), need(2)]
    assert missing(work(cost=Money(100, EUR)), *lines, *needs) == []
    assert missing(work(cost=Money(50, EUR)), *lines, *needs) == []
    assert missing(work(cost=Money(100, EUR)), *needs) == [one.id for one in needs]
    stated = need(3, cost=Money(20, EUR))
    assert missing(work(cost=Money(100, EUR)), *lines, need(1), stated) == [need(1).id]


def test_page_one_of_the_demonstration(packs: Packs) -> None:
    found = summary(bih_document(*published_series()), packs, TODAY)
    (euro,) = found.money
    assert (found.plan is not None, found.end) == (True, dt.date(2025, 12, 31))
    assert euro.total.cost == Money(446_970_000, EUR)
    assert (euro.total.unknown, euro.national_per_mille) == (3, 287)
    assert euro.total.unsettled == Money(71_400_000, EUR)
    years = [year for line in euro.by_year for year in line.years]
    assert years == [2021, 2022, 2023, 2024, 2025, None]
    assert sum(line.gap.minor for line in euro.by_year if line.gap) == 110_227_500
    assert euro.total.gap == Money(110_227_500, EUR)
    assert [one.deadline for one in found.obligations] == [
        dt.date(2019, 3, 1),
        dt.date(2023, 9, 1),
        None,
    ]
    assert [one.sourced for one in found.obligations] == [False, True, False]
    assert len(found.urgent) == 3
    assert len(euro.says) == 6


def test_page_one_of_an_empty_plan_says_so(packs: Packs) -> None:
    found = summary(document_of([Obligation(id=ObligationId(identity(1)))]), packs, TODAY)
    assert (found.plan, found.money, found.urgent, found.by_modality) == (None, (), (), ())
    assert found.obligations[0].forecast is None
    assert "no end date" in found.says[0].msgid
    bare = summary(document_of([Plan(id=PLAN)]), packs, TODAY)
    assert bare.end is None


def test_page_one_says_what_is_spread_and_what_is_not_stated(packs: Packs) -> None:
    lines = [
        replace(money(1, BudgetRole.NEEDED, 100), year=2021),
        money(2, BudgetRole.PLEDGED, 40),
    ]
    (euro,) = summary(document_of([work(), *lines]), packs, TODAY).money
    assert euro.spread
    assert ENGLISH.say(euro.says[1]) == "What the State pays itself is not stated."
    assert "For a further EUR\N{NO-BREAK SPACE}0.60 the gap is not known" in _told(euro)
    stated = [*lines, money(3, BudgetRole.NATIONAL, 10)]
    (euro,) = summary(document_of([work(), *stated]), packs, TODAY).money
    assert "The State pays EUR\N{NO-BREAK SPACE}0.10 itself." in _told(euro)
    assert _told(euro).endswith("EUR\N{NO-BREAK SPACE}0.50 are missing.")
    assert euro.total.unknown == 0


def test_a_plan_without_a_word_about_money_does_not_say_zero(packs: Packs) -> None:
    (euro,) = summary(document_of([work(cost=Money(100, EUR))]), packs, TODAY).money
    assert (euro.total.national, euro.total.external, euro.total.gap) == (None, None, None)
    assert "What the State pays itself is not stated." in _told(euro)
    assert "What others have pledged is not stated." in _told(euro)
    assert "0 " not in _told(euro).replace("1.00", "")


def test_what_is_needed_may_be_what_is_not_stated(packs: Packs) -> None:
    given = [money(1, BudgetRole.NATIONAL, 30), money(2, BudgetRole.PLEDGED, 5)]
    (euro,) = summary(document_of([work(), *given]), packs, TODAY).money
    assert euro.total.cost is None
    assert _told(euro).startswith("What is needed is not stated.")


def test_the_last_of_a_few_lines_holds_all_that_is_left(packs: Packs) -> None:
    (euro,) = summary(bih_document(), packs, TODAY).money
    lines = first_years(euro.totals, rows=4)
    assert [line.years for line in lines] == [(2021,), (2022,), (2023,), (2024, 2025, None)]
    for name in ("cost", "national", "external", "gap", "unsettled"):
        shown = sum(getattr(line, name).minor for line in lines if getattr(line, name))
        assert shown == getattr(euro.total, name).minor
    assert len(first_years(euro.totals, rows=6)) == 6


def _told(euro: MoneySummary) -> str:
    return " ".join(ENGLISH.say(message) for message in euro.says)


def _order(*needs: Need, beside: tuple[Any, ...] = ()) -> list[str]:
    return [one.need.need.code for one in most_urgent(document_of([work(), *needs, *beside]))]


def test_priority_comes_before_start_and_start_before_gap() -> None:
    early = Period(dt.date(2021, 1, 1), None)
    other = work(1, cost=Money(900, EUR))
    small = work(2, cost=Money(100, EUR))
    lines = [
        money(n, role, 0, activity)
        for n, (role, activity) in enumerate(
            (role, one.id)
            for role in (BudgetRole.NATIONAL, BudgetRole.PLEDGED)
            for one in (other, small)
        )
    ]
    needs = (
        need(1),
        need(2, priority=Priority.NORMAL),
        need(3, priority=Priority.HIGH),
        need(4, priority=Priority.HIGH, period=early),
        need(5, priority=Priority.HIGH, activity=small.id),
        need(6, priority=Priority.HIGH, activity=other.id),
    )
    assert _order(*needs, beside=(other, small, *lines)) == ["N-4", "N-6", "N-5"]
    assert _order(need(1, activity=None), need(2, priority=Priority.URGENT)) == ["N-2", "N-1"]


def test_delivered_and_funded_needs_are_not_urgent() -> None:
    funded = work(1, cost=Money(10, EUR))
    lines = (
        money(1, BudgetRole.NATIONAL, 10, funded.id),
        money(2, BudgetRole.PLEDGED, 0, funded.id),
    )
    needs = (need(1, follow_up=FollowUp.DELIVERED), need(2, activity=funded.id), need(3))
    assert _order(*needs, beside=(funded, *lines)) == ["N-3"]


def test_needs_are_grouped_by_kind_of_support_in_the_order_of_the_pack(packs: Packs) -> None:
    training, grant = ModalityCode("TRAINING"), ModalityCode("FIN-GRANT")
    document = document_of(
        [
            need(10, modalities=(training,)),
            need(9, modalities=(training, grant)),
            need(1),
            need(2, modalities=(ModalityCode("NEW"),)),
        ]
    )
    found = [
        (one.modality, [n.code for n in one.needs]) for one in needs_by_modality(document, packs)
    ]
    assert found == [
        ("FIN-GRANT", ["N-9"]),
        ("TRAINING", ["N-9", "N-10"]),
        ("NEW", ["N-2"]),
        (None, ["N-1"]),
    ]


def test_a_required_field_is_missing_until_filled_or_declared_absent() -> None:
    def fields(**values: Any) -> list[str]:
        area = HazardousArea(id=HazardousAreaId(identity(5)), **values)
        return [one.field for one in completeness_findings(document_of([area]))]

    assert fields() == ["code", "name", "kind", "status", "size_m2"]
    unknown = Notes.of({"size_m2": FieldNote(absence=Absence.UNKNOWN)})
    assert fields(code="1", name=en("A"), notes=unknown) == ["kind", "status"]


def test_a_need_lacks_what_a_partner_looks_for_until_it_or_its_activity_says_it() -> None:
    def wanted(*records: Any, **values: Any) -> list[tuple[str, Level]]:
        document = document_of([need(**values), *records])
        found = completeness_findings(document)
        return [(one.field, one.level) for one in found if one.rule.startswith("wanted-")]

    names = ("contact", "own_contribution", "cost")
    assert wanted() == [(name, Level.STRONGER) for name in names]
    costed = work(responsible=OFFICE.id, cost=Money(100, EUR))
    lines = [money(1, BudgetRole.NATIONAL, 30), money(2, BudgetRole.PLEDGED, 20)]
    assert wanted(costed, OFFICE, *lines) == [("own_contribution", Level.STRONGER)]
    assert wanted(own_contribution=en("Staff"), contact="me", cost=Money(7, EUR)) == []
    unknown = FieldNote(absence=Absence.UNKNOWN)
    assert wanted(notes=Notes.of(dict.fromkeys(names, unknown))) == []


def _findings(packs: Packs, *records: Any) -> tuple[PlanDocument, tuple[Finding, ...]]:
    document = document_of(records)
    return document, check(document, packs=packs, wording=WORDING, today=TODAY)


def test_a_criterion_and_a_required_field_do_not_say_the_same_twice(packs: Packs) -> None:
    _, found = _findings(packs, work(place=en("")))
    about_place = [one.rule for one in found if one.field == "place"]
    assert about_place == ["specificity-14"]
    assert "required-title" in {one.rule for one in found}


def test_plan_activities_and_needs_come_before_the_rest(packs: Packs) -> None:
    milestone = Milestone(id=MilestoneId(identity(7)), activity=WORK)
    _, found = _findings(
        packs, milestone, need(1), work(1, code="A-10"), work(0, code="A-9"), Plan(id=PLAN)
    )
    kinds = list(dict.fromkeys(one.kind for one in found))
    assert kinds == ["plan", "activity", "need", "milestone"]
    activities = list(dict.fromkeys(one.record for one in found if one.kind == "activity"))
    assert activities == [WORK, work(1).id]


def test_a_finding_leads_to_its_activity(packs: Packs) -> None:
    milestone = Milestone(id=MilestoneId(identity(7)), activity=WORK)
    document, found = _findings(packs, milestone, need(1), work(), Plan(id=PLAN))
    leads = {one.kind: activity_of(one, document=document) for one in found}
    assert leads["plan"] is None
    assert {leads[kind].id for kind in ("activity", "need", "milestone") if leads[kind]} == {WORK}  # type: ignore[union-attr]


def test_every_finding_says_what_to_do_and_what_asks_for_it(packs: Packs) -> None:
    document = bih_document(*published_series())
    for one in check(document, packs=packs, wording=WORDING, today=TODAY):
        assert one.says.msgid.endswith((".", "?"))
        assert one.todo.msgid.endswith(".")
        assert one.basis
        assert one.level in Level
        assert document.any(one.record) is not None
