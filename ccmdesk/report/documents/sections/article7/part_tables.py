"""The tables of a form: records row by row, one sheet each, or sums by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.facts import field_map, is_reference
from ccmdesk.model.form_rows import FieldPath, FormColumn, FormPart
from ccmdesk.model.kinds import BY_ID_TYPE
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.report.blocks import Align, Block, Cell, Column, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.record_tables import column_of, pairs_table
from ccmdesk.report.documents.sections.article7.entries import entry_cell, sum_cell
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import heading_of
from ccmdesk.rules.finding import Reached
from ccmdesk.rules.form_content import FilledPart, FormRow
from ccmdesk.rules.form_sums import Sum, YearSums, column_sums, lacking, sums_by_year


def demand(desk: Desk, part: FormPart) -> str:
    """Return how far a part has to be filled in, and by which paragraph of the Convention."""
    cited = {} if part.paragraph is None else {"paragraph": part.paragraph.cited}
    return desk.lang.say(Message(part.demand.label, cited))


def rows_table(desk: Desk, filled: FilledPart) -> Table:
    """Return one row for each record, what a need lacks below its row, and sums at the end."""
    shown, part = _shown(desk, filled), filled.part
    columns = [part.columns[n] for n in shown]
    rows: list[Row] = []
    for row in filled.rows:
        rows.append(tuple(_cell(desk, filled, row, n) for n in shown))
        if part.missing:
            rows += _missing(desk, row, len(shown))
    return Table(
        columns=tuple(_width(filled, column) for column in columns),
        head=(tuple(_head(desk, filled, column) for column in columns),),
        rows=tuple(rows),
        totals=_totals(desk, filled, shown),
        caption=demand(desk, part),
        alternative=desk.lang(part.label),
    )


def sheets(desk: Desk, filled: FilledPart) -> Iterator[Block]:
    """Yield a table of names and entries for each record."""
    for row in filled.rows:
        alone = replace(filled, rows=(row,))
        pairs = [
            (_head(desk, filled, filled.part.columns[n]), _cell(desk, filled, row, n))
            for n in _shown(desk, alone)
        ]
        yield pairs_table(desk.paper, pairs, caption=title_of(desk.paper, row.record).text)


def years_table(desk: Desk, filled: FilledPart) -> Table:
    """Return the sums of each year and of all years together."""
    lang, shown = desk.lang, _shown(desk, filled)
    heads = [_head(desk, filled, filled.part.columns[n]) for n in shown]
    sums, lacks = column_sums(filled), lacking(filled)
    totals = [_sum(desk, filled, (n, lacks[n]), sums[n]) for n in shown]
    return Table(
        columns=(Column(), *[Column(Align.NUMBER) for _ in shown]),
        head=((Cell(lang(N_("Year")), bold=True), *heads),),
        rows=tuple(_year_row(desk, filled, year, shown) for year in sums_by_year(filled)),
        totals=((Cell(lang(N_("Total")), bold=True), *totals),),
        caption=demand(desk, filled.part),
        alternative=lang(filled.part.label),
    )


def _shown(desk: Desk, filled: FilledPart) -> list[int]:
    """Return the places of the columns that are printed: voluntary ones only where filled."""
    return [
        n
        for n, column in enumerate(filled.part.columns)
        if _may_print(desk, filled, column)
        if not column.voluntary or any(_says(row, n) for row in filled.rows)
    ]


def _says(row: FormRow, place: int) -> bool:
    return any(entry.says_something for entry in row.cells[place])


def _may_print(desk: Desk, filled: FilledPart, column: FormColumn) -> bool:
    paths = [path for choice in column.entries for path in choice]
    return all(desk.paper.may_print(_kind_of(filled, path), path.name) for path in paths)


def _kind_of(filled: FilledPart, path: FieldPath) -> type[Any]:
    """Return the kind of record a path ends in."""
    own = filled.part.kind.record
    return BY_ID_TYPE[field_map(own)[path.link].type].record if path.link else own


def _heading(desk: Desk, filled: FilledPart, column: FormColumn) -> str:
    if column.label:
        return desk.lang(column.label)
    path = column.entries[0][0]
    return heading_of(desk.paper, _kind_of(filled, path), path.name)


def _head(desk: Desk, filled: FilledPart, column: FormColumn) -> Cell:
    """Return the heading of a column; a voluntary one is marked in words and in grey."""
    text = _heading(desk, filled, column)
    if not column.voluntary:
        return Cell(text, bold=True)
    marked = desk.lang(C_("column of a form", "{heading} (voluntary)"), heading=text)
    return Cell(marked, bold=True, tint=Tint.QUIET)


def _cell(desk: Desk, filled: FilledPart, row: FormRow, place: int) -> Cell:
    cell = entry_cell(desk, row.cells[place], areas=_areas(filled))
    if filled.part.columns[place].voluntary:
        return replace(cell, tint=Tint.QUIET)
    return cell


def _width(filled: FilledPart, column: FormColumn) -> Column:
    if len(column.entries) > 1:
        return Column(weight=2.0)
    path = column.entries[0][0]
    kind = _kind_of(filled, path)
    if is_reference(field_map(kind)[path.name].type):
        return Column(weight=1.2)
    return column_of(kind, path.name)


def _areas(filled: FilledPart) -> AreaUnit:
    return AreaUnit.KM2 if filled.part.whole_country else AreaUnit.M2


def _missing(desk: Desk, row: FormRow, columns: int) -> list[Row]:
    """Return a row that says what the need and its activity lack, or none."""
    about = {row.record.id, row.record.activity}
    found = [
        result.criterion
        for result in desk.ask.results
        if result.record in about and result.reached is Reached.MISSING
    ]
    points = dict.fromkeys(one.title for one in sorted(found, key=lambda one: one.number))
    if not points:
        return []
    text = desk.lang(
        N_("Still missing: {points}."), points=desk.lang.join([desk.lang(p) for p in points])
    )
    return [(Cell(text, tint=Tint.ATTENTION, span=columns),)]


def _totals(desk: Desk, filled: FilledPart, shown: Sequence[int]) -> tuple[Row, ...]:
    sums, lacks = column_sums(filled), lacking(filled)
    if len(filled.rows) < 2 or not any(sums[n] for n in shown):
        return ()
    cells = [_sum(desk, filled, (n, lacks[n]), sums[n]) if sums[n] else Cell("") for n in shown]
    if not sums[shown[0]]:
        cells[0] = Cell(desk.lang(N_("Total")), bold=True)
    return (tuple(cells),)


def _year_row(desk: Desk, filled: FilledPart, year: YearSums, shown: Sequence[int]) -> Row:
    name = desk.lang(C_("period", "No date")) if year.year is None else str(year.year)
    cells = (_sum(desk, filled, (n, year.lacks[n]), year.sums[n]) for n in shown)
    return (Cell(name), *cells)


def _sum(desk: Desk, filled: FilledPart, column: tuple[int, bool], total: Sum) -> Cell:
    """Return the sum of a column: its place, and whether a row states no number for it."""
    place, lacks = column
    entries = filled.rows[0].cells[place] if filled.rows else ()
    cell = sum_cell(desk, entries, total, areas=_areas(filled))
    if not (lacks and total):
        return cell
    return replace(cell, text=desk.lang(C_("figure", "at least {number}"), number=cell.text))
