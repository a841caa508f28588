"""The short form of a public key that two people compare by voice, by letter or at a meeting."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import NewType

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

Fingerprint = NewType("Fingerprint", bytes)
"""The first 160 bits of SHA-256 of a raw Ed25519 public key: 20 bytes."""

FINGERPRINT_BYTES = 20
_BASE32 = re.compile(r"[A-Z2-7]{32}")
_DIGITS = re.compile(r"[0-9]{50}")


def fingerprint_of(public_key: bytes) -> Fingerprint:
    """Return the fingerprint of a raw public key of 32 bytes."""
    return Fingerprint(hashlib.sha256(public_key).digest()[:FINGERPRINT_BYTES])


def fingerprint_text(fingerprint: Fingerprint) -> str:
    """Return the written form: 8 groups of 4 base32 characters (RFC 4648), parted by spaces."""
    return _grouped(base64.b32encode(fingerprint).decode("ascii"), 4)


def fingerprint_digits(fingerprint: Fingerprint) -> str:
    """Return the form for the telephone: 10 groups of 5 decimal digits.

    160 bits take 49 digits; one zero in front makes them fill the groups.
    """
    return _grouped(f"{int.from_bytes(fingerprint, 'big'):050d}", 5)


def read_fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint a person typed in either form; spaces, hyphens and case do not count.

    Raises Problem when the text is neither form.
    """
    plain = re.sub(r"[\s-]", "", text).upper()
    if _BASE32.fullmatch(plain):
        return Fingerprint(base64.b32decode(plain))
    if _DIGITS.fullmatch(plain) and int(plain) < 1 << 8 * FINGERPRINT_BYTES:
        return Fingerprint(int(plain).to_bytes(FINGERPRINT_BYTES, "big"))
    raise Problem(
        N_(
            "This is not a key fingerprint: type all 8 groups of 4 letters and digits, or all 10 "
            "groups of 5 digits."
        )
    )


def _grouped(text: str, size: int) -> str:
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
