"""The keys of a country as a person reads them: whose, which, and how far each is believed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.signing_key import own_public_key
from ccmdesk.actions.trust import NO_LIST, KeyStanding, kept_list, list_file, standing_of
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.trust_list import ListedKey, SignedTrustList
from ccmdesk.model.codes import StateCode
from ccmdesk.model.words import N_, Message

_STANDING = {
    KeyStanding.EXPIRES_SOON: N_(
        "Expires soon, on {day}: compare it again. Verified by {person} on {date}."
    ),
    KeyStanding.EXPIRED: N_(
        "Expired on {day} and still believed: compare it again. Verified by {person} on {date}."
    ),
}
_VERIFIED = N_("Verified by {person} on {date}.")
_REVOKED = N_("Revoked on {date}. None of its packages is believed.")
_REVOKED_FROM = N_("Revoked on {date}. Its packages from number {number} on are not believed.")
_OWN = N_(
    "Key of this office. Unverified: make its key card and send it to the national authority."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One key; *is_good* while its packages are believed, *can_be_revoked* when it is listed."""

    office: str
    person: str
    fingerprint: str
    state: Message
    is_good: bool
    can_be_revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKeys:
    """What is known here of a country's keys.

    *may_sign* says whether the key of this office signs the list: that of the national authority,
    or any while there is none. *file* is what is sent to the offices.
    """

    lines: tuple[KeyLine, ...]
    about: Message
    file: Path | None
    may_sign: bool
    has_list: bool


def keys_of_country(folder: Path, country: StateCode, *, today: dt.date) -> KnownKeys:
    """Return the keys that are kept in *folder*; raises Problem when the list was changed."""
    kept, own = kept_list(folder, country), own_public_key(folder)
    listed_keys = () if kept is None else kept.content.keys
    by_office = sorted(listed_keys, key=lambda key: (key.office.casefold(), key.public_key))
    lines = tuple(_line(key, today) for key in by_office)
    listed = kept is not None and own is not None and own.hex() in _public_keys(kept)
    if own is not None and not listed:
        lines = (*lines, _own_line(own))
    return KnownKeys(
        lines=lines,
        about=_about(kept, country),
        file=None if kept is None else list_file(folder, country),
        may_sign=kept is None or (own is not None and own.hex() == kept.content.root),
        has_list=kept is not None,
    )


def _public_keys(kept: SignedTrustList) -> set[str]:
    return {key.public_key for key in kept.content.keys}


def _about(kept: SignedTrustList | None, country: StateCode) -> Message:
    if kept is None:
        return Message(NO_LIST, {"country": country})
    said = N_("Version {version} of {date}. The national key that signs it: {fingerprint}")
    values = {
        "version": str(kept.content.version),
        "date": kept.content.issued_on,
        "fingerprint": _fingerprint(kept.content.root),
    }
    return Message(said, values)


def _line(key: ListedKey, today: dt.date) -> KeyLine:
    return KeyLine(
        office=key.office,
        person=key.name,
        fingerprint=_fingerprint(key.public_key),
        state=_state(key, today),
        is_good=key.distrusted_from is None,
        can_be_revoked=True,
    )


def _state(key: ListedKey, today: dt.date) -> Message:
    first = key.distrusted_from
    if first is not None:
        said = _REVOKED if first <= 1 else _REVOKED_FROM
        return Message(said, {"date": key.revoked_on, "number": str(first)})
    said = _STANDING.get(standing_of(key, today=today), _VERIFIED)
    values: dict[str, object] = {"person": key.verified_by, "date": key.verified_on}
    if key.expires_on is not None:
        values["day"] = key.expires_on
    return Message(said, values)


def _own_line(own: bytes) -> KeyLine:
    return KeyLine(
        office="–",
        person="–",
        fingerprint=_fingerprint(own.hex()),
        state=Message(_OWN),
        is_good=True,
        can_be_revoked=False,
    )


def _fingerprint(public_key: str) -> str:
    return fingerprint_text(fingerprint_of(bytes.fromhex(public_key)))
