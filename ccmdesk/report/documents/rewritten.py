"""Changes every text of a paper that a reader sees, and nothing else of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")
_NAMES = frozenset({"language", "second_language", "anchor", "target"})
"""Fields that hold names for the program and no words."""


def rewritten(block: T, change: Callable[[str], str]) -> T:
    """Return a block with *change* applied to its texts; texts in another language stay."""
    done: T = _of(block, change)
    return done


def _of(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_of(part, change) for part in value)
    if not is_dataclass(value) or isinstance(value, type | Enum):
        return value
    if getattr(value, "language", None) is not None:
        return value
    names = [field.name for field in fields(value) if field.name not in _NAMES]
    return replace(value, **{name: _of(getattr(value, name), change) for name in names})
