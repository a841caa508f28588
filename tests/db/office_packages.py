"""Packages of changes as the store sees them: one is made and registered, and one is taken in."""

from __future__ import annotations

import itertools

from db_cases import NOON, new_id, stamp

from ccmdesk.db.outgoing import Need
from ccmdesk.db.packages import Arrival, Package, Sender, Way
from ccmdesk.db.store import Store
from ccmdesk.model.change import StepKind

NUMBERS = itertools.count(1)
KEY = bytes(range(32))


def sent(store: Store, to: Store | None = None) -> Arrival:
    """Return a package of what *to* lacks, and register it where it was made."""
    have = {} if to is None else to.packages.reach()
    parts = store.packages.parts_beyond(have)
    number = store.packages.next_number()
    sender = Sender(replica=store.replica, office="Centre", person="Keo", number=number)
    arrival = Arrival(
        manifest=next(NUMBERS).to_bytes(32, "big"),
        public_key=KEY,
        sender=sender,
        reach=store.packages.reach(),
        needs={
            part.replica: Need(part.after, store.packages.number_with(part.replica, part.after.seq))
            for part in parts
            if part.after.seq
        },
        offices={store.replica: "Centre"},
        lines=list(store.packages.lines_beyond(parts)),
    )
    store.packages.note_sent(
        Package(
            manifest=arrival.manifest,
            way=Way.SENT,
            sender=sender,
            by="Keo",
            at=NOON,
            step=stamp().step,
            reach=arrival.reach,
        )
    )
    return arrival


def take_in(store: Store, arrival: Arrival) -> None:
    store.packages.take_in(arrival, stamp(StepKind.MERGE), spare=new_id())
