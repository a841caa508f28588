"""Offices of one country with their plans, keys, calendars and sticks, as a story tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.pack_changes import PackChanges, PackedChanges, pack_changes
from ccmdesk.actions.receipts import WriteReceipt, note_receipt, open_receipt, write_receipt
from ccmdesk.actions.settle import Decision as Settled
from ccmdesk.actions.settle import Difference, differences, settle
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    OpenedChanges,
    TakeInChanges,
    backup_beside,
    begin_from,
    open_changes,
    preview_changes,
    take_in_changes,
)
from ccmdesk.actions.trust import Certify, certify_card, known_keys, list_file, take_in_list
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.incoming import Preview
from ccmdesk.db.log import Received
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import HazardousAreaId

LAO = StateCode("LAO")
NATIONAL = SigningKey(b"n" * 32)


@dataclass
class Calendar:
    """The day it really is."""

    now: dt.datetime

    def on(self, month: int, day: int) -> None:
        """Go on to a later day."""
        later = self.now.replace(month=month, day=day)
        assert later > self.now
        self.now = later


@dataclass
class Office:
    """One office: who works there, with which key, and how far off its computer's clock is."""

    name: str
    person: str
    key: SigningKey
    folder: Path
    calendar: Calendar
    off: dt.timedelta = dt.timedelta()
    plan: Store | None = None

    @property
    def store(self) -> Store:
        assert self.plan is not None
        return self.plan

    @property
    def author(self) -> Author:
        return Author(self.person, lambda: self.calendar.now + self.off)

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    def add(self, **values: Any) -> HazardousArea:
        """Enter an area, and return it."""
        area = HazardousArea(id=HazardousAreaId(new_id()), **values)
        self.store.apply(difference(None, area), self.author.stamp(StepKind.ADD))
        return area

    def edit(self, area: HazardousArea, **values: Any) -> None:
        """Change fields of an area."""
        now = self.area(area.id)
        stamp = self.author.stamp(StepKind.EDIT)
        assert self.store.apply(difference(now, replace(now, **values)), stamp) is not None

    def delete(self, area: HazardousArea) -> None:
        """Put an area into the bin."""
        self.store.apply([deletion(self.area(area.id))], self.author.stamp(StepKind.DELETE))

    def area(self, record: UUID) -> HazardousArea:
        found = self.store.get(HazardousArea, HazardousAreaId(record))
        assert found is not None
        return found

    def card(self) -> Path:
        """Make the key card of the office as a signed file."""
        owner, day = (self.name, self.person), self.calendar.now.date()
        card = key_card(keys_of(self.key), country=LAO, owner=owner, made_on=day)
        path = self.folder / f"{self.name} {self.key.fingerprint.hex()[:8]}.json"
        path.write_bytes(signed_card(card, key=self.key))
        return path

    def certify(self, other: Office) -> Path:
        """As the national authority: believe the key of *other*; return the new list of keys."""
        said = fingerprint_text(other.key.fingerprint)  # read out on the telephone
        ask = Certify(card=other.card(), compared=said)
        certify_card(self.keys, ask, root=NATIONAL, author=self.author)
        return list_file(self.keys, LAO)

    def believe(self, keys: Path) -> None:
        """Take the list of the national authority in; its fingerprint was compared."""
        take_in_list(self.keys, keys, compared=fingerprint_text(NATIONAL.fingerprint))

    def pack(self, to: Office, *, whole: bool = False) -> Path:
        """Pack what *to* lacks by what was last heard of it."""
        known = None if whole else self.store.packages.copy_called(to.name)
        return self._packed(to, known).path

    def _packed(self, to: Office, known: UUID | None) -> PackedChanges:
        stick = self.folder / "stick"
        stick.mkdir(exist_ok=True)
        ask = PackChanges(office=self.name, receiver=to.name, folder=stick, key=self.key, to=known)
        return pack_changes(self.store, ask, author=self.author)

    def open(self, package: Path) -> OpenedChanges:
        return open_changes(package, trusted=known_keys(self.keys, author=self.author))

    def begin(self, package: Path) -> None:
        """Begin the plan of this office from a package that holds the whole."""
        path = self.folder / "plan.ccmdesk"
        begin_from(
            BeginFrom(opened=self.open(package), path=path, office=self.name), author=self.author
        )
        self.plan = open_store(path)

    def take_in(self, package: Path) -> Taken:
        """Look at a package first, then take it in."""
        opened = self.open(package)
        seen = preview_changes(self.store, opened)
        ask = TakeInChanges(opened=opened, backup=backup_beside(self.store, opened))
        received = take_in_changes(self.store, ask, author=self.author)
        assert received == seen.received
        return Taken(opened, seen, received)

    def receipt(self, taken: Taken) -> Path:
        """Sign that a package came."""
        ask = WriteReceipt(
            opened=taken.opened, office=self.name, key=self.key, folder=self.folder / "receipts"
        )
        return write_receipt(self.store, ask, author=self.author)

    def note(self, receipt: Path) -> None:
        """Note the receipt that came back."""
        note_receipt(self.store, open_receipt(receipt), author=self.author)

    def open_differences(self) -> list[Difference]:
        return differences(self.store)

    def decide(self, choose: Callable[[Difference], Settled]) -> int:
        """Let the person of this office decide all that is open, and return how much it was."""
        found = self.open_differences()
        assert settle(self.store, [choose(one) for one in found], author=self.author) is not None
        assert self.open_differences() == []
        return len(found)


@dataclass(frozen=True)
class Taken:
    """A package that was taken in, what was told of it before, and what came of it."""

    opened: OpenedChanges
    seen: Preview
    received: Received


@dataclass
class Chronicle:
    """What was ever written anywhere, and which fields ever needed a decision."""

    offices: tuple[Office, ...]
    lines: set[bytes] = field(default_factory=set)
    disputed: set[tuple[UUID, str]] = field(default_factory=set)

    def note(self) -> None:
        """Look into every office."""
        for office in self.offices:
            if office.plan is not None:
                self.lines |= held(office.plan)
                self.disputed |= {(one.record, one.key) for one in office.open_differences()}


def held(store: Store) -> set[bytes]:
    """Return every line that a plan holds, those that wait too."""
    return {*store.lines(), *store.packages.waiting()}
