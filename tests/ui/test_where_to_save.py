"""Where a file is saved: the name gets its ending, and nothing is written over unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow

from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.ui.box import Box
from ccmdesk.ui.documents_page import DocumentsPage
from ccmdesk.ui.encrypted.dialog import EncryptionDialog
from ccmdesk.ui.import_page import ImportPage
from ccmdesk.ui.pages import IMPORT
from ccmdesk.ui.report_dialog import ReportDialog
from ccmdesk.ui.send_page import SendPage
from ccmdesk.ui.start_dialog import StartDialog

PATIENCE_MS = 60_000


class SaveBox:
    """Answers in place of the system's own box: a name, and the place of the kind chosen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers: list[tuple[str | None, int]] = []
        self.offered: list[str] = []
        self.titles: list[str] = []

    def __call__(self, *asked: object, **_options: object) -> tuple[str, str]:
        _parent, title, usual, kinds, *_chosen = map(str, asked)
        self.titles.append(title)
        self.offered.append(Path(usual).name)
        name, place = self.answers.pop(0)
        typed = Path(usual).name if name is None else name
        return (str(self.folder / typed) if typed else "", kinds.split(";;")[place])


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SaveBox:
    answering = SaveBox(tmp_path / "out")
    answering.folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answering)
    return answering


@pytest.fixture
def page(open_on: OpenWindow, plan_file: Path) -> DocumentsPage:
    window = open_on(plan_file)
    window.open_page("documents")
    found = window.pages.currentWidget()
    assert isinstance(found, DocumentsPage)
    found.kind.setCurrentIndex(found.kind.findData(DocumentKind.STATEMENT))
    return found


def _save(page: DocumentsPage, qtbot: QtBot) -> None:
    page.save()
    qtbot.waitUntil(lambda: not page._desk.jobs.busy, timeout=PATIENCE_MS)


def test_a_name_without_its_ending_does_not_take_the_place_of_a_file_unasked(
    page: DocumentsPage, box: SaveBox, qtbot: QtBot
) -> None:
    edited = box.folder / "brief.docx"
    edited.write_text("edited by hand")
    box.answers = [("brief", 1), ("", 1)]
    _save(page, qtbot)
    assert edited.read_text() == "edited by hand"
    assert box.offered[1] == "brief.docx"
    assert "“brief.docx” is there already" in box.titles[1]


def test_the_other_file_is_replaced_once_its_whole_name_was_chosen(
    page: DocumentsPage, box: SaveBox, qtbot: QtBot
) -> None:
    (box.folder / "brief.docx").write_text("edited by hand")
    box.answers = [("brief", 1), (None, 1)]
    _save(page, qtbot)
    assert (box.folder / "brief.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("answer", "saved"),
    [
        (("a", 0), "a.pdf"),
        (("a.b", 1), "a.b.docx"),
        (("a.DOCX", 0), "a.DOCX"),
        (("report 2026.11", 0), "report 2026.11.pdf"),
    ],
)
def test_a_name_gets_the_ending_of_the_kind_unless_it_has_one(
    page: DocumentsPage, box: SaveBox, qtbot: QtBot, answer: tuple[str, int], saved: str
) -> None:
    box.answers = [answer]
    _save(page, qtbot)
    assert [file.name for file in box.folder.iterdir()] == [saved]


def test_a_paper_is_of_the_kind_that_is_chosen_for_the_offered_name(
    page: DocumentsPage, box: SaveBox, qtbot: QtBot
) -> None:
    box.answers = [(None, 1)]
    _save(page, qtbot)
    (saved,) = box.folder.iterdir()
    assert saved.suffix == ".docx"
    assert saved.read_bytes().startswith(b"PK")


def test_a_new_plan_whose_name_has_a_dot_ends_as_plans_do(
    open_on: OpenWindow, box: SaveBox
) -> None:
    window = open_on()
    window.do("start")
    (dialog,) = window.findChildren(StartDialog)
    dialog.country.setCurrentIndex(3)
    box.answers = [("Plan v1.2", 0)]
    _button(dialog, "Choose a file…").click()
    assert window.desk.file == box.folder / "Plan v1.2.ccmdesk"


def test_a_workbook_of_the_plan_can_be_imported_whatever_was_typed(
    open_on: OpenWindow, plan_file: Path, box: SaveBox, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    window.open_page(IMPORT)
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    box.answers = [("records 1.2", 0)]
    page.plan_button.click()
    qtbot.waitUntil(lambda: any(box.folder.iterdir()), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    assert [file.name for file in box.folder.iterdir()] == ["records 1.2.xlsx"]


def test_a_key_card_keeps_the_name_that_was_typed(
    open_on: OpenWindow, plan_file: Path, box: SaveBox, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    window.open_page("send")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    box.answers = [("card 2026.11", 0)]
    page.pack.key_card.make_button.click()
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    names = sorted(file.name for file in box.folder.iterdir())
    assert names == ["card 2026.11.json", "card 2026.11.pdf"]


def test_the_signed_file_beside_a_key_card_is_not_replaced_unasked(
    open_on: OpenWindow, plan_file: Path, box: SaveBox, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    window.open_page("send")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    for name in ("card.pdf", "card.json"):
        (box.folder / name).write_text("of another office")
    make = page.pack.key_card.make_button
    for answers in ([("", 0)], [("card.pdf", 0)], [("other", 0)]):
        box.answers = [("card.pdf", 0), *answers]
        make.click()
        qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
        assert not box.answers
        assert "“card.json” is there already" in box.titles[-1]
        replaced = answers == [("card.pdf", 0)]
        for name in ("card.pdf", "card.json"):
            kept = (box.folder / name).read_bytes() == b"of another office"
            assert kept is not replaced
            (box.folder / name).write_text("of another office")
    assert (box.folder / "other.json").exists()


def test_a_report_of_a_problem_is_a_text(
    open_on: OpenWindow, plan_file: Path, box: SaveBox
) -> None:
    window = open_on(plan_file)
    dialog = window.doings.report()
    assert isinstance(dialog, ReportDialog)
    box.answers = [("what went wrong", 0)]
    dialog.save_button.click()
    assert [file.name for file in box.folder.iterdir()] == ["what went wrong.txt"]


def test_a_recovery_sheet_does_not_take_the_place_of_another_paper(
    open_on: OpenWindow, plan_file: Path, box: SaveBox, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    dialog = window.doings.encryption()
    assert isinstance(dialog, EncryptionDialog)
    (box.folder / "sheet.pdf").write_text("another paper")
    box.answers = [("sheet", 0), ("", 0)]
    dialog.write_sheet(b"0" * 32)
    assert (box.folder / "sheet.pdf").read_text() == "another paper"
    assert not box.answers


def test_a_backup_is_restored_under_the_name_that_was_typed(
    open_on: OpenWindow,
    plan_file: Path,
    box: SaveBox,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_on()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plan_file), ""))
    box.answers = [("as of 30.11", 0)]
    window.do("restore")
    there = box.folder / "as of 30.11.ccmdesk"
    qtbot.waitUntil(lambda: window.desk.file == there, timeout=PATIENCE_MS)


def _button(dialog: Box, words: str) -> QPushButton:
    QApplication.processEvents()
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == words)
