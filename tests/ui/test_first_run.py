"""The first screen, and a plan started from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, page_of

from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.cli.main import main as run_command
from ccmdesk.db.backup import write_backup
from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import Lang
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import StateParty
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.ui.first_run import FirstRun
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.run import keep_state, load_last
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.start_dialog import StartDialog
from ccmdesk.ui.state import read_state


def _welcome(window: MainWindow) -> FirstRun:
    (welcome,) = window.findChildren(FirstRun)
    return welcome


def test_without_a_plan_the_first_screen_is_shown(open_on: OpenWindow) -> None:
    window = open_on()
    assert _welcome(window).isVisible()
    assert not window.nav.isVisible()
    assert not window.commands.actions["undo"].isEnabled()
    assert window.commands.actions["open"].isEnabled()


def test_a_language_is_chosen_by_its_own_name(open_on: OpenWindow) -> None:
    window = open_on()
    _welcome(window).languages["ar"].click()
    settle()
    assert window.desk.lang.code == "ar"
    assert window.layoutDirection() == window.nav.layoutDirection()
    assert QApplication.isRightToLeft()
    assert _welcome(window).languages["ar"].isChecked()


def test_a_plan_is_started_for_a_country(open_on: OpenWindow, tmp_path: Path) -> None:
    window = open_on()
    dialog = StartDialog(window.desk, window)
    dialog.country.setCurrentIndex(dialog.country.findData("LAO"))
    dialog.first.setText("٢٠٢٧")
    dialog.last.setText("2031")
    dialog.choose(tmp_path / "lao.ccmdesk")
    assert window.doings.open_with(dialog.start)
    plan = window.desk.plan
    assert plan is not None
    document = plan.store.document()
    state, paper = document.first(StateParty), document.first(Plan)
    assert state is not None
    assert state.country == "LAO"
    assert paper is not None
    assert paper.period is not None
    assert paper.period.years == (2027, 2028, 2029, 2030, 2031)
    assert window.nav.isVisible()
    assert window.top.plan_button.text().startswith("Lao")
    assert window.top.plan_button.text().endswith("· 2027–2031")


def test_a_year_that_cannot_be_read_is_told_in_the_dialog(
    open_on: OpenWindow, tmp_path: Path
) -> None:
    window = open_on()
    dialog = StartDialog(window.desk, window)
    dialog.show()
    dialog.first.setText("soon")
    dialog.choose(tmp_path / "x.ccmdesk")
    assert dialog.notice.isVisible()
    assert not (tmp_path / "x.ccmdesk").exists()
    dialog.reject()


def test_who_works_here_is_remembered(open_on: OpenWindow) -> None:
    window = open_on()
    _welcome(window).who.person.textEdited.emit("Амина")
    assert window.desk.state.person == "Амина"


def test_the_last_plan_is_opened_again(open_on: OpenWindow, plan_file: Path, qtbot: QtBot) -> None:
    window = open_on(plan_file)
    window.do("go needs")
    window.close()
    again = open_on()
    again.desk.state = window.desk.state
    load_last(again)
    assert again.desk.file == plan_file
    assert again.pages.name == "needs"
    qtbot.waitUntil(lambda: again.focusWidget() is again.panel.list, timeout=30_000)


@pytest.mark.parametrize("gone", ["nowhere.ccmdesk"])
def test_a_plan_that_is_gone_is_told_and_the_first_screen_shown(
    open_on: OpenWindow, tmp_path: Path, gone: str
) -> None:
    window = open_on(tmp_path / gone)
    assert window.notice.isVisible()
    assert _welcome(window).isVisible()


def test_the_place_is_kept_before_the_window_closes(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    kept = tmp_path / "kept.json"
    keep_state(window, kept)
    window.do("go needs")
    qtbot.waitUntil(kept.exists, timeout=5000)
    assert read_state(kept).page == "needs"
    assert read_state(kept).plan == str(plan_file)


def test_no_country_is_chosen_for_the_user(open_on: OpenWindow, tmp_path: Path) -> None:
    window = open_on()
    dialog = StartDialog(window.desk, window)
    dialog.show()
    assert dialog.country.currentIndex() == -1
    assert dialog.country.currentText() == ""
    dialog.choose(tmp_path / "x.ccmdesk")
    assert dialog.notice.isVisible()
    assert "Choose the country" in dialog.notice.accessibleName()
    assert not (tmp_path / "x.ccmdesk").exists()
    dialog.reject()


def test_there_are_four_ways_to_begin_and_tab_reaches_each(open_on: OpenWindow) -> None:
    welcome = _welcome(open_on())
    assert len(welcome.ways) == 4
    for way in welcome.ways:
        assert way.isVisible()
        assert way.accessibleName()
        assert way.accessibleDescription()
        assert way.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_backup_is_restored_into_a_new_file(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_store(plan_file, reads_only=True) as store:
        write_backup(store, tmp_path / "copy.ccmdesk")
        code, replica = store.document().content_hash, store.replica
    window = open_on()
    out = tmp_path / "again.ccmdesk"
    window.doings.restore_into(tmp_path / "copy.ccmdesk", out)
    qtbot.waitUntil(lambda: window.desk.file == out, timeout=30_000)
    plan = window.desk.plan
    assert plan is not None
    assert plan.store.document().content_hash == code
    assert plan.store.replica != replica


def test_a_backup_is_never_restored_over_a_file(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    there = tmp_path / "there.ccmdesk"
    there.write_bytes(b"something else")
    window = open_on()
    window.doings.restore_into(plan_file, there)
    qtbot.waitUntil(window.notice.isVisible, timeout=30_000)
    assert there.read_bytes() == b"something else"


def test_a_received_package_is_checked_on_the_first_screen(
    open_on: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on()
    package = tmp_path / "x.ccmb"
    package.write_bytes(b"not a package")
    window.doings.take_file(package)
    welcome = _welcome(window)
    qtbot.waitUntil(lambda: bool(welcome.verify.sentence.text()), timeout=30_000)
    assert welcome.verify.isVisible()
    assert window.desk.plan is None


def test_a_fresh_profile_reaches_a_saved_need_in_twelve_actions(
    open_on: OpenWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, file = open_on(), str(tmp_path / "lao.ccmdesk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (file, ""))
    done: list[str] = []
    _welcome(window).languages["en"].click()
    done.append("language")
    _welcome(window).start_button.click()
    done.append("start a plan")
    (dialog,) = window.findChildren(StartDialog)
    qtbot.keyClicks(dialog.country, "Lao")
    done.append("type the country")
    (choose,) = [
        b for b in dialog.findChildren(QPushButton) if b.text().startswith("Choose a file")
    ]
    choose.click()
    done += ["choose a file", "say where the plan is kept"]
    assert window.desk.plan is not None
    window.do("go needs")
    done.append("go to the needs")
    page = window.pages.records()
    assert page is not None
    page.record_list().empty.guided.click()
    done.append("guided questions")
    settle()
    title = window.focusWidget()
    assert title is not None
    qtbot.keyClicks(title, "Two survey teams")
    done.append("type what is needed")
    page_of(window).next_button.click()
    done.append("next")
    (need,) = window.desk.plan.store.document().of(Need)
    assert need.title.get("en") == "Two survey teams"
    assert len(done) <= 12


@pytest.fixture
def training(open_on: OpenWindow, qtbot: QtBot) -> MainWindow:
    window = open_on()
    _welcome(window).sample_button.click()
    qtbot.waitUntil(lambda: window.desk.plan is not None, timeout=60_000)
    return window


def test_every_screen_of_a_training_copy_says_that_it_is_one(training: MainWindow) -> None:
    for section in SECTIONS:
        training.open_page(section.name)
        settle()
        assert training.badge.isVisible(), section.name
        assert training.badge.text().startswith("Training copy")
    assert training.status.banner.text() == "Training copy"
    training.set_language(Lang.load("ar"))
    settle()
    assert training.badge.text().startswith("نسخة تدريبية")


def test_another_plan_is_not_called_a_training_copy(window: MainWindow) -> None:
    assert not window.badge.isVisible()


def test_a_training_copy_cannot_be_packed_in_the_window(
    training: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    training.open_page("send")
    page = page_of(training)
    page.pack.example.setChecked(True)
    page.pack.pack_into(tmp_path)
    notice, failed = page.notice, page.pack.failed
    qtbot.waitUntil(failed.isVisible, timeout=30_000)
    assert "training copy" in failed.text.text()
    page.pack.pack_button.click()
    assert notice.isVisible()
    assert list(tmp_path.glob("*.ccmb")) == []


def test_a_training_copy_cannot_be_packed_on_the_command_line(
    training: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = training.desk.file
    assert file is not None
    training.close()
    for more in ([], ["--illustrative"]):
        out = tmp_path / "x.ccmb"
        typed = ["--data-folder", str(tmp_path), "pack", str(file), "--for", "isu"]
        assert run_command([*typed, "--out", str(out), *more]) == 1
        assert "training copy" in capsys.readouterr().err
        assert not out.exists()


def test_papers_of_a_training_copy_say_so_whatever_its_plan_says(training: MainWindow) -> None:
    plan = training.desk.plan
    assert plan is not None
    for record in plan.store.document().of(Plan):
        plan.set_field(record, "illustrative", value=False)
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language="en")
    paper = paper_of(plan.store.document(), ask, packs=plan.packs, today=plan.author.today)
    assert paper.banner == "Training copy: this is not the plan of the State."


def test_closing_a_training_copy_asks_nothing(training: MainWindow) -> None:
    assert training.close()
    assert not [box for box in training.findChildren(QDialog) if box.isVisible()]
    assert training.desk.plan is None
