"""Writers whose every call on the disk is noted, with what they told was saved.

    python noted_writers.py WORK NOTES WRITER COUNT FIRST

FIRST becomes a copy of WORK before the first call that is noted.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import faulty_disk
from db_cases import new_id, new_store
from killed_writer import write_step

from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.store import open_store

PLAN, PAPER = "plan.ccmdesk", "paper.pdf"


def main() -> int:
    work, notes, writer, count, first = sys.argv[1:]
    prepare, write = WRITERS[writer]
    folder = Path(work)
    prepare(folder)
    shutil.copytree(folder, first)
    faulty_disk.watch(folder)
    faulty_disk.note_to(Path(notes))
    write(folder, int(count))
    return 0


def paper(number: int) -> bytes:
    """Return the paper that is written for the *number*-th time."""
    return f"{number:08}".encode() * (100 + 37 * (number % 50))


def _begin_plan(folder: Path) -> None:
    with new_store(folder / PLAN) as store:
        write_step(store, 0, step=new_id())


def _save(folder: Path, count: int) -> None:
    with open_store(folder / PLAN) as store:
        for number in range(1, count + 1):
            write_step(store, number, step=new_id())
            faulty_disk.mark(number)


def _begin_paper(folder: Path) -> None:
    (folder / PAPER).write_bytes(paper(0))


def _write_paper(folder: Path, count: int) -> None:
    for number in range(1, count + 1):
        write_file(folder / PAPER, partial(_write, paper(number)))
        faulty_disk.mark(number)


def _write(raw: bytes, out: BinaryIO) -> None:
    out.write(raw)


Writer = tuple[Callable[[Path], None], Callable[[Path, int], None]]
WRITERS: dict[str, Writer] = {"plan": (_begin_plan, _save), "paper": (_begin_paper, _write_paper)}

if __name__ == "__main__":
    sys.exit(main())
