"""A cell that shows an error, or a formula that was never calculated, is told of."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from exchange_office import Office, faults_of
from import_outcomes import outcomes

HEAD = ("Number", "Name [en]", "Size")


def workbook(*rows: tuple[str, object]) -> bytes:
    """Return a sheet of areas whose sizes are formulas with these results."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Hazardous areas")
    sheet.write_row(0, 0, HEAD)
    for number, (code, result) in enumerate(rows, start=1):
        sheet.write_row(number, 0, (code, "Mill"))
        sheet.write_formula(number, 2, "=1000*20", None, result)
    book.close()
    return out.getvalue()


def rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return the workbook with other bytes in its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!"])
def test_an_error_is_told_in_its_cell(office: Office, error: str) -> None:
    plan = office.plan(office.tables(workbook(("H1", 20_000), ("H2", error))))
    ((row, column, says),) = faults_of(plan)
    assert (row, column) == (3, "C")
    assert f"({error})" in says
    assert outcomes(plan) == ["new", "refused"]


@pytest.mark.parametrize("result", [b"<v></v>", b"<v/>", b""])
def test_a_formula_that_was_never_calculated_is_told(office: Office, result: bytes) -> None:
    data = rewritten(workbook(("H1", 20_000)), b"<v>20000</v>", result)
    ((row, column, _),) = faults_of(office.plan(office.tables(data)))
    assert (row, column) == (2, "C")


def test_a_formula_that_gives_an_empty_text_is_a_blank_cell(office: Office) -> None:
    data = rewritten(workbook(("H1", "no")), b"<f>1000*20</f><v>no</v>", b"<f>1000*20</f><v></v>")
    (table,) = office.tables(data)
    assert table.rows[1][2] is None
    assert outcomes(office.plan([table])) == ["new"]


def test_errors_of_a_long_sheet_are_all_found(office: Office) -> None:
    rows = [(f"H{n}", "#N/A" if n % 100 == 0 else n) for n in range(1, 12_001)]
    (table,) = office.tables(workbook(*rows))
    assert [row[2] for row in table.rows[1:]] == [size for _, size in rows]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "Err:508"])
def test_an_error_in_a_csv_file_is_no_text(office: Office, error: str) -> None:
    plan = office.plan([office.csv("hazardous_areas", f"code,name@en\nH1,{error}\n")])
    ((row, column, _),) = faults_of(plan)
    assert (row, column) == (2, "B")
