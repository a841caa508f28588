"""Rows of a list as text with tabs between cells, which every spreadsheet takes and gives."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ccmdesk.exchange.cell_values import Writing, cells_of
from ccmdesk.exchange.headings import headings_in
from ccmdesk.exchange.keys import handles_of
from ccmdesk.exchange.sheets import NO_SHEET, Column, columns_of, heading
from ccmdesk.exchange.tables import CellValue, Table
from ccmdesk.exchange.words import words_in
from ccmdesk.exchange.workbook_bounds import MOST_BYTES, MOST_ROWS, too_large
from ccmdesk.lang.digits import decimal_mark
from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_

_FORMULA = ("=", "+", "-", "@")
_NEVER_TYPED = N_("Rows of this kind cannot be pasted: the program makes them ({kind}).")
_TOO_WIDE = N_(
    "A row has {cells} cells, but the list has {columns} columns. Copy the headings too, or show"
    " the columns that are missing."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The kind of record of a list, the fields of its columns in order, and its language."""

    kind: type[Any]
    fields: tuple[str, ...]
    lang: Lang


@dataclass(frozen=True, slots=True)
class ByName:
    """What records are called in cells, without reading the whole plan."""

    find: Callable[[UUID], Any | None]

    def call(self, record: Any, *, language: str) -> str:
        """Return the first name an import knows the record by."""
        return next(iter(handles_of(record, self.find, language=language)), str(record.id))


def text_of_rows(
    records: Sequence[Any], layout: Layout, *, packs: Packs, find: Callable[[UUID], Any | None]
) -> str:
    """Return a line of headings, then a line for each record: what the list shows, cell by cell."""
    columns = _columns(layout, records)
    words = words_in((layout.lang,), packs=packs, munitions=frozenset())
    writing = Writing(layout.lang, words, ByName(find))
    mark = decimal_mark(layout.lang.code)
    out = io.StringIO()
    lines = csv.writer(out, delimiter="\t", lineterminator="\n")
    lines.writerow([heading(layout.kind, column, lang=layout.lang) for column in columns])
    for record in records:
        lines.writerow([_text(cell, mark) for cell in cells_of(record, columns, writing)])
    return out.getvalue()


def table_of_text(text: str, layout: Layout) -> tuple[Table, bool]:
    """Return rows that were copied from a spreadsheet, and whether they had headings.

    Rows without headings get those of the columns of the list. Raises Problem for what is too
    large, for rows wider than the list, and for kinds nobody types.
    """
    kind = BY_RECORD[layout.kind]
    if layout.kind in NO_SHEET:
        raise Problem(_NEVER_TYPED, kind=layout.lang(kind.many))
    name = layout.lang(kind.many)
    if len(text) > MOST_BYTES or text.count("\n") > MOST_ROWS:
        raise too_large(name)
    rows = tuple(_rows(text))
    known = headings_in((layout.lang,))
    named = name if known.kind(name) is kind else kind.name
    table = Table(named, rows)
    if known.has_headings(kind, table):
        return table, True
    columns = _columns(layout, ())
    widest = max((len(row) for row in rows), default=0)
    if widest > len(columns):
        raise Problem(_TOO_WIDE, cells=str(widest), columns=str(len(columns)))
    above = tuple(heading(layout.kind, column, lang=layout.lang) for column in columns)
    return Table(named, (above, *rows)), False


def _columns(layout: Layout, records: Iterable[Any]) -> list[Column]:
    """Return the columns of the fields; a text has one for each language the list shows it in."""
    spoken, kind = layout.lang.code, BY_RECORD[layout.kind]
    facts = field_map(layout.kind)
    shown: dict[str, dict[str, None]] = {name: {spoken: None} for name in layout.fields}
    texts = [name for name in layout.fields if facts[name].type is Texts]
    for record in records:
        for name in texts:
            best = getattr(record, name).best(spoken)
            if best is not None:
                shown[name][best[0]] = None
    languages = list(dict.fromkeys(tag for tags in shown.values() for tag in tags))
    every = [c for c in columns_of(kind, languages=languages) if c.note is None]
    return [
        column
        for name in layout.fields
        for column in every
        if column.field == name and (name not in texts or column.part in shown[name])
    ]


def _text(cell: CellValue, mark: str) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{cell:.15g}".replace(".", mark)
        case dt.date():
            return cell.isoformat()
        case str() if cell.startswith(_FORMULA):
            return f" {cell}"  # a spreadsheet takes it for a formula otherwise
    return str(cell)


def _rows(text: str) -> Iterator[tuple[CellValue, ...]]:
    for row in csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t"):
        filled = [cell or None for cell in row]
        while filled and filled[-1] is None:
            filled.pop()
        yield tuple(filled)
