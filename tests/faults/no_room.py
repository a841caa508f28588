"""Makes a file of the plan's kind on a disk that becomes full; prints what is said of it.

    python no_room.py WORK DEED

WORK is an empty folder; the disk of WORK/stick becomes full at some call. Prints one JSON list of
what was said, one sentence for each point. Runs with disk.c preloaded.
"""

from __future__ import annotations

import errno
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import faulty_disk
from db_cases import NOON, add, area, new_store

from ccmdesk.db.backup import restore_backup, write_backup
from ccmdesk.db.hub.place import open_place
from ccmdesk.db.store import open_store
from ccmdesk.model.problem import Problem

POINTS = (6, 9, 14, 22, 40)


def main() -> None:
    work, deed = Path(sys.argv[1]), sys.argv[2]
    plan, copy, stick = work / "plan.ccmdesk", work / "copy.ccmdesk", work / "stick"
    with new_store(plan) as store:
        add(store, *(area(number) for number in range(1, 60)))
        write_backup(store, copy)
    out = stick / "out.ccmdesk"
    deeds: dict[str, Callable[[], object]] = {
        "backup": lambda: _back_up(plan, out),
        "restore": lambda: restore_backup(copy, out=out, new_id=uuid4, at=NOON),
        "new": lambda: new_store(out).close(),
        "hub": lambda: open_place(str(out), make_at=NOON, writes=True),
    }
    said = [_said(deeds[deed], stick, point) for point in POINTS]
    json.dump([one for one in said if one], sys.stdout)


def _back_up(plan: Path, out: Path) -> None:
    with open_store(plan, reads_only=True) as store:
        write_backup(store, out)


def _said(deed: Callable[[], object], stick: Path, point: int) -> str:
    shutil.rmtree(stick, ignore_errors=True)
    stick.mkdir()
    faulty_disk.watch(stick)
    faulty_disk.fail(point, for_ever=True, error=errno.ENOSPC)
    try:
        deed()
    except Problem as problem:
        return str(problem)
    finally:
        faulty_disk.fail(0, for_ever=False, error=0)
    return ""


if __name__ == "__main__":
    main()
