"""The content hash of a plan: equal for equal content, whoever typed it, where and when.

Ids are made from time and chance, so they are not part of it. Each record is hashed by its values;
then, for a few rounds, together with what it refers to and what refers to it, so that the shape of
the plan counts while the ids do not (colour refinement, Weisfeiler and Leman 1968).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import orjson

from ccmdesk.model.codec import NOTE, Flat, Json, flatten
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import field_map, fields_of, is_reference, item_type
from ccmdesk.model.kinds import Kind, kind_of

ROUNDS = 4
_Links = dict[UUID, Sequence[tuple[str, UUID]]]


@dataclass(frozen=True, slots=True)
class Hashed:
    """A record for the content hash: the digest of its values, and what it refers to by field."""

    id: UUID
    digest: bytes
    links: Sequence[tuple[str, UUID]]


def content_hash(records: Iterable[Any]) -> str:
    """Return the SHA-256 of the content in hexadecimal; editions tell about it and do not count."""
    return hash_of(hashed(record) for record in records if not isinstance(record, Edition))


def hash_of(records: Iterable[Hashed]) -> str:
    """Return the content hash of records that are given one after the other, in any order."""
    own: dict[UUID, bytes] = {}
    links: _Links = {}
    for record in records:
        own[record.id] = record.digest
        if record.links:
            links[record.id] = record.links
    pointed = {target for targets in links.values() for _, target in targets if target in own}
    tied = links.keys() | pointed
    colour = {record: own[record] for record in tied}
    for _ in range(ROUNDS):
        colour = _refined(own, colour, links)
    alone = (_coloured(digest, (), ()) for record, digest in own.items() if record not in tied)
    return hashlib.sha256(b"".join(sorted([*colour.values(), *alone]))).hexdigest()


def hashed(record: Any) -> Hashed:
    """Return what the content hash takes of a record."""
    return Hashed(record.id, _digest(kind_of(record).name, _without_links(record)), _links(record))


def hashed_flat(kind: Kind, record: UUID, flat: Flat) -> Hashed:
    """Return the same of a flat record without notes and without lists of references."""
    of: Any = kind.record
    names = [name for name in _link_names(of) if name in flat]
    own = {key: value for key, value in flat.items() if key not in names}
    return Hashed(
        record, _digest(kind.name, own), [(name, UUID(str(flat[name]))) for name in names]
    )


def _refined(
    own: Mapping[UUID, bytes], colour: Mapping[UUID, bytes], links: _Links
) -> dict[UUID, bytes]:
    """Return the next colours of those that refer to others or are referred to."""
    pointed: dict[UUID, list[bytes]] = {record: [] for record in colour}
    for record, targets in links.items():
        for name, target in targets:
            if target in pointed:
                pointed[target].append(name.encode() + b"<" + colour[record])
    refined = {}
    for record in colour:
        to = links.get(record, ())
        out = [name.encode() + b">" + colour.get(target, b"?") for name, target in to]
        refined[record] = _coloured(own[record], out, pointed[record])
    return refined


def _coloured(digest: bytes, out: Iterable[bytes], pointed: Iterable[bytes]) -> bytes:
    return hashlib.sha256(
        digest + b"".join(sorted(out)) + b"|" + b"".join(sorted(pointed))
    ).digest()


def _links(record: Any) -> list[tuple[str, UUID]]:
    found: list[tuple[str, UUID]] = []
    kind: Any = type(record)
    for name in _link_names(kind):
        value = getattr(record, name)
        targets = value if isinstance(value, tuple) else (value,)
        found += [(name, target) for target in targets if target is not None]
    known = field_map(kind)
    for name, note in record.notes:
        if note.source and name in known:
            found.append((name + NOTE, UUID(note.source)))
    return found


@cache
def _link_names(kind: Any) -> tuple[str, ...]:
    """Return the fields that name other records."""
    return tuple(
        field.name
        for field in fields_of(kind)
        if is_reference(field.type) or is_reference(item_type(field.type))
    )


def _without_links(record: Any) -> Flat:
    flat = flatten(record)
    kind: Any = type(record)
    for name in _link_names(kind):
        if isinstance(flat.get(name), str | list):
            flat.pop(name)
    for name, _ in record.notes:
        note = flat.get(name + NOTE)
        if isinstance(note, dict):
            note.pop("source", None)
    return flat


def _digest(kind: str, flat: Json) -> bytes:
    return hashlib.sha256(orjson.dumps([kind, flat], option=orjson.OPT_SORT_KEYS)).digest()
