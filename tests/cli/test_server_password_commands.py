"""The password of a server on the command line: from a file, or typed unseen; kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmdesk.cli.main import main
from server_plans import PASSWORD, emptied, guarded

pytestmark = pytest.mark.usefixtures("no_password_file")


@pytest.fixture
def database(server: str) -> str:
    """The address of an empty database for whoever knows the password."""
    return guarded(emptied(server))


def _run(capsys: pytest.CaptureFixture[str], *words: str, ends: int = 0) -> str:
    assert main(["--ui-lang", "en", *words]) == ends
    said = capsys.readouterr()
    return said.out + said.err


def test_a_file_holds_the_password_of_the_server(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, link = str(tmp_path / "lao.ccmdesk"), str(tmp_path / "link.ccmdesk")
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(PASSWORD + "\n", "utf-8")
    bad.write_text("zephyr\n", "utf-8")
    _run(capsys, "new", here, "--country", "LAO", "--years", "2026-2030")
    said = _run(capsys, "copy-to-server", here, database, ends=1)
    assert "asks amina for a password" in said
    knows = ("--password-file", str(good))
    said += _run(capsys, *knows, "copy-to-server", here, database)
    said += _run(capsys, *knows, "link", database, "--out", link)
    said += _run(capsys, *knows, "add", link, "activity", "title@en=Survey")
    assert "Survey" in _run(capsys, *knows, "list", database, "activity")
    refused = _run(capsys, "--password-file", str(bad), "list", link, "activity", ends=1)
    assert "did not let amina in" in refused
    assert PASSWORD not in said
    good.unlink()
    for file in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert PASSWORD.encode() not in file.read_bytes(), file


def test_the_password_is_typed_unseen(
    database: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here, asked, typed = str(tmp_path / "lao.ccmdesk"), [], ["zephyr", PASSWORD, PASSWORD]

    def types(prompt: str) -> str:
        asked.append(prompt)
        return typed.pop(0)

    _run(capsys, "new", here, "--country", "LAO", "--years", "2026-2030")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("ccmdesk.cli.typing_in.getpass", types)
    assert "did not let amina in" in _run(capsys, "copy-to-server", here, database, ends=1)
    _run(capsys, "copy-to-server", here, database)
    _run(capsys, "list", database, "activity")
    assert typed == []
    assert all(prompt.startswith("Password of amina at the server /") for prompt in asked)


def test_the_store_of_a_hub_is_opened_by_its_password_too(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PASSWORD + "\n", "utf-8")
    assert "asks amina for a password" in _run(capsys, "hub", database, "report", ends=1)
    told = _run(capsys, "--password-file", str(good), "hub", database, "report", ends=1)
    assert "There is no store of a hub in" in told
    assert PASSWORD not in told
