"""Pictures as PNG (ISO 15948): plain colours, one stretch of packed rows."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOUR = 2
_PER_METRE = 1
_METRE = 39.3701
"""Inches."""


def png_of(rows: list[bytes], *, per_inch: float) -> bytes:
    """Return a picture of rows of red, green and blue bytes."""
    width = len(rows[0]) // 3
    head = struct.pack(">IIBBBBB", width, len(rows), 8, _TRUE_COLOUR, 0, 0, 0)
    density = round(per_inch * _METRE)
    size = struct.pack(">IIB", density, density, _PER_METRE)
    content = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    chunks = ((b"IHDR", head), (b"pHYs", size), (b"IDAT", content), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
