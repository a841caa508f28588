"""Compares the window with peers and plain baselines: start, long list, search, language, map.

All is measured on our real code in rounds, ours and the other in turn, and judged by the median of
the shares of the rounds: absolute times are those of this machine today. What no window manager
decides is taken in processor time. Fails (exit 1) when a limit is missed.

    python bench/desktop.py [--rounds 7] [--only start table find language map] [--no-peers]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from desktop_plan import MANY, USUAL, make_plan
from desktop_start import measure_start
from desktop_verdict import Pair, Verdict

HERE = Path(__file__).parent
_LANGUAGES = {"en": "English", "ar": "Arabic", "lo": "Lao", "zh": "Chinese"}


@dataclass(frozen=True, slots=True)
class Run:
    """What all parts are given: the folder of plans and peers, and how many rounds there are."""

    folder: Path
    rounds: int
    peers: bool

    def plan(self, count: int) -> Path:
        """Return a plan of *count* areas, made once."""
        return make_plan(self.folder / f"areas-{count}.ccmdesk", count)


def main() -> int:
    asked = _arguments()
    run = Run(asked.folder.resolve(), asked.rounds, asked.peers)
    run.folder.mkdir(parents=True, exist_ok=True)
    verdict = Verdict()
    print(
        f"PySide6 {version('PySide6_Essentials')}, Python {platform.python_version()},"
        f" {platform.system()} {platform.release()}, {os.cpu_count()} processors"
    )
    verdict.head()
    for name in asked.only:
        PARTS[name](run, verdict)
        print(f"{'':46}load {os.getloadavg()[0]:.2f} after {name}")
    return verdict.result()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--folder", type=Path, default=Path("out/bench"), help="plans and peers")
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    return parser.parse_args()


def _start(run: Run, verdict: Verdict) -> None:
    measure_start(run.plan(USUAL), run.rounds, run.folder / "peers" if run.peers else None, verdict)


def _table(run: Run, verdict: Verdict) -> None:
    plan = run.plan(MANY)
    figures: dict[str, list[Any]] = {"ours": [], "all": []}
    for number in range(run.rounds + 1):
        for way in ("ours", "all"):
            found = _child("table", way, plan)
            if number:
                figures[way].append(found)
    limits = {"first": ("first paint", 0.40, "ms"), "jump": ("random jump, 95 %", 2.0, "ms")}
    limits["memory"] = ("memory", 0.65, "MB")
    for name, (words, limit, unit) in limits.items():
        ours, other = ([one[name] for one in figures[way]] for way in ("ours", "all"))
        verdict.say(Pair(f"100,000 areas: {words} / all rows loaded", ours, other, limit, unit))


def _find(run: Run, verdict: Verdict) -> None:
    for language, pairs in _child("find", run.plan(MANY), run.rounds).items():
        ours, scan = zip(*pairs, strict=True)
        verdict.say(Pair(f"find in {_LANGUAGES[language]} / LIKE scan", ours, scan, 0.1))


def _language(run: Run, verdict: Verdict) -> None:
    plan = run.plan(USUAL)
    with tempfile.TemporaryDirectory() as folder:
        state = json.dumps({"language": "en", "person": "Bench", "office": "Bench"})
        Path(folder, "window.json").write_text(state)
        starts = [_child("language", "start", folder)["start"] for _ in range(run.rounds + 1)][1:]
        switches = _child("language", "switch", folder, plan, run.rounds)
    for language, taken in switches.items():
        verdict.say(Pair(f"switch to {language} / start to first paint", taken, starts, 0.2))


def _map(run: Run, verdict: Verdict) -> None:
    ours, plain = zip(*_child("map", run.plan(USUAL), run.rounds), strict=True)
    verdict.say(Pair("map of 5,000 polygons / QGraphicsView", ours, plain, 1.5))


PARTS: dict[str, Callable[[Run, Verdict], None]] = {
    "start": _start,
    "table": _table,
    "find": _find,
    "language": _language,
    "map": _map,
}


def _child(part: str, *arguments: object) -> Any:
    """Run one measurement in a process of its own and return what it prints."""
    root = HERE.parent
    done = subprocess.run(
        [sys.executable, HERE / f"desktop_{part}.py", *map(str, arguments)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{part} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
