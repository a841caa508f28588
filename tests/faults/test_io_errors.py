"""Each call on the disk fails, once or for ever: plain words, and a plan as before or after.

Ordinarily some points of each deed, which fail in one way; CCMDESK_FAULTS=1 tries all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import faulty_disk
import pytest
from all_deeds import DEEDS

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
SEED = int(os.environ.get("CCMDESK_SEED", "0"))
SHARE = 301
"""Ordinarily one point of so many."""

HOW = {
    "input-output-error": ["--error", "EIO"],
    "for-ever": ["--error", "EIO", "--for-ever"],
    "full": ["--error", "ENOSPC"],
}
WAYS = list(HOW)
OTHERS = {"update-0002", "update-0003"}
"""Ordinarily the oldest plan alone is brought up to date."""

TRIED = [
    (deed, way)
    for number, deed in enumerate(one for one in DEEDS if ALL or one not in OTHERS)
    for way in (WAYS if ALL else [WAYS[(number + SEED) % len(WAYS)]])
]
Tried = Callable[..., dict[str, dict[str, Any]]]
"""Tries (way, *deeds); returns what was found, by deed."""

SCRIPT = Path(__file__).with_name("io_errors.py")

pytestmark = [
    pytest.mark.skipif(faulty_disk.COMPILER is None, reason="no compiler for the disk"),
    pytest.mark.timeout(7200 if ALL else 300),
]


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty_disk.build(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def tried(disk: Path, tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """Tries deeds in one way. A program for all of them prepares the plan once for all."""

    @cache
    def outcomes(way: str, *deeds: str) -> dict[str, dict[str, Any]]:
        work = tmp_path_factory.mktemp("work")
        every = [] if ALL else ["--every", str(SHARE), "--seed", str(SEED)]
        done = faulty_disk.run_with(disk, SCRIPT, str(work), *deeds, *HOW[way], *every)
        assert done.returncode == 0, done.stderr
        return {one["deed"]: one for one in map(json.loads, done.stdout.splitlines())}

    return outcomes


@pytest.mark.parametrize(("deed", "way"), TRIED)
def test_a_call_that_fails_is_told_and_harms_nothing(
    tried: Tried, deed: str, way: str, record_property: Any
) -> None:
    together = [deed] if ALL else [one for one, how in TRIED if how == way]
    found = tried(way, *together)[deed]
    record_property("points", found["points"])
    assert found["points"] > 0
    assert found["wrong"] == []


def test_the_very_first_call_of_a_deed_that_fails_is_told(disk: Path, tmp_path: Path) -> None:
    """A file is looked at before it is opened as a plan."""
    done = faulty_disk.run_with(
        disk, SCRIPT, str(tmp_path), "read", "--error", "EIO", "--first", "3"
    )
    assert done.returncode == 0, done.stderr
    (found,) = map(json.loads, done.stdout.splitlines())
    assert (found["points"], found["refused"], found["wrong"]) == (3, 3, [])


def test_a_deed_that_loses_an_error_is_caught(disk: Path, tmp_path: Path) -> None:
    """The control: somebody who swallows what the disk says leaves a half plan behind."""
    done = faulty_disk.run_with(
        disk, SCRIPT, str(tmp_path / "work"), "careless", "--error", "ENOSPC", "--every", "3"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["wrong"]
