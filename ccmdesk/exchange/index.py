"""The records an import can find: those of the plan and those of the file itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ccmdesk.exchange.keys import Key, handles_of, keys_of
from ccmdesk.exchange.sheets import SHEET_KINDS
from ccmdesk.exchange.tables import folded
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message


class Index:
    """Finds records by natural key and by what a cell calls them; grows while a file is read."""

    def __init__(self, document: PlanDocument) -> None:
        self._document = document
        self._added: dict[UUID, Any] = {}
        self._keys: dict[tuple[type, tuple[str, ...]], dict[Key, set[UUID]]] = {}
        self._handles: dict[type, dict[str, set[UUID]]] = {}
        for kind in SHEET_KINDS:
            self._handles[kind.record] = {}
            for record in document.of(kind.record):
                self._put_handles(record)

    def find(self, record: UUID) -> Any | None:
        """Return a record of the file or of the plan, or None."""
        return self._added.get(record) or self._document.any(record)

    def add(self, record: Any) -> None:
        """Take in a record of the file, so that other rows can refer to it."""
        self._added[record.id] = record
        self._put_handles(record)

    def in_plan(self, kind: type, record: UUID) -> Any | None:
        """Return a record that was in the plan before the import, or None."""
        return self._document.get(kind, record)

    def matches(self, kind: type, names: tuple[str, ...], keys: Iterable[Key]) -> set[UUID]:
        """Return the records of the plan that have one of *keys* in the fields *names*."""
        if (kind, names) not in self._keys:
            self._keys[kind, names] = self._key_index(kind, names)
        known = self._keys[kind, names]
        found: set[UUID] = set()
        return found.union(*(known.get(key, ()) for key in keys))

    def resolve(self, kind: type, text: str) -> UUID:
        """Return the id of the record of *kind* that a cell calls *text*; raises Problem."""
        found = self._handles[kind].get(folded(text), set())
        if len(found) == 1:
            return next(iter(found))
        by_id = self._by_id(kind, text)
        if by_id is not None:
            return by_id
        label = BY_RECORD[kind].one
        if found:
            raise Problem(
                N_("More than one record is called “{text}” ({kind}). Use its number instead."),
                text=text,
                kind=Message(label),
            )
        raise Problem(
            N_(
                "“{text}” is not in the plan and not in this file ({kind}). Type the number or the"
                " title of a record that is, or add it."
            ),
            text=text,
            kind=Message(label),
        )

    def call(self, record: Any, *, language: str) -> str:
        """Return the best name by which :meth:`resolve` finds *record* again."""
        known = self._handles[type(record)]
        for name in handles_of(record, self.find, language=language):
            if known.get(folded(name)) == {record.id} and not _separates(name):
                return name
        return str(record.id)

    def _by_id(self, kind: type, text: str) -> UUID | None:
        try:
            wanted = UUID(text)
        except ValueError:
            return None
        return wanted if isinstance(self.find(wanted), kind) else None

    def _put_handles(self, record: Any) -> None:
        known = self._handles.setdefault(type(record), {})
        for name in handles_of(record, self.find):
            known.setdefault(folded(name), set()).add(record.id)

    def _key_index(self, kind: type[Any], names: tuple[str, ...]) -> dict[Key, set[UUID]]:
        found: dict[Key, set[UUID]] = {}
        for record in self._document.of(kind):
            for key in keys_of(record, names):
                found.setdefault(key, set()).add(record.id)
        return found


def _separates(name: str) -> bool:
    return any(mark in name for mark in ";；؛\n")
