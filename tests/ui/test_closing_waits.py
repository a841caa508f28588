"""The window does not close over what is written on a page and not taken up, unless told twice."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, page_of, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.ids import EditionId, NeedId
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.problem import NotSaved
from ccmdesk.model.values import Texts
from ccmdesk.ui.import_page import ImportPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.open_plan import OpenPlan

PATIENCE_MS = 60_000
MUCH = "42 villages " * 12


@pytest.fixture
def sheet(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ImportPage:
    """The preview of a sheet of which one row cannot be read."""
    window.do("import")
    page: Any = window.pages.currentWidget()
    file = tmp_path / "Hazardous areas.csv"
    file.write_text("Number,Size\nNEW-1,1200\nNEW-2,4x0\n", encoding="utf-8")
    page.preview([file])
    qtbot.waitUntil(lambda: page.found is not None, timeout=PATIENCE_MS)
    return page  # type: ignore[no-any-return]


def _mend(page: ImportPage, qtbot: QtBot) -> None:
    page.faults.setData(page.table.currentIndex(), "400")
    qtbot.waitUntil(page.import_button.isEnabled, timeout=PATIENCE_MS)


def test_a_sheet_that_is_only_looked_at_holds_nothing_up(
    window: MainWindow, sheet: ImportPage
) -> None:
    assert sheet.import_button.isEnabled()
    assert window.close()


def test_mended_rows_wait_to_be_imported(
    window: MainWindow, sheet: ImportPage, qtbot: QtBot
) -> None:
    _mend(sheet, qtbot)
    window.open_page("overview")
    assert not window.close()
    assert window.pages.currentWidget() is sheet
    assert "mended rows" in window.unsaved.text.text()
    sheet.import_button.click()
    codes = {area.code for area in plan_of(window).all_of(HazardousArea)}
    assert {"NEW-1", "NEW-2"} <= codes
    assert window.close()


def test_mended_rows_are_left_by_whoever_says_so(
    window: MainWindow, sheet: ImportPage, qtbot: QtBot
) -> None:
    _mend(sheet, qtbot)
    sheet.leave_button.click()
    assert window.close()


def test_a_cell_that_is_being_mended_waits_too(window: MainWindow, sheet: ImportPage) -> None:
    sheet.table.edit(sheet.table.currentIndex())
    assert not window.close()
    assert window.close()


def test_a_field_that_is_locked_while_somebody_types_keeps_the_text_in_sight(
    window: MainWindow,
) -> None:
    plan, edition = plan_of(window), Edition(id=EditionId(new_id()), number=1)
    plan.store.apply(difference(None, edition), AUTHOR.stamp(StepKind.EDIT))
    window.open_record(Edition, edition.id, "number")
    form = window.records_form()
    assert form is not None
    row = form.rows["dated"]
    row.focus()
    QTest.keyClicks(row.editor.first(), "5/2026")
    sent = replace(edition, state=EditionState.SUBMITTED, dated=dt.date(2026, 6, 1))
    plan.written(plan.store.apply(difference(edition, sent), AUTHOR.stamp(StepKind.EDIT)))
    assert row.locked
    assert "“5/2026”" in row.error.text()
    assert row.error.isVisible()
    window.set_language(Lang.load("fr"))
    assert "5/2026" in row.error.text()


def test_what_is_mended_and_not_imported_with_the_rest_waits_on(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.do("import")
    page: Any = window.pages.currentWidget()
    file = tmp_path / "Hazardous areas.csv"
    file.write_text("Number,Size,Priority\nNEW-1,1200,1\nNEW-2,4x0,zz\n", encoding="utf-8")
    page.preview([file])
    qtbot.waitUntil(lambda: page.found is not None, timeout=PATIENCE_MS)
    _mend(page, qtbot)
    page.import_button.click()
    assert not window.close()
    page.leave_button.click()
    assert window.close()


def test_a_date_that_is_mended_in_the_form_is_not_put_back_by_the_board(
    window: MainWindow,
) -> None:
    plan, view, need = _board(window)
    line = view.strip.date.line
    line.setFocus()
    QTest.keyClicks(line, "32.13.2026")
    view.strip.commit()
    window.open_record(Need, need, "next_date")
    form = window.records_form()
    assert form is not None
    row = form.rows["next_date"]
    assert row.typed_texts() == ("32.13.2026",)
    row.editor.type_again(("2026-12-31",))
    assert row.commit()
    window.pages.open_view("needs", "follow-up")
    assert view.strip.date.text() != "32.13.2026"
    assert str(plan.now("need", need).next_date) == "2026-12-31"  # type: ignore[union-attr]
    assert window.close()


def test_a_reason_for_a_refusal_waits_to_be_recorded(window: MainWindow) -> None:
    plan, view, need = _board(window)
    strip = view.strip
    strip.ask_refusal()
    QTest.keyClicks(strip.reason, "Other priorities")
    other = next(one for one in plan.all_of(Need) if one.id != need)
    view.board.select(other.id)
    view.board.select(need)
    assert strip.reason.text() == "Other priorities"
    assert not window.close()
    assert "Record the refusal" in window.unsaved.text.text()
    strip.record.click()
    now = plan.store.get(Need, need)
    assert now is not None
    assert now.follow_up is FollowUp.REFUSED
    assert now.refusal_reason.get("en") == "Other priorities"
    assert window.close()


def _board(window: MainWindow) -> tuple[OpenPlan, Any, NeedId]:
    """Show the board of follow-up with the first request chosen, which was sent."""
    plan = plan_of(window)
    need = plan.all_of(Need)[0]
    plan.set_field(need, "follow_up", FollowUp.SENT)
    window.pages.open_view("needs", "follow-up")
    view: Any = page_of(window).views.shown
    view.board.select(need.id)
    return plan, view, need.id


@pytest.mark.parametrize("typed", ["reason", "date"])
def test_an_answer_on_the_follow_up_board_stays_when_the_disk_refuses_it(
    window: MainWindow, typed: str
) -> None:
    plan = plan_of(window)
    need = plan.all_of(Need)[0]
    plan.set_field(need, "follow_up", FollowUp.SENT)
    window.pages.open_view("needs", "follow-up")
    view: Any = page_of(window).views.shown
    view.board.select(need.id)
    line = view.strip.reason if typed == "reason" else view.strip.date.line
    limit = _full_disk(window)
    text = _type_until_refused(window, view.strip, line, reason=typed == "reason")
    other = next(one for one in plan.all_of(Need) if one.id != need.id)
    view.board.select(other.id)
    assert line.text() != text
    view.board.select(need.id)
    assert line.text() == text
    assert not window.close()
    limit.pages = 2**30
    window.unsaved.again.click()
    now = plan.store.get(Need, need.id)
    assert now is not None
    found = now.notes["next_date"].remark if typed == "reason" else str(now.next_date)
    assert found == text
    assert window.close()


def _type_until_refused(window: MainWindow, strip: Any, line: QLineEdit, *, reason: bool) -> str:
    """Type one answer after the other until the disk has no room; return the last."""
    for number in range(300):
        day = dt.date(2027, 1, 1) + dt.timedelta(days=number)
        text = f"{MUCH} {number}" if reason else day.isoformat()
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
        strip.commit()
        if window.unsaved.isVisible():
            return text
    raise AssertionError


class _Limit:
    pages = 1


def _full_disk(window: MainWindow) -> _Limit:
    """Fill the file of the plan, which then has no more pages than the answer says."""
    limit, plan = _Limit(), plan_of(window)

    def limited(con: Any, *_: object) -> None:
        con.execute(f"PRAGMA max_page_count={limit.pages}")

    sa.event.listen(plan.store.opened.engine, "checkout", limited)
    with contextlib.suppress(NotSaved):
        while True:
            plan.add(Activity, {"title": Texts.of({"en": MUCH})})
    window.unsaved.hide()
    return limit
