"""Whose keys are known here: certify, revoke, and take in the list of the national authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count
from pathlib import Path

import msgspec

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.actions.signing_key import own_public_key, public_keys_before
from ccmdesk.bundle.fingerprint import (
    Fingerprint,
    fingerprint_of,
    fingerprint_text,
    read_fingerprint,
)
from ccmdesk.bundle.key_card import KeyCard, read_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.bundle.trust_list import (
    FORMAT,
    MAX_FILE_BYTES,
    SUFFIX,
    ListedKey,
    SignedTrustList,
    TrustList,
    read_trust_list,
    require_successor,
    signed_trust_list,
    trusted_keys,
)
from ccmdesk.db.atomic_file import write_file
from ccmdesk.model.codes import Coded, StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_

_LISTS = "trusted-keys-*" + SUFFIX
EXPIRES_SOON = dt.timedelta(days=60)

NOT_COMPARED = N_(
    "The fingerprint is not that of the key: {fingerprint} stands in the file. Compare all groups"
    " again with {office}, by telephone or at a meeting. Nothing was changed."
)
ROOT_NOT_COMPARED = N_(
    "No keys of this country are known here yet. This list is signed with the key {fingerprint}:"
    " compare all groups with the national authority, by telephone or at a meeting, and type what"
    " it says. Nothing was changed."
)
OWN_LIST = N_(
    "The list of {country} that is here was signed by this office itself; this one is signed with"
    " the key {fingerprint}. If another office is the national authority, compare all groups with"
    " it by telephone, and type what it says: the list that is here is then kept under another"
    " name. Nothing was changed."
)
REVOKED_BEFORE = N_(
    "The key of {office} was revoked on {date} and stays so. Let the office make a new key and send"
    " its key card."
)
NO_LIST = N_(
    "No keys are known for {country} yet. The national authority certifies the key cards of its"
    " offices; the others take in its list."
)


class KeptList(Enum):
    """Whose list of a country is here, as seen from one that comes in."""

    NONE = auto()
    OWN = auto()
    OF_AUTHORITY = auto()


class KeyStanding(Coded):
    """What is known of a key; an expired one is still believed, since clocks may be wrong."""

    VERIFIED = "verified", C_("key", "Verified")
    EXPIRES_SOON = "expires_soon", C_("key", "Expires soon")
    EXPIRED = "expired", C_("key", "Expired")
    REVOKED = "revoked", C_("key", "Revoked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certify:
    """A key card to certify; *compared* is the fingerprint as the office itself said it."""

    card: Path
    compared: str
    expires_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoke:
    """A key that is no longer believed, from its package *first_bad* on; 0 distrusts all."""

    compared: str
    first_bad: int = 0


def kept_list(folder: Path, country: StateCode) -> SignedTrustList | None:
    """Return the list of trusted keys that is kept in *folder* for a country; None without one."""
    path = list_file(folder, country)
    if not path.exists():
        return None
    return read_trust_list(path.read_bytes())


def kept_lists(folder: Path) -> list[SignedTrustList]:
    """Return the lists of trusted keys of all countries that are kept in *folder*.

    Raises Problem when one of them was changed.
    """
    return [read_trust_list(path.read_bytes()) for path in sorted(folder.glob(_LISTS))]


def list_file(folder: Path, country: StateCode) -> Path:
    """Return where the list of a country is kept; it is also what is sent to its offices."""
    return folder / _LISTS.replace("*", country)


def known_keys(folder: Path, *, author: Author) -> tuple[TrustedKey, ...]:
    """Return the keys that packages are checked with: those of the lists, and that of this office.

    Raises Problem when a list that is kept here was changed.
    """
    listed = [key for one in kept_lists(folder) for key in trusted_keys(one.content)]
    public_key = own_public_key(folder)
    if public_key is None or any(key.public_key == public_key for key in listed):
        return tuple(listed)
    own = TrustedKey(
        public_key=public_key,
        country=StateCode(""),
        verified_by=author.name,
        verified_on=author.today,
        is_own=True,
    )
    return (*listed, own)


def standing_of(key: ListedKey, *, today: dt.date) -> KeyStanding:
    """Return what is known of a listed key today."""
    if key.distrusted_from is not None:
        return KeyStanding.REVOKED
    if key.expires_on is None or key.expires_on > today + EXPIRES_SOON:
        return KeyStanding.VERIFIED
    return KeyStanding.EXPIRED if key.expires_on <= today else KeyStanding.EXPIRES_SOON


def certify_card(
    folder: Path, ask: Certify, *, root: SigningKey, author: Author
) -> SignedTrustList:
    """Add the key of a card to the list, as compared today by the author, signed with *root*.

    The first certified card makes the list. Raises Problem when the fingerprint is another one.
    """
    card = read_card_file(ask.card)
    if read_fingerprint(ask.compared) != fingerprint_of(bytes.fromhex(card.public_key)):
        raise Problem(NOT_COMPARED, fingerprint=card.fingerprint, office=card.office)
    if card.country is None:
        raise Problem(
            N_("The key card of {office} names no country. Make it again with one."),
            office=card.office,
        )
    listed = ListedKey(
        public_key=card.public_key,
        office=card.office,
        name=card.name,
        verified_by=author.name,
        verified_on=author.today,
        expires_on=ask.expires_on,
        age=card.age,
    )

    def with_card(keys: tuple[ListedKey, ...]) -> tuple[ListedKey, ...]:
        known = next((key for key in keys if key.public_key == listed.public_key), None)
        if known is not None and known.revoked_on is not None:
            raise Problem(REVOKED_BEFORE, office=known.office, date=known.revoked_on)
        age = listed.age if known is None else listed.age or known.age
        return (
            *(key for key in keys if key is not known),
            msgspec.structs.replace(listed, age=age),
        )

    return _next(folder, StateCode(card.country), with_card, signing=(root, author))


def revoke_key(
    folder: Path, country: StateCode, ask: Revoke, *, signing: tuple[SigningKey, Author]
) -> SignedTrustList:
    """Mark a key as no longer believed; raises Problem when the list does not have it."""
    wanted = read_fingerprint(ask.compared)

    def without(keys: tuple[ListedKey, ...]) -> tuple[ListedKey, ...]:
        return tuple(_revoked(key, ask, signing[1]) if _is(key, wanted) else key for key in keys)

    kept = kept_list(folder, country)
    if kept is None or not any(_is(key, wanted) for key in kept.content.keys):
        raise Problem(
            N_("The list of trusted keys has no key {fingerprint}. Nothing was changed."),
            fingerprint=fingerprint_text(wanted),
        )
    return _next(folder, country, without, signing=signing)


def change_root(
    folder: Path, country: StateCode, new: SigningKey, *, signing: tuple[SigningKey, Author]
) -> SignedTrustList:
    """Name *new* as the national key from the next list on; the old one signs this last time."""
    kept = kept_list(folder, country)
    if kept is None:
        raise Problem(NO_LIST, country=country)
    content = msgspec.structs.replace(kept.content, root=new.public_key.hex())
    return _written(folder, content, signing=signing)


def take_in_list(folder: Path, path: Path, *, compared: str = "") -> SignedTrustList:
    """Take in a list of trusted keys that came from the national authority.

    The first one of a country needs *compared*: the fingerprint of the national key as the
    authority itself said it. So does one in the place of a list that this office signed itself,
    which is then kept under another name. Later ones must follow from the one that is here.
    """
    new = read_trust_list(_bytes_of(path))
    country = StateCode(new.content.country)
    here = kept_list(folder, country)
    if here is None:
        _require_compared(new, compared, says=ROOT_NOT_COMPARED)
    elif _is_of_another(new, here, own=own_public_key(folder)):
        _require_compared(new, compared, says=OWN_LIST)
        _put_aside(folder, here)
    else:
        require_successor(new, here)
    _keep(folder, new)
    return new


def list_here(folder: Path, path: Path) -> KeptList:
    """Return what the list at *path* finds here; raises Problem when it is none."""
    new = read_trust_list(_bytes_of(path))
    here = kept_list(folder, StateCode(new.content.country))
    if here is None:
        return KeptList.NONE
    own = _is_of_another(new, here, own=own_public_key(folder))
    return KeptList.OWN if own else KeptList.OF_AUTHORITY


def _is_of_another(new: SignedTrustList, here: SignedTrustList, *, own: bytes | None) -> bool:
    """Whether this office signs the list that is here, and somebody else the new one."""
    is_own = own is not None and here.content.root == own.hex()
    return is_own and new.public_key.hex() not in {here.content.root, here.public_key.hex()}


def _require_compared(new: SignedTrustList, compared: str, *, says: str) -> None:
    signer = fingerprint_of(new.public_key)
    if not compared or read_fingerprint(compared) != signer:
        raise Problem(says, fingerprint=fingerprint_text(signer), country=new.content.country)


def _put_aside(folder: Path, own: SignedTrustList) -> None:
    """Keep a list that is no longer used, under a name that no list in use has."""
    path = list_file(folder, StateCode(own.content.country))
    names = (path.with_name(f"own-{path.stem}-{number}{SUFFIX}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    write_file(aside, lambda out: out.write(own.raw), verify=_verify)


def _next(
    folder: Path,
    country: StateCode,
    change: Callable[[tuple[ListedKey, ...]], tuple[ListedKey, ...]],
    *,
    signing: tuple[SigningKey, Author],
) -> SignedTrustList:
    kept = kept_list(folder, country)
    root = signing[0].public_key.hex()
    before = (
        TrustList(country=country, version=1, issued_on=signing[1].today, root=root, keys=())
        if kept is None
        else kept.content
    )
    keys = sorted(_former_closed(folder, change(before.keys)), key=lambda key: key.public_key)
    content = msgspec.structs.replace(before, keys=tuple(keys))
    return _written(folder, content, signing=signing)


def _former_closed(folder: Path, keys: tuple[ListedKey, ...]) -> Iterator[ListedKey]:
    """Yield the keys; nothing is encrypted any more to one that this office has changed.

    What it signed is believed on, and it stays the one to encrypt to until the new one is listed.
    """
    own = own_public_key(folder)
    former = {key.hex() for key in public_keys_before(folder)}
    if own is None or own.hex() not in {key.public_key for key in keys}:
        former = set()
    for key in keys:
        is_former = key.public_key in former
        yield msgspec.structs.replace(key, age=None) if is_former else key


def _written(
    folder: Path, content: TrustList, *, signing: tuple[SigningKey, Author]
) -> SignedTrustList:
    key, author = signing
    kept = kept_list(folder, StateCode(content.country))
    version = 1 if kept is None else kept.content.version + 1
    issued = msgspec.structs.replace(
        content, format=FORMAT, version=version, issued_on=author.today
    )
    new = read_trust_list(signed_trust_list(issued, key=key))
    if kept is not None:
        require_successor(new, kept)
    _keep(folder, new)
    return new


def _keep(folder: Path, signed: SignedTrustList) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = list_file(folder, StateCode(signed.content.country))
    write_file(path, lambda out: out.write(signed.raw), verify=_verify)


def _verify(path: Path) -> None:
    read_trust_list(path.read_bytes())


def _revoked(key: ListedKey, ask: Revoke, author: Author) -> ListedKey:
    known = key.distrusted_from
    first = ask.first_bad if known is None else min(ask.first_bad, known)
    return msgspec.structs.replace(key, distrusted_from=first, revoked_on=author.today)


def _is(key: ListedKey, wanted: Fingerprint) -> bool:
    return fingerprint_of(bytes.fromhex(key.public_key)) == wanted


def read_card_file(path: Path) -> KeyCard:
    """Return the key card in the file at *path*; raises Problem when it is none."""
    return read_card(_bytes_of(path))


def _bytes_of(path: Path) -> bytes:
    with chosen_file(path) as source:
        return source.read(MAX_FILE_BYTES + 1)
