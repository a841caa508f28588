"""A paper of figures: a masthead, what the figures are of, and one table after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.lang.figure_words import rows_of, worded
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.show import Show
from ccmdesk.model.figure_table import FigureTable, Value
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Masthead,
    Paragraph,
    ParagraphStyle,
    Table,
)
from ccmdesk.report.documents.borrowings import marked
from ccmdesk.report.documents.prose import note, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresAsk:
    """What the paper is made of, in the words of its language.

    *key* are figures with what they count and a note, to be seen at once; *told* are sentences
    above the tables, the alarming ones in *alarms*.
    """

    show: Show
    organisation: str
    title: str
    left: tuple[str, ...]
    made: dt.datetime
    key: Sequence[KeyFigure]
    told: Sequence[str]
    alarms: Sequence[str]
    tables: Sequence[FigureTable]


def build(ask: FiguresAsk) -> Document:
    """Return the paper as blocks."""
    lang = ask.show.lang
    return Document(
        title=ask.title,
        language=lang.code,
        created=ask.made,
        blocks=tuple(marked(_blocks(ask), lang)),
        running_foot=lambda page, pages: lang(
            N_("Page {page} of {pages}"), page=lang.number(page), pages=lang.number(pages)
        ),
        running_head=ask.title,
        author=ask.organisation,
        numeral=lang.number,
    )


def _blocks(ask: FiguresAsk) -> Iterator[Block]:
    lang = ask.show.lang
    yield Masthead(
        organisation=ask.organisation,
        symbol="ccmdesk",
        title=ask.title,
        left=ask.left,
        right=(lang(N_("Made on {date}"), date=lang.date(ask.made.date())),),
    )
    for alarm in ask.alarms:
        yield Paragraph(alarm, style=ParagraphStyle.LEAD)
    for text in ask.told:
        yield Paragraph(text)
    yield KeyFigures(tuple(ask.key))
    yield Contents(lang(N_("Contents")), depth=1)
    for number, table in enumerate(ask.tables, start=1):
        yield Heading(1, lang(table.title), number=str(number), anchor=table.anchor)
        if len(table.head) == 1 and table.rows:
            yield Paragraph(_listed(table, ask.show))
        elif table.rows:
            yield _table(table, ask.show)
        elif table.empty:
            yield Paragraph(lang(table.empty))
        yield note(lang(table.about))


def _listed(table: FigureTable, show: Show) -> str:
    """Return the rows of a table of one column, which as a list takes less room."""
    return show.lang.join([_cell(row[0], show).text for row in rows_of(table, show)])


def _table(table: FigureTable, show: Show) -> Table:
    lang = show.lang
    return Table(
        columns=tuple(_column(table, place) for place in range(len(table.head))),
        head=(tuple(Cell(lang(text), bold=True) for text in table.head),),
        rows=tuple(tuple(_cell(value, show) for value in row) for row in rows_of(table, show)),
        alternative=lang(table.title),
    )


def _column(table: FigureTable, place: int) -> Column:
    if place in table.numbers:
        return Column(Align.NUMBER)
    return Column(weight=2.5 if place in table.wide else 1.0)


def _cell(value: Value, show: Show) -> Cell:
    def one_after_the_other(told: list[str]) -> str:
        return _sentences(show.lang, told)

    found = worded(value, show, sentences=one_after_the_other)
    return Cell(found.text, language=found.language)


def _sentences(lang: Lang, told: list[str]) -> str:
    return sentences(lang, told) if told else ""
