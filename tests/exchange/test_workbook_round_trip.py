from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
import xlsxwriter
from exchange_office import TODAY, Office, applied
from exchange_samples import ids, samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.exchange.keys import NATURAL_KEYS
from ccmdesk.exchange.reader import read_tables
from ccmdesk.exchange.sheets import SHEET_KINDS, columns_of, heading, sheet_names
from ccmdesk.exchange.tables import Table
from ccmdesk.exchange.template import SheetRequest, write_template
from ccmdesk.lang.naming import country_name
from ccmdesk.lang.parse import clean_text
from ccmdesk.model.codec import flatten
from ccmdesk.model.codes import StateCode
from ccmdesk.model.cooperation import Lesson
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import LessonId
from ccmdesk.model.kinds import BY_NAME, Kind
from ccmdesk.model.state import Standing
from ccmdesk.model.values import Absence, FieldNote, Notes, Qualifier, Texts

LESSONS = BY_NAME["lesson"]
KINDS = pytest.mark.parametrize("kind", SHEET_KINDS, ids=lambda kind: kind.name)
IN_EACH = pytest.mark.parametrize("code", ["en", "ar", "ru"])


def flat_values(record: Any) -> dict[str, Any]:
    """Return the values of a record but for those that name other records by their ids."""
    return {k: v for k, v in flatten(record).items() if not _is_id(v)}


def _is_id(value: Any) -> bool:
    one = value[0] if isinstance(value, list) and value else value
    return isinstance(one, str) and re.fullmatch(r"[0-9a-f-]{36}", one) is not None


@IN_EACH
def test_a_template_filled_by_hand_is_imported_without_a_finding(office: Office, code: str) -> None:
    """R3: export the template, type the values of every kind into it, import: zero findings."""
    lang = office.langs[code]
    made = samples(ids())
    template = io.BytesIO()
    write_template(office.request(lang), template)
    blank = office.tables(template.getvalue())
    filled = office.tables(office.workbook(document_of(made.values()), lang))
    typed = [_typed(table, blank[n]) for n, table in enumerate(filled)]
    plan = office.plan(office.tables(_saved(typed), "filled.xlsx"), lang=lang)
    assert [row.faults for row in plan.refused] == []
    assert plan.notices == ()
    assert plan.count(Outcome.NEW) == len(made)
    expected = [flat_values(record) for record in made.values()]
    assert sorted(map(str, map(flat_values, applied(plan.changes)))) == sorted(map(str, expected))


def _typed(filled: Table, blank: Table) -> Table:
    """Return the blank sheet with the cells of the filled one typed under the same keys."""
    keys = {key: place for place, key in enumerate(filled.rows[0])}
    rows = [
        tuple(row[keys[key]] if key in keys else None for key in blank.rows[0])
        for row in filled.rows[2:]
    ]
    return Table(blank.name, (*blank.rows, *rows), blank.language, blank.country)


def _saved(tables: list[Table]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        for row, cells in enumerate(table.rows):
            for place, cell in enumerate(cells):
                if hasattr(cell, "isoformat"):
                    sheet.write_datetime(row, place, cell, day)
                elif cell is not None:
                    sheet.write(row, place, cell)
    book.close()
    return out.getvalue()


@IN_EACH
def test_an_exported_plan_reads_back_as_nothing_new(office: Office, code: str) -> None:
    document = document_of(samples(ids()).values())
    lang = office.langs[code]
    plan = office.plan(office.tables(office.workbook(document, lang)), document, lang)
    assert [row.faults for row in plan.refused] == []
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}
    assert len(plan.rows) == len(SHEET_KINDS)
    assert plan.changes == ()


def test_an_arabic_sheet_is_understood_in_an_english_window(office: Office) -> None:
    document = document_of(samples(ids()).values())
    data = office.workbook(document, office.langs["ar"])
    plan = office.plan(office.tables(data), document, office.langs["en"])
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}


@KINDS
def test_the_natural_key_alone_finds_the_record_again(office: Office, kind: Kind) -> None:
    document = document_of(samples(ids()).values())
    sheets = office.tables(office.workbook(document, kinds=(kind,)))
    without_mark = [
        Table(t.name, tuple(row[1:] for row in t.rows), t.language, t.country) for t in sheets
    ]
    plan = office.plan(without_mark, document)
    assert [row.outcome for row in plan.rows] == [Outcome.SAME], plan.rows


@KINDS
def test_each_column_may_be_missing(office: Office, kind: Kind) -> None:
    """R30: drop each column in turn; what is left is read, and nothing else changes."""
    document = document_of(samples(ids()).values())
    (sheet,) = office.tables(office.workbook(document, kinds=(kind,)))
    for drop in range(1, len(sheet.rows[0])):
        rows = tuple(row[:drop] + row[drop + 1 :] for row in sheet.rows)
        plan = office.plan([replace(sheet, rows=rows)], document)
        assert [row.outcome for row in plan.rows] == [Outcome.SAME], sheet.rows[0][drop]


@KINDS
def test_every_kind_has_a_natural_key_of_its_own_fields(kind: Kind) -> None:
    keys = {column.field for column in columns_of(kind, languages=("en",))}
    for names in NATURAL_KEYS[kind.record]:
        assert set(names) <= keys


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar", "ru", "zh"])
def test_no_two_headings_and_no_two_sheets_have_one_name(office: Office, code: str) -> None:
    lang = office.langs[code]
    names = list(sheet_names(SHEET_KINDS, lang=lang).values())
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    for kind in SHEET_KINDS:
        shown = [heading(kind.record, c, lang=lang) for c in columns_of(kind, languages=("fr",))]
        assert len(set(shown)) == len(shown), kind.name


def test_headings_alone_are_enough_when_the_hidden_row_was_deleted(office: Office) -> None:
    document = document_of(samples(ids()).values())
    for code in ("en", "ar", "ru"):
        sheets = [
            Table(t.name, t.rows[1:], "", "")
            for t in office.tables(office.workbook(document, office.langs[code]))
        ]
        plan = office.plan(sheets, document, office.langs[code])
        assert {row.outcome for row in plan.rows} == {Outcome.SAME}, code


def test_keys_are_enough_when_the_headings_were_deleted(office: Office) -> None:
    document = document_of(samples(ids()).values())
    sheets = [
        Table(t.name, (t.rows[0], *t.rows[2:])) for t in office.tables(office.workbook(document))
    ]
    plan = office.plan(sheets, document)
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}
    assert {row.row for row in plan.rows} == {2}


def test_keys_alone_are_enough_when_sheets_were_renamed_and_columns_moved(office: Office) -> None:
    document = document_of(samples(ids()).values())
    sheets = [
        Table(f"Blatt{n}", tuple(row[::-1] for row in t.rows), t.language, t.country)
        for n, t in enumerate(office.tables(office.workbook(document)))
    ]
    assert {row.outcome for row in office.plan(sheets, document).rows} == {Outcome.SAME}


def test_what_is_noted_about_a_field_travels_too(office: Office) -> None:
    made = samples(ids())
    activity = next(r for r in made.values() if type(r).__name__ == "Activity")
    source = next(r for r in made.values() if type(r).__name__ == "Source")
    noted = replace(
        activity,
        unit_cost=None,
        direct=None,
        notes=Notes.of(
            {
                "unit_cost": FieldNote(absence=Absence.NOT_APPLICABLE, reason="one lump sum"),
                "direct": FieldNote(absence=Absence.UNKNOWN),
                "cost": FieldNote(
                    source=str(source.id), qualifier=Qualifier.MORE_THAN, remark="from the budget"
                ),
            }
        ),
    )
    made[type(noted)] = noted
    data = office.workbook(document_of(made.values()))
    assert not office.plan(office.tables(data), document_of(made.values())).changes
    fresh = {type(r).__name__: r for r in applied(office.plan(office.tables(data)).changes)}
    notes = fresh["Activity"].notes
    assert notes["unit_cost"] == noted.notes["unit_cost"]
    assert notes["direct"] == noted.notes["direct"]
    assert notes["cost"] == replace(noted.notes["cost"], source=str(fresh["Source"].id))


def test_arabic_sheets_run_from_right_to_left(office: Office) -> None:
    document = document_of(samples(ids()).values())
    for code, marked in (("ar", True), ("ru", False)):
        with zipfile.ZipFile(io.BytesIO(office.workbook(document, office.langs[code]))) as book:
            sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
            visible = [book.read(name).decode() for name in sheets]
            flags = ['rightToLeft="1"' in xml for xml in visible if "ccmdesk:lists" not in xml]
            lists = 1  # the hidden sheet of lists has no direction
            assert flags.count(marked) == len(sheets) - lists if marked else not any(flags)
            assert ('readingOrder="2"' in book.read("xl/styles.xml").decode()) is marked


def test_no_cell_is_a_formula(office: Office) -> None:
    data = office.workbook(document_of(samples(ids()).values()))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in book.read(name)


def test_lists_are_offered_in_the_language_of_the_sheet(office: Office) -> None:
    out = io.BytesIO()
    lang = office.langs["ru"]
    write_template(
        SheetRequest(lang=lang, languages=("ru",), packs=office.packs, made_on=TODAY), out
    )
    with zipfile.ZipFile(out) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        first = book.read("xl/worksheets/sheet2.xml").decode()
    assert "<dataValidation " in first
    assert 'state="frozen"' in first
    assert f">{lang(Standing.PARTY.label)}<" in strings
    assert f">{country_name(lang, StateCode('BIH'), packs=office.packs)}<" in strings


@pytest.mark.parametrize(
    "name", ["BIH", "Босния и Герцеговина", "البوسنة والهرسك", "波斯尼亚和黑塞哥维那"]
)
def test_a_state_is_known_by_its_customary_name_in_any_language(office: Office, name: str) -> None:
    (state,) = applied(office.plan([office.csv("state_party", f"country\n{name}\n")]).changes)
    assert state.country == "BIH"


def test_a_template_says_whose_it_is(office: Office) -> None:
    (table, *_) = read_tables("t.xlsx", io.BytesIO(office.workbook(document_of(()))))
    assert (table.language, table.country) == ("en", "BIH")


SEEN = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp"))


@given(texts=st.lists(st.text(SEEN, min_size=1, max_size=30), min_size=1, max_size=20))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_that_can_be_seen_comes_back_as_it_was(office: Office, texts: list[str]) -> None:
    new_id = ids()
    lessons = [
        Lesson(
            id=LessonId(new_id()),
            title=Texts.of({"en": f"Lesson {number}"}),
            contact=clean_text(f"~{text}").replace("\ufffe", "").replace("\uffff", ""),
        )
        for number, text in enumerate(texts)
    ]
    document = document_of(lessons)
    plan = office.plan(office.tables(office.workbook(document, kinds=(LESSONS,))), document)
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_words_the_first_sheet_names_are_understood(office: Office, code: str) -> None:
    lang = office.langs[code]
    data = office.workbook(PlanDocument(), lang)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = re.sub("[\u2068\u2069]", "", book.read("xl/sharedStrings.xml").decode())
    for absence in set(Absence) - {Absence.MASKED}:  # nobody types that: packing writes it
        word = lang(absence.label)
        assert word in strings
        text = f"code,quantity.amount\nA1,{word}: why\n"
        (activity,) = applied(office.plan([office.csv("activities", text)]).changes)
        assert activity.notes["quantity"] == FieldNote(absence=absence, reason="why")
