"""A QR code on the sheet: squares as shapes, in the middle, on white."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ccmdesk.report.pdf.lanes import Figure, figure_in
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Sheet
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.tables import caption_slab
from ccmdesk.report.qr import QrCode

SQUARE = 3.0
"""Points: a phone reads squares of one millimetre at arm's length, also from a photocopy."""

MARGIN = 4
"""Squares left white around it (ISO/IEC 18004, 5.3.8)."""


@dataclass(slots=True, kw_only=True, eq=False)
class QrSlab(Slab):
    """The squares and the white around them."""

    figure: Figure
    code: QrCode

    def draw(self, pen: Pen, top: float) -> None:
        """Draw all dark squares as one shape, so that no line shows between them."""
        left = LEFT + (TEXT_WIDTH - len(self.code.rows) * SQUARE) / 2
        with self.figure.drawn(pen, top, self.height):
            pen.shape(f"0 g {' '.join(_boxes(self.code, left, top - MARGIN * SQUARE))} f")


def qr_slabs(sheet: Sheet, code: QrCode, parent: Element) -> Iterator[Slab]:
    """Yield the caption and the squares."""
    yield caption_slab(sheet, code.caption, parent.add("P"))
    height = (len(code.rows) + 2 * MARGIN) * SQUARE
    figure = figure_in(sheet, parent, code.alternative)
    yield QrSlab(height=height, figure=figure, code=code)


def _boxes(code: QrCode, left: float, top: float) -> Iterator[str]:
    """Yield a box for each run of dark squares, row by row."""
    for down, row in enumerate(code.rows, 1):
        start = 0
        for dark, run in groupby(row):
            count = len(list(run))
            if dark:
                x, y = left + start * SQUARE, top - down * SQUARE
                yield f"{x:.2f} {y:.2f} {count * SQUARE:.2f} {SQUARE:.2f} re"
            start += count
