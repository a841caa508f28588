"""What the columns and filters of a form pack may name: fields of records and their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ccmdesk.model.facts import Audience, Field, fields_of, is_reference, item_type
from ccmdesk.model.form_rows import (
    FILTERS,
    NO,
    NONE,
    YEAR_FIELDS,
    YES,
    FieldPath,
    Filter,
    FormColumn,
    Layout,
    YearChoice,
)
from ccmdesk.model.kinds import BY_ID_TYPE, Kind
from ccmdesk.model.pack_cells import CellRow
from ccmdesk.model.values import Money, Texts

_YEAR = "year"
_BETWEEN = ";"
_ELSE = "|"
_ANSWERS = ("", "yes", "no")


def column_of(row: CellRow, kind: Kind, layout: Layout) -> FormColumn:
    """Return the column a row describes; raises Problem for a field the part cannot print."""
    allowed = _allowed(kind, layout)
    choices = [_split(text, _ELSE) for text in _split(row.text("fields"), _BETWEEN)]
    names = [name for choice in choices for name in choice]
    for name in names:
        if name not in allowed:
            row.listed("fields", name, _beside(name, allowed))
    numeric = all(_is_number(allowed[name]) for name in names)
    total = row.listed("total", row.cells["total"], _ANSWERS if numeric else ("", "no"))
    return FormColumn(
        entries=tuple(tuple(_path(name) for name in choice) for choice in choices),
        heading=row.cells["heading"],
        voluntary=row.answer("voluntary"),
        summed=total == YES or layout is Layout.BY_YEAR,
    )


def layout_of(row: CellRow, kind: Kind) -> Layout:
    """Return how a part is laid out; only what has a year can be summed by year."""
    fitting = [one for one in Layout if one is not Layout.BY_YEAR or _has_year(kind)]
    return Layout(row.one_of("layout", [str(one.value) for one in fitting]))


def filters_of(row: CellRow, kind: Kind) -> tuple[Filter, ...]:
    """Return the filters of a part apart from its year; raises Problem for one not known."""
    known, found = _known(kind), []
    for name, values in _named_filters(row):
        if name == _YEAR:
            continue
        row.listed("filter", name, _filter_names(kind, known))
        allowed = _filter_values(known[name])
        found.append(Filter(name, tuple(row.listed("filter", v, allowed) for v in values)))
    return tuple(found)


def year_of(row: CellRow, kind: Kind) -> YearChoice | None:
    """Return which years a part is about, None for all; raises Problem where it cannot be told."""
    for name, values in _named_filters(row):
        if name == _YEAR:
            row.listed("filter", name, _filter_names(kind, _known(kind)))
            choices = [choice.value for choice in YearChoice]
            return YearChoice(row.listed("filter", " ".join(values), choices))
    return None


def _named_filters(row: CellRow) -> Iterator[tuple[str, list[str]]]:
    for part in _split(row.cells["filter"], _BETWEEN):
        name, _, values = part.partition("=")
        yield name.strip(), values.split()


def _known(kind: Kind) -> dict[str, Field]:
    return {field.name: field for field in fields_of(kind.record) if field.name in FILTERS}


def _filter_names(kind: Kind, known: dict[str, Field]) -> list[str]:
    return sorted([*known, _YEAR] if _has_year(kind) else known)


def _has_year(kind: Kind) -> bool:
    return any(field.name in YEAR_FIELDS for field in fields_of(kind.record))


def _filter_values(field: Field) -> list[str]:
    wanted: Any = item_type(field.type) or field.type
    if wanted is bool:
        return [YES, NO]
    return [*(str(member.value) for member in wanted), NONE]


@cache
def _allowed(kind: Kind, layout: Layout) -> Mapping[str, Field]:
    return MappingProxyType({name: f for name, f in _paths(kind) if _fits(f, layout)})


def _paths(kind: Kind) -> Iterator[tuple[str, Field]]:
    """Yield what a column may name: the fields of a record, and of each record it refers to."""
    for field in _printable(kind):
        yield field.name, field
        if is_reference(field.type):
            for further in _printable(BY_ID_TYPE[field.type]):
                yield f"{field.name}.{further.name}", further


def _printable(kind: Kind) -> list[Field]:
    """Return the fields that may leave the office."""
    return [f for f in fields_of(kind.record) if f.spec.audience is not Audience.OFFICE]


def _beside(name: str, allowed: Iterable[str]) -> list[str]:
    """Return the names that were meant: of the same record as *name*, or of the row's own."""
    link = name.rpartition(".")[0]
    same = [one for one in allowed if one.rpartition(".")[0] == link]
    return same or [one for one in allowed if "." not in one]


def _path(name: str) -> FieldPath:
    link, _, field = name.rpartition(".")
    return FieldPath(field, link)


def _fits(field: Field, layout: Layout) -> bool:
    match layout:
        case Layout.ROWS | Layout.SHEET:
            return True
        case Layout.TEXT:
            return field.type is Texts
        case Layout.BY_YEAR:
            return _is_number(field)


def _is_number(field: Field) -> bool:
    return field.type is Money or (field.type is int and field.name not in {_YEAR, "priority"})


def _split(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]
