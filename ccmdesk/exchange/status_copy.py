"""The sheets of a file handed back, with the result of the import beside each row."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from ccmdesk.exchange.headings import top_row
from ccmdesk.exchange.import_plan import ImportPlan, Outcome, RowResult
from ccmdesk.exchange.sheet_style import Styles, put, styles_of
from ccmdesk.exchange.sheets import free_sheet_name
from ccmdesk.exchange.tables import (
    ABOUT_MARK,
    STATUS_KEY,
    STATUS_LABEL,
    Table,
    is_blank,
    text_of,
)
from ccmdesk.lang.lang import Lang
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_

_REFUSED_CELL: Mapping[str, Any] = {"bg_color": "#F8D7DA", "border": 2, "border_color": "#B02A37"}
_STATUS: Mapping[str, Any] = {"text_wrap": True, "valign": "top"}
_KEY = re.compile(r"([a-z_]+):\S+")


def write_status_copy(
    tables: Sequence[Table], plan: ImportPlan, out: BinaryIO, *, lang: Lang
) -> None:
    """Write *tables* as they were read, each row with what became of it and the faults marked.

    It can be mended and imported again: the column of results is passed over then.
    """
    import xlsxwriter  # noqa: PLC0415 - only who exports needs it

    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    styles = styles_of(workbook, rtl=lang.rtl)
    taken: set[str] = set()
    for place, table in enumerate(tables):
        sheet = workbook.add_worksheet(free_sheet_name(_title(table), taken))
        rows = {result.row - 1: result for result in plan.rows if result.table == place}
        _write_table(sheet, table, rows, styles=styles, lang=lang)
        if lang.rtl:
            sheet.right_to_left()
    _write_about(workbook, _about(tables))
    workbook.close()
    out.write(buffer.getbuffer())


def _title(table: Table) -> str:
    return table.name.rpartition("/")[2].removesuffix(".csv")


def _about(tables: Sequence[Table]) -> tuple[str, str]:
    """Return the language and the country; the headings tell a language that is not that of all."""
    languages = {table.language for table in tables}
    country = next((table.country for table in tables if table.country), "")
    return languages.pop() if len(languages) == 1 else "", country


def _write_about(workbook: Any, about: tuple[str, str]) -> None:
    sheet = workbook.add_worksheet("ccmdesk-about")
    for place, text in enumerate((ABOUT_MARK, "1", *about)):
        sheet.write_string(0, place, text)
    sheet.very_hidden()


def _write_table(
    sheet: Any, table: Table, results: Mapping[int, RowResult], *, styles: Styles, lang: Lang
) -> None:
    last = max((len(row) for row in table.rows), default=0)
    top = top_row(table.rows)
    for number, row in enumerate(table.rows):
        result = results.get(number)
        wrong = {} if result is None else {f.index: f for f in result.faults}
        for place, cell in enumerate(row):
            look = _REFUSED_CELL if place in wrong else {}
            if look or not is_blank(cell):
                put(sheet, number, place, cell, styles, **look)
        if result is not None:
            put(sheet, number, last, _status(result, lang), styles, **_STATUS)
    if top is not None:
        under = _write_key(sheet, table, top, last, styles)
        put(sheet, under, last, lang(STATUS_LABEL), styles, bold=True)
        sheet.freeze_panes(under + 1, 1)
    sheet.set_column(last, last, 70)


def _write_key(sheet: Any, table: Table, row: int, place: int, styles: Styles) -> int:
    """Mark the column of results in the hidden row of keys, if there is one.

    Return the row of the headings.
    """
    match = next((_KEY.fullmatch(text_of(cell)) for cell in table.rows[row] if cell), None)
    if match is None or match[1] not in BY_NAME:
        return row
    put(sheet, row, place, f"{match[1]}:{STATUS_KEY}", styles)
    sheet.set_row(row, None, None, {"hidden": True})
    return row + 1


def _status(result: RowResult, lang: Lang) -> str:
    if result.outcome is not Outcome.REFUSED:
        return lang(result.outcome.label)
    reasons = "\n".join(lang.say(fault.where_and_what) for fault in result.faults)
    return lang(
        C_("import", "{outcome}: {reasons}"), outcome=lang(result.outcome.label), reasons=reasons
    )
