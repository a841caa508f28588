"""The window itself: its measures, its navigation, its menus and its keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, first_activity, make_plan, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.db.store import create_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.activity import Activity
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.ui.app import speak
from ccmdesk.ui.commands import MENUS
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.parts import focus_into
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.two_columns import MARGIN, in_lines

Accessible = Qt.ItemDataRole.AccessibleTextRole


def test_every_place_is_named_with_what_is_missing_there(window: MainWindow) -> None:
    model = window.nav.model()
    told = [model.index(row, 0).data(Accessible) for row in range(model.rowCount())]
    spoken = dict(zip((section.name for section in SECTIONS), told, strict=True))
    assert told[0] == spoken["overview"] == "Overview"
    counts = {f.kind for f in window.desk.findings}
    needs = sum(f.kind in {"need", "offer", "challenge"} for f in window.desk.findings)
    assert "need" in counts
    assert spoken["needs"] == f"Needs for support, {needs} missing"
    assert spoken["partners"] == "Partners"  # nothing is kept there yet, so nothing is complete


def test_rows_of_the_navigation_are_high_enough_and_all_visible(window: MainWindow) -> None:
    heights = {window.nav.sizeHintForRow(row) for row in range(len(SECTIONS))}
    assert len(heights) == 1
    assert 34 <= heights.pop() <= 38
    assert not window.nav.verticalScrollBar().isVisible()


@pytest.mark.parametrize("language", ["en", "ar", "zh", "ru"])
def test_bars_have_their_height_in_every_language(
    open_on: OpenWindow, plan_file: Path, language: str
) -> None:
    window = open_on(plan_file, language=language)
    assert window.top.height() == 48
    assert window.status.height() == 28
    assert window.nav.width() == 232
    assert window.panel.width() == 286
    assert window.nav.sizeHintForRow(0) * len(SECTIONS) <= window.nav.height()


@pytest.mark.parametrize("language", SHIPPED)
def test_the_largest_text_cuts_no_name_in_the_navigation(
    open_on: OpenWindow, plan_file: Path, qapp: QApplication, language: str
) -> None:
    window = open_on(plan_file, language=language)
    speak(qapp, window.desk.lang, text_size=200)
    settle()
    nav = window.nav
    room = nav.viewport().width() - 2 * MARGIN
    for row in range(len(SECTIONS)):
        index = nav.model().index(row, 0)
        name = in_lines(index.data(), nav.font(), room, lines=2)
        needed = QFontMetrics(nav.font()).lineSpacing() * (name.count("\n") + 1)
        assert "…" not in name
        assert nav.visualRect(index).height() >= needed


def test_the_window_can_be_as_small_as_an_old_screen(window: MainWindow) -> None:
    window.resize(1024, 600)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1024, 600)
    assert window.panel.folded


def test_a_key_opens_each_of_the_first_ten_places(window: MainWindow) -> None:
    keys = {a.shortcut().toString() for a in window.commands.actions.values()}
    for place, digit in enumerate("1234567890"):
        assert f"Ctrl+{digit}" in keys
        action = window.commands.actions[f"go {SECTIONS[place].name}"]
        assert action.shortcut().toString() == f"Ctrl+{digit}"


def test_pages_are_built_on_their_first_visit_only(window: MainWindow) -> None:
    assert list(window.pages.built) == ["overview"]
    window.do("go send")
    page = window.pages.currentWidget()
    window.do("go overview")
    window.do("go send")
    assert list(window.pages.built) == ["overview", "send"]
    assert window.pages.currentWidget() is page


def test_the_start_stands_on_the_first_point_and_enter_goes_to_its_field(
    window: MainWindow,
) -> None:
    view = window.panel.list
    assert window.focusWidget() is view
    assert view.rows.place_of(view.currentIndex()) == 0
    QTest.keyClick(view, Qt.Key.Key_Return)
    first = window.desk.findings[0]
    page, focus = window.pages.records(), window.focusWidget()
    assert page is not None
    assert focus is not None
    assert page.current() == (BY_NAME[first.kind].record, first.record)
    assert page.isAncestorOf(focus)


def test_a_start_on_a_record_stands_in_its_field_that_is_missing(window: MainWindow) -> None:
    first = next(f for f in window.desk.findings if f.kind == "activity")
    window.return_to(page="plan", kind=first.kind, record=str(first.record))
    records, focus = window.pages.records(), window.focusWidget()
    assert records is not None
    assert records.current() == (BY_NAME[first.kind].record, first.record)
    assert focus is not None
    assert focus is not window.panel.list
    form = records.form()
    assert form is not None
    assert form.rows[first.field].holds(focus)


def test_a_start_on_a_record_lets_one_type_while_the_plan_is_still_checked(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    point = next(f for f in window.desk.findings if f.kind == "activity")
    checking = plan_of(window).checking
    checking.last = None
    window.return_to(page="plan", kind=point.kind, record=str(point.record))
    focus = window.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "Survey")
    checking.begin()
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=60_000)
    assert window.desk.findings
    assert window.focusWidget() is focus
    assert "Survey" in focus.text()


def test_a_folded_panel_is_unfolded_by_enter_and_stands_on_the_first_point(
    open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file, wide=1190)
    assert window.focusWidget() is window.panel.strip
    QTest.keyClick(window.panel.strip, Qt.Key.Key_Return)
    view = window.panel.list
    assert window.focusWidget() is view
    assert view.rows.place_of(view.currentIndex()) == 0
    window.do("next missing")
    assert window.panel._here is window.desk.findings[0]


def test_where_nothing_is_missing_the_start_stands_in_the_page(
    open_on: OpenWindow, tmp_path: Path
) -> None:
    file = tmp_path / "empty.ccmdesk"
    create_store(file, office="HQ", at=AUTHOR.clock(), new_id=new_id).close()
    window = open_on(file)
    assert window.desk.findings == ()
    window.return_to(page="needs", kind="", record="")
    records, focus = window.pages.records(), window.focusWidget()
    assert records is not None
    assert focus is not None
    assert records.record_list().isAncestorOf(focus)
    window.return_to(page="overview", kind="", record="")
    focus = window.focusWidget()
    assert focus is not None
    assert window.pages.isAncestorOf(focus)


def test_every_action_is_in_a_menu_and_is_done_by_somebody(window: MainWindow) -> None:
    in_menus = {a for menu in window.menuBar().findChildren(QMenu) for a in menu.actions()}
    in_menus |= {a for menu in window.findChildren(QMenu) for a in menu.actions()}
    for action in window.findChildren(QAction):
        if action.shortcut().toString() or action.objectName() in window.commands.actions:
            assert action in in_menus, action.text()
    named = {c.name for _, commands in MENUS for c in commands if c is not None}
    asked = {name for name in named if not name.startswith("go ")}
    assert asked == window.doings.names


def test_no_two_commands_have_the_same_keys(window: MainWindow) -> None:
    keys = [a.shortcut().toString() for a in window.commands.actions.values()]
    used = [key for key in keys if key]
    assert len(used) == len(set(used))


def test_undo_by_mouse_leaves_the_focus_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-99")
    window.nav.setFocus()
    assert window.top.undo_button.toolTip() == "Undo change of Number"
    assert window.commands.actions["undo"].text() == "Undo change of Number"
    qtbot.mouseClick(window.top.undo_button, Qt.MouseButton.LeftButton)
    assert first_activity(window)[1].code == "A4-01"
    assert window.focusWidget() is window.nav
    assert window.commands.actions["redo"].text() == "Redo change of Number"
    window.do("redo")
    assert first_activity(window)[1].code == "A4-99"


def test_undo_is_worded_by_what_was_done(window: MainWindow) -> None:
    plan, activity = first_activity(window)
    undo, redo = (window.commands.actions[name] for name in ("undo", "redo"))
    plan.add(Activity)
    assert undo.text() == "Undo adding: Activity"
    window.do("undo")
    assert redo.text() == "Redo adding: Activity"
    plan.delete(activity)
    assert undo.text() == "Undo deleting: Activity"
    window.do("undo")
    assert redo.text() == "Redo deleting: Activity"
    window.do("redo")
    assert undo.text() == "Undo deleting: Activity"


def test_an_import_is_worded_as_one_whether_it_is_taken_back_or_done_again(
    window: MainWindow,
) -> None:
    undo, redo = (window.commands.actions[name] for name in ("undo", "redo"))
    assert undo.text() == "Undo the import"
    window.do("undo")
    assert redo.text() == "Redo the import"
    window.do("redo")
    assert undo.text() == "Undo the import"


def test_undo_in_a_form_goes_to_the_field_that_changed(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    window.open_record(Activity, activity.id, "title")
    plan.set_field(activity, "code", "A4-97")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: first_activity(window)[1].code == "A4-01")
    focus = window.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == "A4-01"


@pytest.mark.parametrize("page", ["overview", "needs", "budget"])
def test_undo_goes_to_the_changed_field_from_another_page_too(
    window: MainWindow, page: str
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-96")
    window.open_page(page)
    records = window.pages.records()
    if records is not None:
        records.show_kind(records.section.kinds[0])
    focus_into(window.pages)
    window.do("undo")
    focus = window.focusWidget()
    assert window.pages.name == "plan"
    assert isinstance(focus, QLineEdit)
    assert focus.text() == "A4-01"
    assert window.status.saved.text() == "Taken back: Change of Number"
    window.do("redo")
    assert window.status.saved.text() == "Done again: Change of Number"
    assert first_activity(window)[1].code == "A4-96"


def test_the_language_key_opens_the_menu_of_languages(window: MainWindow) -> None:
    menu = window.commands.language_menu
    window.do("choose language")
    assert menu.isVisible()
    names = [action.text() for action in menu.actions()]
    assert [SHIPPED[code].name for code in SHIPPED] == [name.split(" – ")[0] for name in names]
    menu.close()


def test_the_status_line_says_when_it_was_saved(window: MainWindow) -> None:
    plan, activity = first_activity(window)
    assert window.status.saved.text() == "Everything is saved on this computer"
    plan.set_field(activity, "code", "A4-98")
    assert window.desk.saved_at is not None
    assert f"{window.desk.saved_at:%H:%M}" in window.status.saved.text()


def test_a_second_plan_takes_the_place_of_the_first(
    window: MainWindow, kept_file: Path, tmp_path: Path
) -> None:
    from ccmdesk.ui.opening import open_file

    other = make_plan(tmp_path / "other.ccmdesk")
    window.do("go send")
    window.doings.open_with(lambda: open_file(window.desk, other))
    assert window.desk.file == other
    assert list(window.pages.built) == ["overview"]


def test_a_file_that_is_no_plan_is_told_without_a_dialog(
    window: MainWindow, tmp_path: Path
) -> None:
    from ccmdesk.ui.opening import open_file

    broken = tmp_path / "broken.ccmdesk"
    broken.write_bytes(b"not a plan at all")
    before = window.desk.file
    assert not window.doings.open_with(lambda: open_file(window.desk, broken))
    assert window.notice.isVisible()
    assert window.desk.file == before
    assert QApplication.activeModalWidget() is None


def test_what_the_window_remembers_brings_the_user_back(
    open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file)
    window.do("go documents")
    window.close()
    state = window.desk.state
    assert (state.plan, state.page) == (str(plan_file), "documents")
    assert state.geometry


def test_f6_goes_round_the_parts_of_the_window(window: MainWindow) -> None:
    window.nav.setFocus()
    window.do("next part")
    focus = window.focusWidget()
    assert focus is not None
    assert window.pages.isAncestorOf(focus)
    window.do("next part")
    assert window.focusWidget() is window.panel.list
    window.do("next part")
    assert window.focusWidget() is window.nav
    window.do("previous part")
    assert window.focusWidget() is window.panel.list


def test_f6_goes_from_the_list_to_the_form_and_back_to_the_same_field(window: MainWindow) -> None:
    _, activity = first_activity(window)
    window.open_record(Activity, activity.id, "code")
    records, form, field = window.pages.records(), window.records_form(), window.focusWidget()
    assert records is not None
    assert form is not None
    there: list[object] = []
    for _ in range(4):
        window.do("next part")
        there.append(window.focusWidget())
    panel, nav, in_list, in_form = there
    assert (panel, nav, in_form) == (window.panel.list, window.nav, field)
    assert in_list is records.record_list().narrow_list
    window.do("previous part")
    assert window.focusWidget() is in_list
    records.head.search.setFocus()
    window.do("next part")
    assert window.focusWidget() is field


def test_the_next_report_is_begun_from_the_last_and_shown(window: MainWindow) -> None:
    plan = plan_of(window)
    window.do("next report")
    assert window.notice.isVisible()
    plan.add(TransparencyReport, {"year": 2024, "not_applicable_forms": "C, E"})
    window.do("next report")
    page = window.pages.records()
    assert page is not None
    shown = page.current_record()
    assert isinstance(shown, TransparencyReport)
    assert (shown.year, shown.not_applicable_forms) == (2025, "C, E")


def test_a_screen_outside_the_navigation_stays_when_the_focus_comes_back_there(
    window: MainWindow,
) -> None:
    window.nav.setFocus()
    window.do("plan history")
    window.panel.list.setFocus()
    window.nav.setFocus()
    assert window.pages.name == "history"
    assert not window.nav.selectionModel().hasSelection()
    index = window.nav.model().index(0, 0)
    QTest.mouseClick(
        window.nav.viewport(),
        Qt.MouseButton.LeftButton,
        pos=window.nav.visualRect(index).center(),
    )
    assert window.pages.name == "overview"
    window.do("plan history")
    QTest.keyClick(window.nav, Qt.Key.Key_Return)
    assert window.pages.name == "overview"
