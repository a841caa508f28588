"""The file a private key is kept in: one JSON object, the key in it encrypted.

argon2id (RFC 9106, second recommended set: 64 MiB, 3 passes, 4 lanes) turns the passphrase into a
key for ChaCha20-Poly1305 (RFC 8439), which also seals everything else that stands in the file. The
cost is fixed by the format number, so a forged file cannot ask for more memory.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import Annotated, Literal

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ccmdesk.bundle import strict_json
from ccmdesk.bundle.keys import PublicKey, RandomBytes, SigningKey
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

ARGON2_PASSES = 3
ARGON2_KIB = 64 * 1024
ARGON2_LANES = 4
SALT_BYTES = 16
NONCE_BYTES = 12
MAX_FILE_BYTES = 4096

NOT_A_KEY_FILE = N_(
    "This is not a key file of ccmdesk, or it is damaged. Restore it from your copy; without a "
    "copy, make a new key and tell its fingerprint to everyone who has the old one."
)
WRONG_PASSPHRASE = N_(
    "The passphrase does not open the key. Type it again; capitals, spaces and the keyboard's "
    "language count."
)
NEEDS_PASSPHRASE = N_("The key is protected by a passphrase. Type the passphrase of the key.")


class Protection(Enum):
    """What keeps a stranger who has the file from signing with it."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the word, not a secret  # nosec B105
    FILE_MODE = "file-mode"
    """Nothing but the access rights of the file: it was written with an empty passphrase."""


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of the file; *sealed* is the encrypted seed and its tag."""

    kind: Literal["ccmdesk-key"]
    format: Literal[1]
    protection: Protection
    public_key: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    salt: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    nonce: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{24}\Z")]
    sealed: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{96}\Z")]


def key_to_file(key: SigningKey, *, passphrase: str, random: RandomBytes) -> bytes:
    """Return the bytes of the key file; write them with mode 0600.

    An empty *passphrase* is allowed, for a key that must work without a question: the file is then
    protected by nothing but its access rights, and says so (Protection.FILE_MODE).
    """
    blank = KeyFile(
        kind="ccmdesk-key",
        format=1,
        protection=Protection.PASSPHRASE if passphrase else Protection.FILE_MODE,
        public_key=key.public_key.hex(),
        salt=random(SALT_BYTES).hex(),
        nonce=random(NONCE_BYTES).hex(),
        sealed="",
    )
    sealed = _cipher(blank, passphrase).encrypt(
        bytes.fromhex(blank.nonce), key.seed, strict_json.encode(blank)
    )
    return strict_json.encode(msgspec.structs.replace(blank, sealed=sealed.hex()))


def key_from_file(raw: bytes, *, passphrase: str) -> SigningKey:
    """Return the key; takes about 0.2 s and 64 MiB. Raises Problem on damage or a wrong passphrase.

    For a file with Protection.FILE_MODE the passphrase is "".
    """
    file = _read(raw)
    if file.protection is Protection.PASSPHRASE and not passphrase:
        raise Problem(NEEDS_PASSPHRASE)
    blank = strict_json.encode(msgspec.structs.replace(file, sealed=""))
    try:
        seed = _cipher(file, passphrase).decrypt(
            bytes.fromhex(file.nonce), bytes.fromhex(file.sealed), blank
        )
    except InvalidTag as error:
        raise Problem(_why_closed(file, passphrase)) from error
    key = SigningKey(seed)
    if key.public_key.hex() != file.public_key:
        raise Problem(NOT_A_KEY_FILE)
    return key


def protection_of(raw: bytes) -> Protection:
    """Return how the key in a file is protected, without opening it: whether to ask at all."""
    return _read(raw).protection


def public_key_of(raw: bytes) -> PublicKey:
    """Return the public key named in a file, without opening it; only opening proves it."""
    return PublicKey(bytes.fromhex(_read(raw).public_key))


def _read(raw: bytes) -> KeyFile:
    if len(raw) > MAX_FILE_BYTES:
        raise Problem(NOT_A_KEY_FILE)
    try:
        return strict_json.decode(raw.removesuffix(b"\n"), KeyFile)
    except strict_json.NotStrictError as error:
        raise Problem(NOT_A_KEY_FILE) from error


def _cipher(file: KeyFile, passphrase: str) -> ChaCha20Poly1305:
    """Return the cipher for a passphrase; composed and decomposed accents give the same one."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    salt = bytes.fromhex(file.salt)
    return ChaCha20Poly1305(
        hash_secret_raw(secret, salt, ARGON2_PASSES, ARGON2_KIB, ARGON2_LANES, 32, Type.ID)
    )


def _why_closed(file: KeyFile, passphrase: str) -> str:
    if file.protection is Protection.FILE_MODE and not passphrase:
        return NOT_A_KEY_FILE
    return WRONG_PASSPHRASE
