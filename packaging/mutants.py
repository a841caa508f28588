"""Says how many small changes of the program its tests notice: the mutation score of an area.

    python mutants.py FOLDER --mutmut FOLDER [AREA...] [--again] [--show]

Each mutant is judged by the tests named for its area that reach it; one that no test reaches counts
as left. What was tried is kept in FOLDER and not tried again while its function and the list of
tests stay as they are; --again tries those that were left once more, after a test was written.
`make mutants` installs mutmut and runs this.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess  # mutmut is a program  # nosec B404
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mutant_areas import AREAS, Area

ROOT = Path(__file__).parents[1]
MUTMUT_COPIES = {"ccmdesk", "tests"}
LEFT_OUT = {"out", "shots", "dist", "build", "pyproject.toml"}
NOTICED = {1, 3, 24, 36, 152, 255, -24, -11, -9}
"""How the tests end when they fail, run out of time or are brought down: the change was noticed."""

SETTINGS = """
[tool.mutmut]
source_paths = ["ccmdesk"]
only_mutate = {modules}
pytest_add_cli_args = ["-p", "no:randomly", "-p", "no:cacheprovider", "-k", "not postgresql"]
pytest_add_cli_args_test_selection = {tests}
timeout_constant = 20.0
track_dependencies = false
use_git_change_detection = false
"""


@dataclass(frozen=True)
class Score:
    """What became of the mutants of a module: names of those *left*, numbers of the others."""

    module: str
    noticed: int
    left: tuple[str, ...]
    untried: int

    @property
    def line(self) -> str:
        tried = self.noticed + len(self.left)
        share = f"{100 * self.noticed / tried:.1f} %" if tried else "-"
        return (
            f"{self.module}: {tried} tried, {self.noticed} noticed, {share}; {self.untried} to try"
        )


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--mutmut", type=Path, required=True, help="where mutmut is installed")
    asked.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    asked.add_argument("--again", action="store_true", help="try what was left once more")
    asked.add_argument("--show", action="store_true", help="try nothing, show what was left")
    given = asked.parse_intermixed_args()
    for name in given.areas or AREAS:
        work = Work(AREAS[name], (given.folder / name).resolve(), given.mutmut.resolve())
        if not given.show:
            work.lay_out()
            work.run([left for one in work.scores() for left in one.left] if given.again else [])
        work.require_names()
        for score in work.scores():
            said = [work.shown(left) if given.show else f"  {left}" for left in score.left]
            sys.stdout.write("\n".join([score.line, *said]) + "\n")
    return 0


@dataclass(frozen=True)
class Work:
    """A tree of an area's own, beside which mutmut keeps what became of each mutant."""

    area: Area
    folder: Path
    mutmut: Path

    def lay_out(self) -> None:
        tree = self.folder / "mutants"
        tree.mkdir(parents=True, exist_ok=True)
        for entry in ROOT.iterdir():
            if not entry.name.startswith(".") and entry.name not in LEFT_OUT:
                _link((self.folder if entry.name in MUTMUT_COPIES else tree) / entry.name, entry)
        settings = SETTINGS.format(
            modules=json.dumps(self.area.modules), tests=json.dumps(self.area.tests)
        )
        project = (ROOT / "pyproject.toml").read_text("utf-8")
        (self.folder / "pyproject.toml").write_text(project + settings, "utf-8")

    def run(self, mutants: list[str]) -> None:
        """Try the *mutants*, or all that were not tried; raises when the tests fail as they are."""
        with (self.folder / "run.log").open("wb") as log:
            self._mutmut("run", "--max-children", "1", *mutants, out=log)

    def require_names(self) -> None:
        """Raise SystemExit for a test that mutmut does not find again by its name.

        It would count the mutants that this test reaches as noticed, whatever they change.
        """
        kept = json.loads((self.folder / "mutants" / "mutmut-stats.json").read_text("utf-8"))
        named = {
            test for tests in kept["tests_by_mangled_function_name"].values() for test in tests
        }
        if lost := sorted(test for test in named if "\\\\" in test):
            raise SystemExit("a test with a backslash in its name: " + ", ".join(lost))

    def shown(self, mutant: str) -> str:
        return self._mutmut("show", mutant, out=subprocess.PIPE)

    def scores(self) -> Iterator[Score]:
        tree = self.folder / "mutants"
        for module in self.area.modules:
            kept = json.loads((tree / f"{module}.meta").read_text("utf-8"))["exit_code_by_key"]
            tried = {name: code for name, code in kept.items() if code is not None}
            left = tuple(name for name, code in tried.items() if code not in NOTICED)
            yield Score(module, len(tried) - len(left), left, len(kept) - len(tried))

    def _mutmut(self, *words: str, out: IO[bytes] | int) -> str:
        command = [sys.executable, str(self.mutmut / "bin" / "mutmut"), *words]
        done = subprocess.run(  # noqa: S603 - our own words  # nosec B603
            command, cwd=self.folder, env=self._env(), stdout=out, check=True
        )
        return (done.stdout or b"").decode("utf-8")

    def _env(self) -> dict[str, str]:
        """Return the tests' environment; CI gives Hypothesis all the time it needs."""
        paths = [str(self.mutmut), str(self.folder / "mutants")]
        few = {"CCMDESK_HISTORIES": "8", "QT_QPA_PLATFORM": "offscreen", "CI": "true"}
        return {**os.environ, **few, "PYTHONPATH": os.pathsep.join(paths)}


def _link(link: Path, target: Path) -> None:
    if not link.is_symlink() and not link.exists():
        link.symlink_to(target)


if __name__ == "__main__":
    sys.exit(main())
