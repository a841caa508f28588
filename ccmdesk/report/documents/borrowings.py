"""Marks what a paper says in English because its language has no words for it yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ccmdesk.lang.borrowed import Borrowed
from ccmdesk.lang.catalogue import PAPER_LANGUAGES, SHIPPED, SOURCE_LANGUAGE
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import (
    Block,
    Cell,
    Heading,
    ListItem,
    ListItems,
    Masthead,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Table,
)

T = TypeVar("T", Heading, Paragraph, ListItem, Cell)


def marked(blocks: Iterable[Block], lang: Lang) -> Iterator[Block]:
    """Yield *blocks* with every borrowed text in italics and said to be English.

    Under the title block a paper in a language that lends itself sentences says so.
    """
    for block in blocks:
        yield _block(block)
        if isinstance(block, Masthead) and lang.code not in SHIPPED:
            yield _warning(lang)


def _warning(lang: Lang) -> Paragraph:
    text = lang(
        N_(
            "Draft in {language}, not yet reviewed: headings, terms and labels. Sentences in"
            " italics stand in English."
        ),
        language=PAPER_LANGUAGES[lang.code].name,
    )
    return _text(Paragraph(text, style=ParagraphStyle.NOTE))


def _block(block: Block) -> Block:
    match block:
        case Heading():
            return _text(block)
        case Paragraph():
            return _text(block)
        case ListItems():
            return replace(block, items=tuple(_text(item) for item in block.items))
        case Table():
            return replace(
                block, head=_rows(block.head), rows=_rows(block.rows), totals=_rows(block.totals)
            )
        case _:
            return block


def _rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(tuple(_text(cell) for cell in row) for row in rows)


def _text(holder: T) -> T:
    if not isinstance(holder.text, Borrowed) or holder.language is not None:
        return holder
    if isinstance(holder, Heading):
        return replace(holder, language=SOURCE_LANGUAGE)
    runs = holder.runs or (Run(holder.text),)
    slanted = tuple(replace(run, italic=True) for run in runs)
    return replace(holder, language=SOURCE_LANGUAGE, runs=slanted)
