"""The cover page: what changed since the report before, and what the report itself says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from bih_plan import EUR, bih_document, en, identity

from ccmdesk.model.area import LandRelease
from ccmdesk.model.cooperation import AssistanceFlow, FlowDirection, Organisation, OrganisationRole
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import FormState, TransparencyReport
from ccmdesk.model.form_packs import load_form_pack
from ccmdesk.model.ids import (
    AssistanceFlowId,
    LandReleaseId,
    OrganisationId,
    TransparencyReportId,
)
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Confidence, FieldNote, Money, Notes
from ccmdesk.rules.cover_page import CoverPage, cover_page
from ccmdesk.rules.report_forms import forms_named, newest_report

TODAY = dt.date(2023, 3, 1)
MADE_UP = Path(__file__).parents[1] / "data" / "forms" / "made-up-2031"
CHANGED, UNCHANGED, NOT_APPLICABLE = FormState


def report(year: int | None, **fields: Any) -> TransparencyReport:
    return TransparencyReport(id=TransparencyReportId(identity(70_000 + (year or 0))), **fields,
                              year=year)  # fmt: skip


def plan(*records: Any) -> PlanDocument:
    return bih_document(report(2021), *records)


def now(*records: Any, **fields: Any) -> PlanDocument:
    return bih_document(report(2021), report(2022, **fields), *records)


def states(page: CoverPage) -> dict[str, FormState]:
    return {one.form.letter: one.state for one in page.lines}


def changed(page: CoverPage) -> str:
    return "".join(one.letter for one in page.submitted)


def test_without_an_earlier_report_every_form_has_changed(packs: Packs) -> None:
    for before in (None, bih_document(), bih_document(report(2022)), bih_document(report(2023))):
        page = cover_page(now(), packs, TODAY, before=before)
        assert changed(page) == "ABCDEFGHIJ"
        assert page.earlier is None


def test_records_that_did_not_change_give_unchanged_forms_since_the_year_before(
    packs: Packs,
) -> None:
    page = cover_page(now(), packs, TODAY, before=plan())
    assert changed(page) == "I"  # the national contributions of 2022 are not those of 2021
    assert {one.since for one in page.lines if one.state is UNCHANGED} == {2021}
    assert page.basis.year == 2022


def test_a_changed_value_changes_its_form_alone(packs: Packs) -> None:
    page = cover_page(now(measures=en("A law.")), packs, TODAY, before=plan())
    assert changed(page) == "AI"


def test_new_work_of_the_year_changes_the_form_on_land(packs: Packs) -> None:
    release = LandRelease(id=LandReleaseId(identity(90_000)), year=2022, cleared_m2=5)
    assert changed(cover_page(now(release), packs, TODAY, before=plan())) == "FI"


def test_ids_and_the_order_of_records_are_no_change(packs: Packs) -> None:
    def institution(number: int) -> Organisation:
        return Organisation(
            id=OrganisationId(UUID(int=number)),
            name=en(f"Ministry {number % 10}"),
            roles=(OrganisationRole.MINISTRY,),
        )

    before = plan(institution(90_001), institution(90_002))
    page = cover_page(now(institution(91_002), institution(91_001)), packs, TODAY, before=before)
    assert changed(page) == "I"


def test_a_name_of_another_record_that_is_printed_counts(packs: Packs) -> None:
    before, after = plan(), now()
    renamed = [
        replace(one, name=en("New name")) if isinstance(one, Organisation) else one
        for records in after.records.values()
        for one in records
    ]
    found = changed(cover_page(document_of(renamed), packs, TODAY, before=before))
    assert found == "AHI"


def test_a_note_that_is_printed_beside_a_value_counts(packs: Packs) -> None:
    note = Notes.of({"cleared_m2": FieldNote(confidence=Confidence.ESTIMATED)})
    release = LandRelease(
        id=LandReleaseId(identity(90_000)), year=2020, cleared_m2=5, whole_programme=True
    )
    before = plan(release)
    page = cover_page(now(replace(release, notes=note)), packs, TODAY, before=before)
    assert changed(page) == "FI"


def test_the_time_that_passes_is_no_change_of_what_is_listed_up_to_the_year(packs: Packs) -> None:
    flow = AssistanceFlow(
        id=AssistanceFlowId(identity(90_000)),
        year=2015,
        direction=FlowDirection.RECEIVED,
        amount=Money(5, EUR),
    )
    without_budget = [
        one
        for kind, records in now(flow).records.items()
        for one in records
        if kind.__name__ != "BudgetLine"
    ]
    assert changed(cover_page(document_of(without_budget), packs, TODAY,
                              before=document_of(without_budget))) == ""  # fmt: skip


def test_the_report_corrects_what_was_computed(packs: Packs) -> None:
    said = {"changed_forms": "b f-1, Z", "not_applicable_forms": "A, E"}
    page = cover_page(now(**said), packs, TODAY, before=plan())
    assert changed(page) == "BF"
    assert states(page)["E"] is NOT_APPLICABLE
    assert states(page)["A"] is UNCHANGED  # A applies to every State
    assert page.line(page.pack.forms[8]).computed is CHANGED
    assert page.line(page.pack.forms[8]).since == 2021


def test_the_year_in_the_report_goes_before_that_of_the_comparison(packs: Packs) -> None:
    page = cover_page(now(unchanged_since=2018), packs, TODAY, before=plan())
    assert changed(page) == "I"
    assert page.line(page.pack.forms[0]).since == 2018


def test_where_nothing_can_be_compared_the_report_is_believed(packs: Packs) -> None:
    assert changed(cover_page(now(unchanged_since=2018), packs, TODAY)) == ""
    page = cover_page(now(changed_forms="C"), packs, TODAY)
    assert changed(page) == "C"
    assert page.line(page.pack.forms[0]).since is None


def test_an_initial_report_has_all_forms_that_apply(packs: Packs) -> None:
    said = {"initial": True, "changed_forms": "B", "not_applicable_forms": "E"}
    assert changed(cover_page(now(**said), packs, TODAY, before=plan())) == "ABCDFGHIJ"


def test_the_newest_report_counts_and_without_one_the_year_before_today(packs: Packs) -> None:
    assert newest_report(document_of([report(2022), report(None), report(2021)])) == report(2022)
    page = cover_page(document_of([]), packs, TODAY)
    assert (page.basis.year, page.basis.report) == (2022, None)
    assert changed(page) == "ABCDEFGHIJ"


def test_the_forms_are_those_the_report_names_else_those_of_its_year(packs: Packs) -> None:
    made_up = load_form_pack(MADE_UP)
    both = replace(packs, forms={**packs.forms, made_up.name: made_up})
    for year, named, used in (
        (2022, "", "art7-2010"),
        (2022, "made-up-2031", "made-up-2031"),
        (2031, "", "made-up-2031"),
        (2031, "art7-2010", "art7-2010"),
        (2040, "", "art7-2010"),
        (2009, "nothing", "made-up-2031"),
    ):
        document = document_of([report(year, form_version=named)])
        assert cover_page(document, both, TODAY).pack.name == used
    with pytest.raises(Problem, match="no forms"):
        cover_page(document_of([]), replace(packs, forms={}), TODAY)


def test_letters_are_read_as_people_write_them(packs: Packs) -> None:
    pack = packs.forms["art7-2010"]
    forms, strange = forms_named(pack, " h,B; f-2 F  Q/")
    assert [form.letter for form in forms] == ["B", "F", "H"]
    assert strange == ("Q/",)


def test_a_changed_need_changes_the_form_on_assistance(packs: Packs) -> None:
    document = now()
    needs = [
        replace(one, title=en("Something else")) if isinstance(one, Need) else one
        for records in document.records.values()
        for one in records
    ]
    before = document_of([*(r for r in needs if not isinstance(r, TransparencyReport)),
                          report(2021)])  # fmt: skip
    assert "I" in changed(cover_page(document, packs, TODAY, before=before))
