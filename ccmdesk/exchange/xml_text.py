"""Text as XML: what must be escaped, and what XML cannot hold at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_OUTSIDE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


def escaped(text: str) -> str:
    """Return *text* as the content of an element; what XML cannot hold becomes U+FFFD."""
    return _OUTSIDE.sub("\ufffd", text).translate(_IN_TEXT)


def attributes(values: Mapping[str, object]) -> str:
    """Return ` name="value"` for each value that is not None."""
    return "".join(
        f' {name}="{_quotable(str(value))}"' for name, value in values.items() if value is not None
    )


def fits_xml(text: str) -> bool:
    """Whether XML 1.0 can hold every character of *text*."""
    return _OUTSIDE.search(text) is None


def split_outside(text: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of a text XML can hold and the character after it that it cannot, or nothing."""
    start = 0
    for found in _OUTSIDE.finditer(text):
        yield text[start : found.start()], found.group()
        start = found.end()
    yield text[start:], ""


def _quotable(text: str) -> str:
    return _OUTSIDE.sub("\ufffd", text).translate(_IN_ATTRIBUTE)
