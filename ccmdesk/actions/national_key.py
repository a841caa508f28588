"""Change the national key: a new one is made, and the old one signs the list a last time."""

from __future__ import annotations

import os
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.signing_key import KEY_FILE, file_before, signing_key
from ccmdesk.actions.trust import NO_LIST, change_root, kept_list
from ccmdesk.bundle.key_file import key_from_file, key_to_file
from ccmdesk.bundle.keys import SigningKey, new_key
from ccmdesk.bundle.trust_list import SignedTrustList
from ccmdesk.db.atomic_file import move_file, write_file
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem

NEXT_FILE = "signing-key-next.json"


def change_national_key(
    folder: Path, country: StateCode, *, passphrase: str, author: Author
) -> SignedTrustList:
    """Make the key of this office a new one, and name it in the list as the national key.

    Both keys have the same passphrase. The old one is kept beside, since packages that were
    encrypted to it need it. Done again after it was cut off, it goes on with the same new key.
    Raises Problem when there is no list, or the key of this office does not sign it.
    """
    kept = kept_list(folder, country)
    if kept is None:
        raise Problem(NO_LIST, country=country)
    old = signing_key(folder, passphrase=passphrase)
    new = _next_key(folder, passphrase)
    if kept.content.root != new.public_key.hex():
        kept = change_root(folder, country, new, signing=(old, author))
    _take_over(folder, version=kept.content.version)
    return kept


def _next_key(folder: Path, passphrase: str) -> SigningKey:
    path = folder / NEXT_FILE
    if path.exists():
        return key_from_file(path.read_bytes(), passphrase=passphrase)
    key = new_key(os.urandom)
    raw = key_to_file(key, passphrase=passphrase, random=os.urandom)
    write_file(path, lambda out: out.write(raw), private=True)
    return key


def _take_over(folder: Path, *, version: int) -> None:
    """Keep the old key under another name, then put the new one in its place in one move."""
    path = folder / KEY_FILE
    old = path.read_bytes()
    write_file(file_before(folder, version), lambda out: out.write(old), private=True)
    move_file(folder / NEXT_FILE, path)
