"""A large workbook with faults planted in it: exactly those rows are named, with their cells."""

from __future__ import annotations

import io
import os
from dataclasses import replace

import pytest
import xlsxwriter
from exchange_office import Office
from exchange_samples import ids

from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.exchange.tables import CellValue, Table, column_letter
from ccmdesk.model.area import AreaKind, AreaStatus, Evidence, HazardousArea
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.values import PartialDate, Position, Texts

LONG = os.environ.get("CCMDESK_LONG") == "1"
AREAS = BY_NAME["hazardous_area"]
FAULTS: tuple[tuple[str, CellValue], ...] = (
    ("size_m2", "about ten"),
    ("size_m2", -5),
    ("size_m2", 0.5),
    ("kind", "MINE"),
    ("status", "half open"),
    ("found_on", "2019-13"),
    ("found_on", "2090"),
    ("position.latitude", 95),
    ("munitions", "KB-1; KB-99"),
    ("name@en", "x" * 300),
    ("priority", 12),
    ("marked", "perhaps"),
)


def area(number: int, record: HazardousAreaId) -> HazardousArea:
    return HazardousArea(
        id=record,
        code=f"BA-{number:05}",
        name=Texts.of({"en": f"Area {number}", "ar": f"منطقة {number}", "ru": f"Район {number}"}),
        province=Texts.of({"en": "Tuzla Canton"}),
        kind=AreaKind.CONFIRMED,
        status=AreaStatus.OPEN,
        size_m2=1000 + number,
        evidence=Evidence.DIRECT,
        found_on=PartialDate("2019-03"),
        munitions=(MunitionCode("KB-1"),),
        position=Position(445_000_000 + number, 186_000_000 + number),
        priority=3,
        marked=True,
    )


def planted(table: Table, *, every: int) -> tuple[Table, dict[int, str]]:
    """Return the table with a fault in each *every*-th row, and the column of each by its row."""
    keys = {str(key).partition(":")[2]: place for place, key in enumerate(table.rows[0])}
    rows = list(table.rows)
    where: dict[int, str] = {}
    for count, number in enumerate(range(every + 1, len(rows), every)):
        key, cell = FAULTS[count % len(FAULTS)]
        cells = list(rows[number])
        cells[keys[key]] = cell
        rows[number] = tuple(cells)
        where[number + 1] = column_letter(keys[key])
    return replace(table, rows=tuple(rows)), where


def saved(table: Table) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(table.name)
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, place, cell)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "every"),
    [
        (2_000, 20),
        pytest.param(
            10_000,
            100,
            marks=[
                pytest.mark.long,
                pytest.mark.skipif(not LONG, reason="CCMDESK_LONG=1 reads 10,000 rows"),
            ],
        ),
    ],
)
def test_exactly_the_hundred_planted_rows_are_named(office: Office, rows: int, every: int) -> None:
    new_id = ids()
    records = [area(number, HazardousAreaId(new_id())) for number in range(rows)]
    (sheet,) = office.tables(office.workbook(document_of(records), kinds=(AREAS,)))
    bad, where = planted(sheet, every=every)
    plan = office.plan(office.tables(saved(bad)))
    assert len(where) == 100
    assert {r.row: [f.column for f in r.faults] for r in plan.refused} == {
        row: [column] for row, column in where.items()
    }
    assert plan.count(Outcome.NEW) == rows - 100 == len(plan.changes)
