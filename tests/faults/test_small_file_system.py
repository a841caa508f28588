"""A disk that really has too little room: each deed is refused in words, and done once there is.

Ordinarily a size for some deeds; CCMDESK_FAULTS=1 tries 200 of each deed, CCMDESK_SIZES as many as
it says. CCMDESK_SEED chooses others. The disk is mounted where nobody else sees it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from all_deeds import DEEDS

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
SEED = os.environ.get("CCMDESK_SEED", "0")
SIZES = os.environ.get("CCMDESK_SIZES", "200" if ALL else "1")
SCRIPT = Path(__file__).with_name("small_disk.py")
SOME = ["save", "make", "update-0001", "keep-backup", "restore-over", "take-in", "import"]
SOME += ["decrypt", "pack-submission", "save-workbook", "attach", "add-to-hub"]
WRITERS = [deed for deed in DEEDS if deed != "read"] if ALL else SOME
CARELESS = "careless-paper"
Tried = Callable[[str], dict[str, Any]]
"""Tries a deed; returns what was found."""


@cache
def _apart() -> tuple[str, ...]:
    """Return what runs a program with disks of its own: as root, or as one who is root only there.

    () where this computer permits neither.
    """
    if shutil.which("unshare") and shutil.which("mount"):
        with tempfile.TemporaryDirectory() as folder:
            for how in ("-m", "-rm"):
                mount = ["unshare", how, "mount", "-t", "tmpfs", "tmpfs", folder]
                if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
                    return ("unshare", how)
    return ()


pytestmark = [
    pytest.mark.skipif(not _apart(), reason="no disk can be mounted here for the tests alone"),
    pytest.mark.timeout(14400 if ALL else 600),
]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """Tries one deed; ordinarily a program for all of them prepares the plan once for all."""

    @cache
    def outcomes(*deeds: str) -> dict[str, dict[str, Any]]:
        work = tmp_path_factory.mktemp("small")
        asked = [str(work), *deeds, "--times", SIZES, "--seed", SEED]
        path = os.pathsep.join([str(SCRIPT.parent), *sys.path])
        done = subprocess.run(
            [*_apart(), sys.executable, str(SCRIPT), *asked],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return {one["deed"]: one for one in map(json.loads, done.stdout.splitlines())}

    return lambda deed: outcomes(*([deed] if ALL else [*SOME, CARELESS]))[deed]


@pytest.mark.parametrize("deed", WRITERS)
def test_a_deed_that_finds_no_room_is_refused_in_words_and_then_done(
    tried: Tried, deed: str, record_property: Any
) -> None:
    found = tried(deed)
    refused = found["ends"].count("refused")
    record_property("sizes", f"{len(found['ends'])}, refused {refused}, seed {SEED}")
    assert found["wrong"] == []
    assert len(found["ends"]) == int(SIZES)
    assert set(found["ends"]) <= {"done", "refused"}
    assert refused or len(found["ends"]) < 10


def test_somebody_who_does_not_look_whether_there_was_room_is_caught(tried: Tried) -> None:
    """The control: the paper was said to be written, and a part of it is there."""
    found = tried(CARELESS)
    assert set(found["ends"]) == {"done"}
    assert len(found["wrong"]) >= int(SIZES)
