"""The question to another office: one part per field that both wrote, with room for the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import (
    Block,
    Document,
    Heading,
    ListItem,
    ListItems,
    Masthead,
    Paragraph,
)
from ccmdesk.report.documents.borrowings import marked

_BLANK = "".ljust(60, ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedField:
    """A field in words: what was there before, and one line for what each side wrote."""

    record: str
    field: str
    before: str
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsk:
    """Who asks which office about which fields, in the language of the page."""

    lang: Lang
    country: str
    to: str
    office: str
    name: str
    made: dt.datetime
    fields: Sequence[AskedField]


def build(ask: QuestionAsk) -> Document:
    """Return the page as blocks."""
    lang = ask.lang
    title = lang(N_("Question to {office}"), office=ask.to)
    return Document(
        title=title,
        language=lang.code,
        created=ask.made,
        blocks=tuple(marked(_blocks(ask, title), lang)),
        running_foot=lambda page, pages: lang(
            N_("Page {page} of {pages}"), page=lang.number(page), pages=lang.number(pages)
        ),
        running_head=title,
        author=ask.office,
        subject=title,
    )


def _blocks(ask: QuestionAsk, title: str) -> Iterator[Block]:
    lang = ask.lang
    yield Masthead(
        organisation=lang(N_("State: {country}"), country=ask.country),
        symbol="ccmdesk",
        title=title,
        left=(
            lang(N_("Office: {office}"), office=ask.office),
            lang(N_("Made by {name}"), name=ask.name),
        ),
        right=(lang(N_("Made on {date}"), date=lang.date(ask.made.date())),),
    )
    said = N_(
        "Our offices have written different values without knowing of each other. Please tell us"
        " which value is right, and why. Both values stay in the history of the plan."
    )
    yield Paragraph(lang(said))
    for asked in ask.fields:
        yield from _field(lang, asked)


def _field(lang: Lang, asked: AskedField) -> Iterator[Block]:
    head = lang(N_("{record}: {field}"), record=asked.record, field=asked.field)
    yield Heading(2, head)
    lines = [lang(N_("Before: {value}"), value=asked.before)] if asked.before else []
    yield ListItems(tuple(ListItem(line) for line in (*lines, *asked.sides)))
    yield Paragraph(lang(C_("paper", "Answer: {blank}"), blank=_BLANK))
