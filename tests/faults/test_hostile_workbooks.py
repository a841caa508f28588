"""A cell in the last corner of a workbook is refused before it is read, however it is written."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

HEAD = (
    '<?xml version="1.0"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1"><v>1</v></c></row>'
)
TAIL = "</sheetData></worksheet>"
LAST = '<row r="1048576">{}</row>'
SHEETS = {
    "as-usual": LAST.format('<c r="XFD1048576"><v>1</v></c>'),
    "apostrophes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "far-behind": LAST.format(f'<c{" " * 200}r="XFD1048576"><v>1</v></c>'),
    "other-things-first": LAST.format(f'<c s="0" ph="{"a" * 90}" r="XFD1048576"><v>1</v></c>'),
    "line-end": LAST.format('<c\nr="XFD1048576"><v>1</v></c>'),
    "spaces": LAST.format('<c r = "XFD1048576"><v>1</v></c>'),
    "small-letters": LAST.format('<c r="xfd1048576"><v>1</v></c>'),
    "no-names": LAST.format("<c><v>1</v></c>" * 300),
    "entity": LAST.format('<c r="&#88;FD1048576"><v>1</v></c>'),
    "behind-a-comment": '<!-- <c x=" -->' + LAST.format('<c r="XFD1048576"><v>1</v></c>'),
    "unending-tag": "<c " + " " * 300_000,
}
CHILD = """
import io, resource, sys
from ccmdesk.exchange.reader import read_tables
from ccmdesk.model.problem import Problem
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 200 * 1024 * 1024, -1))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
try:
    tables = read_tables("a.xlsx", open(sys.argv[1], "rb"))
    print(len(tables[0].rows))
except Problem:
    print("refused")
"""


def _workbook(sheet: str) -> bytes:
    made, out = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet()
    book.close()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            is_sheet = member.filename.startswith("xl/worksheets/")
            new.writestr(member.filename, sheet if is_sheet else old.read(member))
    return out.getvalue()


def _confined(raw: bytes, folder: Path) -> str:
    path = folder / "a.xlsx"
    path.write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip() or f"died with {done.returncode}: {done.stderr[-500:]}"


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_cell_in_the_last_corner_is_refused_however_it_is_written(
    sheet: str, tmp_path: Path
) -> None:
    assert _confined(_workbook(HEAD + sheet + TAIL), tmp_path) == "refused"


def test_a_claim_of_a_large_sheet_takes_no_memory(tmp_path: Path) -> None:
    claim = HEAD.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert _confined(_workbook(claim + TAIL), tmp_path) == "1"


FAR = '<row r="60000"><c r="Z60000"><v>1</v></c></row>'
"""By itself it is taken in: a million and a half of cells."""


def _book(sheets: int, *, parts: dict[str, str] | None = None) -> bytes:
    """Return a workbook of so many sheets, with other words or in other parts."""
    made, out = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for _ in range(sheets):
        book.add_worksheet().write(0, 0, "code")
    book.close()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name).decode() for name in old.namelist()} | (parts or {})
        for name, words in kept.items():
            new.writestr(name, words)
    return out.getvalue()


def _part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(_book(1))) as archive:
        return archive.read(name).decode()


def test_many_large_sheets_are_refused_before_they_take_memory(tmp_path: Path) -> None:
    sheet = HEAD + FAR + TAIL
    one = {"xl/worksheets/sheet1.xml": sheet}
    assert _confined(_book(2, parts=one), tmp_path) == "60000"
    five = {f"xl/worksheets/sheet{number}.xml": sheet for number in range(1, 6)}
    assert _confined(_book(5, parts=five), tmp_path) == "refused"


def test_one_large_sheet_that_stands_in_the_workbook_many_times_is_refused(tmp_path: Path) -> None:
    said = _part("xl/workbook.xml")
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 6))
    again = re.sub("<sheets>.*</sheets>", f"<sheets>{named}</sheets>", said)
    parts = {"xl/workbook.xml": again, "xl/worksheets/sheet1.xml": HEAD + FAR + TAIL}
    assert _confined(_book(1, parts=parts), tmp_path) == "refused"


@pytest.mark.parametrize("place", ["other/a.xml", "calcChain.xml", "Worksheets/sheet1.xml"])
def test_a_sheet_that_lies_elsewhere_in_the_file_is_looked_at_too(
    place: str, tmp_path: Path
) -> None:
    leads = _part("xl/_rels/workbook.xml.rels").replace("worksheets/sheet1.xml", place)
    far = HEAD + SHEETS["as-usual"] + TAIL
    parts = {"xl/_rels/workbook.xml.rels": leads, f"xl/{place}": far}
    assert _confined(_book(1, parts=parts), tmp_path) == "refused"


def test_a_workbook_of_more_sheets_than_anybody_looks_through_is_refused(tmp_path: Path) -> None:
    assert _confined(_book(150), tmp_path) == "1"
    assert _confined(_book(250), tmp_path) == "refused"


def test_texts_without_end_are_refused_before_they_take_memory(tmp_path: Path) -> None:
    begun = _part("xl/sharedStrings.xml").partition("<si>")[0]
    texts = {"xl/sharedStrings.xml": begun + "<si><t>a</t></si>" * 7_000_000 + "</sst>"}
    assert _confined(_book(1, parts=texts), tmp_path) == "refused"


def test_what_other_programs_put_beside_the_sheets_does_no_harm(tmp_path: Path) -> None:
    """Values kept of another workbook, the order of formulas, and a picture."""
    kept = '<sheetDataSet><sheetData sheetId="0"><row r="900000"><cell r="A900"/></row></sheetData>'
    parts = {
        "xl/externalLinks/externalLink1.xml": kept + "</sheetDataSet>",
        "xl/calcChain.xml": '<calcChain><c r="A200000" i="1"/><c r="XFD1" i="2"/></calcChain>',
        "xl/media/image1.png": "<c " + "\0 <" * 300_000,
    }
    assert _confined(_book(1, parts=parts), tmp_path) == "1"


def test_without_the_look_before_memory_runs_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the bounds of the child are met when nobody looks first."""
    careless = "import ccmdesk.exchange.reader as r\nr.check_bounds = lambda file, name: None\n"
    monkeypatch.setattr(sys.modules[__name__], "CHILD", careless + CHILD)
    assert _confined(_workbook(HEAD + SHEETS["as-usual"] + TAIL), tmp_path).startswith("died")
