"""The file itself: numbered objects in object streams, found by a cross-reference stream.

ISO 32000-1, 7.3 for objects, 7.5.7 and 7.5.8 for the two kinds of streams. How objects are
packed is in packing.py.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import BinaryIO

from ccmdesk.report.pdf.packing import IN_ONE_STREAM, ROW, object_stream, packed_stream

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE, _AT_OFFSET, _IN_STREAM = 0, 1, 2
_ENTRY = 8  # bytes of a cross-reference entry: kind 1, offset or stream 5, index 2
_NEVER = (_FREE, 0, 0xFFFF)
"""The entry of a number that no object has, now or later."""


@dataclass(slots=True)
class PdfFile:
    """Objects by number; a number may be given out before its object is known."""

    _bodies: list[str] = field(default_factory=list)
    _streams: dict[int, bytes] = field(default_factory=dict)
    _behind: dict[int, int] = field(default_factory=dict)

    def reserve(self) -> int:
        """Give out the next number."""
        self._bodies.append("")
        return len(self._bodies)

    def reserve_row(self) -> int:
        """Give out the next multiple of ROW, for a row whose cells are reserved behind it."""
        self._bodies += [""] * (-(len(self._bodies) + 1) % ROW)
        return self.reserve()

    def put(self, number: int, body: str) -> None:
        """Set the object of a number given out before."""
        self._bodies[number - 1] = body

    def add(self, body: str, *, behind: int = 0) -> int:
        """Add an object in PDF syntax; return its number.

        It is packed beside the object *behind*, whose words it repeats: that makes it small.
        """
        self._bodies.append(body)
        number = len(self._bodies)
        if behind:
            self._behind[number] = behind
        return number

    def add_stream(self, entries: str, content: bytes) -> int:
        """Add a stream with further dictionary *entries*; it is compressed here."""
        number = self.reserve()
        self._streams[number] = packed_stream(entries, [content])
        return number

    def add_plain_stream(self, entries: str, content: bytes) -> int:
        """Add a stream that is not compressed, so that it is found by who cannot read PDF."""
        number = self.reserve()
        head = f"<<{entries}/Length {len(content)}>>stream\n"
        self._streams[number] = head.encode("ascii") + content + b"\nendstream"
        return number

    def save(self, out: BinaryIO, *, root: int, info: int) -> None:
        """Write everything at once; the file identifier follows from the content."""
        parts = [_HEADER]
        entries = [_NEVER] * (len(self._bodies) + 1)
        offset = len(_HEADER)
        for number, body in [*self._streams.items(), *self._packed(entries)]:
            while len(entries) <= number:
                entries.append(_NEVER)
            entries[number] = (_AT_OFFSET, offset, 0)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            offset += len(parts[-1])
        identifier = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
        entries.append((_AT_OFFSET, offset, 0))
        trailer = f"/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]"
        table = len(entries) - 1
        entries += [_NEVER] * (-len(entries) % ROW)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (table, _table(entries, trailer)))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        out.write(b"".join(parts))

    def _packed(self, entries: list[tuple[int, int, int]]) -> list[tuple[int, bytes]]:
        """Return the object streams, numbered on from the last object; note what they hold."""
        plain = [number for number, body in enumerate(self._bodies, 1) if body]
        plain.sort(key=lambda number: (self._behind.get(number, number), number))
        packed: list[tuple[int, bytes]] = []
        for start in range(0, len(plain), IN_ONE_STREAM):
            number = len(self._bodies) + 1 + len(packed)
            held = {n: self._bodies[n - 1] for n in plain[start : start + IN_ONE_STREAM]}
            members, stream = object_stream(held)
            for index, member in enumerate(members):
                entries[member] = (_IN_STREAM, number, index)
            packed.append((number, stream))
        return packed


def text_string(text: str) -> str:
    """Return *text* as a PDF text string: UTF-16 unless it is plain ASCII."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _table(entries: list[tuple[int, int, int]], trailer: str) -> bytes:
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(5, "big") + index.to_bytes(2, "big")
        for kind, place, index in entries
    )
    line = ROW * _ENTRY
    packing = f"/DecodeParms<</Predictor 12/Columns {line}>>"
    head = f"/Type/XRef/W[1 5 2]/Size {len(entries)}{packing}{trailer}"
    return packed_stream(head, [_predicted(rows, line)])


def _predicted(rows: bytes, line: int) -> bytes:
    """Keep of each line of bytes only how it differs from the one above (PNG's filter Up)."""
    above = bytes(line) + rows
    change = bytes((now - was) & 0xFF for now, was in zip(rows, above, strict=False))
    return b"".join(b"\2" + change[at : at + line] for at in range(0, len(change), line))
