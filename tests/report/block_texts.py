"""What a reader of a Word file must find of a document, from its blocks: texts, cells, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ccmdesk.report.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    InSecond,
    KeyFigures,
    ListItems,
    Masthead,
    Paragraph,
    Row,
    Runs,
    SideBySide,
    Table,
)
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.docx.element import readable
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.qr import QrCode

Figure = Chart | TimeLine | AreaMap | QrCode


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the file: its text, its language, its stretches, and where it comes from.

    *beside* is true of what stands in the second of two columns.
    """

    text: str
    language: str
    source: Block
    runs: Runs = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the file; *merge* says whether it begins or continues one of several rows."""

    text: str
    span: int = 1
    merge: str | None = None


def passages(document: Document) -> list[Passage]:
    """Return every paragraph that has text, in order, but for the list of contents."""
    own = document.language
    second = document.second_language or own
    found: list[Passage] = []
    for block in document.blocks:
        if isinstance(block, SideBySide):
            found += _passages(block.first, own, second)
            beside = _passages(block.second, second, second)
            found += [replace(one, beside=True) for one in beside]
        else:
            found += _passages(block, own, second)
    return [one for one in found if one.text]


def passages_of(document: Document, kind: type[Block]) -> list[Passage]:
    """Return those that come from one kind of block."""
    return [one for one in passages(document) if isinstance(one.source, kind)]


def footnotes_of(document: Document) -> list[tuple[str, str]]:
    """Return the footnotes in the order of their marks, each with its language."""
    return [
        (run.footnote, one.language)
        for one in passages(document)
        for run in one.runs
        if run.footnote
    ]


def tables_of(document: Document) -> list[Table]:
    """Return the tables."""
    return [block for block in document.blocks if isinstance(block, Table)]


def figures_of(document: Document) -> list[Figure]:
    """Return what is drawn."""
    shown = (b.figure if isinstance(b, InSecond) else b for b in document.blocks)
    return [block for block in shown if isinstance(block, Figure)]


def pictures_said(document: Document, found: Sequence[str]) -> list[str]:
    """Return what must be said instead of each picture.

    A time line alone may go on in more pictures, as many as are *found*: they say which they are.
    """
    wanted: list[str] = []
    for figure in figures_of(document):
        wanted.append(readable(figure.alternative))
        if isinstance(figure, TimeLine):
            caption = readable(figure.caption)
            count = 1 + sum(said.startswith(f"{caption} (") for said in found)
            wanted += [f"{caption} ({part}/{count})" for part in range(2, count + 1)]
    return wanted


def grid_of(table: Table) -> list[list[Place]]:
    """Return the cells row by row; those that go on from the row above hold no text."""
    columns = len(table.columns)
    above = [_Open() for _ in range(columns)]
    return [_row(cells, above) for cells in (*table.head, *table.rows, *table.totals)]


def worded(text: str, runs: Runs) -> str:
    """Return the text of stretches, or *text* where there are none."""
    return "".join(run.text for run in runs) or text


@dataclass(slots=True)
class _Open:
    """How many rows below a cell still covers in a column, and over how many columns."""

    rows: int = 0
    span: int = 1


def _row(cells: Row, above: list[_Open]) -> list[Place]:
    waiting = iter(cells)
    places: list[Place] = []
    column = 0
    while column < len(above):
        if above[column].rows:
            above[column].rows -= 1
            places.append(Place("", above[column].span, ""))
            column += above[column].span
            continue
        cell = next(waiting)
        above[column] = _Open(cell.rows - 1, cell.span)
        merge = "restart" if cell.rows > 1 else None
        places.append(Place("\n".join(filter(None, _said(cell))), cell.span, merge))
        column += cell.span
    return places


def _said(cell: Cell) -> tuple[str, str]:
    return worded(cell.text, cell.runs), cell.second


def _passages(block: Block, own: str, second: str) -> Iterator[Passage]:
    match block:
        case Heading() | Paragraph():
            runs = block.runs if isinstance(block, Paragraph) else ()
            text = _labelled(block.number, worded(block.text, runs))
            yield Passage(text, block.language or own, block, runs)
        case ListItems():
            for item in block.items:
                text = _labelled(item.label, worded(item.text, item.runs))
                yield Passage(text, item.language or own, block, item.runs)
        case Table():
            yield Passage(block.caption, own, block)
            yield Passage(block.second_caption, second, block)
            for cell in (cell for row in (*block.head, *block.rows, *block.totals) for cell in row):
                text, below = _said(cell)
                yield Passage(text, cell.language or own, block, cell.runs)
                yield Passage(below, second, block)
        case InSecond():
            yield from _passages(block.figure, second, second)
        case _:
            yield from (Passage(text, own, block) for text in _plain_texts(block))
            if isinstance(block, Masthead):
                yield from (Passage(text, second, block) for text in block.second)


def _labelled(label: str | None, text: str) -> str:
    return text if label is None else f"{label}\t{text}"


def _plain_texts(block: Block) -> Iterator[str]:
    """Yield the texts of a block that has all of them in the language of the paper."""
    match block:
        case Masthead():
            yield from (block.organisation, block.symbol, *block.left, *block.right)
            yield from (block.title, block.subtitle, block.approval)
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.label, figure.value, figure.note)
        case Chart() | TimeLine() | QrCode():
            yield block.caption
        case AreaMap():
            yield from (block.caption, block.note)
        case _:
            return
