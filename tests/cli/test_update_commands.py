"""Updates on the command line: made, looked at, put in use, listed, gone back from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ccmdesk.cli.main import main
from ccmdesk.model.resources import resource

NEW_ROW = "TEST-1,A source that a test made up,https://example.org/,no\n"


class Office:
    """A computer with a data folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str, ends: int = 0) -> str:
        said = ["--by", "Anna", "--data-folder", str(self._folder), *arguments]
        self._capsys.readouterr()
        assert main(said) == ends
        captured = self._capsys.readouterr()
        return captured.out if ends == 0 else captured.err


@pytest.fixture
def isu(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path / "isu", capsys)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path / "office", capsys)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = shutil.copytree(resource("packs", "sources"), tmp_path / "packs" / "sources")
    about = folder / "pack.toml"
    text = about.read_text("utf-8").replace("2026.11", "2027.1").replace("2026-11-23", "2027-01-05")
    about.write_text(text, encoding="utf-8")
    with (folder / "sources.csv").open("a", encoding="utf-8") as rows:
        rows.write(NEW_ROW)
    return folder.parent


def test_packs_go_from_their_maker_to_an_office_and_back(
    isu: Office, office: Office, packs: Path, tmp_path: Path
) -> None:
    file = str(tmp_path / "new.ccmu")
    said = isu(
        "make-update", str(packs), "--kind", "packs", "--out", file, "--office", "ISU",
        "--news", "en=One source more.", "--news", "fr=Une source de plus.",
    )  # fmt: skip
    assert file in said
    looked = office("update", file)
    assert "Anna, ISU" in looked
    assert "One source more." in looked
    assert "Nothing was changed yet." in looked
    assert "2027.1" not in office("updates")
    refused = office("update", file, "--yes", ends=1)
    fingerprint = refused.partition("its key is ")[2][:39]
    assert "in use from the next start" in office(
        "update", file, "--yes", "--compared", fingerprint
    )
    listed = json.loads(office("updates", "--json"))
    assert listed["packs"]["sources"] == "2027.1"
    assert [one["in_use"] for one in listed["updates"]] == [True]
    assert "It is in use." in office("updates")
    assert "in use already: 20" in office("update", file, "--yes", ends=1)
    assert "no longer in use" in office("update", "--back", "packs")
    assert "It is not in use." in office("updates")
    assert json.loads(office("updates", "--json"))["packs"]["sources"] == "2026.11"


def test_news_are_shown_in_the_language_of_the_messages(
    isu: Office, office: Office, packs: Path, tmp_path: Path
) -> None:
    file = str(tmp_path / "new.ccmu")
    isu(
        "make-update", str(packs), "--kind", "packs", "--out", file,
        "--news", "fr=Une source de plus.",
    )  # fmt: skip
    assert "Une source de plus." in office("--ui-lang", "fr", "update", file)


def test_damaged_packs_are_told_and_the_command_runs(
    isu: Office,
    packs: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = str(tmp_path / "new.ccmu")
    isu("make-update", str(packs), "--kind", "packs", "--out", file)
    isu("update", file, "--yes")
    (kept,) = tmp_path.glob("isu/updates/packs/*/sources/sources.csv")
    kept.unlink()
    assert main(["--data-folder", str(tmp_path / "isu"), "updates"]) == 0
    assert "those of the program are in use" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["update"], "Name the file"),
        (["update", "--back", "program"], "no version before"),
        (["update", "nothing.ccmu"], "There is no file"),
        (["make-update", ".", "--kind", "program", "--out", "x.ccmu"], "no version of ccmdesk"),
        (["make-update", "none.whl", "--kind", "program", "--out", "x.ccmu"], "no version of"),
        (["make-update", ".", "--kind", "packs", "--out", "x", "--news", "new"], "which language"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert sentence in office(*arguments, ends=1)


def test_a_revoked_key_is_refused_and_what_it_brought_stays_until_it_is_gone_back_from(
    isu: Office, office: Office, packs: Path, tmp_path: Path
) -> None:
    file = str(tmp_path / "new.ccmu")
    isu("make-update", str(packs), "--kind", "packs", "--out", file, "--office", "ISU")
    said = office("update", file)
    fingerprint = " ".join(said.partition("all groups: ")[2].split()[:8])
    office("update", file, "--yes", "--compared", fingerprint)
    assert "refused from now on" in office("updates", "--revoke-key", fingerprint.lower())
    assert "It is in use." in office("updates")
    again = str(tmp_path / "again.ccmu")
    isu("make-update", str(packs), "--kind", "packs", "--out", again, "--office", "ISU")
    refused = office("update", again, "--yes", "--compared", fingerprint, ends=1)
    assert "is revoked here, by Anna" in refused
    assert fingerprint in refused
    office("update", "--back", "packs")
    assert "is revoked here" in office("update", file, "--yes", "--compared", fingerprint, ends=1)
    assert "not a key fingerprint" in office("updates", "--revoke-key", "NOPE", ends=1)
