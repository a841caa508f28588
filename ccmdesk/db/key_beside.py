"""The key of an encrypted plan, wrapped by a passphrase, in a small file beside it.

The plan is encrypted with 32 random bytes that never change. argon2id (RFC 9106, 64 MiB, 3 passes,
4 lanes) turns the passphrase into a key for ChaCha20-Poly1305 (RFC 8439), which wraps them; another
passphrase writes this file alone. Its own check value tells damage from a wrong passphrase.
"""

from __future__ import annotations

import base64
import hashlib
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.beside import KEY, MAGIC, beside
from ccmdesk.db.engine import explained
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

SHORTEST = 12
KEY_BYTES, SALT_BYTES = 32, 16
_CHECK_BYTES = 3
_GROUP = 4
_MOST_BYTES = 4096

WRONG = N_(
    "The passphrase does not open the plan {name}. Type it again; capitals, spaces and the"
    " keyboard's language count. If the key file {file} came from elsewhere, put back that of this"
    " plan. If the passphrase is lost, open the plan with the code of its recovery sheet."
)
ASK = N_("The plan {name} is encrypted. Give its passphrase to open it.")
DAMAGED = N_(
    "The key file {file} beside the plan is damaged, so no passphrase can open the plan. Put back"
    " the key file of a backup of this plan, or open the plan with the code of its recovery sheet."
)
GONE = N_(
    "The key file {file} is not beside the plan, so no passphrase can open it. Put it back from"
    " where the plan was before or from a backup, or use the code of the recovery sheet."
)
SHORT = N_("A passphrase has at least {shortest} characters. Choose several words.")
BAD_CODE = N_(
    "This is not the code of a recovery sheet: a letter is wrong or missing. Type the 14 groups of"
    " 4 again, as they stand on the sheet."
)


class _KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Literal["ccmdesk-plan-key"]
    format: Literal[1]
    salt: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    nonce: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{24}\Z")]
    sealed: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{128}\Z")]
    check: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


def new_key() -> bytes:
    """Return a new key: 32 secret bytes, and the 16 bytes a file of it begins with."""
    return os.urandom(KEY_BYTES + SALT_BYTES)


def is_encrypted(plan: Path) -> bool:
    """Whether a plan cannot be read without the key in the file beside it."""
    return is_no_plain_plan(plan) and key_file(plan).exists()


def is_no_plain_plan(file: Path) -> bool:
    """Whether a file does not begin like a plain plan: it is encrypted, or no plan."""
    with explained(file), file.open("rb") as source:
        start = source.read(len(MAGIC))
    return bool(start) and start != MAGIC


def is_of_another_key(plan: Path, key: bytes | None) -> bool:
    """Whether a plan is encrypted with another key than *key*; it may be damaged otherwise."""
    salt = b"" if key is None else key[KEY_BYTES:]
    with plan.open("rb") as source:
        return is_encrypted(plan) and (not salt or source.read(SALT_BYTES) != salt)


def key_file(plan: Path) -> Path:
    """Return where the wrapped key of a plan is kept."""
    return beside(plan, KEY)


def wrap_key(plan: Path, key: bytes, passphrase: str) -> None:
    """Write the key file of *plan* for a passphrase; raises Problem for one that is too short."""
    if len(passphrase) < SHORTEST:
        raise Problem(SHORT, shortest=str(SHORTEST))
    blank = _KeyFile(
        kind="ccmdesk-plan-key",
        format=1,
        salt=os.urandom(SALT_BYTES).hex(),
        nonce=os.urandom(12).hex(),
        sealed="",
        check="",
    )
    sealed = _cipher(blank, passphrase).encrypt(bytes.fromhex(blank.nonce), key, None)
    full = msgspec.structs.replace(blank, sealed=sealed.hex())
    raw = msgspec.json.encode(msgspec.structs.replace(full, check=_check(full)))
    write_file(key_file(plan), lambda out: out.write(raw), private=True)


def unwrap_key(plan: Path, passphrase: str) -> bytes:
    """Return the key of *plan*; takes about 0.2 s.

    Raises Problem when the passphrase is wrong, or the key file is damaged or gone.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415

    file = _read(plan)
    try:
        return _cipher(file, passphrase).decrypt(
            bytes.fromhex(file.nonce), bytes.fromhex(file.sealed), None
        )
    except InvalidTag as error:
        raise Problem(WRONG, name=plan.name, file=key_file(plan).name) from error


def copy_key_file(plan: Path, to: Path, *, before: Callable[[], None]) -> None:
    """Give the copy *to* of an encrypted plan its key file; a plain plan has none.

    *before* is called when the key file is written and nothing is left but to give it its name.
    """
    source = key_file(plan)
    if source == key_file(to) or not source.exists() or not is_encrypted(plan):
        before()
        return
    raw = source.read_bytes()
    write_file(
        key_file(to), lambda out: out.write(raw), verify=lambda _part: before(), private=True
    )


def recovery_code(key: bytes) -> str:
    """Return the code that opens the plan without its passphrase: 14 groups of 4."""
    secret = key[:KEY_BYTES]
    text = base64.b32encode(secret + _code_check(secret)).decode("ascii")
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def key_of_code(plan: Path, code: str) -> bytes:
    """Return the key that a recovery code stands for; raises Problem when it was mistyped."""
    try:
        raw = base64.b32decode(_letters(code))
    except ValueError as error:  # a letter of another script too
        raise Problem(BAD_CODE) from error
    secret, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    if len(secret) != KEY_BYTES or check != _code_check(secret):
        raise Problem(BAD_CODE)
    with plan.open("rb") as source:
        return secret + source.read(SALT_BYTES)


def _letters(code: str) -> str:
    """Return the letters and digits of a code: a word processor may part them in its own way."""
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(sign for sign in plain if sign.isalnum())


def _code_check(secret: bytes) -> bytes:
    return hashlib.sha256(b"ccmdesk recovery code 1" + secret).digest()[:_CHECK_BYTES]


def _read(plan: Path) -> _KeyFile:
    path = key_file(plan)
    if not path.is_file():
        raise Problem(GONE, file=path.name)
    with explained(path), path.open("rb") as source:
        raw = source.read(_MOST_BYTES)
    try:
        file = msgspec.json.decode(raw, type=_KeyFile)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Problem(DAMAGED, file=path.name) from error
    if file.check != _check(file):
        raise Problem(DAMAGED, file=path.name)
    return file


def _check(file: _KeyFile) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(file, check=""))).hexdigest()


def _cipher(file: _KeyFile, passphrase: str) -> ChaCha20Poly1305:
    """Return the cipher for a passphrase; composed and decomposed accents give the same one.

    Its libraries are loaded for an encrypted plan only.
    """
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415

    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    salt = bytes.fromhex(file.salt)
    return ChaCha20Poly1305(hash_secret_raw(secret, salt, 3, 64 * 1024, 4, 32, Type.ID))
