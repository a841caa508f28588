"""Offices apart for any time, in any order, end up with the same plan, and lose nothing.

CCMDESK_HISTORIES says how many histories are tried, 1000 when it does not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from offices_apart import offices
from offices_on_server import ServerOffice
from random_histories import MOST, try_histories, with_what_is_known

HISTORIES = int(os.environ.get("CCMDESK_HISTORIES", "1000"))
PARTS = 4
ON_SERVER = (1, 2)
"""Which of three to five offices work on a server."""

MANY = Path(__file__).with_name("many_histories.py")


@pytest.mark.parametrize("part", range(PARTS))
def test_offices_agree_after_any_history(part: int) -> None:
    each = max(HISTORIES // PARTS, 1)
    assert try_histories(f"Part{part}", count=each).histories >= each


def test_offices_agree_when_some_work_on_a_server(
    server: str, empty_plan: Path, tmp_path: Path
) -> None:
    blank = Path(shutil.copyfile(empty_plan, tmp_path / "blank.ccmdesk"))
    begun = offices(MOST + 2)
    for place in ON_SERVER:
        begun[place] = ServerOffice(blank, server)
    with_what_is_known(begun)
    try:
        count = max(HISTORIES // 100, 1)
        assert try_histories("OnServer", count=count, begun=lambda: begun).histories >= count
    finally:
        for place in ON_SERVER:
            begun[place].store.close()


def test_a_long_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    kept = tmp_path / "histories.csv"
    kept.write_text("1,1,500,7000,63.2,ok\n2,2,500,7010,61.0,ok\n")
    said = _run(kept, parts=3).splitlines()
    told = r"1002 histories of 14\d\d\d steps in 3 of 3 parts, nothing went wrong"
    assert re.fullmatch(told, said[-1])
    assert [line[:7] for line in said[:-1]] == ["part 3,"]
    assert kept.read_text().splitlines()[2].startswith("3,3,2,")
    kept.write_text(kept.read_text().replace(",ok", ",failed", 1))
    assert "part 1 failed" in _run(kept, parts=3, code=1)


def _run(kept: Path, *, parts: int, code: int = 0) -> str:
    asked = [str(MANY), str(kept), "--parts", str(parts), "--examples", "2"]
    done = subprocess.run([sys.executable, *asked], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout
