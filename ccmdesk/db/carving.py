"""Finds changes and attached files in the bytes of a plan whose tables can no longer be followed.

A row is known by its header and proved by its hash: what is found was in the plan, wherever it
lies. Pages are read as sqlite.org/fileformat2.html and zetetic.net/sqlcipher/design describe them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ccmdesk.db.audit import is_whole
from ccmdesk.db.column_types import DIGEST_BYTES
from ccmdesk.db.key_beside import KEY_BYTES

_PAGE = 4096
_VECTOR, _RESERVED = 16, 80
"""What an encrypted page keeps at its end: its starting vector, then its check value."""
_POINTER = 4
_JOURNAL_HEAD, _FRAME_HEAD = 32, 24
_ID_BYTES = 16
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 9: 0}
"""Bytes of a number by its type in the header of a row."""
_FIRST_BLOB = 12

_LENGTH = rb"([\x80-\xff]{0,4}[\x00-\x7f])"
_CHANGE = re.compile(
    rb"(?=([\x08-\x0c])\x00\x4c\x2c\x2c([\x01-\x06\x09])\x2c" + _LENGTH + rb")", re.DOTALL
)
"""The header of a row of ``change``: number, id, record, replica, seq, step, body."""
_FILE = re.compile(rb"(?=([\x03-\x07])\x4c()" + _LENGTH + rb")", re.DOTALL)
"""The header of a row of ``file``: SHA-256, body."""
_WAITING = re.compile(rb"(?=([\x04-\x0b])\x4c()" + _LENGTH + _LENGTH + rb")", re.DOTALL)
"""The header of a row of ``pending``: id, body, missing."""


def carve_changes(path: Path, key: bytes | None) -> Iterator[tuple[bytes, bytes]]:
    """Yield (id, compressed line) of each change whose bytes are right; some come twice."""
    for change, body in _rows(path, key, _CHANGE):
        if is_whole(change, body):
            yield change, body


def carve_waiting(path: Path, key: bytes | None) -> Iterator[tuple[bytes, bytes]]:
    """Yield (id, compressed line) of changes that wait for others, and of some that did."""
    for change, body in _rows(path, key, _WAITING):
        if is_whole(change, body):
            yield change, body


def carve_files(path: Path, key: bytes | None) -> Iterator[bytes]:
    """Yield each attached file whose bytes are right; some come twice."""
    for digest, body in _rows(path, key, _FILE):
        if hashlib.sha256(body).digest() == digest:
            yield body


def _rows(
    path: Path, key: bytes | None, header: re.Pattern[bytes]
) -> Iterator[tuple[bytes, bytes]]:
    """Yield the hash and the body of everything that looks like a row with that header."""
    with path.open("rb") as source:
        pages = _Pages(source, key)
        for page in _every_page(path, pages, key):
            for found in header.finditer(page):
                row = _row(page, found, pages)
                if row is not None:
                    yield row


def _row(page: bytes, found: re.Match[bytes], pages: _Pages) -> tuple[bytes, bytes] | None:
    size, seq = found[1][0], found[2]
    blob = _number(found[3])
    if size != found.end(found.re.groups) - found.start() or blob < _FIRST_BLOB or blob % 2:
        return None
    between = 3 * _ID_BYTES + _INTEGERS[seq[0]] if seq else 0
    before = size + DIGEST_BYTES + between
    whole = before + (blob - _FIRST_BLOB) // 2
    start = found.start()
    here = pages.local_part(whole + _after_body(found))
    raw = page[start : start + here]
    if here < whole:
        if whole > pages.size:
            return None
        raw += pages.overflow(page[start + here : start + here + _POINTER], whole - here)
    if len(raw) < whole:
        return None
    return raw[size : size + DIGEST_BYTES], raw[before:whole]


def _after_body(found: re.Match[bytes]) -> int:
    """Return how many bytes of a row follow its body."""
    return (_number(found[4]) - _FIRST_BLOB) // 2 if found.re.groups > len("123") else 0


def _number(varint: bytes) -> int:
    number = 0
    for byte in varint:
        number = number << 7 | byte & 0x7F
    return number


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a plan by their number, decrypted where there is a key."""

    source: BinaryIO
    key: bytes | None

    @property
    def size(self) -> int:
        """How long the file is: no row is longer."""
        return self.source.seek(0, 2)

    @property
    def usable(self) -> int:
        """How many bytes of a page hold rows."""
        return _PAGE - (_RESERVED if self.key else 0)

    def read(self, number: int) -> bytes:
        """Return page *number*, from 1; what is cut off or was never there is empty or zeros."""
        self.source.seek((number - 1) * _PAGE)
        return _plain(self.source.read(_PAGE), self.key)

    def local_part(self, whole: int) -> int:
        """Return how many bytes of a row of *whole* bytes stand in its page; the rest follows."""
        if whole <= self.usable - 35:
            return whole
        least = (self.usable - 12) * 32 // 255 - 23
        rest = least + (whole - least) % (self.usable - _POINTER)
        return rest if rest <= self.usable - 35 else least

    def overflow(self, pointer: bytes, wanted: int) -> bytes:
        """Return up to *wanted* bytes of the pages that follow one another from *pointer*."""
        parts: list[bytes] = []
        while wanted > 0 and any(pointer):
            page = self.read(int.from_bytes(pointer, "big"))
            pointer = page[:_POINTER]
            parts.append(page[_POINTER : self.usable][:wanted])
            wanted -= self.usable - _POINTER
        return b"".join(parts)


def _every_page(path: Path, pages: _Pages, key: bytes | None) -> Iterator[bytes]:
    """Yield the pages of the file, then those that still wait in the journal beside it."""
    for number in range(1, -(-pages.size // _PAGE) + 1):
        yield pages.read(number)
    with suppress(FileNotFoundError), path.with_name(path.name + "-wal").open("rb") as journal:
        journal.seek(_JOURNAL_HEAD)
        while frame := journal.read(_FRAME_HEAD + _PAGE):
            yield _plain(frame[_FRAME_HEAD:], key)


def _plain(page: bytes, key: bytes | None) -> bytes:
    """Decrypt a page; its check value is left alone, since every row is proved by its hash."""
    if key is None or not page:
        return page
    page = page.ljust(_PAGE, b"\0")
    end = _PAGE - _RESERVED
    vector = page[end : end + _VECTOR]
    engine = Cipher(algorithms.AES(key[:KEY_BYTES]), modes.CBC(vector)).decryptor()
    return engine.update(page[:end]) + engine.finalize()
