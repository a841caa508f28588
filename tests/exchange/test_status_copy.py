from __future__ import annotations

import io
import zipfile

from exchange_office import Office
from exchange_samples import ids, samples

from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.exchange.status_copy import write_status_copy
from ccmdesk.exchange.tables import Table
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.document import PlanDocument, document_of

NOT_A_DATE = (
    "Not imported: Column B, “period.start”: “tomorrow” is not a date. Type it as 2026-03-07 or"
    " 7/3/2026."
)


def copied(
    office: Office, tables: list[Table], lang: Lang = ENGLISH, document: PlanDocument | None = None
) -> bytes:
    out = io.BytesIO()
    write_status_copy(tables, office.plan(tables, document, lang), out, lang=lang)
    return out.getvalue()


def test_each_row_says_what_became_of_it(office: Office) -> None:
    table = office.csv("activities", "code,period.start\nA1,2026-03-07\nA2,tomorrow\n\nA1,\n")
    (copy,) = office.tables(copied(office, [table]))
    assert copy.name == "activities"
    assert [row[2] for row in copy.rows] == [
        "Result of the import",
        "New",
        NOT_A_DATE,
        None,
        "Not imported: Row 2 is about the same record. Put both into one row, or tell them apart.",
    ]
    assert [row[:2] for row in copy.rows[:3]] == [table.rows[0], table.rows[1], table.rows[2]]


def test_the_refused_cell_is_marked(office: Office) -> None:
    data = copied(office, [office.csv("activities", "code,period.start\nA1,tomorrow\n")])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    good, bad = (xml.split(f'<c r="{cell}" s="')[1].split('"')[0] for cell in ("A2", "B2"))
    assert good != bad
    assert "F8D7DA" in styles


def test_the_copy_can_be_mended_and_imported_again(office: Office) -> None:
    document = document_of(samples(ids()).values())
    for code in ("en", "ar"):
        lang = office.langs[code]
        tables = list(office.tables(office.workbook(document, lang)))
        again = office.tables(copied(office, tables, lang, document))
        assert {(t.language, t.country) for t in again} == {(code, "BIH")}
        plan = office.plan(again, document, lang)
        assert {row.outcome for row in plan.rows} == {Outcome.SAME}
        assert plan.notices == ()


def test_an_arabic_copy_runs_from_right_to_left(office: Office) -> None:
    data = copied(office, [office.csv("activities", "code\nA1\n")], office.langs["ar"])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert 'rightToLeft="1"' in book.read("xl/worksheets/sheet1.xml").decode()


def test_text_stays_text(office: Office) -> None:
    data = copied(office, [office.csv("activities", "code,title@en\nA1,=1+1\n")])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_cell_that_was_left_blank_is_marked_too(office: Office) -> None:
    table = office.csv("activities", "code,type\n,TS\nA2,TS\n")
    with zipfile.ZipFile(io.BytesIO(copied(office, [table]))) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="A2" s="' in xml
