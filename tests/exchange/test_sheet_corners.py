from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from exchange_office import Office, applied, faults_of
from exchange_samples import ids, samples

from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.exchange.sheets import SHEET_KINDS, free_sheet_name, sheet_fields
from ccmdesk.exchange.status_copy import write_status_copy
from ccmdesk.exchange.tables import CellValue, Table, folded
from ccmdesk.exchange.words import choices, has_list
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import document_of
from ccmdesk.model.facts import item_type
from ccmdesk.model.ids import ActivityId, OrganisationId
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import Absence, Confidence, FieldNote, Money, Notes, Period, Texts

ACTIVITIES = BY_NAME["activity"]


def test_money_that_a_number_cell_cannot_hold_is_kept_to_the_cent(office: Office) -> None:
    new_id = ids()
    amounts = [
        Money(999_999_999_999_999_9, CurrencyCode("EUR")),
        Money(10**15, CurrencyCode("JPY")),
        Money(10**15 - 1, CurrencyCode("KWD")),
        Money(7, CurrencyCode("JPY")),
        Money(1, CurrencyCode("EUR")),
    ]
    activities = [
        Activity(id=ActivityId(new_id()), code=f"A{n}", cost=cost) for n, cost in enumerate(amounts)
    ]
    document = document_of(activities)
    plan = office.plan(office.tables(office.workbook(document, kinds=(ACTIVITIES,))), document)
    assert [row.outcome for row in plan.rows[1:]] == [Outcome.SAME] * 4
    assert faults_of(plan)[0][2].startswith("An amount must be zero or more")


def test_days_before_spreadsheets_count_days_are_kept(office: Office) -> None:
    early = Activity(
        id=ActivityId(ids()()), code="A1", period=Period(dt.date(1900, 1, 1), dt.date(1945, 5, 8))
    )
    document = document_of([early])
    plan = office.plan(office.tables(office.workbook(document, kinds=(ACTIVITIES,))), document)
    assert [row.outcome for row in plan.rows] == [Outcome.SAME]


def test_records_without_a_name_of_their_own_are_still_found_again(office: Office) -> None:
    new_id = ids()
    twins = [
        Organisation(id=OrganisationId(new_id()), name=Texts.of({"en": "Centre; Tuzla"})),
        Organisation(id=OrganisationId(new_id()), name=Texts.of({"en": "Same"})),
        Organisation(id=OrganisationId(new_id()), name=Texts.of({"en": "same"})),
        Organisation(id=OrganisationId(new_id())),
    ]
    work = [
        Activity(id=ActivityId(new_id()), code=f"A{n}", responsible=one.id)
        for n, one in enumerate(twins)
    ]
    document = document_of([*twins, *work])
    plan = office.plan(office.tables(office.workbook(document)), document)
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}


def test_a_reference_to_a_record_that_is_gone_says_so_when_it_comes_back(office: Office) -> None:
    gone = OrganisationId(ids(500)())
    work = Activity(id=ActivityId(ids()()), code="A1", responsible=gone)
    document = document_of([work])
    plan = office.plan(office.tables(office.workbook(document, kinds=(ACTIVITIES,))), document)
    assert faults_of(plan)[0][2].startswith(f"“{gone}” is not in the plan")


def test_absence_in_a_list_of_codes_and_in_a_text_comes_back(office: Office) -> None:
    state = next(r for r in samples(ids()).values() if isinstance(r, StateParty))
    notes = Notes.of(
        {
            "standing": FieldNote(absence=Absence.UNKNOWN),
            "authority": FieldNote(absence=Absence.NOT_APPLICABLE, reason="none yet"),
            "signed": FieldNote(absence=Absence.UNKNOWN, confidence=Confidence.UNKNOWN),
        }
    )
    absent = replace(state, standing=None, authority=Texts(), signed=None, notes=notes)
    data = office.workbook(document_of([absent]), office.langs["ar"])
    (fresh,) = applied(office.plan(office.tables(data), lang=office.langs["ar"]).changes)
    assert fresh.notes == notes


def test_an_absence_beside_a_value_of_the_same_field_counts_for_nothing(office: Office) -> None:
    text = "code,direct.women,direct.men\nA1,unknown,4\n"
    (activity,) = applied(office.plan([office.csv("activities", text)]).changes)
    assert activity.notes["direct"] == FieldNote()
    assert activity.direct.men == 4


def test_an_amount_may_carry_its_currency(office: Office) -> None:
    table = office.csv("activities", 'code,cost.amount\nA1,"EUR 1,200"\nA2,1200 x\n')
    plan = office.plan([table])
    (activity,) = applied(plan.changes)
    assert activity.cost == Money(1200_00, CurrencyCode("EUR"))
    assert [says for _, _, says in faults_of(plan)] == [
        "“1200 x” is not a number. Type digits only, such as 1200."
    ]


def test_a_currency_without_an_amount_changes_none(office: Office) -> None:
    cost = Money(5, CurrencyCode("EUR"), 2020)
    document = document_of([Activity(id=ActivityId(ids()()), code="A1", cost=cost)])
    text = "code,cost.currency,cost.price_year\nA1,{},2020\n"
    plan = office.plan([office.csv("activities", text.format("EUR"))], document)
    assert [row.outcome for row in plan.rows] == [Outcome.SAME]
    plan = office.plan([office.csv("activities", text.format("USD"))], document)
    ((_, column, says),) = faults_of(plan)
    assert column == "B"
    assert says.startswith("The amount is in EUR, but the currency beside it is USD.")


def test_a_word_that_is_in_no_short_list_is_refused_without_reading_out_the_long_one(
    office: Office,
) -> None:
    plan = office.plan([office.csv("state_party", "country,languages\nAtlantis,bs; xx-Yyyy\n")])
    assert faults_of(plan) == [
        (2, "A", "“Atlantis” is not in the list. Choose one from the list of the cell.")
    ]


def test_an_action_within_its_plan_is_known_although_not_listed(office: Office) -> None:
    text = "action,status\nvap-2010/7,completed\nvap-2010/700,completed\n"
    plan = office.plan([office.csv("action_progress", text)])
    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.REFUSED]


def test_yes_and_no_may_be_boxes_numbers_or_words(office: Office) -> None:
    lang = office.langs["ru"]
    words = dict(choices(bool, lang=lang, packs=office.packs))
    cells: list[CellValue] = [True, False, 1.0, 0.0, "YES", "0", words[True], words[False]]
    rows: list[tuple[CellValue, ...]] = [(f"H{n}", cell) for n, cell in enumerate(cells)]
    plan = office.plan([Table("Hazardous areas", (("code", "marked"), *rows))])
    assert [r.marked for r in applied(plan.changes)] == [True, False] * 4


def test_sheet_names_never_clash() -> None:
    taken: set[str] = set()
    names = [free_sheet_name("Positions at the end of the year/quarter", taken) for _ in range(3)]
    assert names == [
        "Positions at the end of the yea",
        "Positions at the end of the (2)",
        "Positions at the end of the (3)",
    ]


def test_a_status_copy_keeps_every_kind_of_cell(office: Office) -> None:
    rows = (
        ("code", "period.start", "quantity.amount", "position.latitude", "extra"),
        ("A1", dt.date(2026, 3, 7), 5.0, 95.5, True),
        ("A2", None, None, 44.5, None),
    )
    table = Table("Activities", rows)
    out = io.BytesIO()
    write_status_copy([table], office.plan([table]), out, lang=ENGLISH)
    (copy,) = office.tables(out.getvalue())
    assert [row[:5] for row in copy.rows] == list(rows)


@pytest.mark.parametrize("code", ["en", "ar", "ru"])
def test_no_two_entries_of_a_code_list_have_one_word(office: Office, code: str) -> None:
    lang = office.langs[code]
    types = {f.type: f for kind in SHEET_KINDS for f in sheet_fields(kind.record)}
    lists = {item_type(kind) or kind for kind in types}
    for kind in filter(has_list, lists):
        words = [word for _, word in choices(kind, lang=lang, packs=office.packs)]
        assert len({folded(word) for word in words}) == len(words), kind


def test_a_list_is_asked_for_known_types_only(office: Office) -> None:
    with pytest.raises(TypeError):
        choices(Money, lang=ENGLISH, packs=office.packs)
