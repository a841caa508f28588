"""The power goes in the middle of a deed: the plan is as before it or as after it, and opens.

Ordinarily some cuts of each deed on each kind of disk; CCMDESK_FAULTS=1 makes 2,000 in all, and
CCMDESK_DEED_CUTS as many of each as it says.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import faulty_disk
import pytest
from all_deeds import KNOWN
from disk_notes import Model, read_notes
from holdings import either_of, holdings, left_for_ever, wrong_with
from noted_deeds import FINDS
from power_cuts import Found, Power, cut

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
CUTS = int(os.environ.get("CCMDESK_DEED_CUTS", "250" if ALL else "14"))
FEW = {"update-0001": CUTS if ALL else min(CUTS, 3)}
"""Ordinarily fewer where each look brings an older plan up to date."""

SEED = int(os.environ.get("CCMDESK_SEED", "0"))
KEPT = {"update-0001": "*.before-*.ccmdesk", "restore-over": "*.old-*.ccmdesk"}
"""What a deed leaves beside the plan: its state from before."""

pytestmark = [
    pytest.mark.skipif(faulty_disk.COMPILER is None, reason="no compiler for the disk"),
    pytest.mark.timeout(300 + 10 * CUTS),
]


@dataclass(frozen=True)
class Noted:
    """The notes of a deed, and how the folder was before it and after it."""

    deed: str
    folder: Path
    before: dict[str, str]
    after: dict[str, str]
    seen: dict[bytes, list[str]] = field(default_factory=dict)

    def power(self, model: Model, *, lies: bool = False) -> Power:
        notes = read_notes(self.folder / "notes", folder=self.folder / "work")
        return Power(self.folder / "first", notes, model, lies, at_names=True)

    def look(self, found: Found) -> Iterator[str]:
        """Yield what is wrong; the very same files are looked at once."""
        state = _state_of(found)
        if state not in self.seen:
            self.seen[state] = list(self._wrong(found))
        yield from self.seen[state]

    def _wrong(self, found: Found) -> Iterator[str]:
        done = {name: {holds} for name, holds in self.after.items()}
        yield from wrong_with(
            found.folder, done if found.told else either_of(self.before, self.after)
        )
        kept = list(found.folder.glob(KEPT.get(self.deed, "no such file")))
        if found.told and self.deed in KEPT and not kept:
            yield "the plan from before is not kept"
        held = self.before[KNOWN[self.deed].plan]
        yield from wrong_with(found.folder, {one.name: {held} for one in kept})
        yield from (f"{name} is left for ever" for name in left_for_ever(found.folder))


def _state_of(found: Found) -> bytes:
    state = hashlib.sha256(str(found.told).encode())
    for file in sorted(found.folder.rglob("*")):
        if file.is_file():
            raw = hashlib.sha256(file.read_bytes()).hexdigest()
            state.update(f"{file.name} {file.stat().st_nlink} {raw} ".encode())
    return state.digest()


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Noted]:
    """Every deed, done once."""
    base = tmp_path_factory.mktemp("power")
    library = faulty_disk.build(base)
    script = Path(__file__).with_name("noted_deeds.py")
    done = faulty_disk.run_with(library, script, str(base), *FINDS)
    assert done.returncode == 0, done.stderr
    return {deed: _noted(deed, base / deed) for deed in FINDS}


def _noted(deed: str, folder: Path) -> Noted:
    before, after = (
        holdings(shutil.copytree(folder / name, folder / f"looked-at-{name}"), KNOWN[deed])
        for name in ("first", "work")
    )
    return Noted(deed, folder, before, after)


@pytest.mark.parametrize("model", Model, ids=lambda one: one.value)
@pytest.mark.parametrize("deed", FINDS)
def test_a_deed_that_was_cut_off_is_done_or_not_begun(
    noted: dict[str, Noted], tmp_path: Path, deed: str, model: Model, record_property: Any
) -> None:
    one, times = noted[deed], FEW.get(deed, CUTS)
    cuts = cut(one.power(model), one.look, tmp_path / "found", seeds=range(SEED, SEED + times))
    record_property("cuts", f"{cuts.tried}, seed {SEED}")
    assert cuts.tried == times
    assert cuts.wrong == []


@pytest.mark.parametrize("deed", ["restore-over", "import"])
def test_a_disk_that_does_not_sync_is_caught(
    noted: dict[str, Noted], tmp_path: Path, deed: str
) -> None:
    """The control: without it nobody knows that half a deed would be seen."""
    one = noted[deed]
    cuts = cut(one.power(Model.WILD, lies=True), one.look, tmp_path / "found", seeds=range(20))
    assert len(cuts.wrong) > 2
