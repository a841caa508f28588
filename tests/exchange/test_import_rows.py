from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_office import Office, applied, faults_of
from exchange_samples import ids
from import_outcomes import existing, outcomes

from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.exchange.tables import Table
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Milestone
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.codes import StateCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import HazardousAreaId, StatePartyId
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import Obligation, StateParty


def test_rows_may_refer_to_each_other_in_any_order(office: Office) -> None:
    plan = office.plan(
        [
            office.csv("milestones", "activity,year,planned\nA4-02,2026,5\n"),
            office.csv("activities", "code,after\nA4-02,A4-01\nA4-01,\n"),
        ]
    )
    assert outcomes(plan) == ["new", "new", "new"]
    found = {getattr(r, "code", ""): r for r in applied(plan.changes)}
    assert found["A4-02"].after == (found["A4-01"].id,)
    assert found[""].activity == found["A4-02"].id


def test_a_row_changes_the_record_with_its_number(office: Office) -> None:
    document, activity = existing()
    plan = office.plan([office.csv("activities", "code,title@fr\na4-01,Étude\n")], document)
    assert outcomes(plan) == ["changed"]
    (change,) = plan.changes
    assert change.record == activity.id
    assert dict(change.new) == {"title@fr": "Étude"}


def test_a_blank_cell_deletes_nothing(office: Office) -> None:
    document, _ = existing()
    text = "code,title@en,title@fr,period.start,cost.amount,cost.currency\nA4-01,,,,,EUR\n"
    assert outcomes(office.plan([office.csv("activities", text)], document)) == ["same"]


def test_one_part_of_a_value_leaves_the_others(office: Office) -> None:
    document, activity = existing()
    text = "code,period.end,cost.amount\nA4-01,2026-10-31,250\n"
    plan = office.plan([office.csv("activities", text)], document)
    (change,) = plan.changes
    assert dict(change.new) == {
        "period": ["2026-03-07", "2026-10-31"],
        "cost": [25000, "EUR", 2020],
    }
    assert activity.cost is not None


def test_without_a_number_the_title_in_any_language_tells_which_record(office: Office) -> None:
    document, activity = existing()
    text = "title@fr,type\n ENQUÊTE ,Clearance\n"
    (row,) = office.plan([office.csv("activities", text)], document).rows
    assert (row.outcome, row.record) == (Outcome.CHANGED, activity.id)


def test_the_same_number_twice_is_refused_once(office: Office) -> None:
    plan = office.plan([office.csv("activities", "code,type\nA1,TS\nA2,TS\nA1,NTS\n")])
    assert outcomes(plan) == ["new", "new", "refused"]
    assert faults_of(plan) == [
        (
            4,
            "",
            "Row 2 is about the same record. Put both into one row, or tell them apart.",
        )
    ]


def test_what_depends_on_a_refused_row_is_refused_with_its_place(office: Office) -> None:
    plan = office.plan(
        [
            office.csv("activities", "code,period.start\nA1,tomorrow\nA2,2026-03-07\n"),
            office.csv("milestones", "activity,year\nA1,2026\nA2,2026\n"),
        ]
    )
    assert outcomes(plan) == ["refused", "new", "refused", "new"]
    assert faults_of(plan)[1] == (
        2,
        "A",
        "This refers to row 2 of “activities.csv”, which cannot be imported yet. Mend that first.",
    )


def test_a_refused_change_does_not_hide_the_record_from_other_rows(office: Office) -> None:
    document, activity = existing()
    plan = office.plan(
        [
            office.csv("activities", "code,period.start\nA4-01,tomorrow\n"),
            office.csv("milestones", "activity,year,planned\nA4-01,2026,4\n"),
        ],
        document,
    )
    assert outcomes(plan) == ["refused", "new"]
    (milestone,) = applied(plan.changes)
    assert isinstance(milestone, Milestone)
    assert milestone.activity == activity.id


def test_a_reference_that_is_nowhere_is_refused_with_what_would_do(office: Office) -> None:
    plan = office.plan([office.csv("milestones", "activity,year\nA9-99,2026\n")])
    ((row, column, says),) = faults_of(plan)
    assert (row, column) == (2, "A")
    assert says.startswith("“A9-99” is not in the plan and not in this file (Activity).")


def test_a_name_two_records_share_is_not_guessed(office: Office) -> None:
    text = "code,title@en\nA1,Survey\nA2,Survey\n"
    plan = office.plan(
        [office.csv("activities", text), office.csv("milestones", "activity,year\nSurvey,2026\n")]
    )
    assert faults_of(plan)[0][2].startswith("More than one record is called “Survey”")


def test_obligations_organisations_and_meetings_are_named_as_people_do(office: Office) -> None:
    tables = [
        office.csv("obligations", "duty,status\n4a,open\n"),
        office.csv("meetings", "title@en,title@fr\nMeeting,Assemblée\n"),
        office.csv("organisations", "name@en,name@ar\nCentre,المركز\n"),
        office.csv("extensions", "obligation,meeting\n4A,assemblée\n"),
        office.csv("activities", "code,responsible\nA1,المركز\n"),
    ]
    plan = office.plan(tables)
    assert faults_of(plan) == []
    obligation = next(r for r in applied(plan.changes) if isinstance(r, Obligation))
    extension = next(r for r in applied(plan.changes) if type(r).__name__ == "Extension")
    assert extension.obligation == obligation.id


def test_every_fault_of_a_row_is_named_with_its_cell(office: Office) -> None:
    text = (
        "Number,Kind of work,Start and end: start,Total cost: amount,Total cost: currency\n"
        "A1,clearence,2026-02-30,12x,EURO\n"
    )
    plan = office.plan([office.csv("activities", text)])
    assert [(column, says[:30]) for _, column, says in faults_of(plan)] == [
        ("B", "“clearence” is not one of: Non"),
        ("C", "“2026-02-30” is not a day of t"),
        ("D", "“12x” is not a number. Type di"),
        ("E", "“EURO” is not a currency code."),
    ]
    (result,) = plan.rows
    assert result.faults[1].heading == "Start and end: start"
    shown = ENGLISH.say(result.faults[1].where_and_what)
    assert shown.startswith("Column C, “Start and end: start”: “2026-02-30” is not a day")


def test_what_the_rules_refuse_is_refused_in_its_cell(office: Office) -> None:
    text = "code,name@en,size_m2,period\nH1,Hill,0,\n"
    plan = office.plan([office.csv("hazardous_areas", text)])
    ((row, column, says),) = faults_of(plan)
    assert (row, column) == (2, "C")
    assert says.startswith("The number must lie between 1 and")


def test_a_row_that_names_no_record_is_refused(office: Office) -> None:
    plan = office.plan([office.csv("activities", "code,title@en,type\n,,TS\n")])
    assert faults_of(plan) == [
        (
            2,
            "A",
            "“Number” is blank, so nobody can tell which record this row is about. Fill it in.",
        )
    ]


def test_a_file_of_another_country_is_refused_whole(office: Office) -> None:
    state = StateParty(id=StatePartyId(ids()()), country=StateCode("BIH"))
    activities = office.csv("activities", "code\nA1\n")
    for tables in (
        [replace(activities, country="LAO")],
        [activities, office.csv("state_party", "country\nLao PDR\n".replace("Lao PDR", "LAO"))],
    ):
        with pytest.raises(Problem, match="the plan is that of Bosnia"):
            office.plan(tables, document_of([state]))
    assert outcomes(office.plan([replace(activities, country="BIH")], document_of([state])))


def test_a_file_without_any_known_sheet_is_refused_whole(office: Office) -> None:
    with pytest.raises(Problem, match="No sheet of “prices"):
        office.plan([office.csv("prices", "bread,milk\n1,2\n")])
    with pytest.raises(Problem, match="No sheet of “activities"):
        office.plan([office.csv("activities", "bread,milk\n1,2\n")])


def test_what_is_left_out_is_said(office: Office) -> None:
    tables = [
        office.csv("activities", "code,My column,code\nA1,x,A9\n"),
        office.csv("shopping", "bread,milk\n1,2\n"),
        office.csv("empty", "\n"),
    ]
    plan = office.plan(tables)
    said = [(n.sheet, n.column, ENGLISH.say(n.says)) for n in plan.notices]
    assert said[:2] == [
        ("activities.csv", "B", "The column “My column” is not known and was left out."),
        ("activities.csv", "C", "The column “code” is there twice; the first one was read."),
    ]
    assert [s for s in said if s[0] == "shopping.csv"] == [
        (
            "shopping.csv",
            "",
            "This sheet is not known and was left out. Give it the name in the template.",
        )
    ]
    missing = [says for _, _, says in said if "is missing" in says]
    assert (
        "The column “Total cost” is missing; what it should hold is to be filled in later."
        in missing
    )
    assert len(missing) == 8
    assert outcomes(plan) == ["new"]


def test_rows_that_only_look_filled_are_named(office: Office) -> None:
    rows = (
        ("code", "title@en", "extra"),
        ("A1", "Survey", None),
        (None, None, None),
        (" ", "\u200b", None),
        (None, None, "note to self"),
        ("A2", "Clearance", None),
    )
    plan = office.plan([Table("Activities", rows)])
    assert [row.row for row in plan.rows] == [2, 6]
    said = [ENGLISH.say(notice.says) for notice in plan.notices]
    assert "These rows hold nothing that is read, only blanks or cells outside: 4, 5." in said


def test_a_line_above_the_headings_may_name_the_kind(office: Office) -> None:
    plan = office.plan([office.csv("export", "Hazardous areas\ncode,name@en\nH1,Hill\n")])
    (area,) = applied(plan.changes)
    assert isinstance(area, HazardousArea)
    assert plan.rows[0].row == 3


def test_a_mark_of_another_plan_is_passed_over(office: Office) -> None:
    document, activity = existing()
    rows = (("id", "code"), ("0199c9a5-0000-7000-8000-000000000000", "A4-01"), ("nonsense", "A9"))
    plan = office.plan([Table("Activities", rows)], document)
    assert [(r.outcome, r.record == activity.id) for r in plan.rows] == [
        (Outcome.SAME, True),
        (Outcome.NEW, False),
    ]


def test_the_mark_of_a_row_lets_its_number_change(office: Office) -> None:
    document, activity = existing()
    plan = office.plan([Table("Activities", (("id", "code"), (str(activity.id), "B1")))], document)
    (change,) = plan.changes
    assert (change.record, dict(change.new)) == (activity.id, {"code": "B1"})


def test_two_records_of_the_plan_with_one_key_are_not_guessed(office: Office) -> None:
    new_id = ids()
    twins = [HazardousArea(id=HazardousAreaId(new_id()), code="H1") for _ in range(2)]
    plan = office.plan([office.csv("hazardous_areas", "code,marked\nH1,yes\n")], document_of(twins))
    ((row, column, says),) = faults_of(plan)
    assert (row, column) == (2, "")
    assert says.startswith("More than one record of the plan fits this row.")


def test_budget_lines_of_one_year_are_told_apart_by_who_pays(office: Office) -> None:
    text = (
        "activity,role,year,amount.amount,amount.currency,funder\n"
        "A1,pledged,2026,10,EUR,Donor A\nA1,pledged,2026,20,EUR,Donor B\nA1,needed,,30,EUR,\n"
    )
    tables = [office.csv("activities", "code\nA1\n"), office.csv("budget_lines", text)]
    plan = office.plan(tables)
    document = document_of(applied(plan.changes))
    assert len(document.of(BudgetLine)) == 3
    assert outcomes(office.plan(tables, document)) == ["same"] * 4
