"""Where a submission stands among those of its State, and what raises an alarm."""

from __future__ import annotations

from ccmdesk.bundle.refused import BROKEN_CHAIN, FORKED, BundleRefused
from ccmdesk.bundle.trust import Accepted, Claim, Standing, standing
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.rules.hub.filed import AlarmKind, Filed

_ALARMS = {FORKED: AlarmKind.SAME_NUMBER, BROKEN_CHAIN: AlarmKind.BROKEN_CHAIN}


def placed(hub: HubReading, filed: Filed, *, lineage: bytes) -> Standing:
    """Return where a submission stands in a lineage of its State.

    Raises BundleRefused when it contradicts what is there.
    """
    last = hub.last(filed.country, lineage)
    found = standing(_claim(filed), last=None if last is None else _accepted(last))
    if found is Standing.OLDER:
        _require_fits(hub, filed, lineage=lineage)
    return found


def alarm_kind(refused: BundleRefused) -> AlarmKind | None:
    """Return which alarm a refusal is, or None where it is just refused."""
    return _ALARMS.get(refused.message.msgid)


def _claim(filed: Filed) -> Claim:
    return Claim(
        country=filed.country,
        number=filed.number,
        previous=None if filed.previous is None else filed.previous.hex(),
        sha256=filed.manifest.hex(),
        name=filed.name,
        office=filed.office,
    )


def _accepted(last: Filed) -> Accepted:
    return Accepted(number=last.number, manifest_sha256=last.manifest.hex())


def _require_fits(hub: HubReading, filed: Filed, *, lineage: bytes) -> None:
    """Raise BundleRefused unless an older submission fits between those that are here."""
    country, number = filed.country, filed.number
    here = hub.numbered(country, lineage, number)
    before = hub.numbered(country, lineage, number - 1)
    after = hub.numbered(country, lineage, number + 1)
    if here is not None:
        raise BundleRefused(FORKED, **_claim(filed).named)
    if before is not None and filed.previous != before.manifest:
        raise BundleRefused(BROKEN_CHAIN, last=before.number, **_claim(filed).named)
    if after is not None and after.previous != filed.manifest:
        raise BundleRefused(BROKEN_CHAIN, last=after.number, **_claim(filed).named)
