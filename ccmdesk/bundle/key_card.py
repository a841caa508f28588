"""The key card of an office as a small signed file: whose key it is, and what to compare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from ccmdesk.bundle import dsse, strict_json
from ccmdesk.bundle.age_key import AgeRecipient, age_recipient
from ccmdesk.bundle.fingerprint import fingerprint_digits, fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import PublicKey, SigningKey
from ccmdesk.bundle.manifest import Line, Sha256
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

MAX_FILE_BYTES = 8192

NOT_A_KEY_CARD = N_(
    "This is not a key card of ccmdesk, or it was changed. Ask the office that made it to send it "
    "again."
)
OWNER_MISSING = N_(
    "A key card names its office and who made it. Enter your name and your office, each on one "
    "line of at most 200 characters, then make the card again."
)


class KeyCard(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Whose key it is; *fingerprint* and *digits* are the two forms that people compare.

    *country* is None when the card was made without one. *age* is the key to encrypt to, which a
    card of format 1 does not have.
    """

    kind: Literal["ccmdesk-key-card"]
    format: Literal[1, 2]
    country: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}\Z")] | None
    office: Line
    name: Line
    made_on: dt.date
    public_key: Sha256
    fingerprint: Annotated[str, msgspec.Meta(pattern=r"^[A-Z2-7]{4}( [A-Z2-7]{4}){7}\Z")]
    digits: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{5}( [0-9]{5}){9}\Z")]
    age: AgeRecipient | None = None


@dataclass(frozen=True, slots=True)
class CardKeys:
    """The keys a card is about: the one packages are signed with, and the one to encrypt to."""

    signing: PublicKey
    age: AgeRecipient | None


def keys_of(key: SigningKey) -> CardKeys:
    """Return the public halves of both keys of an office."""
    return CardKeys(key.public_key, age_recipient(key))


def key_card(
    keys: CardKeys, *, country: StateCode | None, owner: tuple[str, str], made_on: dt.date
) -> KeyCard:
    """Return the card of a key; *owner* is the office and the person who makes the card."""
    fingerprint = fingerprint_of(keys.signing)
    return KeyCard(
        kind="ccmdesk-key-card",
        format=1 if keys.age is None else 2,
        country=country,
        office=owner[0],
        name=owner[1],
        made_on=made_on,
        public_key=keys.signing.hex(),
        fingerprint=fingerprint_text(fingerprint),
        digits=fingerprint_digits(fingerprint),
        age=keys.age,
    )


def camera_text(card: KeyCard) -> str:
    """Return what the QR code of a card says: short, and to be compared by eye as well."""
    parts = ("CCMDESK-KEY-1", card.country, card.fingerprint)
    return " ".join(part for part in parts if part)


def signed_card(card: KeyCard, *, key: SigningKey) -> bytes:
    """Return the file of a card, signed with the key it is about.

    Raises Problem when name or office cannot stand on a card.
    """
    raw = dsse.seal(strict_json.encode(card), key=key, payload_type=dsse.KEY_CARD_TYPE)
    try:
        read_card(raw)
    except Problem as problem:
        raise Problem(OWNER_MISSING) from problem
    return raw


def read_card(raw: bytes) -> KeyCard:
    """Return the card in a file that is signed with its own key; raises Problem for any other.

    That proves that the card is whole. Whose key it is only a comparison with its owner proves.
    """
    if len(raw) > MAX_FILE_BYTES:
        raise Problem(NOT_A_KEY_CARD)
    try:
        signed = dsse.open_envelope(raw, payload_type=dsse.KEY_CARD_TYPE)
        card = strict_json.decode(signed.payload, KeyCard)
    except (dsse.BadEnvelopeError, strict_json.NotStrictError) as error:
        raise Problem(NOT_A_KEY_CARD) from error
    country = None if card.country is None else StateCode(card.country)
    owner = (card.office, card.name)
    keys = CardKeys(signed.public_key, card.age)
    if card != key_card(keys, country=country, owner=owner, made_on=card.made_on):
        raise Problem(NOT_A_KEY_CARD)
    return card
