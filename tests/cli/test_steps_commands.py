"""The steps of a plan on the command line, and going back to one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ccmdesk.cli.main import main


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["--by", "Keo", "add", str(path), "activity", "code=A-1", "article=4"]) == 0
    assert main(["set", str(path), "A-1", "place@en=Sepon"]) == 0
    capsys.readouterr()
    return path


def _steps(plan: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["steps", str(plan), "--json", *more]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_steps_are_listed_in_words_and_as_one_document(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["steps", str(plan), "--most", "2"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("Change of Place")
    assert second.endswith("Keo. Adding: Activity")
    assert [step["does"] for step in _steps(plan, capsys)][:2] == ["edit", "add"]
    assert [step["by"] for step in _steps(plan, capsys, "--person", "Keo")] == ["Keo"]


def test_going_back_is_one_step_that_undo_takes_back(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = str(_steps(plan, capsys)[2]["number"])
    assert main(["go-back", str(plan), number, "--dry-run"]) == 0
    assert capsys.readouterr().out == "1 record changes. Undo takes it back.\n"
    assert main(["show", str(plan), "A-1"]) == 0
    assert main(["go-back", str(plan), number]) == 0
    assert main(["show", str(plan), "A-1"]) == 1
    assert _steps(plan, capsys)[0]["does"] == "return"
    assert main(["undo", str(plan)]) == 0
    assert "going back to an earlier point" in capsys.readouterr().out
    assert main(["show", str(plan), "A-1"]) == 0


def test_a_step_that_is_not_there_is_named(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["go-back", str(plan), "99999"]) == 1
    assert "99999" in capsys.readouterr().err
