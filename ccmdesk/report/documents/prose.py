"""Paragraphs and headings of papers: fixed sentences, and texts of the plan's authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from ccmdesk.lang.lang import Lang
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_
from ccmdesk.report.blocks import Block, Heading, Paragraph, ParagraphStyle
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.paper import Paper

LOWEST_HEADING = 3


def note(text: str) -> Paragraph:
    """Return a paragraph without a number, such as what should be known of a table."""
    return Paragraph(text, style=ParagraphStyle.NOTE)


def heading(level: int, text: str) -> Heading:
    """Return a heading without a number."""
    return Heading(level, text)


def lowered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a section that stands under a heading of level 2."""
    for block in blocks:
        if isinstance(block, Heading) and block.level < LOWEST_HEADING:
            yield replace(block, level=block.level + 1)
        else:
            yield block


def sentences(lang: Lang, told_one_by_one: Sequence[str]) -> str:
    """Return sentences after one another, with what the language writes between them."""
    both = C_("two sentences", "{first} {second}")
    return reduce(lambda first, second: lang(both, first=first, second=second), told_one_by_one)


def author_paragraph(paper: Paper, texts: Texts) -> Iterator[Block]:
    """Yield an author's text as one paragraph; it stays one in every language."""
    text = told(paper, texts)
    if text is not None:
        yield Paragraph(text.text, language=text.language)


def titled_text(paper: Paper, title: str, texts: Texts, *, empty: str) -> Iterator[Block]:
    """Yield a heading and the author's text under it, or the sentence *empty* without one."""
    yield heading(2, title)
    if texts:
        yield from author_paragraph(paper, texts)
    else:
        yield Paragraph(empty)
