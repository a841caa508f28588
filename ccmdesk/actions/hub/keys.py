"""Whose keys sign for which State at the hub: compared by a person, or taken back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.alarms import alarm_of
from ccmdesk.actions.hub.chain import alarm_kind, doubt, placed
from ccmdesk.actions.hub.count import count_chosen
from ccmdesk.bundle.fingerprint import (
    Fingerprint,
    fingerprint_of,
    fingerprint_text,
    read_fingerprint,
)
from ccmdesk.bundle.keys import PublicKey
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.db.hub.store import Hub
from ccmdesk.db.hub.writing import HubWriting
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.rules.hub.filed import AlarmKind, Filed, FiledKey, Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnKey:
    """What a person says of a key of a State; *compared* is its fingerprint by its owner's word."""

    country: StateCode
    compared: str
    by: str
    first_bad: int = 0
    """Of a key that is revoked, the first number that no longer counts; 0 lets all count on."""


def verify_key(hub: Hub, ask: DecideOnKey, author: Author) -> FiledKey:
    """Mark a key as compared by a person today; it is one lineage with those compared before.

    Raises Problem when no key of the State has that fingerprint, or it was revoked.
    """
    wanted = read_fingerprint(ask.compared)
    with hub.writing() as desk:
        key = _found(desk, ask.country, wanted)
        if key.trust is Trust.REVOKED:
            raise Problem(
                N_(
                    "The key {fingerprint} was revoked on {date} and stays so. Let the State sign"
                    " with a new key."
                ),
                fingerprint=_text(key),
                date=key.revoked_on,
            )
        verified = replace(key, verified_by=ask.by, verified_on=author.today)
        return settle_key(desk, verified, author=author)


def revoke_key(hub: Hub, ask: DecideOnKey, author: Author) -> FiledKey:
    """Mark a key as no longer trusted: what it signed is told so, and nothing more is taken in."""
    wanted = read_fingerprint(ask.compared)
    with hub.writing() as desk:
        key = _found(desk, ask.country, wanted)
        if ask.first_bad:
            _set_apart(desk, key, ask.first_bad)
        revoked = replace(key, revoked_by=ask.by, revoked_on=author.today)
        return settle_key(desk, revoked, author=author)


def _set_apart(hub: HubWriting, key: FiledKey, first_bad: int) -> None:
    """Put what is not believed into a lineage without a key, so that numbers go on before it."""
    apart = hashlib.sha256(b"distrusted" + key.public_key).digest()
    for filed in hub.in_lineage(key.country, key.lineage):
        if filed.key.public_key == key.public_key and filed.number >= first_bad:
            hub.move(filed, apart)


def trusted_by_hub(
    hub: HubReading, listed: Sequence[TrustedKey], *, today: dt.date
) -> tuple[TrustedKey, ...]:
    """Return the keys that packages are checked with: those of the lists and those decided here.

    The key of this very office speaks for no State, so it is left out. Of a key that a desk revoked
    nothing more is believed; where a list did, the list says from which number on.
    """
    by_list = {(key.country, key.public_key, key.verified_by) for key in listed if key.is_revoked}
    return (
        *(key for key in listed if not key.is_own),
        *(
            TrustedKey(
                public_key=PublicKey(key.public_key),
                country=key.country,
                verified_by=key.verified_by,
                verified_on=key.verified_on or today,
                distrusted_from=0 if key.trust is Trust.REVOKED else None,
            )
            for key in hub.signers()
            if key.trust is not Trust.UNVERIFIED
            and (key.country, key.public_key, key.revoked_by) not in by_list
        ),
    )


def take_over_lists(hub: HubWriting, listed: Iterable[TrustedKey], *, author: Author) -> None:
    """Write down what the lists of trusted keys have said since about keys that are here."""
    said = {(key.country, key.public_key): key for key in listed if not key.is_own}
    for key in hub.signers():
        found = said.get((key.country, PublicKey(key.public_key)))
        told = key if found is None else as_listed(key, found, today=author.today)
        if found is None or told == key:
            continue
        if told.revoked_on != key.revoked_on and found.distrusted_from:
            _set_apart(hub, key, found.distrusted_from)
        settle_key(hub, told, author=author)


def as_listed(key: FiledKey, listed: TrustedKey, *, today: dt.date) -> FiledKey:
    """Return a key as a list has it: compared, and perhaps revoked since; what is known stays."""
    if not key.is_compared:
        key = replace(key, verified_by=listed.verified_by, verified_on=listed.verified_on)
    if listed.is_revoked and key.revoked_on is None:
        key = replace(key, revoked_by=listed.verified_by, revoked_on=today)
    return key


def settle_key(hub: HubWriting, key: FiledKey, *, author: Author) -> FiledKey:
    """Write down what is known of a key now, and let count what is to count then."""
    if key.is_compared:
        key = _joined(hub, key, author=author)
    hub.put_key(key)
    count_chosen(hub, key.country)
    return key


def lineage_of(hub: HubReading, country: StateCode, public_key: bytes) -> bytes:
    """Return the lineage of a key that was compared: that of the first such key of the State."""
    known = (key for key in hub.signers(country) if key.is_compared)
    return next((key.lineage for key in known), public_key)


def _found(hub: HubReading, country: StateCode, wanted: Fingerprint) -> FiledKey:
    keys = hub.signers(country)
    found = next((key for key in keys if fingerprint_of(key.public_key) == wanted), None)
    if found is not None:
        return found
    if not keys:
        raise Problem(
            N_("Nothing of {country} is here yet. Add a submission of it first."), country=country
        )
    raise Problem(
        N_(
            "No key that signed for {country} has this fingerprint; here is {fingerprints}. Compare"
            " all groups again, by telephone or at a meeting. Nothing was changed."
        ),
        country=country,
        fingerprints=tuple(_text(key) for key in keys),
    )


def _joined(hub: HubWriting, key: FiledKey, *, author: Author) -> FiledKey:
    """Put what a key signed among what the keys compared before have signed.

    What contradicts it raises an alarm, as it does when it comes once its key is known.
    """
    lineage = lineage_of(hub, key.country, key.lineage)
    if lineage == key.lineage:
        return key
    for filed in hub.in_lineage(key.country, key.lineage):
        _move(hub, filed, lineage, author=author)
    return replace(key, lineage=lineage)


def _move(hub: HubWriting, filed: Filed, lineage: bytes, *, author: Author) -> None:
    try:
        placed(hub, filed, lineage=lineage)
    except BundleRefused as refused:
        kind = alarm_kind(refused) or AlarmKind.BROKEN_CHAIN
        alarm = alarm_of(filed, kind, by=author.name, at=author.clock())
        doubt(hub, alarm, lineage=lineage)
    else:
        hub.move(filed, lineage)


def _text(key: FiledKey) -> str:
    return fingerprint_text(fingerprint_of(key.public_key))
