"""Every bit of a package matters."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from forged_packages import (
    contents_of,
    edited,
    members_of,
    package,
    refusal,
    resealed,
    trusted,
)

from ccmdesk.bundle import zip_reader
from ccmdesk.bundle.reader import contents, verify
from ccmdesk.bundle.refused import DAMAGED, NOT_A_PACKAGE, BundleRefused

LONG = os.environ.get("CCMDESK_LONG") == "1"


def small() -> bytes:
    """Return the smallest package that has every part."""
    return package(papers={"en": b"%PDF-"}, readme="?", schema=b"{}", snapshots={"need": [b"{}"]})


def flips(raw: bytes, *, step: int = 1, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield the package with each single bit turned over in turn."""
    changed = bytearray(raw)
    for bit in range(start, 8 * len(raw), step):
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, bytes(changed)
        changed[bit // 8] ^= 1 << bit % 8


def test_one_flipped_bit_anywhere_is_refused() -> None:
    for bit, changed in flips(small()):
        assert refusal(changed) in {DAMAGED, NOT_A_PACKAGE}, bit


def test_one_changed_byte_anywhere_is_refused() -> None:
    raw = small()
    for at in range(len(raw)):
        for value in {0, 0xFF, raw[at] ^ 0x20} - {raw[at]}:
            assert refusal(raw[:at] + bytes([value]) + raw[at + 1 :]), at


def test_one_byte_more_or_less_anywhere_is_refused() -> None:
    raw = small()
    for at in range(len(raw) + 1):
        assert refusal(raw[:at] + b"\0" + raw[at:]), at
        assert at == len(raw) or refusal(raw[:at] + raw[at + 1 :]), at


def test_without_the_seal_a_flipped_bit_can_pass() -> None:
    """The control: padding behind a packed stream changes nothing but the seal."""
    raw = package()
    one = next(one for one in members_of(raw) if one.name == b"README.txt")
    flipped = one.packed[:-1] + bytes([one.packed[-1] ^ 0x80])
    changed = edited(raw, "README.txt", packed=flipped)
    assert changed != raw
    assert refusal(changed) == ""
    assert refusal(changed[:-64] + raw[-64:]) == DAMAGED
    with patch.object(zip_reader, "_require_seal"):
        assert refusal(changed[:-64] + raw[-64:]) == ""


def check_resealed(step: int, start: int) -> None:
    """A new seal helps nobody: what is then accepted says exactly the same."""
    raw = small()
    expected = contents_of(raw)
    same = 0
    for bit, changed in flips(raw[:-64], step=step, start=start):
        try:
            verified = verify(io.BytesIO(resealed(changed + raw[-64:])))
        except BundleRefused:
            continue
        same += 1
        for file in verified.manifest.files:
            found = b"".join(contents(io.BytesIO(changed), verified, name=file.path))
            assert found == expected[file.path], bit
    assert same < len(raw) * 8 // step // 100


def test_with_a_new_seal_a_flipped_bit_is_refused_or_changes_nothing() -> None:
    check_resealed(step=19, start=0)


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="CCMDESK_LONG=1 turns every bit")
def test_with_a_new_seal_every_flipped_bit_is_refused_or_changes_nothing() -> None:
    check_resealed(step=1, start=0)


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="CCMDESK_LONG=1 turns every bit")
def test_one_flipped_bit_in_a_larger_package_is_refused() -> None:
    raw = package(papers={"en": b"%PDF-" + bytes(range(256)) * 40})
    for bit, changed in flips(raw):
        assert refusal(changed, trusted=[trusted()]) in {DAMAGED, NOT_A_PACKAGE}, bit
