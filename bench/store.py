"""Times the store on 10,000 hazardous areas: add, list, sort, search, edit, undo, open, rebuild."""

from __future__ import annotations

import datetime as dt
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, create_store, open_store
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.change import Stamp, StepKind, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import PartialDate, Position, Texts

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
NAMES = {"en": "Field {n} north of the village", "ar": "قرية رقم {n}", "zh": "村庄{n}调查"}


@contextmanager
def timed(what: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    taken, used = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:42} {taken * 1000:10.1f} ms   {used * 1000:10.1f} ms processor")


def areas(count: int) -> list[HazardousArea]:
    return [
        HazardousArea(
            id=HazardousAreaId(UUID(int=(1 << 100) + n)),
            code=f"HA-{n}",
            name=Texts.of({tag: text.format(n=n) for tag, text in NAMES.items()}),
            kind=AreaKind.CONFIRMED if n % 3 else AreaKind.SUSPECTED,
            status=AreaStatus.OPEN,
            size_m2=1000 + n * 7919 % 100_000,
            found_on=PartialDate("2019-03"),
            position=Position(440_000_000 + n, 180_000_000 - n),
        )
        for n in range(count)
    ]


def measure_reading(store: Store) -> None:
    def listed(**how: str | bool) -> Callable[[], object]:
        return lambda: store.ids(ListQuery(HazardousArea, **how))  # type: ignore[arg-type]

    ids = store.ids(ListQuery(HazardousArea))
    reads: dict[str, Callable[[], object]] = {
        "list": listed(),
        "a page of 128": lambda: store.records(HazardousArea, ids[5000:5128]),
        "sort by size": listed(sort="size_m2", descending=True),
        "sort by kind": listed(sort="kind"),
        "sort by name": listed(sort="name"),
        "sort by number": listed(sort="code"),
        "narrow by text": listed(search="north of"),
        "search three words": lambda: store.find("north village 77"),
        "search two Chinese characters": lambda: store.find("调查"),
        "search what is not there": lambda: store.find("zz"),
        "counts": store.counts,
    }
    for what, read in reads.items():
        read()
        with timed(what):
            read()


def main(count: int) -> None:
    numbers = itertools.count(1)

    def new_id() -> UUID:
        return UUID(int=next(numbers))

    def stamp(does: StepKind) -> Stamp:
        return Stamp(by="Bench", at=NOON, step=new_id(), does=does)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.ccmdesk"
        with timed("make an empty plan"):
            store = create_store(path, office="Bench", at=NOON, new_id=new_id)
        records = areas(count)
        changes = [change for record in records for change in difference(None, record)]
        with timed(f"add {count} areas in one step"):
            store.apply(changes, stamp(StepKind.IMPORT))
        measure_reading(store)
        with timed("document"):
            document = store.document()
        with timed("content hash"):
            before = document.content_hash
        first = records[0]
        for again in ("first", "second"):
            edited = replace(first, size_m2=5 if again == "first" else 6)
            with timed(f"change one field, {again}"):
                store.apply(difference(first, edited), stamp(StepKind.EDIT))
            with timed("document after it"):
                store.document()
            with timed("undo"):
                store.undo(stamp(StepKind.UNDO))
            if store.document().content_hash != before:
                raise AssertionError(again)
        store.close()
        with timed("open"):
            store = open_store(path)
        with timed("rebuild from the log"):
            store.rebuild()
        if store.document().content_hash != before:
            raise AssertionError("rebuild")
        store.close()
        print(f"{'size of the file':42} {path.stat().st_size / 1e6:10.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
