"""A file from elsewhere is read in a process of its own first, which may take only so much."""

from __future__ import annotations

import ast
import ctypes
import io
import os
import signal
import time
from pathlib import Path

import pytest
import xlsxwriter
from forged_packages import NEEDS, contents_of, package, swapped

import ccmdesk
from ccmdesk.actions.looking.child import FileKind
from ccmdesk.actions.looking.look_through import HARMFUL, ReadingEndedError, look_through
from ccmdesk.actions.looking.own_limits import MIB, Allowance, Extended
from ccmdesk.bundle.manifest import SubmissionManifest
from ccmdesk.bundle.reader import Asked, contents, verify, verify_kind
from ccmdesk.bundle.refused import CHANGED, BundleRefused
from ccmdesk.model.problem import Problem
from ccmdesk.report.cancel import Cancelled
from held_reader import NEEDS_PROCESSES, children, held_reader

ROWS = b"code,name\n" + b"HA-1,Pa\xc3\xb1uelo\n" * 150_000
"""A large table, which is read in less than a second."""

XLIFF = (
    b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">'
    b'<file id="f"><unit id="u"><segment><source>Clear</source><target>D\xc3\xa9polluer</target>'
    b"</segment></unit></file></xliff>"
)


def look(raw: bytes, name: str, kind: FileKind = FileKind.TABLES, **allowed: int) -> str:
    return look_through(kind, io.BytesIO(raw), name=name, allowance=Allowance(**allowed))


def refusal(raw: bytes, name: str, kind: FileKind = FileKind.TABLES, **allowed: int) -> Problem:
    with pytest.raises(Problem) as refused:
        look(raw, name, kind, **allowed)
    return refused.value


def test_whole_files_pass_and_are_read_from_their_start_again() -> None:
    source = io.BytesIO(package())
    found = look_through(FileKind.PACKAGE, source, name="a.ccmb")
    assert source.tell() == 0
    assert found == verify(source).manifest_sha256
    assert look(ROWS, "a.csv") == ""
    assert look(XLIFF, "a.xlf", FileKind.TRANSLATIONS) == ""


@pytest.mark.parametrize(
    "raw", [b"", b"no package", package()[:-1], swapped(package(), NEEDS, b"")]
)
def test_a_damaged_package_is_refused_in_the_words_of_its_reader(raw: bytes) -> None:
    with pytest.raises(BundleRefused) as here:
        verify(io.BytesIO(raw))
    there = refusal(raw, "a.ccmb", FileKind.PACKAGE)
    assert isinstance(there, BundleRefused)
    assert (there.message.msgid, dict(there.message.values)) == (
        here.value.message.msgid,
        dict(here.value.message.values),
    )


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (FileKind.UPDATE, "a.ccmu"),
        (FileKind.TABLES, "a.xlsx"),
        (FileKind.TABLES, "a\udcff.doc"),
        (FileKind.TRANSLATIONS, "a.xlf"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(kind: FileKind, name: str) -> None:
    assert "{" not in str(refusal(b"PK\x03\x04 something else", name, kind))


def test_a_text_that_many_cells_share_takes_no_memory_here() -> None:
    """Each cell would hold the text anew: 150 KB that become a gigabyte and more."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(1_200):
        sheet.write_row(row, 0, ["x" * 32_000] * 30)
    book.close()
    assert len(made.getvalue()) < MIB
    assert refusal(made.getvalue(), "a.xlsx").message.msgid == HARMFUL


def test_what_takes_too_much_memory_is_refused_and_passes_with_more() -> None:
    assert refusal(ROWS, "a.csv", memory=64 * MIB).message.msgid == HARMFUL
    assert look(ROWS, "a.csv") == ""


def test_what_takes_too_long_is_refused_and_passes_with_more() -> None:
    """Of a processor, and on the clock."""
    rows = (b"some words," * 29 + b"\n") * 190_000
    assert (
        refusal(rows, "a.csv", seconds=1, seconds_for_mib=0, patience=90).message.msgid == HARMFUL
    )
    assert refusal(rows, "a.csv", patience=0).message.msgid == HARMFUL
    assert look(rows, "a.csv") == ""


class _Source(io.BytesIO):
    """A file during whose reading something happens."""

    def read(self, size: int | None = -1, /) -> bytes:
        self.happens()
        return super().read(size)

    def happens(self) -> None:
        raise OSError(5, "Input/output error")


class _Killed(_Source):
    def happens(self) -> None:
        for child in children():
            os.kill(child, signal.SIGSEGV)


@NEEDS_PROCESSES
def test_what_brings_down_its_reader_is_refused_and_this_program_goes_on() -> None:
    with pytest.raises(Problem) as refused:
        look_through(FileKind.TABLES, _Killed(ROWS), name="a.csv")
    assert refused.value.message.msgid == HARMFUL
    assert children() == []


@NEEDS_PROCESSES
@pytest.mark.parametrize("raw", [ROWS, b"code\nHA-1\n"], ids=["long", "short"])
def test_what_is_no_longer_wanted_is_left_at_once_and_no_process_stays(raw: bytes) -> None:
    """Whether the process still takes the file, or reads it."""
    with held_reader() as held:

        def watch() -> None:
            if held.is_set():
                raise Cancelled

        began = time.monotonic()
        with pytest.raises(Cancelled):
            look_through(FileKind.TABLES, io.BytesIO(raw), name="a.csv", watch=watch)
    assert time.monotonic() - began < 5
    assert children() == []


@NEEDS_PROCESSES
def test_a_disk_that_fails_is_told_as_such_and_no_process_stays() -> None:
    with pytest.raises(OSError, match="Input/output"):
        look_through(FileKind.TABLES, _Source(ROWS), name="a.csv")
    assert children() == []


def test_an_error_of_the_program_is_told_as_one() -> None:
    with pytest.raises(ReadingEndedError, match="Traceback"):
        look(ROWS, "a.csv", memory=1 << 80)


def test_nothing_is_taken_from_the_folder_we_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick may hold files that are named as modules of Python are."""
    for name in ("json.py", "ccmdesk.py", "tempfile.py"):
        (tmp_path / name).write_text("raise SystemExit(1)\n")
    monkeypatch.chdir(tmp_path)
    assert look(ROWS, "a.csv") == ""


def test_what_was_looked_through_is_still_proved_when_it_is_read() -> None:
    """Another payload under the same signature, put there after the look, is not taken in."""
    raw = package()
    seen = verify(io.BytesIO(raw)).manifest_sha256
    needs = contents_of(raw)[NEEDS]
    other = io.BytesIO(swapped(raw, NEEDS, needs.replace(b"0", b"1")))
    verified = verify_kind(other, Asked(SubmissionManifest, looked_through=seen))
    with pytest.raises(BundleRefused) as refused:
        list(contents(other, verified, name=NEEDS))
    assert refused.value.message.msgid == CHANGED
    with pytest.raises(BundleRefused):
        verify_kind(other, Asked(SubmissionManifest, looked_through="ab" * 32))


def test_windows_is_told_the_limits_in_its_own_shape() -> None:
    """winnt.h on a computer of 64 bits."""
    assert ctypes.sizeof(Extended) == 144
    assert (Extended.counted.offset, Extended.process_memory.offset) == (64, 112)


READERS = {
    "plain_package": {"sealed_package", "pack_changes", "pack_submission"},
    "verify_kind": {
        "child",
        "verify_package",
        "take_in_changes",
        "kept",
        "pack_changes",
        "pack_submission",
    },
    "verify": {"demo", "kept"},
    "verify_update": {"child", "open_update"},
    "read_tables": {"child", "import_tables"},
    "read_returned": {"child", "import_translations"},
    "read_word_table": set(),
    "read_xliff": set(),
}
"""Who calls what reads files from elsewhere: after a look, or on what was made here."""


def test_no_file_from_elsewhere_is_read_before_it_was_looked_through() -> None:
    found: dict[str, set[str]] = {name: set() for name in READERS}
    above = [ROOT / room for room in ("actions", "cli", "ui")]
    for module in (one for room in above for one in room.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in READERS:
                found[called.id].add(module.stem)
    assert found == READERS


ROOT = Path(ccmdesk.__file__).parent
