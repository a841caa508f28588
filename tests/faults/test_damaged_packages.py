"""What offices send one another is cut off or has a bit turned: words, and nothing is changed.

Ordinarily some hundred damages; CCMDESK_FAULTS=1 tries twenty thousand, CCMDESK_SEED others.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from damaged_packages import Sent, make_all, try_all

from ccmdesk.bundle import dsse, zip_reader
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
SEED = int(os.environ.get("CCMDESK_SEED", "0"))
KINDS = {
    "changes": 60,
    "encrypted": 60,
    "submission": 50,
    "receipt": 50,
    "trust-list": 40,
    "key": 20,
    "form-pack": 20,
    "backup": 10,
}
"""How many damages each kind of file gets in every run; a whole run has 66 times as many."""

TIMES = 67 if ALL else 1
pytestmark = pytest.mark.timeout(7200 if ALL else 300)
Made = tuple[Path, dict[str, Sent]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("sent")
    return folder, make_all(folder, load_packs(resource("packs")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_in_words(made: Made, kind: str, record_property: Any) -> None:
    folder, sent = made
    count = KINDS[kind] * TIMES
    found = try_all(sent[kind], folder, count, seed=SEED)
    record_property("damages", f"seed {SEED}: {vars(found)}")
    assert found.wrong == []
    assert found.tried == count
    assert found.refused > 0
    assert kind == "form-pack" or found.other == 0


def test_without_the_signature_a_changed_receipt_is_taken_for_a_good_one(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the signature that refuses a changed letter."""
    folder, sent = made
    monkeypatch.setattr(dsse, "is_signed_by", lambda *_: True)
    assert try_all(sent["receipt"], folder, 100, seed=SEED).wrong


def test_without_the_seal_and_the_signature_a_changed_package_gets_further(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: padding behind a packed stream changes nothing but the seal."""
    folder, sent = made
    monkeypatch.setattr(zip_reader, "_require_seal", lambda *_: None)
    monkeypatch.setattr(dsse, "is_signed_by", lambda *_: True)
    assert try_all(sent["changes"], folder, 400, seed=SEED).wrong
