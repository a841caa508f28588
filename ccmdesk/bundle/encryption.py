"""Encrypts a package as a whole with age, and opens one within the limits of the reader.

age (age-encryption.org/v1) says nothing of who encrypted: the signature is inside. Plain bytes are
kept in memory, larger ones in a temporary file without a name, which nobody else can open.
"""

from __future__ import annotations

import io
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from enum import Enum
from typing import BinaryIO, cast

import pyrage

from ccmdesk.bundle.age_key import AgeRecipient, age_identity
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.limits import LIMITS, MIB, Limits
from ccmdesk.bundle.refused import TOO_LARGE, BundleRefused
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

SUFFIX = ".age"
_MAGIC = b"age-encryption.org/"
_VERSION = b"age-encryption.org/v1\n"
_MOST_HEADER = 64 * 1024
"""Room for 600 receivers; what age takes to read it grows with the square of its length."""
_END_OF_HEADER = b"\n--- "
_MOST_WORK = 20
"""2**20 rounds of scrypt take 1 GiB of memory; the age program writes 18."""
_IN_MEMORY = 64 * MIB
_BY_PASSPHRASE = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")

NOT_ENCRYPTED_FOR_US = N_(
    "The package is encrypted, and the key of this computer does not open it: it is not for you, or"
    " it is for another key. Send the key card of this office to the sender and ask for the package"
    " again."
)
DAMAGED_ENCRYPTION = N_(
    "The encrypted package was damaged on its way, or its end is missing. Copy it again from where"
    " it came from, or ask the sender to send it again."
)
WRONG_PASSPHRASE = N_(
    "The passphrase does not open the package. Type it again as the sender says it; capitals,"
    " spaces and the keyboard's language count."
)
TOO_MUCH_WORK = N_(
    "Opening the package would take more memory than is accepted. Do not open it; ask the sender to"
    " encrypt it with ccmdesk."
)
OTHER_AGE = N_(
    "The package is encrypted in a way that this program does not know. Ask the sender to encrypt"
    " it with ccmdesk."
)
_SAID = {
    "No matching keys found": NOT_ENCRYPTED_FOR_US,
    "Decryption failed": WRONG_PASSPHRASE,
    "Excessive work parameter for passphrase": TOO_MUCH_WORK,
}


class OpensWith(Enum):
    """What an encrypted package asks for."""

    KEY = "key"
    PASSPHRASE = "passphrase"  # noqa: S105 - the word, not a secret  # nosec B105


def encrypt_to(raw: bytes, recipients: Sequence[AgeRecipient]) -> bytes:
    """Return *raw* encrypted to all of *recipients*; each opens it alone."""
    meant = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    return bytes(pyrage.encrypt(raw, meant))


def encrypt_with(raw: bytes, passphrase: str) -> bytes:
    """Return *raw* encrypted with a passphrase; takes about a second by design."""
    return bytes(pyrage.passphrase.encrypt(raw, _typed(passphrase)))


def opens_with(source: BinaryIO) -> OpensWith | None:
    """Return what the package at *source* asks for, None when it is not encrypted.

    Raises BundleRefused when it asks for something this program does not have, or for too much.
    """
    source.seek(0)
    start = source.read(_MOST_HEADER)
    source.seek(0)
    if not start.startswith(_MAGIC):
        return None
    if not start.startswith(_VERSION):
        raise BundleRefused(OTHER_AGE)
    scrypt = _BY_PASSPHRASE.match(start, len(_VERSION))
    if scrypt is None:
        return OpensWith.KEY
    if int(scrypt[1]) > _MOST_WORK:
        raise BundleRefused(TOO_MUCH_WORK)
    return OpensWith.PASSPHRASE


def decrypt(source: BinaryIO, *, key: SigningKey, limits: Limits = LIMITS) -> BinaryIO:
    """Return what is in an encrypted package, to be read and closed; else BundleRefused."""
    _require_bounds(source, limits)
    plain = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
    try:
        pyrage.decrypt_io(source, plain, [age_identity(key)])
    except (pyrage.DecryptError, OSError) as error:
        plain.close()
        raise _refused(error) from error
    plain.seek(0)
    return plain


def decrypt_with(source: BinaryIO, *, passphrase: str, limits: Limits = LIMITS) -> BinaryIO:
    """Return what is in a package that was encrypted with a passphrase; else BundleRefused."""
    _require_bounds(source, limits)
    try:
        return io.BytesIO(pyrage.passphrase.decrypt(source.read(), _typed(passphrase)))
    except pyrage.DecryptError as error:
        raise _refused(error) from error


def _refused(error: Exception) -> Problem:
    """Return why a package is not opened; a full disk is told as it is."""
    if isinstance(error, OSError) and error.errno is not None:
        raise error
    return BundleRefused(_SAID.get(str(error), DAMAGED_ENCRYPTION))


def _require_bounds(source: BinaryIO, limits: Limits) -> None:
    """Hold the encrypted bytes to the limit of the plain ones, which are always fewer.

    A header that does not end would be read for hours.
    """
    if source.seek(0, io.SEEK_END) > limits.package + MIB:
        raise BundleRefused(TOO_LARGE, megabytes=limits.package // MIB)
    source.seek(0)
    if _END_OF_HEADER not in source.read(_MOST_HEADER):
        raise BundleRefused(DAMAGED_ENCRYPTION)
    source.seek(0)


def _typed(passphrase: str) -> str:
    """Composed and decomposed accents are the same passphrase."""
    return unicodedata.normalize("NFC", passphrase)
