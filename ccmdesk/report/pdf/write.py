"""Writes a document as tagged PDF: blocks to slabs, slabs to pages, pages to the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, assert_never

from ccmdesk.report.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    KeyFigures,
    ListItems,
    Masthead,
    PageBreak,
    Paragraph,
    Table,
)
from ccmdesk.report.cancel import Progress, ignore_progress
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.pdf.catalog import write_catalog, write_info, write_outline
from ccmdesk.report.pdf.charts import chart_slabs
from ccmdesk.report.pdf.contents import contents_slabs, fill_in
from ccmdesk.report.pdf.file import PdfFile
from ccmdesk.report.pdf.fonts import write_face
from ccmdesk.report.pdf.inks import write_patterns
from ccmdesk.report.pdf.key_figures import key_figure_slabs
from ccmdesk.report.pdf.masthead import masthead_slabs
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.prose import HeadingSlab, heading_slabs, list_slabs, paragraph_slabs
from ccmdesk.report.pdf.running import draw_running
from ccmdesk.report.pdf.sheet import HEIGHT, WIDTH, Sheet
from ccmdesk.report.pdf.slab import Page, PageEnd, Slab, paginated
from ccmdesk.report.pdf.structure import Element, write_structure
from ccmdesk.report.pdf.styles import Styles
from ccmdesk.report.pdf.tables import table_slabs
from ccmdesk.report.pdf.time_line import time_line_slabs


def write(document: Document, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Write *document* to *out*, in one call to its write method once all is known.

    *progress* is called with steps done and steps in all, and often enough with the same step that
    work can be stopped: what it raises leaves *out* untouched. The same document gives the same
    bytes.
    """
    steps = _Steps(progress, len(document.blocks))
    sheet = Sheet(document, Styles(document.language), steps.again)
    root = Element("Document")
    slabs = list(_slabs(sheet, root, steps))
    pages = paginated(slabs, sheet.capacity)
    fill_in(pages)
    pens = [_drawn(sheet, pages, index, steps) for index in range(len(pages))]
    headings = [slab for slab in slabs if isinstance(slab, HeadingSlab)]
    assembled(sheet, root, pens, headings).save(out)


@dataclass(slots=True)
class _Steps:
    """Counts blocks laid out, then pages drawn, which take as many steps again."""

    progress: Progress
    blocks: int
    done: int = 0

    def again(self) -> None:
        """Tell that work goes on."""
        self.progress(self.done, 2 * self.blocks)

    def next(self) -> None:
        """Tell that a block is laid out."""
        self.done += 1
        self.again()

    def drawn(self, page: int, pages: int) -> None:
        """Tell that *page* of *pages* is drawn."""
        self.done = self.blocks + self.blocks * page // pages
        self.again()


def heading_pages(sheet: Sheet, tick: Callable[[], None]) -> dict[int, int]:
    """Return the page of every heading by its identity; *tick* is called after each block."""
    slabs: list[Slab] = []
    for block in sheet.document.blocks:
        slabs += block_slabs(sheet, block, Element("Document"))
        tick()
    return {
        id(placed.slab.heading): number
        for number, page in enumerate(paginated(slabs, sheet.capacity), 1)
        for placed in page
        if isinstance(placed.slab, HeadingSlab)
    }


def _slabs(sheet: Sheet, root: Element, steps: _Steps) -> Iterator[Slab]:
    """Yield the slabs of all blocks; numbered paragraphs in a row are one list."""
    numbered: Element | None = None
    for block in sheet.document.blocks:
        if isinstance(block, Paragraph) and block.number is not None:
            numbered = numbered or root.add("L")
            yield from paragraph_slabs(sheet, block, numbered)
        else:
            numbered = None
            yield from block_slabs(sheet, block, root)
        steps.next()


def block_slabs(sheet: Sheet, block: Block, root: Element) -> Iterator[Slab]:  # noqa: C901
    """Return the slabs of one block; *root* is the element it belongs to."""
    match block:
        case Heading():
            return heading_slabs(sheet, block, root)
        case Paragraph():
            return paragraph_slabs(sheet, block, root)
        case ListItems():
            return list_slabs(sheet, block, root)
        case Table():
            return table_slabs(sheet, block, root)
        case KeyFigures():
            return key_figure_slabs(sheet, block, root)
        case Masthead():
            return masthead_slabs(sheet, block, root)
        case Contents():
            return contents_slabs(sheet, block, root)
        case Chart():
            return chart_slabs(sheet, block, root)
        case TimeLine():
            return time_line_slabs(sheet, block, root)
        case PageBreak():
            return iter([PageEnd()])
        case _:
            assert_never(block)


def _drawn(sheet: Sheet, pages: list[Page], index: int, steps: _Steps) -> Pen:
    pen = Pen(index)
    draw_running(pen, sheet, len(pages))
    for slab, offset in pages[index]:
        slab.draw(pen, sheet.top - offset)
    steps.drawn(index + 1, len(pages))
    return pen


@dataclass(frozen=True, slots=True)
class _File:
    """A finished file and what its trailer names."""

    file: PdfFile
    root: int
    info: int

    def save(self, out: BinaryIO) -> None:
        self.file.save(out, root=self.root, info=self.info)


def assembled(sheet: Sheet, root: Element, pens: list[Pen], headings: list[HeadingSlab]) -> _File:
    """Return the file of drawn pages; *headings* are those of its outline."""
    file, document = PdfFile(), sheet.document
    tree, pages = _write_pages(file, sheet, pens)
    structure = write_structure(file, root, pages=pages, marks=[pen.marks for pen in pens])
    outline = write_outline(file, headings, pages=pages)
    catalog = write_catalog(file, document, page_tree=tree, structure=structure, outline=outline)
    return _File(file, catalog, write_info(file, document))


def _write_pages(file: PdfFile, sheet: Sheet, pens: list[Pen]) -> tuple[int, list[int]]:
    """Add the pages and what they draw with; return the numbers of their tree and of each."""
    tree, resources = file.reserve(), file.reserve()
    pages = [
        file.add(
            f"<</Type/Page/Parent {tree} 0 R/Resources {resources} 0 R"
            f"/MediaBox[0 0 {WIDTH} {HEIGHT}]/StructParents {pen.page}/Tabs/S"
            f"/Contents {file.add_stream('', pen.content_stream())} 0 R>>"
        )
        for pen in pens
    ]
    fonts = " ".join(f"/{face.name} {write_face(file, face)} 0 R" for face in sheet.styles.faces)
    patterns = write_patterns(file)
    file.put(resources, f"<</Font<<{fonts}>>/Pattern<<{patterns}>>>>")
    kids = " ".join(f"{page} 0 R" for page in pages)
    file.put(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    return tree, pages
