"""Files of other offices on the first screen: whose key it is, and what to do with each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, make_plan, page_of, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.receipts import WriteReceipt, write_receipt
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import BeginFrom, begin_from, open_changes
from ccmdesk.actions.trust import Certify, Revoke, certify_card, list_file, revoke_key
from ccmdesk.bundle.encryption import encrypt_with
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.ui.first_run import FirstRun
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.trust.page import TrustPage

BIH = StateCode("BIH")
NORTH, ROOT = SigningKey(b"n" * 32), SigningKey(b"r" * 32)
NORTH_SAYS = fingerprint_text(NORTH.fingerprint)
Look = Callable[[Path], None]
Wait = Callable[[], None]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The whole plan, as the office North packs it."""
    with open_store(make_plan(tmp_path / "theirs.ccmdesk")) as store:
        ask = PackChanges(
            office="North", receiver="South", folder=tmp_path, key=NORTH, with_internal=True
        )
        return pack_changes(store, ask, author=AUTHOR).path


@pytest.fixture
def window(open_on: OpenWindow) -> MainWindow:
    return open_on()


@pytest.fixture
def screen(window: MainWindow) -> FirstRun:
    (screen,) = window.findChildren(FirstRun)
    return screen


@pytest.fixture
def wait(window: MainWindow, qtbot: QtBot) -> Wait:
    def wait() -> None:
        for _ in range(2):
            qtbot.waitUntil(lambda: not window.desk.busy, timeout=60_000)
            qtbot.wait(1)

    return wait


@pytest.fixture
def look(window: MainWindow, wait: Wait) -> Look:
    def take(file: Path) -> None:
        window.doings.take_file(file)
        wait()

    return take


def certified(data: Path) -> None:
    """Let the key of North be known on this computer."""
    data.mkdir(exist_ok=True)
    owner, day = ("North", "Noy"), dt.date(2026, 5, 1)
    card = key_card(keys_of(NORTH), country=BIH, owner=owner, made_on=day)
    path = data / "north.json"
    path.write_bytes(signed_card(card, key=NORTH))
    certify_card(data, Certify(card=path, compared=NORTH_SAYS), root=ROOT, author=AUTHOR)


def test_a_key_that_is_known_or_revoked_here_is_told_as_such(
    screen: FirstRun, look: Look, package: Path, tmp_path: Path
) -> None:
    look(package)
    assert "Nobody here has checked their key" in screen.verify.sentence.text()
    certified(tmp_path / "data")
    look(package)
    assert "Officer checked their key" in screen.verify.sentence.text()
    revoke_key(tmp_path / "data", BIH, Revoke(compared=NORTH_SAYS), signing=(ROOT, AUTHOR))
    look(package)
    assert "is no longer trusted" in screen.verify.sentence.text()
    palette = screen.verify.sentence.palette()
    assert palette.windowText().color() == palette.brightText().color()


def test_an_office_begins_its_plan_from_a_whole_package(
    window: MainWindow, look: Look, package: Path, tmp_path: Path, wait: Wait
) -> None:
    screen = window.first_run()
    assert not screen.begin.isVisible()
    look(package)
    row = screen.begin
    assert row.button.isVisible()
    assert not row.button.visibleRegion().isEmpty()  # on the screen of a laptop too
    assert not row.button.isEnabled()
    assert NORTH_SAYS in row.why.accessibleDescription()
    row.why.setText("Compared by telephone")
    assert row.button.isEnabled()
    row.begin_in(tmp_path / "south.ccmdesk")
    wait()
    plan = plan_of(window)
    with open_store(tmp_path / "theirs.ccmdesk", reads_only=True) as theirs:
        assert plan.store.document().content_hash == theirs.document().content_hash
        assert plan.store.replica != theirs.replica
    assert plan.store.packages.own_office() == "HQ"


def test_a_package_of_what_is_new_is_refused_in_words_and_makes_no_file(
    window: MainWindow, look: Look, package: Path, tmp_path: Path, wait: Wait
) -> None:
    screen = window.first_run()
    certified(tmp_path / "data")
    with open_store(tmp_path / "theirs.ccmdesk") as store:
        begin = BeginFrom(
            opened=open_changes(package), path=tmp_path / "o.ccmdesk", office="O", why="met"
        )
        begin_from(begin, author=AUTHOR)
        with open_store(tmp_path / "o.ccmdesk") as other:
            other.apply(
                difference(None, HazardousArea(id=HazardousAreaId(new_id()), code="HA-7")),
                AUTHOR.stamp(StepKind.ADD),
            )
            ask = PackChanges(
                office="O", receiver="North", folder=tmp_path, key=NORTH, to=store.replica
            )
            new = pack_changes(other, ask, author=AUTHOR).path
    look(new)
    assert screen.begin.button.isEnabled()
    assert not screen.begin.why.isVisible()
    screen.begin.begin_in(tmp_path / "south.ccmdesk")
    wait()
    told = [label.text() for label in window.notice.findChildren(QLabel)]
    assert any("holds only what is new" in text for text in told)
    assert not (tmp_path / "south.ccmdesk").exists()


def test_without_the_name_of_the_office_nothing_is_begun(
    window: MainWindow, screen: FirstRun, look: Look, package: Path, tmp_path: Path
) -> None:
    certified(tmp_path / "data")
    window.desk.remember(office="")
    look(package)
    screen.begin.button.click()
    told = [label.text() for label in screen.begin.notice.findChildren(QLabel)]
    assert any("name of your office" in text for text in told)


def test_every_file_between_offices_is_told_for_what_it_is_without_a_plan(
    window: MainWindow, look: Look, package: Path, tmp_path: Path
) -> None:
    key = signing_key(tmp_path / "data", passphrase="")
    sealed = tmp_path / "plan.CCMB.age"
    sealed.write_bytes(encrypt_with(package.read_bytes(), "five words that fit here"))
    look(sealed)
    screen = window.first_run()
    assert "encrypted with a passphrase" in screen.verify.sentence.text()
    assert screen.verify.secret.isVisible()
    look(receipt_of(package, tmp_path, key=key))
    assert "receipt of South" in screen.verify.sentence.text()
    assert not screen.begin.isVisible()
    certified(tmp_path / "data")
    look(list_file(tmp_path / "data", BIH))
    assert "is a list of trusted keys. Open a plan first" in notice_of(window)
    (tmp_path / "notes.txt").write_text("x" * 100, "utf-8")
    look(tmp_path / "notes.txt")
    assert "is not a plan" in notice_of(window)


def test_with_a_plan_a_list_of_keys_is_asked_about_on_its_page(
    open_on: OpenWindow, tmp_path: Path
) -> None:
    window = open_on(make_plan(tmp_path / "ours.ccmdesk"))
    certified(tmp_path / "authority")
    window.doings.take_file(list_file(tmp_path / "authority", BIH))
    page = page_of(window)
    assert isinstance(page, TrustPage)
    assert page.box is not None
    page.box.reject()


def receipt_of(package: Path, folder: Path, *, key: SigningKey) -> Path:
    """Return the receipt of an office that began from the package."""
    opened = open_changes(package)
    begin = BeginFrom(opened=opened, path=folder / "south.ccmdesk", office="South", why="met")
    begin_from(begin, author=AUTHOR)
    with open_store(folder / "south.ccmdesk") as store:
        ask = WriteReceipt(opened=opened, office="South", key=key, folder=folder)
        return write_receipt(store, ask, author=AUTHOR)


def notice_of(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.notice.findChildren(QLabel))
