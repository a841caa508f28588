"""The benches of our own steps still do their work, on plans that are small."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RECORDS = 300
ALL_STEPS = """
import sys
from importlib import import_module
from pathlib import Path

bench = import_module(sys.argv[1])
for name in sys.argv[2].split() or bench.STEPS:
    bench.STEPS[name](Path(sys.argv[3]), int(sys.argv[4]))
"""


def test_a_plan_of_some_size_goes_through_every_step(tmp_path: Path) -> None:
    _run("size_steps", "", folder=tmp_path)


def test_centre_and_field_agree_after_every_step(tmp_path: Path) -> None:
    _run("exchange_ours", "make export begin again", folder=tmp_path)
    shutil.copy(tmp_path / "made.ccmdesk", tmp_path / "centre.ccmdesk")
    _run("exchange_ours", "edit preview backup merge agree", folder=tmp_path)


def _run(bench: str, steps: str, *, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALL_STEPS, bench, steps, str(folder), str(RECORDS)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "bench")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
