"""Times the hub: 120 States of 2,000 records against one import of as many, on both engines.

What counts is the cost of a row, beside that of a row of one large submission in the same run, and
whether the second half of the States costs more than the first. Processor time is that of this
program and of the server together.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import orjson

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from store import areas

import postgres_server
from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import AddSubmissions, add_submissions
from ccmdesk.actions.hub.count import rebuild
from ccmdesk.actions.hub.report import hub_report
from ccmdesk.actions.pack_submission import ISU
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.submission import Submission, write_submission
from ccmdesk.db.hub.store import Hub, open_hub
from ccmdesk.model.codec import flatten
from ccmdesk.model.codes import StateCode
from ccmdesk.model.content import content_hash
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
AUTHOR = Author("Bench", lambda: NOON)
LIMIT = 1.3
LARGEST = 200_000
"""More records than that are in no package; the cost is compared by row."""

_TICKS = 100
Clock = Callable[[], float]


@dataclass(frozen=True)
class Cost:
    """Seconds of wall time and of processor time for so many rows."""

    rows: int
    wall: float
    cpu: float

    @property
    def per_row(self) -> float:
        """Microseconds of processor time for a row."""
        return self.cpu * 1e6 / self.rows


def packed(folder: Path, country: str, rows: int) -> Path:
    """Write a submission of *rows* hazardous areas."""
    records = areas(rows)
    lines = [
        orjson.dumps({"id": str(one.id), **flatten(one)}, option=orjson.OPT_SORT_KEYS)
        for one in records
    ]
    submission = Submission(
        country=StateCode(country),
        sender_name="Bench",
        sender_office="National authority",
        recipients=(ISU,),
        number=1,
        previous=None,
        plan_hash=content_hash(records),
        data_date=NOON.date(),
        program="1.0",
        packs={},
        readme="Bench\n",
        schema=b"{}",
        snapshots={"hazardous_area": lines},
        papers={},
    )
    path = folder / f"{country}-{rows}.ccmb"
    with path.open("wb") as out:
        write_submission(submission, key=SigningKey(bytes([1] * 32)), out=out)
    return path


def added(hub: Hub, paths: Sequence[Path], rows: int, clock: Clock) -> Cost:
    wall, cpu = time.perf_counter(), clock()
    found = add_submissions(hub, AddSubmissions(paths=paths, listed=()), author=AUTHOR)
    if not all(one.is_in for one in found):
        raise AssertionError([str(one.says) for one in found])
    return Cost(rows, time.perf_counter() - wall, clock() - cpu)


def server_clock(addresses: Sequence[str]) -> Clock:
    """Return the processor time of this program, and of the servers and all they have started."""
    servers = {_process_of(address) for address in addresses}

    def seconds() -> float:
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended, and its time is with its parent now
                continue
            if int(stat.parent.name) in servers:
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) in servers:
                ticks += sum(map(int, fields[11:13]))
        return time.process_time() + ticks / _TICKS

    return seconds


def _process_of(address: str) -> int:
    (folder,) = parse_qs(urlsplit(address).query)["host"]
    return int((Path(folder) / "data" / "postmaster.pid").read_text().splitlines()[0])


@contextmanager
def engines(folder: Path) -> Iterator[list[tuple[str, Callable[[str], str], Clock]]]:
    """Give each engine with what makes the address of a fresh store of it, and its clock."""
    here = [("sqlite", lambda name: str(folder / f"{name}.db"), time.process_time)]
    if not postgres_server.PROGRAMS:
        print(postgres_server.MISSING)
        yield here
        return
    with postgres_server.server() as one, postgres_server.server() as many:
        places = {"one": one, "many": many}
        yield [*here, ("postgresql", places.__getitem__, server_clock((one, many)))]


def measure(
    engine: str, where: Callable[[str], str], clock: Clock, packages: tuple[Path, list[Path], int]
) -> bool:
    """Print what both ways cost on one engine; return whether the limits hold."""
    large, small, rows = packages
    half = len(small) // 2
    with open_hub(where("one"), make_at=NOON, writes=True) as hub:
        whole = added(hub, [large], rows_of(large), clock)
    with open_hub(where("many"), make_at=NOON, writes=True) as hub:
        first = added(hub, small[:half], half * rows, clock)
        second = added(hub, small[half:], (len(small) - half) * rows, clock)
        told = timed_report(hub)
    many = Cost(first.rows + second.rows, first.wall + second.wall, first.cpu + second.cpu)
    ratio, growth = many.per_row / whole.per_row, second.per_row / first.per_row
    for name, cost in (("one import", whole), (f"{len(small)} States", many)):
        print(
            f"{engine:11} {name:12} {cost.rows:7} rows {cost.wall:7.1f} s wall"
            f" {cost.cpu:7.1f} s processor {cost.per_row:7.1f} us a row"
        )
    print(f"{engine:11} {told}")
    print(f"{engine:11} a row of many States costs {ratio:.2f} of one import (limit {LIMIT})")
    print(f"{engine:11} the second half costs {growth:.2f} of the first (limit {LIMIT})")
    return ratio <= LIMIT and growth <= LIMIT


def timed_report(hub: Hub) -> str:
    packs = load_packs(resource("packs"))
    start = time.perf_counter()
    hub_report(hub, packs=packs, today=NOON.date())
    told = time.perf_counter() - start
    start = time.perf_counter()
    rebuild(hub)
    return f"report {told:.1f} s, rebuild {time.perf_counter() - start:.1f} s"


def rows_of(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=int, default=120)
    parser.add_argument("--rows", type=int, default=2_000)
    ask = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        countries = [
            f"X{chr(65 + number // 26)}{chr(65 + number % 26)}" for number in range(ask.states)
        ]
        small = [packed(folder, country, ask.rows) for country in countries]
        large = packed(folder, "XZZ", min(LARGEST, ask.states * ask.rows))
        with engines(folder) as each:
            kept = [
                measure(engine, where, clock, (large, small, ask.rows))
                for engine, where, clock in each
            ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
