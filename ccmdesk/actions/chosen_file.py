"""Opens a file that a person chose, with plain words where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ccmdesk.db.disk_words import FAILING
from ccmdesk.db.place import no_right
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

CHOOSE_PACKAGE = N_("{file} is a folder. Choose a package.")
CHOOSE_RECEIPT = N_("{file} is a folder. Choose a receipt.")
CHOOSE_FILE = N_("{file} is a folder. Choose a file.")
CHOOSE_TABLE = N_("{file} is a folder. Choose a workbook or a CSV file.")


def refuse_folder(path: Path) -> None:
    """Raise Problem when what is to become a file is a folder already."""
    if path.is_dir():
        raise Problem(CHOOSE_FILE, file=str(path))


@contextmanager
def chosen_file(path: Path, *, folder_says: str = CHOOSE_FILE) -> Iterator[BinaryIO]:
    """Give the file at *path* to read; raises Problem when that cannot be."""
    try:
        with path.open("rb") as source:
            yield source
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Problem(
            N_("There is no file {file}. Check its name and the folder."), file=str(path)
        ) from error
    except IsADirectoryError as error:
        raise Problem(folder_says, file=str(path)) from error
    except PermissionError as error:
        raise no_right(path) from error
    except OSError as error:
        if error.errno not in FAILING:
            raise
        raise Problem(
            N_(
                "The disk reported an error while {file} was read. Check that the drive is"
                " connected, copy the file again from where it came from, and try again."
            ),
            file=str(path),
        ) from error
