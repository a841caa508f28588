"""Make the key card of this office: one page to compare, and the same as a small signed file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.bundle.key_card import KeyCard, camera_text, key_card, keys_of, read_card, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.atomic_file import write_file
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import country_name
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Document

SIGNED_SUFFIX = ".json"
"""The ending of the signed file beside the page, which has the same name."""

TAKEN = N_(
    "{file} is there already, and nothing was written. Choose another name, or add --replace."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeKeyCard:
    """The card in one language, of the key of one office, to be written to *out*.

    Only where it *replaces* them may its two files take the place of others.
    """

    out: Path
    language: str
    office: str
    key: SigningKey
    country: StateCode | None = None
    """Left to be filled in by hand when it is None."""

    replaces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKeyCard:
    """The two files that were written, and what stands in both."""

    page: Path
    signed: Path
    card: KeyCard


def make_key_card(ask: MakeKeyCard, *, packs: Packs, author: Author) -> MadeKeyCard:
    """Write the page as PDF and, beside it, the signed file under the same name with ``.json``.

    Raises Problem for a State or language that is not known, for a name or office that cannot
    stand on a card, and for a name that is taken.
    """
    if ask.out.suffix.lower() != ".pdf":
        said = N_("A key card is a PDF. Let the name of the file end with .pdf.")
        raise Problem(said)
    if ask.country is not None and ask.country not in packs.states:
        raise Problem(
            N_("“{code}” is not the code of a State. Use three letters, such as LAO or BIH."),
            code=ask.country,
        )
    lang, owner = lang_of(ask.language), (ask.office, author.name)
    made_on = author.today
    card = key_card(keys_of(ask.key), country=ask.country, owner=owner, made_on=made_on)
    raw = signed_card(card, key=ask.key)
    page = _page(card_paper(card, lang, packs=packs, author=author))
    signed = ask.out.with_suffix(SIGNED_SUFFIX)
    _require_free(ask, signed)
    write_file(ask.out, lambda out: out.write(page))
    write_file(signed, lambda out: out.write(raw), verify=_verify)
    return MadeKeyCard(page=ask.out, signed=signed, card=card)


def _require_free(ask: MakeKeyCard, signed: Path) -> None:
    """Raise Problem when a file stands where the card goes, unless it is to be replaced."""
    for file in (ask.out, signed):
        if file.exists() and not ask.replaces:
            raise Problem(TAKEN, file=str(file))


def card_paper(card: KeyCard, lang: Lang, *, packs: Packs, author: Author) -> Document:
    """Return the page of a card."""
    from ccmdesk.report.documents.key_card import KeyCardAsk, build

    country = None if card.country is None else StateCode(card.country)
    ask = KeyCardAsk(
        lang=lang,
        country="" if country is None else country_name(lang, country, packs=packs),
        office=card.office,
        name=card.name,
        made=author.clock(),
        fingerprint=card.fingerprint,
        digits=card.digits,
        camera=camera_text(card),
        age=card.age or "",
    )
    return build(ask)


def _page(paper: Document) -> bytes:
    from ccmdesk.report.pdf.write import write

    out = io.BytesIO()
    write(paper, out)
    return out.getvalue()


def _verify(path: Path) -> None:
    """Prove what was written by reading it again; raises Problem."""
    read_card(path.read_bytes())
