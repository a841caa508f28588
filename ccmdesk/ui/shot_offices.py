"""A second office for the pictures: it begins from the plan, writes, and sends a package back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import BeginFrom, begin_from, open_changes
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.opening import now

_NAME = "Field Office North"
_AREAS = 12
_OFFICER = Author("N. Sok", now)


def package_of_an_office(plan: OpenPlan, folder: Path) -> Path:
    """Return a package of another office that differs from *plan* in several fields."""
    there = folder / "north"
    whole = _pack(plan.store, "HQ", there, key=folder)
    file = there / "north.ccmdesk"
    begin = BeginFrom(opened=open_changes(whole), path=file, office=_NAME, why="–")
    begin_from(begin, author=_OFFICER)
    with open_store(file) as north:
        _write(north, by=_OFFICER, factor=3)
        north.apply([deletion(_areas(north)[2])], _OFFICER.stamp(StepKind.DELETE))
        new = HazardousArea(id=HazardousAreaId(new_id()), code="N-001", size_m2=42_000)
        north.apply(difference(None, new), _OFFICER.stamp(StepKind.ADD))
        _write(plan.store, by=plan.author, factor=2)
        return _pack(north, _NAME, there, key=there)


def _write(store: Store, *, by: Author, factor: int) -> None:
    changes: list[Any] = []
    for place, area in enumerate(_areas(store)):
        after = replace(area, size_m2=(area.size_m2 or 1_000) * factor + place)
        changes += difference(area, after)
    store.apply(changes, by.stamp(StepKind.EDIT))


def _areas(store: Store) -> list[HazardousArea]:
    ids = store.ids(ListQuery(kind=HazardousArea))
    return store.records(HazardousArea, list(ids[:_AREAS]))


def _pack(store: Store, office: str, folder: Path, *, key: Path) -> Path:
    ask = PackChanges(
        office=office,
        receiver=_NAME,
        folder=folder,
        key=signing_key(key, passphrase=""),
        with_internal=True,
    )
    return pack_changes(store, ask, author=Author("N. Sok", now)).path
