"""No command puts a file, or an older plan, in the place of a plan without a question."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ccmdesk.cli.main import main
from ccmdesk.db.key_beside import key_file
from ccmdesk.db.store import open_store

GOOD, OTHER = "seven quiet green hills", "nine other loud rivers"
AREA = ("hazardous_area", "name@en=Phonsavanh")


@dataclass(frozen=True)
class Desk:
    """A folder with plans, and the passphrases of those that are encrypted."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def plan(self) -> str:
        return self.named("plan.ccmdesk")

    def named(self, name: str) -> str:
        return str(self.folder / name)

    def run(self, *arguments: str, ends: int = 0, secret: str = GOOD) -> str:
        self.capsys.readouterr()
        said = self.folder.parent / f"{secret}.txt"
        said.write_text(secret, "utf-8")
        given = ("--data-folder", str(self.folder.parent / "data"), "--passphrase-file", str(said))
        assert main([*given, *arguments]) == ends
        told = self.capsys.readouterr()
        return told.out + told.err

    def new(self, name: str) -> str:
        self.run("new", self.named(name), "--country", "LAO", "--years", "2026-2030")
        return self.named(name)

    def encrypt(self, name: str, secret: str = GOOD) -> None:
        said = self.folder.parent / f"{secret}.txt"
        said.write_text(secret, "utf-8")
        self.run("encrypt", self.named(name), "--new-passphrase-file", str(said), secret=secret)

    def content(self) -> dict[str, bytes]:
        """Return what every file holds, without the locks and journals of who reads."""
        return {
            path.name: path.read_bytes()
            for path in self.folder.iterdir()
            if path.is_file() and not path.name.endswith(("-shm", "-wal", ".lock"))
        }

    def areas(self, name: str, *, secret: str = GOOD) -> int:
        return self.run("list", self.named(name), "hazardous_area", secret=secret).count("HA-")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    (tmp_path / "plans").mkdir()
    one = Desk(tmp_path / "plans", capsys)
    one.new("plan.ccmdesk")
    one.run("add", one.plan, *AREA, "code=HA-1")
    return one


WRITING = {
    "export": ("export", "PLAN", "--document", "needs-plan", "--language", "en", "--out", "PLAN"),
    "template": ("template", "--out", "PLAN", "--language", "en"),
    "workbook": ("workbook", "PLAN", "--out", "PLAN"),
    "pack": ("pack", "PLAN", "--for", "office", "--to", "North", "--out", "PLAN"),
    "backup": ("backup", "PLAN", "--out", "PLAN"),
}


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_nothing_is_written_over_a_plan(
    desk: Desk, command: tuple[str, ...], *, encrypted: bool
) -> None:
    if encrypted:
        desk.encrypt("plan.ccmdesk")
    before, names = desk.run("info", desk.plan, "--json"), desk.content().keys()
    said = desk.run(*(desk.plan if word == "PLAN" else word for word in command), ends=1)
    assert "plan.ccmdesk" in said
    assert "is a plan" in said
    assert "Nothing was changed" in said
    assert desk.run("info", desk.plan, "--json") == before
    assert desk.content().keys() == names


def test_a_paper_and_a_workbook_still_take_the_place_of_older_ones(desk: Desk) -> None:
    for _ in range(2):
        desk.run("template", "--out", desk.named("rows.xlsx"), "--language", "en")
    assert (desk.folder / "rows.xlsx").read_bytes().startswith(b"PK")


def test_an_older_copy_does_not_take_the_place_of_the_plan(desk: Desk) -> None:
    old = desk.named("old.ccmdesk")
    desk.run("backup", desk.plan, "--out", old)
    desk.run("add", desk.plan, *AREA, "code=HA-2")
    before = desk.content()
    said = desk.run("backup", old, "--out", desk.plan, ends=1)
    assert "has changes that this copy lacks" in said
    assert desk.content() == before
    assert desk.areas("plan.ccmdesk") == 2


def test_a_copy_that_was_worked_in_is_not_replaced_by_one_as_long(desk: Desk) -> None:
    """Both count the same changes of the same office, and neither has those of the other."""
    copy = desk.named("copy.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    desk.run("add", copy, *AREA, "code=HA-7")
    desk.run("add", desk.plan, *AREA, "code=HA-2")
    assert "has changes" in desk.run("backup", desk.plan, "--out", copy, ends=1)
    assert "HA-7" in desk.run("list", copy, "hazardous_area")


def test_a_plan_of_others_is_not_replaced_by_a_backup(desk: Desk) -> None:
    other = desk.new("other.ccmdesk")
    before = desk.content()
    assert "has changes" in desk.run("backup", desk.plan, "--out", other, ends=1)
    assert desk.content() == before


def test_a_plan_that_is_open_is_not_replaced(desk: Desk) -> None:
    copy = desk.named("copy.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    with open_store(Path(copy)):
        before = desk.content()
        said = desk.run("backup", desk.plan, "--out", copy, ends=1)
        assert "open in another window" in said
        assert desk.content() == before


def test_a_newer_copy_takes_the_place_of_an_older_one(desk: Desk) -> None:
    copy = desk.named("copy.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    desk.run("add", desk.plan, *AREA, "code=HA-2")
    desk.run("backup", desk.plan, "--out", copy)
    assert desk.areas("copy.ccmdesk") == 2
    desk.encrypt("plan.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    assert desk.areas("copy.ccmdesk") == 2
    assert key_file(Path(copy)).exists()
    assert sorted(desk.content()) == [
        "copy.ccmdesk", "copy.ccmdesk.key", "plan.ccmdesk", "plan.ccmdesk.key",
    ]  # fmt: skip


def test_what_cannot_be_compared_is_kept_and_named(desk: Desk) -> None:
    copy = Path(desk.named("copy.ccmdesk"))
    copy.write_bytes(b"noise" * 1000)
    said = desk.run("backup", desk.plan, "--out", str(copy))
    assert "copy.old-1.ccmdesk" in said
    assert copy.with_name("copy.old-1.ccmdesk").read_bytes() == b"noise" * 1000
    assert desk.areas("copy.ccmdesk") == 1


def test_a_plain_backup_does_not_take_the_place_of_a_plan_encrypted_since(desk: Desk) -> None:
    copy = desk.named("copy.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    desk.encrypt("plan.ccmdesk")
    desk.run("add", desk.plan, *AREA, "code=HA-2")
    before = desk.content()
    said = desk.run("restore", copy, "--out", desk.plan, ends=1)
    assert "is encrypted" in said
    assert "cannot be compared" in said
    assert desk.content() == before
    assert desk.areas("plan.ccmdesk") == 2


def test_a_backup_with_another_key_does_not_take_the_place_of_a_plan(desk: Desk) -> None:
    desk.encrypt("plan.ccmdesk")
    desk.new("other.ccmdesk")
    desk.encrypt("other.ccmdesk", secret=OTHER)
    before = desk.content()
    ask = ("restore", desk.named("other.ccmdesk"), "--out", desk.plan)
    assert "cannot be compared" in desk.run(*ask, ends=1, secret=OTHER)
    assert desk.content() == before


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_the_older_state_is_restored_when_that_is_said_and_the_newer_is_named(
    desk: Desk, *, encrypted: bool
) -> None:
    copy = desk.named("copy.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    if encrypted:
        desk.encrypt("plan.ccmdesk")
    desk.run("add", desk.plan, *AREA, "code=HA-2")
    desk.run("restore", copy, "--out", desk.plan, ends=1)
    said = desk.run("restore", copy, "--out", desk.plan, "--older")
    assert f"is now in {desk.named('plan.old-1.ccmdesk')}" in said
    assert desk.areas("plan.ccmdesk") == 1
    assert desk.areas("plan.old-1.ccmdesk") == 2


def test_a_plain_plan_that_has_no_more_gives_way_to_its_encrypted_backup(desk: Desk) -> None:
    plain = (desk.folder / "plan.ccmdesk").read_bytes()
    desk.encrypt("plan.ccmdesk")
    copy = desk.named("copy.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    key_file(Path(desk.plan)).unlink()
    Path(desk.plan).write_bytes(plain)
    assert "is now in" in desk.run("restore", copy, "--out", desk.plan)
    assert desk.areas("plan.ccmdesk") == 1
    desk.run("add", desk.plan, *AREA, "code=HA-2")
    said = desk.run("restore", copy, "--out", desk.plan, ends=1)
    assert "has changes" in said
    assert "(--older on the command line)" in said


def test_a_damaged_encrypted_plan_gives_way_to_its_backup(desk: Desk) -> None:
    desk.encrypt("plan.ccmdesk")
    copy = desk.named("copy.ccmdesk")
    desk.run("backup", desk.plan, "--out", copy)
    raw = bytearray(Path(desk.plan).read_bytes())
    raw[5000:9000] = bytes(4000)
    Path(desk.plan).write_bytes(raw)
    desk.run("restore", copy, "--out", desk.plan)
    assert desk.areas("plan.ccmdesk") == 1
    assert (desk.folder / "plan.old-1.ccmdesk").read_bytes() == raw
    assert (desk.folder / "plan.old-1.ccmdesk.key").exists()


def _no_room_beyond(size: int) -> None:
    import resource  # not on Windows

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _on_a_full_disk(desk: Desk, *arguments: str, secret: str) -> str:
    """Run a command in a process that has no room for a whole plan; return what it said."""
    said = desk.folder.parent / f"{secret}.txt"
    given = ("--data-folder", str(desk.folder.parent / "data"), "--passphrase-file", str(said))
    command = [sys.executable, "-m", "ccmdesk", *given, *arguments]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: _no_room_beyond(40_000),
    )
    assert done.returncode == 1
    return done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
@pytest.mark.parametrize("target", ["usb.ccmdesk", "new.ccmdesk"])
def test_a_backup_that_finds_no_room_leaves_an_older_copy_and_its_key(
    desk: Desk, target: str
) -> None:
    usb = desk.named("usb.ccmdesk")
    desk.encrypt("plan.ccmdesk")
    desk.run("backup", desk.plan, "--out", usb)
    desk.new("other.ccmdesk")
    desk.encrypt("other.ccmdesk", secret=OTHER)
    before = desk.content()
    ask = ("backup", desk.named("other.ccmdesk"), "--out", desk.named(target))
    assert "room" in _on_a_full_disk(desk, *ask, secret=OTHER)
    assert desk.content() == before
    assert desk.areas("usb.ccmdesk") == 1


def test_a_copy_with_another_key_is_kept_with_that_key(desk: Desk) -> None:
    usb = desk.named("usb.ccmdesk")
    desk.encrypt("plan.ccmdesk")
    desk.run("backup", desk.plan, "--out", usb)
    desk.new("other.ccmdesk")
    desk.encrypt("other.ccmdesk", secret=OTHER)
    said = desk.run("backup", desk.named("other.ccmdesk"), "--out", usb, secret=OTHER)
    assert f"is now in {desk.named('usb.old-1.ccmdesk')}" in said
    assert desk.areas("usb.old-1.ccmdesk") == 1
    assert desk.areas("usb.ccmdesk", secret=OTHER) == 0


def test_a_copy_of_a_plan_that_has_a_new_key_since_is_kept_with_the_old_one(desk: Desk) -> None:
    usb = desk.named("usb.ccmdesk")
    desk.encrypt("plan.ccmdesk")
    desk.run("backup", desk.plan, "--out", usb)
    desk.run("decrypt", desk.plan)
    desk.encrypt("plan.ccmdesk", secret=OTHER)
    desk.run("backup", desk.plan, "--out", usb, secret=OTHER)
    assert desk.areas("usb.ccmdesk", secret=OTHER) == desk.areas("usb.old-1.ccmdesk") == 1
    desk.run("decrypt", desk.plan, secret=OTHER)
    desk.run("backup", desk.plan, "--out", usb)
    assert desk.areas("usb.ccmdesk") == desk.areas("usb.old-2.ccmdesk", secret=OTHER) == 1
    assert not key_file(Path(usb)).exists()


def test_a_key_that_lies_alone_is_not_overwritten_by_a_backup(desk: Desk) -> None:
    desk.encrypt("plan.ccmdesk")
    lone = desk.folder / "usb.ccmdesk.key"
    lone.write_bytes(b"of a copy that was moved away")
    desk.run("backup", desk.plan, "--out", desk.named("usb.ccmdesk"))
    assert (desk.folder / "usb.old-1.ccmdesk.key").read_bytes() == b"of a copy that was moved away"
    assert desk.areas("usb.ccmdesk") == 1
