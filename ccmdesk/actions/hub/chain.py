"""Where a submission stands among those of its State, and what raises an alarm."""

from __future__ import annotations

import hashlib

from ccmdesk.actions.hub.alarms import alarm_of
from ccmdesk.bundle.refused import BROKEN_CHAIN, FORKED, BundleRefused
from ccmdesk.bundle.trust import Accepted, Claim, Standing, standing
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.db.hub.writing import HubWriting
from ccmdesk.model.words import N_
from ccmdesk.rules.hub.filed import Alarm, AlarmKind, Filed

BUILDS_ON_ALARM = N_(
    "Submission {number} of {country} builds on one that raised an alarm, so it does not count"
    " either. Ask {name}, {office} by telephone which one is right."
)
OVERRULED = N_(
    "Submission {number} of {country} no longer counts since an alarm was settled, or builds on one"
    " that no longer does. Ask {name}, {office} by telephone which one is right."
)
_ALARMS = {
    FORKED: AlarmKind.SAME_NUMBER,
    BROKEN_CHAIN: AlarmKind.BROKEN_CHAIN,
    BUILDS_ON_ALARM: AlarmKind.BROKEN_CHAIN,
    OVERRULED: AlarmKind.BROKEN_CHAIN,
}


def placed(hub: HubReading, filed: Filed, *, lineage: bytes) -> Standing:
    """Return where a submission stands in a lineage of its State.

    Raises BundleRefused when it contradicts what is there, or builds on what did.
    """
    if filed.previous is not None and hub.is_doubted(filed.country, filed.previous):
        raise BundleRefused(BUILDS_ON_ALARM, **_claim(filed).named)
    last = hub.last(filed.country, lineage)
    found = standing(_claim(filed), last=None if last is None else _accepted(last))
    if found is Standing.OLDER:
        _require_fits(hub, filed, lineage=lineage)
    _require_not_overruled(hub, filed)
    return found


def alarm_kind(refused: BundleRefused) -> AlarmKind | None:
    """Return which alarm a refusal is, or None where it is just refused."""
    return _ALARMS.get(refused.message.msgid)


def doubt(hub: HubWriting, alarm: Alarm, *, lineage: bytes) -> None:
    """Keep an alarm; what counted in its lineage and builds on its package becomes one too.

    So it is the same whether that came before or comes after.
    """
    hub.raise_alarm(alarm)
    doubted = {alarm.manifest}
    for one in hub.in_lineage(alarm.country, lineage):
        if one.previous in doubted:
            doubted.add(one.manifest)
            hub.move(one, apart(one.manifest))
            hub.raise_alarm(alarm_of(one, AlarmKind.BROKEN_CHAIN, by=alarm.by, at=alarm.at))


def apart(manifest: bytes) -> bytes:
    """Return a lineage without a key, for a submission alone: in it nothing counts."""
    return hashlib.sha256(b"apart" + manifest).digest()


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


def _require_not_overruled(hub: HubReading, filed: Filed) -> None:
    """Raise BundleRefused for what was put apart, and for what follows from that.

    Nothing that is here may stand in its place or before it, so no number tells of it.
    """
    asked = (filed.manifest, filed.previous or b"")
    if any(hub.in_lineage(filed.country, apart(one)) for one in asked):
        raise BundleRefused(OVERRULED, **_claim(filed).named)
