"""The Ed25519 key pair (RFC 8032) an office signs with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ccmdesk.bundle.fingerprint import Fingerprint, fingerprint_of

PublicKey = NewType("PublicKey", bytes)
"""A raw Ed25519 public key, 32 bytes."""

RandomBytes = Callable[[int], bytes]
"""Gives that many unpredictable bytes; the caller passes ``os.urandom``."""

SEED_BYTES = 32


@dataclass(frozen=True)
class SigningKey:
    """A private key, held only while it is used; *seed* is its 32 secret bytes."""

    seed: bytes = field(repr=False)

    @cached_property
    def public_key(self) -> PublicKey:
        """The raw public key that belongs to it."""
        return PublicKey(self._private.public_key().public_bytes_raw())

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the public key."""
        return fingerprint_of(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of *message*, 64 bytes."""
        return self._private.sign(message)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def new_key(random: RandomBytes) -> SigningKey:
    """Return a new key pair made from 32 bytes of *random*."""
    return SigningKey(random(SEED_BYTES))


def is_signed_by(public_key: PublicKey, message: bytes, signature: bytes) -> bool:
    """Whether *signature* over *message* was made with the private half of *public_key*."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):  # ValueError: the bytes are no point of the curve
        return False
    return True
