"""Looking around with sample data: made on the first visit, kept for the next."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, plan_of

from ccmdesk.model.plan import Plan


def test_the_sample_is_made_once_and_says_that_it_is_one(open_on: OpenWindow, qtbot: QtBot) -> None:
    window = open_on()
    window.do("sample")
    assert window.desk.plan is None
    qtbot.waitUntil(lambda: window.desk.plan is not None, timeout=60_000)
    paper = plan_of(window).store.document().first(Plan)
    assert paper is not None
    assert paper.illustrative
    assert window.status.banner.text() == "Training copy"
    made = window.desk.file
    assert made is not None
    plan = window.desk.plan
    window.do("sample")
    assert window.desk.plan is plan
    assert not window.notice.isVisible()
    assert [file.name for file in made.parent.glob("*.ccmdesk")] == ["training.ccmdesk"]
