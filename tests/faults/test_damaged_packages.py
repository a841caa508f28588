"""Whatever came from elsewhere cut short or with a bit turned over is refused, and changes nothing.

Ordinarily some hundred damages over all kinds of file; CCMDESK_DAMAGED sets another number.
"""

from __future__ import annotations

import os
import random
import traceback
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from received import Received, receive_all

from ccmdesk.bundle import dsse
from ccmdesk.bundle.receipt import read_receipt
from ccmdesk.db.store import open_store
from ccmdesk.model.problem import Problem

TRIED = int(os.environ.get("CCMDESK_DAMAGED", "340"))
SEED = int(os.environ.get("CCMDESK_SEED", "0"))
PARTS = 200
KINDS = (
    "package",
    "encrypted",
    "submission",
    "receipt",
    "trust-list",
    "key-card",
    "signing-key",
    "plan-key",
    "update",
    "backup",
)

pytestmark = pytest.mark.timeout(300 + TRIED)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Received]]:
    return receive_all(tmp_path_factory.mktemp("received"))


def damaged(raw: bytes, number: int) -> bytes:
    """Return *raw* cut in one of 200 parts when *number* is even, else with a bit turned there."""
    chance = random.Random(f"{SEED} {number}")
    part = number // 2 * 67 % PARTS  # 67 and 200 have no divisor in common
    at = min(len(raw) * part // PARTS + chance.randrange(len(raw) // PARTS + 1), len(raw) - 1)
    if number % 2 == 0:
        return raw[:at]
    return raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_in_words_and_changes_nothing(
    whole: tuple[Path, dict[str, Received]], tmp_path: Path, kind: str, record_property: Any
) -> None:
    own, files = whole
    file = files[kind]
    path, wrong, harmless = tmp_path / file.name, [], 0
    tried = TRIED // len(KINDS)
    with open_store(own) as store:
        before = store.document().content_hash, store.lines(), store.packages.receipts()
        for number in range(tried):
            raw = damaged(file.raw, number)
            path.write_bytes(raw)
            try:
                file.take(store, path)
                harmless += 1
                if file.proved:
                    wrong.append(f"{number}: taken")
            except Problem as problem:
                str(problem)
            except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
                wrong.append(f"{number}: {traceback.format_exc()}")
            if path.read_bytes() != raw:
                wrong.append(f"{number}: the file was changed")
        after = store.document().content_hash, store.lines(), store.packages.receipts()
    record_property("tried", f"{kind}: {tried}, harmless {harmless}, seed {SEED}")
    assert wrong == []
    assert after == before


def test_each_whole_file_is_taken(whole: tuple[Path, dict[str, Received]], tmp_path: Path) -> None:
    own, files = whole
    copy = tmp_path / "copy.ccmdesk"
    copy.write_bytes(own.read_bytes())
    assert tuple(files) == KINDS
    with open_store(copy) as store:
        for file in files.values():
            path = tmp_path / "files" / file.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.raw)
            file.take(store, path)


def test_without_the_signature_a_turned_bit_passes(
    whole: tuple[Path, dict[str, Received]],
) -> None:
    """The control: what the office is called is believed as it stands there."""
    raw = whole[1]["receipt"].raw
    passed = 0
    with patch.object(dsse, "is_signed_by", return_value=True):
        for number in range(1, 2 * PARTS, 2):
            try:
                read_receipt(damaged(raw, number))
            except Problem:
                continue
            passed += 1
    assert passed > 3
