"""What a person does to a plan, each with how the plan may be afterwards."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.actions.import_tables import ImportFiles, apply_import, preview_import
from ccmdesk.actions.keep_backups import BackUp, back_up
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    TakeInChanges,
    backup_beside,
    begin_from,
    open_changes,
    take_in_changes,
)
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.backup import write_backup
from ccmdesk.db.encrypting import encrypt_file
from ccmdesk.db.engine import Access, open_engine
from ccmdesk.db.migrate import HEAD, KNOWN, run_revisions
from ccmdesk.db.rebuild import rebuild_tables, set_meta
from ccmdesk.db.repair import repair_file
from ccmdesk.db.store import Store, create_store, open_store
from ccmdesk.db.tables import derived_code
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource
from program_updates import update_to
from update_makers import ROW, SAID, newer_sources, pack_update

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
MAI = Author("Mai", lambda: NOON)
KEY = SigningKey(b"k" * 32)
PLAN, NORTH, COPY, TABLE = "plan.ccmdesk", "north.ccmdesk", "copy.ccmdesk", "hazardous_areas.csv"
PAPER = "careless.pdf"
DESK = "desk"
"""The data folder: what is in use of updates must be whole after each of them."""

OLD = {version: f"old-{version}.ccmdesk" for version in KNOWN if version != HEAD}
"""A kept file of every released version that is brought up to date when it is opened."""

ROWS = "code,name@en,size_m2\n" + "".join(f"IM-{n},Area {n},{n}00\n" for n in range(1, 9))
EDITED = 66
DATA = Path(__file__).parents[1] / "data"
numbers = itertools.count(1 << 64)
PASSPHRASE = "five words that are long"


@dataclass(frozen=True)
class Deed:
    """*does* is tried in the folder that `prepare` made; *plan* is what must be whole after it.

    That is a plan, another file, or the data folder with what is in use of updates; *also* names
    what must be whole beside it. *needs* makes what this deed alone finds there.

    With *again* it can be done twice, and then all is as after once.
    """

    does: Callable[[Path], object]
    plan: str = PLAN
    again: bool = True
    also: tuple[str, ...] = ()
    needs: Callable[[Path], object] = lambda _folder: None


@cache
def packs() -> Packs:
    """The reference data of the program."""
    return load_packs(resource("packs"))


def prepare(folder: Path) -> None:
    """Make the files that every deed of a plan finds."""
    ask = CreatePlan(
        path=folder / PLAN,
        country=StateCode("LAO"),
        first_year=2026,
        last_year=2030,
        office="Centre",
    )
    with create_plan(ask, author=MAI, packs=packs()) as store:
        for number in range(12):
            _add(store, number)
        write_backup(store, folder / COPY)
        (folder / "stick").mkdir()
        (folder / "backups").mkdir()
        _pack(store, folder / "stick", "first.ccmb")
        opened = open_changes(folder / "stick" / "first.ccmb")
        begin_from(
            BeginFrom(opened=opened, path=folder / NORTH, office="North", why="met"), author=MAI
        )
        with open_store(folder / NORTH) as north:
            _edit(north, 1, size_m2=77)
            _add(north, 20)
            _pack(north, folder / "stick", "north.ccmb")
        _edit(store, 1, size_m2=EDITED)
    (folder / "stick" / TABLE).write_text(ROWS, encoding="utf-8")
    prepare_updates(folder)
    for version, name in OLD.items():
        packed = (DATA / f"schema-{version}.ccmdesk.gz").read_bytes()
        (folder / name).write_bytes(gzip.decompress(packed))


def _area(number: int) -> HazardousArea:
    return HazardousArea(
        id=HazardousAreaId(UUID(int=number + 1)), code=f"HA-{number}", size_m2=1000 + number
    )


def _add(store: Store, number: int) -> None:
    store.apply(difference(None, _area(number)), MAI.stamp(StepKind.ADD))


def _edit(store: Store, number: int, *, size_m2: int) -> None:
    now = store.get(HazardousArea, _area(number).id)
    assert now is not None
    store.apply(difference(now, replace(now, size_m2=size_m2)), MAI.stamp(StepKind.EDIT))


def _pack(store: Store, folder: Path, name: str) -> None:
    ask = PackChanges(
        office=store.path.stem, receiver="other", folder=folder, key=KEY, file_name=name
    )
    pack_changes(store, ask, author=MAI)


def _save(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        _edit(store, 3, size_m2=33)


def _delete(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        store.apply([deletion(_area(4))], MAI.stamp(StepKind.DELETE))


def _undo(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        edited = store.get(HazardousArea, _area(1).id)
        if edited is not None and edited.size_m2 == EDITED:
            store.undo(MAI.stamp(StepKind.UNDO))


def _read(folder: Path) -> None:
    with open_store(folder / PLAN, reads_only=True) as store:
        store.document()
        store.find("HA")


def _make(folder: Path) -> None:
    create_store(
        folder / "new.ccmdesk", office="New", at=NOON, new_id=lambda: UUID(int=next(numbers))
    ).close()


def _update(folder: Path, version: str) -> None:
    open_store(folder / OLD[version]).close()


def _rebuild(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        store.rebuild()


def _back_up(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        write_backup(store, folder / COPY)


def _keep_backup(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        at = NOON + dt.timedelta(minutes=len(list((folder / "backups").iterdir())))
        back_up(store, BackUp(folder=folder / "backups", at=at))


def _restore(folder: Path) -> None:
    restore_plan(RestorePlan(copy=folder / COPY, out=folder / "restored.ccmdesk"), author=MAI)


def _restore_over(folder: Path) -> None:
    ask = RestorePlan(copy=folder / COPY, out=folder / PLAN, over_newer=True)
    restore_plan(ask, author=MAI)


def _repair(folder: Path) -> None:
    out = folder / "saved.ccmdesk"
    repair_file(folder / COPY, out=out, new_id=lambda: UUID(int=next(numbers)), at=NOON)


def _send(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        _pack(store, folder / "stick", "next.ccmb")


def _take_in(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        opened = open_changes(folder / "stick" / "north.ccmb")
        backup = backup_beside(store, opened)
        ask = TakeInChanges(opened=opened, backup=backup, why="met")
        take_in_changes(store, ask, author=MAI)


def _import(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        ask = ImportFiles(paths=(folder / "stick" / TABLE,), language="en")
        preview = preview_import(store.document(), ask, packs=packs(), author=MAI)
        apply_import(store, preview, author=MAI)


def _begin(folder: Path) -> None:
    opened = open_changes(folder / "stick" / "first.ccmb")
    ask = BeginFrom(opened=opened, path=folder / "begun.ccmdesk", office="South", why="met")
    begin_from(ask, author=MAI)


def _encrypt(folder: Path) -> None:
    encrypt_file(folder / NORTH, PASSPHRASE)


def _careless(folder: Path) -> None:
    """Put a copy in the place of the plan, and say nothing of what went wrong meanwhile."""
    raw = (folder / COPY).read_bytes()
    with suppress(OSError), (folder / PLAN).open("wb") as out:
        for start in range(0, len(raw), 65_536):
            out.write(raw[start : start + 65_536])


def _careless_paper(folder: Path) -> None:
    """Put a longer paper in the place of another in the same way."""
    with suppress(OSError), (folder / PAPER).open("wb") as out:
        for _ in range(100):
            out.write(bytes(8192))


def _bring_paper(folder: Path) -> None:
    (folder / PAPER).write_bytes(b"an older paper")


def _update_in_pieces(folder: Path) -> None:
    """Update a plan without a transaction: it is said to be current before all of it is."""
    engine = open_engine(folder / OLD["0001"], None, Access.WRITE)
    with engine.begin() as con:
        con.exec_driver_sql("COMMIT")
        run_revisions(con)
        set_meta(con, "derived", derived_code())
        rebuild_tables(con)
    engine.dispose()


def _take(folder: Path, name: str) -> None:
    put_in_use(folder / DESK, PutInUse(file=folder / "stick" / name, compared=SAID), author=MAI)


def prepare_updates(folder: Path) -> None:
    """Put an update of each kind in use, and bring the next ones."""
    stick = folder / "stick"
    with tempfile.TemporaryDirectory() as made:
        for number in (1, 2):
            place = Path(made) / str(number)
            newer_sources(place, ROW, dated=f"2027-0{number}-05", version=f"2027.{number}")
            file = pack_update(Path(made), place, name=f"packs-{number}.ccmu")
            shutil.copyfile(file, stick / file.name)
            program = update_to(stick, f"9.{number}.0", number=number)
            program.rename(stick / f"program-{number}.ccmu")
    for name in ("packs-1.ccmu", "program-1.ccmu"):
        _take(folder, name)


PLAN_DEEDS = {
    "save": Deed(_save),
    "delete": Deed(_delete),
    "undo": Deed(_undo),
    "read": Deed(_read),
    "make": Deed(_make, again=False),
    **{f"update-{v}": Deed(partial(_update, version=v), OLD[v]) for v in OLD},
    "update-packs": Deed(partial(_take, name="packs-2.ccmu"), DESK, again=False),
    "update-program": Deed(partial(_take, name="program-2.ccmu"), DESK, again=False),
    "rebuild": Deed(_rebuild),
    "back-up": Deed(_back_up),
    "keep-backup": Deed(_keep_backup),
    "restore": Deed(_restore),
    "restore-over": Deed(_restore_over),
    "repair": Deed(_repair, again=False),
    "send": Deed(_send),
    "take-in": Deed(_take_in),
    "import": Deed(_import),
    "begin": Deed(_begin, again=False),
    "encrypt": Deed(_encrypt, NORTH, again=False),
}
CARELESS = {
    "careless": Deed(_careless),
    "careless-paper": Deed(_careless_paper, PAPER, needs=_bring_paper),
    "update-in-pieces": Deed(_update_in_pieces, OLD["0001"]),
}
"""What must be caught."""
