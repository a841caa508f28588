"""Approving from the window: one dialog, one step, and every page says how it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_plan import first_activity, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.lang.lang import Lang
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import ApprovalState, Edition, EditionState
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.values import Texts
from ccmdesk.ui.approval_strip import ApprovalStrip
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.send_page import SendPage
from ccmdesk.ui.who_dialog import WhoDialog

PATIENCE_MS = 90_000


def _settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)


def _strip(window: MainWindow, page: str, name: str = "approval") -> ApprovalStrip:
    window.open_page(page)
    found = getattr(window.pages.currentWidget(), name)
    assert isinstance(found, ApprovalStrip)
    return found


def _approve(window: MainWindow, strip: ApprovalStrip, qtbot: QtBot, *, role: str) -> None:
    strip.approve_button.click()
    assert strip.dialog is not None
    strip.dialog.role.setText(role)
    strip.dialog.approve()
    _settle(window, qtbot)


def test_the_plan_is_approved_by_who_works_here_and_every_page_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    strip = _strip(window, "overview")
    assert strip.says.text() == "Draft, not approved"
    assert strip.withdraw_button.isHidden()
    _approve(window, strip, qtbot, role="Director")
    day = window.desk.lang.date(plan_of(window).author.today)
    said = f"Approved by Officer, Director, {day}"
    for page in ("overview", "documents"):
        assert _strip(window, page).says.text() == said
    plan = plan_of(window).store.first(Plan)
    assert plan is not None
    assert plan.approved_office == "HQ"
    assert window.desk.state.role == "Director"
    assert window.commands.actions["undo"].text() == "Undo the approval: Plan"


def test_a_later_change_is_counted_and_undo_takes_it_back(window: MainWindow, qtbot: QtBot) -> None:
    strip = _strip(window, "overview")
    _approve(window, strip, qtbot, role="Director")
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-77")
    _settle(window, qtbot)
    assert strip.says.text().endswith("Changed since: 1 record")
    assert any(f.rule == "approval-out-of-date" for f in window.desk.findings)
    window.do("undo")
    _settle(window, qtbot)
    assert "Changed since" not in strip.says.text()
    strip.withdraw_button.click()
    _settle(window, qtbot)
    assert strip.says.text() == "Draft, not approved"
    assert window.commands.actions["undo"].text() == "Undo withdrawing the approval: Plan"


def test_the_form_of_the_plan_shows_an_approval_and_lets_nobody_type_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    before = plan.store.first(Plan)
    assert before is not None
    by = Texts.of({"en": "A council"})
    typed = replace(before, status=PlanStatus.APPROVED, approved_by=by)
    plan.store.apply(difference(before, typed), plan.author.stamp(StepKind.IMPORT))
    window.open_page("plan")
    form = RecordForm(plan, Plan)
    qtbot.addWidget(form)
    form.show_record(typed)
    for name in ("status", "approved_by", "approved_role", "approved_office", "approved_on"):
        row = form.rows[name]
        assert row.locked
        assert "act of approving" in row.hint
    assert form.rows["status"].kept.text() == "Draft"
    assert form.rows["approved_by"].kept.text() == ""
    _approve(window, _strip(window, "overview"), qtbot, role="Director")
    form.show_record(plan.store.first(Plan))
    assert form.rows["status"].kept.text() == "Approved"
    assert "Officer" in form.rows["approved_by"].kept.text()


def test_what_was_typed_as_approved_reads_as_a_draft_and_can_be_withdrawn(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan, strip = plan_of(window), _strip(window, "overview")
    before = plan.store.first(Plan)
    assert before is not None
    typed = replace(before, status=PlanStatus.APPROVED)
    plan.store.apply(difference(before, typed), plan.author.stamp(StepKind.IMPORT))
    _, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-79")
    _settle(window, qtbot)
    assert strip.says.text().startswith("Draft, not approved: the approval was typed")
    strip.withdraw_button.click()
    _settle(window, qtbot)
    assert strip.says.text() == "Draft, not approved"


def test_a_refusal_is_told_in_the_dialog_and_nothing_is_written(
    window: MainWindow, qtbot: QtBot
) -> None:
    strip = _strip(window, "overview")
    _approve(window, strip, qtbot, role="")
    assert strip.dialog is not None
    assert strip.dialog.isVisible()
    assert "name and the role" in strip.dialog.notice._text.text()
    strip.dialog.day.show_value(plan_of(window).author.today + dt.timedelta(days=3))
    strip.dialog.role.setText("Director")
    strip.dialog.approve()
    assert "future" in strip.dialog.notice._text.text()
    assert strip.says.text() == "Draft, not approved"
    strip.dialog.reject()


def test_what_is_submitted_next_is_approved_on_its_own(window: MainWindow, qtbot: QtBot) -> None:
    strip = _strip(window, "send", "next")
    assert strip.says.text() == "Next submission: Draft, not approved"
    _approve(window, strip, qtbot, role="Director")
    assert "Approved by Officer, Director" in strip.says.text()
    assert _strip(window, "overview").says.text() == "Draft, not approved"
    (edition,) = plan_of(window).all_of(Edition)
    assert (edition.state, edition.number) == (EditionState.WORKING, 1)
    assert edition.languages == ("en",)


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_it_is_told_in_the_language_of_the_window(
    language: str, window: MainWindow, qtbot: QtBot
) -> None:
    strip = _strip(window, "overview")
    window.set_language(Lang.load(language))
    settle()
    assert "Draft" not in strip.says.text()
    assert "Approv" not in strip.approve_button.text()


def test_the_role_of_who_works_here_is_kept_with_each_change(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = WhoDialog(window.desk, window)
    qtbot.addWidget(dialog)
    dialog.fields.role.setText("Planner")
    dialog.fields.role.textEdited.emit("Planner")
    dialog.accept()
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-78")
    newest = plan.store.history(activity.id)[0]
    assert (newest.by, newest.role) == ("Officer", "Planner")


def test_an_approval_for_another_meeting_is_not_told_as_that_of_what_goes_out(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    plan = plan_of(window)
    alpha, beta = (
        Meeting(id=MeetingId(new_id()), title=Texts.of({"en": name})) for name in ("Alpha", "Beta")
    )
    for one in (alpha, beta):
        plan.written(plan.store.apply(difference(None, one), plan.author.stamp(StepKind.ADD)))
    strip = _strip(window, "send", "next")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    choice = page.pack.meeting
    choice.setCurrentText("Alpha")
    _approve(window, strip, qtbot, role="Director")
    approved = f"Approved by Officer, Director, {window.desk.lang.date(plan.author.today)}"
    assert strip.says.text() == f"Next submission: {approved}"
    choice.setCurrentText("Beta")
    assert strip.says.text() == (
        f"Next submission: {approved} (for Alpha). For the meeting chosen here it goes out as"
        " follows: Draft, not approved"
    )
    assert strip.withdraw_button.isVisible()
    page.pack.pack_into(tmp_path)
    _settle(window, qtbot)
    told = [part.text() for part in page.pack.findChildren(QLabel)]
    assert any("Draft, not approved" in text.splitlines() for text in told)
    (sent,) = (one for one in plan.all_of(Edition) if one.state is EditionState.SUBMITTED)
    assert (sent.approval, sent.meeting) == (ApprovalState.DRAFT, beta.id)


def test_a_submission_goes_out_under_the_approval_of_the_plan_and_the_strip_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    _approve(window, _strip(window, "overview"), qtbot, role="Director")
    assert _strip(window, "send", "next").says.text().startswith("Next submission: Approved by")
