"""The manual as a paper: the pages of the help one after another, then every field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.manual import Page
from ccmdesk.lang.markdown import Grid, Head, Items, Part, Prose, Spans, plain
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import (
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    ListItem,
    ListItems,
    Masthead,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Run,
    Runs,
    Table,
)

_PROGRAM = "ccmdesk"
_INSIDE = re.compile(r"(?<=[-/.])(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFields:
    """The fields of one kind of record: label and what belongs in it, in words."""

    title: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualAsk:
    """What the manual is made of; *version* and *heads*, of a table of fields, are in words."""

    lang: Lang
    title: str
    version: str
    heads: tuple[str, str]
    pages: tuple[Page, ...]
    kinds: tuple[KindFields, ...]
    made: dt.datetime


_STOP = "."


def build(ask: ManualAsk) -> Document:
    """Return the manual as blocks."""
    lang = ask.lang
    title = ask.title
    return Document(
        title=title,
        language=lang.code,
        created=ask.made,
        blocks=tuple(_blocks(ask, title)),
        running_foot=lambda page, pages: lang(
            N_("Page {page} of {pages}"), page=lang.number(page), pages=lang.number(pages)
        ),
        running_head=title,
        numeral=lang.number,
    )


def _blocks(ask: ManualAsk, title: str) -> Iterator[Block]:
    lang = ask.lang
    yield Masthead(organisation=_PROGRAM, symbol=ask.version, title=title)
    yield Contents(lang(N_("Contents")), depth=1)
    yield PageBreak()
    for page in ask.pages:
        language = None if page.language == lang.code else page.language
        if language is not None:
            said = lang(N_("This page is not translated yet; it is shown in English."))
            yield Paragraph(said, style=ParagraphStyle.NOTE)
        for part in page.parts:
            yield from _part(part, page.name, language)
    for kind in ask.kinds:
        yield Heading(2, kind.title)
        yield _fields(kind, ask.heads)


def _part(part: Part, page: str, language: str | None) -> Iterator[Block]:
    match part:
        case Head():
            anchor = _dotted(page, part.anchor)
            yield Heading(part.level, plain(part.spans), anchor=anchor, language=language)
        case Prose():
            spans = _whole(part.spans)
            yield Paragraph(plain(spans), language=language, runs=_runs(spans))
        case Items():
            yield ListItems(tuple(_items(part, language)))
        case Grid():
            head = (tuple(_cells(part.head, language)),)
            rows = tuple(tuple(_cells(row, language)) for row in part.rows)
            columns = (Column(weight=1), *[Column(weight=2)] * (len(part.head) - 1))
            yield Table(columns=columns, head=head, rows=rows, alternative=plain(part.head[0]))


def _items(part: Items, language: str | None) -> Iterator[ListItem]:
    for number, spans in enumerate(map(_whole, part.items), start=1):
        label = _dotted(str(number), "") if part.ordered else "•"
        yield ListItem(plain(spans), label=label, language=language, runs=_runs(spans))


def _cells(row: Iterable[Spans], language: str | None) -> Iterator[Cell]:
    for spans in map(_whole, row):
        yield Cell(plain(spans), language=language, runs=_runs(spans))


def _dotted(before: str, behind: str) -> str:
    """Return a number or the name of a place with what stands behind its full stop."""
    return _STOP.join((before, behind))


def _whole(spans: Spans) -> Spans:
    """Keep each word of what is typed in one line: behind its hyphen a space would be typed."""
    return tuple(
        replace(span, text=_INSIDE.sub("\N{WORD JOINER}", span.text)) if span.keys else span
        for span in spans
    )


def _runs(spans: Spans) -> Runs:
    """Return the stretches of a text, or none where it is even."""
    if all(not (span.bold or span.keys or span.target) for span in spans):
        return ()
    return tuple(
        Run(span.text, bold=span.bold or span.keys, target=_anchor(span.target)) for span in spans
    )


def _anchor(target: str) -> str:
    page, _, anchor = target.partition("#")
    return _dotted(page, anchor) if target else ""


def _fields(kind: KindFields, heads: tuple[str, str]) -> Table:
    head = tuple(map(Cell, heads))
    return Table(
        columns=(Column(weight=1), Column(weight=2)),
        head=(head,),
        rows=tuple((Cell(label), Cell(told)) for label, told in kind.fields),
        alternative=kind.title,
    )
