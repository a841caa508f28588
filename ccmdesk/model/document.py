"""A whole plan as one immutable value: what rules and papers read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from ccmdesk.model.kinds import KINDS, kind_of

R = TypeVar("R")
T = TypeVar("T")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class PlanDocument:
    """Every live record of one file, by kind, and the content hash they have together.

    With *training* the file is a copy to learn on: its papers say so, and it is never sent.
    """

    records: Mapping[type, tuple[Any, ...]] = field(default_factory=lambda: MappingProxyType({}))
    content_hash: str = ""
    training: bool = False

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order they were made."""
        return self.records.get(kind, ())

    def get(self, kind: type[R], record: UUID | None) -> R | None:
        """Return the record with that id, or None when it is not there or *record* is None."""
        found = None if record is None else self._by_id.get(record)
        return found if isinstance(found, kind) else None

    def any(self, record: UUID) -> Any | None:
        """Return the record of whatever kind, or None."""
        return self._by_id.get(record)

    def children(self, kind: type[R], name: str, parent: UUID) -> tuple[R, ...]:
        """Return the records of *kind* whose reference field *name* is *parent*."""
        return self._children(kind, name).get(parent, ())

    def first(self, kind: type[R]) -> R | None:
        """Return the first record of *kind* that was made, or None."""
        return next(iter(self.of(kind)), None)

    def once(self, work: Callable[[PlanDocument], T]) -> T:
        """Return what *work* makes of this document, worked out the first time and then kept."""
        if work not in self._kept:
            self._kept[work] = work(self)
        found: T = self._kept[work]
        return found

    @cached_property
    def _kept(self) -> dict[Callable[[PlanDocument], Any], Any]:
        return {}

    @cached_property
    def _by_id(self) -> Mapping[UUID, Any]:
        return {record.id: record for kind in KINDS for record in self.of(kind.record)}

    @cached_property
    def _indexes(self) -> dict[tuple[type, str], dict[UUID, tuple[Any, ...]]]:
        return {}

    def _children(self, kind: type[R], name: str) -> Mapping[UUID, tuple[R, ...]]:
        found = self._indexes.get((kind, name))
        if found is None:
            lists: dict[UUID, list[R]] = {}
            for record in self.of(kind):
                parent = getattr(record, name)
                if parent is not None:
                    lists.setdefault(parent, []).append(record)
            found = {parent: tuple(records) for parent, records in lists.items()}
            self._indexes[kind, name] = found
        return found


def document_of(records: Iterable[Any], *, content_hash: str = "") -> PlanDocument:
    """Build a document from loose records, for tests and for what has no file yet."""
    by_kind: dict[type, list[Any]] = {}
    for record in records:
        by_kind.setdefault(kind_of(record).record, []).append(record)
    frozen = {kind: tuple(found) for kind, found in by_kind.items()}
    return PlanDocument(MappingProxyType(frozen), content_hash)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts A4-2 before A4-10."""
    parts = _DIGITS.split(text.casefold())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p)
