"""Packing and checking packages from the window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pseudo import settle
from pytestqt.qtbot import QtBot
from window_plan import plan_of

from ccmdesk.actions.verify_package import verify_package
from ccmdesk.lang.lang import Lang
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.send_page import SendPage

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
    assert window.commands.actions["undo"].text() == "Undo the submission"

    page.verify.check(package)
    qtbot.waitUntil(lambda: page.verify.sentence.text() != "", timeout=PATIENCE_MS)
    assert "complete and unchanged" in page.verify.sentence.text()
    assert "Officer" in page.verify.sentence.text()

    damaged = tmp_path / "damaged.ccmb"
    raw = bytearray(package.read_bytes())
    raw[len(raw) // 2] ^= 1
    damaged.write_bytes(raw)
    page.verify.check(damaged)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    assert "complete and unchanged" not in page.verify.sentence.text()
    assert page.verify.sentence.text().count(".") >= 1


def test_what_was_submitted_before_is_not_called_not_packed(
    window: MainWindow, page: SendPage
) -> None:
    values = {"number": 1, "dated": dt.date(2026, 3, 7), "state": EditionState.SUBMITTED}
    plan_of(window).add(Edition, values)
    window.set_language(Lang.load("ru"))
    settle()
    assert page.pack._result.text().startswith("Сохранено здесь. Изменения после представления № 1")
    assert "г.: № 1. Подтверждение" in page._last.text()
    window.set_language(Lang.load("en"))


def test_nothing_is_packed_without_a_language(
    window: MainWindow, page: SendPage, tmp_path: Path
) -> None:
    for box in page.pack.languages.values():
        box.setChecked(False)
    page.pack.pack_into(tmp_path)
    assert page.notice.isVisible()
    assert list(tmp_path.glob("*.ccmb")) == []
    assert not window.desk.jobs.busy


def test_what_is_inside_and_what_stays_is_told_before(page: SendPage) -> None:
    assert "records" in page.pack._inside.text()
    assert "Left out" in page.pack._stays.text()
    assert page.pack._result.text() == "Saved here. Not packed yet."
