from __future__ import annotations

import pytest
from exchange_office import Office, applied, faults_of
from exchange_samples import ids
from import_outcomes import outcomes

from ccmdesk.model.area import HazardousArea
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import Texts


def _area(code: str = "", district: str = "") -> HazardousArea:
    return HazardousArea(
        id=HazardousAreaId(ids()()),
        code=code,
        name=Texts.of({"en": "Old quarry"}),
        province=Texts.of({"en": "Tuzla Canton"}),
        district=Texts.of({"en": district}) if district else Texts(),
        size_m2=200_000,
    )


def _plan(area: HazardousArea) -> PlanDocument:
    return document_of([area])


@pytest.mark.parametrize(
    "text",
    [
        "name@en,district@en,size_m2\nOld quarry,Bihac,5000\n",
        "name@en,province@en,district@en,size_m2\nold quarry,Una-Sana,Bihac,5000\n",
        "name@en,province@en,size_m2\nOld quarry,,5000\n",
        "code,name@en,size_m2\n,Old quarry,5000\n",
    ],
    ids=["district-only-here", "other-province", "no-province-said", "name-alone"],
)
def test_a_quarry_of_the_same_name_does_not_change_the_numbered_one(
    office: Office, text: str
) -> None:
    plan = office.plan([office.csv("hazardous_areas", text)], _plan(_area("ILL-05")))
    assert outcomes(plan) == ["refused"]
    ((_, _, says),) = faults_of(plan)
    assert says.startswith("This may be ILL-05 of the plan, or another area of the same name.")


def test_name_and_place_tell_which_area_without_a_number(office: Office) -> None:
    text = "name@en,province@en,district@en,size_m2\nOLD QUARRY,tuzla canton,Lukavac,5000\n"
    area = _area("ILL-05", "Lukavac")
    (change,) = office.plan([office.csv("hazardous_areas", text)], _plan(area)).changes
    assert (change.record, dict(change.new)) == (area.id, {"size_m2": 5000})


def test_an_area_with_a_number_of_its_own_may_have_the_name_of_another(office: Office) -> None:
    text = "code,name@en,district@en\nB-1,Old quarry,Bihac\n"
    plan = office.plan([office.csv("hazardous_areas", text)], _plan(_area("ILL-05")))
    assert outcomes(plan) == ["new"]


def test_areas_without_numbers_are_found_again_by_name_and_place(office: Office) -> None:
    table = office.csv("hazardous_areas", "name@en,district@en\nMill,Bihac\nMill,Lukavac\nHill,\n")
    plan = office.plan([table])
    assert outcomes(plan) == ["new"] * 3
    assert outcomes(office.plan([table], document_of(applied(plan.changes)))) == ["same"] * 3
