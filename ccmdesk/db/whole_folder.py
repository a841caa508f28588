"""The one way to write a folder of files: whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ccmdesk.db.atomic_file import make_folder, put_in_place

CUT_OFF = ".part"
"""How an unfinished folder ends; one that is left over goes at the next writing."""


def put_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Make the folder *target*, which must not be there, by letting *fill* write its files.

    *fill* writes each through `write_file` below the folder it is given. Whatever it raises comes
    through, and nothing is left behind.
    """
    part = target.with_name(target.name + CUT_OFF)
    remove_unfinished(target.parent)
    make_folder(part, name=target.name)
    try:
        fill(part)
        put_in_place(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def remove_unfinished(folder: Path) -> None:
    """Remove the folders in *folder* whose writing was cut off."""
    for part in folder.glob(f"*{CUT_OFF}"):
        remove_folder(part)


def remove_folder(folder: Path) -> None:
    """Remove a folder and all in it; what another program holds stays for a later time."""
    shutil.rmtree(folder, ignore_errors=True)
