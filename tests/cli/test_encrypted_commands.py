"""Encrypted packages by commands alone: two offices with a data folder each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ccmdesk.cli.main import main


@dataclass(frozen=True)
class Office:
    """An office with a plan and a data folder of its own."""

    name: str
    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def plan(self) -> str:
        return str(self.folder / f"{self.name}.ccmdesk")

    def run(self, *arguments: str, ends: int = 0) -> str:
        self.capsys.readouterr()
        data = str(self.folder / f"keys of {self.name}")
        assert main(["--data-folder", data, *arguments]) == ends
        said = self.capsys.readouterr()
        return said.out + said.err

    def card(self) -> str:
        out = self.folder / f"{self.name}.pdf"
        self.run("key-card", "--out", str(out), "--country", "LAO", "--office", self.name)
        return str(out.with_suffix(".json"))

    def pack(self, *more: str, ends: int = 0) -> str:
        out = self.folder / f"from-{self.name}.ccmb"
        who = ("--for", "office", "--to", "field", "--office", self.name, "--out", str(out))
        return self.run("pack", self.plan, *who, *more, ends=ends)


@pytest.fixture
def offices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Office, Office]:
    centre, field = Office("centre", tmp_path, capsys), Office("field", tmp_path, capsys)
    centre.run("new", centre.plan, "--country", "LAO", "--years", "2026-2030")
    centre.run("add", centre.plan, "hazardous_area", "code=HA-1", "size_m2=1000")
    return centre, field


def test_a_plan_goes_encrypted_to_the_office_whose_card_is_named(
    offices: tuple[Office, Office],
) -> None:
    centre, field = offices
    said = centre.pack("--encrypt-to", field.card())
    assert "Encrypted to field; you can open it too." in said
    assert "Nobody here has compared the key of field" in said
    package = str(centre.folder / "from-centre.ccmb.age")
    assert package in said
    assert "complete and unchanged" in field.run("verify", package)
    assert "with the key of this computer" in centre.run("verify", package)
    stranger = Office("stranger", centre.folder, centre.capsys)
    assert "this computer has no key yet" in stranger.run("verify", package, ends=1)
    stranger.card()
    assert "it is not for you" in stranger.run("verify", package, ends=1)
    begin = ("begin", field.plan, package, "--office", "field", "--unverified", "by telephone")
    assert "The new plan is in" in field.run(*begin)
    centre.run("set", centre.plan, "HA-1", "size_m2=2000")
    centre.pack("--whole", "--encrypt-to", str(field.folder / "field.json"))
    merged = field.run("merge", field.plan, package, "--unverified", "by telephone")
    assert "Package 2 of centre" in merged


def test_what_was_encrypted_to_the_old_national_key_is_opened_after_it_was_changed(
    offices: tuple[Office, Office],
) -> None:
    centre, field = offices
    fingerprint = centre.run("key-card", "--out", str(centre.folder / "c.pdf"), "--country", "LAO")
    card, said = str(centre.folder / "c.json"), fingerprint.strip().rpartition(": ")[2]
    assert "version 1" in centre.run("certify", card, "--compared", said)
    centre.pack("--encrypt-to", field.card())
    package = str(centre.folder / "from-centre.ccmb.age")
    centre.run("change-national-key", "--country", "LAO")
    assert "complete and unchanged" in centre.run("verify", package)


def test_a_submission_goes_encrypted_to_its_receiver(offices: tuple[Office, Office]) -> None:
    centre, isu = offices
    out = str(centre.folder / "one.ccmb.age")
    isu_card = isu.card()
    pack = ("pack", centre.plan, "--for", "isu", "--out", out, "--encrypt-to", isu_card)
    packed = centre.run(*pack)
    (compare,) = [line for line in packed.splitlines() if "To compare by telephone" in line]
    assert compare in isu.run("verify", out)
    paper = ("verify", out, "--paper", isu_card)
    assert isu.run(*paper, ends=1)


def test_a_first_contact_is_encrypted_with_a_passphrase_from_a_file(
    offices: tuple[Office, Office],
) -> None:
    centre, field = offices
    secret = centre.folder / "secret.txt"
    secret.write_text("four quiet green hills\nand a note\n", "utf-8")
    said = centre.pack("--package-passphrase", str(secret))
    assert "Encrypted with the passphrase." in said
    package = str(centre.folder / "from-centre.ccmb.age")
    assert "Ask the sender for it" in field.run("verify", package, ends=1)
    opens = ("--package-passphrase", str(secret))
    assert "complete and unchanged" in field.run("verify", package, *opens)
    secret.write_text("four quiet green hill\n", "utf-8")
    assert "passphrase does not open the package" in field.run("verify", package, *opens, ends=1)
    secret.write_text("\nfour", "utf-8")
    assert "There is no passphrase in" in field.run("verify", package, *opens, ends=1)
    secret.write_bytes(b"\xff\xfe\n")
    assert "There is no passphrase in" in field.run("verify", package, *opens, ends=1)


def test_where_nobody_can_be_asked_a_file_is_wanted(
    offices: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, _ = offices
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert "--package-passphrase FILE" in centre.pack("--with-passphrase", ends=1)
    assert not list(centre.folder.glob("from-*"))


def test_a_receiver_who_is_not_known_is_told_before_anything_is_packed(
    offices: tuple[Office, Office],
) -> None:
    centre, _ = offices
    assert "No key of Champasak is known here" in centre.pack("--encrypt-to", "Champasak", ends=1)
    assert not list(centre.folder.glob("from-*"))


def test_where_no_new_passphrase_can_be_asked_its_option_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, word = tmp_path / "lao.ccmdesk", tmp_path / "secret.txt"
    word.write_text("four plain words of ours", "utf-8")
    assert main(["new", str(plan), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["--passphrase-file", str(word), "encrypt", str(plan)]) == 1
    assert "--new-passphrase-file FILE" in capsys.readouterr().err
