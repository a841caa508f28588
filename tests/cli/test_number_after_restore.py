"""A plan that was restored gives no number of a submission twice on the computer that packed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmdesk.cli.main import main
from ccmdesk.db.store import open_store
from ccmdesk.model.edition import Edition


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["backup", str(path), "--out", str(tmp_path / "old.ccmdesk")]) == 0
    return path


def _run(tmp_path: Path, *typed: str, data: str = "data") -> int:
    return main(["--data-folder", str(tmp_path / data), *typed])


def _pack(plan: Path, name: str, data: str = "data") -> Path:
    out = plan.with_name(name)
    pack = ("pack", str(plan), "--for", "isu", "--languages", "en", "--out", str(out))
    assert _run(plan.parent, *pack, data=data) == 0
    return out


def _taken_in(package: Path) -> int:
    return _run(package.parent, "hub", str(package.with_name("hub.ccmhub")), "add", str(package))


def _numbers(plan: Path) -> list[int | None]:
    with open_store(plan, reads_only=True) as store:
        return [edition.number for edition in store.document().of(Edition)]


def test_a_restored_plan_goes_on_after_what_was_packed_here(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("1.ccmb", "2.ccmb"):
        assert _taken_in(_pack(plan, name)) == 0
    again = tmp_path / "again.ccmdesk"
    assert main(["restore", str(tmp_path / "old.ccmdesk"), "--out", str(again)]) == 0
    capsys.readouterr()
    assert _taken_in(_pack(again, "3.ccmb")) == 0
    told = capsys.readouterr().out
    assert "Submission 3" in told
    assert "submission-000003 was accepted" in told
    assert "ALARM" not in told
    assert _numbers(again) == [3]
    assert _taken_in(_pack(again, "4.ccmb")) == 0
    assert sorted(filter(None, _numbers(again))) == [3, 4]


def test_the_plan_of_another_country_and_another_key_begin_with_one(
    plan: Path, tmp_path: Path
) -> None:
    _pack(plan, "1.ccmb")
    other = tmp_path / "other.ccmdesk"
    assert main(["new", str(other), "--country", "BIH", "--years", "2026-2030"]) == 0
    _pack(other, "other.ccmb")
    assert _numbers(other) == [1]
    copy = tmp_path / "copy.ccmdesk"
    assert main(["restore", str(tmp_path / "old.ccmdesk"), "--out", str(copy)]) == 0
    _pack(copy, "copy.ccmb", data="another")
    assert _numbers(copy) == [1]


def test_a_damaged_note_of_the_numbers_keeps_nothing_from_being_packed(
    plan: Path, tmp_path: Path
) -> None:
    _pack(plan, "1.ccmb")
    (tmp_path / "data" / "given-numbers.json").write_bytes(b"\xff{")
    _pack(plan, "2.ccmb")
    assert sorted(filter(None, _numbers(plan))) == [1, 2]
