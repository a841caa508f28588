"""The commands on whose keys are trusted: keys, certify, revoke, trust."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from pathlib import Path
from typing import Any

from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.trust import (
    NO_LIST,
    Certify,
    Revoke,
    certify_card,
    kept_list,
    list_file,
    revoke_key,
    standing_of,
    take_in_list,
)
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.trust_list import ListedKey, SignedTrustList
from ccmdesk.cli.desk import Desk
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


def keys(ask: Namespace, desk: Desk) -> int:
    """List the keys of a country that are known here."""
    country = StateCode(ask.country.upper())
    kept = kept_list(desk.data_folder, country)
    if ask.json:
        desk.json([] if kept is None else [_as_json(key, desk) for key in kept.content.keys])
        return 0
    if kept is None:
        raise Problem(NO_LIST, country=country)
    _say_list(desk, kept)
    for key in kept.content.keys:
        desk.say(
            N_("{fingerprint}  {office}, {name}: {standing}. {person} compared it on {date}."),
            fingerprint=_fingerprint(key),
            office=key.office,
            name=key.name,
            standing=desk.lang(standing_of(key, today=desk.author.today).label),
            person=key.verified_by,
            date=key.verified_on,
        )
    return 0


def certify(ask: Namespace, desk: Desk) -> int:
    """Add the key of a key card to the list of trusted keys, signed with the key of this office."""
    root = signing_key(desk.data_folder, passphrase=ask.passphrase)
    expires_on = _day(ask.expires) if ask.expires else None
    request = Certify(card=Path(ask.card), compared=ask.compared, expires_on=expires_on)
    made = certify_card(desk.data_folder, request, root=root, author=desk.author)
    _say_list(desk, made)
    if made.content.version == 1:
        desk.say(
            N_(
                "This office is now the national authority of {country}: its key signs the list of"
                " keys. If another office is the authority, take in its list with ccmdesk trust."
            ),
            country=made.content.country,
        )
    return 0


def revoke(ask: Namespace, desk: Desk) -> int:
    """Mark a key as no longer trusted, in a new list signed with the key of this office."""
    root = signing_key(desk.data_folder, passphrase=ask.passphrase)
    request = Revoke(compared=ask.compared, first_bad=ask.from_package)
    country = StateCode(ask.country.upper())
    _say_list(desk, revoke_key(desk.data_folder, country, request, signing=(root, desk.author)))
    return 0


def change_key(ask: Namespace, desk: Desk) -> int:
    """Make a new key the national one; this office signs with it from now on."""
    from ccmdesk.actions.national_key import change_national_key

    country = StateCode(ask.country.upper())
    new = change_national_key(
        desk.data_folder, country, passphrase=ask.passphrase, author=desk.author
    )
    _say_list(desk, new)
    desk.say(
        N_(
            "Send this list to all offices before the next one. Then make the key card of the new"
            " key, and certify it."
        )
    )
    return 0


def trust(ask: Namespace, desk: Desk) -> int:
    """Take in the list of trusted keys that the national authority sent."""
    _say_list(desk, take_in_list(desk.data_folder, Path(ask.list), compared=ask.compared))
    return 0


def _say_list(desk: Desk, signed: SignedTrustList) -> None:
    content = signed.content
    desk.say(
        N_("Trusted keys of {country}, version {version} of {date}: {file}"),
        country=content.country,
        version=str(content.version),
        date=content.issued_on,
        file=str(list_file(desk.data_folder, StateCode(content.country))),
    )


def _as_json(key: ListedKey, desk: Desk) -> dict[str, Any]:
    return {
        "fingerprint": _fingerprint(key),
        "office": key.office,
        "name": key.name,
        "standing": standing_of(key, today=desk.author.today).value,
        "verified_by": key.verified_by,
        "verified_on": key.verified_on.isoformat(),
        "expires_on": None if key.expires_on is None else key.expires_on.isoformat(),
        "distrusted_from": key.distrusted_from,
    }


def _fingerprint(key: ListedKey) -> str:
    return fingerprint_text(fingerprint_of(bytes.fromhex(key.public_key)))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Problem(
            N_("“{text}” is not a day of the calendar. Type it as 2026-03-07 or 7/3/2026."),
            text=text,
        ) from error
