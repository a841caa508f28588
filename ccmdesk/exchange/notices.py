"""What is to be said of whole files, sheets and columns before any row is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ccmdesk.exchange.headings import missing_required
from ccmdesk.exchange.import_plan import ImportRequest, Notice
from ccmdesk.exchange.input_sheets import InputSheet
from ccmdesk.exchange.tables import Table, column_letter, is_blank
from ccmdesk.lang.naming import country_name
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_, Message

_MOST_ROWS_NAMED = 20


def refuse_unknown(tables: Sequence[Table], sheets: Sequence[InputSheet]) -> None:
    """Raise Problem when no table of a file is one of this program."""
    if not any(sheet.layout.headings for sheet in sheets):
        raise Problem(
            N_(
                "No sheet of “{name}” is one this program can read. Save a template, copy your rows"
                " into its sheets under its headings, and import that."
            ),
            name=", ".join(table.name for table in tables),
        )


def refuse_foreign(countries: set[str], request: ImportRequest) -> None:
    """Raise Problem when a file is about another country than the plan."""
    party = request.document.first(StateParty)
    if party is None or party.country is None:
        return
    for other in sorted(countries - {"", party.country}):
        raise Problem(
            N_(
                "This file is about {other}, but the plan is that of {country}. Nothing was"
                " imported. Open the plan of {other}, or choose another file."
            ),
            other=country_name(request.lang, StateCode(other), packs=request.packs),
            country=country_name(request.lang, party.country, packs=request.packs),
        )


def notices_of(tables: Sequence[Table], sheets: Sequence[InputSheet]) -> Iterator[Notice]:
    """Yield what is left out or missing: sheets, columns, and rows that only look filled."""
    by_place = {sheet.place: sheet for sheet in sheets}
    for place, table in enumerate(tables):
        if place in by_place:
            yield from _of_sheet(by_place[place])
        elif any(not is_blank(cell) for row in table.rows for cell in row):
            says = N_("This sheet is not known and was left out. Give it the name in the template.")
            yield Notice(table.name, Message(says))


def _of_sheet(sheet: InputSheet) -> Iterator[Notice]:
    name = sheet.table.name
    for index, shown in sheet.layout.unknown:
        says = N_("The column “{heading}” is not known and was left out.")
        yield Notice(name, Message(says, {"heading": shown}), column_letter(index))
    for index, shown in sheet.layout.twice:
        says = N_("The column “{heading}” is there twice; the first one was read.")
        yield Notice(name, Message(says, {"heading": shown}), column_letter(index))
    for field in missing_required(sheet.layout):
        says = N_("The column “{field}” is missing; what it should hold is to be filled in later.")
        yield Notice(name, Message(says, {"field": Message(field.spec.label)}))
    stray = list(_stray_rows(sheet))
    if stray:
        says = N_("These rows hold nothing that is read, only blanks or cells outside: {rows}.")
        yield Notice(name, Message(says, {"rows": _first_of(stray)}))


def completing_rows(rows: Mapping[str, Sequence[str]]) -> Iterator[Notice]:
    """Yield by sheet which new rows may be records of the plan with a field filled in."""
    says = N_(
        "These rows are new, but a record of the plan differs only in a field that one of the two"
        " leaves open: {rows}. To complete a record, use a workbook that was saved from the plan."
    )
    for name, numbers in rows.items():
        yield Notice(name, Message(says, {"rows": _first_of(numbers)}))


def _first_of(rows: Sequence[str]) -> str:
    shown = ", ".join(rows[:_MOST_ROWS_NAMED])
    return f"{shown}…" if len(rows) > _MOST_ROWS_NAMED else shown


def _stray_rows(sheet: InputSheet) -> Iterator[str]:
    """Yield the numbers of rows that are not empty and yet say nothing."""
    first = sheet.layout.first
    read = [heading.index for heading in sheet.layout.headings]
    for number, cells in enumerate(sheet.table.rows[first:], start=first + 1):
        if any(cell not in {None, ""} for cell in cells) and all(
            index >= len(cells) or is_blank(cells[index]) for index in read
        ):
            yield str(number)
