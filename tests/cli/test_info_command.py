"""What is said of a plan file, and what a damaged one ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from db_cases import add, area, edit, new_store
from plan_commands import answer
from sqlcipher3 import dbapi2

from ccmdesk.cli.files import FINDINGS
from ccmdesk.cli.main import main
from ccmdesk.db.store import open_store

WHOLE = "The file is whole"


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    capsys.readouterr()
    return path


def _changed(plan: Path, statement: str) -> None:
    con = dbapi2.connect(str(plan))
    con.execute(statement)
    con.commit()
    con.execute("VACUUM")  # else the old bytes are still found
    con.close()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE change SET body = x'00' WHERE n = 2", "Change number 2 is damaged"),
        ("UPDATE row_state_party SET standing = 'signatory'", "A record of kind State Party"),
    ],
)
def test_info_of_a_damaged_plan_names_it_and_ends_as_with_findings(
    plan: Path, capsys: pytest.CaptureFixture[str], statement: str, named: str
) -> None:
    _changed(plan, statement)
    assert main(["info", str(plan)]) == FINDINGS
    said = capsys.readouterr().out
    assert named in said
    assert WHOLE not in said
    assert main(["info", str(plan), "--json"]) == FINDINGS
    told = json.loads(capsys.readouterr().out)
    assert (len(told["damage"]), told["notices"]) == (1, [])


def test_a_plan_that_waits_for_a_package_is_not_called_damaged(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with new_store(tmp_path / "other.ccmdesk") as other, open_store(plan) as store:
        add(other, area(1))
        edit(other, area(1, size_m2=7))
        store.receive(other.lines()[1:])
    told = answer(capsys, "info", str(plan), "--json")
    assert (told["damage"], len(told["notices"])) == ([], 1)
    assert main(["info", str(plan)]) == 0
    said = capsys.readouterr().out
    assert "1 change waits for an earlier package" in said
    assert WHOLE in said


def test_info_of_a_whole_plan_ends_with_0(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "info", str(plan), "--json")["damage"] == []
    assert main(["info", str(plan)]) == 0
    assert WHOLE in capsys.readouterr().out
