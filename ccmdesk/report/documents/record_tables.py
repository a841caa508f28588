"""Records as tables: a register with one row each, or a fact sheet of one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.facts import field_map
from ccmdesk.model.values import Money, Quantity, Texts
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Paragraph,
    ParagraphStyle,
    Row,
    Table,
    Tint,
)
from ccmdesk.report.documents.authors import Told
from ccmdesk.report.documents.paper import Paper
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import (
    field_cell,
    heading_of,
    is_filled,
    says_something,
    source_marks,
)

_NUMBERS = frozenset({int, Decimal, Money, CurrencyCode})
_MOST_COLUMNS = 8
_LONG_TEXT = 300
"""Texts that may be longer than this get twice the room of others."""
_FEWEST_ALIKE = 3
"""With so many records, what is the same in all of them is said once under the table."""


@dataclass(frozen=True, slots=True)
class Register:
    """What one register shows: which fields of which records under which caption.

    With *sourced*, a last column gives the numbers of the sources. *areas* is the unit areas are
    shown in: km² for a whole country.
    """

    kind: type[Any]
    records: Sequence[Any]
    names: tuple[str, ...]
    caption: str
    sourced: bool = False
    areas: AreaUnit = AreaUnit.M2


def register(paper: Paper, ask: Register) -> Iterator[Block]:
    """Yield the table and, below it, what is the same in all rows, what none fills, and remarks.

    Yields nothing without records: the section says so in its own words. More columns than fit
    beside one another go into a second table, which begins with the same column.
    """
    names = [name for name in ask.names if paper.may_print(ask.kind, name)]
    shown = [name for name in names if any(says_something(r, name) for r in ask.records)]
    if not ask.records or not shown:
        return
    alike = alike_in(ask.records, shown[1:])
    columns = [name for name in shown if name not in alike]
    yield _table(paper, replace(ask, names=tuple(columns[:_MOST_COLUMNS])))
    rest = columns[_MOST_COLUMNS:]
    if rest:
        caption = paper.lang(C_("caption", "{caption} (continued)"), caption=ask.caption)
        yield _table(paper, replace(ask, names=(shown[0], *rest), caption=caption, sourced=False))
    yield from (said_once(paper, replace(ask, names=(name,))) for name in alike)
    yield from unfilled_note(paper, ask.kind, [name for name in names if name not in shown])
    yield from remarks(paper, ask.records, shown)


def alike_in(records: Sequence[Any], names: Sequence[str]) -> list[str]:
    """Return the fields that are the same in all of several records, in whatever language."""
    if len(records) < _FEWEST_ALIKE:
        return []
    return [name for name in names if len({_said(record, name) for record in records}) == 1]


def _said(record: Any, name: str) -> tuple[object, ...]:
    """Return all that the cell of a field is made of."""
    note = record.notes[name]
    value = getattr(record, name)
    return value, note.absence, note.reason, note.qualifier, note.confidence


def said_once(paper: Paper, ask: Register) -> Paragraph:
    """Return the one value of a field, said once for all records of a table."""
    (name,) = ask.names
    cell = field_cell(paper, ask.records[0], name, areas=ask.areas)
    text = paper.lang(
        C_("the same in all records", "{field}, in all of these records: {value}"),
        field=paper.label(ask.kind, name),
        value=cell.text,
    )
    return Paragraph(text, style=ParagraphStyle.NOTE, language=cell.language)


def _table(paper: Paper, ask: Register) -> Table:
    sourced = ask.sourced and any(source_marks(paper, record) for record in ask.records)
    asked = replace(ask, sourced=sourced)
    heads = [heading_of(paper, ask.kind, name) for name in ask.names]
    source = [paper.lang(C_("column", "Source"))] if sourced else []
    return Table(
        columns=(*(column_of(ask.kind, name) for name in ask.names), *[Column() for _ in source]),
        head=(tuple(Cell(text, bold=True) for text in (*heads, *source)),),
        rows=tuple(_row(paper, record, asked) for record in ask.records),
        caption=ask.caption,
        alternative=ask.caption,
    )


def unfilled_note(paper: Paper, kind: type, names: Sequence[str]) -> Iterator[Block]:
    """Say in one sentence which fields are not filled in any record of a table."""
    if names:
        labels = paper.lang.join([paper.label(kind, name) for name in names])
        text = paper.lang(N_("Not yet filled in any of these records: {fields}."), fields=labels)
        yield Paragraph(text, style=ParagraphStyle.NOTE)


def remarks(paper: Paper, records: Iterable[Any], names: Sequence[str]) -> Iterator[Block]:
    """Yield what was noted beside values: one note for equal remarks on fields of one record."""
    for record in records:
        said: dict[str, list[str]] = {}
        for name in names:
            if record.notes[name].remark:
                label = paper.label(type(record), name)
                said.setdefault(record.notes[name].remark, []).append(label)
        for remark, labels in said.items():
            text = paper.lang(
                N_("{record}, {fields}: {remark}"),
                record=title_of(paper, record).text,
                fields=paper.lang.join(labels),
                remark=remark,
            )
            yield Paragraph(text, style=ParagraphStyle.NOTE)


def fact_sheet(paper: Paper, record: Any, names: Sequence[str], *, caption: str) -> Table:
    """Return a table of two columns: the fields that say something, then what is not filled."""
    kind = type(record)
    printed = [name for name in names if paper.may_print(kind, name)]
    rows: list[Row] = [
        (Cell(heading_of(paper, kind, name), bold=True), field_cell(paper, record, name))
        for name in printed
        if says_something(record, name)
    ]
    rows += _missing_row(paper, kind, [n for n in printed if not says_something(record, n)])
    rows += _sources_row(paper, record)
    rows += [_remark_row(paper, record, name) for name in printed if record.notes[name].remark]
    return pairs_table(paper, rows, caption=caption)


def pairs_table(paper: Paper, rows: Sequence[Row], *, caption: str) -> Table:
    """Return rows of a name and what is said under it as a table."""
    head = (
        Cell(paper.lang(C_("column", "Item")), bold=True),
        Cell(paper.lang(C_("column", "Entry")), bold=True),
    )
    return Table(
        columns=(Column(weight=1.0), Column(weight=2.6)),
        head=(head,),
        rows=tuple(rows),
        caption=caption,
        alternative=caption,
    )


def compact_sheet(title: Told, pairs: Sequence[tuple[Cell, Cell]]) -> Table:
    """Return names and what is said under them, two beside one another, under *title*."""
    filled = [*pairs, (Cell(""), Cell(""))] if len(pairs) % 2 else list(pairs)
    rows = [(*filled[n], *filled[n + 1]) for n in range(0, len(filled), 2)]
    return Table(
        columns=(Column(weight=1.0), Column(weight=1.7), Column(weight=1.0), Column(weight=1.7)),
        head=((Cell(title.text, bold=True, language=title.language, span=4),),),
        rows=tuple(rows),
        alternative=title.text,
    )


def any_filled(record: Any, names: Iterable[str]) -> bool:
    """Whether at least one of the fields has a value."""
    return any(is_filled(record, name) for name in names)


def _missing_row(paper: Paper, kind: type, names: Sequence[str]) -> list[Row]:
    if not names:
        return []
    labels = paper.lang.join([paper.label(kind, name) for name in names])
    label = paper.lang(C_("absent value", "Not yet filled"))
    return [(Cell(label, bold=True), Cell(labels, tint=Tint.QUIET))]


def _sources_row(paper: Paper, record: Any) -> list[Row]:
    marks = source_marks(paper, record)
    if not marks:
        return []
    return [(Cell(paper.lang(N_("Sources of the figures")), bold=True), Cell(marks))]


def _remark_row(paper: Paper, record: Any, name: str) -> Row:
    label = paper.lang(N_("Note on {field}"), field=paper.label(type(record), name))
    return (Cell(label, bold=True), Cell(record.notes[name].remark))


def _row(paper: Paper, record: Any, ask: Register) -> Row:
    cells = tuple(field_cell(paper, record, name, areas=ask.areas) for name in ask.names)
    return (*cells, Cell(source_marks(paper, record))) if ask.sourced else cells


def column_of(kind: type, name: str) -> Column:
    """Return how wide the column of a field is, and where its texts stand."""
    field = field_map(kind)[name]
    if field.type in _NUMBERS and name != "year":
        return Column(Align.NUMBER)
    if field.type is Texts:
        longest = (field.spec.limits or (0, 0))[1]
        return Column(weight=2.0 if longest > _LONG_TEXT else 1.4)
    return Column() if field.type is not Quantity else Column(Align.NUMBER)
