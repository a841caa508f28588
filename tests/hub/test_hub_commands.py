"""The hub by commands alone: what is printed, and how each of them ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hub_packages import KEY, chain, package

from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.cli.main import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str, ends: int = 0) -> str:
    capsys.readouterr()
    assert main(arguments) == ends
    said = capsys.readouterr()
    return said.out + said.err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, ends: int = 0) -> Any:
    return json.loads(run(capsys, *arguments, "--json", ends=ends))


def test_add_report_verify_and_rebuild(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    other = package(tmp_path / "in", contact="another content")
    said = run(capsys, "hub", where, "add", str(one.path), str(two.path))
    assert "LAO-2026-10-submission-000002 was accepted" in said
    assert "Nobody has verified the key" in said
    said = run(capsys, "hub", where, "add", str(other.path), ends=1)
    assert "Not every package was taken in" in said
    told = answer(capsys, "hub", where, "add", str(two.path))
    assert [one["outcome"] for one in told["packages"]] == ["repeated"]
    assert [(one["country"], one["number"]) for one in told["alarms"]] == [("LAO", 1)]
    assert "ALARM" in run(capsys, "hub", where, "report")
    compared = fingerprint_text(fingerprint_of(KEY.public_key))
    ask = ("verify-key", "lao", "--compared", compared, "--by", "B. Officer")
    assert "B. Officer verified the key of LAO" in run(capsys, "hub", where, *ask)
    before = answer(capsys, "hub", where, "report")
    (country,) = before["countries"]
    assert (country["number"], country["data_date"]) == (2, "2026-10-31")
    assert (country["verification"], country["verification_by"]) == ("verified", "B. Officer")
    assert (len(before["missing"]), before["states_parties"]) == (111, 112)
    assert "LAO" not in before["missing"]
    assert "1 State" in run(capsys, "hub", where, "rebuild")
    assert answer(capsys, "hub", where, "report") == before
    assert "revoked the key" in run(capsys, "hub", where, "revoke-key", *ask[1:])


def test_the_report_is_told_and_written_whatever_is_asked_beside(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "hub", where, "add", str(package(tmp_path / "in").path))
    out = tmp_path / "report.pdf"
    told = answer(capsys, "hub", where, "report", "--out", str(out))
    assert [one["country"] for one in told["countries"]] == ["LAO"]
    assert out.read_bytes().startswith(b"%PDF")
    said = run(capsys, "hub", where, "report")
    assert "Counted from the submission of 1 State on" in said
    assert "Of 112 States Parties, 111 are missing" in said
    assert "1 States" not in said


def test_a_folder_is_no_store_of_a_hub(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more in (("report",), ("add", str(package(tmp_path / "in").path))):
        said = run(capsys, "hub", str(tmp_path / "in"), *more, ends=1)
        assert f"in in {tmp_path} is not the store of a hub" in said


def test_a_store_that_is_not_there_or_is_something_else_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "There is no store" in run(capsys, "hub", str(tmp_path / "x.db"), "report", ends=1)
    plan = tmp_path / "lao.ccmdesk"
    assert main(["new", str(plan), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert "is not the store of a hub" in run(capsys, "hub", str(plan), "report", ends=1)
    made = package(tmp_path / "in")
    hub = tmp_path / "hub.db"
    run(capsys, "hub", str(hub), "add", str(made.path))
    assert "is not a plan" in run(capsys, "info", str(hub), ends=1)
    for wrong in ("mysql://server/db", "://"):
        assert "not the address" in run(capsys, "hub", wrong, "report", ends=1)
    gone = "postgresql://hub:secret@/none?host=/nowhere"
    said = run(capsys, "hub", gone, "report", ends=1)
    assert "cannot be reached" in said
    assert "secret" not in said


def test_a_server_without_a_store_says_so(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as con:
        con.execute("DROP SCHEMA public CASCADE")
        con.execute("CREATE SCHEMA public")
    assert "no store of a hub" in run(capsys, "hub", server, "report", ends=1)


def test_a_store_on_a_stick_that_cannot_be_written_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub = tmp_path / "hub.db"
    run(capsys, "hub", str(hub), "add", str(package(tmp_path / "in").path))
    copy = tmp_path / "stick" / "copy.db"
    copy.parent.mkdir()
    shutil.copyfile(hub, copy)
    copy.chmod(0o400)
    assert answer(capsys, "hub", str(copy), "report")["countries"][0]["country"] == "LAO"
