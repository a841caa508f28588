"""What was asked for in one file of translations is not asked for in the next."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from window_plan import first_activity, plan_of

from ccmdesk.actions.export_translations import TranslationFormat
from ccmdesk.model.activity import Activity
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.translations.page import TranslationsPage

PATIENCE_MS = 60_000
SOURCE = "<source>Survey of 42 villages in the north</source>"


def _returned(window: MainWindow, file: Path, qtbot: QtBot) -> TranslationsPage:
    """Return the page, and make a file with a text that will be held back."""
    window.open_page("translations")
    page = window.pages.currentWidget()
    assert isinstance(page, TranslationsPage)
    qtbot.waitUntil(lambda: page.survey.loaded, timeout=PATIENCE_MS)
    page.survey.choose(target="fr")
    page.save_to(file, TranslationFormat.XLIFF2)
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    said = file.read_text("utf-8").replace(SOURCE, f"{SOURCE}<target>Étude</target>")
    file.write_text(said, "utf-8")
    plan, activity = first_activity(window)
    plan.set_field(activity, "title", "Survey of 40 villages", language="en")
    return page


def _look(page: TranslationsPage, file: Path, qtbot: QtBot) -> None:
    page.preview(file)
    qtbot.waitUntil(lambda: page.returned.found is not None, timeout=PATIENCE_MS)


def test_what_is_held_back_in_the_next_file_is_asked_for_anew(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "fr.xlf"
    page = _returned(window, file, qtbot)
    panel = page.returned
    _look(page, file, qtbot)
    panel.every.click()
    assert panel.take_button.text() == "Take in 1 translation"
    page.leave_file()
    _look(page, file, qtbot)
    assert not panel.every.isChecked()
    assert not panel.take_button.isEnabled()
    panel.every.click()
    panel.take_button.click()
    titles = [one.title.get("fr") for one in plan_of(window).all_of(Activity)]
    assert "Étude" in titles
