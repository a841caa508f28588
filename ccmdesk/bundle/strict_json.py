"""JSON that has one spelling only, read within bounds.

The usual parsers each let something through: 2**64 turned into a float, the last of two equal keys,
NaN, lone surrogates, nesting that exhausts the stack. Here the bytes must be exactly what orjson
writes for what it read, so a value has one spelling and a signature one meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import orjson

T = TypeVar("T")
Nested = dict[str, "Json"] | list["Json"]
Json = Nested | str | int | float | bool | None

MAX_DEPTH = 32
MAX_TEXT = 100_000
MAX_ITEMS = 1_000
MAX_INTEGER = 2**53

_CONTROL = re.compile(rb"(?<!\\)(?:\\\\)*\\(?:u00|b|f)")
"""An escaped C0 character other than tab and line ends; orjson escapes every C0 character."""
_DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_LONG_NUMBER = b"0" * 16
"""The fewest digits of a number beyond 2**53, once every digit is turned to zero."""
_OPEN = frozenset(b"[{")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class NotStrictError(ValueError):
    """The bytes are not JSON in the one accepted spelling, or exceed a bound."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The longest list or object accepted, in items."""

    items: int = MAX_ITEMS


BOUNDS = Bounds()


def parse(raw: bytes, *, bounds: Bounds = BOUNDS) -> Json:
    """Return the value of *raw*, which must be spelled the way orjson spells it.

    UTF-8 without exception, which orjson sees to; depth at most 32, texts at most 100,000
    characters, integers within +-2**53; no NUL and no other C0 character than tab and line ends.
    Raises NotStrictError.
    """
    if raw.count(b"[") + raw.count(b"{") > MAX_DEPTH:
        _require_shallow(raw)
    if b"\\" in raw and _CONTROL.search(raw):
        raise NotStrictError("control character")
    try:
        value: Json = orjson.loads(raw)
        if orjson.dumps(value) != raw:
            raise NotStrictError("not in the one accepted spelling")
    except (orjson.JSONDecodeError, orjson.JSONEncodeError) as error:
        raise NotStrictError("not JSON") from error
    if _may_exceed(raw, bounds):
        _require_bounds(value, bounds)
    return value


def decode(raw: bytes, kind: type[T], *, bounds: Bounds = BOUNDS) -> T:
    """Return *raw* as the msgspec type *kind*, after the checks of *parse*."""
    parse(raw, bounds=bounds)
    try:
        return msgspec.json.decode(raw, type=kind, strict=True)
    except (msgspec.MsgspecError, ValueError) as error:
        raise NotStrictError(str(error)) from error


def encode(value: object) -> bytes:
    """Return a msgspec struct, or plain data, in the one accepted spelling."""
    return orjson.dumps(msgspec.to_builtins(value))


def _require_shallow(raw: bytes) -> None:
    """Scan for depth before any parser sees the bytes; brackets inside texts are left out."""
    unescaped = raw.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside = b"".join(unescaped.split(b'"')[::2])
    depth = 0
    for byte in outside.translate(None, _NOT_BRACKETS):
        depth += 1 if byte in _OPEN else -1
        if depth > MAX_DEPTH:
            raise NotStrictError("nested too deeply")


def _may_exceed(raw: bytes, bounds: Bounds) -> bool:
    """Whether a walk is needed; a short line without long numbers cannot exceed any bound."""
    return (
        len(raw) > MAX_TEXT
        or raw.count(b",") >= bounds.items
        or _LONG_NUMBER in raw.translate(_DIGITS_TO_ZERO)
    )


def _require_bounds(value: Json, bounds: Bounds) -> None:
    """Walk over lists and objects only; what lies in one is looked at by type, which is quick."""
    waiting: list[Nested] = [[value]]
    while waiting:
        items = waiting.pop()
        if isinstance(items, dict):
            _require_scalars(list(items), bounds)
            items = list(items.values())
        waiting.extend(_require_scalars(items, bounds))


def _require_scalars(items: list[Json], bounds: Bounds) -> list[Nested]:
    """Check the texts and numbers of one list; return the lists and objects in it."""
    if len(items) > bounds.items:
        raise NotStrictError("list too long")
    kinds = set(map(type, items))
    if str in kinds and any(len(item) > MAX_TEXT for item in items if isinstance(item, str)):
        raise NotStrictError("text too long")
    if int in kinds and any(abs(item) > MAX_INTEGER for item in items if isinstance(item, int)):
        raise NotStrictError("number too large")
    if list in kinds or dict in kinds:
        return [item for item in items if isinstance(item, list | dict)]
    return []
