"""The submissions of States in the window: taken in, reported on, keys decided, report saved."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hub_packages import KEY, OTHER_KEY, chain, meant_for, package, sealed_for
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ccmdesk.__main__ import are_for_window
from ccmdesk.actions.hub.add import Outcome
from ccmdesk.actions.hub.states import STATES
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.bundle.encryption import encrypt_with
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.cli.main import main
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.rules.hub.filed import Trust
from ccmdesk.ui.app import build_app, speak
from ccmdesk.ui.first_run import FirstRun
from ccmdesk.ui.hub.added_table import ADDED
from ccmdesk.ui.hub.page import HubPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.password_box import PasswordBox
from ccmdesk.ui.run import open_window
from ccmdesk.ui.state import WindowState, write_state
from server_plans import PASSWORD, emptied, guarded

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
LAO = "Lao People's Democratic Republic"
PATIENCE_MS = 60_000


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return build_app(["tests"])


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    state = tmp_path / "window.json"
    write_state(state, WindowState(language="en", person="Officer", office="ISU"))
    opened = open_window(qapp, state, folder=tmp_path / "data")
    qtbot.addWidget(opened)
    opened.resize(1366, 728)
    opened.show()
    opened.show_front()
    yield opened
    speak(qapp, ENGLISH)


Settle = Callable[[], None]


@pytest.fixture
def settle(window: MainWindow, qtbot: QtBot) -> Settle:
    """Wait until the work beside the window is done, and what it begins at its end."""

    def wait() -> None:
        for _ in range(2):
            qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
            qtbot.wait(1)

    return wait


@pytest.fixture
def page(window: MainWindow, where: str, settle: Settle) -> HubPage:
    """The page on a store that is not made yet, on either engine."""
    window.doings.open_hub(where)
    settle()
    (found,) = window.findChildren(HubPage)
    return found


def _rows(page: HubPage, part: str) -> list[tuple[str, ...]]:
    page.show_part(part)
    table = page.view.rows.table
    assert table is not None
    assert table.anchor == part
    return list(table.rows)


def _row(page: HubPage, state: str) -> tuple[str, ...]:
    return next(row for row in _rows(page, STATES) if row[0] == state)


def _drop(page: HubPage, *files: Path) -> None:
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    nothing, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    page.dropEvent(QDropEvent(QPoint(9, 9), copy, told, Qt.MouseButton.LeftButton, nothing))


def test_the_first_screen_leads_there_and_back(window: MainWindow) -> None:
    (welcome,) = window.findChildren(FirstRun)
    welcome.hub_button.click()
    (page,) = window.findChildren(HubPage)
    assert page.isVisible()
    assert page.store.isVisible()
    assert "PostgreSQL" in page.empty.text()
    assert not page.add_button.isVisible()
    page.add([Path("nothing.ccmb")])
    assert "Choose the store first" in page.notice.accessibleName()
    page.back_button.click()
    assert welcome.isVisible()


def test_packages_are_dropped_and_each_is_told(
    page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    chain(folder, (1, 2))
    package(folder, contact="another content")
    (folder / "z.ccmb").write_bytes(b"PK")
    _drop(page, folder)
    settle()
    assert page.notice.accessibleName() == "2 of 4 packages were taken in."
    assert [one.outcome for one in page.added] == [
        Outcome.ACCEPTED,
        Outcome.ALARM,
        Outcome.ACCEPTED,
        Outcome.REFUSED,
    ]
    told = _rows(page, ADDED)
    assert told[0][1] == "Accepted"
    assert "then verify the key" in told[0][2]
    assert "not a ccmdesk package" in told[3][2]
    assert "two different packages of Lao" in page.alarms.accessibleName()
    assert page.alarms.isVisible()
    assert _row(page, LAO)[1:4] == ("2", "31 Oct 2026", "Not verified")
    missing = [row for row in _rows(page, STATES) if row[3].startswith("Missing")]
    assert len(missing) == 111
    assert missing[0] == ("Afghanistan", "", "", "Missing: no submission is here", *[""] * 5)


def test_window_and_command_give_the_same_figures(
    page: HubPage, where: str, settle: Settle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.add([package(tmp_path / "in").path, package(tmp_path / "in", country="BOL").path])
    settle()
    assert main(("hub", where, "report", "--json")) == 0
    by_command = json.loads(capsys.readouterr().out)
    out = tmp_path / "report.json"
    page.save.ask(out)
    settle()
    assert json.loads(out.read_text("utf-8")) == by_command
    assert str(out) in page.notice.accessibleName()
    assert len([row for row in _rows(page, STATES) if row[1]]) == len(by_command["countries"])
    assert "110 are missing" in page.counted.text()
    assert "2 States are not verified" in page.counted.text()


def test_a_key_is_verified_by_what_was_read_out_and_revoked(
    page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    page.add([package(tmp_path / "in").path])
    settle()
    assert not page.verify_button.isEnabled()
    page.show_part(STATES)
    page.view.choose("LAO")
    assert "Key GR2Q" in page.view.told.text()
    page.verify_button.click()
    assert page.dialog is not None
    page.dialog.compared.setText(fingerprint_text(fingerprint_of(OTHER_KEY.public_key)))
    page.dialog.go.click()
    settle()
    assert page.dialog.isVisible()
    assert "No key that signed" in page.dialog.notice.accessibleName()
    page.dialog.compared.setText(fingerprint_text(fingerprint_of(KEY.public_key)))
    page.dialog.person.setText("B. Officer")
    page.dialog.go.click()
    settle()
    assert not isValid(page.dialog)
    assert "B. Officer verified the key" in page.notice.accessibleName()
    assert _row(page, LAO)[3].startswith("Verified by B. Officer")
    page.view.choose("LAO")
    page.revoke_button.click()
    page.dialog.first_bad.setText("x")
    page.dialog.go.click()
    assert page.dialog.notice.accessibleName()
    page.dialog.first_bad.setText("")
    page.dialog.go.click()
    settle()
    assert page.seen is not None
    assert [key.trust for key in page.seen.state.keys] == [Trust.REVOKED]
    assert _row(page, LAO)[3].startswith("Key revoked by Officer")


def test_an_alarm_is_settled_once_the_state_was_asked(
    page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    again = package(tmp_path / "in", number=2, previous=one.manifest, contact="restored")
    after = package(tmp_path / "in", number=3, previous=again.manifest, contact="restored")
    page.add([made.path for made in (one, two, again, after)])
    settle()
    assert _row(page, LAO)[1] == "2"
    assert "until you say that it is right" in page.alarms.accessibleName()
    page.alarms.settle_button.click()
    box = page.alarms.dialog
    assert box is not None
    asked = [box.which.itemText(place) for place in range(box.which.count())]
    assert [text.split(" · ")[:3] for text in asked] == [
        [LAO, "3", "Does not follow from the one before"],
        [LAO, "2", "Same number, other content"],
    ]
    box.which.setCurrentIndex(1)
    box.person.setText("B. Officer")
    box.go.click()
    settle()
    assert not isValid(box)
    assert "are right: 2, 3." in page.notice.accessibleName()
    assert _row(page, LAO)[1] == "3"
    assert not page.alarms.isVisible()


def test_an_alarm_is_closed_where_what_is_here_is_right(
    page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    made = [package(tmp_path / "in"), package(tmp_path / "in", contact="other")]
    _drop(page, *(one.path for one in made))
    settle()
    page.alarms.settle_button.click()
    box = page.alarms.dialog
    assert box is not None
    box.person.setText("B. Officer")
    box.close_button.click()
    settle()
    assert not isValid(box)
    assert "B. Officer said on" in page.notice.accessibleName()
    assert not page.alarms.isVisible()
    assert _row(page, LAO)[1] == "1"


def test_what_belongs_to_one_store_is_not_told_of_another(
    page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    made = [package(tmp_path / "in"), package(tmp_path / "in", contact="other")]
    _drop(page, *(one.path for one in made))
    settle()
    page.alarms.settle_button.click()
    box = page.alarms.dialog
    assert box is not None
    assert (page.alarms.isVisible(), box.isVisible()) == (True, True)
    page.look()
    page.open(str(tmp_path / "other.db"))
    settle()
    assert (page.alarms.isVisible(), isValid(box)) == (False, False)
    assert (page.seen, page.figures.isVisible(), page.view.isVisible()) == (None, False, False)
    assert "other.db is made when" in page.notice.accessibleName()
    assert page.add_button.isEnabled()


def test_a_box_that_is_closed_while_a_key_is_verified_leaves_the_answer_on_the_page(
    page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    page.add([package(tmp_path / "in").path])
    settle()
    page.show_part(STATES)
    for key, told in ((KEY, "B. Officer verified"), (OTHER_KEY, "No key that signed")):
        page.view.choose("LAO")
        page.verify_button.click()
        assert page.dialog is not None
        page.dialog.compared.setText(fingerprint_text(fingerprint_of(key.public_key)))
        page.dialog.person.setText("B. Officer")
        page.dialog.go.click()
        page.dialog.close()
        settle()
        assert told in page.notice.accessibleName()


def test_reports_of_two_months_have_names_of_their_own(
    page: HubPage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "reports"
    out.mkdir()
    page.add([package(tmp_path / "in").path])
    settle()
    for month in ("report 2026.11", "report 2026.12"):
        answer = (str(out / month), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, answer=answer, **__: answer)
        page.save.button.click()
        settle()
    names = sorted(file.name for file in out.iterdir())
    assert names == ["report 2026.11.pdf", "report 2026.12.pdf"]


def test_the_report_is_saved_as_paper_and_workbook_in_a_chosen_language(
    page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    page.add([package(tmp_path / "in").path])
    settle()
    page.save.language.setCurrentIndex(page.save.language.findData("fr"))
    for name in ("report.pdf", "report.xlsx"):
        page.save.ask(tmp_path / name)
        settle()
        assert (tmp_path / name).stat().st_size > 1000
    text = " ".join(
        one.get_textpage().get_text_range()
        for one in pypdfium2.PdfDocument(tmp_path / "report.pdf")
    )
    assert "Laos" in text or "lao" in text
    page.save.ask(tmp_path / "report.doc")
    settle()
    assert "workbook or JSON" in page.notice.accessibleName()


def test_cancelled_work_keeps_what_is_in(page: HubPage, settle: Settle, tmp_path: Path) -> None:
    packages = [one.path for one in chain(tmp_path / "in", range(1, 9))]
    page.add(packages)
    page.progress.cancel.click()
    settle()
    kept = len(page.added)
    assert kept < len(packages)
    page.add(packages)
    settle()
    outcomes = [one.outcome for one in page.added]
    assert outcomes == [Outcome.REPEATED] * kept + [Outcome.ACCEPTED] * (8 - kept)


def test_every_language_is_switched_to_and_everything_has_a_name(
    window: MainWindow, page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    page.add([package(tmp_path / "in").path])
    settle()
    window.set_language(Lang.load("ar"))
    settle()
    assert QApplication.isRightToLeft()
    assert page.view.table.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert "غائبة" in page.counted.text()
    assert _rows(page, STATES)[0][3].startswith("غائبة")
    page.view.choose("LAO")
    assert "GR2Q" in page.view.told.text()
    assert page.verify_button.isEnabled()
    assert [
        part
        for part in page.findChildren(QWidget)
        if part.isVisible()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(part, QLabel)
        and not (part.accessibleName() or part.property("text"))
    ] == []


def test_a_store_that_is_none_is_said_and_no_password_is_kept(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    window.doings.open_hub("postgresql://hub:secret@/none?host=/nowhere")
    settle()
    (page,) = window.findChildren(HubPage)
    assert "cannot be reached" in page.notice.accessibleName()
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert not any("secret" in text for text in shown)
    assert window.desk.state.hub == "postgresql://hub@/none?host=%2Fnowhere"
    (tmp_path / "no.db").write_bytes(b"no store")
    page.other_button.click()
    page.store.where.setText(str(tmp_path / "no.db"))
    page.store.open_button.click()
    settle()
    assert page.notice.isVisible()
    assert page.seen is None


@pytest.mark.usefixtures("no_password_file")
def test_a_server_that_wants_a_password_is_given_it_once(
    window: MainWindow, settle: Settle, server: str, tmp_path: Path
) -> None:
    window.doings.open_hub(guarded(emptied(server)))
    settle()
    (page,) = window.findChildren(HubPage)
    for typed in ("wrong", PASSWORD):
        (box,) = [one for one in page.findChildren(PasswordBox) if one.isVisible()]
        box.ask.field.setText(typed)
        box.ask.try_it()
        settle()
    assert not [one for one in page.findChildren(PasswordBox) if one.isVisible()]
    page.add([package(tmp_path / "in").path])
    settle()
    assert page.seen is not None
    assert _rows(page, ADDED)[0][1] == "Accepted"
    assert PASSWORD not in repr(page._at())
    assert PASSWORD not in window.desk.state.hub
    page.other_button.click()
    page.open(window.desk.state.hub)
    settle()
    assert [one for one in page.findChildren(PasswordBox) if one.isVisible()]


def test_the_command_without_a_further_part_opens_the_window() -> None:
    assert are_for_window(["hub", "hub.db"])
    assert not are_for_window(["hub", "hub.db", "report"])
    assert not are_for_window(["hub", "--help"])
    assert not are_for_window(["info", "x.ccmdesk"])


def test_what_is_remembered_is_opened_again(
    window: MainWindow, page: HubPage, settle: Settle, tmp_path: Path
) -> None:
    page.add([package(tmp_path / "in").path])
    settle()
    kept = replace(window.desk.state)
    page.back_button.click()
    window.do("hub")
    settle()
    assert page.isVisible()
    assert kept.hub == window.desk.state.hub
    assert _row(page, LAO)[1] == "1"


def test_encrypted_submissions_are_dropped_in_their_folder(
    page: HubPage, window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    key = signing_key(tmp_path / "data", passphrase="")
    sealed_for(key, package(tmp_path / "in", recipients=meant_for(key)))
    _drop(page, tmp_path / "in")
    settle()
    assert [one.outcome for one in page.added] == [Outcome.ACCEPTED]


def test_a_folder_without_a_package_is_told(page: HubPage, tmp_path: Path, settle: Settle) -> None:
    (tmp_path / "empty").mkdir()
    _drop(page, tmp_path / "empty")
    settle()
    (told,) = [part for part in page.notice.findChildren(QLabel) if "no package in" in part.text()]
    assert told.isVisible()


def test_the_passphrase_of_a_package_or_of_the_key_is_asked_for(
    page: HubPage, tmp_path: Path, settle: Settle
) -> None:
    key = signing_key(tmp_path / "data", passphrase="our own words")
    sealed_for(key, package(tmp_path / "in", recipients=meant_for(key)))
    other = package(tmp_path / "in", country="LBN")
    other.path.with_name("LBN.ccmb.age").write_bytes(
        encrypt_with(other.path.read_bytes(), "die Brücke steht")
    )
    other.path.unlink()
    page.add([tmp_path / "in"])
    settle()
    rows = page.opening
    assert [one.outcome for one in page.added] == [Outcome.REFUSED] * 2
    for row, typed in ((rows.of_package, "die Brücke steht"), (rows.of_key, "our own words")):
        assert row.isVisible()
        row.field.setText(typed)
    rows.of_key.button.click()
    settle()
    assert {one.outcome for one in page.added} == {Outcome.ACCEPTED}
    assert not rows.of_package.isVisible()
    assert not rows.of_key.field.text()
