"""A second office for the pictures: it begins from the plan, writes, and sends a package back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import BeginFrom, begin_from, open_changes
from ccmdesk.actions.trust import Certify, Revoke, certify_card, revoke_key
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.packages import Arrival, Sender
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import ActivityId, HazardousAreaId
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.opening import now

_NAME, _SOUTH = "Field Office North", "Field Office South"
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
        key=signing_key(key, passphrase=""),  # keys of invented offices  # nosec B106
        with_internal=True,
    )
    return pack_changes(store, ask, author=Author("N. Sok", now)).path


def keys_of_offices(folder: Path, country: StateCode) -> None:
    """Let this office be the national authority: it certified three keys and revoked one."""
    root, today = signing_key(folder, passphrase=""), _OFFICER.today  # keys of invented offices  # nosec B106
    soon = today + dt.timedelta(days=30)
    for office, expires_on in {_NAME: None, _SOUTH: None, "Field Office East": soon}.items():
        key = signing_key(folder / office, passphrase="")  # keys of invented offices  # nosec B106
        card = key_card(keys_of(key), country=country, owner=(office, _OFFICER.name), made_on=today)
        file = folder / f"{office}.json"
        write_file(file, partial(_write_raw, signed_card(card, key=key)))
        ask = Certify(card=file, compared=card.fingerprint, expires_on=expires_on)
        certify_card(folder, ask, root=root, author=_OFFICER)
    south = signing_key(folder / _SOUTH, passphrase="").fingerprint  # keys of invented offices  # nosec B106
    revoke = Revoke(compared=fingerprint_text(south), first_bad=4)
    revoke_key(folder, country, revoke, signing=(root, _OFFICER))


def came_from_the_revoked(plan: OpenPlan, folder: Path) -> None:
    """Let a package stand in the plan that came before its key was revoked."""
    south = signing_key(folder / _SOUTH, passphrase="")  # keys of invented offices  # nosec B106
    arrival = Arrival(
        manifest=bytes(32),
        public_key=south.public_key,
        sender=Sender(replica=new_id(), office=_SOUTH, person=_OFFICER.name, number=5),
        reach={},
        needs={},
        offices={},
        lines=(),
    )
    plan.store.packages.take_in(arrival, _OFFICER.stamp(StepKind.MERGE), spare=new_id())


def enter_twice(plan: OpenPlan) -> None:
    """Let two areas and an activity stand in the plan a second time, nearly the same."""
    found = _areas(plan.store)[:2]
    second = [
        replace(
            area,
            id=HazardousAreaId(new_id()),
            code=f"N-{number:03}",
            size_m2=(area.size_m2 or 40_000) + 1_200,
            priority=3,
        )
        for number, area in enumerate(found, start=7)
    ]
    activity = plan.store.document().of(Activity)[0]
    copy = replace(activity, id=ActivityId(new_id()), code="N-A4")
    changes = [change for one in (*second, copy) for change in difference(None, one)]
    plan.written(plan.store.apply(changes, _OFFICER.stamp(StepKind.ADD)))


def _write_raw(raw: bytes, out: BinaryIO) -> object:
    return out.write(raw)
