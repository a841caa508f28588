"""One step of geodiff with the same records: make a plain table edited on both sides, rebase.

Runs with the Python of the peers: exchange_geodiff.py STEP FOLDER COUNT
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pygeodiff
from exchange_cost import step
from exchange_records import COLUMNS, edits, flat_record, record_id, texts_of


def main(name: str, folder: Path, count: int) -> None:
    plain, theirs, ours = (folder / f"{one}.sqlite" for one in ("plain", "theirs", "ours"))
    match name:
        case "make":
            _make(plain, count)
            for side, is_ours in ((theirs, False), (ours, True)):
                shutil.copy(plain, side)
                _edit(side, count, ours=is_ours)
        case "rebase":
            merged = folder / "merged.sqlite"
            shutil.copy(ours, merged)
            with step():
                differ = pygeodiff.GeoDiff()
                differ.rebase(*map(str, (plain, theirs, merged, folder / "conflicts.json")))
        case _:
            raise SystemExit(name)


def _make(path: Path, count: int) -> None:
    path.unlink(missing_ok=True)
    columns = ", ".join(f'"{column}" TEXT' for column in COLUMNS)
    marks = ", ".join("?" * (len(COLUMNS) + 2))
    with closing(sqlite3.connect(path)) as con, con:
        con.execute(f"CREATE TABLE area (n INTEGER PRIMARY KEY, id BLOB, {columns})")
        rows = ((n, record_id(n).bytes, *texts_of(flat_record(n))) for n in range(count))
        con.executemany(f"INSERT INTO area VALUES ({marks})", rows)  # noqa: S608 - question marks


def _edit(path: Path, count: int, *, ours: bool) -> None:
    with closing(sqlite3.connect(path)) as con, con:
        for n, key, value in edits(count, ours=ours):
            con.execute(f'UPDATE area SET "{key}" = ? WHERE n = ?', (str(value), n))  # noqa: S608


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
