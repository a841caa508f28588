"""What was entered twice, in the window: suggested, compared, joined, told apart, taken back."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import ActivityId, HazardousAreaId, LandReleaseId
from ccmdesk.model.values import Position, Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.offices.suggesting import LOOK_AFTER_MS
from ccmdesk.ui.offices.twice_page import TwicePage
from ccmdesk.ui.records.page import RecordsPage

PATIENCE_MS = 90_000
PLACE = Position(440_000_000, 180_000_000)
LONGEST_S = 0.3
"""On a machine that others use; the looking itself takes seconds."""


def areas_of(window: MainWindow) -> list[HazardousArea]:
    return list(plan_of(window).store.document().of(HazardousArea))


def enter(window: MainWindow, *records: Any) -> None:
    plan = plan_of(window)
    changes = [change for one in records for change in difference(None, one)]
    plan.written(plan.store.apply(changes, plan.author.stamp(StepKind.ADD)))


def enter_twice(window: MainWindow) -> tuple[HazardousArea, HazardousArea]:
    """Enter one area as two offices would."""
    first = HazardousArea(
        id=HazardousAreaId(new_id()),
        code="HA-1",
        name=Texts.of({"en": "Donji Most"}),
        size_m2=1_000,
        position=PLACE,
    )
    other = replace(first, id=HazardousAreaId(new_id()), code="N-7", size_m2=1_020, priority=2)
    release = LandRelease(id=LandReleaseId(new_id()), area=other.id, year=2025)
    enter(window, first, other, release)
    return first, other


@pytest.fixture
def pair(window: MainWindow) -> tuple[HazardousArea, HazardousArea]:
    return enter_twice(window)


def opened(window: MainWindow, qtbot: QtBot) -> TwicePage:
    window.do("twice")
    page = window.pages.currentWidget()
    assert isinstance(page, TwicePage)
    qtbot.waitUntil(page.card.isVisible, timeout=PATIENCE_MS)
    return page


def lines_of(page: TwicePage) -> dict[str, list[str]]:
    """Return the words of each line of the card by its field."""
    grid: Any = page.card._grid.layout()
    found = {}
    for row in range(2, grid.rowCount(), 2):
        parts = [grid.itemAtPosition(row, column).widget() for column in range(4)]
        words = [getattr(part, "words", part).text() for part in parts]
        found[words[0]] = words[1:]
    return found


def test_a_pair_is_shown_side_by_side_and_joined_as_was_chosen(
    window: MainWindow, pair: tuple[HazardousArea, HazardousArea], qtbot: QtBot
) -> None:
    page, (first, other) = opened(window, qtbot), pair
    assert page.count.text() == "1 pair of records was probably entered twice."
    assert [page.table.index(0, n).data() for n in range(2)] == [
        "HA-1 · Donji Most",
        "N-7 · Donji Most",
    ]
    assert "The same name" in page.card.why.text()
    assert "0 metres apart" in page.card.why.text()
    lines = lines_of(page)
    assert lines["Size"] == ["1,000\u00a0m²", "1,020\u00a0m²", "They differ: choose"]
    assert lines["Priority"] == ["", "2", "Taken over"]
    assert lines["Name (English)"] == ["Donji Most", "Donji Most", "The same"]
    assert page.card.effects.text() == "Will refer to the kept record: Land releases (1)."
    size = page.card.choices["size_m2"]
    assert size[0].isChecked()
    assert size[1].button.accessibleName() == "Size: 1,020\u00a0m²"
    size[1].button.setFocus()
    qtbot.keyClick(size[1].button, Qt.Key.Key_Space)
    page.card.join_button.setFocus()
    qtbot.keyClick(page.card.join_button, Qt.Key.Key_Space)
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    kept = plan_of(window).store.get(HazardousArea, first.id)
    assert kept is not None
    assert (kept.code, kept.size_m2, kept.priority) == ("HA-1", 1_020, 2)
    assert plan_of(window).store.get(HazardousArea, other.id) is None
    assert "N-7 · Donji Most is now one with HA-1 · Donji Most." in page.notice._text.text()
    assert window.commands.actions["undo"].text() == "Undo the decision on what was entered twice"
    window.do("undo")
    assert plan_of(window).store.get(HazardousArea, other.id) == other
    qtbot.waitUntil(lambda: page.table.rowCount() == 1, timeout=PATIENCE_MS)


def test_they_are_two_is_kept_and_undo_suggests_them_again(
    window: MainWindow, pair: tuple[HazardousArea, HazardousArea], qtbot: QtBot
) -> None:
    page = opened(window, qtbot)
    page.card.two_button.click()
    qtbot.waitUntil(page.none.isVisible, timeout=PATIENCE_MS)
    assert "No area and no activity looks" in page.none.text()
    assert not page.card.isVisible()
    window.do("undo")
    qtbot.waitUntil(page.card.isVisible, timeout=PATIENCE_MS)


def test_who_moves_on_while_a_pair_is_joined_stays_where_they_are(
    window: MainWindow, pair: tuple[HazardousArea, HazardousArea], qtbot: QtBot
) -> None:
    _, activity = first_activity(window)
    enter(window, replace(activity, id=ActivityId(new_id()), code="N-1"))
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: page.table.rowCount() == 2, timeout=PATIENCE_MS)
    areas = next(row for row in (0, 1) if page.table.found[row].kind is HazardousArea)
    page.list.setCurrentIndex(page.table.index(areas, 0))
    qtbot.waitUntil(lambda: "Size" in lines_of(page), timeout=PATIENCE_MS)
    page.card.join_button.click()
    page.list.setCurrentIndex(page.table.index(1 - areas, 0))
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    assert "N-7 · Donji Most is now one with HA-1 · Donji Most." in page.notice._text.text()
    left = page.current()
    assert left is not None
    assert left.kind is type(activity)
    assert page.table.rowCount() == 1


def test_later_puts_a_pair_behind_the_others_and_the_other_one_can_be_kept(
    window: MainWindow, pair: tuple[HazardousArea, HazardousArea], qtbot: QtBot
) -> None:
    _, activity = first_activity(window)
    enter(window, replace(activity, id=ActivityId(new_id()), code="N-1"))
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: page.table.rowCount() == 2, timeout=PATIENCE_MS)
    (first, second) = page.table.found
    page.list.setCurrentIndex(page.table.index(0, 0))
    page.card.later_button.click()
    assert page.table.found == [second, first]
    assert page.current() == second
    kept = {first.first, first.second, second.first, second.second}
    qtbot.waitUntil(
        lambda: page.card.found is not None and page.card.found.kept.id == second.first,
        timeout=PATIENCE_MS,
    )
    page.card.swap_button.click()
    qtbot.waitUntil(
        lambda: page.card.found is not None and page.card.found.kept.id == second.second,
        timeout=PATIENCE_MS,
    )
    assert len(kept) == 4


def test_two_selected_records_of_a_list_are_joined_and_what_is_in_dispute_is_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.pages.open_list(HazardousArea)
    records = window.pages.records()
    assert isinstance(records, RecordsPage)
    shown = records.record_list()
    qtbot.waitUntil(
        lambda: shown.model.rowCount() > 2 and not shown.reader.busy, timeout=PATIENCE_MS
    )
    shown.table.selectAll()
    assert not shown.below.buttons["join"].isVisible()
    shown.table.selectRow(0)
    shown.table.selectionModel().select(
        shown.model.index(1, 0),
        shown.table.selectionModel().SelectionFlag.Select
        | shown.table.selectionModel().SelectionFlag.Rows,
    )
    chosen = shown.chosen_ids()
    assert shown.below.buttons["join"].isVisible()
    shown.below.buttons["join"].click()
    page: Any = window.pages.currentWidget()
    assert isinstance(page, TwicePage)
    qtbot.waitUntil(page.card.isVisible, timeout=PATIENCE_MS)
    ask = page.card.asked()
    assert ask is not None
    assert (ask.kept, ask.other) == chosen
    page.card.join_button.click()
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    assert len(areas_of(window)) == 4


def test_the_overview_counts_the_pairs_and_leads_to_them(
    window: MainWindow, pair: tuple[HazardousArea, HazardousArea], qtbot: QtBot
) -> None:
    window.open_page("overview")
    overview: Any = window.pages.currentWidget()
    plan_of(window).suggesting.look()
    qtbot.waitUntil(overview.offices.isVisible, timeout=PATIENCE_MS)
    offers = overview.offices.list.found.offers
    assert [one.text for one in offers] == ["1 pair of records was probably entered twice."]
    offers[0].choose()
    assert isinstance(window.pages.currentWidget(), TwicePage)
    window.do("decide")
    decide: Any = window.pages.currentWidget()
    assert decide.twice_button.text() == "Entered twice (1)"
    decide.twice_button.click()
    assert isinstance(window.pages.currentWidget(), TwicePage)


def test_it_is_said_in_arabic_at_once(open_on: OpenWindow, plan_file: Any, qtbot: QtBot) -> None:
    window = open_on(plan_file)
    enter_twice(window)
    page = opened(window, qtbot)
    page.card.choices["size_m2"][1].setChecked(True)
    window.do("language ar")
    assert page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert page.card.choices["size_m2"][1].isChecked()
    assert not any("a" <= letter.lower() <= "z" for letter in page.count.text())


def test_ten_thousand_areas_do_not_freeze_the_window(window: MainWindow, qtbot: QtBot) -> None:
    enter(
        window,
        *(
            HazardousArea(
                id=HazardousAreaId(new_id()),
                code=f"X-{number}",
                name=Texts.of({"en": f"Village {number % 700}"}),
                size_m2=1_000 + number,
                position=Position(440_000_000 + number * 9_000, 180_000_000),
            )
            for number in range(10_000)
        ),
    )
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    plan = plan_of(window)
    plan.suggesting.hold()
    qtbot.wait(500)
    plan.suggesting.hold()
    beats: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    with qtbot.waitSignal(plan.suggesting.done, timeout=PATIENCE_MS):
        timer.start()
        plan.suggesting.look()
    gaps = [later - before for before, later in itertools.pairwise(beats)]
    assert len(gaps) > 10
    assert max(gaps) < LONGEST_S


def test_it_rests_the_longer_the_longer_it_took_to_look(
    window: MainWindow,
    pair: tuple[HazardousArea, HazardousArea],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    suggesting = plan_of(window).suggesting
    monkeypatch.setattr("ccmdesk.ui.offices.suggesting.REST", 1_000_000)
    with qtbot.waitSignal(suggesting.done, timeout=PATIENCE_MS):
        suggesting.look()
    assert suggesting.pairs is not None
    assert {suggesting.pairs[0].first, suggesting.pairs[0].second} == {one.id for one in pair}
    assert suggesting.rest_ms > LOOK_AFTER_MS
    assert suggesting.rest_ms % 1_000_000 == 0
