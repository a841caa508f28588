"""A plan of thousands of areas is read, checked and worked on without a pause that can be felt."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType

import pytest
from event_turns import Turns
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2
from window_plan import AUTHOR, OpenWindow, first_activity, make_plan, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import open_store
from ccmdesk.model.area import AreaKind, HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import Texts
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.documents_page import DocumentsPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import open_file
from ccmdesk.ui.sections import SECTIONS

AREAS = 4000
PATIENCE_MS = 60_000
WHOLE = frozenset({"read_snapshot", "every_finding", "in_order", "figures_of", "content_hash"})
"""Functions that go through the whole plan."""


@pytest.fixture(scope="session")
def kept_large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of thousands of areas on a file that no test changes."""
    path = make_plan(tmp_path_factory.mktemp("plans") / "large.ccmdesk")
    areas = [
        HazardousArea(
            id=HazardousAreaId(new_id()),
            code=f"HA-{number:05}",
            name=Texts.of({"en": f"Field {number} north of the village"}),
            kind=AreaKind.CONFIRMED if number % 3 else AreaKind.SUSPECTED,
            size_m2=1000 + number,
        )
        for number in range(AREAS)
    ]
    with open_store(path) as store:
        changes = [change for area in areas for change in difference(None, area)]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    return path


@pytest.fixture
def large_file(kept_large: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(kept_large, tmp_path / "large.ccmdesk"))


@pytest.fixture
def large(open_on: OpenWindow, large_file: Path) -> MainWindow:
    """The window on a plan of thousands of areas, checked."""
    return open_on(large_file)


def _settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)


def _found_now(window: MainWindow) -> tuple[Finding, ...]:
    """Check the plan as it is now, here and in full, as the command line does."""
    plan = plan_of(window)
    return plan_findings(plan.store.document(), packs=plan.packs, today=plan.author.today)


def _area(window: MainWindow) -> HazardousArea:
    store = plan_of(window).store
    found = store.get(HazardousArea, store.ids(ListQuery(HazardousArea))[AREAS // 2])
    assert found is not None
    return found


@contextmanager
def _calls_here() -> Iterator[set[str]]:
    """Collect the names of the functions that run in this thread, which is the window's."""
    called: set[str] = set()

    def note(frame: FrameType, event: str, _value: object) -> None:
        if event == "call" and "ccmdesk" in frame.f_code.co_filename:
            called.add(frame.f_code.co_name)

    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(None)


def _longest_turns(window: MainWindow, qtbot: QtBot) -> list[float]:
    """Return the longest turn of each deed and of what follows it, the best of three times."""
    plan = plan_of(window)
    (area, *_) = plan.store.records(HazardousArea, plan.store.ids(ListQuery(HazardousArea))[3:])
    window.open_record(HazardousArea, area.id, "name")
    _settle(window, qtbot)
    deeds: list[Callable[[int], object]] = [
        lambda turn: plan.set_field(area, "size_m2", 5 + turn),
        lambda turn: plan.set_field(area, "name", f"Ridge {turn}", language="en"),
        lambda _turn: window.do("undo"),
    ]
    return [min(_longest_turn(window, qtbot, partial(deed, n)) for n in range(3)) for deed in deeds]


def _longest_turn(window: MainWindow, qtbot: QtBot, deed: Callable[[], object]) -> float:
    turns = Turns()
    with qtbot.waitSignal(window.desk.checked, timeout=PATIENCE_MS):
        QTimer.singleShot(0, window, deed)
    qtbot.wait(20)
    assert window.desk.findings == _found_now(window)
    return turns.longest


def test_the_whole_plan_is_never_gone_through_in_the_thread_of_the_window(
    open_on: OpenWindow, large_file: Path, qtbot: QtBot
) -> None:
    with _calls_here() as called:
        window = open_on(large_file)
        plan, area = plan_of(window), _area(window)
        for section in SECTIONS:
            window.open_page(section.name)
        window.open_record(HazardousArea, area.id, "size_m2")
        plan.set_field(area, "size_m2", 5)
        plan.add(HazardousArea)
        window.do("undo")
        list(window._source("field 77"))
        _settle(window, qtbot)
    assert "set_field" in called
    assert not called & WHOLE
    assert window.desk.findings == _found_now(window)


def test_no_turn_of_the_event_loop_is_felt_more_in_a_large_plan_than_in_a_small_one(
    open_on: OpenWindow, plan_file: Path, large_file: Path, qtbot: QtBot
) -> None:
    usual = max(_longest_turns(open_on(plan_file), qtbot))
    assert max(_longest_turns(open_on(large_file), qtbot)) < 2 * usual


def test_two_quick_edits_end_with_the_findings_of_the_last_state(
    large: MainWindow, qtbot: QtBot
) -> None:
    plan, area = plan_of(large), _area(large)
    shown: list[bool] = []
    large.desk.checked.connect(lambda: shown.append(large.desk.findings == _found_now(large)))
    before = large.desk.findings
    plan.set_field(area, "name", "", language="en")
    plan.checking.begin()
    plan.set_field(area, "code", "")
    assert large.desk.findings is before
    _settle(large, qtbot)
    assert shown == [True]
    mine = {finding.field for finding in large.desk.findings if finding.record == area.id}
    assert "name" in mine


def test_a_write_between_reading_and_showing_drops_what_was_found(
    large: MainWindow, qtbot: QtBot
) -> None:
    plan, area = plan_of(large), _area(large)
    shown: list[bool] = []
    large.desk.checked.connect(lambda: shown.append(large.desk.findings == _found_now(large)))
    for number in range(5):
        plan.set_field(area, "size_m2", 5 + number)
        plan.checking.begin()
        time.sleep(0.03 * number)
    _settle(large, qtbot)
    assert set(shown) == {True}
    assert large.desk.findings == _found_now(large)


def test_a_plan_is_shown_before_it_is_checked(
    window: MainWindow, large_file: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.checked, timeout=PATIENCE_MS):
        window.doings.open_with(lambda: open_file(window.desk, large_file))
        window.open_page("documents")
        assert window.desk.file == large_file
        assert window.desk.findings == ()
        assert window.panel.strip.text() == window.panel._counts.text() == ""
        assert window.panel._why.text() == ""
        marks = [window.nav.model().index(row, 0).data() for row in range(len(SECTIONS))]
        assert marks == [window.desk.lang(section.label) for section in SECTIONS]
        page = window.pages.currentWidget()
        assert isinstance(page, DocumentsPage)
        assert "missing" not in page._states.text()
    assert window.desk.findings == _found_now(window)
    assert window.panel.strip.text() == f"{len(window.desk.findings):,} points missing"


@pytest.mark.parametrize("while_it_runs", [True, False])
def test_the_window_closes_cleanly_while_the_plan_is_checked(
    large: MainWindow, qtbot: QtBot, *, while_it_runs: bool
) -> None:
    plan, area, path = plan_of(large), _area(large), large.desk.file
    assert path is not None
    heard: list[str] = []
    large.desk.checked.connect(lambda: heard.append("checked"))
    plan.set_field(area, "size_m2", 5)
    if while_it_runs:
        plan.checking.begin()
    large.close()
    assert large.desk.findings == ()
    qtbot.wait(300)
    assert heard == []
    with open_store(path) as again:
        kept = again.get(HazardousArea, area.id)
    assert kept is not None
    assert kept.size_m2 == 5


def test_another_plan_may_be_opened_while_one_is_read(
    window: MainWindow, plan_file: Path, large_file: Path, qtbot: QtBot
) -> None:
    window.doings.open_with(lambda: open_file(window.desk, large_file))
    window.doings.open_with(lambda: open_file(window.desk, plan_file))
    _settle(window, qtbot)
    assert window.desk.file == plan_file
    assert window.desk.findings == _found_now(window) != ()


def test_a_check_that_takes_long_is_said_quietly(large: MainWindow, qtbot: QtBot) -> None:
    plan, told = plan_of(large), large.status.checking
    heard: list[str] = []
    large.desk.slowed.connect(lambda: heard.append(told.text()))
    plan.checking._patience.setInterval(1)
    plan.set_field(_area(large), "size_m2", 5)
    assert told.text() == ""
    _settle(large, qtbot)
    assert heard == ["Checking what is missing…", ""]


def test_a_quick_check_says_nothing(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    window.desk.slowed.connect(lambda: pytest.fail("a quick check was spoken of"))
    plan.checking._patience.setInterval(PATIENCE_MS)
    with qtbot.waitSignal(window.desk.checked):
        plan.set_field(activity, "code", "A4-77")
    _settle(window, qtbot)
    assert window.status.checking.text() == ""


@pytest.mark.parametrize("body", [b"not compressed", b"\0"])
def test_what_keeps_the_plan_from_being_checked_is_told_in_the_window(
    window: MainWindow, qtbot: QtBot, body: bytes
) -> None:
    plan, activity = first_activity(window)
    before = window.desk.findings
    plan.set_field(activity, "code", "A4-78")
    _spoil(window, body)
    qtbot.waitUntil(window.notice.isVisible)
    assert "damaged" in window.notice._text.text()
    assert window.desk.findings == before


def test_a_fault_in_the_check_reaches_the_window_and_the_old_list_stays(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)
    before = window.desk.findings
    plan.set_field(activity, "code", "A4-79")
    with qtbot.captureExceptions() as faults:
        plan.author = replace(plan.author, clock=_broken_clock)
        qtbot.waitUntil(lambda: bool(faults))
    assert faults[0][0] is ZeroDivisionError
    assert not window.desk.busy
    assert window.desk.findings == before


def _broken_clock() -> dt.datetime:
    raise ZeroDivisionError


def _spoil(window: MainWindow, body: bytes) -> None:
    """Damage the newest line of the log behind the back of the program."""
    path = window.desk.file
    assert path is not None
    with closing(dbapi2.connect(str(path), isolation_level=None)) as con:
        con.execute("UPDATE change SET body = ? WHERE n = (SELECT max(n) FROM change)", (body,))
