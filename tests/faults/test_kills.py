"""Killed, or on a full disk, in the middle of a deed: as before it or as after it, nothing between.

Ordinarily a few random points of some deeds; CCMDESK_FAULTS=1 tries 80 of each.
CCMDESK_SEED chooses others.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import faulty_disk
import pytest
from all_deeds import DEEDS
from deeds import CARELESS

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
SEED = os.environ.get("CCMDESK_SEED", "0")
SCRIPT = Path(__file__).with_name("kills.py")
UPDATES = [deed for deed in DEEDS if deed.startswith("update")]
WRITERS = [deed for deed in DEEDS if deed not in {*UPDATES, "read"}]
SOME = ["import", "take-in", "begin", "make", "keep-backup", "restore"]
SOME += ["pack-submission", "add-to-hub", "save-workbook"]
KILLED = [(UPDATES, 80 if ALL else 1), (WRITERS if ALL else SOME, 80 if ALL else 1)]
FULL = [(UPDATES if ALL else UPDATES[:1], 20 if ALL else 1), (WRITERS, 20)]

pytestmark = [
    pytest.mark.skipif(faulty_disk.COMPILER is None, reason="no compiler for the disk"),
    pytest.mark.timeout(7200 if ALL else 300),
]


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty_disk.build(tmp_path_factory.mktemp("disk"))


def _tried(disk: Path, work: Path, deeds: list[str], *how: str) -> list[dict[str, Any]]:
    done = faulty_disk.run_with(disk, SCRIPT, str(work), *deeds, *how)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _wrong(found: list[dict[str, Any]]) -> list[str]:
    return [f"{one['deed']}, {told}" for one in found for told in one["wrong"]]


@pytest.mark.parametrize(("deeds", "times"), KILLED, ids=["updates", "writers"])
def test_a_deed_that_is_killed_is_done_or_not_begun(
    disk: Path, tmp_path: Path, deeds: list[str], times: int, record_property: Any
) -> None:
    found = _tried(disk, tmp_path / "work", deeds, "--times", str(times), "--seed", SEED)
    record_property("kills", sum(one["points"] for one in found))
    assert _wrong(found) == []
    assert {end for one in found for end in one["ends"]} == {"killed"}


def test_at_any_moment_of_a_restore_there_is_a_plan_under_the_name(
    disk: Path, tmp_path: Path
) -> None:
    """What was there goes in the last calls, when all that comes is written."""
    found = _tried(disk, tmp_path / "work", ["restore-over"], "--how", "last", "--times", "24")
    assert _wrong(found) == []
    assert {end for one in found for end in one["ends"]} == {"killed"}


@pytest.mark.parametrize(("deeds", "times"), FULL[: 2 if ALL else 1])
def test_a_deed_on_a_full_disk_is_done_or_refused_in_words(
    disk: Path, tmp_path: Path, deeds: list[str], times: int, record_property: Any
) -> None:
    how = ("--how", "full", "--times", str(times), "--seed", SEED)
    found = _tried(disk, tmp_path / "work", deeds, *how)
    record_property("full", sum(one["points"] for one in found))
    assert _wrong(found) == []
    assert {end for one in found for end in one["ends"]} <= {"done", "refused"}


def test_a_plan_that_is_filled_before_it_has_a_name_is_never_cut_short(
    disk: Path, tmp_path: Path
) -> None:
    """What fills it waits in a journal; there can be room for that and none in the file."""
    deeds = ["begin", "repair"] if ALL else ["begin"]
    found = _tried(disk, tmp_path / "work", deeds, "--how", "brim", "--times", "40")
    assert _wrong(found) == []
    for one in found:
        assert {"done", "refused"} == set(one["ends"])


def test_an_update_that_says_it_is_done_too_early_is_caught(disk: Path, tmp_path: Path) -> None:
    """The controls: a plan half updated, and half copied over."""
    found = _tried(disk, tmp_path / "work", list(CARELESS), "--times", "2")
    assert all(one["wrong"] for one in found)
