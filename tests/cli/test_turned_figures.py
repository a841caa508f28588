"""A figure that the disk changed leaves in no submission, and is right again after a restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmdesk.cli.main import main
from ccmdesk.db.check import check_store
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from turned_bits import SIZE, TURNED, turn_size


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    area = ("hazardous_area", "name@en=Alphaville", f"size_m2={SIZE}")
    assert main(["add", str(path), *area]) == 0
    turn_size(path)
    return path


def _sizes(path: Path) -> list[int | None]:
    with open_store(path, reads_only=True) as store:
        return [area.size_m2 for area in store.document().of(HazardousArea)]


def test_a_submission_is_refused_while_a_record_is_not_as_its_history_says(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.ccmb"
    pack = ("--data-folder", str(tmp_path / "data"), "pack", str(plan), "--for", "isu")
    assert main([*pack, "--language", "en", "--out", str(out)]) == 1
    assert "is not as its history says" in capsys.readouterr().err
    assert not out.exists()


def test_a_figure_that_a_bit_changed_is_right_in_the_plan_that_is_restored(
    plan: Path, tmp_path: Path
) -> None:
    copy, again = tmp_path / "copy.ccmdesk", tmp_path / "again.ccmdesk"
    assert main(["backup", str(plan), "--out", str(copy)]) == 0
    assert _sizes(copy) == [TURNED]
    assert main(["restore", str(copy), "--out", str(again)]) == 0
    assert _sizes(again) == [SIZE]
    with open_store(again) as store:
        assert check_store(store) == []
