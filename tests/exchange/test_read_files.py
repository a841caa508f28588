from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile

import pytest
import xlsxwriter
from exchange_office import Office, faults_of

from ccmdesk.exchange import reader
from ccmdesk.exchange.reader import read_tables
from ccmdesk.exchange.tables import column_letter, text_of
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.problem import Problem


def sheet_with(cells: dict[tuple[int, int], object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    )
    sheet = book.add_worksheet("Activities")
    for (row, place), cell in cells.items():
        sheet.write(row, place, cell)
    book.close()
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


def test_cells_keep_their_place_when_the_sheet_starts_further_down() -> None:
    (table,) = read_tables("a.xlsx", io.BytesIO(sheet_with({(2, 1): "code", (3, 1): 5})))
    assert table.rows[2][1] == "code"
    assert table.rows[3] == (None, 5.0)
    assert table.rows[0] == (None, None)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a,b\n1,2", ("1", "2")),
        ("a;b\n1,5;2", ("1,5", "2")),
        ("a\tb\n1\t2", ("1", "2")),
        ('"x,y";b\n1;2', ("1", "2")),
        ('a,b\n"1\n2",3', ("1\n2", "3")),
        ("a,b\n,2", (None, "2")),
    ],
)
def test_csv_of_any_usual_delimiter_is_read(text: str, row: tuple[str | None, ...]) -> None:
    for coding in ("utf-8", "utf-8-sig"):
        (table,) = read_tables("a.csv", io.BytesIO(text.encode(coding)))
        assert table.rows[1] == row
        assert not str(table.rows[0][0]).startswith("\ufeff")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF", "is neither .xlsx nor .csv"),
        ("a.xlsx", b"PK\x03\x04 not really", "cannot be read as a workbook"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 locked", "take off any password"),
        ("a.xlsx", b"", "cannot be read as a workbook"),
        ("a.csv", "città".encode("latin-1"), "is not in UTF-8"),
        ("a.csv", b'a,b\n"1,2', "a quotation mark may be missing"),
        ("a.csv", b"a,b\n1," + b"x" * 200_000, "cannot be read as a table"),
    ],
)
def test_a_bad_file_is_refused_with_what_to_do(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Problem) as caught:
        read_tables(name, io.BytesIO(data))
    assert says in str(caught.value)
    assert f"“{name}”" in str(caught.value)


def sheet_of(row: str, below: str) -> bytes:
    """Return a workbook of two lines, the second as some other program may have written it."""
    shown = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in row.split())
    name = '<c t="inlineStr"><is><t>A1</t></is></c>'
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"<row>{shown}</row><row>{name}{below}</row></sheetData></worksheet>"
    )
    dated = sheet_with({(0, 0): dt.date(2026, 3, 7)})
    return with_part(dated, "xl/worksheets/sheet1.xml", sheet.encode())


@pytest.mark.parametrize("number", ["1e999", "-1e999", "inf", "NaN"])
@pytest.mark.parametrize(
    "columns",
    [
        "code position.latitude position.longitude",
        "code quantity.amount direct.women",
        "code cost.amount cost.currency",
    ],
)
def test_a_cell_that_holds_no_number_is_told_where_it_stands(
    office: Office, columns: str, number: str
) -> None:
    tables = office.tables(sheet_of(columns, f"<c><v>{number}</v></c><c><v>5</v></c>"))
    said = [
        says for row, column, says in faults_of(office.plan(tables)) if (row, column) == (2, "B")
    ]
    assert re.search("(inf|nan)” is not a", said[0].casefold())


def test_a_date_cell_that_holds_no_number_is_no_day_of_1899(office: Office) -> None:
    tables = office.tables(sheet_of("code period.start", '<c s="1"><v>NaN</v></c>'))
    ((row, column, says),) = faults_of(office.plan(tables))
    assert (row, column) == (2, "B")
    assert "“1899-12-30” lies outside the years" in says


def test_a_date_that_nobody_can_count_to_is_refused_with_what_to_do() -> None:
    data = sheet_of("code period.start", '<c s="1"><v>-1e999</v></c>')
    with pytest.raises(Problem, match="cannot be read as a workbook"):
        read_tables("a.xlsx", io.BytesIO(data))


def test_a_zip_file_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(Problem, match="cannot be read as a workbook"):
        read_tables("a.xlsx", io.BytesIO(out.getvalue()))


def test_a_damaged_sheet_is_refused() -> None:
    data = with_part(sheet_with({(0, 0): "code"}), "xl/worksheets/sheet1.xml", b"<worksheet><sh")
    with pytest.raises(Problem, match="cannot be read as a workbook"):
        read_tables("a.xlsx", io.BytesIO(data))


def test_a_cell_in_the_last_corner_is_refused_before_it_takes_memory() -> None:
    data = sheet_with({(0, 0): "code", (1_048_575, 16_383): "far"})
    with pytest.raises(Problem, match="too large to be imported at once"):
        read_tables("a.xlsx", io.BytesIO(data))


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccmdesk.exchange.workbook_bounds.MOST_UNPACKED", 10 * 1024 * 1024)
    bomb = with_part(sheet_with({(0, 0): "code"}), "xl/media/image1.png", b"\0" * 20 * 1024 * 1024)
    assert len(bomb) < 100_000
    with pytest.raises(Problem, match="too large to be imported at once"):
        read_tables("a.xlsx", io.BytesIO(bomb))


def test_a_file_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 100)
    with pytest.raises(Problem, match="too large"):
        read_tables("a.csv", io.BytesIO(b"x" * 101))


def test_a_csv_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 10)
    with pytest.raises(Problem, match="too large"):
        read_tables("a.csv", io.BytesIO(b"x\n" * 12))


def test_the_sheets_of_the_program_itself_are_not_read_as_data(office: Office) -> None:
    tables = office.tables(office.workbook(PlanDocument(), office.langs["fr"]))
    assert "ccmdesk-lists" not in {table.name for table in tables}
    assert {table.language for table in tables} == {"fr"}
    assert all(len(table.rows) == 2 for table in tables)


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    named = [column_letter(index) for index in (0, 25, 26, 51, 701, 702, 16_383)]
    assert named == ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]


def test_the_limit_of_csv_cells_of_the_whole_process_stays_as_it_was() -> None:
    before = csv.field_size_limit()
    read_tables("a.csv", io.BytesIO(b"a,b\n1,2\n"))
    assert csv.field_size_limit() == before


def test_a_cell_reads_as_a_person_sees_it() -> None:
    assert [text_of(cell) for cell in (None, " a ", 5.0, 0.1 + 0.2, True, 12)] == [
        "",
        "a",
        "5",
        "0.3",
        "True",
        "12",
    ]
