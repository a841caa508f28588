"""Compares what offices exchange with Anki and geodiff: export, import, merge, memory, size.

All programs have the same records, and each step is a child process of its own: its processor time,
and the most memory it held. Rounds go in turn, and the median of the shares counts. Our steps are
the actions that a user asks for, with signature, proof, history and search; the backup that is made
before a package is taken in is a line of its own. Fails (exit 1) when a limit is missed.

    python bench/exchange.py [--records 100000] [--rounds 3] [--peers-python PYTHON]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_peers import python_of
from desktop_verdict import Pair, Verdict

HERE = Path(__file__).parent
_MB = 1e6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: ours and the other's by program and step or by file, the limit."""

    what: str
    ours: str
    other: str
    limit: float


TIMES = (
    Line("full export / Anki's export", "ours export", "anki export", 0.6),
    Line("full import with history / Anki's import", "ours begin", "anki import", 1.0),
    Line("unchanged again / Anki's again", "ours again only", "anki again", 0.6),
    Line("merge of 12 % / geodiff's rebase", "ours merge only", "geodiff rebase", 0.6),
)
MEMORY = (
    Line("memory of the import / Anki's", "ours begin", "anki import", 0.15),
    Line("memory of the export / Anki's", "ours export", "anki export", 0.10),
)
SIZES = (
    Line("package / apkg", "whole.ccmb", "whole.apkg", 0.8),
    Line("file with history / plain table", "begun.ccmdesk", "plain.sqlite", 2.0),
)


@dataclass(slots=True)
class Bench:
    """Where the files are, how many records there are, and what each step took in each round."""

    folder: Path
    records: int
    pythons: Mapping[str, Path]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    megabytes: dict[str, list[float]] = field(default_factory=dict)

    def run(self, program: str, step: str, *, counts: bool = True) -> None:
        """Run one step in a process of its own, and keep what it took."""
        script = HERE / f"exchange_{program}.py"
        done = subprocess.run(
            [*map(str, (self.pythons[program], script, step, self.folder, self.records))],
            env={**os.environ, "PYTHONPATH": str(HERE.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{program} {step} failed:\n{done.stderr}")
        if counts:
            found = json.loads(done.stdout.splitlines()[-1])
            self.seconds.setdefault(f"{program} {step}", []).append(found["seconds"])
            self.megabytes.setdefault(f"{program} {step}", []).append(found["megabytes"])
            print(f"  {program} {step}: {found['seconds']:.1f} s, {found['megabytes']:.0f} MB")

    def megabytes_of(self, name: str) -> list[float]:
        """Return the size of a file."""
        return [(self.folder / name).stat().st_size / _MB]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path("out/bench"), help="files and peers")
    parser.add_argument("--peers-python", type=Path, help="a Python that has anki and pygeodiff")
    asked = parser.parse_args()
    peers = asked.peers_python or python_of("exchange", asked.folder.resolve() / "peers")
    if peers is None:
        print("not measured: the peers cannot be installed, see above")
        return 0
    bench = Bench(
        asked.folder.resolve() / f"exchange-{asked.records}",
        asked.records,
        {"ours": Path(sys.executable), "anki": peers.absolute(), "geodiff": peers.absolute()},
    )
    shutil.rmtree(bench.folder, ignore_errors=True)
    bench.folder.mkdir(parents=True)
    print(
        f"{asked.records} records, Python {platform.python_version()}, {os.cpu_count()} processors"
    )
    for program in bench.pythons:
        bench.run(program, "make", counts=False)
    for number in range(asked.rounds):
        _round(bench, first=number == 0)
    bench.run("ours", "agree", counts=False)
    print("both plans have one content hash, and no edit is lost")
    return _judge(bench)


def _round(bench: Bench, *, first: bool) -> None:
    """Measure every step once; what both sides edit is prepared in the first round."""
    for name in ("received.anki2", "field.ccmdesk"):
        (bench.folder / name).unlink(missing_ok=True)
    edited = bench.folder / "edited.ccmdesk"
    for step, ours in (("export", "export"), ("import", "begin"), ("again", "again")):
        bench.run("anki", step)
        bench.run("ours", ours)
    if first:
        shutil.copy(bench.folder / "field.ccmdesk", bench.folder / "begun.ccmdesk")
        shutil.copy(bench.folder / "made.ccmdesk", bench.folder / "centre.ccmdesk")
        bench.run("ours", "edit", counts=False)
        shutil.copy(bench.folder / "field.ccmdesk", edited)
    shutil.copy(edited, bench.folder / "field.ccmdesk")
    for program, step in (("ours", "preview"), ("ours", "backup"), ("geodiff", "rebase")):
        bench.run(program, step)
    bench.run("ours", "merge")


def _judge(bench: Bench) -> int:
    """Print each share beside its limit; return 1 when one was missed."""
    verdict = Verdict(fewest=1)
    verdict.head()
    for step in ("again", "merge"):
        whole, backup = bench.seconds[f"ours {step}"], bench.seconds["ours backup"]
        pairs = zip(whole, backup, strict=True)
        bench.seconds[f"ours {step} only"] = [taken - copied for taken, copied in pairs]
    _say(verdict, TIMES, bench.seconds.__getitem__, "s")
    _say(verdict, MEMORY, bench.megabytes.__getitem__, "MB")
    _say(verdict, SIZES, bench.megabytes_of, "MB")
    return verdict.result()


def _say(
    verdict: Verdict, lines: tuple[Line, ...], found: Callable[[str], list[float]], unit: str
) -> None:
    for line in lines:
        verdict.say(Pair(line.what, found(line.ours), found(line.other), line.limit, unit))


if __name__ == "__main__":
    sys.exit(main())
