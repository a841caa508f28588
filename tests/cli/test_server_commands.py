"""A plan goes to a server, is worked on there by its address, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmdesk.cli.main import main
from ccmdesk.db.store import open_store
from server_plans import emptied


@pytest.fixture
def database(server: str) -> str:
    return emptied(server)


def _run(capsys: pytest.CaptureFixture[str], *words: str, ends: int = 0) -> str:
    assert main(["--ui-lang", "en", *words]) == ends
    said = capsys.readouterr()
    return said.out + said.err


def test_a_plan_is_worked_on_by_its_address(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, back = str(tmp_path / "lao.ccmdesk"), str(tmp_path / "back.ccmdesk")
    _run(capsys, "new", here, "--country", "LAO", "--years", "2026-2030")
    assert "on the server" in _run(capsys, "copy-to-server", here, database)
    _run(capsys, "add", database, "activity", "title@en=Survey")
    assert "Survey" in _run(capsys, "list", database, "activity")
    link = str(tmp_path / "link.ccmdesk")
    assert "no password" in _run(capsys, "link", database, "--out", link)
    assert "Survey" in _run(capsys, "list", link, "activity")
    _run(capsys, "copy-from-server", link, "--out", back)
    with open_store(Path(back)) as store:
        assert store.counts(["activity"]) == {"activity": 1}
    taken = _run(capsys, "copy-to-server", here, database, ends=1)
    assert "a plan in this database already" in taken
    assert "already" in _run(capsys, "copy-from-server", link, "--out", back, ends=1)
    assert "not on a server" in _run(capsys, "copy-from-server", here, "--out", "x", ends=1)


def test_what_is_no_address_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "not the address" in _run(capsys, "list", "http://server/plan", "need", ends=1)
    out = str(tmp_path / "link.ccmdesk")
    said = _run(capsys, "link", "postgresql://nobody@127.0.0.1:9/plan", "--out", out, ends=1)
    assert "cannot be reached" in said
    assert not Path(out).exists()


def test_what_is_on_a_server_is_not_encrypted_and_says_why(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, link = str(tmp_path / "lao.ccmdesk"), str(tmp_path / "link.ccmdesk")
    words = tmp_path / "words"
    words.write_text("seven quiet green hills", encoding="utf-8")
    _run(capsys, "new", here, "--country", "LAO", "--years", "2026-2030")
    _run(capsys, "copy-to-server", here, database)
    _run(capsys, "link", database, "--out", link)
    said = _run(capsys, "encrypt", link, "--new-passphrase-file", str(words), ends=1)
    assert said.startswith("The plan link.ccmdesk is on a server")
    assert "damaged" not in said


def test_undo_by_the_address_takes_back_nothing_of_another_person(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = str(tmp_path / "lao.ccmdesk")
    _run(capsys, "new", here, "--country", "LAO", "--years", "2026-2030")
    _run(capsys, "copy-to-server", here, database)
    _run(capsys, "--by", "Amina", "add", database, "need", "title@en=Wheelchairs")
    assert "nothing to take back" in _run(capsys, "--by", "Boun", "undo", database, ends=1)
    assert "Wheelchairs" in _run(capsys, "list", database, "need")
    assert "Wheelchairs" in _run(capsys, "--by", "Amina", "undo", database)
    assert "nothing to do again" in _run(capsys, "--by", "Boun", "redo", database, ends=1)
    assert "Wheelchairs" not in _run(capsys, "list", database, "need")
