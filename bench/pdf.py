"""Compares processor time, memory and size of a paper of 1,500 rows and 10 charts with peers.

Every build is a process of its own, start and imports included; rounds are interleaved and the
first is thrown away. The peers are typst, WeasyPrint (in a few rounds only: it takes long) and
ReportLab's own paragraphs in its own tables; ours without tags is built beside them, and ours with
1,500, 3,000 and 6,000 rows. Fails (exit 1) when a limit of pdf_verdict.py is passed, or when cells
are missing from our file.

    python bench/pdf.py [--rounds 7] [--languages en ar zh] [--unique]
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pdf_content import ROWS
from pdf_verdict import FEWEST_ROUNDS, OURS, UNTAGGED, Build, Verdict, compare, linear

HERE = Path(__file__).parent
PEERS = {"typst": "typst", "weasyprint": "weasyprint", "stock": "reportlab"}
"""The package of each peer."""
SLOW = {"weasyprint"}
MORE_ROWS = (ROWS, 2 * ROWS, 4 * ROWS)
BUSY = 0.5
"""Waiting processes per processor above which times are not to be trusted."""


@dataclass(frozen=True, slots=True)
class Job:
    """One child process: which engine builds what."""

    engine: str
    language: str
    content: str
    rows: int = ROWS


def main() -> int:
    asked = _arguments()
    engines = [OURS, UNTAGGED, *_installed()]
    content = "unique" if asked.unique else "plain"
    load = os.getloadavg()[0]
    print(f"{content} content, {asked.rounds} rounds, load {load:.2f} before")
    if load > BUSY * (os.cpu_count() or 1):
        print("this machine is busy: only the shares count, not the seconds")
    builds: dict[Job, list[Build]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.rounds + 1):
            for job in _jobs(engines, asked.languages, content, number):
                build = _built(job, Path(folder, f"{job.engine}-{job.language}.pdf"))
                if number:
                    builds.setdefault(job, []).append(build)
        verdict = Verdict()
        usual = {(job.engine, job.language): b for job, b in builds.items() if job.rows == ROWS}
        compare(usual, Path(folder), verdict, unique=asked.unique)
    first = Job(OURS, asked.languages[0], content)
    linear({job.rows: b for job, b in builds.items() if _is_like(job, first)}, verdict)
    return verdict.say()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--languages", nargs="+", default=["en", "ar", "zh"])
    parser.add_argument(
        "--unique", action="store_true", help="no two paragraphs or activities alike"
    )
    return parser.parse_args()


def _installed() -> list[str]:
    found = []
    for engine, package in PEERS.items():
        if importlib.util.find_spec(package):
            found.append(engine)
            print(f"{engine}: {package} {version(package)}")
        else:
            print(f"{engine}: skipped, {package} is not installed (requirements/bench.txt)")
    return found


def _jobs(engines: list[str], languages: list[str], content: str, number: int) -> Iterator[Job]:
    """Yield the builds of one round, each round with another engine first, longer papers before.

    The paper of the usual length is the last of ours to be written, and the one that is read.
    """
    for language in languages:
        for engine in engines[number % len(engines) :] + engines[: number % len(engines)]:
            if engine in SLOW and not 0 < number <= FEWEST_ROUNDS:
                continue
            if (engine, language) == (OURS, languages[0]):
                yield from (Job(engine, language, content, rows) for rows in MORE_ROWS[:0:-1])
            yield Job(engine, language, content)


def _is_like(job: Job, other: Job) -> bool:
    return (job.engine, job.language) == (other.engine, other.language)


def _built(job: Job, out: Path) -> Build:
    script = HERE / f"pdf_{job.engine}.py"
    arguments = [job.language, job.content, str(job.rows), str(out)]
    child = subprocess.Popen([sys.executable, script, *arguments], cwd=HERE)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{job.engine} failed in {job.language}")
    return Build(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
