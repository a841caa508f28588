"""Whose updates are believed on this computer: a list of its own, not that of the packages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ccmdesk.actions.author import Author
from ccmdesk.actions.signing_key import own_public_key
from ccmdesk.actions.trust import NOT_COMPARED, read_card_file
from ccmdesk.actions.updates.kept import UPDATES, kept_bytes
from ccmdesk.bundle import strict_json
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text, read_fingerprint
from ccmdesk.bundle.manifest import Line, Sha256
from ccmdesk.bundle.strict_json import NotStrictError
from ccmdesk.bundle.update_reader import VerifiedUpdate
from ccmdesk.bundle.update_refused import REVOKED_KEY, UNKNOWN_KEY
from ccmdesk.db.atomic_file import make_folder, write_file
from ccmdesk.model.problem import Problem
from ccmdesk.model.resources import resource

_KEYS = "keys.json"


class AcceptedKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key whose fingerprint a person at this computer compared with its owner."""

    public_key: Sha256
    name: Line
    office: Line
    accepted_on: dt.date
    accepted_by: str


class RevokedKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key from which no update is taken any more, by its fingerprint in the written form."""

    fingerprint: Line
    revoked_on: dt.date
    revoked_by: str


class _Keys(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    keys: tuple[AcceptedKey, ...] = ()
    revoked: tuple[RevokedKey, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key that is believed, and who compared it when; nobody did for one that came with us."""

    public_key: str
    accepted: AcceptedKey | None = None


def known_key(folder: Path, public_key: str) -> KnownKey | None:
    """Return what is known of the key an update is signed with; None for one not compared yet."""
    accepted = {key.public_key: key for key in accepted_keys(folder)}
    if public_key in accepted:
        return KnownKey(public_key, accepted[public_key])
    return KnownKey(public_key) if public_key in _from_the_start(folder) else None


def accepted_keys(folder: Path) -> tuple[AcceptedKey, ...]:
    """Return the keys that were accepted here."""
    return _kept(folder).keys


def require_not_revoked(folder: Path, verified: VerifiedUpdate) -> None:
    """Raise Problem when the key that signed an update was revoked here."""
    written = fingerprint_text(verified.fingerprint)
    for one in _kept(folder).revoked:
        if one.fingerprint == written:
            raise Problem(
                REVOKED_KEY,
                person=one.revoked_by,
                date=one.revoked_on,
                fingerprint=written,
                office=verified.manifest.sender.office,
            )


def revoke_key(folder: Path, said: str, *, author: Author) -> None:
    """Take no update more from the key whose fingerprint is *said*, known here or not.

    It stays so. Raises Problem when that is no fingerprint.
    """
    fingerprint, kept = read_fingerprint(said), _kept(folder)
    gone = RevokedKey(
        fingerprint=fingerprint_text(fingerprint),
        revoked_on=author.today,
        revoked_by=author.name,
    )
    if gone.fingerprint not in {one.fingerprint for one in kept.revoked}:
        left = (key for key in kept.keys if _fingerprint(key) != fingerprint)
        _keep(folder, _Keys(keys=tuple(left), revoked=(*kept.revoked, gone)))


def require_known(folder: Path, verified: VerifiedUpdate, *, compared: str, author: Author) -> None:
    """Keep the key that signed as accepted if *compared* is the fingerprint its owner said.

    Raises Problem for an unknown key that was not compared, and when the fingerprint is another,
    for a known key too: somebody heard something else than what is here.
    """
    manifest = verified.manifest
    said = {
        "fingerprint": fingerprint_text(verified.fingerprint),
        "name": manifest.sender.name,
        "office": manifest.sender.office,
    }
    if compared and read_fingerprint(compared) != fingerprint_of(verified.public_key):
        raise Problem(NOT_COMPARED, **said)
    if known_key(folder, manifest.sender.public_key):
        return
    if not compared:
        raise Problem(UNKNOWN_KEY, **said)
    accepted = AcceptedKey(
        public_key=manifest.sender.public_key,
        name=manifest.sender.name,
        office=manifest.sender.office,
        accepted_on=author.today,
        accepted_by=author.name,
    )
    kept = _kept(folder)
    _keep(folder, msgspec.structs.replace(kept, keys=(*kept.keys, accepted)))


def _from_the_start(folder: Path) -> set[str]:
    """Return the keys whose cards came with the program, and that of this computer itself."""
    cards = sorted(resource("update_keys").glob("*.json"))
    own = own_public_key(folder)
    return {read_card_file(card).public_key for card in cards} | ({own.hex()} if own else set())


def _fingerprint(key: AcceptedKey) -> bytes:
    return fingerprint_of(bytes.fromhex(key.public_key))


def _kept(folder: Path) -> _Keys:
    """Return the list of keys; an empty one where it is damaged: all are compared again."""
    try:
        return strict_json.decode(kept_bytes(folder / UPDATES / _KEYS) or b"", _Keys)
    except NotStrictError:
        return _Keys()


def _keep(folder: Path, keys: _Keys) -> None:
    path = folder / UPDATES / _KEYS
    make_folder(path.parent, name=path.name)
    write_file(path, lambda out: out.write(strict_json.encode(keys)))
