"""The key this office signs with: made on first use, kept encrypted in a file of its own."""

from __future__ import annotations

import os
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

KEY_FILE = "signing-key.json"


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
