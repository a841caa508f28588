"""The content of a file, though signed, is refused when it is not of its kind."""

from __future__ import annotations

import io
from hashlib import sha256
from unittest.mock import patch

import orjson
import pytest
from forged_packages import (
    PLAN,
    contents_of,
    package,
    refusal,
    with_file,
    with_needs,
)

from ccmdesk.bundle import payload
from ccmdesk.bundle.limits import Limits
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import (
    EXPANDS_TOO_MUCH,
    MALFORMED,
    PERSONAL_DATA,
    TOO_MANY_RECORDS,
    TOO_MANY_VALUES,
    WRONG_COUNT,
    BundleRefused,
)

BAD_LINES = {
    "spaces": b'{"a": 1}',
    "key twice": b'{"a":1,"a":2}',
    "not a number": b'{"a":NaN}',
    "infinity": b'{"a":Infinity}',
    "beyond 64 bits": b'{"a":18446744073709551616}',
    "beyond 53 bits": b'{"a":9007199254740993}',
    "lone surrogate": b'{"a":"\\ud800"}',
    "escaped letter": b'{"a":"\\u0061"}',
    "NUL": b'{"a":"\\u0000"}',
    "C0": b'{"a":"\\u001b[31m"}',
    "backspace": b'{"a":"\\b"}',
    "raw NUL": b'{"a":"\0"}',
    "invalid UTF-8": b'{"a":"\xff"}',
    "overlong UTF-8": b'{"a":"\xc0\xaf"}',
    "surrogate in UTF-8": b'{"a":"\xed\xa0\x80"}',
    "too deep": b'{"a":' + b"[" * 33 + b"]" * 33 + b"}",
    "far too deep": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "never closed": b'{"a":' + b"[" * 100_000,
    "long list": orjson.dumps({"a": list(range(1_001))}),
    "many fields": orjson.dumps({str(n): 1 for n in range(1_001)}),
    "long text": orjson.dumps({"a": "x" * 100_001}),
    "long name": orjson.dumps({"x" * 100_001: 1}),
    "long line": orjson.dumps({"a": [[sha256(b"%d" % n).hexdigest() for n in range(1000)]] * 18}),
    "list": b"[]",
    "text": b'"x"',
    "null": b"null",
    "nothing": b"",
    "comment": b'{"a":1}//',
    "two values": b"{}{}",
    "carriage return": b"{}\r",
    "digits": b'{"a":' + b"1" * 100_000 + b"}",
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_refused_with_its_number(line: bytes) -> None:
    raw = with_needs(b"{}\n" + line + b"\n{}\n", records=3)
    with pytest.raises(BundleRefused) as caught:
        verify(io.BytesIO(raw))
    assert caught.value.message.msgid == MALFORMED
    assert caught.value.message.values["line"] == 2


def test_only_the_check_of_lines_catches_a_bad_one() -> None:
    with patch.object(payload, "require_record"):
        for line in BAD_LINES.values():
            if len(line) < 1_000_000:
                assert refusal(with_needs(line + b"\n")) == ""


def test_a_last_line_without_its_end_is_refused() -> None:
    assert refusal(with_needs(b"{}")) == MALFORMED


@pytest.mark.parametrize("records", [0, 1, 3])
def test_another_number_of_records_than_signed_is_refused(records: int) -> None:
    assert refusal(with_needs(b"{}\n{}\n", records=records)) == WRONG_COUNT


def test_reading_stops_at_the_first_record_too_many() -> None:
    assert refusal(with_needs(b"{}\n{}\nnever looked at\n", records=1)) == WRONG_COUNT


def test_a_record_that_names_a_person_is_refused() -> None:
    assert refusal(with_needs(b'{"people":[{"victim_name":"x"}]}\n')) == PERSONAL_DATA


def test_more_records_than_the_limit_are_refused_unread() -> None:
    raw = package()
    assert refusal(raw, limits=Limits(records=4)) == ""
    assert refusal(raw, limits=Limits(records=3)) == TOO_MANY_RECORDS


def test_more_values_than_the_limit_are_refused_over_all_kinds_together() -> None:
    count = sum(
        1 + line.count(b",")
        for name, content in contents_of(package()).items()
        for line in content.splitlines()
        if name.endswith(".jsonl")
    )
    assert refusal(package(), limits=Limits(values=count)) == ""
    assert refusal(package(), limits=Limits(values=count - 1)) == TOO_MANY_VALUES


def test_more_bytes_of_records_than_the_limit_are_refused_unread() -> None:
    size = sum(len(c) for n, c in contents_of(package()).items() if n.endswith(".jsonl"))
    assert refusal(package(), limits=Limits(record_bytes=size)) == ""
    assert refusal(package(), limits=Limits(record_bytes=size - 1)) == EXPANDS_TOO_MUCH


@pytest.mark.parametrize("name", ["README.txt", "data/schema.json"])
def test_a_text_over_its_limit_is_refused(name: str) -> None:
    raw = with_file(name, orjson.dumps("x" * 6_000))
    assert refusal(raw, limits=Limits(text_member=6_002)) == ""
    assert refusal(raw, limits=Limits(text_member=6_001)) == EXPANDS_TOO_MUCH


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data/schema.json", b"{ }"),
        ("data/schema.json", b""),
        ("README.txt", b"\xff"),
        ("README.txt", b"a\0b"),
        (PLAN, b"<html>"),
        (PLAN, b""),
        (PLAN, b"%PD"),
    ],
)
def test_a_file_that_is_not_of_its_kind_is_refused(name: str, content: bytes) -> None:
    assert refusal(with_file(name, content)) == MALFORMED
