"""Submissions of any number and key, written without a plan, to put the hub to the test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from ccmdesk.actions.pack_submission import ISU
from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.encryption import encrypt_to
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import Recipient
from ccmdesk.bundle.submission import Submission, write_submission
from ccmdesk.model.codec import flatten
from ccmdesk.model.codes import LanguageTag, StateCode
from ccmdesk.model.content import content_hash
from ccmdesk.model.ids import StatePartyId
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.state import StateParty

KEY, OTHER_KEY, THIRD_KEY = (SigningKey(bytes([n] * 32)) for n in (1, 2, 3))
DAY = dt.date(2026, 10, 31)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A submission to write; *contact* makes it another one under the same number."""

    country: str = "LAO"
    number: int = 1
    previous: str | None = None
    key: SigningKey = KEY
    records: tuple[Any, ...] = ()
    contact: str = ""
    plan_of: str = ""
    """The State whose plan it is, when that is another one than the package says."""
    entry_into_force: dt.date | None = None
    recipients: tuple[Recipient, ...] = field(default=(ISU,))


@dataclass(frozen=True)
class Package:
    """A written submission and the SHA-256 of its manifest, which the next one names."""

    path: Path
    manifest: str


def package(folder: Path, **made: Any) -> Package:
    """Write a submission and return it."""
    ask = Made(**made)
    records = (_state(ask), *ask.records)
    submission = Submission(
        country=StateCode(ask.country),
        sender_name="Amina",
        sender_office="National authority",
        recipients=ask.recipients,
        number=ask.number,
        previous=ask.previous,
        plan_hash=content_hash(records),
        data_date=DAY,
        program="1.0",
        packs={"states": "2026.11"},
        readme="How to check this package by hand.\n",
        schema=b"{}",
        snapshots=_snapshots(records),
        papers={},
    )
    folder.mkdir(exist_ok=True)
    path = folder / f"{ask.country}-{ask.number}-{len(list(folder.iterdir()))}.ccmb"
    with path.open("wb") as out:
        written = write_submission(submission, key=ask.key, out=out)
    return Package(path, written.manifest_sha256)


def chain(folder: Path, numbers: Iterable[int], **made: Any) -> list[Package]:
    """Write submissions of which each names the one before."""
    packages: list[Package] = []
    for number in numbers:
        previous = packages[-1].manifest if packages else ("00" * 32 if number > 1 else None)
        packages.append(package(folder, number=number, previous=previous, **made))
    return packages


def _state(ask: Made) -> StateParty:
    return StateParty(
        id=StatePartyId(UUID(int=1)),
        country=StateCode(ask.plan_of or ask.country),
        languages=(LanguageTag("en"),),
        contact=ask.contact,
        entry_into_force=ask.entry_into_force,
    )


def _snapshots(records: tuple[Any, ...]) -> dict[str, list[bytes]]:
    found = {}
    for kind in KINDS:
        lines = sorted(_line(record) for record in records if type(record) is kind.record)
        if lines:
            found[kind.name] = lines
    return found


def _line(record: Any) -> bytes:
    return orjson.dumps({"id": str(record.id), **flatten(record)}, option=orjson.OPT_SORT_KEYS)


def sealed_for(key: SigningKey, made: Package) -> Path:
    """Encrypt a written submission to the age key of *key*; the plain file is taken away."""
    path = made.path.with_name(made.path.name + ".age")
    path.write_bytes(encrypt_to(made.path.read_bytes(), [age_recipient(key)]))
    made.path.unlink()
    return path


def meant_for(key: SigningKey) -> tuple[Recipient, ...]:
    """Return the receivers of a submission that is encrypted for the Unit."""
    return (ISU, Recipient(code="receiver", name="ISU", age=age_recipient(key)))
