"""The age key pair of an office (X25519): what others encrypt packages to, and what opens them.

It follows from the seed of the signing key (HKDF-SHA256, RFC 5869), so the key file of an office
holds both, a file that was made before there was encryption as well, and a copy of it opens all.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import x25519

from ccmdesk.bundle.keys import SigningKey

AgeRecipient = Annotated[str, msgspec.Meta(pattern=r"^age1[02-9ac-hj-np-z]{58}\Z")]
"""The public half, as the ``age`` program writes it."""

_PURPOSE = b"ccmdesk age X25519 1"
_PREFIX = "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def age_identity(key: SigningKey) -> x25519.Identity:
    """Return the private half that belongs to a signing key."""
    secret = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.seed)
    return x25519.Identity.from_str(_bech32(_PREFIX, secret).upper())


def age_recipient(key: SigningKey) -> AgeRecipient:
    """Return the public half that belongs to a signing key."""
    return str(age_identity(key).to_public())


def _bech32(prefix: str, raw: bytes) -> str:
    """Return *raw* as Bech32 (BIP 173), the spelling that age gives its keys."""
    values = _groups_of_five(raw)
    spread = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]
    check = _polymod([*spread, *values, *(0,) * 6]) ^ 1
    values += [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1" + "".join(_LETTERS[value] for value in values)


def _groups_of_five(raw: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in raw)
    padded = bits + "0" * (-len(bits) % 5)
    return [int(padded[at : at + 5], 2) for at in range(0, len(padded), 5)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            check ^= generator if (top >> place) & 1 else 0
    return check
