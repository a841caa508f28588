"""What writes on after its file was refused reaches no other file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pytest

from ccmdesk.db.atomic_file import write_file
from ccmdesk.model.problem import Problem

LATE: list[Callable[[BinaryIO], object]] = [
    lambda stream: stream.seek(0),
    lambda stream: stream.tell(),
    lambda stream: stream.write(b"late"),
    lambda stream: stream.read(1),
    lambda stream: stream.flush(),
]


def _refused(_part: Path) -> None:
    raise Problem("There is no room.")


def test_an_archive_that_is_closed_after_the_refusal_writes_into_no_other_file(
    tmp_path: Path,
) -> None:
    kept: list[zipfile.ZipFile] = []

    def write(stream: BinaryIO) -> None:
        kept.append(zipfile.ZipFile(stream, "w"))
        kept[0].writestr("sheet", b"s" * 500)
        raise Problem("There is no room.")

    with pytest.raises(Problem, match="no room"):
        write_file(tmp_path / "a.xlsx", write)
    (tmp_path / "plan").write_bytes(b"p" * 5000)
    # It has the number now that the refused file had.
    with (tmp_path / "plan").open("r+b"), suppress(ValueError):
        kept.pop().close()
    assert (tmp_path / "plan").read_bytes() == b"p" * 5000


@pytest.mark.parametrize("late", LATE, ids=["seek", "tell", "write", "read", "flush"])
@pytest.mark.parametrize("is_refused", [True, False], ids=["refused", "written"])
def test_the_stream_of_a_file_that_is_done_with_is_closed(
    tmp_path: Path, late: Callable[[BinaryIO], object], *, is_refused: bool
) -> None:
    kept: list[BinaryIO] = []

    def write(stream: BinaryIO) -> None:
        kept.append(stream)
        stream.write(b"whole")
        if is_refused:
            _refused(tmp_path)

    with suppress(Problem):
        write_file(tmp_path / "a.pdf", write)
    (tmp_path / "plan").write_bytes(b"p" * 500)
    with (tmp_path / "plan").open("r+b"), pytest.raises(ValueError, match="closed"):
        late(kept[0])
    assert (tmp_path / "plan").read_bytes() == b"p" * 500
