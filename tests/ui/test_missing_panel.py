"""What is missing: the same list as the command line, and each line leads to its field."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, first_activity, plan_of

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.edition import ExtensionRequest
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.state import Duty, Extension, Obligation
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.missing_panel import FindingList, MissingPanel
from ccmdesk.ui.sections import SECTIONS, section_of
from ccmdesk.ui.state import WindowState
from ccmdesk.ui.two_columns import LOOK, MARK, Look


def _lines(panel: FindingList) -> list[str]:
    rows = (panel.rows.index(row) for row in range(panel.rows.rowCount()))
    return [str(row.data()) for row in rows if row.data(LOOK) == Look.BELOW]


def test_the_panel_lists_what_the_command_line_lists(window: MainWindow) -> None:
    plan = plan_of(window)
    found = plan_findings(plan.store.document(), packs=plan.packs, today=plan.author.today)
    lang = window.desk.lang
    assert found
    assert _lines(window.panel.list) == [lang.say(finding.says) for finding in found]


def test_records_are_titled_once_and_lines_stand_below(window: MainWindow) -> None:
    rows = window.panel.list.rows
    looks = [rows.index(row).data(LOOK) for row in range(rows.rowCount())]
    assert looks[0] is Look.TITLE
    titles = sum(look is Look.TITLE for look in looks)
    assert titles == len({finding.record for finding in window.desk.findings})


def test_the_folded_panel_has_a_name_also_before_the_plan_was_checked(
    window: MainWindow, qtbot: QtBot
) -> None:
    checked = window.panel.strip
    assert checked.accessibleName() == checked.text() != ""
    panel = MissingPanel(Desk(ENGLISH, WindowState()))
    qtbot.addWidget(panel)
    assert panel.strip.text() == ""
    assert panel.strip.accessibleName() == "Show what is missing (F9)"


def test_at_least_eight_lines_are_seen_at_once(window: MainWindow) -> None:
    view = window.panel.list
    seen = [
        row
        for row in range(view.rows.rowCount())
        if view.viewport().rect().contains(view.visualRect(view.rows.index(row)))
    ]
    assert len(seen) >= 8


def test_every_kind_of_point_leads_to_a_focused_field_that_is_seen(window: MainWindow) -> None:
    kinds = {(f.kind, f.field): place for place, f in enumerate(window.desk.findings)}
    assert len(kinds) > 10
    for (kind, field), place in kinds.items():
        window.open_page("send")
        window.panel.list.asked.emit(place)
        QApplication.processEvents()
        focus = window.focusWidget()
        finding = window.desk.findings[place]
        assert window.pages.name == section_of(BY_NAME[kind].record).name, (kind, field)
        page = window.pages.records()
        assert page is not None
        assert page.current() == (BY_NAME[kind].record, finding.record), (kind, field)
        assert focus is not None, (kind, field)
        assert page.isAncestorOf(focus), (kind, field)
        assert focus.isVisible(), (kind, field)
        assert not focus.visibleRegion().isEmpty(), (kind, field)


def test_enter_goes_to_the_field(window: MainWindow) -> None:
    view = window.panel.list
    view.setFocus()
    view.setCurrentIndex(view.rows.row_of(0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.pages.records() is not None
    assert window.focusWidget() is not view


def test_why_it_is_asked_for_is_told(window: MainWindow) -> None:
    finding = window.desk.findings[0]
    window.panel.list.setCurrentIndex(window.panel.list.rows.row_of(0))
    said = window.panel._why.text()
    assert window.desk.lang(finding.basis) in said
    assert window.desk.lang.say(finding.todo) in said


def test_f8_walks_through_all_points_and_says_when_there_is_no_more(window: MainWindow) -> None:
    window.open_page("documents")
    window.do("next missing")
    first = window.panel._here
    window.do("next missing")
    assert first is window.desk.findings[0]
    assert window.panel._here is window.desk.findings[1]
    window.do("previous missing")
    assert window.panel._here is first
    window.do("previous missing")
    assert window.status.saved.text() == "There is no further point in this direction."


def test_a_mended_point_disappears_and_the_next_takes_its_place(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    area = plan.store.document().first(HazardousArea)
    assert area is not None
    before = len(window.desk.findings)
    mine = [f for f in window.desk.findings if f.record == area.id and f.field == "name"]
    place = window.desk.findings.index(mine[0])
    window.panel.list.asked.emit(place)
    row = [section.name for section in SECTIONS].index("clearance")
    clearance = window.nav.model().index(row, 0)
    assert clearance.data(MARK) == "20 missing"
    with qtbot.waitSignal(window.desk.checked):
        plan.set_field(area, "name", "North ridge", language="en")
    assert len(window.desk.findings) == before - 1
    assert clearance.data(MARK) == "19 missing"
    window.do("next missing")
    assert window.panel._here is window.desk.findings[place]


def test_writing_is_never_held_up_by_the_check(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    before = window.desk.findings
    with qtbot.waitSignal(window.desk.checked):
        plan.set_field(activity, "place", "Tuzla Canton", language="en")
        assert window.desk.findings is before


def test_f9_folds_the_panel_and_each_page_remembers(window: MainWindow) -> None:
    assert not window.panel.folded
    window.do("panel")
    assert window.panel.folded
    assert window.panel.width() == 40
    count = len(window.desk.findings)
    assert window.panel.strip.text() == f"{count} points missing"
    window.open_page("needs")
    assert not window.panel.folded
    window.open_page("overview")
    assert window.panel.folded
    window.do("panel")
    assert not window.panel.folded


@pytest.mark.parametrize("page", ["documents", "send", "import"])
def test_pages_that_need_the_width_fold_the_panel(window: MainWindow, page: str) -> None:
    window.open_page(page)
    assert window.panel.folded


def test_a_narrow_window_folds_the_panel_by_itself(open_on: OpenWindow, plan_file: Path) -> None:
    window = open_on(plan_file, wide=1190)
    assert window.panel.folded
    window.resize(1366, 728)
    QApplication.processEvents()
    assert not window.panel.folded


def test_a_line_is_read_out_with_its_record_and_level(window: MainWindow) -> None:
    rows = window.panel.list.rows
    finding = window.desk.findings[0]
    spoken = str(rows.row_of(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert window.desk.lang.say(finding.says) in spoken
    assert spoken.endswith(("(Needed)", "(Stronger)"))
    assert AUTHOR.name not in spoken


def test_each_group_names_the_kind_of_its_record(window: MainWindow) -> None:
    rows = window.panel.list.rows
    titles = [
        str(rows.index(row).data())
        for row in range(rows.rowCount())
        if rows.place_of(rows.index(row)) is None
    ]
    assert titles
    assert all(": " in title for title in titles)
    assert any(title.startswith("Activity: ") for title in titles)


def test_the_list_is_copied_as_it_is_read_out(window: MainWindow) -> None:
    window.panel.list.setFocus()
    window.do("copy rows")
    copied = QApplication.clipboard().text().splitlines()
    assert len(copied) == window.panel.list.model().rowCount()
    assert sum("N-01" in line for line in copied) >= 1
    assert window.status.saved.text() == f"{len(copied)} rows were copied."


def test_who_has_come_to_another_record_begins_with_what_is_missing_there(
    window: MainWindow,
) -> None:
    findings, panel = window.desk.findings, window.panel
    window.do("next missing")
    records = list(dict.fromkeys(one.record for one in findings))
    last = next(one for one in findings if one.record == records[-1])
    window.open_record(BY_NAME[last.kind].record, last.record)
    window.do("next missing")
    assert panel.list.rows.place_of(panel.list.currentIndex()) == findings.index(last)


def test_the_key_walks_through_all_points_in_their_order(window: MainWindow) -> None:
    panel, walked = window.panel, []
    for _ in window.desk.findings:
        window.do("next missing")
        walked.append(panel.list.rows.place_of(panel.list.currentIndex()))
    assert walked == list(range(len(window.desk.findings)))


def test_the_key_goes_on_from_the_second_of_two_points_of_one_field(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan, panel = plan_of(window), window.panel
    duty = plan.add(Obligation, {"duty": Duty.ARTICLE_4A, "deadline": dt.date(2026, 9, 1)})
    extension = plan.add(Extension, {"obligation": duty})
    request = plan.add(ExtensionRequest, {"extension": extension})
    qtbot.waitUntil(lambda: not plan.checking.busy and bool(_twins(window, request)))
    second = _twins(window, request)[1]
    panel._leave_for(second)
    for code in ("A4-88", "A4-99"):
        says = window.desk.findings[second].says
        plan.set_field(first_activity(window)[1], "code", code)
        qtbot.waitUntil(lambda: not plan.checking.busy)
        settle()
        assert window.desk.findings[second].says == says
        window.do("next missing")
        second += 1
        assert panel.list.rows.place_of(panel.list.currentIndex()) == second


def _twins(window: MainWindow, record: UUID) -> list[int]:
    """Return the places of the points of *record* that have one field and one rule in common."""
    found: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(window.desk.findings):
        if one.record == record:
            found.setdefault((one.field, one.rule), []).append(place)
    return next((places for places in found.values() if len(places) > 1), [])
