"""Packing and checking packages from the window."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import first_activity, make_plan, plan_of

from ccmdesk.actions.editions import steps_since_sent
from ccmdesk.actions.verify_package import verify_package
from ccmdesk.bundle.key_card import read_card
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.check_code import check_code
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Plan
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import open_file
from ccmdesk.ui.pack_panel import PackPanel
from ccmdesk.ui.records.editors.choice import ChoiceEditor
from ccmdesk.ui.send_page import SendPage
from ccmdesk.ui.sent_asks import COMPARE, CORRECT, SHOW
from ccmdesk.ui.who_dialog import WhoDialog

PATIENCE_MS = 90_000


@pytest.fixture
def page(window: MainWindow) -> SendPage:
    window.open_page("send")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    return page


def _pack(window: MainWindow, page: SendPage, folder: Path, qtbot: QtBot) -> Path:
    plan = plan_of(window)
    before = len(plan.store.document().of(Edition))
    page.pack.pack_into(folder)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    assert len(plan.store.document().of(Edition)) == before + 1, page.notice._text.text()
    (package,) = folder.glob("*.ccmb")
    return package


def test_a_package_is_written_verified_and_recorded(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    package = _pack(window, page, tmp_path / "stick", qtbot)
    verified = verify_package(package)
    assert verified.manifest.number == 1
    said = page.pack._result.text()
    assert str(package) in said
    assert "verified" in said
    figures = _to_compare(said)
    (edition,) = plan_of(window).store.document().of(Edition)
    with zipfile.ZipFile(package) as members:
        files = len(members.namelist())
    assert check_code(edition.check_code) in figures
    assert f"; {files} files; {package.stat().st_size:,} bytes; " in figures
    undo = window.commands.actions["undo"]
    assert undo.text() == "Undo: nothing since the submission"
    assert not undo.isEnabled()
    assert not window.top.undo_button.isEnabled()
    assert "cannot be taken back" in window.top.undo_button.toolTip()

    page.verify.check(package)
    qtbot.waitUntil(lambda: page.verify.sentence.text() != "", timeout=PATIENCE_MS)
    assert "complete and unchanged" in page.verify.sentence.text()
    assert "Officer" in page.verify.sentence.text()
    assert _to_compare(page.verify._details.text()) == figures

    damaged = tmp_path / "damaged.ccmb"
    raw = bytearray(package.read_bytes())
    raw[len(raw) // 2] ^= 1
    damaged.write_bytes(raw)
    page.verify.check(damaged)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    assert "complete and unchanged" not in page.verify.sentence.text()
    assert page.verify.sentence.text().count(".") >= 1


def _to_compare(text: str) -> str:
    """Return the line that sender and receiver read to each other."""
    (line,) = [line for line in text.split("\n") if line.startswith("To compare by telephone")]
    return line


def test_what_was_submitted_before_is_not_called_not_packed(
    window: MainWindow, page: SendPage
) -> None:
    values = {"number": 1, "dated": dt.date(2026, 3, 7), "state": EditionState.SUBMITTED}
    plan_of(window).add(Edition, values)
    window.set_language(Lang.load("ru"))
    settle()
    assert page.pack._result.text().startswith("Сохранено здесь. Изменения после представления № 1")
    assert "г.: № 1." in page._last.text()
    window.set_language(Lang.load("en"))


def test_a_submission_is_shown_but_not_edited_and_not_taken_back(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _pack(window, page, tmp_path, qtbot)
    plan = plan_of(window)
    (edition,) = plan.store.document().of(Edition)
    window.do("undo")
    assert "cannot be taken back" in window.notice._text.text()
    assert plan.store.document().of(Edition) == (edition,)
    plan.add(Need)
    assert not window.notice.isVisible()  # what was refused is over with the next step
    assert window.commands.actions["undo"].isEnabled()
    assert window.top.undo_button.toolTip().startswith("Undo adding")
    window.do("undo")

    window.open_record(Edition, edition.id)
    records = window.pages.records()
    assert records is not None
    form = records.form()
    assert form is not None
    assert "change the plan, then pack again" in form.lock.text()
    for name, row in form.rows.items():
        assert row.locked is (name != "remark"), name
        assert row.editor.isVisible() is (name == "remark"), name
        assert row.note.isVisible() is (name == "remark"), name
    number = form.rows["number"].kept
    assert (number.text(), window.focusWidget()) == ("1", number)
    QApplication.clipboard().setText("7")
    QTest.keyClicks(number, "7")
    QTest.keyClick(number, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(number, Qt.Key.Key_Delete)
    assert number.text() == "1"
    number.selectAll()
    number.copy()
    assert QApplication.clipboard().text() == "1"
    records.delete_record()
    assert "is locked" in records.head._notice.text()
    form.rows["remark"].focus()
    QTest.keyClicks(form.rows["remark"].editor.first(), "Sent by courier")
    form.leave()
    (kept,) = plan.store.document().of(Edition)
    assert (kept.number, kept.remark) == (1, "Sent by courier")


@pytest.mark.parametrize(("code", "arrow"), [("en", "→"), ("ar", "←")])
def test_before_the_first_submission_the_three_states_are_drawn(
    window: MainWindow, page: SendPage, code: str, arrow: str
) -> None:
    window.set_language(Lang.load(code))
    settle()
    assert page.states.isVisible()
    assert not page.sent.isVisible()
    assert {label.text() for label in page.states.arrows} == {arrow}
    said = [box.text() for box in page.states.boxes]
    assert [text[0] for text in said] == ["1", "2", "3"]
    window.set_language(Lang.load("en"))


def test_each_submission_has_a_row_with_its_three_states_in_words(
    window: MainWindow, page: SendPage
) -> None:
    plan = plan_of(window)
    for number, day in ((1, dt.date(2026, 3, 7)), (2, plan.author.today - dt.timedelta(days=12))):
        values = {"number": number, "dated": day, "state": EditionState.SUBMITTED}
        plan.add(Edition, values)
    plan.add(Edition, {"number": 3, "state": EditionState.WORKING})
    assert page.sent.isVisible()
    assert not page.states.isVisible()
    model = page.sent.model()
    rows = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert [row[0] for row in rows] == ["Submission 2", "Submission 1"]
    assert rows[0][1:] == ["saved", rows[0][2], "waiting for 12 days"]
    assert rows[1][2] == "packed 7 Mar 2026"


def test_a_packing_that_failed_stays_until_it_is_dealt_with(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    gone = tmp_path / "stick"
    gone.write_text("no folder")
    page.pack.pack_into(gone)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    failed = page.pack.failed
    assert failed.isVisible()
    assert failed.text.text().startswith("Failed")
    assert str(gone) in failed.text.text() or "stick" in failed.text.text()
    assert plan_of(window).store.document().of(Edition) == ()
    assert not page.sent.isVisible()
    page.notice.clear()
    again = PackPanel(window.desk, tmp_path, page.notice)
    assert again.failed.text.text() == failed.text.text()
    _pack(window, page, tmp_path / "other", qtbot)
    assert not failed.isVisible()
    assert page.sent.isVisible()
    assert window.desk.state.not_packed == ""


def test_nothing_done_to_a_locked_submission_changes_it(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _pack(window, page, tmp_path, qtbot)
    plan = plan_of(window)
    (edition,) = plan.store.document().of(Edition)
    window.open_record(Edition, edition.id)
    form, last = window.records_form(), plan.store.steps.last()
    assert form is not None
    QApplication.clipboard().setText("77")
    lines = [row.kept for name, row in form.rows.items() if name != "remark"]
    before = [line.text() for line in lines]
    control = Qt.KeyboardModifier.ControlModifier
    for line in lines:
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, "9a")
        for key in (Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z, Qt.Key.Key_Y):
            QTest.keyClick(line, key, control)
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Down, Qt.Key.Key_F2):
            QTest.keyClick(line, key)
        QTest.mouseClick(line, Qt.MouseButton.MiddleButton)
        QTest.mouseDClick(line, Qt.MouseButton.LeftButton)
        _drop(line, "88")
    window.do("undo")
    window.do("delete")
    form.leave()
    assert [line.text() for line in lines] == before
    assert plan.store.document().of(Edition) == (edition,)
    assert plan.store.steps.last() == last


def _drop(line: QLineEdit, text: str) -> None:
    data, middle = QMimeData(), QPointF(line.rect().center())
    data.setText(text)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    QApplication.sendEvent(line, QDragEnterEvent(middle.toPoint(), *how))
    QApplication.sendEvent(line, QDropEvent(middle, *how))


def test_a_submission_is_corrected_compared_and_shown_from_its_form(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _pack(window, page, tmp_path / "first", qtbot)
    plan = plan_of(window)
    (edition,) = plan.store.document().of(Edition)
    window.open_record(Edition, edition.id)
    form = window.records_form()
    assert form is not None
    assert form.sent is not None
    assert form.sent.isVisible()
    form.sent.buttons[COMPARE].click()
    papers: Any = window.pages.currentWidget()
    asked = papers.ask()
    assert (asked.kind, asked.edition, asked.since) == (DocumentKind.CHANGES, None, 1)
    qtbot.waitUntil(lambda: papers.paper is not None, timeout=PATIENCE_MS)
    window.open_record(Edition, edition.id)
    form.sent.buttons[SHOW].click()
    asked = papers.ask()
    assert (asked.kind, asked.edition, asked.since) == (DocumentKind.NEEDS_PLAN, 1, None)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    window.open_record(Edition, edition.id)
    form.sent.buttons[CORRECT].click()
    assert window.pages.currentWidget() is page
    _pack(window, page, tmp_path / "again", qtbot)
    numbers = sorted(one.number or 0 for one in plan.store.document().of(Edition))
    assert numbers == [1, 2]


def test_the_overview_counts_what_was_done_since_and_leads_to_it(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert steps_since_sent(plan_of(window).store.steps) is None
    _pack(window, page, tmp_path, qtbot)
    for number in (1, 2):
        plan, activity = first_activity(window)
        plan.set_field(activity, "code", f"A4-9{number}")
    assert steps_since_sent(plan.store.steps) == 2
    window.open_page("overview")
    overview: Any = window.pages.currentWidget()
    overview.retranslate()
    last = overview.sent.list.found.offers[-1]
    assert (last.text, last.mark) == ("What has changed since then", "2 steps")
    last.choose()
    papers: Any = window.pages.currentWidget()
    asked = papers.ask()
    assert (asked.kind, asked.since) == (DocumentKind.CHANGES, 1)
    qtbot.waitUntil(lambda: papers.paper is not None, timeout=PATIENCE_MS)


def test_a_working_edition_offers_nothing_of_what_was_sent(window: MainWindow) -> None:
    plan = plan_of(window)
    window.open_record(Edition, plan.add(Edition, {"number": 4}))
    form = window.records_form()
    assert form is not None
    assert form.sent is not None
    assert not form.sent.isVisible()


def test_a_working_edition_is_edited_until_it_is_said_to_be_submitted(window: MainWindow) -> None:
    plan = plan_of(window)
    edition = plan.add(Edition)
    window.open_record(Edition, edition)
    records = window.pages.records()
    assert records is not None
    form = records.form()
    assert form is not None
    assert not form.lock.isVisible()
    form.rows["number"].focus()
    QTest.keyClicks(window.focusWidget(), "3")
    state = form.rows["state"].editor
    assert isinstance(state, ChoiceEditor)
    form.rows["state"].focus()
    state.combo.setCurrentIndex(2)
    state.combo.decided.emit()
    assert form.lock.isVisible()
    assert form.rows["state"].kept.text() == "Submitted"
    assert form.rows["number"].kept.text() == "3"
    window.do("undo")
    assert not form.lock.isVisible()
    assert form.rows["number"].editor.isVisible()


def test_an_example_is_packed_only_when_its_box_is_ticked(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    plan = plan_of(window)
    assert not page.pack.example.isVisible()
    (only,) = plan.store.document().of(Plan)
    with qtbot.waitSignal(window.desk.checked):
        plan.set_field(only, "illustrative", value=True)
    assert page.pack.example.isVisible()
    assert "not the plan of the State" in page.pack.example.toolTip()
    page.pack.pack_into(tmp_path)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    assert "marked as illustrative" in page.pack.failed.text.text()
    assert not page.notice.isVisible()  # it is told once
    assert list(tmp_path.glob("*.ccmb")) == []
    page.pack.example.setChecked(True)
    _pack(window, page, tmp_path, qtbot)
    assert not page.pack.example.isChecked()


def test_nothing_is_packed_without_a_language(
    window: MainWindow, page: SendPage, tmp_path: Path
) -> None:
    for box in page.pack.languages.values():
        box.setChecked(False)
    page.pack.pack_into(tmp_path)
    assert page.notice.isVisible()
    assert list(tmp_path.glob("*.ccmb")) == []
    assert not window.desk.jobs.busy


def test_who_sends_is_asked_before_anything_is_packed(
    window: MainWindow,
    page: SendPage,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.desk.remember(person="", office="")
    page.pack.pack_button.click()
    (asked,) = [one for one in page.pack.findChildren(WhoDialog) if one.isVisible()]
    assert not window.desk.jobs.busy
    QTest.keyClicks(asked.fields.person, "Amra")
    QTest.keyClicks(asked.fields.office, "Sarajevo")
    asked.accept()
    qtbot.waitUntil(lambda: list(tmp_path.glob("*.ccmb")) != [], timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    (package,) = tmp_path.glob("*.ccmb")
    sender = verify_package(package).manifest.sender
    assert (sender.name, sender.office) == ("Amra", "Sarajevo")


def test_what_is_inside_and_what_stays_is_told_before(window: MainWindow, page: SendPage) -> None:
    said, found = page.pack._inside.text(), plan_of(window).found
    assert "records" in said
    assert found is not None
    assert len(found.inside) > 5
    for name, count in found.inside.items():
        assert f"{ENGLISH(BY_NAME[name].many)}: {count:,}" in said
    assert "Left out" in page.pack._stays.text()
    assert page.pack._result.text() == "Saved here. Not packed yet."


def test_what_was_packed_is_recorded_though_the_plan_was_edited_meanwhile(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.pack.pack_into(tmp_path)
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-99")
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    (edition,) = plan.store.document().of(Edition)
    (package,) = tmp_path.glob("*.ccmb")
    assert edition.check_code == verify_package(package).manifest.plan_hash
    assert first_activity(window)[1].code == "A4-99"


def test_another_plan_opened_meanwhile_gets_no_edition_and_no_package_is_left(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    other = make_plan(tmp_path / "other.ccmdesk")
    page.pack.pack_into(tmp_path / "stick")
    window.doings.open_with(lambda: open_file(window.desk, other))
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    assert plan_of(window).store.document().of(Edition) == ()
    assert list((tmp_path / "stick").glob("*.ccmb")) == []


def test_a_paper_is_compared_with_the_package_that_was_checked(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = page.verify
    assert not panel.paper.isVisible()
    package = _pack(window, page, tmp_path, qtbot)
    panel.take(package)
    qtbot.waitUntil(panel.paper.isVisible, timeout=PATIENCE_MS)
    paper = tmp_path / "taken-out.PDF"
    with zipfile.ZipFile(package) as archive:
        paper.write_bytes(archive.read("data/human/plan.en.pdf"))
    panel.take(paper)
    qtbot.waitUntil(lambda: panel.paper.sentence.text() != "", timeout=PATIENCE_MS)
    assert panel.paper.sentence.text().startswith("taken-out.PDF is, byte for byte, a paper")
    assert "complete and unchanged" in panel.sentence.text()
    panel.take(tmp_path / "none.docx")
    qtbot.waitUntil(lambda: "There is no file" in panel.paper.sentence.text(), timeout=PATIENCE_MS)
    panel.take(tmp_path / "none.ccmb")
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    assert not panel.paper.isVisible()


def test_the_key_card_is_made_beside_the_passphrase(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    row, out = page.pack.key_card, tmp_path / "card.pdf"
    page.pack.secret.setText("open sesame")
    row.make(out)
    qtbot.waitUntil(row.result.isVisible, timeout=PATIENCE_MS)
    card = read_card((tmp_path / "card.json").read_bytes())
    assert (card.country, card.office, card.name) == ("BIH", "HQ", "Officer")
    assert str(out) in row.result.text()
    assert card.fingerprint in row.result.text()
    assert out.read_bytes().startswith(b"%PDF")
    page.pack.secret.setText("wrong")
    row.make(tmp_path / "other.pdf")
    qtbot.waitUntil(lambda: "does not open the key" in page.notice._text.text())
    assert not (tmp_path / "other.pdf").exists()
