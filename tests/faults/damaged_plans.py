"""Opens, reads, checks, repairs and restores a damaged plan, and says what came of it."""

from __future__ import annotations

import hashlib
import itertools
import re
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from damage import PAGE, Damage
from deeds import KEY, MAI, NOON

from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.db.backup import Restoring, restore_backup
from ccmdesk.db.line import change_id, pack
from ccmdesk.db.query import ListQuery
from ccmdesk.db.repair import repair_file
from ccmdesk.db.steps import StepQuery
from ccmdesk.db.store import Store, create_store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import HazardousAreaId, StatePartyId
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import Texts
from ccmdesk.model.words import Message

AREAS = 80
ENOUGH = 0.98
"""What a repair keeps at least of the changes whose bytes are whole."""

REMEDY = re.compile("backup|repair|another file|attach it again|later to open", re.IGNORECASE)
_WAITS = "waits for"
"""What is said of the whole plan too: a change in it waits for another."""
_ROW_HEADER = 14
"""At most so many bytes stand before the id of a change in its row: lengths, number and types."""
_PHOTOGRAPH = b"a photograph " * 1000
_numbers = itertools.count(1 << 70)


Check = Callable[[Store], list[Message]]


@dataclass(frozen=True)
class Plan:
    """A whole plan: its bytes, all that a person reads in it, and where each change lies."""

    raw: bytes
    key: bytes | None
    read: dict[str, object]
    places: dict[bytes, tuple[int, int]]

    def undamaged(self, raw: bytes) -> set[bytes]:
        """Return the changes whose bytes damage that made the file *raw* has left alone."""
        return {change for change, (a, b) in self.places.items() if raw[a:b] == self.raw[a:b]}


@dataclass
class Found:
    """What the damages led to: where each was noticed, and what went wrong."""

    tried: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    undamaged: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Trial:
    """One damage: where to count it, what went wrong with it, and how the plan is checked."""

    found: Found
    wrong: list[str]
    check: Check


def make_plan(folder: Path, *, key: bytes | None) -> Plan:
    """Make a plan with records, edits, a deletion, a package and an attached file."""
    path = folder / "plan.ccmdesk"
    folder.mkdir()
    with create_store(path, office="Centre", at=NOON, new_id=_new_id, key=key) as store:
        laos = StateParty(id=StatePartyId(_new_id()), country=StateCode("LAO"))
        store.apply(difference(None, laos), MAI.stamp(StepKind.ADD))
        for number in range(AREAS):
            store.apply(difference(None, _area(number)), MAI.stamp(StepKind.ADD))
        for number in range(0, AREAS, 3):
            edited = replace(_area(number), size_m2=number)
            store.apply(difference(_area(number), edited), MAI.stamp(StepKind.EDIT))
        store.apply([deletion(_area(7))], MAI.stamp(StepKind.DELETE))
        store.files.keep(_PHOTOGRAPH)
        store.receive(_waiting(store, folder / "north.ccmdesk"))
        sent = PackChanges(
            office="Centre", receiver="North", folder=folder, key=KEY, file_name="sent.ccmb"
        )
        pack_changes(store, sent, author=MAI)
        read = read_all(store)
        lines = store.lines()
    raw = path.read_bytes()
    return Plan(raw, key, read, {change_id(line): _place(raw, key, line) for line in lines})


def _waiting(store: Store, path: Path) -> list[bytes]:
    """Return a change of another office that builds on one which has not come."""
    with create_store(path, office="North", at=NOON, new_id=_new_id) as north:
        north.receive(store.lines())
        for size in (5, 6):
            now, edited = north.get(HazardousArea, _area(8).id), replace(_area(8), size_m2=size)
            north.apply(difference(now, edited), MAI.stamp(StepKind.EDIT))
        return north.lines()[-1:]


def _place(raw: bytes, key: bytes | None, line: bytes) -> tuple[int, int]:
    """Return from where to where the row of a change lies in the file."""
    plain = raw if key is None else _deciphered(raw, key)
    body = pack(line)
    end = plain.index(body) + len(body)
    start = plain.rindex(change_id(line), 0, end) - _ROW_HEADER
    return (start, end) if key is None else (start // 16 * 16 - 16, -(-end // 16) * 16)


@cache
def _deciphered(raw: bytes, key: bytes) -> bytes:
    """Return the pages as SQLCipher 4 deciphers them: AES-256 in CBC mode, 80 bytes at the end."""
    pages = []
    for at in range(0, len(raw), PAGE):
        skipped = 16 if at == 0 else 0
        page, iv = raw[at + skipped : at + PAGE - 80], raw[at + PAGE - 80 : at + PAGE - 64]
        reader = Cipher(algorithms.AES(key[:32]), modes.CBC(iv)).decryptor()
        pages.append(bytes(skipped) + reader.update(page) + bytes(80))
    return b"".join(pages)


def read_all(store: Store) -> dict[str, object]:
    """Return all that a person can read in a plan."""
    document = store.document()
    photograph = store.files.read(hashlib.sha256(_PHOTOGRAPH).hexdigest())
    return {
        "content": document.content_hash,
        "records": store.records(HazardousArea, list(store.ids(ListQuery(HazardousArea)))),
        "lines": store.lines(),
        "bin": store.deleted(),
        "history": store.history(_area(6).id),
        "steps": store.steps.lines(store.steps.places(StepQuery())),
        "found": sorted(hit.record for hit in store.find("HA-29", limit=AREAS)),
        "disputes": store.disputes(),
        "undo": store.next_undo(),
        "packages": store.packages.all(),
        "receipts": store.packages.receipts(),
        "offices": store.packages.offices(),
        "waiting": store.packages.waiting(),
        "photograph": photograph,
        "training": store.is_training,
    }


def try_all(plan: Plan, damages: Iterable[Damage], folder: Path, *, check: Check) -> Found:
    """Do each damage to a copy of the plan and use it as a person would."""
    found = Found()
    for damage in damages:
        found.tried += 1
        wrong: list[str] = []
        folder.mkdir()
        _try(plan, damage, folder / "plan.ccmdesk", Trial(found, wrong, check))
        found.wrong += [f"{damage.way} of seed {damage.seed}: {one}" for one in wrong]
        shutil.rmtree(folder)
    return found


def read_damaged(plan: Plan, damages: Iterable[Damage], path: Path, *, check: Check) -> Found:
    """Do each damage to a copy of the plan and only read it."""
    found = Found()
    for damage in damages:
        path.write_bytes(damage.done_to(plan.raw))
        found.tried += 1
        found.seen[_noticed(plan, path, Trial(found, found.wrong, check))] += 1
    return found


def _try(plan: Plan, damage: Damage, path: Path, trial: Trial) -> None:
    raw = damage.done_to(plan.raw)
    path.write_bytes(raw)
    with _told(trial.wrong, "reading"):
        trial.found.seen[_noticed(plan, path, trial)] += 1
    with _told(trial.wrong, "repair"):
        _repair(plan, path, raw, trial)
    with _told(trial.wrong, "restore"):
        _restore(plan, path, trial.wrong)
    if path.read_bytes() != raw:
        trial.wrong.append("the damaged file was written to")
    with _told(trial.wrong, "writing"):
        _write(plan, path)


def _noticed(plan: Plan, path: Path, trial: Trial) -> str:
    """Return where the damage was noticed; a value that reads otherwise and is not is wrong."""
    where = "at open"
    try:
        with open_store(path, key=plan.key, reads_only=True) as store:
            where = "in use"
            read = read_all(store)
            where = "by check"
            said = [one for one in trial.check(store) if _WAITS not in one.msgid]
    except Problem as problem:
        said = [problem.message]
    for one in said:
        if not REMEDY.search(one.msgid):
            trial.wrong.append(f"does not say what to do: {one.msgid}")
    if said:
        return where
    other = [name for name in plan.read if read[name] != plan.read[name]]
    if other:
        trial.wrong.append(f"reads otherwise and nothing says so: {', '.join(other)}")
        return "unseen"
    return "harmless"


def _repair(plan: Plan, path: Path, raw: bytes, trial: Trial) -> None:
    out = path.with_name("repaired.ccmdesk")
    undamaged = plan.undamaged(raw)
    trial.found.undamaged += len(undamaged)
    try:
        repair_file(path, out=out, new_id=_new_id, at=NOON, key=plan.key)
    except Problem:
        if out.exists():
            trial.wrong.append("a repair that was refused left a file")
        kept: set[bytes] = set()
    else:
        with open_store(out, key=plan.key) as store:
            kept = {change_id(line) for line in store.lines()}
            if trial.check(store) and not kept:
                trial.wrong.append("what was repaired is damaged")
    trial.found.kept += len(kept & undamaged)
    if len(kept & undamaged) < ENOUGH * len(undamaged):
        trial.wrong.append(f"kept {len(kept)} of {len(undamaged)} undamaged changes")
    if kept - plan.places.keys():
        trial.wrong.append("a change that nobody made")


def _restore(plan: Plan, path: Path, wrong: list[str]) -> None:
    out = path.with_name("restored.ccmdesk")
    try:
        restore_backup(path, out=out, new_id=_new_id, at=NOON, how=Restoring(key=plan.key))
    except Problem:
        if out.exists():
            wrong.append("a restore that was refused left a file")
        return
    with open_store(out, key=plan.key) as store:
        if store.lines() != plan.read["lines"]:
            wrong.append("a restore from a damaged backup lost changes")


def _write(plan: Plan, path: Path) -> None:
    """Change something; a plan that cannot be written says so in words."""
    with suppress(Problem), open_store(path, key=plan.key) as store:
        store.apply(difference(None, _area(AREAS)), MAI.stamp(StepKind.ADD))
        store.undo(MAI.stamp(StepKind.UNDO))


@contextmanager
def _told(wrong: list[str], doing: str) -> Iterator[None]:
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
        wrong.append(f"{doing}: {traceback.format_exc()}")


def _area(number: int) -> HazardousArea:
    return HazardousArea(
        id=HazardousAreaId(UUID(int=number + 1)),
        code=f"HA-{number}",
        name=Texts.of({"en": f"Area {number}"}),
        size_m2=1000 + number,
    )


def _new_id() -> UUID:
    return UUID(int=next(_numbers))
