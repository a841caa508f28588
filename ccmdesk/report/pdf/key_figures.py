"""Key figures: boxes with a large value and what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.report.blocks import KeyFigure, KeyFigures
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.sheet import TEXT_WIDTH, Box, SetText, Sheet
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.styles import Role

_IN_A_ROW = 4
_GAP = 8.0
_PAD = 7.0
FIGURE_GROUND = "0.945 0.955 0.97 rg"
_ACCENT = "0.07 0.22 0.38 rg"
_ACCENT_HEIGHT = 1.6


@dataclass(slots=True, kw_only=True, eq=False)
class BoxesSlab(Slab):
    """A row of boxes of equal height."""

    boxes: Sequence[tuple[Box, Sequence[SetText]]]

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the grounds behind, and the texts."""
        for box, texts in self.boxes:
            pen.ground((box.left, top - self.height, box.width, self.height), FIGURE_GROUND)
            pen.ground((box.left, top - _ACCENT_HEIGHT, box.width, _ACCENT_HEIGHT), _ACCENT)
            for text in texts:
                text.draw(pen, top)


def key_figure_slabs(sheet: Sheet, block: KeyFigures, parent: Element) -> Iterator[Slab]:
    """Yield rows of up to four boxes, as even as they can be."""
    rows = -(-len(block.figures) // _IN_A_ROW)
    in_a_row = -(-len(block.figures) // max(rows, 1)) or 1
    width = (TEXT_WIDTH - (in_a_row - 1) * _GAP) / in_a_row
    role = _role(sheet, block.figures, width)
    for row in range(rows):
        boxes = [
            _box(sheet, figure, (role, sheet.box(index * (width + _GAP), width)), parent)
            for index, figure in enumerate(block.figures[row * in_a_row :][:in_a_row])
        ]
        height = max(texts[-1].height for _, texts in boxes) + _PAD
        yield BoxesSlab(height=height, space=_GAP if row else 12.0, boxes=boxes)


def _role(sheet: Sheet, figures: Sequence[KeyFigure], width: float) -> Role:
    """Return the size in which every value stands on one line, so that no date is torn."""
    style = sheet.styles.of(Role.FIGURE)
    widest = max((style.widths(figure.value)[1] for figure in figures), default=0.0)
    return Role.FIGURE if widest <= width - 2 * _PAD else Role.FIGURE_LONG


def _box(
    sheet: Sheet, figure: KeyFigure, place: tuple[Role, Box], parent: Element
) -> tuple[Box, Sequence[SetText]]:
    """Set what it counts, the value and the note under one another; they are one paragraph."""
    element = parent.add("P")
    role, box = place
    parts = (Role.FIGURE_LABEL, role, Role.FIGURE_NOTE)
    inner = box.within(_PAD)
    texts: list[SetText] = []
    below = _PAD
    for part, text in zip(parts, (figure.label, figure.value, figure.note), strict=True):
        if text:
            style = sheet.styles.of(part)
            lines, edge = style.lines(text, inner.width), inner.start(rtl=style.rtl)
            texts.append(SetText(lines, style, edge, element, below))
            below = texts[-1].height
    return box, texts
