"""The tables of a file that will be read, each with its layout and what its cells are read with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ccmdesk.exchange.cells import Reading
from ccmdesk.exchange.headings import Heading, Headings, Layout, headings_in
from ccmdesk.exchange.import_plan import ImportRequest
from ccmdesk.exchange.sheets import NotePart
from ccmdesk.exchange.tables import Table, is_blank, text_of
from ccmdesk.exchange.words import words_in
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.model.codes import MunitionCode, StateCode
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.stockpile import MunitionType


@dataclass(frozen=True)
class InputSheet:
    """One table that will be read, and its place among the tables of the file."""

    place: int
    table: Table
    layout: Layout
    reading: Reading

    @property
    def record(self) -> type:
        """The kind of record its rows describe."""
        return self.layout.kind.record

    @cached_property
    def by_field(self) -> Mapping[str, Heading]:
        """The first column of each field, where faults of the whole field are shown."""
        found: dict[str, Heading] = {}
        for heading in self.layout.headings:
            if heading.column.note is None:
                found.setdefault(heading.column.field, heading)
        return found

    @cached_property
    def sources(self) -> Mapping[str, Heading]:
        """The columns that name a source, by field; empty for that of the whole row."""
        return {
            heading.column.field: heading
            for heading in self.layout.headings
            if heading.column.note is NotePart.SOURCE
        }


def input_sheets(tables: Sequence[Table], request: ImportRequest) -> tuple[InputSheet, ...]:
    """Return the tables whose kind and columns are known, in the order of the file."""
    known = headings_in(request.langs)
    layouts = tuple(_layouts(tables, known, request))
    own = frozenset(
        record.code for record in request.document.of(MunitionType) if record.code
    ) | frozenset(_own_munitions(layouts))
    words = words_in(request.langs, packs=request.packs, munitions=own)
    plan = request.document.first(Plan)
    currency = plan.currency if plan else None
    return tuple(
        InputSheet(place, table, layout, Reading(_language(table, known, request), words, currency))
        for place, table, layout in layouts
    )


def countries_of(sheets: Sequence[InputSheet]) -> Iterator[StateCode]:
    """Yield the countries named by the State Party sheets of a file."""
    for sheet in sheets:
        if sheet.record is StateParty:
            for text in _column(sheet.table, sheet.layout, "country"):
                try:
                    yield StateCode(str(sheet.reading.words.code(StateCode, text)))
                except Problem:
                    continue  # reading its row says the same, with its place


def _layouts(
    tables: Sequence[Table], known: Headings, request: ImportRequest
) -> Iterator[tuple[int, Table, Layout]]:
    for place, table in enumerate(tables):
        layout = known.layout(table, language=_language(table, known, request))
        if layout is not None:
            yield place, table, layout


def with_languages(tables: Sequence[Table], request: ImportRequest) -> tuple[Table, ...]:
    """Return *tables*, each saying in which language its numbers are read."""
    known = headings_in(request.langs)
    return tuple(replace(each, language=_language(each, known, request)) for each in tables)


def _language(table: Table, known: Headings, request: ImportRequest) -> str:
    """Return the language of the numbers; what a workbook names may have been written by hand."""
    if table.language in PAPER_LANGUAGES:
        return table.language
    return request.lang.code if request.is_said else _of_headings(table, known, request.lang.code)


def _of_headings(table: Table, known: Headings, otherwise: str) -> str:
    """Return the language in which most headings are understood, where there is only one."""
    counts = {
        lang.code: _understood(table, Headings((lang,), known.kinds, known.ignored))
        for lang in known.langs
    }
    most = max(counts.values())
    best = [code for code, count in counts.items() if count == most]
    return best[0] if len(best) == 1 else otherwise


def _understood(table: Table, headings: Headings) -> int:
    layout = headings.layout(table, language=headings.langs[0].code)
    return len(layout.headings) if layout else 0


def _own_munitions(layouts: Sequence[tuple[int, Table, Layout]]) -> Iterator[MunitionCode]:
    """Yield the munition types the file itself brings; its other rows may name them."""
    for _, table, layout in layouts:
        if layout.kind.record is MunitionType:
            yield from (MunitionCode(text) for text in _column(table, layout, "code"))


def _column(table: Table, layout: Layout, key: str) -> Iterator[str]:
    for heading in layout.headings:
        if heading.column.key == key:
            for row in table.rows[layout.first :]:
                if heading.index < len(row) and not is_blank(row[heading.index]):
                    yield text_of(row[heading.index])
