"""Submissions that were encrypted for the Implementation Support Unit are taken in by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hub_packages import OTHER_KEY, meant_for, package, sealed_for

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import AddSubmissions, Outcome, add_submissions
from ccmdesk.actions.hub.count import rebuild
from ccmdesk.actions.sealed_package import NO_KEY_HERE, Unlock, unlock_with
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.bundle.encryption import NOT_ENCRYPTED_FOR_US, encrypt_with
from ccmdesk.cli.main import main
from ccmdesk.db.hub.store import Hub


def test_it_is_opened_with_the_key_of_the_unit_and_kept_plain(
    hub: Hub, tmp_path: Path, author: Author
) -> None:
    key = signing_key(tmp_path / "unit", passphrase="")
    path = sealed_for(key, package(tmp_path / "in", recipients=meant_for(key)))
    for opens, says in (
        (Unlock(), NO_KEY_HERE),
        (Unlock(key=lambda: OTHER_KEY), NOT_ENCRYPTED_FOR_US),
    ):
        (one,) = add_submissions(hub, AddSubmissions(paths=[path], unlock=opens), author=author)
        assert (one.outcome, one.says.msgid) == (Outcome.REFUSED, says)
    ask = AddSubmissions(paths=[path], unlock=unlock_with(tmp_path / "unit", passphrase=""))
    assert [one.outcome for one in add_submissions(hub, ask, author=author)] == [Outcome.ACCEPTED]
    assert rebuild(hub) == 1  # the figures are made anew from what is kept, without the key


def test_one_that_somebody_else_encrypted_again_for_the_unit_is_refused(
    hub: Hub, tmp_path: Path, author: Author
) -> None:
    key = signing_key(tmp_path / "unit", passphrase="")
    path = sealed_for(key, package(tmp_path / "in", recipients=meant_for(OTHER_KEY)))
    ask = AddSubmissions(paths=[path], unlock=Unlock(key=lambda: key))
    assert [one.outcome for one in add_submissions(hub, ask, author=author)] == [Outcome.REFUSED]


def test_the_command_opens_it_with_the_key_or_the_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made, secret = package(tmp_path / "in"), tmp_path / "secret.txt"
    path = made.path.with_name("LAO.ccmb.age")
    path.write_bytes(encrypt_with(made.path.read_bytes(), "die Brücke steht"))
    secret.write_text("die Brücke steht\n", "utf-8")
    add = ["hub", str(tmp_path / "hub.db"), "add", str(path)]
    assert main(add) == 1
    assert "encrypted with a passphrase" in capsys.readouterr().out
    assert main([*add, "--package-passphrase", str(secret)]) == 0
    assert "was accepted" in capsys.readouterr().out
