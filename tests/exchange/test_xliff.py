"""XLIFF out and in: nothing is lost, tools can work on it, and what is hostile is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File
from translation_samples import (
    ANY_TEXT,
    AWKWARD,
    EN_AR,
    EN_FR,
    key,
    outgoing,
    unit,
    written,
)

from ccmdesk.exchange.translation_file import Outgoing, Returned, short_text
from ccmdesk.exchange.xliff import read_xliff
from ccmdesk.exchange.xliff2 import write_xliff2
from ccmdesk.exchange.xliff12 import write_xliff12
from ccmdesk.model.problem import Problem
from ccmdesk.rules.translations import TextState

SCHEMAS = Path(__file__).parents[1] / "data" / "xliff"
WRITERS = pytest.mark.parametrize("write", [write_xliff2, write_xliff12])
Write = Callable[[Any, Outgoing], None]
TOOLS: dict[Any, Any] = {write_xliff2: Xliff2File, write_xliff12: Xliff1File}
CORE2 = 'xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"'
CORE1 = 'xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"'


class _Beside(etree.Resolver):  # type: ignore[misc]  # lxml has no types
    def resolve(self, system_url: str, _public_id: str, context: Any) -> Any:
        name = SCHEMAS / system_url.rpartition("/")[2]
        return self.resolve_filename(str(name), context)


@cache
def _schema(name: str) -> Any:
    parser = etree.XMLParser()
    parser.resolvers.add(_Beside())
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), parser))


def _schema_of(write: Any) -> Any:
    name = "xliff-core-2.0.xsd" if write is write_xliff2 else "xliff-core-1.2-strict.xsd"
    return _schema(name)


def _read(data: bytes) -> tuple[Returned, ...]:
    return read_xliff("from-the-translator.xlf", data).texts


def _one(text: str) -> Returned:
    (returned,) = _read(text.encode())
    return returned


@WRITERS
@given(texts=st.lists(st.tuples(ANY_TEXT, ANY_TEXT | st.just("")), min_size=1, max_size=4))
def test_whatever_a_field_may_hold_comes_back_as_it_was(write: Write, texts: Any) -> None:
    units = [unit(source, target, number=n) for n, (source, target) in enumerate(texts, 1)]
    data = written(write, outgoing(units))
    assert [(r.key, r.source, r.target) for r in _read(data)] == [
        (each.key, each.source, each.target) for each in units
    ]
    assert _schema_of(write).validate(etree.fromstring(data))


@WRITERS
def test_a_translator_is_told_record_field_limit_and_help(write: Write) -> None:
    stale = unit("One", "Un", state=TextState.OUT_OF_DATE)
    tree = etree.fromstring(written(write, outgoing([stale])))
    notes = [note.text for note in tree.iter("{*}note")]
    assert notes == [
        "Activity: A4-01 · AREA-NORD <1>",
        "Title",
        "At most 300 characters.",
        "What is done.",
        "The source was changed after this was translated. Check it.",
    ]


@WRITERS
def test_a_returned_text_says_its_languages_and_what_it_was_written_with(write: Write) -> None:
    stale = unit(AWKWARD, "Déjà là", number=3, state=TextState.OUT_OF_DATE)
    data = written(write, outgoing([unit("One"), unit("Two", "Deux", number=2), stale]))
    first, second, third = _read(data)
    assert {text.pair for text in (first, second, third)} == {EN_FR}
    assert (first.was, second.was, third.was) == ("", short_text("Deux"), short_text("Déjà là"))
    assert (first.done, second.done, third.done) == (False, True, False)
    assert third.source == AWKWARD
    assert second.where > first.where


@WRITERS
def test_a_translation_tool_reads_the_file_and_what_it_writes_is_read_again(write: Write) -> None:
    units = [unit(AWKWARD), unit("Two", "Deux", number=2), unit("خط", number=3)]
    store = TOOLS[write].parsestring(written(write, outgoing(units, EN_AR)))
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("en", "ar")
    assert [str(u.source) for u in store.units] == [each.source for each in units]
    assert [u.istranslated() for u in store.units] == [False, True, False]
    if write is write_xliff12:  # the tool looks for notes of 2.0 where the standard has none
        assert all("A4-01" in u.getnotes() for u in store.units)
    store.units[0].target = AWKWARD.upper()
    store.units[0].markfuzzy(False)
    store.units[2].target = "سطر < خط"
    again = _read(bytes(store))
    assert [text.target for text in again] == [AWKWARD.upper(), "Deux", "سطر < خط"]
    assert [text.key for text in again] == [each.key for each in units]
    assert again[0].source == AWKWARD


def test_what_a_tool_divided_into_segments_is_one_text_again() -> None:
    text = _one(
        f'<xliff {CORE2}><file id="f"><unit id="{key(1)}" xml:space="preserve">'
        '<segment state="translated"><source>One. </source><target>Un. </target></segment>'
        "<ignorable><source>  </source></ignorable>"
        '<segment state="final"><source>Two.</source><target>Deux.</target></segment>'
        "</unit></file></xliff>"
    )
    assert (text.source, text.target, text.done) == ("One.   Two.", "Un.   Deux.", True)


def test_segments_that_the_translator_put_in_another_order_are_read_in_it() -> None:
    text = _one(
        f'<xliff {CORE2}><file id="f"><unit id="u"><segment><source>A </source>'
        '<target order="2">a</target></segment><segment><source>B</source>'
        '<target order="1">b </target></segment></unit></file></xliff>'
    )
    assert text.target == "b a"


def test_a_text_translated_in_part_is_not_translated() -> None:
    text = _one(
        f'<xliff {CORE2}><file id="f"><unit id="u"><segment><source>A</source><target>a</target>'
        "</segment><segment><source>B</source></segment></unit></file></xliff>"
    )
    assert (text.source, text.target, text.done) == ("AB", "", False)


def test_marks_of_a_tool_are_taken_off_and_its_suggestions_are_not_read() -> None:
    text = _one(
        f'<xliff {CORE1} xmlns:t="tool"><file source-language="en" target-language="fr"'
        ' original="x" datatype="plaintext"><body><trans-unit id="u" approved="yes">'
        '<source>One two</source><seg-source><mrk mtype="seg" mid="1">One two</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">Un <g id="1">deux</g></mrk></target>'
        "<alt-trans><source>No</source><target>Non</target></alt-trans><t:target>?</t:target>"
        "</trans-unit></body></file></xliff>"
    )
    assert (text.source, text.target, text.done) == ("One two", "Un deux", True)


@pytest.mark.parametrize(
    "inside", ['<ph id="1"/>', '<cp hex="D800"/>', '<cp hex="110000"/>', '<cp hex="x"/>']
)
def test_codes_that_are_no_text_are_told_and_not_swallowed(inside: str) -> None:
    text = _one(
        f'<xliff {CORE2}><file id="f"><unit id="u"><segment><source>A</source>'
        f"<target>a{inside}</target></segment></unit></file></xliff>"
    )
    assert text.fault is not None
    assert text.target == ""


def test_a_file_in_another_encoding_is_read() -> None:
    head = '<?xml version="1.0" encoding="UTF-16"?>'
    body = written(write_xliff2, outgoing([unit("Ü", "ü")])).decode().partition("?>")[2]
    assert [t.target for t in _read((head + body).encode("utf-16"))] == ["ü"]


def test_languages_of_each_file_inside_are_kept_apart() -> None:
    files = "".join(
        f'<file source-language="en" target-language="{tag}" original="{tag}"'
        f' datatype="plaintext"><body><trans-unit id="{tag}"><source>A</source></trans-unit>'
        "</body></file>"
        for tag in ("fr", "es")
    )
    texts = _read(f"<xliff {CORE1}>{files}</xliff>".encode())
    assert [text.pair.target for text in texts] == ["fr", "es"]


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB + f"<xliff {CORE2}>&i;</xliff>", "document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>', "document type"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "document type"),
        (f"<xliff {CORE2}>&e;</xliff>", "damaged"),
        ("<xliff>" * 100_000, "too deeply"),
        (f'<xliff {CORE2}><unit id="u"><segment><source>' + "<mrk>" * 9000, "too deeply"),
        (f'<xliff {CORE2}><unit id="u"><segment><source>' + "a" * 5_000_000, "too large"),
        ("<xliff", "damaged"),
        ("", "damaged"),
        ("PK not really", "damaged"),
        ('<?xml version="1.0" encoding="martian"?><xliff/>', "damaged"),
        ("<xliff>\0</xliff>", "damaged"),
        ("<html/>", "no XLIFF"),
        ("<xliff version='2.0'/>", "no XLIFF"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_what_is_hostile_or_no_xliff_is_refused_in_plain_words(data: str, said: str) -> None:
    begun = time.process_time()
    with pytest.raises(Problem, match=said):
        _read(data.encode())
    assert time.process_time() - begun < 5


def test_more_than_the_bound_is_refused_without_reading_it() -> None:
    with pytest.raises(Problem, match="too large"):
        _read(b"<" * (48 * 1024 * 1024 + 1))


HEAD = b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0">'


@pytest.mark.parametrize(
    "data",
    [
        b'<xliff a="' + b"a" * (40 << 20),
        HEAD + b"<!--" + b"a" * (40 << 20),
        HEAD + b"<a/>" * (10 << 20),
        HEAD + b'<unit id="a"/>' * (3 << 20),
        HEAD + b"<unit>" + b"<mrk/>" * (7 << 20),
        HEAD + b"<unit " + b" ".join(b'a%d=""' % n for n in range(3 << 20)),
    ],
    ids=["token", "comment", "elements", "units", "piece", "attributes"],
)
def test_what_is_endless_is_stopped_early(data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(Problem):
        _read(data)
    assert time.process_time() - begun < 15


@given(st.binary(max_size=300))
def test_no_bytes_bring_anything_else_but_a_plain_sentence(data: bytes) -> None:
    with pytest.raises(Problem, match=r"x\.xlf"):
        read_xliff("x.xlf", data)


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=3), st.sampled_from([0, 1]))
def test_a_damaged_file_is_read_or_refused_but_never_a_fault(
    place: int, bits: bytes, which: int
) -> None:
    write = (write_xliff2, write_xliff12)[which]
    data = bytearray(written(write, outgoing([unit(AWKWARD, "a"), unit("b", number=2)])))
    data[place % len(data) : place % len(data) + len(bits)] = bits
    try:
        texts = _read(bytes(data))
    except Problem:
        return
    assert len(texts) <= 2
