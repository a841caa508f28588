"""A written package is the same every time, and stock tools accept it."""

from __future__ import annotations

import datetime as dt
import io
import random
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import msgspec
import orjson
import pytest
from forged_packages import (
    DAY,
    KEY,
    MAP,
    assembled,
    attachment,
    contents_of,
    members_of,
    package,
    raw_zip,
    refusal,
    signed_anew,
    submission,
    trusted,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.bundle import sealing
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.manifest import Recipient, sha256_of
from ccmdesk.bundle.reader import KeyState, contents, records, verify
from ccmdesk.bundle.refused import CHANGED, BundleRefused
from ccmdesk.bundle.sealing import Attachment
from ccmdesk.bundle.submission import write_submission
from ccmdesk.model.problem import Problem


def problem(**changes: object) -> str:
    with pytest.raises(Problem) as caught:
        package(**changes)
    assert not isinstance(caught.value, BundleRefused)
    assert str(caught.value)
    return caught.value.message.msgid


def test_a_written_package_is_verified_and_says_from_whom_it_is() -> None:
    out = io.BytesIO()
    written = write_submission(submission(), key=KEY, out=out)
    verified = verify(out)
    assert written.file_name == "LAO-2026-07-submission-000001.ccmb"
    assert written.size == verified.size == len(out.getvalue())
    assert written.files == len(verified.members)
    assert verified.manifest == written.manifest
    assert verified.manifest_sha256 == written.manifest_sha256
    assert verified.state is KeyState.UNVERIFIED
    assert verified.fingerprint == KEY.fingerprint
    assert fingerprint_text(KEY.fingerprint) in str(verified.sentence.values)
    assert verified.manifest.languages == ("en", "fr")
    assert [(c.kind, c.records) for c in verified.manifest.counts] == [
        ("hazardous_area", 1),
        ("need", 3),
    ]


@pytest.mark.parametrize("below", [None, 5])
def test_a_package_says_below_which_number_counts_of_people_are_masked(below: int | None) -> None:
    verified = verify(io.BytesIO(package(masked_below=below)))
    assert verified.manifest.masked_below == below


def test_a_key_that_a_person_checked_is_known() -> None:
    verified = verify(io.BytesIO(package()), trusted=[trusted()], recipient="isu")
    assert verified.state is KeyState.KNOWN
    assert verified.sentence.values["person"] == "A. Officer"
    assert verified.sentence.values["date"] == DAY


def test_records_and_files_come_out_as_they_went_in() -> None:
    source = io.BytesIO(package())
    verified = verify(source)
    ask = submission()
    assert list(records(source, verified, kind="need")) == ask.snapshots["need"]
    assert b"".join(contents(source, verified, name="data/human/plan.en.pdf")) == (
        b"%PDF-1.7 the plan"
    )
    (name,) = (file.path for file in verified.manifest.files if "attachments" in file.path)
    assert b"".join(contents(source, verified, name=name)) == MAP


def test_a_file_changed_after_it_was_verified_is_noticed_while_it_is_read() -> None:
    raw = bytearray(package(papers={"en": b"%PDF-" + bytes(range(256))}))
    verified = verify(io.BytesIO(raw))
    raw[verified.members["data/human/plan.en.pdf"].data_offset + 40] ^= 1
    with pytest.raises(BundleRefused) as caught:
        list(contents(io.BytesIO(raw), verified, name="data/human/plan.en.pdf"))
    assert caught.value.message.msgid == CHANGED


def test_a_file_other_than_signed_is_noticed_while_it_is_read() -> None:
    source = io.BytesIO(package())
    verified = verify(source)
    signed = verified.manifest
    others = tuple(msgspec.structs.replace(file, sha256="00" * 32) for file in signed.files)
    other = replace(verified, manifest=msgspec.structs.replace(signed, files=others))
    with pytest.raises(BundleRefused) as caught:
        list(contents(source, other, name="README.txt"))
    assert caught.value.message.msgid == CHANGED


def test_files_of_several_hundred_kilobytes_are_read_whole() -> None:
    """They are read in pieces of 256 KiB."""
    noise = random.Random(1).randbytes(700_000)
    fields = orjson.dumps({"need": [noise[at : at + 40].hex() for at in range(0, 39_000, 40)]})
    schema = orjson.dumps([orjson.loads(fields)] * 6)
    source = io.BytesIO(package(attachments=(attachment(noise),), schema=schema))
    verified = verify(source)
    (name,) = (file.path for file in verified.manifest.files if "attachments" in file.path)
    for path, raw in ((name, noise), ("data/schema.json", schema)):
        read = b"".join(contents(source, verified, name=path))
        assert sha256_of(read) == sha256_of(raw)
    assert len(schema) > 300_000


def test_a_file_that_was_packed_small_is_unpacked_a_piece_at_a_time() -> None:
    zeros = bytes(1024 * 1024)
    source = io.BytesIO(package(attachments=(attachment(zeros),)))
    verified = verify(source)
    (name,) = (file.path for file in verified.manifest.files if "attachments" in file.path)
    pieces = list(contents(source, verified, name=name))
    assert sha256_of(b"".join(pieces)) == sha256_of(zeros)
    assert max(map(len, pieces)) <= 256 * 1024


def test_writing_twice_gives_the_same_bytes() -> None:
    assert package() == package()


def test_the_order_in_which_the_caller_gives_things_does_not_matter() -> None:
    ask = submission()
    turned = {
        "snapshots": dict(sorted(ask.snapshots.items(), reverse=True)),
        "papers": dict(sorted(ask.papers.items())),
    }
    assert package(**turned) == package()


def test_the_hand_made_zip_of_the_tests_is_the_written_one() -> None:
    raw = package()
    assert raw_zip(members_of(raw)) == raw
    assert signed_anew(contents_of(raw)) == raw
    listed = {n: c for n, c in contents_of(raw).items() if n != "ccmdesk.json"}
    kept = {n: c for n, c in listed.items() if "dsse" not in n and "tag" not in n}
    assert assembled(kept, contents_of(raw)["ccmdesk.json"]) == raw


def test_the_media_type_stands_at_a_fixed_place_for_tools_that_look_there() -> None:
    assert package()[30:].startswith(b"mimetypeapplication/vnd.ccmdesk.bundle+zip")


def test_stock_unzip_bagit_and_sha256sum_accept_the_package(tmp_path: Path) -> None:
    (tmp_path / "p.ccmb").write_bytes(package())
    bag = tmp_path / "bag"
    subprocess.run(["unzip", "-q", "p.ccmb", "-d", "bag"], cwd=tmp_path, check=True)
    bagit.Bag(str(bag)).validate()
    subprocess.run(["sha256sum", "--strict", "-c", "manifest-sha256.txt"], cwd=bag, check=True)
    subprocess.run(["sha256sum", "--strict", "-c", "tagmanifest-sha256.txt"], cwd=bag, check=True)


def test_stock_bagit_notices_an_added_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(package())) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "data" / "added").write_bytes(b"x")
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(tmp_path)).validate()


def test_the_seal_can_be_checked_by_hand(tmp_path: Path) -> None:
    (tmp_path / "p.ccmb").write_bytes(package())
    by_hand = subprocess.run(
        ["sh", "-c", "head -c -64 p.ccmb | sha256sum"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert by_hand.stdout[:64] == package()[-64:]


def test_a_kind_without_records_is_an_empty_file() -> None:
    source = io.BytesIO(package(snapshots={"need": []}))
    verified = verify(source)
    assert list(records(source, verified, kind="need")) == []
    assert verified.manifest.counts[0].records == 0


def test_no_papers_and_no_attachments_are_allowed() -> None:
    assert refusal(package(papers={}, attachments=(), snapshots={})) == ""


def test_the_same_attachment_twice_is_sent_once() -> None:
    assert package(attachments=(attachment(MAP), attachment(MAP))) == package()


@pytest.mark.parametrize("name", ["", "a\nb", "x" * 201, "a\u2028b", "a\x85b"])
def test_a_sender_without_a_usable_name_is_told_so(name: str) -> None:
    assert problem(sender_name=name) == sealing.SENDER_MISSING
    assert problem(sender_office=name) == sealing.SENDER_MISSING


@pytest.mark.parametrize(
    "line",
    [
        b'{"a": 1}',
        b"[1]",
        b'{"a":"\\u0000"}',
        orjson.dumps({"a": "x" * 100_001}),
        orjson.dumps({"a": ["x" * 99_000] * 11}),
    ],
    ids=["other spelling", "no object", "NUL", "long text", "long line"],
)
def test_a_record_the_receiver_would_refuse_is_named_before_it_is_sent(line: bytes) -> None:
    assert problem(snapshots={"need": [b"{}", line]}) == sealing.BAD_RECORD


def test_a_victims_name_is_not_sent() -> None:
    line = b'{"notes":{"victim_name":"x"}}'
    assert problem(snapshots={"casualty_counts": [line]}) == sealing.PERSONAL_RECORD


def test_a_text_that_speaks_of_such_a_field_is_sent() -> None:
    line = orjson.dumps({"title": 'the column "victim_name": is left out'})
    assert refusal(package(snapshots={"lesson": [line]})) == ""


def test_an_attachment_that_changed_since_is_not_sent() -> None:
    lost = Attachment(sha256="00" * 32, read=lambda: b"other")
    assert problem(attachments=(lost,)) == sealing.ATTACHMENT_CHANGED


def test_a_plan_the_receiver_would_find_too_large_is_not_sent() -> None:
    zeros = attachment(bytes(3 * 1024 * 1024))
    assert problem(attachments=(zeros,)) == sealing.TOO_LARGE_TO_SEND


@pytest.mark.parametrize(
    ("number", "previous"), [(0, None), (2, None), (1, "00" * 32), (10**6, "")]
)
def test_a_wrong_number_is_a_mistake_of_the_caller(number: int, previous: str | None) -> None:
    with pytest.raises(BundleRefused):
        package(number=number, previous=previous)


class HalfStream(io.BytesIO):
    """Takes half of what it is given, as a full disk does."""

    def write(self, raw: bytes) -> int:  # type: ignore[override]
        return super().write(raw[: len(raw) // 2])


def test_a_stream_that_takes_only_part_is_noticed() -> None:
    with pytest.raises(OSError, match="only part"):
        write_submission(submission(), key=KEY, out=HalfStream())


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(
    needs=st.lists(st.dictionaries(st.text("abc", max_size=3), JSON, max_size=4), max_size=4),
    files=st.lists(st.binary(max_size=200), max_size=3),
    number=st.integers(1, 999_999),
    day=st.dates(dt.date(2010, 1, 1), dt.date(2100, 1, 1)),
    name=st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=200
    ),
)
def test_whatever_is_written_is_read_back(
    needs: list[dict[str, object]], files: list[bytes], number: int, day: dt.date, name: str
) -> None:
    lines = [orjson.dumps(need) for need in needs]
    raw = package(
        snapshots={"need": lines},
        attachments=tuple(map(attachment, files)),
        number=number,
        previous=None if number == 1 else "cd" * 32,
        data_date=day,
        sender_name=name,
        recipients=(Recipient(code="office", name=name),),
    )
    source = io.BytesIO(raw)
    verified = verify(source)
    assert list(records(source, verified, kind="need")) == lines
    assert verified.manifest.sender.name == name
    assert raw_zip(members_of(raw)) == raw
