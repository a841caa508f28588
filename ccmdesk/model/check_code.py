"""The short form of a content hash, which papers print and people compare by eye."""

from __future__ import annotations

import base64
import re

_BYTES = 5
_HASH = re.compile(r"[0-9a-f]{10,}", re.IGNORECASE)


def check_code(content_hash: str) -> str:
    """Return the first 40 bits of a hash, such as 7F2K-9QXM; what is no hash stays as it is."""
    if not _HASH.fullmatch(content_hash):
        return content_hash
    text = base64.b32encode(bytes.fromhex(content_hash[: 2 * _BYTES])).decode("ascii")
    return f"{text[:4]}-{text[4:]}"
