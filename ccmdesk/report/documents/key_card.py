"""The key card: one page that says which key an office signs with, and how that is compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.lang.isolation import left_to_right
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
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
    ParagraphStyle,
)
from ccmdesk.report.documents.borrowings import marked
from ccmdesk.report.qr import QrCode, qr_rows

_BLANK = "........................................"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCardAsk:
    """What stands on the card; *country* is its name in the language of the card, or empty.

    *fingerprint* and *digits* are in their groups; *camera* is the text of the QR code.
    *age* is the key to encrypt to, or empty.
    """

    lang: Lang
    country: str
    office: str
    name: str
    made: dt.datetime
    fingerprint: str
    digits: str
    camera: str
    age: str


def build(ask: KeyCardAsk) -> Document:
    """Return the card as blocks."""
    lang, title = ask.lang, ask.lang(N_("Key card"))
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
        subject=lang(N_("Fingerprint of the key an office signs its packages with")),
    )


def _blocks(ask: KeyCardAsk, title: str) -> Iterator[Block]:
    lang = ask.lang
    yield _masthead(ask, title)
    said = N_(
        "This office signs its packages with a key of its own. Whoever has compared this card with"
        " the office knows which packages are really from it. The card is no secret: give it to"
        " everyone who receives packages from here."
    )
    yield Paragraph(lang(said))
    yield Heading(2, lang(N_("Fingerprint of the key")))
    written = lang(C_("fingerprint", "In writing: 8 groups of 4 letters and digits"))
    yield _groups(written, ask.fingerprint)
    spoken = lang(C_("fingerprint", "By telephone: 10 groups of 5 digits"))
    yield _groups(spoken, ask.digits)
    yield QrCode(
        caption=lang(N_("The same fingerprint for a camera")),
        alternative=lang(
            N_("QR code with the fingerprint of the key: {text}"), text=left_to_right(ask.camera)
        ),
        rows=qr_rows(ask.camera),
    )
    yield from _encrypting(ask)
    yield from _ways(lang)


def _masthead(ask: KeyCardAsk, title: str) -> Masthead:
    lang = ask.lang
    return Masthead(
        organisation=lang(N_("State: {country}"), country=ask.country or _BLANK),
        symbol="ccmdesk",
        title=title,
        left=(
            lang(N_("Office: {office}"), office=ask.office),
            lang(N_("Made by {name}"), name=ask.name),
        ),
        right=(lang(N_("Made on {date}"), date=lang.date(ask.made.date())),),
    )


def _groups(label: str, groups: str) -> KeyFigures:
    return KeyFigures((KeyFigure(label, left_to_right(groups)),))


def _encrypting(ask: KeyCardAsk) -> Iterator[Block]:
    if not ask.age:
        return
    said = ask.lang(N_("Key to encrypt to: {key}"), key=left_to_right(ask.age))
    yield Paragraph(said, style=ParagraphStyle.SMALL)


def _ways(lang: Lang) -> Iterator[Block]:
    yield Heading(2, lang(N_("How to compare it")))
    told = (
        N_(
            "By telephone: call the office at a number that you know from elsewhere, not from this"
            " card or from the message it came with. The office reads its groups aloud; follow them"
            " on your screen, where ccmdesk shows the fingerprint of a package it has checked."
        ),
        N_(
            "At a meeting: take the card from the hand of somebody you know from the office, and"
            " compare it with your screen group by group."
        ),
        N_(
            "By note verbale: the authority writes the fingerprint in a note; compare the note with"
            " your screen group by group."
        ),
    )
    yield ListItems(tuple(ListItem(lang(one)) for one in told))
    last = N_(
        "Every group must agree. If one does not, use no package that was signed with that key, and"
        " ask the office. Write down who compared the card, how, and when."
    )
    yield Paragraph(lang(last), style=ParagraphStyle.BODY)
