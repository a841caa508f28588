"""What is drawn, as pictures: by the PDF's own code on sheets of their own."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from ccmdesk.report.blocks import Block, Document, InSecond
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.docx.png import png_of
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.sheet import HEIGHT, LEFT, TEXT_WIDTH, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Page, paginated
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.styles import Styles
from ccmdesk.report.pdf.write import assembled, block_slabs
from ccmdesk.report.pdfium import opened
from ccmdesk.report.qr import QrCode

Figure = Chart | TimeLine | AreaMap | QrCode

_PER_INCH = 200
_SCALE = _PER_INCH / 72
_EDGE = 1.5  # points around a figure for what stands over, such as half a line
_HIGHEST = 0.9  # share of a page that a picture takes at most; its caption stands above it


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its size on paper in points."""

    png: bytes
    width: float
    height: float


def _figure(block: Block) -> Figure | None:
    """Return what of a block is drawn."""
    shown = block.figure if isinstance(block, InSecond) else block
    return shown if isinstance(shown, Figure) else None


def drawn(document: Document, tick: Callable[[], None]) -> Mapping[int, Sequence[Picture]]:
    """Return the pictures of each figure by its identity; a high time line gives several.

    Captions and notes are left out, since they are text.
    """
    figures = [(block, found) for block in document.blocks if (found := _figure(block))]
    if not figures:
        return {}
    styles = Styles(document.language, document.second_language)
    sheet = Sheet(replace(document, banner=None), styles, tick)
    root = Element("Document")
    sheets = [_sheets(sheet, block, root) for block, _ in figures]
    pages = list(chain.from_iterable(sheets))
    pens = [_pen(sheet, page, index) for index, page in enumerate(pages)]
    buffer = io.BytesIO()
    assembled(sheet, root, pens, []).save(buffer)
    pictures = iter(_rendered(buffer.getvalue(), sheet, pages))
    return {
        id(figure): [next(pictures) for _ in own]
        for (_, figure), own in zip(figures, sheets, strict=True)
    }


def _sheets(sheet: Sheet, block: Block, root: Element) -> list[Page]:
    slabs = [slab for slab in block_slabs(sheet, block, root) if type(slab) is not TextSlab]
    return paginated(slabs, sheet.capacity * _HIGHEST)


def _pen(sheet: Sheet, page: Page, index: int) -> Pen:
    pen = Pen(index)
    for slab, offset in page:
        slab.draw(pen, sheet.top - offset)
    sheet.tick()
    return pen


def _rendered(data: bytes, sheet: Sheet, pages: Sequence[Page]) -> list[Picture]:
    """Return each page cut to what is drawn on it."""
    pictures: list[Picture] = []
    with opened(data) as pdf:
        for index, page in enumerate(pages):
            pictures.append(_picture(pdf[index], sheet.top, _height(page)))
            sheet.tick()
    return pictures


def _height(page: Page) -> float:
    slab, offset = page[-1]
    return offset + slab.height


def _picture(page: Any, top: float, height: float) -> Picture:
    side = LEFT - _EDGE
    crop = (side, top - height - _EDGE, side, HEIGHT - top - _EDGE)
    bitmap = page.render(scale=_SCALE, crop=crop, rev_byteorder=True)
    content, row = bytes(bitmap.buffer), 3 * bitmap.width
    rows = [content[start : start + row] for start in range(0, len(content), bitmap.stride)]
    high = TEXT_WIDTH * bitmap.height / bitmap.width
    return Picture(png_of(rows, per_inch=_PER_INCH), TEXT_WIDTH, high)
