"""PDFium, the library that draws the pages of a PDF: only one thread at a time is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import pypdfium2

_DOOR = RLock()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Give the pypdfium2 document of *data* until the end of the block, then close it.

    PDFium keeps state that all documents share: two threads in it at once end the program without
    a word, even with a document each. What comes from the document must not outlive the block.
    """
    with _DOOR, pypdfium2.PdfDocument(data) as pdf:
        yield pdf
