"""The middle of the day: a workbook is taken in and mended, and nothing is missing in one need."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from virtual_desktop import Desktop, Seen

HEADINGS = ("Number", "Name", "Size", "Found on", "Priority")
ROWS = (
    ("BIH-1", "North ridge", 1200, "1 March 2019", 1),
    ("BIH-2", "South ridge", "12oo", "2020-05", 2),
    ("BIH-3", "River bank", 900, "31/2/2021", 3),
    ("BIH-4", "Old quarry", "4.2 ha", "2022", 11),
    ("BIH-5", "Mill road", 650, "", ""),
)
MENDED = (("12oo", "1200"), ("31/2/2021", "28 Feb 2021"), ("11", "4"))
"""What stands in each wrong cell, and what is right."""

SIZES = (1200, 1200, 900, 42_000, 650)

NEED = "Detectors for Bihać"
FILLED = {
    "Article (required)": "article 4",
    "Contact": "Amra Hodžić, Sarajevo",
    "Own contribution": "Two teams and their vehicles",
    "Estimated cost": "15000 EUR",
}
"""What a need lacks, and what is typed into each field that the window leads to."""


def make_workbook(file: Path) -> None:
    """Write a workbook of hazardous areas as an office keeps it: three cells are wrong."""
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Hazardous areas")
        for number, row in enumerate((HEADINGS, *ROWS)):
            sheet.write_row(number, 0, row)


def import_workbook(desk: Desktop, file: Path) -> None:
    """Look at what a workbook holds, mend what is wrong in it here, and take it in as one step."""
    desk.press("ctrl+i")
    desk.click("^Choose files", role="push button")
    desk.focused("File name")
    desk.click(f"^{file.name}$")
    desk.press("Return")
    desk.says("2 new records")
    desk.says("3 rows are not imported")
    desk.find("^Rows that are not imported$", role="table")
    for column in ("C Size", "D Found on", "E Priority"):
        desk.find(f"^{column}$", role="table cell")
    desk.says("“12oo” is not a number. Type digits only, such as 1200.")
    desk.says("“31/2/2021” is not a day of the calendar.")
    desk.picture("import-errors")
    for left, (wrong, right) in enumerate(MENDED, 1 - len(MENDED)):
        desk.click(f"^{wrong}$", role="table cell")
        desk.type(right)
        desk.press("Return")
        desk.gone(f"^{wrong}$")
        desk.find(f"^Import {len(ROWS) + left} rows$", role="push button")
    desk.says(f"{len(ROWS)} new records")
    desk.says("0 rows are not imported")
    desk.picture("import-mended")
    desk.click(f"^Import {len(ROWS)} rows$", role="push button")
    desk.says(f"{len(ROWS)} rows were imported. One undo takes them back.")
    desk.picture("imported")
    _take_back_and_again(desk)


def _take_back_and_again(desk: Desktop) -> None:
    desk.press("ctrl+5")
    desk.find(f"^Hazardous areas: {len(ROWS)}$")
    for _, name, *_ in ROWS:
        desk.find(f"{name}", role="table cell")
    desk.picture("areas")
    desk.click("^Undo$", role="push button")
    desk.find("^Hazardous areas: 0$")
    desk.press("ctrl+y")
    desk.find(f"^Hazardous areas: {len(ROWS)}$")


def fill_need(desk: Desktop, activity: str) -> None:
    """Begin a need, then let the window lead from one thing that is missing to the next."""
    desk.press("ctrl+9")
    desk.find("^Needs: 0$")
    desk.press("ctrl+n")
    desk.focused(r"^What is needed \(required\)$")
    desk.fill(NEED, activity)
    lacking = len(FILLED) + 1
    desk.find(f"^{NEED}, {lacking} missing$", role="table cell")
    desk.picture("need-begun")
    for left in reversed(range(lacking)):
        desk.press("F8")
        _fill_in(desk, desk.wait(_is_asked, "a field of the need with the keyboard in it"))
        desk.find(rf"^{NEED}(, {left} missing)?$" if left else f"^{NEED}$", role="table cell")
    desk.gone(f"^Need: {NEED}")
    desk.picture("need-whole")


def _is_asked(one: Seen) -> bool:
    return one.focused and (_label(one) in FILLED or one.name.endswith("choose"))


def _label(one: Seen) -> str:
    return one.label or one.name


def _fill_in(desk: Desktop, field: Seen) -> None:
    if field.name.endswith("choose"):
        desk.press("space", *["Tab"] * 5)
        desk.picture("kinds-of-support")
        desk.press("space", "Escape")
        desk.says("Equipment in kind")
        desk.focused("choose$")
    else:
        desk.fill(FILLED[_label(field)])
