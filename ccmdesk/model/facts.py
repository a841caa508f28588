"""What is said once about a field of a record, and how the rest of the program reads it."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from dataclasses import fields as dataclass_fields
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, Protocol
from uuid import UUID

from ccmdesk.model.codes import Coded
from ccmdesk.model.values import Notes
from ccmdesk.model.words import C_


class Audience(IntEnum):
    """Who may see a field, narrowest first; a receiver sees its own level and all wider ones."""

    OFFICE = 0
    ISU = 1
    DONORS = 2
    PUBLIC = 3


class Visibility(Coded):
    """Who may see a whole record, as the user chooses it."""

    INTERNAL = "internal", C_("visibility", "Only this office")
    ISU = "isu", C_("visibility", "The Implementation Support Unit")
    DONORS = "donors", C_("visibility", "Donors and partners")
    PUBLIC = "public", C_("visibility", "Everyone")


class Unit(Coded):
    """The unit an integer is kept in; the shown unit is chosen by the reader's language."""

    SQUARE_METRE = "m2", C_("unit", "m²")
    CENTIMETRE = "cm", C_("unit", "cm")
    GRAM = "g", C_("unit", "g")
    PERSON = "person", C_("unit", "people")
    ITEM = "item", C_("unit", "items")
    YEAR = "year", C_("unit", "year")
    PER_MILLE = "per_mille", C_("unit", "per thousand")


@dataclass(frozen=True, slots=True)
class Spec:
    """The facts of one field.

    *limits* are the least and greatest number, or (0, longest) for text. *since* is the version of
    the records in which the field first appears.
    """

    label: str
    help: str = ""
    unit: Unit | None = None
    required: bool = False
    limits: tuple[int, int] | None = None
    audience: Audience = Audience.PUBLIC
    since: int = 1


class Record(Protocol):
    """What every record has: an id made once, and notes beside its values."""

    @property
    def id(self) -> Any: ...

    @property
    def notes(self) -> Notes: ...


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field of a record: its name, the type of a present value, and its facts."""

    name: str
    type: Any
    spec: Spec
    default: Any


def fields_of(kind: type) -> tuple[Field, ...]:
    """Return the declared fields of a record in order; *id* and *notes* are not among them."""
    return _declared(kind)


def field_map(kind: type) -> Mapping[str, Field]:
    """Return the declared fields of a record by name."""
    return _by_name(kind)


@cache
def _declared(kind: Any) -> tuple[Field, ...]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple(
        _field(f.name, hints[f.name], f.default)
        for f in dataclass_fields(kind)
        if f.name not in {"id", "notes"}
    )


@cache
def _by_name(kind: Any) -> Mapping[str, Field]:
    return {f.name: f for f in _declared(kind)}


def _field(name: str, hint: Any, default: Any) -> Field:
    if typing.get_origin(hint) is not Annotated:
        raise TypeError(name)
    bare_hint, spec = typing.get_args(hint)
    if default is MISSING:
        raise TypeError(name)
    return Field(name, _present(bare_hint), spec, default)


def _present(hint: Any) -> Any:
    """Return the type of a value that is there: ``int`` of ``int | None``."""
    if typing.get_origin(hint) not in {types.UnionType, typing.Union}:
        return hint
    (present,) = [part for part in typing.get_args(hint) if part is not types.NoneType]
    return present


@cache
def is_reference(kind: Any) -> bool:
    """Whether *kind* is the id type of a record."""
    return getattr(kind, "__supertype__", None) is UUID


@cache
def item_type(kind: Any) -> Any:
    """Return the type of the items of ``tuple[X, ...]``, or None when it is no list."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else None
