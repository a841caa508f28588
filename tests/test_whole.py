"""The long runs are resumed where they ended, and what failed is told and tried again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import whole

SCRIPT = Path(__file__).with_name("whole.py")
TESTS = """
from pathlib import Path

def test_counts(record_property):
    record_property("points", 7)
    with Path(__file__).with_name("runs").open("a") as runs:
        runs.write("x")

def test_needs_a_file(record_property):
    record_property("points", 5)
    assert Path(__file__).with_name("there").exists(), "the file is missing"
"""


def _run(tests: Path, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, file, tests.name, "--root", tests.parent, "--processes", "1"],
        env={**os.environ, "CCMDESK_SEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(120)
def test_what_ended_well_is_not_done_again_and_what_failed_is(tmp_path: Path) -> None:
    tests, file = tmp_path / "test_some.py", tmp_path / "whole.csv"
    tests.write_text(TESTS)
    first = _run(tests, file)
    assert first.returncode == 1, first.stdout + first.stderr
    assert "points 12" in first.stdout
    assert "failed: " in first.stdout
    assert "the file is missing" in next(tmp_path.glob("whole.csv.*.txt")).read_text()
    (tmp_path / "there").touch()
    second = _run(tests, file)
    assert second.returncode == 0, second.stdout + second.stderr
    assert "1 tests are done, 1 are left" in second.stdout
    assert "points 12" in second.stdout
    assert (tmp_path / "runs").read_text() == "x"
    assert len(whole.read(file, "0")) == 2
    assert whole.read(file, "1") == {}
