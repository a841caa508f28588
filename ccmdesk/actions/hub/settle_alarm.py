"""Settle an alarm: the State was asked, and the package that contradicted others is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.chain import apart
from ccmdesk.actions.hub.count import count_chosen
from ccmdesk.actions.hub.filing import filed_of
from ccmdesk.actions.hub.kept import kept_package
from ccmdesk.actions.hub.keys import trusted_by_hub
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.db.hub.store import Hub
from ccmdesk.db.hub.writing import HubWriting
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.hub.filed import Alarm, Filed

_SHOWN = 12
_GONE = N_("No alarm about this package is open any more. Nothing was changed.")
_NONE = N_(
    "No alarm about submission {number} of {country} is open. The report tells those that are."
)
_SEVERAL = N_(
    "Several packages with the number {number} of {country} raised an alarm. Say which one with"
    " --sha256: {codes}."
)
_RIGHT = N_("These submissions of {country} are right: {numbers}.")
_INSTEAD = N_(
    "These submissions of {country} are right: {numbers}. Of those that were here before, these no"
    " longer count: {others}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAlarm:
    """The package that the State says is right, by its manifest; *by* is who asked the State.

    *listed* are the keys of the lists of trusted keys.
    """

    manifest: bytes
    by: str
    listed: Sequence[TrustedKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The submissions that are right, by number, and those that no longer count."""

    right: tuple[Filed, ...]
    overruled: tuple[Filed, ...]


@dataclass(frozen=True, slots=True)
class _Settling:
    """What kept packages are read with."""

    trusted: Sequence[TrustedKey]
    author: Author


def settle_alarm(hub: Hub, ask: SettleAlarm, author: Author) -> Settled:
    """Let a package that is an alarm count, with what it follows from and what builds on it.

    What is here in their place is kept and no longer counts; sent again, it is an alarm. Raises
    Problem when the key of the package is no longer trusted.
    """
    with hub.writing() as desk:
        trusted = trusted_by_hub(desk, ask.listed, today=author.today)
        settling = _Settling(trusted, replace(author, name=ask.by))
        filed = _read(desk, asked_alarm(desk, ask.manifest), settling)
        here = desk.in_lineage(filed.country, filed.key.lineage)
        right = _line(filed, here, others=tuple(_others(desk, filed, settling)))
        settled = Settled(right=right, overruled=tuple(_against(right, here)))
        _write(desk, settled)
        return settled


def open_alarm(hub: HubReading, country: StateCode, *, number: int, sha256: str = "") -> Alarm:
    """Return the open alarm about a number; *sha256* is how that of its file begins.

    Raises Problem when there is none, or more than one.
    """
    found = {
        alarm.file.hex()[:_SHOWN]: alarm
        for alarm in hub.alarms(country)
        if alarm.number == number and alarm.file.hex().startswith(sha256.lower())
    }
    if not found:
        raise Problem(_NONE, number=number, country=country)
    if len(found) > 1:
        raise Problem(_SEVERAL, number=number, country=country, codes=tuple(found))
    return next(iter(found.values()))


def settled_words(settled: Settled) -> Message:
    """Return what is told once an alarm was settled."""
    values = {"country": settled.right[0].country, "numbers": _numbers(settled.right)}
    if not settled.overruled:
        return Message(_RIGHT, values)
    return Message(_INSTEAD, {**values, "others": _numbers(settled.overruled)})


def _numbers(submissions: Sequence[Filed]) -> tuple[str, ...]:
    return tuple(str(filed.number) for filed in submissions)


def asked_alarm(hub: HubReading, manifest: bytes) -> Alarm:
    """Return the open alarm about a package; raises Problem when there is none."""
    found = next((alarm for alarm in hub.alarms() if alarm.manifest == manifest), None)
    if found is None:
        raise Problem(_GONE)
    return found


def _read(hub: HubWriting, alarm: Alarm, settling: _Settling) -> Filed:
    """Return the package of an alarm as a submission; its key is known here from now on."""
    with kept_package(hub, alarm.file, trusted=settling.trusted) as package:
        filed = filed_of(hub, package, settling.author, trusted=settling.trusted)
    hub.put_key(filed.key)
    return replace(filed, at=_came_at(hub, alarm))


def _came_at(hub: HubReading, alarm: Alarm) -> dt.datetime:
    """Return when a package came: what counted before it was put apart came before its alarm."""
    here = hub.in_lineage(alarm.country, apart(alarm.manifest))
    return here[0].at if here else alarm.at


def _others(hub: HubWriting, filed: Filed, settling: _Settling) -> Iterator[Filed]:
    """Yield the packages of the other open alarms that would stand in the same lineage."""
    alarms = {alarm.manifest: alarm for alarm in hub.alarms(filed.country)}
    for manifest, alarm in alarms.items():
        try:
            other = _read(hub, alarm, settling)
        except BundleRefused:
            continue  # its key was revoked since
        if manifest != filed.manifest and other.key.lineage == filed.key.lineage:
            yield other


def _line(filed: Filed, here: Sequence[Filed], *, others: Sequence[Filed]) -> tuple[Filed, ...]:
    """Return what a package follows from among the alarms, itself, and what builds on it.

    Where two packages build on one, nobody said which of them is right: neither is in the line.
    """
    line = [filed]
    while before := [one for one in others if _follows(line[0], one)]:
        line.insert(0, before[0])
    while len(after := [one for one in (*others, *here) if _follows(one, line[-1])]) == 1:
        line.append(after[0])
    return tuple(line)


def _follows(one: Filed, before: Filed) -> bool:
    return one.previous == before.manifest and one.number == before.number + 1


def _against(line: Sequence[Filed], here: Sequence[Filed]) -> Iterator[Filed]:
    """Yield what is here and stands in the place of the line, or is not what it follows from."""
    first, right = line[0], {one.manifest for one in line}
    for one in here:
        if one.manifest in right or one.manifest == first.previous:
            continue
        if one.number >= first.number - 1:
            yield one


def _write(hub: HubWriting, settled: Settled) -> None:
    for one in settled.overruled:
        hub.move(one, apart(one.manifest))
    for one in settled.right:
        hub.file(one)
    count_chosen(hub, settled.right[0].country)
