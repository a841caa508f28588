"""A paper as pictures of its pages: opened and drawn by the worker thread only."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from ccmdesk.model.words import Message
from ccmdesk.ui.jobs import Running

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Paper:
    """The bytes that Save writes, the size of each page in points, and words on its length."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    length: tuple[Message, ...] = ()


def open_paper(data: bytes, *, length: tuple[Message, ...] = ()) -> Paper:
    """Measure the pages of a paper."""
    with _opened(data) as pdf:
        sizes = tuple(_size(pdf, page) for page in range(len(pdf)))
    return Paper(data, sizes, length)


def draw_page(paper: Paper, page: int, *, scale: float) -> QImage:
    """Return the picture of one page (from 0) at *scale* pixels per point."""
    with _opened(paper.data) as pdf:
        return _drawn(pdf[page], scale)


def drawing(paper: Paper, page: int, *, scale: float) -> Any:
    """Return the work of drawing one page, for the worker."""

    def work(_running: Running) -> QImage:
        return draw_page(paper, page, scale=scale)

    return work


def _opened(data: bytes) -> AbstractContextManager[Any]:
    from ccmdesk.report.pdfium import opened

    return opened(data)


def _size(pdf: Any, page: int) -> tuple[float, float]:
    width, height = pdf.get_page_size(page)
    return float(width), float(height)


def _drawn(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale)
    seen = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
    )
    return seen.copy()
