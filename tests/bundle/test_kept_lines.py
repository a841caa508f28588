"""The lines of a package are kept packed: read as often as wanted, and proved each time."""

from __future__ import annotations

import io
from dataclasses import replace

import msgspec
import pytest
from forged_packages import NEEDS, package, submission

from ccmdesk.bundle.kept_lines import KeptLines, keep_lines
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import CHANGED, BundleRefused


def _kept() -> KeptLines:
    with io.BytesIO(package()) as source:
        return keep_lines(source, verify(source), name=NEEDS)


def test_the_lines_are_read_again_after_the_package_was_closed() -> None:
    kept = _kept()
    assert list(kept) == list(kept) == list(submission().snapshots["need"])


def test_no_more_is_kept_than_the_file() -> None:
    kept = _kept()
    assert len(kept.packed) < len(package()) // 4
    assert (kept.member.name, kept.member.offset) == (NEEDS, 0)


def test_lines_of_a_package_that_was_changed_since_are_refused() -> None:
    raw = package()
    verified = verify(io.BytesIO(raw))
    later = bytearray(raw)
    later[verified.members[NEEDS].data_offset + 30] ^= 1
    kept = keep_lines(io.BytesIO(later), verified, name=NEEDS)
    with pytest.raises(BundleRefused) as refused:
        list(kept)
    assert refused.value.message.msgid == CHANGED


def test_lines_are_proved_against_what_was_signed() -> None:
    source = io.BytesIO(package())
    verified = verify(source)
    signed = verified.manifest
    others = tuple(msgspec.structs.replace(file, sha256="00" * 32) for file in signed.files)
    other = replace(verified, manifest=msgspec.structs.replace(signed, files=others))
    with pytest.raises(BundleRefused, match="changed after it was signed"):
        list(keep_lines(source, other, name=NEEDS))
