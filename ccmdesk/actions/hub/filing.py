"""Makes a submission of a package that was found good, to be filed in the store of the hub."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.kept import Arrived
from ccmdesk.actions.hub.keys import as_listed, lineage_of
from ccmdesk.bundle.trust import TrustedKey, find_key
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.model.codes import StateCode
from ccmdesk.rules.hub.filed import Filed, FiledKey


def filed_of(
    hub: HubReading, package: Arrived, author: Author, *, trusted: Sequence[TrustedKey]
) -> Filed:
    """Return a package as a submission that is filed now, with what is known of its key."""
    verified = package.verified
    manifest = verified.manifest
    previous = manifest.previous
    return Filed(
        country=StateCode(manifest.country),
        number=manifest.number,
        manifest=bytes.fromhex(verified.manifest_sha256),
        previous=None if previous is None else bytes.fromhex(previous),
        file=package.file,
        title=manifest.title,
        data_date=manifest.data_date,
        name=manifest.sender.name,
        office=manifest.sender.office,
        by=author.name,
        at=author.clock(),
        key=_key(hub, package, author, trusted=trusted),
    )


def _key(
    hub: HubReading, package: Arrived, author: Author, *, trusted: Sequence[TrustedKey]
) -> FiledKey:
    """Return the key that signed as it is known here, or as it will be."""
    verified = package.verified
    country, public_key = StateCode(verified.manifest.country), verified.public_key
    known = hub.key(country, public_key)
    if known is not None:
        return known
    listed = find_key(verified.manifest, public_key, trusted=trusted)
    place = len(hub.signers(country)) + 1
    key = FiledKey(country=country, public_key=public_key, lineage=public_key, place=place)
    if listed is None:
        return key
    lineage = lineage_of(hub, country, public_key)
    return replace(as_listed(key, listed, today=author.today), lineage=lineage)
