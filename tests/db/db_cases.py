"""Small plans and stamps for the tests of the store."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from ccmdesk.db.store import Store, create_store
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.change import Change, Stamp, StepKind, deletion, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import Texts

BOTH = ("sqlite", "postgresql")
"""Where a plan can be; a module whose tests hold for both says so as its ENGINES."""

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)


def ids(first: int = 1) -> Callable[[], UUID]:
    """Return a source of ids that never repeats itself."""
    numbers = itertools.count(first)
    return lambda: UUID(int=next(numbers))


new_id = ids(10**6)


def stamp(does: StepKind = StepKind.EDIT, *, minute: int = 0, by: str = "Amina") -> Stamp:
    return Stamp(by=by, at=NOON + dt.timedelta(minutes=minute), step=new_id(), does=does)


def new_store(path: Path, *, office: str = "Centre", key: bytes | None = None) -> Store:
    return create_store(path, office=office, at=NOON, new_id=new_id, key=key)


def area(number: int, **values: Any) -> HazardousArea:
    known: dict[str, Any] = {
        "code": f"HA-{number}",
        "name": Texts.of({"en": f"Area {number}"}),
        "kind": AreaKind.SUSPECTED,
        "status": AreaStatus.OPEN,
        "size_m2": 1000 + number,
    }
    return HazardousArea(id=HazardousAreaId(UUID(int=number)), **{**known, **values})


def add(store: Store, *records: Any) -> None:
    """Add records as one step."""
    changes = [change for record in records for change in difference(None, record)]
    assert store.apply(changes, stamp(StepKind.ADD)) is not None


def edit(store: Store, record: Any, *, minute: int = 0) -> None:
    """Make the kept record equal to *record*."""
    before = store.get(type(record), record.id)
    assert store.apply(difference(before, record), stamp(minute=minute)) is not None


def delete(store: Store, record: Any) -> None:
    assert store.apply([deletion(record)], stamp(StepKind.DELETE)) is not None


def write_value(store: Store, record: UUID, key: str, value: Any) -> None:
    """Write one field of an area, equal or not."""
    store.apply([Change("hazardous_area", record, {key: None}, {key: value})], stamp())
