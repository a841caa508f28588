"""Does the long runs test by test, and keeps what was found; what ended well is not done again.

    python tests/whole.py FILE TESTS... [--processes 2]

The environment says how long they are (CCMDESK_LONG, CCMDESK_FAULTS and so on; see the Makefile).
FILE keeps one line for each test that ended: its name, its seed, the seconds, what it counted, and
how it ended. One that failed is told of in a file beside FILE, and is tried again the next time.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

OK, FAILED = "ok", "failed"
ROOT = Path(__file__).parents[1]
PYTEST = (sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider", "-o", "addopts=", "-q")


class Ended(NamedTuple):
    """A test that ended; *counted* is what it noted, such as "points=512"."""

    test: str
    seed: str
    seconds: str
    counted: str
    result: str


def main() -> int:
    asked = _arguments()
    seed = os.environ.get("CCMDESK_SEED", "0")
    done = read(asked.file, seed)
    left = [one for one in collected(asked) if one not in done]
    print(f"seed {seed}: {len(done)} tests are done, {len(left)} are left", flush=True)
    with ThreadPoolExecutor(asked.processes) as pool:
        for run in as_completed([pool.submit(tried, one, seed, asked) for one in left]):
            done[run.result().test] = run.result()
            add(asked.file, run.result())
            print(", ".join(run.result()), flush=True)
    return _say_total(done)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, choices=(1, 2), default=2)
    return parser.parse_args()


def collected(asked: argparse.Namespace) -> list[str]:
    """Return the name of each test there is in files, folders or names of tests."""
    found = pytest_run(asked.root, "--collect-only", *asked.tests)
    if found.returncode:
        sys.exit(found.stdout + found.stderr)
    return [line for line in found.stdout.splitlines() if "::" in line]


def read(file: Path, seed: str) -> dict[str, Ended]:
    """Return what ended well with a seed; a line that was cut off is as if it were not there."""
    if not file.exists():
        return {}
    with file.open(newline="") as rows:
        whole = [Ended(*row) for row in csv.reader(rows) if len(row) == len(Ended._fields)]
    return {one.test: one for one in whole if one.result == OK and one.seed == seed}


def add(file: Path, ended: Ended) -> None:
    with file.open("a", newline="") as rows:
        csv.writer(rows, lineterminator="\n").writerow(ended)


def tried(test: str, seed: str, asked: argparse.Namespace) -> Ended:
    """Do one test in a process of its own."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        out = ("-o", "junit_family=xunit1", f"--junitxml={report}", f"--basetemp={folder}/work")
        run = pytest_run(asked.root, *out, test)
        counted = noted(report) if report.exists() else ""
    seconds = f"{time.monotonic() - begun:.0f}"
    if run.returncode == 0:
        return Ended(test, seed, seconds, counted, OK)
    name = f"{asked.file.name}.{re.sub(r'[^a-z0-9]+', '-', test)[-80:]}.txt"
    asked.file.with_name(name).write_text(run.stdout + run.stderr, encoding="utf-8")
    return Ended(test, seed, seconds, counted, FAILED)


def pytest_run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in the folder from which tests are named, as it is without further options."""
    command = [*PYTEST, *arguments]
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=root, env=around
    )


def noted(report: Path) -> str:
    """Return what the tests of a report noted, and how many were passed over."""
    tree = ET.parse(report)  # noqa: S314 - written by the run above
    notes = [f"{one.get('name')}={one.get('value')}" for one in tree.iter("property")]
    skipped = sum(1 for _ in tree.iter("skipped"))
    return "; ".join([*notes, *([f"skipped={skipped}"] if skipped else [])])


def totals(done: Mapping[str, Ended]) -> Counter[str]:
    """Add up the notes that are numbers, by their names."""
    every: Counter[str] = Counter()
    for one in done.values():
        for name, number in re.findall(r"(?:^|; )([^=;]+)=(\d+)(?=;|$)", one.counted):
            every[name] += int(number)
    return every


def _say_total(done: Mapping[str, Ended]) -> int:
    failed = sorted(one.test for one in done.values() if one.result != OK)
    counts = ", ".join(f"{name} {number}" for name, number in sorted(totals(done).items()))
    print(f"{len(done)} tests; {counts or 'nothing counted'}")
    print("\n".join(f"failed: {one}" for one in failed) or "nothing went wrong")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
