"""The power goes while a plan or a paper is written: what was said to be saved is there, whole.

Ordinarily some hundred cuts; CCMDESK_CUTS sets another number for each writer and each model.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import faulty_disk
import pytest
from disk_notes import Model, read_notes
from power_cuts import Look, Power, cut, look_at_paper, look_at_plan

CUTS = int(os.environ.get("CCMDESK_CUTS", "150"))
SEED = int(os.environ.get("CCMDESK_SEED", "0"))
STEPS = {"plan": 40, "paper": 60}
LOOKS: dict[str, Look] = {"plan": look_at_plan, "paper": look_at_paper}

pytestmark = [
    pytest.mark.skipif(faulty_disk.COMPILER is None, reason="no compiler for the disk"),
    pytest.mark.timeout(120 + CUTS),
]


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each writer a folder with the files as they were at first, and the notes beside it."""
    base = tmp_path_factory.mktemp("power")
    library = faulty_disk.build(base)
    script = Path(__file__).with_name("noted_writers.py")
    found = {}
    for writer, steps in STEPS.items():
        work, first = base / writer / "work", base / writer / "first"
        work.mkdir(parents=True)
        done = faulty_disk.run_with(
            library, script, str(work), str(base / writer / "notes"), writer, str(steps), str(first)
        )
        assert done.returncode == 0, done.stderr
        found[writer] = base / writer
    return found


def _power(writer: Path, model: Model, *, lies: bool = False) -> Power:
    notes = read_notes(writer / "notes", folder=writer / "work")
    return Power(writer / "first", notes, model, lies)


@pytest.mark.parametrize("model", Model, ids=lambda one: one.value)
@pytest.mark.parametrize("writer", STEPS)
def test_nothing_that_was_told_is_lost(
    noted: dict[str, Path], tmp_path: Path, writer: str, model: Model
) -> None:
    power = _power(noted[writer], model)
    cuts = cut(power, LOOKS[writer], tmp_path / "found", seeds=range(SEED, SEED + CUTS))
    assert cuts.tried == CUTS
    assert cuts.wrong == []


@pytest.mark.parametrize("writer", STEPS)
def test_a_disk_that_does_not_sync_is_caught(
    noted: dict[str, Path], tmp_path: Path, writer: str
) -> None:
    """The control: without it nobody knows that a lost step would be seen."""
    power = _power(noted[writer], Model.WILD, lies=True)
    cuts = cut(power, LOOKS[writer], tmp_path / "found", seeds=range(40))
    assert len(cuts.wrong) > 10
    shutil.rmtree(tmp_path / "found")
