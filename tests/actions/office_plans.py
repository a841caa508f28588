"""Plans of offices, and packages between them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.actions.pack_changes import PackChanges, PackedChanges, pack_changes
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.packs import Packs

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
KEY = SigningKey(bytes(range(32)))
KEO = Author("Keo", lambda: NOON)


def plan_of(path: Path, packs: Packs, country: str = "LAO") -> Store:
    ask = CreatePlan(
        path=path,
        country=StateCode(country),
        first_year=2026,
        last_year=2030,
        office=path.stem,
    )
    return create_plan(ask, author=KEO, packs=packs)


def area(code: str) -> HazardousArea:
    return HazardousArea(id=HazardousAreaId(new_id()), code=code, size_m2=1_000)


def add(store: Store, *records: HazardousArea) -> None:
    changes = [change for record in records for change in difference(None, record)]
    store.apply(changes, KEO.stamp(StepKind.ADD))


def pack(store: Store, folder: Path, to: Store | None = None) -> PackedChanges:
    ask = PackChanges(
        office=store.path.stem,
        receiver="the other office",
        folder=folder,
        key=KEY,
        to=None if to is None else to.replica,
    )
    return pack_changes(store, ask, author=KEO)
