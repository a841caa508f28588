"""What results of criteria say, who belongs to which plan, and words for the whole country."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bih_plan import WORDING, en, identity
from specificity_records import (
    NA,
    WORK,
    M,
    P,
    Row,
    S,
    helping,
    line,
    need,
    on,
    plan,
    result_of,
    work,
)

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import (
    ActivityId,
    ObjectiveId,
    PlanId,
)
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Objective, PlanStatus
from ccmdesk.model.values import (
    Absence,
    FieldNote,
    Money,
    Notes,
    Texts,
)
from ccmdesk.rules.finding import Level
from ccmdesk.rules.rule import called
from ccmdesk.rules.specificity.results import (
    CRITERIA,
    criterion_results,
    specificity_findings,
)
from ccmdesk.rules.wording import Wording


def test_there_are_twenty_five_criteria_in_order() -> None:
    assert [criterion.number for criterion in CRITERIA] == list(range(1, 26))
    assert [criterion.number for criterion in CRITERIA if criterion.asks] == [18, 24, 25]


def test_what_is_missing_is_needed_and_what_is_present_could_be_stronger(packs: Packs) -> None:
    document = document_of([work, plan])
    levels = {
        one.criterion: (one.level, one.rule)
        for one in specificity_findings(document, packs, WORDING)
        if one.record == WORK
    }
    assert levels[20] == (Level.NEEDED, "specificity-20")
    assert levels[14] == (Level.STRONGER, "specificity-14")
    assert 3 not in levels
    assert 23 not in levels


def test_a_result_that_is_met_says_nothing_and_others_say_what_to_do(packs: Packs) -> None:
    results = criterion_results(document_of([work, plan, need]), packs, WORDING)
    for result in results:
        assert (result.says is None) == (result.reached is S)
        assert (result.todo is None) == (result.reached in {S, NA})


def test_the_missing_input_of_a_gap_is_named(packs: Packs) -> None:
    def says(*beside: Any, **fields: Any) -> str:
        told = result_of(Row(8, M, on(work, **fields), beside), packs).says
        assert told is not None
        return told.msgid

    national, pledged = line(BudgetRole.NATIONAL, 5), line(BudgetRole.PLEDGED, 5)
    dollars = line(BudgetRole.PLEDGED, None)
    dollars = replace(dollars, amount=Money(9, CurrencyCode("USD")))
    assert "what is needed" in says(national, pledged, cost=None)
    assert "national contribution" in says(pledged)
    assert "pledged" in says(national)
    assert "another currency" in says(national, pledged, dollars)


def test_an_excuse_needs_a_reason_and_a_criterion_that_allows_it(packs: Packs) -> None:
    bare = Notes.of({"direct": FieldNote(absence=Absence.NOT_APPLICABLE)})
    assert result_of(Row(21, M, on(helping, notes=bare)), packs).reached is M
    place = Notes.of({"place": FieldNote(absence=Absence.NOT_APPLICABLE, reason="x")})
    assert result_of(Row(14, M, on(work, place=Texts(), notes=place)), packs).reached is M


def test_an_activity_belongs_to_the_plan_of_its_objective(packs: Packs) -> None:
    second = PlanId(identity(70))
    objective = Objective(id=ObjectiveId(identity(71)), plan=second)
    moved = on(work, plan=None, objective=objective.id)
    plans = (plan, replace(plan, id=second, status=PlanStatus.DRAFT))
    assert result_of(Row(3, P, moved, (*plans, objective)), packs).reached is P
    alone = on(work, plan=None)
    assert result_of(Row(3, P, alone, plans), packs).reached is P


def test_without_stop_words_no_place_is_the_whole_country(packs: Packs) -> None:
    document = document_of([on(work, place=en("nationwide"))])
    results = criterion_results(document, packs, Wording())
    (found,) = [result for result in results if result.criterion.number == 14]
    assert found.reached is P


def test_stop_words_are_found_in_every_script() -> None:
    wording = Wording(frozenset({"全国", "По всей стране", "ＷＨＯＬＥ COUNTRY"}))
    told = [Texts.of({"zh": "全国。"}), Texts.of({"ru": "по всей  стране"}), en("Whole country")]
    assert [wording.means_whole_country(text) for text in told] == [True] * 3
    assert not wording.means_whole_country(Texts.of({"zh": "全国办公室"}))


def test_a_sentence_names_a_dozen_records_and_counts_the_rest() -> None:
    works = [Activity(id=ActivityId(identity(n)), code=f"A-{n}") for n in range(1, 16)]
    named = ENGLISH.value(called(works))
    assert named.startswith("A-1, A-2, ")
    assert named.endswith("A-12, 3 more")
    assert ENGLISH.value(called(works[:13])).endswith("A-12, A-13")
    nameless = Activity(id=ActivityId(identity(99)))
    titled = Activity(id=ActivityId(identity(98)), title=en("Survey"))
    assert ENGLISH.value(called([titled, nameless])) == "Survey, Not named yet"
