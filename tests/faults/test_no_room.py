"""A file of the plan's kind that finds no room is told as such: no change of a plan was lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import faulty_disk
import pytest

SCRIPT = Path(__file__).with_name("no_room.py")
pytestmark = pytest.mark.skipif(faulty_disk.COMPILER is None, reason="no compiler for the disk")


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty_disk.build(tmp_path_factory.mktemp("disk"))


@pytest.mark.parametrize("deed", ["backup", "restore", "new", "hub"])
def test_a_plan_or_copy_that_finds_no_room_is_told_with_what_it_needs(
    disk: Path, tmp_path: Path, deed: str
) -> None:
    done = faulty_disk.run_with(disk, SCRIPT, str(tmp_path), deed)
    assert done.returncode == 0, done.stderr
    # A call that only reads fails in another way.
    said = [one for one in json.loads(done.stdout) if "There is no room" in one]
    assert said
    for sentence in said:
        assert "There is no room for out.ccmdesk" in sentence
        assert "Nothing was changed" in sentence
        assert "last change" not in sentence
    needed = [int(found) for one in said for found in re.findall(r"at least (\d+) bytes", one)]
    assert max(needed) < 4_096_000
    if deed in {"backup", "restore"}:
        assert max(needed) >= (tmp_path / "copy.ccmdesk").stat().st_size
