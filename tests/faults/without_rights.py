"""Opens plans as a user who has no rights but those of everybody; prints what comes of each.

    python without_rights.py PLAN FOLDER NEW TABLE OWN

PLAN is in FOLDER/CASE for each case. Prints one JSON document: for each case what comes of opening
for writing and for reading, then of a new plan and a backup in the folder NEW, of reading a table,
and of restoring the plan of each case into the folder OWN.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from db_cases import NOON, new_store

from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.db.backup import restore_backup, write_backup
from ccmdesk.db.store import open_store
from ccmdesk.model.problem import Problem

NOBODY = 65534


def main() -> None:
    plan, folder, new, table, own = (Path(argument) for argument in sys.argv[1:])
    tried(lambda: look(plan, reads_only=False))  # what is imported late may be out of reach later
    warm = plan.with_name("warm.ccmdesk")
    write_backup(open_store(plan, reads_only=True), warm)
    earlier = folder / "of-an-earlier-version" / plan.name
    tried(lambda: restored(earlier, plan.with_name("warm-earlier.ccmdesk")))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    told = {
        case.name: [
            tried(partial(look, case / plan.name, reads_only=only)) for only in (False, True)
        ]
        for case in folder.iterdir()
    }
    told["new"] = [tried(lambda: new_store(new / "new.ccmdesk"))]
    with open_store(plan, reads_only=True) as store:
        told["backup"] = [tried(lambda: write_backup(store, new / "copy.ccmdesk"))]
    told["table"] = [tried(lambda: read(table))]
    for case in folder.iterdir():
        out = own / f"{case.name}.ccmdesk"
        told[case.name].append(tried(partial(restored, case / plan.name, out)))
    json.dump(told, sys.stdout)


def look(file: Path, *, reads_only: bool) -> int:
    with open_store(file, reads_only=reads_only) as store:
        return store.counts()["hazardous_area"]


def restored(file: Path, out: Path) -> int:
    restore_backup(file, out=out, new_id=uuid4, at=NOON)
    return look(out, reads_only=False)


def read(file: Path) -> int:
    with chosen_file(file) as source:
        return len(source.read())


def tried(deed: Callable[[], Any]) -> Any:
    """Return what comes of a deed: a number, or the words of a Problem; all else comes through."""
    try:
        return deed()
    except Problem as problem:
        return str(problem)


if __name__ == "__main__":
    main()
