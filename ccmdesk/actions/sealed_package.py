"""Encrypts a finished package for its receivers, and opens one that came encrypted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ccmdesk.actions.chosen_file import CHOOSE_PACKAGE, chosen_file
from ccmdesk.actions.looking.child import FileKind
from ccmdesk.actions.looking.look_through import look_through
from ccmdesk.actions.receivers import Receiver
from ccmdesk.actions.signing_key import keys_before, needs_passphrase, signing_key
from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.encryption import (
    NOT_ENCRYPTED_FOR_US,
    SUFFIX,
    OpensWith,
    decrypt,
    decrypt_with,
    encrypt_to,
    encrypt_with,
    opens_with,
)
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import Recipient
from ccmdesk.bundle.reader import Asked, M
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.document import Watch, go_on
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message

NO_KEY_HERE = N_(
    "The package is encrypted, and this computer has no key yet. Make the key card of this office,"
    " send it to the sender, and ask for the package again."
)
NEEDS_ITS_PASSPHRASE = N_(
    "The package is encrypted with a passphrase. Ask the sender for it by telephone, and give it in"
    " a file or when you are asked for it."
)
EITHER = N_(
    "A package is encrypted to receivers or with a passphrase, not both. Choose one of the two."
)
RECEIVER = "receiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Who is to open a package beside its sender: *receivers*, or who knows *passphrase*."""

    receivers: tuple[Receiver, ...] = ()
    passphrase: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.receivers and self.passphrase:
            raise Problem(EITHER)

    @property
    def encrypts(self) -> bool:
        """Whether the package is encrypted at all."""
        return bool(self.receivers or self.passphrase)


OPEN = Sealing()
"""A package that everyone can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """Where the key of this office and the passphrase of a package come from, once asked for.

    *before* are the keys that the office had before: packages encrypted to them still come.
    """

    key: Callable[[], SigningKey | None] = lambda: None
    before: Callable[[], Sequence[SigningKey]] = tuple
    passphrase: Callable[[], str] = lambda: ""

    def each_key(self) -> Iterator[SigningKey]:
        """Yield the keys to try one after the other; none while there is none of now."""
        now = self.key()
        if now is not None:
            yield now
            yield from self.before()


LOCKED = Unlock()


@dataclass(frozen=True, slots=True)
class PlainPackage:
    """The bytes of a package as they were signed, and the key of ours that opened them, if any.

    *looked_through* is the SHA-256 of the manifest that it was looked through with, "" without.
    """

    source: BinaryIO
    opened_with: SigningKey | None
    looked_through: str = ""


def named_in(sealing: Sealing) -> tuple[Recipient, ...]:
    """Return the receivers as the signed manifest names them."""
    return tuple(Recipient(code=RECEIVER, name=r.office, age=r.age) for r in sealing.receivers)


def sealing_words(sealing: Sealing) -> Iterator[Message]:
    """Yield what to say of who can open what was packed."""
    for one in sealing.receivers:
        yield Message(N_("Encrypted to {office}; you can open it too."), {"office": one.office})
        if not one.compared:
            yield Message(
                N_(
                    "Nobody here has compared the key of {office}: compare {fingerprint} with them"
                    " by telephone before you send the package."
                ),
                {"office": one.office, "fingerprint": one.fingerprint},
            )
    if sealing.passphrase:
        yield Message(
            N_(
                "Encrypted with the passphrase. Tell it to the receiver by telephone, not beside"
                " the package."
            )
        )


def sealed_path(path: Path, sealing: Sealing) -> Path:
    """Return the name of a package: one that is encrypted ends with .age."""
    if not sealing.encrypts or path.suffix == SUFFIX:
        return path
    return path.with_name(path.name + SUFFIX)


def sealed(raw: BytesIO, sealing: Sealing, *, key: SigningKey) -> bytes | memoryview:
    """Return what is written: the package, encrypted also to its sender when it is encrypted."""
    if sealing.passphrase:
        return encrypt_with(raw.getvalue(), sealing.passphrase)
    if not sealing.receivers:
        return raw.getbuffer()
    own = age_recipient(key)
    return encrypt_to(raw.getvalue(), sorted({own, *(each.age for each in sealing.receivers)}))


def unlock_of(sealing: Sealing, key: SigningKey) -> Unlock:
    """Return what opens a package for the one who has just packed it."""
    return Unlock(key=lambda: key, passphrase=lambda: sealing.passphrase)


def unlock_with(folder: Path, *, passphrase: str) -> Unlock:
    """Return what opens packages with the keys kept in *folder*; each is read once."""

    def key() -> SigningKey | None:
        there = needs_passphrase(folder) is not None
        return signing_key(folder, passphrase=passphrase) if there else None

    return Unlock(
        key=cache(key), before=cache(lambda: tuple(keys_before(folder, passphrase=passphrase)))
    )


@contextmanager
def plain_package(path: Path, unlock: Unlock) -> Iterator[PlainPackage]:
    """Give the package at *path* to read, decrypted to memory or a file without a name.

    Raises Problem when there is none, when it is not for us, or the passphrase is another one.
    """
    with chosen_file(path, folder_says=CHOOSE_PACKAGE) as source:
        match opens_with(source):
            case None:
                yield PlainPackage(source, None)
            case OpensWith.KEY:
                opened = _opened_by_key(source, unlock)
                with opened.source:
                    yield opened
            case OpensWith.PASSPHRASE:
                passphrase = unlock.passphrase()
                if not passphrase:
                    raise Problem(NEEDS_ITS_PASSPHRASE)
                with decrypt_with(source, passphrase=passphrase) as plain:
                    yield PlainPackage(plain, None)


@contextmanager
def received_package(path: Path, unlock: Unlock, *, watch: Watch = go_on) -> Iterator[PlainPackage]:
    """Give a package from elsewhere as `plain_package` does, once a process of its own read it.

    *watch* stops that reading by raising.
    """
    with plain_package(path, unlock) as plain:
        found = look_through(FileKind.PACKAGE, plain.source, name=path.name, watch=watch)
        yield replace(plain, looked_through=found)


def asked_of(plain: PlainPackage, kind: type[M], *, trusted: Sequence[TrustedKey] = ()) -> Asked[M]:
    """Return what must hold for a package that is open already."""
    opened_with, looked_through = plain.opened_with, plain.looked_through
    return Asked(kind, trusted=trusted, opened_with=opened_with, looked_through=looked_through)


def _opened_by_key(source: BinaryIO, unlock: Unlock) -> PlainPackage:
    refused = Problem(NO_KEY_HERE)
    for key in unlock.each_key():
        try:
            return PlainPackage(decrypt(source, key=key), key)
        except BundleRefused as why:
            if why.message.msgid != NOT_ENCRYPTED_FOR_US:
                raise
            refused = why
    raise refused
