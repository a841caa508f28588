"""What a reader of the structure tree must be told of a document, in its order, from the blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ccmdesk.report.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    InSecond,
    KeyFigures,
    ListItem,
    ListItems,
    Masthead,
    Paragraph,
    Runs,
    SideBySide,
    Table,
)
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.qr import QrCode


class Spoken:
    """Counts the footnotes of one document while it tells its texts.

    *pages* are those that its contents name.
    """

    def __init__(self, document: Document, pages: Iterable[int] = ()) -> None:
        self._document = document
        self._pages = iter(pages)
        self._notes = 0

    def texts(self) -> list[str]:
        """Return every text, where the owner in the tree changes another; words in figures not."""
        return [text for block in self._document.blocks for text in self._block(block) if text]

    def _block(self, block: Block) -> Iterator[str]:  # noqa: C901, PLR0912
        match block:
            case Heading():
                yield (block.number or "") + block.text
            case Paragraph():
                yield block.number or ""
                yield from self._running(block.text, block.runs)
            case ListItems():
                yield from chain.from_iterable(map(self._item, block.items))
            case SideBySide():
                yield from self._block(block.first)
                yield from self._block(block.second)
            case Masthead():
                yield from (block.organisation, block.symbol, *block.left, *block.right)
                yield from (block.title, block.subtitle, block.approval, *block.second)
            case KeyFigures():
                yield from (f"{each.label}{each.value}{each.note}" for each in block.figures)
            case InSecond():
                yield from self._block(block.figure)
            case Table():
                yield from (block.caption, block.second_caption)
                for row in (*block.head, *block.rows, *block.totals):
                    yield from chain.from_iterable(map(self._cell, row))
            case Contents():
                yield block.title
                yield from self._entries(block.depth)
            case Chart() | TimeLine() | QrCode():
                yield block.caption
            case AreaMap():
                yield from (block.caption, block.note)
            case _:
                return

    def _item(self, item: ListItem) -> Iterator[str]:
        yield item.label
        yield from self._running(item.text, item.runs)

    def _cell(self, cell: Cell) -> Iterator[str]:
        yield from self._running(cell.text, cell.runs)
        yield cell.second

    def _running(self, text: str, runs: Runs) -> Iterator[str]:
        """Yield even stretches, links and foreign runs each on their own, then the footnotes."""
        even, notes = ("", []) if runs else (text, [])
        for run in runs:
            if run.target or run.language:
                yield even
                yield run.text
                even = ""
            else:
                even += run.text
            if run.footnote:
                self._notes += 1
                yield even
                yield str(self._notes)
                even = ""
                notes += [str(self._notes), run.footnote]
        yield even
        yield from notes

    def _entries(self, depth: int) -> Iterator[str]:
        for block in self._document.blocks:
            prose = block.first if isinstance(block, SideBySide) else block
            if isinstance(prose, Heading) and prose.level <= depth:
                yield f"{prose.number or ''}{prose.text}{next(self._pages)}"
