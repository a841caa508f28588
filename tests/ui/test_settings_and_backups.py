"""Settings hold at once; backups are made beside the window, and their age is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity, make_plan, plan_of

from ccmdesk.actions.keep_backups import BackUp, back_up, backups_of
from ccmdesk.actions.restore_plan import free_name_beside
from ccmdesk.db.store import open_store
from ccmdesk.ui.backup_words import backup_words
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import open_file
from ccmdesk.ui.pack_panel import PackPanel
from ccmdesk.ui.send_page import SendPage
from ccmdesk.ui.settings_dialog import SettingsDialog
from ccmdesk.ui.state import Theme
from ccmdesk.ui.theme import CONTRAST, DARK, LIGHT, dress, palette_of, shades_of


def _settings(window: MainWindow) -> SettingsDialog:
    dialog = window.doings.open_settings()
    assert isinstance(dialog, SettingsDialog)
    assert not dialog.isModal()
    return dialog


def _choose(dialog: SettingsDialog, name: str, code: str) -> None:
    choice = {"language": dialog.language, "size": dialog.letters, "theme": dialog.theme}[name]
    choice.setCurrentIndex(choice.findData(code))
    choice.activated.emit(choice.currentIndex())
    settle()


def _done(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=20_000)


def test_each_setting_holds_at_once(window: MainWindow, qapp: QApplication) -> None:
    dialog = _settings(window)
    _choose(dialog, "language", "fr")
    assert window.desk.lang.code == "fr"
    assert dialog.windowTitle() == window.desk.lang("Settings")
    _choose(dialog, "size", "125")
    assert window.desk.state.text_size == 125
    assert qapp.font().pointSizeF() == pytest.approx(10.5 * 1.25)
    _choose(dialog, "theme", "dark")
    assert qapp.palette().window().color().name() == DARK.window
    _choose(dialog, "size", "100")
    dress(qapp, Theme.SYSTEM)


def test_the_stick_for_packages_is_chosen_once(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, asked = _settings(window), list[str]()

    def choose(_parent: object, _title: str, start: str) -> str:
        asked.append(start)
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    dialog.stick_button.click()
    assert window.desk.state.packages == dialog.packages.text() == str(tmp_path)
    window.open_page("send")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    page.pack.languages["en"].setChecked(False)
    page.pack.pack_button.click()
    assert asked == ["", str(tmp_path)]
    assert page.notice.isVisible()


def test_the_languages_of_papers_are_remembered(window: MainWindow) -> None:
    window.open_page("send")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    page.pack.languages["fr"].setChecked(True)
    assert window.desk.state.papers == ("en", "fr")
    again = PackPanel(window.desk, window.doings.folder, page.notice)
    assert [code for code, box in again.languages.items() if box.isChecked()] == ["en", "fr"]


def test_nothing_slides_or_fades(qapp: QApplication) -> None:
    for effect in (Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_FadeMenu):
        assert not qapp.isEffectEnabled(effect)


def test_the_system_is_followed_also_in_contrast() -> None:
    system = Theme.SYSTEM
    of_system = palette_of(replace(CONTRAST, accent="#1aebff", window="#2d3236"))
    for theme in (system, Theme.CONTRAST):
        shades = shades_of(theme, system_is_dark=True, system_contrast=of_system)
        assert (shades.accent, shades.window, shades.alarm) == ("#1aebff", "#2d3236", "#ffffff")
    assert shades_of(Theme.CONTRAST, system_is_dark=True) is CONTRAST
    assert shades_of(system, system_is_dark=False) is LIGHT
    assert shades_of(Theme.DARK, system_is_dark=False, system_contrast=of_system) is DARK


def test_a_backup_is_made_when_asked_and_its_age_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = _settings(window)
    assert window.status.backup.text() == dialog.age.text() == "No backup yet"
    dialog.now_button.click()
    _done(window, qtbot)
    assert dialog.age.text().startswith("Backed up today at ")
    assert window.status.backup.text() == dialog.age.text()
    (made,) = backups_of(plan_of(window).store, tmp_path / "data" / "backups")
    assert made == window.backups.newest
    made_before = window.backups.newest
    assert made_before is not None
    window.backups.newest = type(made)(made.file, made.at - dt.timedelta(days=1))
    assert backup_words(window.desk.lang, window.backups).startswith("Backed up yesterday at ")
    window.backups.newest = type(made)(made.file, made.at - dt.timedelta(days=9))
    assert backup_words(window.desk.lang, window.backups).endswith(", 9 days ago")


def test_a_plan_without_a_backup_gets_one_by_itself(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.backups._due.isActive()
    window.backups._due.setInterval(0)
    window.backups.look()
    qtbot.waitUntil(lambda: window.backups.newest is not None, timeout=20_000)
    window.backups._due.setInterval(60_000)
    window.backups.look()
    _done(window, qtbot)
    assert not window.backups._due.isActive()


def test_a_backup_of_a_day_to_come_does_not_keep_a_plan_from_being_backed_up(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Somebody had set the clock ten years ahead."""
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(days=3650)
    ask = BackUp(folder=window.backups.own_folder, at=ahead, make_folder=True)
    back_up(plan_of(window).store, ask)
    window.backups._due.setInterval(60_000)
    window.backups.look()
    qtbot.waitUntil(lambda: len(window.backups.all) == 1)
    assert window.backups.newest is None
    assert window.backups._due.isActive()


def test_whoever_wants_no_backups_gets_none(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _settings(window)
    dialog.backs_up.click()
    assert not window.desk.state.backs_up
    window.backups._due.stop()
    window.backups.look()
    _done(window, qtbot)
    assert not window.backups._due.isActive()
    window.close()
    window.backups.finish()
    assert not window.backups.own_folder.exists()


def test_the_plan_is_backed_up_when_it_is_closed(
    window: MainWindow, plan_file: Path, tmp_path: Path
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-88")
    window.close()
    window.backups.finish()
    with open_store(plan_file, reads_only=True) as store:
        (made,) = backups_of(store, window.backups.own_folder)
        with open_store(made.file, reads_only=True) as copy:
            assert copy.document().content_hash == store.document().content_hash


def test_a_plan_that_another_takes_the_place_of_is_backed_up(
    window: MainWindow, qtbot: QtBot, plan_file: Path, tmp_path: Path
) -> None:
    other = make_plan(tmp_path / "other.ccmdesk")
    window.doings.open_with(lambda: open_file(window.desk, other))
    _done(window, qtbot)
    with open_store(plan_file, reads_only=True) as store:
        assert len(backups_of(store, window.backups.own_folder)) == 1


def test_a_backup_that_fails_is_told_plainly(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = _settings(window)
    dialog.use_folder(str(tmp_path / "stick" / "gone"))
    dialog.now_button.click()
    _done(window, qtbot)
    assert window.status.backup.text() == "No backup was made"
    assert "Connect the drive again" in dialog.age.text()
    assert "No backup was made." in window.notice.accessibleName()
    assert dialog.usual_button.isVisible()
    window.close()
    window.backups.finish()
    assert "Connect the drive again" in window.desk.state.not_backed_up
    dialog.use_folder("")
    assert window.desk.state.backups == ""


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ru", "zh"])
def test_settings_have_names_and_room(open_on: OpenWindow, plan_file: Path, language: str) -> None:
    window = open_on(plan_file, language=language)
    dialog = _settings(window)
    settle()
    assert unnamed(dialog) == []
    assert clipped(dialog) == []


def test_settings_are_translated(window: MainWindow) -> None:
    dialog = _settings(window)
    window.set_language(PSEUDO)
    settle()
    assert untranslated(dialog, data={str(window.backups.folder)}) == []


def test_a_backup_is_listed_and_opens_as_a_copy_beside_the_plan(
    window: MainWindow, qtbot: QtBot, plan_file: Path
) -> None:
    dialog = _settings(window)
    assert dialog.kept.button.isHidden()
    dialog.now_button.click()
    _done(window, qtbot)
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-99")
    assert dialog.kept.list.count() == 1
    (backup,) = window.backups.all
    line = dialog.kept.list.item(0).text()
    assert "today" in line
    assert f"{round(backup.file.stat().st_size / 1000):,} kB" in line
    assert "stays as it is" in dialog.kept.told.text()
    dialog.kept.button.click()
    _done(window, qtbot)
    qtbot.waitUntil(lambda: window.desk.file != plan_file, timeout=20_000)
    copy = window.desk.file
    assert copy is not None
    assert copy.parent == plan_file.parent
    assert copy.name == f"plan-{backup.at.astimezone():%Y-%m-%d-%H%M}.ccmdesk"
    assert first_activity(window)[1].code == activity.code
    with open_store(plan_file, reads_only=True) as store:
        assert "A4-99" in {one.code for one in store.document().of(type(activity))}


def test_a_second_copy_gets_another_name(tmp_path: Path) -> None:
    plan, at = tmp_path / "plan.ccmdesk", dt.datetime(2026, 6, 1, 9, 5, tzinfo=dt.UTC)
    first = free_name_beside(plan, at)
    assert first == tmp_path / "plan-2026-06-01-0905.ccmdesk"
    first.touch()
    assert free_name_beside(plan, at).name == "plan-2026-06-01-0905-2.ccmdesk"
