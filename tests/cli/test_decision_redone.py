"""A decision that is taken back and made again is told as the decision both times."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.cli.main import main
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import HazardousAreaId

AUTHOR = Author("Officer", lambda: dt.datetime.now(dt.UTC))


def test_a_decision_is_told_as_one_however_often_it_is_taken_back_and_made_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.ccmdesk"
    assert main(["new", str(file), "--country", "LAO", "--years", "2026-2030"]) == 0
    area = HazardousArea(id=HazardousAreaId(new_id()), code="HA-1", size_m2=1_000)
    with open_store(file) as store:
        store.apply(difference(None, area), AUTHOR.stamp(StepKind.ADD))
        decided = difference(area, replace(area, size_m2=2_000))
        store.apply(decided, AUTHOR.stamp(StepKind.DECIDE))
    capsys.readouterr()
    for _ in range(2):
        assert main(["undo", str(file)]) == 0
        assert "decision on Size" in capsys.readouterr().out
        assert main(["redo", str(file)]) == 0
        assert capsys.readouterr().out == "Done again: Decision on Hazardous area\n"
