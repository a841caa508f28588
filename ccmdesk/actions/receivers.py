"""Whom a package is encrypted to: offices by their name in the lists of trusted keys, or a card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.trust import kept_lists, read_card_file
from ccmdesk.bundle.age_key import AgeRecipient
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.key_card import KeyCard
from ccmdesk.bundle.trust_list import ListedKey
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

UNKNOWN_RECEIVER = N_(
    "No key of {office} is known here, so nothing was packed. Take in the newest list of trusted"
    " keys, or name the .json file of the key card of {office}."
)
SEVERAL_KEYS = N_(
    "{office} has several keys in the lists of trusted keys. Name the .json file of the key card"
    " that it uses now."
)
NO_AGE_KEY = N_(
    "The key card of {office} was made before packages could be encrypted. Ask {office} to make it"
    " again with this version, then pack again."
)
REVOKED_RECEIVER = N_(
    "The key of {office} was revoked, so nothing was packed. Ask {office} for its new key card."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """An office that can open a package; *compared* says whether somebody compared its key."""

    office: str
    age: AgeRecipient
    fingerprint: str
    compared: bool


def receivers_called(called: Sequence[str], *, folder: Path) -> tuple[Receiver, ...]:
    """Return the receivers that names, or files of key cards, stand for; each of them once.

    Raises Problem for one that is not known, was revoked, or has no key to encrypt to.
    """
    found = {each.age: each for each in (_called(one, folder) for one in called)}
    return tuple(found.values())


def known_receivers(folder: Path) -> tuple[Receiver, ...]:
    """Return the offices in the lists of trusted keys that a package can be encrypted to."""
    keys = (key for key in _listed(folder) if key.distrusted_from is None and key.age is not None)
    return tuple(_receiver(key, compared=True) for key in keys)


def _called(text: str, folder: Path) -> Receiver:
    if Path(text).suffix.lower() == ".json":
        return _of_card(read_card_file(Path(text)), folder)
    named = [key for key in _listed(folder) if key.office.casefold() == text.strip().casefold()]
    good = [key for key in named if key.distrusted_from is None]
    if not good:
        raise Problem(REVOKED_RECEIVER if named else UNKNOWN_RECEIVER, office=text)
    able = [key for key in good if key.age is not None] or good
    if len(able) > 1:
        raise Problem(SEVERAL_KEYS, office=text)
    return _receiver(able[0], compared=True)


def _of_card(card: KeyCard, folder: Path) -> Receiver:
    known = [key for key in _listed(folder) if key.public_key == card.public_key]
    if any(key.distrusted_from is not None for key in known):
        raise Problem(REVOKED_RECEIVER, office=card.office)
    return _receiver(card, compared=bool(known))


def _listed(folder: Path) -> Iterator[ListedKey]:
    for one in kept_lists(folder):
        yield from one.content.keys


def _receiver(key: KeyCard | ListedKey, *, compared: bool) -> Receiver:
    if key.age is None:
        raise Problem(NO_AGE_KEY, office=key.office)
    return Receiver(
        office=key.office,
        age=key.age,
        fingerprint=fingerprint_text(fingerprint_of(bytes.fromhex(key.public_key))),
        compared=compared,
    )
