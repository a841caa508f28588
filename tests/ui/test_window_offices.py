"""Packages between offices in the window: preview, taking in, deciding, packing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pseudo import unnamed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_plan import plan_of

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.receipts import WriteReceipt, open_receipt, write_receipt
from ccmdesk.actions.take_in_changes import BeginFrom, begin_from, open_changes
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.lang.lang import Lang
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.edition import Edition
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.state import StateParty
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.offices.decide_page import DecidePage
from ccmdesk.ui.send_page import SendPage

PATIENCE_MS = 90_000
NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
MAI = Author("Mai", lambda: NOON)
KEY = SigningKey(bytes(range(32)))


@pytest.fixture
def page(window: MainWindow) -> SendPage:
    window.open_page("send")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    return page


@pytest.fixture
def north(window: MainWindow, tmp_path: Path) -> Store:
    """The plan of another office that began from the one in the window."""
    plan = plan_of(window)
    whole = packed(plan.store, "Sarajevo", tmp_path / "out")
    path = tmp_path / "north.ccmdesk"
    opened = open_changes(whole)
    begin_from(BeginFrom(opened=opened, path=path, office="North", why="met"), author=MAI)
    return open_store(path)


def packed(store: Store, office: str, folder: Path) -> Path:
    ask = PackChanges(
        office=office, receiver="the other", folder=folder, key=KEY, with_internal=True
    )
    return pack_changes(store, ask, author=MAI).path


def areas(store: Store) -> list[HazardousArea]:
    return store.records(HazardousArea, list(store.ids(ListQuery(kind=HazardousArea))))


def resize(store: Store, place: int, size: int) -> None:
    """Write a size; the plan in the window writes later, so that its value is shown meanwhile."""
    area = areas(store)[place]
    at = NOON if store.path.stem == "north" else NOON + dt.timedelta(hours=1)
    author = Author("Mai", lambda: at)
    store.apply(difference(area, replace(area, size_m2=size)), author.stamp(StepKind.EDIT))


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)


def looked_at(window: MainWindow, page: SendPage, package: Path, qtbot: QtBot) -> None:
    page.verify.take(package)
    qtbot.waitUntil(page.take_in.isVisible, timeout=PATIENCE_MS)


def take(window: MainWindow, page: SendPage, package: Path, qtbot: QtBot) -> None:
    looked_at(window, page, package, qtbot)
    page.take_in.why.setText("Compared by telephone")
    page.take_in.take_button.click()
    qtbot.waitUntil(lambda: not page.take_in.isVisible(), timeout=PATIENCE_MS)
    rest(window, qtbot)


def disputed(window: MainWindow, page: SendPage, north: Store, qtbot: QtBot) -> DecidePage:
    """Take in a package that differs in the size of three areas; show what is to be decided."""
    for place in range(3):
        resize(plan_of(window).store, place, 2_000 + place)
        resize(north, place, 3_000 + place)
    take(window, page, packed(north, "North", north.path.parent / "sent"), qtbot)
    window.do("decide")
    decide = window.pages.currentWidget()
    assert isinstance(decide, DecidePage)
    qtbot.waitUntil(lambda: decide.table.rowCount() == 3, timeout=PATIENCE_MS)
    return decide


def test_a_package_is_told_record_by_record_and_taken_in_with_a_reason(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    resize(north, 0, 7_000)
    north.apply(
        difference(None, HazardousArea(id=HazardousAreaId(new_id()), code="N-1")),
        MAI.stamp(StepKind.ADD),
    )
    package = packed(north, "North", north.path.parent / "sent")
    looked_at(window, page, package, qtbot)
    view = page.take_in
    assert "From Mai, North; plan as of 1 July 2026" in view.told.text()
    assert view.counts.text() == "1 new, 1 changed, 0 removed records."
    told = [
        [view.records.index(row, column).data() for column in range(3)]
        for row in range(view.records.rowCount())
    ]
    assert told == [
        ["Changed", "Hazardous area: CHA-00001", "1"],
        ["New", "Hazardous area: N-1", "1"],
    ]
    cells = [view.fields.index(0, column).data() for column in range(1, 4)]
    assert cells == ["Size", "", "7,000\u00a0m²"]
    assert not view.take_button.isEnabled()
    view.why.setText("  ")
    assert not view.take_button.isEnabled()
    view.why.setText("Compared by telephone")
    assert view.take_button.isEnabled()
    assert areas(plan.store)[0].size_m2 is None
    view.take_button.click()
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    rest(window, qtbot)
    assert "Package 1 of North was taken in: 2 changes." in page.notice._text.text()
    assert plan.store.path.with_name(f"plan.before-{package.stem}.ccmdesk").exists()
    assert areas(plan.store)[0].size_m2 == 7_000
    (received,) = [one for one in plan.store.packages.all() if one.why]
    assert received.why == "Compared by telephone"
    page.notice.buttons[0].click()
    assert areas(plan.store)[0].size_m2 is None
    assert not page.notice.isVisible()


def test_the_offer_of_undo_goes_with_the_next_step(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    resize(north, 0, 7_000)
    take(window, page, packed(north, "North", north.path.parent / "sent"), qtbot)
    assert page.notice.isVisible()
    plan_of(window).add(HazardousArea)
    assert not page.notice.isVisible()


def test_leaving_the_preview_writes_nothing(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    resize(north, 0, 7_000)
    before = plan_of(window).store.now()
    looked_at(window, page, packed(north, "North", north.path.parent / "sent"), qtbot)
    page.take_in.leave_button.click()
    assert page.verify.isVisible()
    assert plan_of(window).store.now() == before


def test_a_package_that_would_remove_much_asks_for_one_more_yes(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    everything = north.document()
    gone = [
        deletion(one)
        for kind, some in everything.records.items()
        for one in some
        if kind is not StateParty
    ]
    north.apply(gone, MAI.stamp(StepKind.DELETE))
    looked_at(window, page, packed(north, "North", north.path.parent / "sent"), qtbot)
    view = page.take_in
    assert view.warning.isVisible()
    assert "more than one record in five" in view.warning.text()
    view.why.setText("Compared by telephone")
    assert not view.take_button.isEnabled()
    view.meant.setChecked(True)
    assert view.take_button.isEnabled()
    view.which.setCurrentIndex(3)
    assert {view.records.index(row, 0).data() for row in range(view.records.rowCount())} == {
        "Removed"
    }


def test_a_receipt_is_saved_for_the_sender_and_one_that_comes_is_noted(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    resize(north, 0, 7_000)
    package = packed(north, "North", tmp_path / "sent")
    take(window, page, package, qtbot)
    row = page.receiving.receipt
    assert row.button.text() == "Save the receipt for North…"
    assert not unnamed(row)
    row.write(tmp_path / "receipts")
    qtbot.waitUntil(lambda: row.result.text() != "", timeout=PATIENCE_MS)
    (file,) = (tmp_path / "receipts").glob("*.ccmr")
    assert open_receipt(file).receipt.office == "HQ"
    mine = open_changes(next((tmp_path / "out").glob("*.ccmb")))
    ask = WriteReceipt(opened=mine, office="North", key=KEY, folder=tmp_path / "back")
    page.verify.take(write_receipt(north, ask, author=MAI))
    qtbot.waitUntil(lambda: "Mai, North took in" in page.verify.sentence.text())
    assert [one.office for one in plan_of(window).store.packages.receipts()] == ["North"]


def test_the_overview_counts_what_needs_a_decision_and_leads_there(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    disputed(window, page, north, qtbot)
    window.open_page("overview")
    overview: Any = window.pages.currentWidget()
    rest(window, qtbot)
    overview.retranslate()
    assert overview.offices.isVisible()
    (offer,) = overview.offices.list.found.offers
    assert offer.text == "3 fields need a decision."
    offer.choose()
    assert isinstance(window.pages.currentWidget(), DecidePage)


def test_a_card_tells_before_and_both_sides_and_keeps_one(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    decide = disputed(window, page, north, qtbot)
    card = decide.card
    assert [one.text() for one in card.keeps] == ["Keep ours (Sarajevo)", "Keep theirs (North)"]
    assert "Mai, North, 1 Jul 2026" in card.keeps[1].accessibleDescription()
    assert "3,000\u00a0m²" in card.keeps[1].accessibleDescription()
    card.keeps[1].click()
    assert areas(plan_of(window).store)[0].size_m2 == 3_000
    assert decide.table.rowCount() == 2
    assert decide.current() is not None
    assert window.commands.actions["undo"].text() == "Undo the decision on Hazardous area"
    rest(window, qtbot)
    assert decide.table.rowCount() == 2


def test_another_value_is_written_with_the_editor_of_the_field(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    decide = disputed(window, page, north, qtbot)
    editor: Any = decide.card.editor
    editor.type_again(("x",))
    decide.card.write_button.click()
    assert decide.card.error.isVisible()
    assert decide.table.rowCount() == 3
    editor.type_again(("2,500",))
    decide.card.write_button.click()
    assert areas(plan_of(window).store)[0].size_m2 == 2_500
    assert decide.table.rowCount() == 2
    rest(window, qtbot)


def test_all_of_one_office_is_looked_at_then_kept_as_one_step(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    decide = disputed(window, page, north, qtbot)
    plan = plan_of(window)
    decide.office.setCurrentIndex(decide.office.findData("North"))
    decide.ask_all()
    box = decide.box
    assert box is not None
    assert [box.table.index(0, column).data() for column in range(1, 4)] == [
        "Size",
        "2,000\u00a0m²",
        "3,000\u00a0m²",
    ]
    assert "3 fields are decided as North wrote them." in box._said.text()
    box.do_button.click()
    qtbot.waitUntil(decide.none.isVisible, timeout=PATIENCE_MS)
    assert [area.size_m2 for area in areas(plan.store)[:3]] == [3_000, 3_001, 3_002]
    rest(window, qtbot)
    decide.notice.buttons[0].click()
    assert [area.size_m2 for area in areas(plan.store)[:3]] == [2_000, 2_001, 2_002]
    rest(window, qtbot)


def test_a_deleted_record_that_was_changed_stays_in_sight_with_a_plain_sentence(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    resize(plan.store, 0, 2_000)
    north.apply([deletion(areas(north)[0])], MAI.stamp(StepKind.DELETE))
    take(window, page, packed(north, "North", north.path.parent / "sent"), qtbot)
    window.do("decide")
    decide: Any = window.pages.currentWidget()
    qtbot.waitUntil(lambda: decide.table.rowCount() == 1, timeout=PATIENCE_MS)
    said = decide.card.about.text()
    assert said.startswith("North deleted this record. Sarajevo did not know of that")
    assert areas(plan.store)[0].size_m2 == 2_000
    gone = [one for one in decide.card.keeps if "North" in one.text()]
    gone[0].click()
    assert len(areas(plan.store)) == len(areas(north))
    rest(window, qtbot)


def test_the_office_is_asked_with_a_page_in_the_chosen_language(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    decide = disputed(window, page, north, qtbot)
    assert [one.text() for one in decide.card.asks] == ["Ask North…"]
    out = tmp_path / "question.pdf"
    decide.write_question(out, office="North", language="ar")
    qtbot.waitUntil(lambda: str(out) in decide.notice._text.text(), timeout=PATIENCE_MS)
    assert out.read_bytes().startswith(b"%PDF")
    assert decide.table.rowCount() == 3


def test_what_is_typed_on_the_card_stays_when_the_language_changes(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    decide = disputed(window, page, north, qtbot)
    editor: Any = decide.card.editor
    editor.type_again(("1,234",))
    window.set_language(Lang.load("ru"))
    qtbot.waitUntil(lambda: decide.card.keeps[0].text() == "Оставить наше (Sarajevo)")
    assert decide.card.editor == editor
    assert editor.typed_texts() == ("1,234",)


def test_another_value_that_is_not_written_yet_keeps_the_window_open(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    decide = disputed(window, page, north, qtbot)
    editor: Any = decide.card.editor
    editor.first().setFocus()
    editor.first().selectAll()
    QTest.keyClicks(editor.first(), "2500")
    decide.list.setCurrentIndex(decide.table.index(1, 0))
    window.open_page("overview")
    assert not window.close()
    assert window.pages.currentWidget() is decide
    assert "Write this value" in window.unsaved.text.text()
    decide.list.setCurrentIndex(decide.table.index(0, 0))
    decide.card.write_button.click()
    assert areas(plan_of(window).store)[0].size_m2 == 2_500
    assert window.close()


def test_what_was_typed_is_let_go_when_the_value_of_an_office_is_kept(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot
) -> None:
    decide = disputed(window, page, north, qtbot)
    editor: Any = decide.card.editor
    editor.first().setFocus()
    QTest.keyClicks(editor.first(), "9")
    decide.card.keeps[0].click()
    again: Any = decide.card.editor
    again.first().setFocus()
    QTest.keyClicks(again.first(), "9")
    QTest.keyClick(again.first(), Qt.Key.Key_Backspace)
    assert window.close()


def test_a_submission_with_open_differences_asks_for_a_reason_that_is_kept(
    window: MainWindow, page: SendPage, north: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    disputed(window, page, north, qtbot)
    window.open_page("send")
    plan, row = plan_of(window), page.pack.undecided
    assert row.says.text().startswith("3 fields were written differently")
    page.pack.pack_button.click()
    assert "Decide the differences first" in page.notice._text.text()
    page.pack.pack_into(tmp_path / "stick")
    rest(window, qtbot)
    assert "Nothing was packed" in page.pack.failed.text.text()
    assert plan.all_of(Edition) == []
    row.why.setText("The meeting is tomorrow")
    page.pack.pack_into(tmp_path / "stick")
    qtbot.waitUntil(lambda: len(plan.all_of(Edition)) == 1, timeout=PATIENCE_MS)
    rest(window, qtbot)
    (edition,) = plan.all_of(Edition)
    assert {one.why for one in plan.store.history(edition.id)} == {"The meeting is tomorrow"}
    assert row.why.text() == ""


def test_what_leaves_for_an_office_is_told_and_internal_notes_are_asked_for(
    window: MainWindow, page: SendPage, qtbot: QtBot, tmp_path: Path
) -> None:
    window.do("pack office")
    panel = page.office
    assert panel.isVisible()
    assert not page.pack.isVisible()
    assert not panel.pack_button.isEnabled()
    panel.to.setEditText("North")
    panel.look()
    qtbot.waitUntil(panel.pack_button.isEnabled, timeout=PATIENCE_MS)
    assert "Activities: 5" in panel.leaves.text()
    plan = plan_of(window)
    (first, *_) = areas(plan.store)
    plan.set_field(first, "remark", "for us only")
    panel.look()
    qtbot.waitUntil(panel.internal.isVisible, timeout=PATIENCE_MS)
    assert not panel.pack_button.isEnabled()
    panel.internal.setChecked(True)
    panel.pack_into(tmp_path / "stick")
    qtbot.waitUntil(lambda: panel.result.text() != "", timeout=PATIENCE_MS)
    (package,) = (tmp_path / "stick").glob("*.ccmb")
    assert package.name in panel.result.text()
    assert str(tmp_path / "stick") in panel.result.text()
    assert open_changes(package).verified.manifest.recipients[0].name == "North"
    rest(window, qtbot)


def test_a_plan_that_closes_is_not_read_again_for_its_differences(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.open_page("decide")
    page = window.pages.currentWidget()
    assert isinstance(page, DecidePage)
    plan_of(window).add(HazardousArea, {"code": "CHA-99999"})
    assert page._pause.isActive()
    window.close()
    with qtbot.captureExceptions() as raised:
        qtbot.wait(2 * page._pause.interval())
    assert raised == []
