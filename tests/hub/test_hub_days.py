"""What the hub says of days is the day of the place where it stands."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_packages import KEY, package

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import AddSubmissions, add_submissions
from ccmdesk.actions.hub.alarms import alarm_words
from ccmdesk.actions.hub.keys import DecideOnKey, verify_key
from ccmdesk.actions.hub.screen import hub_state, state_told
from ccmdesk.actions.hub.tables import tables
from ccmdesk.actions.time_words import day_here
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.db.hub.store import Hub
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.lang.naming import show_of
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs

EARLY = dt.datetime(2026, 11, 2, 22, 0, tzinfo=dt.UTC)
"""Seven in the morning of 3 November in Tokyo."""
THERE = dt.date(2026, 11, 3)
LAO = StateCode("LAO")


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("tokyo")
def test_what_came_early_in_the_morning_came_on_the_day_of_the_desk(
    hub: Hub, packs: Packs, tmp_path: Path
) -> None:
    author = Author("Desk officer", lambda: EARLY, day_of=day_here)
    paths = [package(tmp_path / "in", contact=contact).path for contact in ("", "other")]
    add_submissions(hub, AddSubmissions(paths=paths, listed=()), author=author)
    compared = fingerprint_text(fingerprint_of(KEY.public_key))
    verify_key(hub, DecideOnKey(country=LAO, compared=compared, by="B. Officer"), author)
    state = hub_state(hub, packs=packs, today=author.today, told=lambda *_: None)
    found, alarms = state.report.overview, state.report.alarms
    rows = {one.anchor: one.rows for one in tables(found, alarms)}
    assert [rows[anchor][0][place] for anchor, place in (("submissions", 3), ("alarms", 2))] == [
        THERE,
        THERE,
    ]
    assert "ALARM of 3 November 2026" in ENGLISH.say(alarm_words(alarms[0], packs=packs))
    told = state_told(state, LAO, show_of(ENGLISH, packs=packs, find=lambda _: None))
    assert [("on 3 November 2026" in line, "2 November" in line) for line in told] == [
        (True, False)
    ] * 2
