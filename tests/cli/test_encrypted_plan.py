"""An encrypted plan by commands: opened with its passphrase, its recovery code, and not else."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from ccmdesk.cli.main import main
from ccmdesk.db.key_beside import key_file, recovery_code, unwrap_key
from ccmdesk.db.store import open_store

WORDS = ("Phonsavanh", "HA-SECRET-7")
GOOD, BETTER = "seven quiet green hills", "nine other loud rivers"


@dataclass(frozen=True)
class Case:
    """A plan and the passphrases written beside it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def plan(self) -> Path:
        return self.folder / "plan" / "lao.ccmdesk"

    def run(self, *arguments: str, ends: int = 0, secret: str = GOOD) -> str:
        self.capsys.readouterr()
        data = ("--data-folder", str(self.folder / "data"))
        assert main([*data, "--passphrase-file", self.file(secret), *arguments]) == ends
        said = self.capsys.readouterr()
        return said.out + said.err

    def file(self, secret: str) -> str:
        path = self.folder / "secrets" / f"{abs(hash(secret))}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(secret + "\n", "utf-8")
        return str(path)

    def encrypt(self) -> str:
        return self.run("encrypt", str(self.plan), "--new-passphrase-file", self.file(GOOD))


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Case:
    one = Case(tmp_path, capsys)
    one.plan.parent.mkdir()
    one.run("new", str(one.plan), "--country", "LAO", "--years", "2026-2030")
    one.run("add", str(one.plan), "hazardous_area", "code=HA-SECRET-7", "name@en=Phonsavanh")
    return one


def found_in(folder: Path) -> list[str]:
    """Return the files below *folder* in which a known word of the plan stands."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in WORDS)
    ]


def test_nothing_of_an_encrypted_plan_is_readable_beside_it(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found_in(case.plan.parent) == ["lao.ccmdesk"]
    spare = case.folder / "temporary"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    monkeypatch.setenv("TMPDIR", str(spare))
    monkeypatch.setenv("SQLITE_TMPDIR", str(spare))
    assert "The plan is encrypted." in case.encrypt()
    case.run("add", str(case.plan), "hazardous_area", "code=HA-SECRET-7B", "name@en=Phonsavanh")
    with open_store(case.plan, key=unwrap_key(case.plan, GOOD)) as store:
        assert len(store.document().records) > 0
        assert store.find("Phonsavanh")
        side = {path.suffix for path in case.plan.parent.iterdir()}
        assert {".ccmdesk-wal", ".ccmdesk-shm"} <= side
        assert found_in(case.plan.parent) == []
    case.run("backup", str(case.plan), "--out", str(case.plan.with_name("copy.ccmdesk")))
    assert found_in(case.plan.parent) == []
    assert found_in(spare) == []
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(case.plan).execute("select * from sqlite_master")


def test_every_record_is_there_after_encrypting_and_decrypting(case: Case) -> None:
    before = case.run("info", str(case.plan), "--json")
    case.encrypt()
    assert case.run("info", str(case.plan), "--json") == before
    case.run("add", str(case.plan), "hazardous_area", "code=HA-2")
    assert "no longer encrypted" in case.run("decrypt", str(case.plan))
    assert not key_file(case.plan).exists()
    assert "HA-2" in case.run("list", str(case.plan), "hazardous_area")
    assert "not encrypted" in case.run("decrypt", str(case.plan), ends=1)


@pytest.mark.parametrize(
    "command",
    [
        ("encrypt",),
        ("decrypt",),
        ("passphrase",),
        ("recovery-sheet", "--out", "sheet.pdf"),
        ("repair",),
    ],
)
def test_what_is_done_to_a_file_is_not_done_to_a_plan_on_a_server(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    name, *more = command
    assert main([name, "postgresql://keo:secret@server/plan", *more]) == 1
    said = capsys.readouterr().err
    assert "can only be done to the file of a plan" in said
    assert "secret" not in said


def test_a_key_file_of_another_plan_and_a_folder_in_its_place_are_told(case: Case) -> None:
    case.encrypt()
    info = ("info", str(case.plan))
    said = case.run(*info, ends=1, secret=BETTER)
    assert "If the key file lao.ccmdesk.key came from elsewhere" in said
    key_file(case.plan).rename(case.plan.with_name("kept.key"))
    key_file(case.plan).mkdir()
    assert "The key file lao.ccmdesk.key is not beside the plan" in case.run(*info, ends=1)


def test_wrong_lost_and_damaged_are_told_apart(case: Case) -> None:
    case.encrypt()
    info = ("info", str(case.plan))
    assert "does not open the plan lao.ccmdesk" in case.run(*info, ends=1, secret=BETTER)
    kept = key_file(case.plan).read_bytes()
    key_file(case.plan).write_bytes(kept[:-20] + b"0" * 18 + kept[-2:])
    assert "is damaged, so no passphrase" in case.run(*info, ends=1)
    key_file(case.plan).write_bytes(kept[:100])
    assert "is damaged, so no passphrase" in case.run(*info, ends=1)
    key_file(case.plan).unlink()
    assert "is not beside the plan" in case.run(*info, ends=1)
    key_file(case.plan).write_bytes(kept)
    assert "HA-SECRET-7" in case.run("list", str(case.plan), "hazardous_area")


def test_another_passphrase_leaves_the_data_as_it_is(case: Case) -> None:
    case.encrypt()
    before = case.plan.read_bytes()
    new = ("--new-passphrase-file", case.file(BETTER))
    assert "The passphrase was changed." in case.run("passphrase", str(case.plan), *new)
    assert case.plan.read_bytes() == before
    assert "does not open" in case.run("info", str(case.plan), ends=1)
    assert "whole" in case.run("info", str(case.plan), secret=BETTER)


def test_the_recovery_sheet_opens_the_plan_when_the_passphrase_is_lost(case: Case) -> None:
    case.encrypt()
    sheet = case.folder / "sheet.pdf"
    said = case.run("recovery-sheet", str(case.plan), "--out", str(sheet))
    assert "keep it locked away" in said
    with pypdfium2.PdfDocument(sheet) as pdf:
        assert len(pdf) == 1
        text = pdf[0].get_textpage().get_text_range()
    groups = re.findall(r"\b[A-Z2-7]{4}\b", text)
    code = " ".join(group for group in groups if group not in {"CODE", "PLAN"})
    key_file(case.plan).unlink()
    new = ("--new-passphrase-file", case.file(BETTER))
    change = ("passphrase", str(case.plan), *new)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert "a letter is wrong" in case.run(*change, "--recovery-code", case.file(wrong), ends=1)
    case.run(*change, "--recovery-code", case.file(code.lower()))
    assert "HA-SECRET-7" in case.run("list", str(case.plan), "hazardous_area", secret=BETTER)


def test_a_recovery_code_is_read_as_word_processors_write_it(case: Case) -> None:
    case.encrypt()
    code = recovery_code(unwrap_key(case.plan, GOOD))
    new = ("--new-passphrase-file", case.file(BETTER))
    change = ("passphrase", str(case.plan), *new, "--recovery-code")
    for wrong in (f"\N{CYRILLIC CAPITAL LETTER A}{code[1:]}", code[:-4], "пароль"):
        assert "a letter is wrong" in case.run(*change, case.file(wrong), ends=1)
    for mark in "\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{NO-BREAK SPACE}\N{MINUS SIGN}":
        case.run(*change, case.file(code.lower().replace(" ", mark)))


def test_the_code_of_another_plan_changes_nothing(case: Case, tmp_path: Path) -> None:
    from ccmdesk.db.key_beside import new_key, recovery_code

    case.encrypt()
    kept = key_file(case.plan).read_bytes()
    other = case.file(recovery_code(new_key()))
    new = ("--new-passphrase-file", case.file(BETTER))
    case.run("passphrase", str(case.plan), *new, "--recovery-code", other, ends=1)
    assert key_file(case.plan).read_bytes() == kept


def test_a_backup_is_encrypted_and_is_restored_with_its_key_file(case: Case) -> None:
    case.encrypt()
    copy = case.folder / "stick" / "copy.ccmdesk"
    copy.parent.mkdir()
    case.run("backup", str(case.plan), "--out", str(copy))
    assert found_in(copy.parent) == []
    assert key_file(copy).exists()
    out = case.plan.with_name("again.ccmdesk")
    case.run("restore", str(copy), "--out", str(out))
    assert "HA-SECRET-7" in case.run("list", str(out), "hazardous_area")
    assert found_in(case.folder / "plan") == []


def test_a_short_passphrase_and_a_second_encryption_are_refused(case: Case) -> None:
    short = ("--new-passphrase-file", case.file("too short"))
    assert "at least 12" in case.run("encrypt", str(case.plan), *short, ends=1)
    assert not key_file(case.plan).exists()
    case.encrypt()
    again = ("--new-passphrase-file", case.file(BETTER))
    assert "encrypted already" in case.run("encrypt", str(case.plan), *again, ends=1)


def test_a_damaged_beginning_of_the_file_does_not_lose_the_plan(case: Case) -> None:
    case.encrypt()
    raw = bytearray(case.plan.read_bytes())
    raw[5] ^= 1
    case.plan.write_bytes(raw)
    assert "whole" in case.run("info", str(case.plan))


def test_a_disk_that_refuses_at_the_very_end_leaves_the_key(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def refuse(descriptor: int) -> None:
        is_folder = os.path.samestat(os.fstat(descriptor), case.plan.parent.stat())
        if is_folder and not case.plan.read_bytes().startswith(b"SQLite"):
            raise OSError(errno.EIO, "refused")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    assert main(["encrypt", str(case.plan), "--new-passphrase-file", case.file(GOOD)]) != 0
    monkeypatch.undo()
    assert "HA-SECRET-7" in case.run("list", str(case.plan), "hazardous_area")


def test_repair_of_an_encrypted_plan_is_encrypted(case: Case) -> None:
    case.encrypt()
    raw = bytearray(case.plan.read_bytes())
    raw[-3000] ^= 1
    case.plan.write_bytes(raw)
    case.run("repair", str(case.plan))
    assert found_in(case.plan.parent) == []
    repaired = case.plan.with_name("lao-repaired.ccmdesk")
    assert "HA-SECRET-7" in case.run("list", str(repaired), "hazardous_area")


def test_without_a_passphrase_file_a_person_is_asked(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.encrypt()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("ccmdesk.cli.typing_in.getpass", lambda _prompt: GOOD)
    case.capsys.readouterr()
    assert main(["list", str(case.plan), "hazardous_area"]) == 0
    assert "HA-SECRET-7" in case.capsys.readouterr().out
