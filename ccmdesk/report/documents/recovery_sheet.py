"""The recovery sheet: one page with the code that opens an encrypted plan, and how to use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from ccmdesk.lang.isolation import left_to_right
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import (
    Block,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItem,
    ListItems,
    Masthead,
    Paragraph,
)
from ccmdesk.report.documents.borrowings import marked
from ccmdesk.report.qr import QrCode, qr_rows

_HALF = 7
_COMMAND = "ccmdesk passphrase PLAN --recovery-code code.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryAsk:
    """What stands on the sheet; *code* is in its groups, *plan* the name of the file."""

    lang: Lang
    plan: str
    name: str
    made: dt.datetime
    code: str = field(repr=False)


def build(ask: RecoveryAsk) -> Document:
    """Return the sheet as blocks."""
    lang, title = ask.lang, ask.lang(N_("Recovery sheet"))
    return Document(
        title=title,
        language=lang.code,
        created=ask.made,
        blocks=tuple(marked(_blocks(ask, title), lang)),
        running_foot=lambda page, pages: lang(
            N_("Page {page} of {pages}"), page=lang.number(page), pages=lang.number(pages)
        ),
        running_head=title,
        author=ask.name,
        subject=lang(N_("Code that opens an encrypted plan.")),
    )


def _blocks(ask: RecoveryAsk, title: str) -> Iterator[Block]:
    lang, groups = ask.lang, ask.code.split()
    yield Masthead(
        organisation=lang(N_("Plan file: {file}"), file=left_to_right(ask.plan)),
        symbol="ccmdesk",
        title=title,
        left=(lang(N_("Made by {name}"), name=ask.name),),
        right=(lang(N_("Made on {date}"), date=lang.date(ask.made.date())),),
    )
    said = N_(
        "Whoever has this page and the plan file can read the plan, without its passphrase. Keep"
        " the page locked away, apart from the computer. The code stays valid when the passphrase"
        " is changed."
    )
    yield Paragraph(lang(said))
    yield Heading(2, lang(N_("Recovery code")))
    yield KeyFigures((KeyFigure(left_to_right("1–7"), left_to_right(" ".join(groups[:_HALF]))),))
    yield KeyFigures((KeyFigure(left_to_right("8–14"), left_to_right(" ".join(groups[_HALF:]))),))
    yield QrCode(
        caption=lang(N_("The same code for a camera.")),
        alternative=lang(N_("QR code with the recovery code of the plan.")),
        rows=qr_rows(ask.code),
    )
    yield from _use(lang)


def _use(lang: Lang) -> Iterator[Block]:
    yield Heading(2, lang(N_("When the passphrase is lost")))
    typed = N_("Type: {command}. The program asks for a new passphrase.")
    told = (
        lang(N_("Type the code on one line of a text file, with or without spaces: code.txt.")),
        lang(typed, command=left_to_right(_COMMAND)),
        lang(N_("Delete the text file.")),
    )
    yield ListItems(tuple(map(ListItem, told)))
