"""Writes a document as tagged PDF: blocks to slabs, slabs to pages, pages to the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, assert_never

from ccmdesk.report.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    InSecond,
    KeyFigures,
    ListItems,
    Masthead,
    PageBreak,
    Paragraph,
    SideBySide,
    Table,
)
from ccmdesk.report.cancel import Progress, ignore_progress
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.pdf.catalog import write_catalog, write_info, write_outline
from ccmdesk.report.pdf.charts import chart_slabs
from ccmdesk.report.pdf.contents import contents_slabs
from ccmdesk.report.pdf.file import PdfFile
from ccmdesk.report.pdf.fonts import write_face
from ccmdesk.report.pdf.inks import write_patterns
from ccmdesk.report.pdf.key_figures import key_figure_slabs
from ccmdesk.report.pdf.links import annotations_entry, number_links, write_links
from ccmdesk.report.pdf.maps import map_slabs
from ccmdesk.report.pdf.masthead import masthead_slabs
from ccmdesk.report.pdf.notes import foot_rule
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.prose import heading_slabs, list_slabs, paragraph_slabs
from ccmdesk.report.pdf.qr import qr_slabs
from ccmdesk.report.pdf.references import Listed
from ccmdesk.report.pdf.running import draw_running
from ccmdesk.report.pdf.sheet import HEIGHT, WIDTH, Sheet
from ccmdesk.report.pdf.side_by_side import pair_slabs
from ccmdesk.report.pdf.slab import Page, PageEnd, Slab, paginated
from ccmdesk.report.pdf.structure import (
    Element,
    Tagged,
    language_entry,
    list_entry,
    write_structure,
)
from ccmdesk.report.pdf.styles import Styles
from ccmdesk.report.pdf.tables import table_slabs
from ccmdesk.report.pdf.time_line import time_line_slabs
from ccmdesk.report.qr import QrCode
from ccmdesk.report.steps import Steps


def write(
    document: Document,
    out: BinaryIO,
    *,
    progress: Progress = ignore_progress,
    is_tagged: bool = True,
) -> None:
    """Write *document* to *out*, in one call to its write method once all is known.

    *progress* is called with steps done and steps in all, and often enough with the same step that
    work can be stopped: what it raises leaves *out* untouched. The same document gives the same
    bytes. Without tags the cost of tagging is measured; no paper goes out like that.
    """
    steps = Steps(progress, len(document.blocks))
    sheet = Sheet(document, Styles(document.language, document.second_language), steps.again)
    root = Element("Document")
    pages = paginated(list(_slabs(sheet, root, steps)), sheet.capacity, rule=foot_rule(sheet))
    _settle(sheet, pages)
    pens = [Pen(index, is_tagged) for index in range(len(pages))]
    for pen, page in zip(pens, pages, strict=True):
        _draw(sheet, page, pen, of=len(pages))
        steps.drawn(pen.page + 1, len(pages))
    assembled(sheet, root, pens, sheet.references.headings).save(out)


def heading_pages(sheet: Sheet, tick: Callable[[], None]) -> dict[int, int]:
    """Return the page of every heading by its identity; *tick* is called after each block."""
    slabs: list[Slab] = []
    for block in sheet.document.blocks:
        slabs += block_slabs(sheet, block, Element("Document"))
        tick()
    _settle(sheet, paginated(slabs, sheet.capacity, rule=foot_rule(sheet)))
    return {id(listed.heading): listed.place.page + 1 for listed in sheet.references.headings}


def _slabs(sheet: Sheet, root: Element, steps: Steps) -> Iterator[Slab]:
    """Yield the slabs of all blocks; numbered paragraphs in a row are one list."""
    numbered: Element | None = None
    for block in sheet.document.blocks:
        number = _number(block)
        numbered = None if number is None else numbered or root.add("L", list_entry(number))
        yield from block_slabs(sheet, block, numbered or root)
        steps.next()


def _number(block: Block) -> str | None:
    """Return the number that makes *block* an item of a list."""
    prose = block.first if isinstance(block, SideBySide) else block
    return prose.number if isinstance(prose, Paragraph) else None


def block_slabs(sheet: Sheet, block: Block, parent: Element) -> Iterator[Slab]:  # noqa: C901, PLR0911, PLR0912
    """Yield the slabs of one block; *parent* is the list a numbered paragraph is in."""
    match block:
        case Heading():
            return heading_slabs(sheet.measure, block, parent)
        case Paragraph():
            return paragraph_slabs(sheet.measure, block, parent)
        case ListItems():
            return list_slabs(sheet.measure, block, parent)
        case SideBySide():
            return pair_slabs(sheet, block, parent)
        case Table():
            return table_slabs(sheet, block, parent)
        case KeyFigures():
            return key_figure_slabs(sheet, block, parent)
        case Masthead():
            return masthead_slabs(sheet, block, parent)
        case Contents():
            return contents_slabs(sheet, block, parent)
        case Chart():
            return chart_slabs(sheet, block, parent)
        case TimeLine():
            return time_line_slabs(sheet, block, parent)
        case AreaMap():
            return map_slabs(sheet, block, parent)
        case QrCode():
            return qr_slabs(sheet, block, parent)
        case InSecond():
            second = sheet.turned
            own = parent.add("Div", language_entry(second.styles.language))
            return block_slabs(second, block.figure, own)
        case PageBreak():
            return iter([PageEnd(lenient=block.lenient)])
        case _:
            assert_never(block)


def _settle(sheet: Sheet, pages: list[Page]) -> None:
    """Note where everything stands, before the first page that refers to it is drawn."""
    for index, page in enumerate(pages):
        for slab, offset in page:
            for place in slab.places:
                place.stands(index, sheet.top - offset)


def _draw(sheet: Sheet, page: Page, pen: Pen, *, of: int) -> None:
    draw_running(pen, sheet, of)
    for slab, offset in page:
        slab.draw(pen, sheet.top - offset)


@dataclass(frozen=True, slots=True)
class _File:
    """A finished file and what its trailer names."""

    file: PdfFile
    root: int
    info: int

    def save(self, out: BinaryIO) -> None:
        self.file.save(out, root=self.root, info=self.info)


def assembled(
    sheet: Sheet, root: Element, pens: Sequence[Pen], headings: Sequence[Listed]
) -> _File:
    """Return a file of drawn pages with the outline of *headings*."""
    file, document = PdfFile(), sheet.document
    links = [link for pen in pens for link in pen.links]
    number_links(file, links, first_key=len(pens))
    tree, pages = _write_pages(file, sheet, pens)
    is_tagged = all(pen.is_tagged for pen in pens)
    write_links(file, links, pages=pages, is_tagged=is_tagged)
    content = Tagged(pages, [pen.marks for pen in pens], links)
    structure = write_structure(file, root, content) if is_tagged else None
    outline = write_outline(file, headings, pages=pages)
    catalog = write_catalog(file, document, page_tree=tree, structure=structure, outline=outline)
    return _File(file, catalog, write_info(file, document))


def _write_pages(file: PdfFile, sheet: Sheet, pens: Sequence[Pen]) -> tuple[int, list[int]]:
    """Add the pages and what they draw with; return the numbers of their tree and of each."""
    tree, resources = file.reserve(), file.reserve()
    pages = [
        file.add(
            f"<</Type/Page/Parent {tree} 0 R/Resources {resources} 0 R"
            f"/MediaBox[0 0 {WIDTH} {HEIGHT}]{_tags(pen)}{annotations_entry(pen.links)}"
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


def _tags(pen: Pen) -> str:
    """Return what leads from a page to its elements, and from link to link in their order."""
    return f"/StructParents {pen.page}/Tabs/S" if pen.is_tagged else ""
