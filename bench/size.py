"""Draws time and memory of all work on a plan against its size; no step may grow past n log n.

Each step is a process of its own: its processor time, and the most memory it held. Fails (exit 1)
when a step takes more for ten times the records than n log n allows.

    python bench/size.py [--sizes 1000 10000 100000] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from size_steps import STEPS

HERE = Path(__file__).parent
WORDS: Mapping[str, str] = {
    "make": "write all records",
    "open": "open",
    "list": "sort by name, read a page",
    "find": "find words",
    "save": "save one field",
    "missing": "read all, say what is missing",
    "check": "check the file",
    "backup": "back up, read back",
    "restore": "restore",
    "export": "pack all for an office",
    "begin": "take all in, with history",
    "merge": "merge 1 % edited on both sides, backup before",
}
"""The steps that are told of; the others only prepare them."""

SLACK = 1.3
NOTHING_S = 0.05
"""What is done sooner than this is not compared: start-up and chance weigh more than size."""

Cost = tuple[float, float]


def main() -> int:
    asked = _arguments()
    costs: dict[int, dict[str, Cost]] = {}
    for size in asked.sizes:
        costs[size] = _measured(asked.folder / str(size), size)
    _draw(costs)
    missed = list(_missed(costs))
    print("\n".join(missed) or "no step grows past n log n")
    return int(bool(missed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, default=Path("out/size"))
    return parser.parse_args()


def _measured(folder: Path, size: int) -> dict[str, Cost]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = {}
    for name in STEPS:
        cost = _run(name, folder, size)
        if name in WORDS:
            found[name] = cost
            print(f"{size:>9} {WORDS[name]}: {cost[0]:.3f} s, {cost[1]:.0f} MB", flush=True)
    shutil.rmtree(folder)
    return found


def _run(name: str, folder: Path, size: int) -> Cost:
    done = subprocess.run(
        [sys.executable, str(HERE / "size_steps.py"), name, str(folder), str(size)],
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name} of {size} failed:\n{done.stderr}")
    if name not in WORDS:
        return 0.0, 0.0
    told = json.loads(done.stdout.splitlines()[-1])
    return told["seconds"], told["megabytes"]


def _draw(costs: Mapping[int, Mapping[str, Cost]]) -> None:
    print("\n| step | " + " | ".join(f"{size:,} records" for size in costs) + " |")
    print("|---|" + "---:|" * len(costs))
    for name, words in WORDS.items():
        cells = (f"{costs[size][name][0]:.2f} s, {costs[size][name][1]:.0f} MB" for size in costs)
        print(f"| {words} | " + " | ".join(cells) + " |")


def _missed(costs: Mapping[int, Mapping[str, Cost]]) -> Sequence[str]:
    return [
        f"MISSED: {WORDS[name]}: {more / less:.1f} times as long for {large / small:.0f} times as"
        f" many records, at most {_most(small, large):.1f}"
        for small, large in itertools.pairwise(costs)
        for name in WORDS
        for less, more in [(costs[small][name][0], costs[large][name][0])]
        if more > NOTHING_S and more > _most(small, large) * max(less, NOTHING_S)
    ]


def _most(small: int, large: int) -> float:
    return SLACK * large * math.log(large) / (small * math.log(small))


if __name__ == "__main__":
    sys.exit(main())
