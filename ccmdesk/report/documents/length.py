"""How long a paper is, for the word limit of a meeting; it warns and never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ccmdesk.lang.scripts import script_of
from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_
from ccmdesk.report.blocks import (
    Block,
    Cell,
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
from ccmdesk.report.charts import Chart, TimeLine

USUAL_LIMIT = 3300
"""Words of an in-session paper at Geneva; a limit for papers of States is not published."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+(?:[-'’.,/]\w+)*")


class Counted(Coded):
    """What the length was counted in; Chinese has no spaces, so its characters count."""

    WORDS = "words", C_("length of a paper", "Words")
    CHARACTERS = "characters", C_("length of a paper", "Characters")


@dataclass(frozen=True, slots=True)
class Length:
    """The length of the running text and of everything, tables and annexes included."""

    running: int
    whole: int
    counted: Counted

    def is_over(self, limit: int) -> bool:
        """Whether everything together is longer than *limit*."""
        return self.whole > limit


def length_of(document: Document) -> Length:
    """Count the words of *document*, or its Chinese characters."""
    han = script_of(document.language) == "Hans"
    counted = Counted.CHARACTERS if han else Counted.WORDS
    running = (text for block in document.blocks for text in running_texts(block))
    whole = (text for block in document.blocks for text in texts_of(block))
    return Length(_count(running, han=han), _count(whole, han=han), counted)


def running_texts(block: Block) -> Iterator[str]:
    """Yield the texts of a block that is read from beginning to end."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case ListItems():
            yield from (item.text for item in block.items)
        case Masthead() | KeyFigures() | Table() | Chart() | TimeLine() | Contents() | PageBreak():
            return


def texts_of(block: Block) -> Iterator[str]:
    """Yield every text of a block that stands on the page."""
    match block:
        case Heading() | Paragraph() | ListItems():
            yield from running_texts(block)
        case Masthead():
            yield from (block.organisation, block.symbol, block.title, block.subtitle)
            yield from (*block.left, *block.right)
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.label, figure.value, figure.note)
        case Table():
            yield block.caption
            yield from (cell.text for cell in cells_of(block))
        case Chart():
            yield from (block.caption, block.axis.label, *block.categories, *block.totals)
            yield from (series.name for series in block.series)
        case TimeLine():
            yield from _time_line(block)
        case Contents():
            yield block.title
        case PageBreak():
            return


def cells_of(table: Table) -> Iterator[Cell]:
    """Yield every cell of a table, its head and its totals included."""
    for row in (*table.head, *table.rows, *table.totals):
        yield from row


def _time_line(block: TimeLine) -> Iterator[str]:
    yield block.caption
    for group in block.groups:
        yield group.title
        yield from (bar.label for bar in group.bars)
    yield from (mark.label for mark in block.marks)


def _count(texts: Iterable[str], *, han: bool) -> int:
    if not han:
        return sum(len(_WORD.findall(text)) for text in texts)
    return sum(_characters(text) for text in texts)


def _characters(text: str) -> int:
    """Chinese characters, and each word or figure between them as one."""
    return len(_HAN.findall(text)) + len(_WORD.findall(_HAN.sub(" ", text)))
