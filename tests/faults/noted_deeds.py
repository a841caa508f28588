"""Deeds on a plan whose every call on the disk is noted, with when each was told to be done.

    python noted_deeds.py BASE DEED...

BASE/DEED gets the folder *work* in which it is done, *first* as that was before the first call, and
*notes*. Runs with disk.c preloaded.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import faulty_disk
from all_deeds import KNOWN
from deeds import COPY, OLD, PLAN, TABLE, prepare

OLDEST = OLD["0001"]
FINDS = {
    "update-0001": (OLDEST,),
    "restore-over": (PLAN, COPY),
    "import": (PLAN, f"stick/{TABLE}"),
    "take-in": (PLAN, "stick/north.ccmb"),
}
"""The deeds that are noted, with the files that each of them finds."""


def main() -> int:
    base, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory() as made:
        prepare(Path(made))
        for name in names:
            _note(name, Path(base) / name, Path(made))
    return 0


def _note(name: str, folder: Path, made: Path) -> None:
    work = folder / "work"
    for file in FINDS[name]:
        (work / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made / file, work / file)
    shutil.copytree(work, folder / "first")
    faulty_disk.watch(work)
    faulty_disk.note_to(folder / "notes")
    KNOWN[name].does(work)
    faulty_disk.mark(1)


if __name__ == "__main__":
    sys.exit(main())
