"""A short share of the long random use of the window: `make soak` does it for twenty minutes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 20


@pytest.mark.timeout(240)
def test_random_use_in_three_languages_finds_nothing_wrong(tmp_path: Path) -> None:
    run = Path(__file__).with_name("run_soak.py")
    home = {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, run, "--minutes", str(SECONDS / 60), "--folder", tmp_path / "plan"],
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
