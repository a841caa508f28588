"""A paper as pictures of its pages: opened and drawn by the worker thread only."""

from __future__ import annotations

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
    """Measure the pages of a paper; PDFium is used by one thread at a time."""
    pdf = _pdfium(data)
    try:
        sizes = tuple((float(width), float(height)) for width, height in _sizes(pdf))
    finally:
        pdf.close()
    return Paper(data, sizes, length)


def draw_page(paper: Paper, page: int, *, scale: float) -> QImage:
    """Return the picture of one page (from 0) at *scale* pixels per point."""
    pdf = _pdfium(paper.data)
    try:
        bitmap = pdf[page].render(scale=scale)
        whole = QImage(
            bitmap.buffer,
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_BGR888,
        )
        return whole.copy()
    finally:
        pdf.close()


def drawing(paper: Paper, page: int, *, scale: float) -> Any:
    """Return the work of drawing one page, for the worker."""

    def work(_running: Running) -> QImage:
        return draw_page(paper, page, scale=scale)

    return work


def _pdfium(data: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(data)


def _sizes(pdf: Any) -> list[tuple[float, float]]:
    return [pdf.get_page_size(page) for page in range(len(pdf))]
