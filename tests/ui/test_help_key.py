"""The key F1 in every box, and on pages that are called otherwise in the manual.

The key is pressed on the window of the system, as the user presses it, not the command done.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import ccmdesk.ui
from ccmdesk.lang.manual import PAGES, page_of
from ccmdesk.lang.markdown import Head
from ccmdesk.ui.about_dialog import AboutDialog
from ccmdesk.ui.approve_dialog import ApproveDialog
from ccmdesk.ui.box import Box
from ccmdesk.ui.budget.paste_box import PasteBox
from ccmdesk.ui.encrypted.dialog import EncryptionDialog
from ccmdesk.ui.encrypted.new_passphrase_dialog import NewPassphraseDialog
from ccmdesk.ui.encrypted.passphrase_dialog import PassphraseDialog
from ccmdesk.ui.help.window import HelpWindow
from ccmdesk.ui.hub.key_dialog import KeyDialog
from ccmdesk.ui.hub.settle_dialog import SettleDialog
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.offices.keep_all_box import KeepAllBox
from ccmdesk.ui.password_box import PasswordBox
from ccmdesk.ui.problems import FaultDialog
from ccmdesk.ui.records.history import BinBox, HistoryBox
from ccmdesk.ui.records.note_box import NoteBox
from ccmdesk.ui.records.several_box import SeveralBox
from ccmdesk.ui.report_dialog import ReportDialog
from ccmdesk.ui.secret_box import SecretBox
from ccmdesk.ui.server_dialog import ServerDialog
from ccmdesk.ui.settings_dialog import SettingsDialog
from ccmdesk.ui.shot_screens import WITH_PLAN, WITHOUT_PLAN
from ccmdesk.ui.shot_stage import Stage
from ccmdesk.ui.start_dialog import StartDialog
from ccmdesk.ui.trust.question_box import QuestionBox
from ccmdesk.ui.updates.dialog import UpdatesDialog
from ccmdesk.ui.who_dialog import WhoDialog

PATIENCE_MS = 60_000
BOXES = {
    "new-plan": (StartDialog, "getting-started#first-hour"),
    "several": (SeveralBox, "window#lists"),
    "budget-paste": (PasteBox, "budget"),
    "history": (HistoryBox, "history#record"),
    "bin": (BinBox, "history#bin"),
    "note": (NoteBox, "window#absent"),
    "who": (WhoDialog, "getting-started#first-hour"),
    "approve": (ApproveDialog, "plan#plan"),
    "fault": (FaultDialog, "problems#fault"),
    "settings": (SettingsDialog, "settings"),
    "about": (AboutDialog, "update"),
    "report": (ReportDialog, "problems#fault"),
    "keep-all": (KeepAllBox, "offices#decide"),
    "hub-key": (KeyDialog, "hub#keys"),
    "hub-alarm": (SettleDialog, "hub#add"),
    "certify": (QuestionBox, "offices#trust"),
    "server": (ServerDialog, "server"),
    "server-password": (PasswordBox, "server#begin"),
    "encryption": (EncryptionDialog, "safety#encrypt"),
    "passphrase": (PassphraseDialog, "safety#encrypt"),
    "new-passphrase": (NewPassphraseDialog, "safety#encrypt"),
    "updates": (UpdatesDialog, "update"),
}
"""The screen that shows each box, and the page of help it leads to."""

BEFORE = {"certify": ("keys",), "keep-all": ("take-in", "decide")}
"""What is to be shown before a box can be."""


@pytest.fixture
def stage(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Stage:
    def rest() -> None:
        qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
        settle()

    folder = tmp_path / "stage"
    folder.mkdir()
    return Stage(window, folder, rest)


def _press(shown: QWidget) -> None:
    shown.activateWindow()
    settle()
    handle = shown.window().windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_F1)
    settle()


def _show(name: str, stage: Stage) -> QWidget:
    screens = {one.name: one for one in (*WITHOUT_PLAN, *WITH_PLAN)}
    for before in BEFORE.get(name, ()):
        screens[before].show(stage)
        stage.settle()
    shown = screens[name].show(stage)
    assert shown is not None
    shown.show()
    stage.settle()
    return shown


@pytest.mark.parametrize("name", BOXES)
def test_f1_in_a_box_opens_its_page_over_it(name: str, stage: Stage) -> None:
    (kind, target), box = BOXES[name], _show(name, stage)
    assert type(box) is kind
    _press(box)
    (shown,) = box.findChildren(HelpWindow)
    assert shown.target == target
    assert shown.isVisible()
    handle = shown.windowHandle()
    assert handle is not None
    assert QApplication.activeWindow() is shown  # a window that is held up is never active
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    settle()
    assert not shown.isVisible()
    assert box.isVisible()
    box.close()
    settle()


@pytest.mark.parametrize("target", sorted({page for _, page in BOXES.values()}))
def test_the_pages_that_boxes_lead_to_are_there(target: str) -> None:
    name, _, anchor = target.partition("#")
    assert name in PAGES
    heads = {part.anchor for part in page_of(name, "en").parts if isinstance(part, Head)}
    assert not anchor or anchor in heads


def test_the_key_is_pressed_in_every_kind_of_box() -> None:
    for module in pkgutil.walk_packages(ccmdesk.ui.__path__, "ccmdesk.ui."):
        importlib.import_module(module.name)
    assert {kind for kind, _ in BOXES.values()} | {SecretBox} == set(_kinds_of_box(Box))


@pytest.mark.parametrize(
    ("command", "target"), [("hub", "hub"), ("guided", "needs#write"), ("trust", "offices#trust")]
)
def test_f1_on_a_page_that_is_called_otherwise_opens_its_part_of_the_manual(
    command: str, target: str, window: MainWindow, qtbot: QtBot
) -> None:
    window.open_page("needs" if command == "guided" else "send")
    window.do(command)
    window.nav.setFocus()
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    _press(window)
    (shown,) = window.findChildren(HelpWindow)
    assert shown.target == target


def test_help_over_a_box_does_not_take_that_of_the_window(stage: Stage) -> None:
    stage.window.do("manual")
    box = _show("who", stage)
    _press(box)
    (shown,) = box.findChildren(HelpWindow)
    first = stage.window.findChildren(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert [one.target for one in first] == [PAGES[0]]
    assert shown.target == BOXES["who"][1]
    box.close()
    settle()


def _kinds_of_box(kind: type[Box]) -> Iterator[type[Box]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds_of_box(below)
