"""Whoever cancels while a file from elsewhere is looked through goes on at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_plan import page_of, plan_of

from ccmdesk.actions.updates.packs_in_use import PACK_LIST
from ccmdesk.ui.hub.page import HubPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.trust.question_box import QuestionBox
from held_reader import NEEDS_PROCESSES, children, held_reader
from update_makers import ROW, SAID, newer_sources, pack_update

PATIENCE_MS = 60_000
AT_ONCE = 3
"""Seconds, of which a machine with much else to do needs some."""

ROWS = "Number,Name,Size\n" + "".join(f"NEW-{n},Ridge {n},{n}\n" for n in range(1, 6))
XLIFF = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">'
    '<file id="f"><unit id="u"><segment><source>Clear</source><target>Nettoyer</target></segment>'
    "</unit></file></xliff>"
)
pytestmark = NEEDS_PROCESSES
Cancel = Callable[[Callable[[], object], ProgressRow], None]


@pytest.fixture
def cancel(window: MainWindow, qtbot: QtBot) -> Cancel:
    """Does a deed, and presses Cancel while the file is looked through."""

    def press(deed: Callable[[], object], row: ProgressRow) -> None:
        with held_reader() as held:
            deed()
            qtbot.waitUntil(lambda: held.is_set() and row.cancel.isVisible(), timeout=PATIENCE_MS)
            began = time.monotonic()
            row.cancel.click()
            qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
        assert time.monotonic() - began < AT_ONCE
        assert children() == []
        assert not row.isVisible()

    return press


def _ready(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)


def test_a_table_is_left_and_can_be_looked_at_again(
    window: MainWindow, cancel: Cancel, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Hazardous areas.csv"
    file.write_text(ROWS, encoding="utf-8")
    window.do("import")
    page, store = page_of(window), plan_of(window).store
    before = store.document().content_hash
    cancel(lambda: page.preview([file]), page.progress)
    assert page.found is None
    assert not page.notice.isVisible()
    assert not page.import_button.isVisible()
    assert store.document().content_hash == before
    page.preview([file])
    qtbot.waitUntil(lambda: page.found is not None, timeout=PATIENCE_MS)
    assert page.import_button.text() == "Import 5 rows"


def test_a_translators_file_is_left_and_can_be_looked_at_again(
    window: MainWindow, cancel: Cancel, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "fr.xlf"
    file.write_text(XLIFF, encoding="utf-8")
    window.open_page("translations")
    page = page_of(window)
    qtbot.waitUntil(lambda: page.survey.loaded, timeout=PATIENCE_MS)
    cancel(lambda: page.preview(file), page.progress)
    assert page.returned.found is None
    assert not page.notice.isVisible()
    assert page.work.isVisible()
    page.preview(file)
    qtbot.waitUntil(lambda: page.returned.found is not None, timeout=PATIENCE_MS)


def test_a_package_is_left_and_can_be_looked_at_again(
    window: MainWindow, cancel: Cancel, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_page("send")
    page = page_of(window)
    page.pack.pack_into(tmp_path)
    _ready(window, qtbot)
    (package,) = tmp_path.glob("*.ccmb")
    verify = page.verify
    cancel(lambda: verify.check(package), verify.progress)
    assert verify.sentence.text() == ""
    verify.check(package)
    _ready(window, qtbot)
    assert "complete and unchanged" in verify.sentence.text()
    window.doings.open_hub(str(tmp_path / "hub.db"))
    _ready(window, qtbot)
    (hub,) = window.findChildren(HubPage)
    cancel(lambda: hub.add([package, package]), hub.progress)
    assert hub.added == []
    assert hub.add_button.isEnabled()
    hub.add([package])
    qtbot.waitUntil(lambda: "1 of 1" in hub.notice.accessibleName(), timeout=PATIENCE_MS)
    _ready(window, qtbot)


def test_an_update_is_left_and_nothing_of_it_is_in_use(
    window: MainWindow, cancel: Cancel, tmp_path: Path, qtbot: QtBot
) -> None:
    newer_sources(tmp_path / "packs", ROW)
    update = pack_update(tmp_path, tmp_path / "packs")
    dialog = window.doings.updates()
    cancel(lambda: dialog.look_at(update), dialog.progress)
    assert dialog.box is None
    assert dialog.file_button.isEnabled()
    dialog.look_at(update)
    _ready(window, qtbot)
    box = dialog.box
    assert box is not None
    box.fields[0].setText(SAID)
    cancel(box.do_button.click, box.progress)
    assert box.isVisible()
    assert box.do_button.isEnabled()
    assert not (window.doings.folder / PACK_LIST).exists()
    box.do_button.click()
    _ready(window, qtbot)
    assert (window.doings.folder / PACK_LIST).exists()


def test_leaving_the_box_of_an_update_cancels_what_it_began(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    newer_sources(tmp_path / "packs", ROW)
    dialog = window.doings.updates()
    dialog.look_at(pack_update(tmp_path, tmp_path / "packs"))
    _ready(window, qtbot)
    box = dialog.box
    assert box is not None
    box.fields[0].setText(SAID)
    with held_reader() as held:
        box.do_button.click()
        qtbot.waitUntil(held.is_set, timeout=PATIENCE_MS)
        box.reject()
        qtbot.waitUntil(lambda: not dialog.findChildren(QuestionBox), timeout=PATIENCE_MS)
    assert children() == []
    assert not window.desk.jobs.busy
    assert not (window.doings.folder / PACK_LIST).exists()
