"""The key of an encrypted plan, as a person proves to have it: by passphrase or recovery code."""

from __future__ import annotations

from pathlib import Path

from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.db.encrypting import ON_A_SERVER, decrypt_file, encrypt_file
from ccmdesk.db.key_beside import (
    SALT_BYTES,
    SHORT,
    SHORTEST,
    WRONG,
    is_encrypted,
    is_no_plain_plan,
    key_file,
    key_of_code,
    unwrap_key,
    wrap_key,
)
from ccmdesk.db.opening import check_identity
from ccmdesk.db.store import Store
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message

NOT_THE_SAME = N_("The two passphrases are not the same. Nothing was written.")


def needs_key(file: Path) -> bool:
    """Whether *file* is an encrypted plan with its key file beside it."""
    return _begins_unlike_a_plan(file) and is_encrypted(file)


def may_lack_key_file(file: Path) -> bool:
    """Whether *file* may be an encrypted plan whose key file was left behind."""
    return _begins_unlike_a_plan(file) and not key_file(file).exists()


def key_of_store(store: Store) -> bytes | None:
    """Return the key of an open plan; None for a plain one."""
    return store.opened.key


def why_not_encrypted(store: Store) -> Message | None:
    """Return why an open plan can have no key; None where it can."""
    return Message(ON_A_SERVER, {"name": store.path.name}) if store.is_shared else None


def is_key_of(key: bytes, file: Path) -> bool:
    """Whether an encrypted plan, such as a backup, has this very key."""
    with file.open("rb") as source:
        return source.read(SALT_BYTES) == key[-SALT_BYTES:]


def key_by_passphrase(file: Path, passphrase: str) -> bytes:
    """Return the key of a plan; takes about 0.2 s.

    Raises Problem when the passphrase is wrong, the key file is damaged or gone, or the plan is
    damaged.
    """
    with chosen_file(file):
        key = unwrap_key(file, passphrase)
    check_identity(file, key)
    return key


def key_by_code(file: Path, code: str) -> bytes:
    """Return the key of a plan by the code of its recovery sheet.

    Raises Problem when the code is mistyped or of another plan, or the plan is damaged.
    """
    with chosen_file(file):
        key = key_of_code(file, code)
    check_identity(file, key)
    return key


def check_new_passphrase(passphrase: str, again: str) -> None:
    """Raise Problem unless a new passphrase is long enough and was typed twice alike."""
    if len(passphrase) < SHORTEST:
        raise Problem(SHORT, shortest=str(SHORTEST))
    if passphrase != again:
        raise Problem(NOT_THE_SAME)


def encrypt_plan(file: Path, passphrase: str) -> bytes:
    """Encrypt a closed plan in its place and return its key; raises Problem."""
    return encrypt_file(file, passphrase)


def decrypt_plan(file: Path, key: bytes) -> None:
    """Make a closed encrypted plan a plain one, in its place; raises Problem."""
    decrypt_file(file, key)


def change_passphrase(file: Path, key: bytes, passphrase: str) -> None:
    """Let another passphrase open a plan; only the key file beside it is written."""
    wrap_key(file, key, passphrase)


def not_opened(file: Path) -> Problem:
    """Return what to say of a passphrase that does not open the plan in *file*."""
    return Problem(WRONG, name=file.name, file=key_file(file).name)


def _begins_unlike_a_plan(file: Path) -> bool:
    """Whether a file has no plain beginning; why it cannot be read is told when it is opened."""
    try:
        return file.is_file() and is_no_plain_plan(file)
    except OSError:
        return False
