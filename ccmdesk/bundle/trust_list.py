"""The keys a country's offices are known by: a signed file whose version only rises."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from ccmdesk.bundle import dsse, strict_json
from ccmdesk.bundle.age_key import AgeRecipient
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import PublicKey, SigningKey
from ccmdesk.bundle.manifest import MAX_NUMBER, Line, Meta, Sha256
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

MAX_FILE_BYTES = 2**20
SUFFIX = ".ccmt"
FORMAT: Literal[2] = 2
"""The format written; one that is read may be the one before."""
_MOST_KEYS = 1_000

NOT_A_TRUST_LIST = N_(
    "This is not a list of trusted keys of ccmdesk, or it was changed. Ask the national authority"
    " to send it again."
)
OLDER_LIST = N_(
    "This list of trusted keys is version {version}; version {here} is here already and is kept."
    " Ask the national authority for its newest list."
)
TWO_LISTS = N_(
    "Another list of trusted keys with the same version {version} is here already. Ask the national"
    " authority by telephone which of the two is right; the one that is here is kept."
)
OTHER_ROOT = N_(
    "This list of trusted keys is signed with the key {fingerprint}, which is not the national key"
    " that is known here. Ask the national authority by telephone whether its key was changed."
)
OTHER_COUNTRY = N_(
    "This list of trusted keys is of {country}, and the one that is here is of {own}. Nothing was"
    " changed."
)


class ListedKey(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """The key of an office, and who compared it with the office, when.

    *expires_on* only warns. *distrusted_from* is the first package number of this key that is no
    longer believed, None while the key is good; *revoked_on* is when that was decided. *age* is the
    key to encrypt to, which came into format 2.
    """

    public_key: Sha256
    office: Line
    name: Line
    verified_by: Line
    verified_on: dt.date
    expires_on: dt.date | None = None
    distrusted_from: Annotated[int, Meta(ge=0, le=MAX_NUMBER)] | None = None
    revoked_on: dt.date | None = None
    age: AgeRecipient | None = None


class TrustList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All keys of a country; *root* is the national key that signs the next version.

    A list that names another root than the one before is signed by the root before.
    """

    kind: Literal["ccmdesk-trust-list"] = "ccmdesk-trust-list"
    format: Literal[1, 2] = FORMAT
    country: Annotated[str, Meta(pattern=r"^[A-Z]{3}\Z")]
    version: Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
    issued_on: dt.date
    root: Sha256
    keys: Annotated[tuple[ListedKey, ...], Meta(max_length=_MOST_KEYS)]


@dataclass(frozen=True, slots=True)
class SignedTrustList:
    """A list whose signature holds, and the key it holds for."""

    content: TrustList
    public_key: PublicKey
    raw: bytes


def signed_trust_list(content: TrustList, *, key: SigningKey) -> bytes:
    """Return the file of a list, signed with the national key.

    Raises Problem when a name in it cannot stand there.
    """
    raw = dsse.seal(strict_json.encode(content), key=key, payload_type=dsse.TRUST_LIST_TYPE)
    read_trust_list(raw)
    return raw


def read_trust_list(raw: bytes) -> SignedTrustList:
    """Return the list in a file whose signature holds; raises Problem for any other file.

    Whether it follows from the list that is here, `require_successor` says.
    """
    if len(raw) > MAX_FILE_BYTES:
        raise Problem(NOT_A_TRUST_LIST)
    try:
        signed = dsse.open_envelope(raw, payload_type=dsse.TRUST_LIST_TYPE)
        content = strict_json.decode(signed.payload, TrustList)
    except (dsse.BadEnvelopeError, strict_json.NotStrictError) as error:
        raise Problem(NOT_A_TRUST_LIST) from error
    if len({key.public_key for key in content.keys}) != len(content.keys):
        raise Problem(NOT_A_TRUST_LIST)
    return SignedTrustList(content, signed.public_key, raw)


def require_successor(new: SignedTrustList, here: SignedTrustList) -> None:
    """Raise Problem unless *new* may replace the list that is *here*; the same one again may."""
    if new.raw == here.raw:
        return
    if new.content.country != here.content.country:
        raise Problem(OTHER_COUNTRY, country=new.content.country, own=here.content.country)
    if new.public_key.hex() != here.content.root:
        known = fingerprint_text(fingerprint_of(new.public_key))
        raise Problem(OTHER_ROOT, fingerprint=known)
    if new.content.version < here.content.version:
        raise Problem(OLDER_LIST, version=str(new.content.version), here=str(here.content.version))
    if new.content.version == here.content.version:
        raise Problem(TWO_LISTS, version=str(new.content.version))


def trusted_keys(content: TrustList) -> tuple[TrustedKey, ...]:
    """Return the keys as the reader of packages wants them."""
    return tuple(
        TrustedKey(
            public_key=PublicKey(bytes.fromhex(key.public_key)),
            country=StateCode(content.country),
            verified_by=key.verified_by,
            verified_on=key.verified_on,
            distrusted_from=key.distrusted_from,
        )
        for key in content.keys
    )
