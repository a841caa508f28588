"""A document as a tree of blocks, in the words of its language and knowing no file format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from ccmdesk.lang.scripts import Direction, direction_of
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.qr import QrCode


class ParagraphStyle(Enum):
    """How weighty a paragraph is."""

    LEAD = "lead"
    BODY = "body"
    NOTE = "note"
    SMALL = "small"


class Align(Enum):
    """Where the text of a column stands; numbers are at the right edge in both directions."""

    START = "start"
    NUMBER = "number"


class Tint(Enum):
    """A pale ground under a cell; it may stress what the words say, never say it alone."""

    QUIET = "quiet"
    DONE = "done"
    ATTENTION = "attention"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that looks or leads otherwise than what is around it.

    *target* is the anchor it leads to. *footnote* is hung on its end, in the language of the text
    around the run. *language* is given when it is not that of the text around it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    language: str | None = None
    target: str = ""
    footnote: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; *number* stands before *text* and is no part of it.

    *bookmark* names it in the outline instead of its text; an empty one leaves it out. *anchor* is
    the name under which references find it, the same in every language.
    """

    level: int
    text: str
    number: str | None = None
    bookmark: str | None = None
    anchor: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; *language* is given when an author wrote in another one than the paper's.

    *runs* say the same as *text*, in stretches that differ; without any the text is even.
    """

    text: str
    number: str | None = None
    style: ParagraphStyle = ParagraphStyle.BODY
    language: str | None = None
    runs: Runs = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item and the label before it, such as a dot or (a)."""

    text: str
    label: str = "•"
    language: str | None = None
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class ListItems:
    """A list."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one place in a table; it covers *span* columns and, in a head, *rows* rows.

    The rows below leave out the places it covers. *second* is the same in the second language of a
    paper in two, set below in its own direction.
    """

    text: str
    bold: bool = False
    language: str | None = None
    tint: Tint | None = None
    span: int = 1
    rows: int = 1
    runs: Runs = ()
    second: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; it takes the width its data needs, or a *weight* of the room that is left."""

    align: Align = Align.START
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a head that is repeated on every page; *totals* close it.

    The spans of each row add up to the number of columns. *alternative* says in words what the
    table holds, for readers who hear it. *second_caption* is the caption in the second language of
    a paper in two, set below in its own direction.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    caption: str = ""
    alternative: str = ""
    anchor: str = ""
    second_caption: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A value to be seen at once, with what it counts and, smaller, what should be known of it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of boxes."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The title block of a meeting paper: who and what at the start, symbol and date at the end.

    *organisation* and *symbol* stand above the rule; under it *left* has the meeting with place,
    dates and agenda item, *right* the date and the original language. *approval* says under the
    subtitle who stands behind the content. *second* has title, subtitle and approval in the second
    language of a paper in two. No emblem is drawn: its use is regulated.
    """

    organisation: str
    symbol: str
    title: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    subtitle: str = ""
    approval: str = ""
    second: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of the headings down to *depth* with their pages, under *title*."""

    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page; where *lenient*, not if hardly anything is on this one."""

    lenient: bool = False


Prose = Heading | Paragraph | ListItems
"""What is read from beginning to end."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The same prose in the paper's language, where lines begin, and in its second beside it."""

    first: Prose
    second: Prose


Figure = KeyFigures | Chart | TimeLine | AreaMap | QrCode
"""What is looked at as a whole."""


@dataclass(frozen=True, slots=True)
class InSecond:
    """A figure in the second language of a paper in two; it runs as in a paper in that language."""

    figure: Figure


Block = (
    Heading
    | Paragraph
    | ListItems
    | SideBySide
    | Table
    | KeyFigures
    | Masthead
    | Contents
    | Chart
    | TimeLine
    | AreaMap
    | QrCode
    | InSecond
    | PageBreak
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper in one language (BCP 47), or in two; every text in it is ready to be shown.

    *running_foot* is given a page and the number of pages. *banner*, when there is one, stands at
    the head of every page. Page labels are *label_prefix* and a number. *created* carries its zone.
    *numeral* shows what is counted when the paper is written: pages in the contents, footnotes.
    *check_code* is that of its content, kept in the file beside the title.
    """

    title: str
    language: str
    created: dt.datetime
    blocks: tuple[Block, ...]
    running_foot: Callable[[int, int], str]
    running_head: str = ""
    banner: str | None = None
    author: str = ""
    subject: str = ""
    check_code: str = ""
    label_prefix: str = ""
    second_language: str | None = None
    numeral: Callable[[int], str] = str

    @property
    def direction(self) -> Direction:
        """Which way the paper runs; it follows from its language."""
        return direction_of(self.language)
