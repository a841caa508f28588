"""Hostile ZIP structures: each is refused by the check that is there for it.

All packages here carry a seal that fits, so the seal never helps.
"""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from forged_packages import (
    contents_of,
    edited,
    member,
    members_of,
    package,
    raw_zip,
    refusal,
    sealed,
    signed_anew,
    swapped,
)

from ccmdesk.bundle.limits import Limits
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import (
    CHANGED,
    EXPANDS_TOO_MUCH,
    LINK,
    LOCKED_FILE,
    MISSING_FILE,
    NOT_A_PACKAGE,
    ODD_STRUCTURE,
    TOO_LARGE,
    TOO_MANY_FILES,
    TWICE,
    UNEXPECTED_FILE,
    BundleRefused,
    shown,
)
from ccmdesk.bundle.zip_reader import require_sizes

PLAN = "data/human/plan.fr.pdf"
SYMLINK = 0o120777 << 16
ZIP64_EXTRA = struct.pack("<2H2Q", 1, 16, 13, 13)

HOSTILE_NAMES = [
    b"../../evil",
    b"data/../../evil",
    b"data/human/../plan.fr.pdf",
    b"/abs",
    b"//server/share",
    b"C:\\w",
    b"C:w",
    b"data\\human\\plan.de.pdf",
    b"data/human/plan.de.pdf\0.exe",
    b"data/human/plan.de.pdf.",
    b"data/human/plan.de.pdf ",
    b"data/human/PLAN.de.pdf",
    b"Data/human/plan.de.pdf",
    b"data/human/plan.de.PDF",
    b"./data/human/plan.de.pdf",
    b"data//human/plan.de.pdf",
    b"data/human/plan.de.pdf/",
    b"data/human/",
    b"data/human/plan.de.pdf:stream",
    b"CON",
    b"con.txt",
    b"data/snapshot/con.jsonl",
    b"data/snapshot/com1.jsonl",
    b"data/snapshot/caf\xc3\xa9.jsonl",
    b"data/snapshot/cafe\xcc\x81.jsonl",
    b"data/snapshot/caf\xe9.jsonl",
    b"data/snapshot/need\xe2\x80\xae.jsonl",
    b"data/snapshot/need.jsonl\n",
    b"data/attachments/" + b"A" * 64,
    b"data/attachments/" + b"a" * 63,
    b"fetch.txt",
    b"__MACOSX/x",
    b".hidden",
    b"",
    b"a" * 60_000,
]


@pytest.mark.parametrize(
    "name", HOSTILE_NAMES, ids=[f"name {n}" for n in range(len(HOSTILE_NAMES))]
)
def test_a_name_that_is_not_expected_is_refused(name: bytes) -> None:
    assert refusal(raw_zip([*members_of(package()), member(name, b"x")])) == UNEXPECTED_FILE


def test_a_hostile_name_is_shown_without_its_tricks() -> None:
    assert shown("a\u202egpj.exe\n") == "a\\xe2\\x80\\xaegpj.exe\\x0a"
    assert len(shown(b"x" * 1000)) == 80
    assert shown("a\ud800b") == "a\\ud800b"
    assert shown("a" * 80) == "a" * 80
    assert shown("a" * 81) == "a" * 77 + "..."


def test_the_same_name_twice_is_refused() -> None:
    members = members_of(package())
    assert refusal(raw_zip([*members, member(PLAN, b"%PDF-other")])) == TWICE


def test_names_that_differ_by_capitals_only_are_refused() -> None:
    twins = [member("data/human/plan.sr-Latn.pdf", b""), member("data/human/plan.sr-latn.pdf", b"")]
    assert refusal(raw_zip([*members_of(package()), *twins])) == TWICE


@pytest.mark.parametrize("index", range(14))
def test_a_member_left_out_is_refused(index: int) -> None:
    members = members_of(package())
    name = members.pop(index).name.decode()
    assert refusal(raw_zip(members)) == MISSING_FILE, name


def test_members_in_another_order_are_refused() -> None:
    members = members_of(package())
    members[3], members[4] = members[4], members[3]
    assert refusal(raw_zip(members)) == ODD_STRUCTURE


def test_an_expected_name_that_is_not_listed_is_refused() -> None:
    members = members_of(package())
    members.insert(6, member("data/human/plan.ru.pdf", b"%PDF-1.7 added"))
    members.sort(key=lambda one: (not one.name.startswith(b"data/"), one.name))
    names = [one.name for one in members_of(package())]
    before = [one for one in members if one.name in names[:3]]
    data = [one for one in members if one.name.startswith(b"data/")]
    after = [one for one in members if one.name in names[-5:]]
    before.sort(key=lambda one: names.index(one.name))
    after.sort(key=lambda one: names.index(one.name))
    assert refusal(raw_zip([*before, *data, *after])) == UNEXPECTED_FILE


@pytest.mark.parametrize("flags", [0x1, 0x40, 0x41, 0x2000])
def test_encryption_flags_are_refused(flags: int) -> None:
    assert refusal(edited(package(), PLAN, flags=flags)) == LOCKED_FILE


def test_a_symbolic_link_is_refused() -> None:
    assert refusal(edited(package(), PLAN, attributes=SYMLINK)) == LINK


STRUCTURES: dict[str, dict[str, Any]] = {
    "data descriptor flag": {"flags": 0x8},
    "data descriptor": {"flags": 0x8, "after": struct.pack("<4s3I", b"PK\7\x08", 1, 2, 3)},
    "UTF-8 flag": {"flags": 0x800},
    "other method": {"method": 12},
    "date": {"date": 0x5AE1},
    "time": {"time": 1},
    "made by": {"made_by": 20},
    "version": {"version": 45},
    "executable": {"attributes": 0o100755 << 16},
    "device": {"attributes": 0o060644 << 16},
    "directory": {"attributes": 0o040755 << 16 | 0x10},
    "internal attributes": {"internal": 1},
    "disk number": {"disk": 1},
    "member comment": {"comment": b"x"},
    "extra field": {"extra": b"UT\x01\x00\x00"},
    "extra field in front": {"extra_local": b"UT\x01\x00\x00"},
    "zip64 field": {"extra": ZIP64_EXTRA, "packed_size": 0xFFFFFFFF, "size": 2**20},
    "zip64 in front": {"extra_local": ZIP64_EXTRA},
    "gap after it": {"after": b"hidden"},
    "points to another": {"offset": 0},
    "points beyond the end": {"offset": 0xFFFFFFF0},
    "other name in front": {"local_name": b"data/human/plan.ru.pdf"},
    "other size in front": {"local": {"size": 1}},
    "other CRC in front": {"local": {"crc": 1}},
    "other flags in front": {"local": {"flags": 1}},
    "other method in front": {"local": {"method": 0}},
    "packed size too large": {"packed_size": 5_000},
    "packed size too small": {"packed_size": 3},
}


@pytest.mark.parametrize("changes", STRUCTURES.values(), ids=STRUCTURES)
def test_a_structure_our_writer_never_makes_is_refused(changes: dict[str, Any]) -> None:
    assert refusal(edited(package(), PLAN, **changes)) == ODD_STRUCTURE


def test_an_unpacked_member_is_refused() -> None:
    raw = b"%PDF-1.7 plan"
    assert refusal(edited(package(), PLAN, method=0, packed=raw)) == ODD_STRUCTURE


def test_a_packed_media_type_is_refused() -> None:
    members = members_of(package())
    members[0] = member("mimetype", b"application/vnd.ccmdesk.bundle+zip")
    assert refusal(raw_zip(members)) == ODD_STRUCTURE


def test_bytes_before_the_first_member_are_refused() -> None:
    assert refusal(raw_zip(members_of(package()), before=b"#!/bin/sh\n")) == ODD_STRUCTURE


def test_bytes_before_the_directory_are_refused() -> None:
    assert refusal(raw_zip(members_of(package()), gap=b"hidden")) == ODD_STRUCTURE


@pytest.mark.parametrize("count", [0, 1, 13, 15, 9_999])
def test_a_wrong_number_of_members_is_refused(count: int) -> None:
    assert refusal(raw_zip(members_of(package()), count=count)) == ODD_STRUCTURE


def test_bytes_after_the_end_are_refused() -> None:
    raw = package()
    assert refusal(raw + b"x") == NOT_A_PACKAGE
    assert refusal(raw + raw[-93:]) != ""
    assert refusal(raw + raw) != ""
    assert refusal(sealed(raw[:-64] + b"hidden" + raw[-93:-64])) == ODD_STRUCTURE


def test_another_comment_is_refused() -> None:
    raw = package()
    cut = raw[:-71]
    assert refusal(cut[:-2] + struct.pack("<H", 5) + b"hello") == NOT_A_PACKAGE
    assert refusal(cut[:-2] + struct.pack("<H", 0)) == NOT_A_PACKAGE
    assert refusal(sealed(cut + b"SHA256:")) == NOT_A_PACKAGE
    assert refusal(sealed(cut[:-2] + struct.pack("<H", 70) + b"sha256:")) == ODD_STRUCTURE


@pytest.mark.parametrize("field", range(2))
def test_more_than_one_disk_is_refused(field: int) -> None:
    raw = bytearray(package())
    raw[-93 + 4 + 2 * field] = 1
    assert refusal(sealed(bytes(raw[:-64]))) == ODD_STRUCTURE


def test_a_directory_elsewhere_is_refused() -> None:
    raw = bytearray(package())
    raw[-93 + 16] ^= 4
    assert refusal(sealed(bytes(raw[:-64]))) == ODD_STRUCTURE


def test_overlapping_members_are_refused() -> None:
    members = members_of(package())
    kernel = members[5]
    twins = [
        replace(kernel, name=b"data/attachments/%064x" % n, offset=5, packed=b"", packed_size=13)
        for n in range(50)
    ]
    assert refusal(raw_zip([*members[:3], *twins, *members[3:]])) == ODD_STRUCTURE


def test_an_ordinary_zip_and_other_files_are_not_packages() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "x")
    for raw in (b"", b"PK", bytes(1000), b"%PDF-1.7" * 100, out.getvalue(), package()[:-1]):
        assert refusal(raw) == NOT_A_PACKAGE


def test_an_empty_sealed_zip_is_refused() -> None:
    assert refusal(raw_zip([])) == NOT_A_PACKAGE
    assert refusal(raw_zip([], before=b"xx")) == ODD_STRUCTURE


def test_a_directory_cut_short_is_refused() -> None:
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, 20, 0, 71)
    assert refusal(sealed(b"PK\1\2" + bytes(16) + end + b"sha256:")) == ODD_STRUCTURE


@pytest.mark.parametrize("allowed", range(20))
def test_a_file_lost_while_it_is_read_is_refused(allowed: int) -> None:
    class Lost(io.BytesIO):
        reads = 0

        def read(self, size: int | None = -1) -> bytes:
            self.reads += 1
            return b"" if self.reads > allowed else super().read(size)

    with pytest.raises(BundleRefused) as caught:
        verify(Lost(package()))
    assert caught.value.message.msgid == NOT_A_PACKAGE


def test_the_writer_is_held_to_the_number_of_members() -> None:
    with pytest.raises(BundleRefused) as caught:
        require_sizes([None] * 3, limits=Limits(members=2))  # type: ignore[list-item]
    assert caught.value.message.msgid == TOO_MANY_FILES
    assert caught.value.message.values == {"limit": 2}


def test_a_file_over_the_limit_is_not_even_looked_into() -> None:
    raw = package()
    assert refusal(raw, limits=Limits(package=len(raw))) == ""
    assert refusal(raw, limits=Limits(package=len(raw) - 1)) == TOO_LARGE


def test_the_longest_manifest_is_read_and_one_byte_more_is_not() -> None:
    raw = package()
    size = len(contents_of(raw)["ccmdesk.json"])
    assert refusal(raw, limits=Limits(manifest=size)) == ""
    assert refusal(raw, limits=Limits(manifest=size - 1)) == EXPANDS_TOO_MUCH


def test_more_members_than_the_limit_are_refused() -> None:
    raw = package()
    assert refusal(raw, limits=Limits(members=14)) == ""
    assert refusal(raw, limits=Limits(members=13)) == TOO_MANY_FILES
    few = raw_zip(members_of(raw), count=2)
    assert refusal(few, limits=Limits(members=13)) == TOO_MANY_FILES


def test_the_refusal_of_too_many_files_names_how_many_there_may_be() -> None:
    with pytest.raises(BundleRefused) as caught:
        verify(io.BytesIO(raw_zip(members_of(package()), count=2)), limits=Limits(members=13))
    assert caught.value.message.values == {"limit": 13}


def test_a_million_entries_are_refused_before_they_are_read() -> None:
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", *([0] * 16)) * 1_000_000
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, len(entry), 0, 71)
    assert refusal(sealed(entry + end + b"sha256:")) == TOO_MANY_FILES
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(entry), 0, 71)
    assert refusal(sealed(entry + end + b"sha256:")) == TOO_MANY_FILES


def test_a_file_that_grows_more_than_a_hundredfold_is_refused() -> None:
    zeros = member(PLAN, bytes(1024 * 1024 + 1))
    assert zeros.size > 100 * len(zeros.packed)
    members = [zeros if one.name == PLAN.encode() else one for one in members_of(package())]
    assert refusal(raw_zip(members)) == EXPANDS_TOO_MUCH


def test_what_grows_beyond_the_total_is_refused() -> None:
    raw = package()
    total = sum(one.size for one in members_of(raw))
    assert refusal(raw, limits=Limits(expanded=total)) == ""
    assert refusal(raw, limits=Limits(expanded=total - 1)) == EXPANDS_TOO_MUCH


def test_four_gigabytes_claimed_are_refused_from_the_claim() -> None:
    assert refusal(edited(package(), PLAN, size=0xFFFFFFFF)) == EXPANDS_TOO_MUCH


@pytest.mark.parametrize("name", ["ccmdesk.json", "ccmdesk.dsse.json", "tagmanifest-sha256.txt"])
def test_an_unsigned_file_that_is_too_large_is_refused(name: str) -> None:
    noise = bytes(range(256)) * 8 * 1024
    raw = swapped(package(), name, noise)
    limits = Limits(manifest=100_000, text_member=100_000, ratio=100_000)
    assert refusal(raw, limits=limits) == EXPANDS_TOO_MUCH


@pytest.mark.parametrize("difference", [-5, -1, 1, 5])
def test_a_lying_size_is_refused(difference: int) -> None:
    for one in members_of(package())[1:]:
        raw = edited(package(), one.name.decode(), size=one.size + difference)
        assert refusal(raw) == CHANGED, one.name


def test_a_wrong_crc_is_refused_for_every_member() -> None:
    for one in members_of(package()):
        assert refusal(edited(package(), one.name.decode(), crc=one.crc ^ 1)) == CHANGED, one.name


@pytest.mark.parametrize("tail", [b"\0", b"PK", b"\3\0", bytes(200)])
def test_bytes_after_the_end_of_a_packed_stream_are_refused(tail: bytes) -> None:
    for one in members_of(package())[1:]:
        raw = edited(package(), one.name.decode(), packed=one.packed + tail)
        assert refusal(raw) in {CHANGED, ODD_STRUCTURE}, one.name
        if len(tail) < 50:
            assert refusal(raw) == CHANGED


def test_bytes_after_a_stream_that_ends_where_a_piece_ends_are_refused() -> None:
    """The reader takes 256 KiB at a time; this stream is exactly as long."""
    content = b"%PDF-" + bytes(range(256)) * 1024
    blocks = [content[at : at + 65_531] for at in range(0, 4 * 65_531, 65_531)]
    stream = b"".join(
        struct.pack("<BHH", number == 3, len(block), len(block) ^ 0xFFFF) + block
        for number, block in enumerate(blocks)
    )
    raw = signed_anew({**contents_of(package()), PLAN: b"".join(blocks)})
    assert len(stream) == 256 * 1024
    assert refusal(edited(raw, PLAN, packed=stream)) == ""
    assert refusal(edited(raw, PLAN, packed=stream + b"x")) == CHANGED


def test_a_packed_stream_without_its_end_is_refused() -> None:
    for one in members_of(package())[1:]:
        for kept in (0, 1, len(one.packed) // 2, len(one.packed) - 1):
            raw = edited(package(), one.name.decode(), packed=one.packed[:kept])
            assert refusal(raw) == CHANGED, (one.name, kept)


def test_a_truncated_file_is_refused_at_every_two_hundredth() -> None:
    raw = package()
    for part in range(200):
        assert refusal(raw[: len(raw) * part // 200]) == NOT_A_PACKAGE
