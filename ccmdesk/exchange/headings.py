"""Finds out which kind of record a sheet holds and which column is which, however it was named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from ccmdesk.exchange.sheets import (
    ID_COLUMN,
    ID_LABEL,
    LONGEST_SHEET_NAME,
    ROW_NOTE_LABELS,
    SHEET_KINDS,
    Column,
    NotePart,
    column_of_key,
    columns_of,
    heading,
    note_column,
    sheet_fields,
)
from ccmdesk.exchange.tables import (
    STATUS_KEY,
    STATUS_LABEL,
    CellValue,
    Table,
    folded,
    is_blank,
    text_of,
)
from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import Field, field_map
from ccmdesk.model.kinds import BY_NAME, Kind
from ccmdesk.model.values import Texts
from ccmdesk.model.words import bare

_KEY = re.compile(r"(?P<kind>[a-z_]+):(?P<key>[A-Za-z0-9_.@#-]+)")
_KEPT = 512
"""Of so many kinds in a language the names are kept for the next import: all of 13 languages."""

_TAGGED = re.compile(r"(?P<label>.*\S)\s*\[(?P<tag>[A-Za-z]{2,3}(-[A-Za-z0-9]+)*)\]\s*\*?")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column that was found: its place from zero, what stands above it, what it holds."""

    index: int
    shown: str
    column: Column


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table is to be read; *first* is the number from zero of its first row of data.

    *unknown* and *twice* are columns that are left out, by place and heading.
    """

    kind: Kind
    first: int
    headings: tuple[Heading, ...]
    unknown: tuple[tuple[int, str], ...]
    twice: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """Knows every name of every sheet and column in the languages it was made for."""

    langs: tuple[Lang, ...]
    kinds: Mapping[str, Kind]
    ignored: frozenset[str]
    _columns: dict[Kind, Mapping[str, Column]] = field(default_factory=dict, compare=False)

    def layout(self, table: Table, *, language: str) -> Layout | None:
        """Return how to read *table*, or None when it is no sheet of this program."""
        top = top_row(table.rows)
        if top is None:
            return None
        keys = _key_row(table, top)
        kind = self._named_above(table.rows[:top]) or (keys and keys[1]) or self.kind(table.name)
        if kind is None:
            return None
        below = keys is not None and keys[0] == top and self._are_headings(kind, table, top + 1)
        shown = top + 1 if below else top
        return self._read(table, kind, shown, keys[0] if keys else shown, language=language)

    def has_headings(self, kind: Kind, table: Table) -> bool:
        """Whether the first line of *table* names columns of *kind*, and is no record itself."""
        return _key_row(table, 0) is not None or self._are_headings(kind, table, 0)

    def kind(self, name: str) -> Kind | None:
        """Return the kind of record a sheet or file of this name holds, or None."""
        stem = name.rpartition("/")[2].removesuffix(".csv").removesuffix(".CSV")
        return self.kinds.get(folded(stem)) or self.kinds.get(folded(stem.replace("_", " ")))

    def _named_above(self, rows: Sequence[Sequence[CellValue]]) -> Kind | None:
        """Return the kind that a line above the headings names, if there is such a line."""
        filled = [text_of(cell) for row in rows for cell in row if not is_blank(cell)]
        return self.kind(filled[0]) if filled else None

    def _are_headings(self, kind: Kind, table: Table, number: int) -> bool:
        """Whether most cells of a row below the keys are headings, not values."""
        row = table.rows[number] if number < len(table.rows) else ()
        texts = [text_of(cell) for cell in row if not is_blank(cell)]
        known = sum(self._labelled(kind, text, "en") is not None for text in texts)
        return 2 * known > len(texts)

    def _read(self, table: Table, kind: Kind, top: int, keys: int, *, language: str) -> Layout:
        headings: dict[str, Heading] = {}
        unknown: list[tuple[int, str]] = []
        twice: list[tuple[int, str]] = []
        for index in range(max(len(table.rows[top]), len(table.rows[keys]))):
            shown, key = _cell(table.rows[top], index), _key(_cell(table.rows[keys], index))
            if not shown and not key:
                continue
            if key == STATUS_KEY or folded(shown) in self.ignored:
                continue
            column = self._column(kind, key, shown, language)
            if column is None:
                unknown.append((index, shown))
            elif column.key in headings:
                twice.append((index, shown))
            else:
                headings[column.key] = Heading(index, shown, column)
        first = max(top, keys) + 1
        return Layout(kind, first, tuple(headings.values()), tuple(unknown), tuple(twice))

    def _column(self, kind: Kind, key: str, shown: str, language: str) -> Column | None:
        """Return the column of a heading; what people see counts where its key names another.

        Rows that are pasted with their own headings leave the hidden keys above them as they were.
        """
        by_key = column_of_key(kind.record, key or shown, language=language)
        by_name = self._labelled(kind, shown, language)
        if not key or by_key is None or by_name is None or self._is_called(kind, by_key, shown):
            return by_key or by_name
        return by_name

    def _is_called(self, kind: Kind, column: Column, shown: str) -> bool:
        """Whether a column has that heading in any language, with or without its part."""
        facts = field_map(kind.record).get(column.field)
        bare_name = None if facts is None or column.note else facts.spec.label
        return any(
            folded(shown) == folded(name)
            for lang in self.langs
            for name in (heading(kind.record, column, lang=lang), bare_name and lang(bare_name))
            if name
        )

    def _labelled(self, kind: Kind, shown: str, language: str) -> Column | None:
        """Return the column that is called *shown* in any of the languages."""
        if kind not in self._columns:
            self._columns[kind] = _column_names(kind, self.langs)
        known = self._columns[kind]
        tagged = _TAGGED.fullmatch(shown)
        label, tag = (tagged["label"], tagged["tag"]) if tagged else (shown, language)
        column = known.get(folded(label)) or known.get(folded(shown))
        if column is not None and column.key.endswith("@"):
            return Column(f"{column.field}@{tag}", column.field, tag)
        return column


def top_row(rows: Sequence[Sequence[CellValue]]) -> int | None:
    """Return the number from zero of the row of headings: the first with more than one cell.

    A sheet whose every row has one cell has its headings in the first of them.
    """
    only = None
    for number, row in enumerate(rows):
        cells = sum(not is_blank(cell) for cell in row)
        if cells > 1:
            return number
        if cells and only is None:
            only = number
    return only


def headings_in(langs: Sequence[Lang]) -> Headings:
    """Return what sheets and columns are called in *langs*; the first one wins where they clash."""
    return Headings(
        langs=tuple(langs),
        kinds=dict(_kind_names(langs)),
        ignored=frozenset(folded(lang(STATUS_LABEL)) for lang in langs),
    )


def _kind_names(langs: Sequence[Lang]) -> Iterator[tuple[str, Kind]]:
    for kind in SHEET_KINDS:
        for name in (kind.name, _plural(kind.name), bare(kind.many), bare(kind.one)):
            yield folded(name), kind
        for lang in langs:
            for label in _kind_labels(kind, lang):
                yield label, kind


@lru_cache(_KEPT)
def _kind_labels(kind: Kind, lang: Lang) -> tuple[str, ...]:
    return tuple(
        folded(text)
        for label in (lang(kind.many), lang(kind.one))
        for text in (label, label[:LONGEST_SHEET_NAME])
    )


def _column_names(kind: Kind, langs: Sequence[Lang]) -> Mapping[str, Column]:
    """Return every heading of one kind, the preferred languages last so that they win."""
    found: dict[str, Column] = {}
    for lang in reversed(langs):
        found |= _names_in(kind, lang)
    return found


@lru_cache(_KEPT)
def _names_in(kind: Kind, lang: Lang) -> Mapping[str, Column]:
    """Return the same in one language."""
    return MappingProxyType(dict(_each_name(kind, lang)))


def _each_name(kind: Kind, lang: Lang) -> Iterator[tuple[str, Column]]:
    yield folded(lang(ID_LABEL)), ID_COLUMN
    for note in NotePart:
        yield folded(lang(ROW_NOTE_LABELS[note])), note_column("", note)
    for column in _all_columns(kind):
        yield folded(heading(kind.record, column, lang=lang)), column
    for facts in sheet_fields(kind.record):
        if facts.type is Texts:
            yield folded(lang(facts.spec.label)), Column(f"{facts.name}@", facts.name)


def _all_columns(kind: Kind) -> tuple[Column, ...]:
    notes = [note_column(f.name, note) for f in sheet_fields(kind.record) for note in NotePart]
    return columns_of(kind, languages=(), extra=notes)


def _plural(name: str) -> str:
    if name.endswith("s"):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _key_row(table: Table, top: int) -> tuple[int, Kind] | None:
    """Return the row of machine keys among the first two, and the kind its keys name."""
    for number in (top, top + 1):
        row = table.rows[number] if number < len(table.rows) else ()
        found = [_KEY.fullmatch(text_of(cell)) for cell in row if not is_blank(cell)]
        if found and all(found) and found[0] and found[0]["kind"] in BY_NAME:
            return number, BY_NAME[found[0]["kind"]]
    return None


def _cell(row: Sequence[CellValue], index: int) -> str:
    return text_of(row[index]) if index < len(row) and not is_blank(row[index]) else ""


def _key(text: str) -> str:
    match = _KEY.fullmatch(text)
    return match["key"] if match else ""


def missing_required(layout: Layout) -> tuple[Field, ...]:
    """Return the required fields of a kind for which a table has no column."""
    there = {heading.column.field for heading in layout.headings if heading.column.note is None}
    return tuple(
        facts
        for facts in sheet_fields(layout.kind.record)
        if facts.spec.required and facts.name not in there
    )
