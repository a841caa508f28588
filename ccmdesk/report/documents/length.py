"""How long a paper is, for the word limit of a meeting; it warns and never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ccmdesk.lang.scripts import script_of
from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.report.blocks import (
    Block,
    Cell,
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
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.qr import QrCode

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


def length_messages(length: Length) -> tuple[Message, ...]:
    """Return how long a paper is and, when it is over the usual limit, what to do about it.

    Limits of meetings are in words, so that a count of characters is not set against one.
    """
    values = {"whole": length.whole, "running": length.running}
    if length.counted is Counted.CHARACTERS:
        says = N_("The paper has {whole} characters, {running} of them in running text.")
        return (_message(says, values),)
    says = N_("The paper has {whole} words, {running} of them in running text.")
    if not length.is_over(USUAL_LIMIT):
        return (_message(says, values),)
    over = N_(
        "Papers of a meeting usually hold {limit} words: ask its secretariat whether tables and"
        " annexes count, or send them apart."
    )
    return _message(says, values), _message(over, {"limit": USUAL_LIMIT})


def _message(says: str, values: Mapping[str, int]) -> Message:
    return Message(says, MappingProxyType({**values}))


def length_of(document: Document) -> Length:
    """Count the words of *document*, or its Chinese characters."""
    counted = counted_in(document.language)
    han = counted is Counted.CHARACTERS
    running = (text for block in document.blocks for text in running_texts(block))
    whole = (text for block in document.blocks for text in texts_of(block))
    return Length(_count(running, han=han), _count(whole, han=han), counted)


def counted_in(language: str) -> Counted:
    """Return what the length of a paper in *language* is counted in."""
    return Counted.CHARACTERS if script_of(language) == "Hans" else Counted.WORDS


def count_of(texts: Iterable[str], *, language: str) -> int:
    """Return the words of *texts*, or the Chinese characters of a Chinese paper."""
    return _count(texts, han=counted_in(language) is Counted.CHARACTERS)


def running_texts(block: Block) -> Iterator[str]:
    """Yield the texts of a block that is read from beginning to end."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case ListItems():
            yield from (item.text for item in block.items)
        case SideBySide():
            yield from running_texts(block.first)
        case (
            Masthead()
            | KeyFigures()
            | Table()
            | Chart()
            | TimeLine()
            | AreaMap()
            | QrCode()
            | InSecond()
            | Contents()
            | PageBreak()
        ):
            return


def texts_of(block: Block) -> Iterator[str]:  # noqa: C901 - one case for each block
    """Yield every text of a block that stands on the page."""
    match block:
        case Heading() | Paragraph() | ListItems():
            yield from running_texts(block)
        case SideBySide():
            yield from running_texts(block.first)
            yield from running_texts(block.second)
        case Masthead():
            yield from (block.organisation, block.symbol, block.title, block.subtitle)
            yield block.approval
            yield from (*block.left, *block.right, *block.second)
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.label, figure.value, figure.note)
        case Table():
            yield from (block.caption, block.second_caption)
            for cell in cells_of(block):
                yield from (cell.text, cell.second)
        case Chart() | TimeLine() | AreaMap():
            yield from _of_figure(block)
        case QrCode():
            yield block.caption
        case InSecond():
            yield from texts_of(block.figure)
        case Contents():
            yield block.title
        case PageBreak():
            return


def cells_of(table: Table) -> Iterator[Cell]:
    """Yield every cell of a table, its head and its totals included."""
    for row in (*table.head, *table.rows, *table.totals):
        yield from row


def _of_figure(block: Chart | TimeLine | AreaMap) -> Iterator[str]:
    yield block.caption
    match block:
        case Chart():
            yield from (block.axis.label, *block.categories, *block.totals)
            yield from (series.name for series in block.series)
        case TimeLine():
            for group in block.groups:
                yield from (group.title, *(bar.label for bar in group.bars))
            yield from (mark.label for mark in block.marks)
        case AreaMap():
            yield from (block.note, block.scale[1])
            yield from (name.text for name in block.names)
            yield from (text for text, _ink in block.legend)


def _count(texts: Iterable[str], *, han: bool) -> int:
    if not han:
        return sum(len(_WORD.findall(text)) for text in texts)
    return sum(_characters(text) for text in texts)


def _characters(text: str) -> int:
    """Chinese characters, and each word or figure between them as one."""
    return len(_HAN.findall(text)) + len(_WORD.findall(_HAN.sub(" ", text)))
