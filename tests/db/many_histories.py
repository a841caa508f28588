"""Tries very many histories of offices apart, in parts; what was done is not done again.

    python tests/db/many_histories.py FILE [--parts 200] [--examples 500] [--processes 2]

FILE keeps one line for each part that ended. A part has its number as seed, so that it is the same
histories whenever it runs; one that failed is told of in a file beside FILE.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[2])]

OK, FAILED = "ok", "failed"


class Done(NamedTuple):
    """A part that ended; *examples* are the histories that were whole, with their *steps*."""

    part: int
    seed: int
    examples: int
    steps: int
    seconds: float
    result: str


def main() -> int:
    asked = _arguments()
    if asked.part is not None:
        from random_histories import try_histories

        print(*try_histories(f"Part{asked.part}", count=asked.examples, seed_of=asked.part))
        return 0
    done = _read(asked.file)
    left = [part for part in range(1, asked.parts + 1) if part not in done]
    with ThreadPoolExecutor(asked.processes) as pool:
        runs = [pool.submit(_try_part, asked, part) for part in left]
        for run in as_completed(runs):
            found = run.result()
            done[found.part] = found
            _add(asked.file, found)
            print(f"part {found.part}, {found.seconds:.0f} s, {found.result}", flush=True)
    return _say_total(done, asked.parts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--parts", type=int, default=200)
    parser.add_argument("--examples", type=int, default=500)
    parser.add_argument("--processes", type=int, choices=(1, 2), default=2)
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _read(file: Path) -> dict[int, Done]:
    if not file.exists():
        return {}
    with file.open(newline="") as rows:
        whole = [row for row in csv.reader(rows) if len(row) == len(Done._fields)]
    done = [
        Done(int(part), int(seed), int(examples), int(steps), float(took), result)
        for part, seed, examples, steps, took, result in whole
    ]
    return {one.part: one for one in done}


def _try_part(asked: argparse.Namespace, part: int) -> Done:
    """Try one part in a process of its own, so that no part hangs on what ran before it."""
    begun = time.monotonic()
    command = [sys.executable, __file__, str(asked.file), "--part", str(part)]
    command += ["--examples", str(asked.examples)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = round(time.monotonic() - begun, 1)
    if run.returncode == 0:
        examples, steps = map(int, run.stdout.split()[-2:])
        return Done(part, part, examples, steps, seconds, OK)
    told = asked.file.with_name(f"{asked.file.name}.part-{part}.txt")
    told.write_text(run.stdout + run.stderr, encoding="utf-8")
    return Done(part, part, 0, 0, seconds, FAILED)


def _add(file: Path, found: Done) -> None:
    with file.open("a", newline="") as rows:
        csv.writer(rows, lineterminator="\n").writerow(found)


def _say_total(done: dict[int, Done], parts: int) -> int:
    failed = sorted(part for part, one in done.items() if one.result != OK)
    total = sum(one.examples for one in done.values())
    steps = sum(one.steps for one in done.values())
    wrong = "".join(f", part {part} failed" for part in failed) or ", nothing went wrong"
    print(f"{total} histories of {steps} steps in {len(done)} of {parts} parts{wrong}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
