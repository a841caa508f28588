"""The key this office signs with: made on first use, kept encrypted in a file of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ccmdesk.bundle.key_file import (
    Protection,
    key_from_file,
    key_to_file,
    protection_of,
    public_key_of,
)
from ccmdesk.bundle.keys import PublicKey, SigningKey, new_key
from ccmdesk.db.atomic_file import write_file
from ccmdesk.model.problem import Problem

KEY_FILE = "signing-key.json"
_BEFORE = "signing-key-before-{version}.json"


def signing_key(folder: Path, *, passphrase: str) -> SigningKey:
    """Return the key kept in *folder*, making it when there is none yet.

    An empty passphrase leaves the file protected by its access rights only. Raises Problem when
    the passphrase does not open it or the file is damaged; a key is never replaced by itself.
    """
    path = folder / KEY_FILE
    if path.exists():
        return key_from_file(path.read_bytes(), passphrase=passphrase)
    key = new_key(os.urandom)
    folder.mkdir(parents=True, exist_ok=True)
    raw = key_to_file(key, passphrase=passphrase, random=os.urandom)
    write_file(path, lambda out: out.write(raw), private=True)
    return key


def needs_passphrase(folder: Path) -> bool | None:
    """Whether the key in *folder* is kept under a passphrase; None while there is no key."""
    path = folder / KEY_FILE
    if not path.exists():
        return None
    return protection_of(path.read_bytes()) is Protection.PASSPHRASE


def own_public_key(folder: Path) -> PublicKey | None:
    """Return the public half of the key in *folder* without opening it; None without a key."""
    path = folder / KEY_FILE
    return public_key_of(path.read_bytes()) if path.exists() else None


def file_before(folder: Path, version: int) -> Path:
    """Return where the key is kept that was changed with that version of the list of keys."""
    return folder / _BEFORE.format(version=version)


def keys_before(folder: Path, *, passphrase: str) -> Iterator[SigningKey]:
    """Yield the keys that were changed since; one that the passphrase does not open is left out."""
    for raw in _kept_before(folder):
        with suppress(Problem):
            yield key_from_file(raw, passphrase=passphrase)


def public_keys_before(folder: Path) -> Iterator[PublicKey]:
    """Yield the public halves of the keys that were changed since."""
    for raw in _kept_before(folder):
        with suppress(Problem):
            yield public_key_of(raw)


def _kept_before(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.glob(_BEFORE.format(version="*"))):
        yield path.read_bytes()
