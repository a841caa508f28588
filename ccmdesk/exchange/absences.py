"""What the cells of one field say together: a value, or that there is none and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ccmdesk.exchange.cells import Parts, Reading, assemble
from ccmdesk.exchange.sheets import PARTS
from ccmdesk.lang.parse import parse_currency
from ccmdesk.model.facts import Field
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import (
    NO_TEXTS,
    Absence,
    Money,
    People,
    Period,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.model.words import N_

WRITTEN: frozenset[Any] = frozenset({Texts, str})
"""Fields of free text: what follows “unknown:” there is what a person wrote, not a reason."""

_LEADING: Mapping[Any, str] = {Money: "amount", Quantity: "amount"}
"""The part without which the others say nothing."""

_DASHES = re.compile(r"[-\u2010-\u2015\u2212]+")


@dataclass(frozen=True, slots=True)
class Absent:
    """A cell that says why there is no value: *typed* as it stands there."""

    absence: Absence
    reason: str
    typed: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the cells of one row say of one field, by part of its value."""

    parts: Parts
    absent: Mapping[str, Absent]


def is_dash(field: Field, cell: object) -> bool:
    """Whether a cell of free text holds only the dash that people put where there is nothing."""
    return field.type in WRITTEN and isinstance(cell, str) and bool(_DASHES.fullmatch(cell.strip()))


def absence_in(field: Field, cell: str, reading: Reading) -> Absent | None:
    """Return why there is no value, unless the cell is a text or a word of the field's own list."""
    found = reading.words.absence(cell)
    if found is None or reading.words.meaning(field.type, cell) is not None:
        return None
    absence, reason = found
    if reason and absence is Absence.UNKNOWN and field.type in WRITTEN:
        return None
    return Absent(absence, reason, cell.strip())


def value_said(
    field: Field, said: Said, before: Any, reading: Reading
) -> tuple[Any, Absent | None]:
    """Return the value the cells give to *field*, or its default and why there is none.

    A cell that says that there is nothing empties its own part or language; the whole field only
    when nothing is left, or when it is the amount. Raises Problem when both cannot be kept.
    """
    if not said.absent:
        return assemble(field, said.parts, before, reading), None
    why = said.absent.get(_LEADING.get(field.type, "")) or next(iter(said.absent.values()))
    if _is_whole(field, said):
        return field.default, why
    value = assemble(field, {**said.parts, **_emptied(field, said, before)}, before, reading)
    if value in {None, NO_TEXTS, People(), Period(None, None), Quantity(None, "")}:
        return field.default, why
    for absent in said.absent.values():
        refuse_reason(absent.reason, typed=absent.typed)
    return value, None


def refuse_reason(reason: str, *, typed: str) -> None:
    """Raise Problem for a *reason* that has no place, because the field keeps a value."""
    if reason:
        raise Problem(
            N_(
                "“{text}” says why there is nothing in the whole field, but other parts or"
                " languages of it are filled. Leave out the reason, or empty them first."
            ),
            text=typed,
        )


def _is_whole(field: Field, said: Said) -> bool:
    """Whether what is absent leaves nothing of the field: it has one cell, or its amount is."""
    if field.type is Position:
        return not said.parts
    in_parts = field.type is Texts or field.type in PARTS
    return not in_parts or _LEADING.get(field.type) in said.absent


def _emptied(field: Field, said: Said, before: Any) -> Parts:
    if field.type is Money and "currency" in said.absent and (before or said.parts):
        parse_currency(said.absent["currency"].typed)
    nothing = "" if field.type is Texts else None
    return {part: "" if part == "unit" else nothing for part in said.absent}
