"""What is encrypted is read whole, as large as a package may be, and no header without end."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import BinaryIO

import pytest

from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.encryption import (
    OpensWith,
    decrypt,
    decrypt_with,
    encrypt_to,
    encrypt_with,
    opens_with,
)
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.limits import MIB, Limits
from ccmdesk.bundle.manifest import sha256_of
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.lang.lang import ENGLISH

FIELD = SigningKey(b"f" * 32)
SECRET = "die Brücke steht"
PLAIN = b"a package of more than a mebibyte " * 40_000


def _for_field() -> bytes:
    return encrypt_to(PLAIN, [age_recipient(FIELD)])


def _locked() -> bytes:
    return encrypt_with(PLAIN, SECRET)


def _by_key(sent: bytes, limits: Limits) -> BinaryIO:
    return decrypt(io.BytesIO(sent), key=FIELD, limits=limits)


def _by_passphrase(sent: bytes, limits: Limits) -> BinaryIO:
    return decrypt_with(io.BytesIO(sent), passphrase=SECRET, limits=limits)


@pytest.mark.parametrize(("made", "opened"), [(_for_field, _by_key), (_locked, _by_passphrase)])
def test_encryption_may_add_a_mebibyte_to_the_largest_package_and_no_byte_more(
    made: Callable[[], bytes], opened: Callable[[bytes, Limits], BinaryIO]
) -> None:
    sent = made()
    with opened(sent, Limits(package=len(sent) - MIB)) as plain:
        assert sha256_of(plain.read()) == sha256_of(PLAIN)
    with pytest.raises(BundleRefused) as refused:
        opened(sent, Limits(package=len(sent) - MIB - 1))
    assert "is larger than 0 MB" in ENGLISH.say(refused.value.message)


def test_a_list_of_receivers_that_does_not_end_soon_is_not_read() -> None:
    """age would take minutes over some thousands, and the square of that over more."""
    shares = [b64encode(sha256(b"%d" % number).digest())[:43] for number in range(1_000)]
    stanzas = b"".join(b"-> X25519 %b\n%b\n" % (share, share) for share in shares)
    raw = b"age-encryption.org/v1\n" + stanzas + b"--- %b\n" % shares[0] + bytes(64)
    with pytest.raises(BundleRefused, match="damaged on its way, or its end is missing"):
        decrypt(io.BytesIO(raw), key=FIELD)


def test_a_package_for_five_hundred_receivers_is_read() -> None:
    others = [age_recipient(SigningKey(number.to_bytes(32, "big"))) for number in range(1, 500)]
    sent = encrypt_to(b"for all", [*others, age_recipient(FIELD)])
    with decrypt(io.BytesIO(sent), key=FIELD) as plain:
        assert plain.read() == b"for all"


@pytest.mark.parametrize(("work", "accepted"), [(18, True), (20, True), (21, False)])
def test_a_passphrase_may_cost_a_gibibyte_of_memory_and_no_more(
    work: int, *, accepted: bool
) -> None:
    raw = b"age-encryption.org/v1\n-> scrypt %b %d\n" % (b"A" * 22, work)
    if accepted:
        assert opens_with(io.BytesIO(raw)) is OpensWith.PASSPHRASE
    else:
        with pytest.raises(BundleRefused, match="more memory than is accepted"):
            opens_with(io.BytesIO(raw))
