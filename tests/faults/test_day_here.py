"""A paper has the day of the place where it is made, in whatever zone that is."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from ccmdesk.actions.author import Author

VIENTIANE = dt.timezone(dt.timedelta(hours=7))
EARLY = dt.datetime(2026, 4, 29, 23, 30, tzinfo=dt.UTC)
"""Half past six on 30 April, the day reports are due, in Vientiane."""

ZONES = ("Pacific/Kiritimati", "Etc/GMT+12")
"""A day ahead of each other, so that one of them has another day than UTC."""


def test_early_in_the_morning_it_is_the_day_of_the_office() -> None:
    there = Author("Mai", lambda: EARLY, day_of=lambda at: at.astimezone(VIENTIANE).date())
    assert there.today == dt.date(2026, 4, 30)
    assert Author("Mai", lambda: EARLY).today == dt.date(2026, 4, 29)


def _paper(zone: str, folder: Path) -> Path:
    """Make a plan and its paper on a computer in a zone."""
    plan, paper = folder / "plan.ccmdesk", folder / "paper.pdf"
    for command in (
        ["new", plan, "--country", "LAO", "--years", "2026-2030"],
        ["export", plan, "--document", "needs-plan", "--language", "en", "--out", paper],
    ):
        subprocess.run(
            [sys.executable, "-m", "ccmdesk", *map(str, command)],
            env={**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        )
    return paper


@pytest.mark.parametrize("zone", ZONES)
def test_a_paper_says_the_day_of_the_place_where_it_is_made(zone: str, tmp_path: Path) -> None:
    there = dt.timezone(dt.timedelta(hours=14 if zone == ZONES[0] else -12))
    before = dt.datetime.now(there).date()
    text = pypdfium2.PdfDocument(_paper(zone, tmp_path))[0].get_textpage().get_text_bounded()
    days = {before, dt.datetime.now(there).date()}
    said = re.sub(r"\s+", " ", text)
    assert any(f"{day.day} {day:%B} {day.year}" in said for day in days), text[:600]
