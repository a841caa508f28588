"""A report about a problem: what is needed to look into it, nothing of the plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import sqlalchemy as sa

from ccmdesk.actions.problem_report import (
    ProblemReport,
    problem_text,
    report_text,
    save_problem_report,
)
from ccmdesk.model.problem import Problem
from ccmdesk.version import VERSION

SECRET = "Phonsavanh"
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def test_a_report_tells_versions_counts_words_and_messages(tmp_path: Path) -> None:
    ask = ProblemReport(
        at=NOON,
        said="  The list stayed empty.\n",
        facts={"Language": "fr"},
        counts={"need": 3, "offer": 0},
        log=("2026-03-02 12:00:00Z started",),
    )
    text = problem_text(ask)
    assert text.startswith(f"ccmdesk {VERSION}\nPython ")
    assert "Language: fr\n" in text
    assert "What happened:\nThe list stayed empty.\n" in text
    assert "need: 3\n" in text
    assert "offer" not in text
    assert text.endswith("Last messages:\n2026-03-02 12:00:00Z started\n")
    save_problem_report(ask, tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text("utf-8") == text


def test_a_report_without_anything_more_is_short() -> None:
    assert len(problem_text(ProblemReport(at=NOON)).splitlines()) == 3


def test_a_report_of_a_fault_quotes_nothing_of_the_plan() -> None:
    engine = sa.create_engine("sqlite://")
    try:
        with engine.connect() as con:
            con.execute(sa.text("INSERT INTO nowhere VALUES (:name)"), {"name": SECRET})
    except sa.exc.OperationalError as error:
        told = report_text(_followed(error), at=NOON)
    engine.dispose()
    assert SECRET not in told
    assert told.count("test_problem_report.py") >= 2
    assert "sqlalchemy.exc.OperationalError\n" in told
    assert told.endswith("ccmdesk.model.problem.Problem\n")


def _followed(cause: Exception) -> Problem:
    """Return an error of several lines that came of *cause*."""
    try:
        _stumble(cause)
    except Problem as problem:
        return problem
    raise AssertionError


def _stumble(cause: Exception) -> None:
    raise Problem("{name}\n  and {name}\nand {name}", name=SECRET) from cause
