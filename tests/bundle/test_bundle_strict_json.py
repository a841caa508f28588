"""Strict JSON: one spelling, bounded, and nothing but its own error comes out."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmdesk.bundle.records import MAX_LINE, lines_of
from ccmdesk.bundle.strict_json import Bounds, NotStrictError, encode, parse

VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-(2**60), 2**60) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


def test_what_is_written_is_read() -> None:
    value = {"a": [1, -2.5, None, True, "ແຜນ\n\t\r\u2028\U0001f600"], "b": {"c": []}}
    assert parse(encode(value)) == value


@given(raw=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        value = parse(raw)
    except NotStrictError:
        return
    assert orjson.dumps(value) == raw


@given(value=VALUES)
def test_any_value_is_read_or_refused(value: object) -> None:
    raw = orjson.dumps(value)
    try:
        assert encode(parse(raw)) == raw
    except NotStrictError:
        return


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_depth_ends_at_thirty_two() -> None:
    assert parse(nested(32))
    mixed = b'{"a":' * 32 + b"1" + b"}" * 32
    assert parse(mixed)
    for raw in (nested(33), nested(1_000), nested(100_000), b'{"a":' * 33 + b"1" + b"}" * 33):
        with pytest.raises(NotStrictError):
            parse(raw)


def test_brackets_in_texts_do_not_count_as_depth() -> None:
    for text in ("[" * 500, '"[' * 500, "\\[" * 500, '\\"[' * 500, "[\\" * 500):
        assert parse(orjson.dumps([text])) == [text]


def test_wide_is_not_deep() -> None:
    raw = orjson.dumps([[[]]] * 1000)
    assert parse(raw)


def test_neighbours_do_not_hide_how_deep_a_list_goes() -> None:
    empty = b"[]," * 40
    assert parse(b"[" + empty + nested(31) + b"]")
    with pytest.raises(NotStrictError):
        parse(b"[" + empty + nested(32) + b"]")


def test_a_text_that_ends_in_a_backslash_hides_no_depth() -> None:
    for text in ("\\", "a\\", "\\\\", '\\"', '"\\'):
        head = orjson.dumps([text])[:-1] + b","
        assert parse(head + nested(31) + b"]")
        with pytest.raises(NotStrictError):
            parse(head + nested(32) + b"," + b"[]" + b"]")


def test_bounds_are_exact() -> None:
    good = [2**53, -(2**53), "x" * 100_000, list(range(1_000)), {str(n): 1 for n in range(1_000)}]
    bad = [
        2**53 + 1,
        -(2**53) - 1,
        "x" * 100_001,
        list(range(1_001)),
        {str(n): 1 for n in range(1_001)},
    ]
    for value in good:
        assert parse(orjson.dumps({"a": [value]})) == {"a": [value]}
    for value in bad:
        with pytest.raises(NotStrictError):
            parse(orjson.dumps({"a": [value]}))
    assert parse(orjson.dumps(list(range(1_001))), bounds=Bounds(items=1_001))


def test_the_longest_list_may_have_neighbours() -> None:
    for value in ([list(range(1_000)), 1, 2], {"a": {str(n): 1 for n in range(1_000)}, "b": 1}):
        assert parse(orjson.dumps(value)) == value


@pytest.mark.parametrize(
    "text", ["\\u0000", "\\\\b", "\\b", "\\n\\f"], ids=["zero", "two strokes", "one", "several"]
)
def test_a_spelled_out_escape_in_a_text_is_only_text(text: str) -> None:
    assert parse(orjson.dumps([text])) == [text]


@pytest.mark.parametrize("code", sorted(set(range(32)) - {9, 10, 13}))
def test_control_characters_are_refused_wherever_they_stand(code: int) -> None:
    for text in (chr(code), "\\" + chr(code), 'x"' + chr(code) + "y", "\\\\" + chr(code)):
        for value in ([text], {text: 1}):
            with pytest.raises(NotStrictError):
                parse(orjson.dumps(value))


def test_lines_do_not_depend_on_how_they_are_read() -> None:
    raw = b"".join(b"%d\n" % n for n in range(50)) + b"\n"
    for size in (1, 2, 7, 1000):
        chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
        assert list(lines_of(chunks)) == raw.split(b"\n")[:-1]


def test_the_longest_line_is_read_however_it_is_cut() -> None:
    longest = b"x" * MAX_LINE
    for chunks in ([longest, b"\n"], [longest + b"\n"], [longest[:9], longest[9:], b"\n"]):
        assert [len(line) for line in lines_of(chunks)] == [MAX_LINE]
    with pytest.raises(NotStrictError):
        list(lines_of([longest + b"x", b"\n"]))


def test_an_endless_line_is_given_up() -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * 65_536

    with pytest.raises(NotStrictError):
        list(lines_of(endless()))  # type: ignore[arg-type]
    assert taken * 65_536 <= MAX_LINE + 65_536
