"""Files of other offices on the first screen: whose key it is, and what to do with each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, make_plan

from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.trust import Certify, Revoke, certify_card, revoke_key
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.store import open_store
from ccmdesk.model.codes import StateCode
from ccmdesk.ui.first_run import FirstRun
from ccmdesk.ui.main_window import MainWindow

BIH = StateCode("BIH")
NORTH, ROOT = SigningKey(b"n" * 32), SigningKey(b"r" * 32)
NORTH_SAYS = fingerprint_text(NORTH.fingerprint)
Look = Callable[[Path], None]


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
def look(window: MainWindow, qtbot: QtBot) -> Look:
    def take(file: Path) -> None:
        window.doings.take_file(file)
        qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=60_000)

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
