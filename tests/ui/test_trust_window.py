"""Keys of offices in the window: what is known, taken in, certified, revoked and changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, make_plan, page_of, plan_of

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.signing_key import own_public_key, signing_key
from ccmdesk.actions.trust import Certify, certify_card, kept_list, list_file
from ccmdesk.bundle.fingerprint import fingerprint_digits, fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.packages import Arrival, Sender
from ccmdesk.db.store import open_store
from ccmdesk.model.change import StepKind
from ccmdesk.model.codes import StateCode
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.plan_history.page import PlanHistoryPage
from ccmdesk.ui.send_page import SendPage
from ccmdesk.ui.trust.page import TrustPage
from ccmdesk.ui.trust.question_box import QuestionBox

BIH = StateCode("BIH")
NORTH, ROOT = SigningKey(b"n" * 32), SigningKey(b"r" * 32)
NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
KEO = Author("Keo", lambda: NOON)


@pytest.fixture
def page(window: MainWindow) -> TrustPage:
    window.open_page("send")
    send = page_of(window)
    assert isinstance(send, SendPage)
    send.keys_button.click()
    page = page_of(window)
    assert isinstance(page, TrustPage)
    return page


def card_of(key: SigningKey, folder: Path, country: str = "BIH") -> Path:
    owner = ("North", "Noy")
    card = key_card(keys_of(key), country=StateCode(country), owner=owner, made_on=NOON.date())
    path = folder / "north.json"
    path.write_bytes(signed_card(card, key=key))
    return path


def answer(page: TrustPage, *typed: str, window: MainWindow, qtbot: QtBot) -> QuestionBox:
    box = page.box
    assert box is not None
    for field, text in zip(box.fields, typed, strict=True):
        field.setText(text)
    box.do_button.click()
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=60_000)
    return box


def rows(page: TrustPage) -> list[tuple[str, ...]]:
    table = page.table
    columns = range(table.columnCount())
    return [
        tuple(item.text() for column in columns if (item := table.item(row, column)) is not None)
        for row in range(table.rowCount())
    ]


def test_the_authority_certifies_revokes_and_changes_its_key(
    window: MainWindow, page: TrustPage, tmp_path: Path, qtbot: QtBot
) -> None:
    data = tmp_path / "data"
    page.certify(card_of(NORTH, tmp_path))
    wrong = answer(page, fingerprint_text(ROOT.fingerprint), "", window=window, qtbot=qtbot)
    assert wrong.isVisible()
    assert "The fingerprint is not that of the key" in wrong.notice.accessibleName()
    answer(page, fingerprint_digits(NORTH.fingerprint), "31/12/2030", window=window, qtbot=qtbot)
    north = rows(page)[0]
    assert north[:2] == ("North", "Noy")
    assert north[2].replace("\n", " ") == fingerprint_text(NORTH.fingerprint)
    assert north[3].startswith("Verified by Officer on ")
    assert rows(page)[1][3].startswith("Key of this office. Unverified:")
    assert str(list_file(data, BIH)) in page.where.text()
    page.table.selectRow(0)
    page.revoke_button.click()
    answer(page, "4", window=window, qtbot=qtbot)
    assert rows(page)[0][3].endswith("from number 4 on are not believed.")
    before = own_public_key(data)
    page.change_button.click()
    answer(page, window=window, qtbot=qtbot)
    kept, now = kept_list(data, BIH), own_public_key(data)
    assert kept is not None
    assert now is not None
    assert now != before
    assert kept.content.root == now.hex()
    assert kept.content.version == 3
    assert "version 3" in page.notice.accessibleName()
    assert page.certify_button.isVisible()


def test_the_card_of_another_country_is_not_certified(page: TrustPage, tmp_path: Path) -> None:
    page.certify(card_of(NORTH, tmp_path, country="LAO"))
    assert page.box is None
    assert "This key card is of LAO" in page.notice.accessibleName()


def test_an_office_takes_the_list_in_and_signs_nothing(
    window: MainWindow, page: TrustPage, tmp_path: Path, qtbot: QtBot
) -> None:
    authority = tmp_path / "authority"
    signing_key(tmp_path / "data", passphrase="")
    ask = Certify(card=card_of(NORTH, tmp_path), compared=fingerprint_text(NORTH.fingerprint))
    certify_card(authority, ask, root=ROOT, author=KEO)
    page.take_in(list_file(authority, BIH))
    told = answer(page, fingerprint_text(NORTH.fingerprint), window=window, qtbot=qtbot)
    assert "compare all groups with the national authority" in told.notice.accessibleName()
    answer(page, fingerprint_text(ROOT.fingerprint), window=window, qtbot=qtbot)
    assert rows(page)[0][3].startswith("Verified by Keo on ")
    assert not page.certify_button.isVisible()
    assert not page.change_button.isVisible()
    later = Certify(
        card=card_of(NORTH, tmp_path),
        compared=fingerprint_text(NORTH.fingerprint),
        expires_on=dt.date(2020, 1, 1),
    )
    certify_card(authority, later, root=ROOT, author=KEO)
    page.take_in(list_file(authority, BIH))
    answer(page, window=window, qtbot=qtbot)
    assert rows(page)[0][3].startswith("Expired on ")


def test_packages_of_a_key_that_is_revoked_since_are_told_and_lead_to_the_history(
    window: MainWindow, page: TrustPage, tmp_path: Path, qtbot: QtBot
) -> None:
    packages = plan_of(window).store.packages
    sender = Sender(replica=new_id(), office="North", person="Noy", number=4)
    arrival = Arrival(
        manifest=bytes(32),
        public_key=NORTH.public_key,
        sender=sender,
        reach={},
        needs={},
        offices={},
        lines=(),
    )
    packages.take_in(arrival, KEO.stamp(StepKind.MERGE), spare=new_id())
    page.certify(card_of(NORTH, tmp_path))
    answer(page, fingerprint_digits(NORTH.fingerprint), "", window=window, qtbot=qtbot)
    assert not page.revoked.isVisible()
    assert not page.history_button.isVisible()
    page.table.selectRow(0)
    page.revoke_button.click()
    answer(page, "4", window=window, qtbot=qtbot)
    assert page.revoked.isVisible()
    assert "package 4 of North, taken in on 1 July 2026" in page.revoked.text()
    page.history_button.click()
    assert isinstance(page_of(window), PlanHistoryPage)


def test_the_first_certifying_says_what_it_makes_and_is_taken_back_by_the_list_of_the_authority(
    window: MainWindow, page: TrustPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.certify(card_of(NORTH, tmp_path))
    assert "makes this office the national authority" in words_of(page.box)
    answer(page, fingerprint_text(NORTH.fingerprint), "", window=window, qtbot=qtbot)
    page.certify(card_of(NORTH, tmp_path))
    assert "makes this office the national authority" not in words_of(page.box)
    assert page.box is not None
    page.box.reject()
    ask = Certify(card=card_of(NORTH, tmp_path), compared=fingerprint_text(NORTH.fingerprint))
    certify_card(tmp_path / "authority", ask, root=ROOT, author=KEO)
    page.take_in(list_file(tmp_path / "authority", BIH))
    assert "was signed by this office itself" in words_of(page.box)
    answer(page, fingerprint_text(ROOT.fingerprint), window=window, qtbot=qtbot)
    kept = kept_list(tmp_path / "data", BIH)
    assert kept is not None
    assert kept.content.root == ROOT.public_key.hex()
    assert not page.certify_button.isVisible()


def words_of(box: QuestionBox | None) -> str:
    assert box is not None
    return " ".join(label.text() for label in box.findChildren(QLabel))


def test_in_a_training_copy_keys_are_only_shown(
    open_on: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    training = make_plan(tmp_path / "training.ccmdesk")
    with open_store(training) as store:
        store.mark_training()
    window = open_on(training)
    window.open_page("trust")
    page = page_of(window)
    assert isinstance(page, TrustPage)
    for button in (page.certify_button, page.revoke_button, page.change_button):
        assert not button.isVisible()
    assert not page.take_button.isEnabled()
    page.certify(card_of(NORTH, tmp_path))
    assert page.box is None
    assert "keys of this computer are only shown" in page.notice.accessibleName()
    assert kept_list(tmp_path / "data", BIH) is None
