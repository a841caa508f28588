"""A cell that says that there is no value empties what it stands for, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from exchange_office import Office, faults_of
from exchange_samples import ids
from import_outcomes import MARCH, existing, outcomes

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codec import flatten, unflatten
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import ActivityId, HazardousAreaId
from ccmdesk.model.values import (
    Absence,
    Confidence,
    FieldNote,
    Money,
    Notes,
    People,
    Period,
    Position,
    Quantity,
    Texts,
)

IMPACT = Texts.of({"en": "Fields", "fr": "Champs"})
ACTIVITY = Activity(
    id=ActivityId(ids()()),
    code="A1",
    title=Texts.of({"en": "Survey", "fr": "Enquête"}),
    period=Period(MARCH, dt.date(2026, 9, 30)),
    cost=Money(36_000_00, CurrencyCode("EUR"), 2020),
    quantity=Quantity(1_200_000, "m2"),
    direct=People(5, 9, 1, 2),
)


def after(office: Office, before: Any, text: str, *, sheet: str = "activities") -> Any:
    """Return the record as an import of *text* leaves it."""
    plan = office.plan([office.csv(sheet, text)], document_of([before]))
    assert faults_of(plan) == []
    (change,) = plan.changes
    return unflatten(type(before), before.id, {**flatten(before), **change.new})


def area(name: str = "Mill", **values: Any) -> HazardousArea:
    return HazardousArea(
        id=HazardousAreaId(ids()()), code="H1", name=Texts.of({"en": name}), **values
    )


def test_a_text_that_begins_with_unknown_is_a_text(office: Office) -> None:
    said = "Unknown: the owners fled in 1995"
    found = after(
        office, area(impact=IMPACT), f"code,impact@en\nH1,{said}\n", sheet="hazardous_areas"
    )
    assert dict(found.impact) == {"en": said, "fr": "Champs"}
    assert found.notes["impact"] == FieldNote()


@pytest.mark.parametrize("word", ["unknown", "n/a", "n.a.", "Does not apply"])
def test_an_absence_in_one_language_leaves_the_others(office: Office, word: str) -> None:
    text = f"code,impact@en\nH1,{word}\n"
    found = after(office, area(impact=IMPACT), text, sheet="hazardous_areas")
    assert dict(found.impact) == {"fr": "Champs"}
    assert found.notes["impact"] == FieldNote()


def test_an_absence_in_the_only_language_is_that_of_the_field(office: Office) -> None:
    before = area(impact=Texts.of({"en": "Fields"}))
    found = after(office, before, "code,impact@en\nH1,n/a: a cliff\n", sheet="hazardous_areas")
    assert found.impact == Texts()
    assert found.notes["impact"] == FieldNote(absence=Absence.NOT_APPLICABLE, reason="a cliff")


def test_a_reason_that_has_no_place_is_told(office: Office) -> None:
    for before, sheet, text in (
        (area(impact=IMPACT), "hazardous_areas", "code,impact@fr\nH1,n/a: une falaise\n"),
        (ACTIVITY, "activities", "code,direct.men\nA1,n/a: women only\n"),
    ):
        plan = office.plan([office.csv(sheet, text)], document_of([before]))
        ((_, column, says),) = faults_of(plan)
        assert column == "B"
        assert "says why there is nothing in the whole field" in says


def test_an_absent_amount_takes_its_currency_and_unit_along(office: Office) -> None:
    text = (
        "code,cost.amount,cost.currency,quantity.amount,quantity.unit\n"
        "A1,n/a: in kind,EUR,not known,m2\n"
    )
    found = after(office, ACTIVITY, text)
    assert (found.cost, found.quantity) == (None, None)
    assert found.notes["cost"] == FieldNote(absence=Absence.NOT_APPLICABLE, reason="in kind")
    assert found.notes["quantity"] == FieldNote(absence=Absence.UNKNOWN)
    plan = office.plan([office.csv("activities", text)])
    (change,) = plan.changes
    assert change.new["cost"] == {"absent": "not_applicable", "reason": "in kind"}


def test_an_absent_cell_of_people_or_of_a_period_is_emptied(office: Office) -> None:
    text = (
        "code,direct.women,direct.men,direct.girls,direct.boys,period.start,period.end\n"
        "A1,5,not known,1,2,not known,2026-09-30\n"
    )
    found = after(office, ACTIVITY, text)
    assert found.direct == People(5, None, 1, 2)
    assert found.period == Period(None, dt.date(2026, 9, 30))


def test_an_absent_price_year_or_unit_is_emptied(office: Office) -> None:
    found = after(office, ACTIVITY, "code,cost.price_year,quantity.unit\nA1,unknown,unknown\n")
    assert found.cost == Money(36_000_00, CurrencyCode("EUR"))
    assert found.quantity == Quantity(1_200_000, "")


def test_a_currency_that_is_not_known_is_asked_for(office: Office) -> None:
    for text in ("code,cost.amount,cost.currency\nA1,5,unknown\n", "code,cost.currency\nA1,n/a\n"):
        plan = office.plan([office.csv("activities", text)], document_of([ACTIVITY]))
        ((_, _, says),) = faults_of(plan)
        assert "is not a currency code" in says


def test_an_amount_with_another_currency_than_beside_it_is_refused(office: Office) -> None:
    text = "code,cost.amount,cost.currency\nA1,EUR 500,USD\n"
    for document in (PlanDocument(), document_of([ACTIVITY])):
        ((_, _, says),) = faults_of(office.plan([office.csv("activities", text)], document))
        assert says.startswith("The amount is in EUR, but the currency beside it is USD.")
    found = after(office, ACTIVITY, text.replace("EUR 500", "500"))
    assert found.cost == Money(500_00, CurrencyCode("USD"), 2020)


def test_half_a_position_that_is_absent_is_told_and_a_whole_one_is_emptied(office: Office) -> None:
    before = replace(ACTIVITY, position=Position(445_300_000, 180_000_000))
    found = after(office, before, "code,position.latitude\nA1,unknown\n")
    assert found.position is None
    assert found.notes["position"].absence is Absence.UNKNOWN
    text = "code,position.latitude,position.longitude\nA1,unknown,18\n"
    plan = office.plan([office.csv("activities", text)], document_of([before]))
    assert [says for _, _, says in faults_of(plan)] == [
        "A position needs both its latitude and its longitude."
    ]


@pytest.mark.parametrize("dash", ["-", "\u2013", "\u2014", " -- "])
def test_a_dash_is_no_text(office: Office, dash: str) -> None:
    text = f"code,name@en,district@en\nH1,{dash},{dash}\n"
    plan = office.plan([office.csv("hazardous_areas", text)], document_of([area()]))
    assert outcomes(plan) == ["same"]


def test_a_dash_for_a_figure_is_asked_back(office: Office) -> None:
    plan = office.plan([office.csv("hazardous_areas", "code,size_m2\nH1,-\n")])
    assert [says for _, _, says in faults_of(plan)] == [
        "“-” is not a number. Type digits only, such as 1200."
    ]


def test_a_new_figure_is_not_carried_over_any_more(office: Office) -> None:
    carried = Notes.of({"size_m2": FieldNote(confidence=Confidence.CARRIED_OVER, remark="2024")})
    before = area(size_m2=5_000, notes=carried)
    found = after(office, before, "code,size_m2\nH1,4000\n", sheet="hazardous_areas")
    assert found.notes["size_m2"] == FieldNote(remark="2024")
    plan = office.plan(
        [office.csv("hazardous_areas", "code,size_m2\nH1,5000\n")], document_of([before])
    )
    assert outcomes(plan) == ["same"]


def test_a_word_alone_keeps_the_reason_the_plan_has(office: Office) -> None:
    note = FieldNote(absence=Absence.UNKNOWN, reason="the owners fled")
    before = area(notes=Notes.of({"impact": note}))
    data = office.workbook(document_of([before]))
    plan = office.plan(office.tables(data), document_of([before]))
    assert outcomes(plan) == ["same"]


def test_an_absence_beside_a_text_of_the_row_empties_its_own_language(office: Office) -> None:
    document, _ = existing()
    text = "code,title@en,title@fr\nA4-01,Survey,n/a\n"
    (change,) = office.plan([office.csv("activities", text)], document).changes
    assert change.new == {"title@fr": None}


def test_a_currency_alone_does_not_take_away_why_there_is_no_amount(office: Office) -> None:
    unknown = Notes.of({"cost": FieldNote(absence=Absence.UNKNOWN)})
    before = replace(ACTIVITY, cost=None, notes=unknown)
    plan = office.plan(
        [office.csv("activities", "code,cost.currency\nA1,USD\n")], document_of([before])
    )
    assert outcomes(plan) == ["same"]
