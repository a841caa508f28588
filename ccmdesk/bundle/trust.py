"""Whose key signed a package, and where the package stands among those already taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import PublicKey
from ccmdesk.bundle.manifest import Manifest
from ccmdesk.bundle.refused import (
    BROKEN_CHAIN,
    FORKED,
    REVOKED_KEY,
    TOO_FAR_AHEAD,
    WRONG_COUNTRY,
    BundleRefused,
)
from ccmdesk.model.codes import Coded, StateCode
from ccmdesk.model.words import C_

FAR_AHEAD = 100
"""More submissions than a country sends in many years; a number beyond is a mistake or a trick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKey:
    """A key that a person compared with its owner.

    *distrusted_from* is the first submission number that is no longer believed, None while the key
    is good; 0 or 1 distrusts all. *is_own* is the key of this very office,
    which may sign for any country.
    """

    public_key: PublicKey
    country: StateCode
    verified_by: str
    verified_on: dt.date
    distrusted_from: int | None = None
    is_own: bool = False

    @property
    def is_revoked(self) -> bool:
        """Whether anything that it signs is no longer believed."""
        return self.distrusted_from is not None


class Standing(Coded):
    """Where a submission stands after the last one taken in from the same key."""

    NEXT = "next", C_("submission", "Next in line")
    REPEATED = "repeated", C_("submission", "Already here")
    OLDER = "older", C_("submission", "Older than the one that is here")
    AFTER_GAP = "after_gap", C_("submission", "Submissions before this one are missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The last submission taken in: its number and the SHA-256 of its manifest."""

    number: int
    manifest_sha256: str


def find_key(
    manifest: Manifest, public_key: PublicKey, *, trusted: Sequence[TrustedKey]
) -> TrustedKey | None:
    """Return the trusted key that signed, or None for a key nobody has compared yet.

    Raises BundleRefused for a revoked key and for one that belongs to another country. When the
    list has a key more than once, the strictest entry counts.
    """
    entries = [key for key in trusted if key.public_key == public_key]
    for entry in entries:
        _require_good(entry, manifest)
    return entries[0] if entries else None


def _require_good(known: TrustedKey, manifest: Manifest) -> None:
    if not known.is_own and known.country != manifest.country:
        raise BundleRefused(WRONG_COUNTRY, country=manifest.country, key_country=str(known.country))
    if known.distrusted_from is not None and manifest.number >= known.distrusted_from:
        raise BundleRefused(
            REVOKED_KEY,
            fingerprint=fingerprint_text(fingerprint_of(known.public_key)),
            name=manifest.sender.name,
            office=manifest.sender.office,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a submission says of itself: it is named by the SHA-256 of its manifest."""

    country: str
    number: int
    previous: str | None
    sha256: str
    name: str
    office: str

    @property
    def named(self) -> dict[str, object]:
        """The values by which sentences name a submission and its sender."""
        return {
            "number": self.number,
            "country": self.country,
            "name": self.name,
            "office": self.office,
        }


def standing(claim: Claim, *, last: Accepted | None) -> Standing:
    """Return where a verified submission stands by what it says of itself.

    *last* is the latest one accepted for the same country and key, None if there is none. Raises
    BundleRefused for an equal number with other content, a broken chain, a number far ahead.
    """
    if last is None:
        _require_near(claim, 0)
        return Standing.NEXT if claim.number == 1 else Standing.AFTER_GAP
    if claim.number < last.number:
        return Standing.OLDER
    if claim.number == last.number:
        if claim.sha256 != last.manifest_sha256:
            raise BundleRefused(FORKED, **claim.named)
        return Standing.REPEATED
    _require_near(claim, last.number)
    if claim.number > last.number + 1:
        return Standing.AFTER_GAP
    if claim.previous != last.manifest_sha256:
        raise BundleRefused(BROKEN_CHAIN, last=last.number, **claim.named)
    return Standing.NEXT


def _require_near(claim: Claim, last: int) -> None:
    if claim.number > last + FAR_AHEAD:
        raise BundleRefused(TOO_FAR_AHEAD, last=last, **claim.named)
