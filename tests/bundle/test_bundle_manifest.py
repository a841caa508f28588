"""A manifest, though signed, is refused when it contradicts itself or leaves its bounds."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from forged_packages import (
    KEY,
    Change,
    assembled,
    changed,
    contents_of,
    listed,
    package,
    refusal,
)

from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import (
    CONTRADICTS,
    MALFORMED,
    OTHER_KIND,
    TOO_NEW,
    BundleRefused,
)


def drop(name: str) -> Change:
    def change(signed: dict[str, Any]) -> None:
        signed["files"] = [file for file in signed["files"] if file["path"] != name]

    return change


def put(**values: object) -> Change:
    return lambda signed: signed.update(values)


def add_file(path: str) -> Change:
    def change(signed: dict[str, Any]) -> None:
        signed["files"].append({"path": path, "size": 1, "sha256": "00" * 32})
        signed["files"].sort(key=lambda file: file["path"])

    return change


CONTRADICTIONS: dict[str, Change] = {
    "file twice": lambda signed: signed["files"].insert(0, signed["files"][0]),
    "files not sorted": lambda signed: signed["files"].reverse(),
    "path that climbs": add_file("../evil"),
    "manifest lists itself": add_file("ccmdesk.json"),
    "attachment named wrongly": add_file("data/attachments/" + "11" * 32),
    "case twins": lambda signed: [
        add_file("data/human/plan.sr-Latn.pdf")(signed),
        add_file("data/human/plan.sr-latn.pdf")(signed),
        signed.update(languages=["en", "fr", "sr-Latn", "sr-latn"]),
    ].clear(),
    "no README": drop("README.txt"),
    "no schema": drop("data/schema.json"),
    "language without paper": put(languages=["en", "fr", "ru"]),
    "paper without language": put(languages=["en"]),
    "count without file": lambda signed: signed["counts"].append({"kind": "plan", "records": 0}),
    "file without count": put(counts=[]),
    "first with a previous": put(previous="00" * 32),
    "second without a previous": put(number=2),
    "packs twice": put(packs=[{"name": "a", "version": "1"}, {"name": "a", "version": "2"}]),
}


@pytest.mark.parametrize("change", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_manifest_that_contradicts_itself_is_refused(change: Change) -> None:
    assert refusal(changed(change)) == CONTRADICTS


OUT_OF_BOUNDS: dict[str, Change] = {
    "number zero": put(number=0),
    "number far too large": put(number=2**53),
    "negative number": put(number=-1),
    "number as text": put(number="1"),
    "number with a point": put(number=1.0),
    "country in small letters": put(country="lao"),
    "country with a line end": put(country="LAO\n"),
    "no recipients": put(recipients=[]),
    "too many recipients": put(recipients=[{"code": "isu", "name": "I"}] * 21),
    "empty sender": put(sender={"public_key": KEY.public_key.hex(), "name": "", "office": "x"}),
    "long sender": put(
        sender={"public_key": KEY.public_key.hex(), "name": "x" * 201, "office": "x"}
    ),
    "two lines": put(
        sender={"public_key": KEY.public_key.hex(), "name": "x\nPayload-Oxum: 1.1", "office": "x"}
    ),
    "short key": put(sender={"public_key": "00", "name": "x", "office": "x"}),
    "capital digits": put(plan_hash="AB" * 32),
    "no such day": put(data_date="2026-02-30"),
    "day with time": put(data_date="2026-02-03T00:00:00"),
    "language": put(languages=["../x"]),
    "negative count": put(counts=[{"kind": "need", "records": -1}]),
    "file without sha256": put(files=[{"path": "README.txt", "size": 1}]),
    "size too large": put(files=[{"path": "README.txt", "size": 2**40, "sha256": "00" * 32}]),
    "no number": lambda signed: signed.__delitem__("number"),
    "no format": lambda signed: signed.__delitem__("format"),
    "null": put(country=None),
}


@pytest.mark.parametrize("change", OUT_OF_BOUNDS.values(), ids=OUT_OF_BOUNDS)
def test_a_manifest_out_of_bounds_is_refused(change: Change) -> None:
    assert refusal(changed(change)) == MALFORMED


def test_a_number_beyond_64_bits_is_refused() -> None:
    for number in (b"9223372036854775808", b"18446744073709551616", b"1e5", b"1.0"):
        signed = contents_of(package())["ccmdesk.json"]
        signed = signed.replace(b'"number":1,', b'"number":' + number + b",")
        assert refusal(assembled(listed(package()), signed)) == MALFORMED


@pytest.mark.parametrize(
    "spelling",
    [
        lambda raw: raw + b"\n",
        lambda raw: raw.replace(b":", b": ", 1),
        lambda raw: raw.replace(b'"kind"', b'"\\u006bind"'),
        lambda raw: raw.replace(b'{"kind"', b'{"country":"KHM","kind"', 1),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"National", b"Nat\xffonal"),
        lambda raw: raw.decode().encode("utf-16"),
        lambda _: b"",
        lambda _: b"null",
        lambda _: b"[" * 100_000,
    ],
)
def test_a_manifest_in_another_spelling_is_refused(spelling: Callable[[bytes], bytes]) -> None:
    signed = spelling(contents_of(package())["ccmdesk.json"])
    assert refusal(assembled(listed(package()), signed)) == MALFORMED


def test_a_newer_package_names_the_program_to_install() -> None:
    raw = changed(put(format=2, min_reader=2, program="9.1", country={"new": "form"}))
    with pytest.raises(BundleRefused, match=r"ccmdesk 9\.1") as caught:
        verify(io.BytesIO(raw))
    assert caught.value.message.msgid == TOO_NEW


def test_a_newer_package_that_this_reader_may_read_is_read() -> None:
    assert refusal(changed(put(format=2, min_reader=1, novelty=[1]))) == ""


def test_a_package_of_another_kind_is_refused() -> None:
    assert refusal(changed(put(kind="statistics"))) == OTHER_KIND
