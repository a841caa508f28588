"""The worker, what the window remembers, and its colours."""

from __future__ import annotations

import gc
import json
import threading
from dataclasses import replace
from pathlib import Path
from weakref import WeakSet

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_plan import NOON

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.problem import Problem
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.jobs import Jobs, Running
from ccmdesk.ui.problems import report_of
from ccmdesk.ui.progress_row import BUSY_MS, PATIENCE_MS, ProgressRow
from ccmdesk.ui.state import Theme, WindowState, read_state, write_state
from ccmdesk.ui.theme import CONTRAST, DARK, LIGHT, Shades, palette_of, shades_of

PATIENCE_S = 60


@pytest.fixture
def jobs(qapp: QApplication) -> Jobs:
    return Jobs(qapp)


def test_a_result_comes_back_to_the_thread_that_asked(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[tuple[object, int]] = []
    job = jobs.prepare(lambda _running: threading.get_ident())
    job.done.connect(lambda there: heard.append((there, threading.get_ident())))
    with qtbot.waitSignal(job.ended):
        jobs.start(job)
    ((there, here),) = heard
    assert here == threading.get_ident()
    assert there != here
    assert not jobs.busy


class _Held:
    """What a piece of work needs."""


def test_what_came_back_is_not_kept(jobs: Jobs, qtbot: QtBot) -> None:
    needed: WeakSet[_Held] = WeakSet()

    def begin() -> None:
        held = _Held()
        needed.add(held)
        jobs.start(jobs.prepare(lambda _running: held))

    for _ in range(60):
        for _ in range(5):
            begin()
        qtbot.waitUntil(lambda: not jobs.busy)

    def gone() -> bool:
        gc.collect()
        return len(needed) == 0

    qtbot.waitUntil(gone, timeout=10_000)


def test_what_the_user_can_mend_comes_back_as_a_problem(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_running: Running) -> None:
        raise Problem("The disk is full.")

    heard: list[object] = []
    job = jobs.prepare(work)
    job.refused.connect(heard.append)
    with qtbot.waitSignal(job.ended):
        jobs.start(job)
    assert str(heard[0]) == "The disk is full."


def test_a_fault_comes_back_and_is_not_swallowed(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []

    def work(_running: Running) -> None:
        raise KeyError("nothing")

    job = jobs.prepare(work)
    job.failed.connect(heard.append)
    with qtbot.waitSignal(job.ended):
        jobs.start(job)
    assert isinstance(heard[0], KeyError)


def test_cancelled_work_stops_and_says_so(jobs: Jobs, qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(running: Running) -> None:
        begun.set()
        while True:
            running.progress(1, 2)

    job = jobs.prepare(work)
    heard: list[str] = []
    job.stopped.connect(lambda: heard.append("stopped"))
    job.done.connect(lambda _: heard.append("done"))
    with qtbot.waitSignal(job.ended):
        jobs.start(job)
        assert begun.wait(5)
        job.cancel()
    assert heard == ["stopped"]


def test_jobs_run_one_after_the_other(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[int] = []
    first = jobs.prepare(lambda _running: order.append(1))
    second = jobs.prepare(lambda _running: order.append(2))
    with qtbot.waitSignal(second.ended):
        jobs.start(first)
        jobs.start(second)
    assert order == [1, 2]


def test_work_shows_a_busy_cursor_first_and_a_bar_with_cancel_later(
    qtbot: QtBot, qapp: QApplication
) -> None:
    desk, part = Desk(ENGLISH, WindowState()), QWidget()
    qtbot.addWidget(part)
    row = ProgressRow(desk, part)
    part.show()
    going = threading.Event()
    job = desk.jobs.prepare(lambda _running: going.wait(PATIENCE_S))
    row.follow(job)
    desk.jobs.start(job)
    busy = Qt.CursorShape.BusyCursor
    assert part.cursor().shape() != busy
    qtbot.waitUntil(lambda: part.cursor().shape() == busy)
    assert BUSY_MS < PATIENCE_MS == 1000
    qtbot.waitUntil(row.isVisible)
    assert row.cancel.isVisible()
    going.set()
    qtbot.waitUntil(lambda: not row.isVisible())
    assert part.cursor().shape() != busy


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "window.json"
    state = WindowState(plan="/plans/a.ccmdesk", language="ar", person="Амина", folded=("send",))
    state = replace(state, meeting="none", columns={"need": {"code": 90, "#missing": 80}})
    write_state(file, state)
    assert read_state(file) == state


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1, 2]",
        "null",
        '{"text_size": "big", "folded": [1, "x"], "columns": [3]}',
        '{"columns": {"need": 3, "plan": {"code": "wide", "title": -1, "status": 70}}}',
    ],
)
def test_a_damaged_file_never_keeps_the_window_shut(tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.json"
    file.write_text(text)
    state = read_state(file)
    assert state.text_size == 100
    assert set(state.folded) <= {"x"}
    assert {width for widths in state.columns.values() for width in widths.values()} <= {70}


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem, match="cannot be kept"):
        write_state(tmp_path / "file" / "window.json", WindowState())


def test_what_a_later_version_remembers_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text(json.dumps({"language": "fr", "hologram": True}))
    assert read_state(file) == WindowState(language="fr")


@pytest.mark.parametrize("shades", [LIGHT, DARK, CONTRAST])
def test_texts_and_edges_can_be_told_from_what_is_behind(shades: Shades) -> None:
    for text in (shades.text, shades.muted, shades.alarm, shades.accent):
        for behind in (shades.window, shades.base, shades.stripe, shades.button):
            assert _contrast(text, behind) >= 4.5, (text, behind)
    assert _contrast(shades.on_accent, shades.accent) >= 4.5
    for behind in (shades.window, shades.base):
        assert _contrast(shades.border, behind) >= 3


@pytest.mark.parametrize("shades", [LIGHT, DARK, CONTRAST])
def test_what_cannot_be_used_now_looks_so(shades: Shades) -> None:
    palette = palette_of(shades)
    for role in (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Text):
        off = palette.color(QPalette.ColorGroup.Disabled, role)
        assert off != palette.color(QPalette.ColorGroup.Active, role)


def test_the_system_decides_only_where_the_user_has_not() -> None:
    assert shades_of(Theme.SYSTEM, system_is_dark=True) is DARK
    assert shades_of(Theme.SYSTEM, system_is_dark=False) is LIGHT
    assert shades_of(Theme.LIGHT, system_is_dark=True) is LIGHT
    assert shades_of(Theme.CONTRAST, system_is_dark=False) is CONTRAST


def test_a_report_of_a_fault_holds_nothing_of_the_plan() -> None:
    def fail(typed: str) -> None:
        raise ValueError(typed)

    typed = "Survey of 42 villages\nand what is asked"
    with pytest.raises(ValueError, match="villages") as caught:
        fail(typed)
    report = report_of(caught.value, at=NOON)
    assert "ValueError" in report
    assert "in fail" in report
    assert typed not in report
    assert "and what is asked" not in report.replace("villages\\nand what is asked", "")


def _contrast(one: str, other: str) -> float:
    """WCAG 2.1: the ratio of the relative luminances."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(shade: str) -> float:
    color = QColor(shade)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
