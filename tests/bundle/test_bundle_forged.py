"""Forged packages: each is refused by its own layer, and passes when only that layer is taken out.

ZIP, seal, and every list not under attack are in order, so no other layer helps.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO
from unittest.mock import patch

import orjson
import pytest
from forged_packages import (
    NEEDS,
    OTHER_KEY,
    PLAN,
    assembled,
    contents_of,
    listed,
    package,
    refusal,
    signed_anew,
    signed_envelope,
    swapped,
    trusted,
)

from ccmdesk.bundle import contents, dsse, reader
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import (
    BAD_SIGNATURE,
    CHANGED,
    CONTRADICTS,
    MISSING_FILE,
    UNEXPECTED_FILE,
    BundleRefused,
)
from ccmdesk.bundle.zip_layout import Member


def swapped_payload() -> bytes:
    raw = contents_of(package())[NEEDS]
    return swapped(package(), NEEDS, raw.replace(b"0", b"9"))


def test_a_swapped_payload_under_a_good_signature_is_refused() -> None:
    assert refusal(swapped_payload(), trusted=[trusted()]) == CHANGED


def test_only_the_sha256_in_the_manifest_catches_a_swapped_payload() -> None:
    def unproved(source: BinaryIO, one: Member, *, sha256: str | None) -> Iterator[bytes]:
        assert sha256
        return contents.stream(source, one, sha256=None)

    with patch.object(reader, "stream", unproved):
        assert refusal(swapped_payload()) == ""


@pytest.mark.parametrize("name", sorted(listed(package())))
def test_every_listed_file_swapped_is_refused(name: str) -> None:
    content = contents_of(package())[name]
    assert refusal(swapped(package(), name, content[:-1] + b"~")) == CHANGED


def swapped_manifest() -> bytes:
    files = contents_of(package())
    other = files["ccmdesk.json"].replace(b"LAO", b"KHM")
    return assembled(listed(package()), other, envelope=files["ccmdesk.dsse.json"])


def test_a_swapped_manifest_is_refused() -> None:
    assert refusal(swapped_manifest()) == CHANGED


def forged_signature() -> bytes:
    """Return another manifest under the old signature."""
    files = contents_of(package())
    envelope = orjson.loads(files["ccmdesk.dsse.json"])
    other = files["ccmdesk.json"].replace(b"ab" * 32, b"cd" * 32)
    envelope["payload"] = base64.b64encode(other).decode()
    return assembled(listed(package()), other, envelope=orjson.dumps(envelope))


def test_another_manifest_under_an_old_signature_is_refused() -> None:
    assert refusal(forged_signature()) == BAD_SIGNATURE


def test_only_the_signature_catches_another_manifest() -> None:
    with patch.object(dsse, "is_signed_by", return_value=True):
        assert refusal(forged_signature()) == ""


def under_another_name() -> bytes:
    """Return a package that names the trusted key but is signed with another."""
    files = contents_of(package())
    envelope = signed_envelope(files["ccmdesk.json"], key=OTHER_KEY)
    return assembled(listed(package()), files["ccmdesk.json"], envelope=envelope)


def test_a_package_that_names_another_key_than_it_is_signed_with_is_refused() -> None:
    assert refusal(under_another_name(), trusted=[trusted()]) == BAD_SIGNATURE
    with patch.object(reader, "_require_own_key"):
        assert refusal(under_another_name(), trusted=[trusted()]) == ""


def test_a_stolen_name_with_ones_own_key_is_not_known() -> None:
    raw = signed_anew(contents_of(package()), key=OTHER_KEY)
    verified = verify(io.BytesIO(raw), trusted=[trusted()])
    assert verified.state is reader.KeyState.UNVERIFIED


def test_a_signature_for_another_purpose_is_refused() -> None:
    files = contents_of(package())
    envelope = orjson.loads(signed_envelope(files["ccmdesk.json"], kind=b"application/x"))
    other = orjson.dumps(envelope)
    assert refusal(assembled(listed(package()), files["ccmdesk.json"], envelope=other)) == (
        BAD_SIGNATURE
    )
    envelope["payloadType"] = dsse.MANIFEST_TYPE
    other = orjson.dumps(envelope)
    assert refusal(assembled(listed(package()), files["ccmdesk.json"], envelope=other)) == (
        BAD_SIGNATURE
    )


def listed_but_absent() -> bytes:
    files = listed(package())
    signed = contents_of(package())["ccmdesk.json"]
    return assembled({n: c for n, c in files.items() if n != PLAN}, signed)


def test_a_listed_file_that_is_absent_is_refused() -> None:
    assert refusal(listed_but_absent()) == MISSING_FILE


def unlisted() -> bytes:
    files = {**listed(package()), "data/human/plan.ru.pdf": b"%PDF-1.7 added"}
    return assembled(files, contents_of(package())["ccmdesk.json"])


def test_a_file_the_manifest_does_not_list_is_refused() -> None:
    assert refusal(unlisted()) == UNEXPECTED_FILE
    with patch.object(reader, "_require_same_files"):
        assert refusal(unlisted()) == ""


def test_a_size_other_than_signed_is_refused_before_anything_is_unpacked() -> None:
    raw = swapped(package(), PLAN, b"%PDF-1.7 a longer plan")
    with patch.object(reader, "require_payload", side_effect=AssertionError):
        assert refusal(raw) == CHANGED


def other_sums() -> bytes:
    """Return a package whose BagIt list is not that of its manifest, signed nevertheless."""
    sums = contents_of(package())["manifest-sha256.txt"]
    return signed_anew({**contents_of(package()), "manifest-sha256.txt": sums[::-1]}, lists=False)


def test_a_bag_list_that_contradicts_the_manifest_is_refused() -> None:
    assert refusal(other_sums()) == CONTRADICTS
    with patch.object(reader, "_require_bag_lists"):
        assert refusal(other_sums()) == ""


@pytest.mark.parametrize("name", ["mimetype", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"])
def test_every_fixed_file_must_be_as_it_is_made(name: str) -> None:
    content = contents_of(package())[name]
    raw = signed_anew({**contents_of(package()), name: content + b"x\n"}, lists=False)
    assert refusal(raw) == CONTRADICTS


def test_a_fetch_list_has_no_way_in() -> None:
    raw = signed_anew({**contents_of(package()), "fetch.txt": b"http://x - data/y\n"})
    assert refusal(raw) in {UNEXPECTED_FILE, CONTRADICTS}


def test_the_list_of_tag_files_is_made_anew_and_compared() -> None:
    raw = swapped(
        package(),
        "tagmanifest-sha256.txt",
        contents_of(package())["tagmanifest-sha256.txt"].replace(b"0", b"1", 1),
    )
    assert refusal(raw) == CONTRADICTS
    with patch.object(reader, "_require_tag_list"):
        assert refusal(raw) == ""


def test_verifying_never_writes_to_the_package() -> None:
    class ReadOnly(io.BytesIO):
        def write(self, _raw: object) -> int:
            raise AssertionError

    for raw in (package(), swapped_payload()):
        source = ReadOnly(raw)
        with suppress(BundleRefused):
            verify(source)
        assert source.getvalue() == raw
