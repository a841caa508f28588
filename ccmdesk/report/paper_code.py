"""The check code in what a file says of itself, found again without taking the file apart.

It stands in dc:identifier: of the XMP packet in a PDF, which is not compressed, and of the core
properties in a Word file. A received file is only searched for these bytes and never opened.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice

_PREFIX = "ccmdesk-check-code:"
_CODE = re.compile(_PREFIX.encode() + rb"([A-Z2-7]{4}-[A-Z2-7]{4})(?![A-Z2-7-])")
_MOST_FOUND = 100
"""Places looked at, of codes and of parts; a paper has one."""

_ZIP = b"PK\x03\x04"
_CORE = b"docProps/core.xml"
_HEAD = 30  # bytes of a local file header before its name (APPNOTE 4.3.7)
_DEFLATED = 8
_MOST_CORE = 64 * 1024
"""Bytes read of the core properties; ours have less than 2 KB."""


def identifier_of(check_code: str) -> str:
    """Return how a paper states its check code, or nothing for a paper without one."""
    return f"{_PREFIX}{check_code}" if check_code else ""


def codes_in(raw: bytes) -> tuple[str, ...]:
    """Return the check codes that a PDF or a Word file states, each once; usually one or none."""
    parts = _core_parts(raw) if raw.startswith(_ZIP) else iter((raw,))
    found = islice((match for part in parts for match in _CODE.finditer(part)), _MOST_FOUND)
    return tuple(dict.fromkeys(match[1].decode("ascii") for match in found))


def _core_parts(raw: bytes) -> Iterator[bytes]:
    """Yield the beginning of each part that has the name of the core properties."""
    for place in islice(re.finditer(re.escape(_CORE), raw), _MOST_FOUND):
        head = raw[max(place.start() - _HEAD, 0) : place.start()]
        if head.startswith(_ZIP):
            method = int.from_bytes(head[8:10], "little")
            start = place.end() + int.from_bytes(head[28:30], "little")
            yield _unpacked(raw[start : start + _MOST_CORE], method)


def _unpacked(packed: bytes, method: int) -> bytes:
    if method != _DEFLATED:
        return packed
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _MOST_CORE)
    except zlib.error:
        return b""
