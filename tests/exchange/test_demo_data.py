from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from demo_document import demo_tables, minor, published
from exchange_office import Office, applied
from exchange_samples import ids

from ccmdesk.exchange.import_plan import ImportPlan, Outcome
from ccmdesk.lang.lang import Lang
from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.cooperation import AssistanceFlow, FlowDirection, Organisation
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.evidence import Source
from ccmdesk.model.facts import field_map
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Duty, Extension, Obligation, StateParty
from ccmdesk.model.stockpile import Destruction
from ccmdesk.model.values import E7, Absence, Texts
from ccmdesk.model.victims import CasualtyCounts

SIX = frozenset({"en", "fr", "es", "ar", "ru", "zh"})


@pytest.fixture(scope="module")
def imported(exchange_packs: Packs, exchange_langs: dict[str, Lang]) -> ImportPlan:
    return Office(exchange_packs, exchange_langs, ids()).plan(demo_tables())


@pytest.fixture(scope="module")
def document(imported: ImportPlan) -> PlanDocument:
    return document_of(applied(imported.changes))


def m2(text: str) -> int:
    return int(Decimal(text) * 1_000_000)


def source_of(document: PlanDocument, record: Any, field: str) -> Source:
    return next(s for s in document.of(Source) if str(s.id) == record.notes[field].source)


def test_the_demonstration_is_imported_without_a_fault(imported: ImportPlan) -> None:
    assert [row.faults for row in imported.refused] == []
    assert imported.notices == ()
    assert imported.count(Outcome.NEW) == len(imported.rows) == len(imported.changes)


def test_importing_the_demonstration_again_changes_nothing(
    office: Office, document: PlanDocument
) -> None:
    again = office.plan(demo_tables(), document)
    assert {row.outcome for row in again.rows} == {Outcome.SAME}


def test_contamination_is_as_published(document: PlanDocument) -> None:
    fields = {
        "cha_area": "confirmed_m2",
        "sha_area": "suspected_m2",
        "newly_confirmed_area": "new_m2",
        "cmr_area_total": "closing_m2",
    }
    rows = published("contamination")
    for row in rows:
        position = next(p for p in document.of(AnnualPosition) if str(p.year) == row["year"])
        field = fields[row["indicator"]]
        assert getattr(position, field) == m2(row["value"])
        assert source_of(document, position, field).address == row["source_url"]
        assert position.notes[field].remark == row["note"]
    figures = [getattr(p, f) for p in document.of(AnnualPosition) for f in fields.values()]
    assert sum(figure is not None for figure in figures) == len(rows)


def test_land_release_is_as_published(document: PlanDocument) -> None:
    fields = {
        "cleared_area": "cleared_m2",
        "reduced_area": "reduced_m2",
        "cancelled_area": "cancelled_m2",
        "submunitions_destroyed": "submunitions_destroyed",
        "programme_released_area": "released_m2",
        "programme_locations": "locations",
        "programme_submunitions_destroyed": "submunitions_destroyed",
    }
    for row in published("land_release"):
        release = next(r for r in document.of(LandRelease) if str(r.year) == row["year"])
        if row["indicator"] == "released_area_total":  # its parts are published as well
            assert f"{row['value']} km2" in release.notes["cleared_m2"].remark
            continue
        field = fields[row["indicator"]]
        expected = m2(row["value"]) if row["unit"] == "km2" else int(row["value"])
        assert getattr(release, field) == expected
        assert source_of(document, release, field).address == row["source_url"]
        assert row["note"] in release.notes[field].remark


def test_a_sum_without_its_parts_is_not_called_cleared(document: PlanDocument) -> None:
    whole = next(r for r in document.of(LandRelease) if r.whole_programme)
    assert (whole.cancelled_m2, whole.reduced_m2, whole.cleared_m2) == (None, None, None)
    assert whole.notes["cleared_m2"].absence is Absence.UNKNOWN
    assert whole.released_m2 == 14_610_000
    assert whole.locations == 140


def test_funding_is_as_published(document: PlanDocument) -> None:
    rows = published("funding")
    directions = {"national": FlowDirection.NATIONAL, "international": FlowDirection.RECEIVED}
    expected = {
        (int(row["year"]), directions[row["indicator"].partition("_")[0]]): minor(row["value"])
        for row in rows
    }
    found = {
        (flow.year, flow.direction): flow.amount.minor
        for flow in document.of(AssistanceFlow)
        if flow.amount is not None and flow.amount.currency == "USD"
    }
    assert found == expected
    for flow in document.of(AssistanceFlow):
        assert source_of(document, flow, "amount").address == rows[0]["source_url"]


def test_deadlines_are_as_published(document: PlanDocument) -> None:
    rows = {(r["indicator"], r["year"]): r for r in published("deadlines")}
    (state,) = document.of(StateParty)
    duty = next(o for o in document.of(Obligation) if o.duty is Duty.ARTICLE_4A)
    extensions = {str(e.granted_until): e for e in document.of(Extension)}
    found = {
        ("deposited", "2010"): (state, "deposited", state.deposited),
        ("entry_into_force", "2011"): (state, "entry_into_force", state.entry_into_force),
        ("article4_deadline", "2021"): (duty, "deadline", duty.deadline),
        ("article4_completed", "2023"): (
            duty,
            "completed_on",
            duty.completed_on and duty.completed_on.iso,
        ),
    }
    for year, day in (("2022", "2022-09-01"), ("2023", "2023-09-01")):
        found["article4_deadline", year] = (extensions[day], "granted_until", day)
    for key, (record, field, value) in found.items():
        assert str(value) == rows[key]["value"], key
        assert source_of(document, record, field).address == rows[key]["source_url"], key
    assert "ninth" in duty.notes["completed_on"].remark
    assert set(rows) == {*found, ("article4_completion_rank", "2023")}


def test_stockpile_and_casualties_are_as_published(document: PlanDocument) -> None:
    (destruction,) = document.of(Destruction)
    items, parts = published("stockpile")
    assert (destruction.quantity, destruction.submunitions) == (
        int(items["value"]),
        int(parts["value"]),
    )
    assert source_of(document, destruction, "quantity").address == items["source_url"]
    (counts,) = document.of(CasualtyCounts)
    (row,) = published("casualties")
    assert (counts.killed, str(counts.year)) == (int(row["value"]), row["year"])
    assert counts.notes["killed"].remark == row["note"]
    assert counts.notes["people"].absence is Absence.UNKNOWN


def test_a_page_that_was_not_opened_is_not_called_checked(document: PlanDocument) -> None:
    doubtful = {
        row["source_url"]
        for name in ("contamination", "land_release", "funding", "stockpile", "casualties")
        for row in published(name)
        if "not opened again" in row["note"]
    }
    told = {s.address: s.checked for s in document.of(Source) if s.address}
    assert {address for address, checked in told.items() if not checked} == doubtful


def test_areas_stand_on_the_map_but_at_no_exact_place(document: PlanDocument) -> None:
    for area in document.of(HazardousArea):
        assert area.position is not None
        for degrees_e7 in (area.position.latitude_e7, area.position.longitude_e7):
            assert degrees_e7 % (E7 // 100) == 0
        assert area.polygon is None


def test_what_is_invented_says_so(document: PlanDocument) -> None:
    (plan,) = document.of(Plan)
    assert plan.illustrative is True
    assert plan.status is None, "only the act of approving says so"
    for text in (plan.title, plan.summary, plan.risks, plan.partners, plan.coordination):
        assert "illustrative" in (text.get("en") or "")
    for organisation in document.of(Organisation):
        assert "(illustrative)" in (organisation.name.get("en") or "")
        assert "@example.org" in organisation.contact
    for area in document.of(HazardousArea):
        assert (area.name.get("en") or "").startswith("Illustrative area")


def test_every_text_of_an_author_is_there_in_all_six_languages(document: PlanDocument) -> None:
    lacking = []
    for kind, records in document.records.items():
        for field in field_map(kind).values():
            for record in records:
                value = getattr(record, field.name)
                if isinstance(value, Texts) and value and not {tag for tag, _ in value} >= SIX:
                    lacking.append((kind.__name__, field.name, value))
    assert lacking == []


@pytest.mark.parametrize("code", ["ar", "ru", "zh"])
def test_translations_are_in_the_letters_of_their_language(
    document: PlanDocument, code: str
) -> None:
    first, last = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "zh": ("一", "龥")}[code]
    for kind, records in document.records.items():
        for field in field_map(kind).values():
            for record in records:
                value = getattr(record, field.name)
                if isinstance(value, Texts) and value:
                    text = value.get(code) or ""
                    assert any(first <= c <= last for c in text) or text.rstrip("%").isdecimal()
