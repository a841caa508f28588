"""Reads what a translator sends back, whatever kind of file it is."""

from __future__ import annotations

from typing import BinaryIO

from ccmdesk.exchange.translation_file import ReturnedFile
from ccmdesk.exchange.word_reading import read_word_table
from ccmdesk.exchange.xliff import read_xliff
from ccmdesk.exchange.xml_pieces import MOST_BYTES, too_large

_ARCHIVE = b"PK\x03\x04"
_LOCKED = b"\xd0\xcf\x11\xe0"
"""How an older Word file begins, and one with a password."""


def read_returned(name: str, file: BinaryIO) -> ReturnedFile:
    """Return the texts of a file; raises Problem when it is neither XLIFF nor a table in Word."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise too_large(name)
    if data.startswith((_ARCHIVE, _LOCKED)):
        return read_word_table(name, data)
    return read_xliff(name, data)
