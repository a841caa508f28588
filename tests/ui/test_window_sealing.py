"""Who can read a package is chosen before it is packed, and a passphrase is asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_plan import page_of, plan_of

from ccmdesk.actions.author import Author
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.sealed_package import Sealing, Unlock
from ccmdesk.actions.take_in_changes import open_changes
from ccmdesk.actions.trust import Certify, certify_card
from ccmdesk.actions.verify_package import open_package
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.offices.sealing_row import SealingRow
from ccmdesk.ui.send_page import SendPage

PATIENCE_MS = 90_000
NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
KEO = Author("Keo", lambda: NOON)
NORTH, ROOT = SigningKey(b"n" * 32), SigningKey(b"r" * 32)
WORDS = "otter granite lantern seven basil"


@pytest.fixture
def page(window: MainWindow) -> SendPage:
    window.open_page("send")
    page = page_of(window)
    assert isinstance(page, SendPage)
    return page


def card_of(folder: Path) -> Path:
    owner = ("North", "Noy")
    card = key_card(keys_of(NORTH), country=StateCode("BIH"), owner=owner, made_on=NOON.date())
    path = folder / "north.json"
    path.write_bytes(signed_card(card, key=NORTH))
    return path


def choose(row: SealingRow, said: str) -> None:
    place = row.whom.findText(said)
    assert place >= 0, [row.whom.itemText(n) for n in range(row.whom.count())]
    row.whom.setCurrentIndex(place)
    row.whom.activated.emit(place)


def pack_for_north(
    window: MainWindow, page: SendPage, folder: Path, qtbot: QtBot
) -> tuple[Path, str]:
    panel = page.office
    panel.to.setEditText("North")
    panel.look()
    qtbot.waitUntil(panel.pack_button.isEnabled, timeout=PATIENCE_MS)
    panel.pack_into(folder)
    qtbot.waitUntil(lambda: panel.result.text() != "", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    (package,) = folder.iterdir()
    return package, panel.result.text()


def test_an_office_of_the_list_is_offered_and_alone_can_open_the_package(
    window: MainWindow, page: SendPage, tmp_path: Path, qtbot: QtBot
) -> None:
    ask = Certify(card=card_of(tmp_path), compared=fingerprint_text(NORTH.fingerprint))
    certify_card(tmp_path / "data", ask, root=ROOT, author=KEO)
    window.do("pack office")
    first = fingerprint_text(NORTH.fingerprint).split()[0]
    choose(page.office.sealing, f"Only North (key {first})")
    package, told = pack_for_north(window, page, tmp_path / "stick", qtbot)
    assert package.name.endswith(".ccmb.age")
    assert "Encrypted to North; you can open it too." in told
    assert "Nobody here has compared" not in told
    opened = open_changes(package, unlock=Unlock(key=lambda: NORTH))
    assert opened.verified.manifest.recipients[0].name == "North"
    with pytest.raises(Problem, match="does not open it"):
        open_changes(package, unlock=Unlock(key=lambda: ROOT))


def test_a_card_that_nobody_compared_is_taken_with_a_warning(
    window: MainWindow, page: SendPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.pack.sealing.use_card(card_of(tmp_path))
    assert "Nobody here has compared the key of North" in page.pack.sealing._hint.text()
    page.pack.pack_into(tmp_path / "stick")
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    (package,) = (tmp_path / "stick").iterdir()
    assert open_package(package, unlock=Unlock(key=lambda: NORTH)).verified.manifest.number == 1
    assert "Encrypted to North" in page.pack._result.text()


def test_a_bad_card_is_told_and_anyone_stays_chosen(page: SendPage, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", "utf-8")
    page.pack.sealing.use_card(bad)
    assert page.notice.isVisible()
    assert page.pack.sealing.whom.currentText() == "Anyone who has the file"


def test_a_passphrase_is_needed_shown_as_typed_and_forgotten(
    window: MainWindow, page: SendPage, tmp_path: Path, qtbot: QtBot
) -> None:
    window.do("pack office")
    row = page.office.sealing
    choose(row, "Anyone who knows a passphrase, for a first contact")
    page.office.pack_into(tmp_path / "stick")
    assert "Type the passphrase of the package" in page.notice._text.text()
    assert not (tmp_path / "stick").exists()
    row.secret.setText(WORDS)
    package, told = pack_for_north(window, page, tmp_path / "stick", qtbot)
    assert "Tell it to the receiver by telephone" in told
    assert row.secret.text() == ""
    assert open_changes(package, unlock=Unlock(passphrase=lambda: WORDS)).arrival.lines


def test_a_package_that_came_with_a_passphrase_asks_for_it_until_it_is_right(
    window: MainWindow, page: SendPage, tmp_path: Path, qtbot: QtBot
) -> None:
    ask = PackChanges(
        office="North",
        receiver="HQ",
        folder=tmp_path / "stick",
        key=NORTH,
        sealing=Sealing(passphrase=WORDS),
        with_internal=True,
    )
    package = pack_changes(plan_of(window).store, ask, author=KEO).path
    panel = page.verify
    panel.check(package)
    qtbot.waitUntil(panel.secret.isVisible, timeout=PATIENCE_MS)
    assert panel.secret.field.hasFocus() or not window.isActiveWindow()
    for typed, shown in (("otter", True), (WORDS, False)):
        panel.secret.field.setText(typed)
        panel.secret.button.click()
        qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
        assert panel.secret.isHidden() is not shown
        assert ("does not open the package" in panel.sentence.text()) is shown
    qtbot.waitUntil(lambda: page.take_in.outlook is not None, timeout=PATIENCE_MS)
    assert panel.secret.field.text() == ""


def test_masking_tells_how_many_counts_it_takes_and_is_packed(
    window: MainWindow, page: SendPage, tmp_path: Path, qtbot: QtBot
) -> None:
    row = page.pack.masking
    assert row.below is None
    row.masks.setChecked(True)
    row.limit.setValue(100)
    qtbot.waitUntil(lambda: "masked" in row.told.text(), timeout=PATIENCE_MS)
    assert "below 100" in row.told.text()
    page.pack.pack_into(tmp_path / "stick")
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    (package,) = (tmp_path / "stick").iterdir()
    assert open_package(package).verified.manifest.masked_below == 100
