"""Workbooks to fill in: a sheet for each kind of record, empty or with the records of a plan."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from ccmdesk.exchange.cell_values import Writing, cells_of, note_columns
from ccmdesk.exchange.index import Index
from ccmdesk.exchange.sheet_style import (
    Styles,
    help_of,
    number_format,
    put,
    styles_of,
    width,
)
from ccmdesk.exchange.sheets import (
    ID_COLUMN,
    SHEET_KINDS,
    Column,
    columns_of,
    free_sheet_name,
    heading,
    sheet_names,
)
from ccmdesk.exchange.tables import ABOUT_MARK, LISTS_MARK, column_letter, folded
from ccmdesk.exchange.words import choices, has_list, words_in
from ccmdesk.lang.collation import sort_key
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Field, field_map, item_type
from ccmdesk.model.kinds import Kind
from ccmdesk.model.packs import Packs
from ccmdesk.model.stockpile import MunitionType
from ccmdesk.model.values import Absence, Texts
from ccmdesk.model.words import C_, N_

FIRST_ROW = 2
"""Rows count from zero: the hidden row of keys, headings, then the records.

The keys stand above the headings, so that sorting and filtering never touch them.
"""

_KEYS, _HEADINGS = 0, 1

ROWS_TO_FILL = 10_000
"""As many rows get the lists of their cells, whatever is in the sheet already."""

_VERSION = "1"
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_NOT_LISTED = N_("Choose an entry of the list, or say why there is no value.")
_LISTS = "ccmdesk-lists"
_SORTED_FROM = 30
_TITLE = N_("Sheets for the national plan under the Convention on Cluster Munitions")
_HEADING: Mapping[str, Any] = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "bg_color": "#DDE5EC",
    "bottom": 1,
}
_ABSENCES = N_("Where there is no value, say why: “{unknown}”, or “{not_applicable}: the reason”.")
_README: tuple[str, ...] = (
    N_("Fill in the sheets you need and leave the others empty. Each row is one record."),
    N_("Columns may be moved or deleted and rows may be sorted. Keep the hidden first row."),
    N_("A heading with a star is needed before the plan is sent; a row may be imported without."),
    N_("An empty cell is not filled in yet, and never deletes what the plan holds. Zero is none."),
    N_("Several entries in one cell are separated by semicolons."),
    N_("Name another record by its number or title; it may be in the plan or in this file."),
    N_("Write dates as 2026-03-07. Numbers may be written with the digits of any script."),
    N_("Before anything is written you see the result of each row and can still cancel."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """A workbook to write: *lang* of its headings, *languages* of the texts it has columns for.

    *made_on* is the day kept in its properties; *country* (ISO 3166-1 alpha-3, or empty) is
    compared with the plan when it comes back.
    """

    lang: Lang
    languages: tuple[str, ...]
    packs: Packs
    made_on: dt.date
    country: str = ""
    kinds: tuple[Kind, ...] = SHEET_KINDS


@dataclass(frozen=True, slots=True)
class _Book:
    """One workbook while it is written."""

    workbook: Any
    styles: Styles
    request: SheetRequest
    lists: Mapping[Any, str]


def write_template(request: SheetRequest, out: BinaryIO) -> None:
    """Write an empty workbook to *out*."""
    write_workbook(request, PlanDocument(), out)


def write_workbook(request: SheetRequest, document: PlanDocument, out: BinaryIO) -> None:
    """Write a workbook with the records of *document*; reading it again changes nothing."""
    import xlsxwriter  # noqa: PLC0415 - only who exports needs it

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, options)
    made = dt.datetime.combine(request.made_on, dt.time(), tzinfo=dt.UTC).replace(tzinfo=None)
    workbook.set_properties({"title": request.lang(_TITLE), "created": made})
    names = sheet_names(request.kinds, lang=request.lang)
    styles = styles_of(workbook, rtl=request.lang.rtl)
    _write_readme(_Book(workbook, styles, request, {}), names)
    sheets = {kind: workbook.add_worksheet(name) for kind, name in names.items()}
    book = _Book(workbook, styles, request, _write_lists(workbook, request))
    writing = _writing(request, document)
    for kind, sheet in sheets.items():
        _write_sheet(book, sheet, kind, document.of(kind.record), writing=writing)
    workbook.close()
    out.write(buffer.getbuffer())


def _writing(request: SheetRequest, document: PlanDocument) -> Writing:
    own = frozenset(record.code for record in document.of(MunitionType) if record.code)
    langs = (request.lang, ENGLISH)
    words = words_in(langs, packs=request.packs, munitions=own)
    return Writing(request.lang, words, Index(document))


def _write_readme(book: _Book, names: Mapping[Kind, str]) -> None:
    lang, styles = book.request.lang, book.styles
    taken = {folded(name) for name in names.values()}
    sheet = book.workbook.add_worksheet(free_sheet_name(lang(C_("sheet", "Read me")), taken))
    about = (ABOUT_MARK, _VERSION, lang.code, book.request.country)
    for place, text in enumerate(about):
        put(sheet, 0, place, text, styles)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(0, 0, 110)
    put(sheet, 1, 0, lang(_TITLE), styles, bold=True, font_size=14)
    absences = lang(
        _ABSENCES,
        unknown=lang(Absence.UNKNOWN.label),
        not_applicable=lang(Absence.NOT_APPLICABLE.label),
    )
    for number, sentence in enumerate((*map(lang, _README), absences), start=3):
        put(sheet, number, 0, sentence, styles, text_wrap=True, valign="top")
    if lang.rtl:
        sheet.right_to_left()
    sheet.hide_gridlines(2)


def _write_lists(workbook: Any, request: SheetRequest) -> Mapping[Any, str]:
    """Write every code list into a sheet nobody sees; return where each of them is."""
    sheet = workbook.add_worksheet(_LISTS)
    sheet.very_hidden()
    sheet.write_string(0, 0, LISTS_MARK)
    places: dict[Any, str] = {}
    for place, kind in enumerate(_listed(request.kinds), start=1):
        shown = [word for _, word in choices(kind, lang=request.lang, packs=request.packs)]
        if len(shown) > _SORTED_FROM:
            shown.sort(key=sort_key(request.lang.code))
        for row, word in enumerate(shown, start=1):
            sheet.write_string(row, place, word)
        letter = column_letter(place)
        places[kind] = f"='{_LISTS}'!${letter}$2:${letter}${len(shown) + 1}"
    return places


def _listed(kinds: Sequence[Kind]) -> tuple[Any, ...]:
    """Return every type of field whose values are chosen from a list, each once."""
    types = [field.type for kind in kinds for field in field_map(kind.record).values()]
    return tuple(dict.fromkeys(kind for kind in (*types, CurrencyCode) if has_list(kind)))


def _write_sheet(
    book: _Book, sheet: Any, kind: Kind, records: Sequence[Any], *, writing: Writing
) -> None:
    columns = _columns(book.request, kind, records)
    facts = field_map(kind.record)
    for place, column in enumerate(columns):
        _write_head(book, sheet, place, column, kind=kind)
    looks = [{"num_format": number_format(facts.get(c.field), c)} for c in columns]
    for row, record in enumerate(records, start=FIRST_ROW):
        for place, cell in enumerate(cells_of(record, columns, writing)):
            if cell is not None:
                put(sheet, row, place, cell, book.styles, **looks[place])
    sheet.set_row(_KEYS, None, None, {"hidden": True})
    sheet.set_row(_HEADINGS, 45)
    sheet.freeze_panes(FIRST_ROW, 2 if columns[0] == ID_COLUMN else 1)
    sheet.autofilter(_HEADINGS, 0, FIRST_ROW + max(len(records), 1) - 1, len(columns) - 1)
    if book.request.lang.rtl:
        sheet.right_to_left()


def _columns(request: SheetRequest, kind: Kind, records: Sequence[Any]) -> tuple[Column, ...]:
    if not records:
        return columns_of(kind, languages=request.languages)
    spoken = dict.fromkeys([*request.languages, *sorted(_languages(records))])
    return (
        ID_COLUMN,
        *columns_of(kind, languages=tuple(spoken), extra=note_columns(records)),
    )


def _languages(records: Sequence[Any]) -> set[str]:
    """Return every language the texts of *records* are written in."""
    names = [f.name for f in field_map(type(records[0])).values() if f.type is Texts]
    return {tag for record in records for name in names for tag, _ in getattr(record, name)}


def _write_head(book: _Book, sheet: Any, place: int, column: Column, *, kind: Kind) -> None:
    lang, styles = book.request.lang, book.styles
    field = field_map(kind.record).get(column.field)
    shown = heading(kind.record, column, lang=lang)
    starred = field is not None and field.spec.required and column.note is None
    put(sheet, _HEADINGS, place, f"{shown} *" if starred else shown, styles, **_HEADING)
    put(sheet, _KEYS, place, f"{kind.name}:{column.key}", styles)
    look = styles.of(num_format=number_format(field, column))
    hidden = {"hidden": True} if column == ID_COLUMN else {}
    sheet.set_column(place, place, width(field, column), look, hidden)
    told = help_of(field, column, lang=lang)
    if told:
        sheet.write_comment(_HEADINGS, place, told, {"x_scale": 2})
    source = book.lists.get(_list_type(field, column))
    if source is not None:
        _offer(sheet, place, source, lang=lang)


def _list_type(field: Field | None, column: Column) -> Any:
    """Return the type whose list a column offers; cells of several entries offer none."""
    if field is None or column.note is not None or item_type(field.type) is not None:
        return None
    return CurrencyCode if column.part == "currency" else field.type


def _offer(sheet: Any, place: int, source: str, *, lang: Lang) -> None:
    """Offer a list in the cells of a column; other words are questioned, not forbidden."""
    sheet.data_validation(
        FIRST_ROW,
        place,
        FIRST_ROW + ROWS_TO_FILL,
        place,
        {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": lang(C_("sheet", "Not in the list"))[:_LONGEST_TITLE],
            "error_message": lang(_NOT_LISTED)[:_LONGEST_MESSAGE],
        },
    )
