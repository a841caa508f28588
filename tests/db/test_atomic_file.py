"""A file is written whole or not at all, whatever goes wrong."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from ccmdesk.db.atomic_file import make_folder, move_file, put_file, set_aside, write_file
from ccmdesk.db.cut_off import PART
from ccmdesk.model.problem import Problem

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file modes and limits")


def _text(text: bytes) -> object:
    def write(stream: BinaryIO) -> None:
        stream.write(text)

    return write


def _write(path: Path, text: bytes, **more: object) -> None:
    write_file(path, _text(text), **more)  # type: ignore[arg-type]


def leftovers(folder: Path) -> list[Path]:
    return sorted(folder.glob(f".*{PART}*"))


def _cut_off_long_ago(*parts: Path) -> None:
    for part in parts:
        part.write_bytes(b"cut off")
        os.utime(part, (0, 0))  # Windows keeps one that may be on its way to its name


def _unchanged(_part: Path) -> None:
    """Leave what a library would have written empty."""


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_file_holds_what_was_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    _write(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert _names(tmp_path) == {"a.pdf"}


def test_large_and_sought_writes_come_out_right(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"

    def write(stream: BinaryIO) -> None:
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("mimetype", "x")
            archive.writestr("data", os.urandom(3_000_000))

    write_file(path, write)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert len(archive.read("data")) == 3_000_000


@pytest.mark.parametrize("error", [RuntimeError("x"), KeyboardInterrupt(), OSError(2, "mine")])
def test_the_old_file_stays_when_the_writer_fails(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "a.pdf"
    _write(path, b"old")

    def write(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise error

    with pytest.raises(type(error)) as raised:
        write_file(path, write)
    assert raised.value is error
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == {"a.pdf"}


def test_the_old_file_stays_when_the_check_refuses_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    _write(path, b"old")

    def refuse(part: Path) -> None:
        assert part.read_bytes() == b"new"
        raise Problem("No.")

    with pytest.raises(Problem, match="No"):
        _write(path, b"new", verify=refuse)
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == {"a.pdf"}


def test_bytes_that_changed_on_the_disk_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"

    def write(stream: BinaryIO) -> None:
        stream.write(b"right")
        (part,) = leftovers(tmp_path)
        with part.open("r+b") as other:
            other.write(b"wrong")

    with pytest.raises(Problem, match="may be failing"):
        write_file(path, write)
    assert not path.exists()


@posix_only
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_settles_no_folders_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    settle = os.fsync

    def refusing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        settle(descriptor)

    monkeypatch.setattr(os, "fsync", refusing)
    _write(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


@posix_only
@pytest.mark.parametrize("name", ["ລ" * 90, "a" * 250 + ".pdf"])
def test_a_name_that_the_disk_does_not_take_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem, match="Choose a shorter and plainer name"):
        _write(tmp_path / name, b"new")
    assert _names(tmp_path) == set()


@posix_only
def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers" / "within").mkdir(parents=True)
    with pytest.raises(Problem, match=r"papers is a folder\. Choose a file"):
        _write(tmp_path / "papers", b"new")
    assert _names(tmp_path) == {"papers"}


@posix_only
@pytest.mark.parametrize("of_folder", [True, False], ids=["folder", "file"])
def test_a_disk_that_fails_while_it_settles_is_told_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, of_folder: bool
) -> None:
    settle = os.fsync

    def failing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode) == of_folder:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        settle(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(Problem, match=r"reported an error while a\.pdf was written") as raised:
        _write(tmp_path / "a.pdf", b"new")
    assert raised.value.message.values["folder"] == str(tmp_path)
    assert _names(tmp_path) == {"a.pdf"}
    with pytest.raises(Problem, match="reported an error"):
        put_file(tmp_path / "b", _unchanged, verify=_unchanged)
    if of_folder:
        with pytest.raises(Problem, match="reported an error"):
            set_aside(tmp_path / "a.pdf")


@posix_only
def test_a_private_file_is_for_its_owner_only(tmp_path: Path) -> None:
    modes: list[int] = []

    def write(stream: BinaryIO) -> None:
        modes.append(leftovers(tmp_path)[0].stat().st_mode & 0o777)
        stream.write(b"x")

    write_file(tmp_path / "key", write, private=True)
    assert modes == [0o600]
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "group").write_bytes(b"")
    (tmp_path / "group").chmod(0o664)
    write_file(tmp_path / "group", write)
    assert (tmp_path / "group").stat().st_mode & 0o777 == 0o664


@posix_only
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    _write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        _write(tmp_path / "usb" / "a.pdf", b"x")
    assert raised.value.message.values["folder"] == str(tmp_path / "usb")
    assert "not there" in str(raised.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file")
    with pytest.raises(Problem, match="not there") as raised:
        make_folder(tmp_path / "stick", name="a.ccmb")
    assert raised.value.message.values["folder"] == str(tmp_path / "stick")
    make_folder(tmp_path / "new" / "inside", name="a.ccmb")
    assert (tmp_path / "new" / "inside").is_dir()


@posix_only
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "ro").mkdir()
    (tmp_path / "ro").chmod(0o555)
    with pytest.raises(Problem, match="read-only for you"):
        _write(tmp_path / "ro" / "a.pdf", b"x")


def test_an_unfinished_file_that_was_cut_off_goes_at_the_next_writing(tmp_path: Path) -> None:
    _cut_off_long_ago(tmp_path / f".a.pdf.0{PART}")
    _write(tmp_path / "a.pdf", b"x")
    assert leftovers(tmp_path) == []
    assert (tmp_path / "a.pdf").read_bytes() == b"x"


def test_what_was_cut_off_goes_with_its_journals_and_nothing_else_does(tmp_path: Path) -> None:
    gone = (f".b.pdf.0{PART}", f".c.db.1{PART}", f".c.db.1{PART}-journal", f".d.db.0{PART}-wal")
    kept = (f"mine{PART}", f"mine{PART}s.txt", f".mine.0{PART}.txt", "plan.ccmdesk-wal")
    _cut_off_long_ago(*(tmp_path / name for name in (*gone, *kept)))
    _write(tmp_path / "a.pdf", b"x")
    assert _names(tmp_path) == {"a.pdf", *kept}


def test_an_unfinished_file_that_cannot_be_taken_away_does_not_hinder(tmp_path: Path) -> None:
    stale = tmp_path / f".a.pdf.0{PART}"
    stale.mkdir()
    _write(tmp_path / "a.pdf", b"x")
    assert leftovers(tmp_path) == [stale]
    assert (tmp_path / "a.pdf").read_bytes() == b"x"


@posix_only
def test_a_disk_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def without(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", without)
    stale = tmp_path / f".a.pdf.0{PART}"
    stale.write_bytes(b"another is writing, for all one can tell")
    _write(tmp_path / "a.pdf", b"x")
    assert leftovers(tmp_path) == [stale]
    assert (tmp_path / "a.pdf").read_bytes() == b"x"


def test_two_writers_of_one_file_do_not_take_each_others_unfinished_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"

    def write(stream: BinaryIO) -> None:
        stream.write(b"first ")
        _write(path, b"second")
        assert path.read_bytes() == b"second"
        stream.write(b"and last")

    write_file(path, write)
    assert path.read_bytes() == b"first and last"
    assert leftovers(tmp_path) == []


def test_a_library_may_write_to_a_path_of_its_own(tmp_path: Path) -> None:
    seen: list[bytes] = []

    def make(part: Path) -> None:
        part.write_bytes(b"made")

    put_file(
        tmp_path / "a.db",
        make,
        verify=lambda part: seen.append(part.read_bytes()),
    )
    assert seen == [(tmp_path / "a.db").read_bytes()] == [b"made"]


def test_a_file_that_was_written_whole_is_moved_and_a_folder_that_is_gone_is_named(
    tmp_path: Path,
) -> None:
    for name in ("next", "now"):
        (tmp_path / name).write_text(name)
    move_file(tmp_path / "next", tmp_path / "now")
    assert (tmp_path / "now").read_text() == "next"
    assert _names(tmp_path) == {"now"}
    with pytest.raises(Problem, match="not there"):
        move_file(tmp_path / "now", tmp_path / "usb" / "now")
    assert _names(tmp_path) == {"now"}


def test_nothing_is_overwritten_when_a_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    for n in (1, 2):
        path.write_bytes(b"%d" % n)
        (tmp_path / "plan.ccmdesk-wal").write_bytes(b"w%d" % n)
        aside = set_aside(path, sides=("-wal", "-shm"))
        assert aside == tmp_path / f"plan.old-{n}.ccmdesk"
    assert (tmp_path / "plan.old-1.ccmdesk").read_bytes() == b"1"
    assert (tmp_path / "plan.old-2.ccmdesk-wal").read_bytes() == b"w2"
    assert not path.exists()


FULL_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from ccmdesk.db.atomic_file import write_file
    from ccmdesk.model.problem import Problem
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    path, limit, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    def write(stream):
        for start in range(0, size, 7000):
            stream.write(b"n" * min(7000, size - start))
    try:
        write_file(path, write)
    except Problem as problem:
        print(problem.message.values["folder"], problem.message.values["needed"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    write_file(path.with_name("after"), write)
"""


@posix_only
@pytest.mark.parametrize("limit", [0, 1, 6_999, 7_000, 50_000, 99_999])
def test_a_full_disk_keeps_the_old_file_and_says_how_much_is_needed(
    tmp_path: Path, limit: int
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    script = [sys.executable, "-c", textwrap.dedent(FULL_DISK), str(path), str(limit), "100000"]
    done = subprocess.run(script, capture_output=True, text=True, check=True)
    folder, needed = done.stdout.rsplit(None, 1)
    assert folder == str(tmp_path)
    assert limit < int(needed) <= 100_000
    assert path.read_bytes() == b"old"
    assert (tmp_path / "after").stat().st_size == 100_000
    assert _names(tmp_path) == {"a.pdf", "after"}


KILLED = """
    import sys
    from pathlib import Path
    from ccmdesk.db.atomic_file import write_file
    path = Path(sys.argv[1])
    def write(stream):
        for _ in range(40):
            stream.write(b"n" * 50_000)
            print("x", flush=True)
    while True:
        write_file(path, write)
"""


@posix_only
@pytest.mark.parametrize("writes", [1, 17, 40, 41, 80])
def test_a_killed_writer_leaves_the_old_file_or_the_new_one(tmp_path: Path, writes: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    script = [sys.executable, "-c", textwrap.dedent(KILLED), str(path)]
    with subprocess.Popen(script, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        for _ in range(writes):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    whole = hashlib.sha256(b"n" * 2_000_000).digest()
    kept = path.read_bytes()
    assert kept == b"old" or hashlib.sha256(kept).digest() == whole
    for stale in leftovers(tmp_path):
        stale.unlink()
    assert _names(tmp_path) == {"a.pdf"}
