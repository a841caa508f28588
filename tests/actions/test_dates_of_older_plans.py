"""Dates that nobody can type any more stay readable in the plans that hold them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.cli.main import main
from ccmdesk.db.store import open_store
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.values import PartialDate, Period

NOW = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
PAPERS = "needs-plan extension-request donor-brief concept-note statement results changes article7"


def _records(iso: str) -> Iterator[Any]:
    """Yield a record of each kind that has dates, all of them *iso*."""
    values: dict[Any, Any] = {PartialDate: PartialDate(iso)}
    if len(iso) == len("2026-03-07") and not iso.startswith("0000"):
        day = dt.date.fromisoformat(iso)
        values |= {dt.date: day, Period: Period(day, day)}
    for kind in KINDS:
        dated = {f.name: values[f.type] for f in fields_of(kind.record) if f.type in values}
        if dated:
            yield replace(kind.record(id=new_id()), **dated)


@pytest.mark.parametrize("iso", ["0000", "0000-05", "0001-01-01", "1405-01-15", "9999-12-31"])
def test_a_plan_is_read_and_printed_whatever_dates_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], iso: str
) -> None:
    plan = tmp_path / "old.ccmdesk"
    assert main(["new", str(plan), "--country", "LAO", "--years", "2026-2030"]) == 0
    with open_store(plan) as store:
        for record in _records(iso):
            store.apply(difference(None, record), Author("Keo", lambda: NOW).stamp(StepKind.ADD))
    assert main(["check", str(plan)]) == 0
    assert main(["list", str(plan), "hazardous_area", "--json"]) == 0
    assert f'"found_on": "{iso}"' in capsys.readouterr().out
    for paper in PAPERS.split():
        out = tmp_path / f"{paper}.docx"
        made = ["--document", paper, "--language", "en", "--format", "docx", "--out", str(out)]
        assert main(["export", str(plan), *made]) == 0
