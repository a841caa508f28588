"""The content hash of a plan: equal for equal content, whoever typed it, where and when.

Ids are made from time and chance, so they are not part of it. Each record is hashed by its values;
then, for a few rounds, together with what it refers to and what refers to it, so that the shape of
the plan counts while the ids do not (colour refinement, Weisfeiler and Leman 1968).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from ccmdesk.model.codec import NOTE, Flat, Json, flatten
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import field_map, fields_of, is_reference, item_type
from ccmdesk.model.kinds import kind_of

ROUNDS = 4
_Links = dict[UUID, list[tuple[str, UUID]]]


def content_hash(records: Iterable[Any]) -> str:
    """Return the SHA-256 of the content in hexadecimal; editions tell about it and do not count."""
    kept = [record for record in records if not isinstance(record, Edition)]
    own = {record.id: _digest(kind_of(record).name, _without_links(record)) for record in kept}
    links = {record.id: _links(record) for record in kept}
    colour = own
    for _ in range(ROUNDS):
        colour = _refined(own, colour, links)
    return hashlib.sha256(b"".join(sorted(colour.values()))).hexdigest()


def _refined(
    own: Mapping[UUID, bytes], colour: Mapping[UUID, bytes], links: _Links
) -> dict[UUID, bytes]:
    pointed: dict[UUID, list[bytes]] = {record: [] for record in own}
    for record, targets in links.items():
        for name, target in targets:
            if target in pointed:
                pointed[target].append(name.encode() + b"<" + colour[record])
    refined = {}
    for record, digest in own.items():
        out = [name.encode() + b">" + colour.get(to, b"?") for name, to in links[record]]
        refined[record] = hashlib.sha256(
            digest + b"".join(sorted(out)) + b"|" + b"".join(sorted(pointed[record]))
        ).digest()
    return refined


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
    text = json.dumps([kind, flat], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()
