"""Search finds any part of a word in every script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from db_cases import BOTH, NOON, add, area, edit, write_value

from ccmdesk.actions.author import Author
from ccmdesk.db.check import check_store
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codec import Flat
from ccmdesk.model.folding import clean, fold
from ccmdesk.model.values import Texts
from later_version import write_as_later_version

ENGINES = BOTH

TEXT = {
    "fr": "Dépollution de la vallée de l’Œuvre",
    "ar": "قرية أحمد وبِناء المدرسة ٢٠٢٧",
    "ru": "Обследование запасов в Йошкар",
    "zh": "非技术调查确认村庄非常危险",
    "lo": "ສຳຫຼວດທາງດ້ານເຕັກນິກ",
    "es": '100% seguro, «A_B» y "C"',
}


@pytest.fixture
def found(store: Store) -> Store:
    add(store, area(1, name=Texts.of(TEXT)), area(2, name=Texts.of({"en": "Nothing here"})))
    return store


@pytest.mark.parametrize(
    "text",
    [
        "depollution",
        "DÉPOLLUTION",
        "pollu",
        "vallee dep",
        "调查",
        "村庄非",
        "查",
        "قرية احمد",
        "أحمد",
        "بنا",
        "2027",
        "٢٠٢٧",
        "ЗАПАС",
        "запасов",
        "ледован",
        "ເຕັກນິກ",
        "100%",
        "a_b",
        '"c"',
        "«a_b» y",
        "ha-1",
    ],
)
def test_a_part_of_a_word_is_found_in_every_script(found: Store, text: str) -> None:
    (hit,) = found.find(text)
    assert (hit.kind_name, hit.record) == ("hazardous_area", area(1).id)
    assert found.ids(ListQuery(HazardousArea, search=text)) == [area(1).id]


@pytest.mark.parametrize("text", ["危村", "aXb", "%%", "__", "OR", "NEAR(", "name:", "zzz", "10%0"])
def test_what_is_not_there_is_not_found(found: Store, text: str) -> None:
    assert found.find(text) == []


def test_an_empty_question_finds_nothing_and_narrows_nothing(found: Store) -> None:
    assert found.find("  ") == []
    assert len(found.ids(ListQuery(HazardousArea, search=" "))) == 2


def test_an_excerpt_shows_the_text_as_it_was_written(found: Store) -> None:
    assert "Dépollution" in found.find("depollution")[0].excerpt
    assert "调查" in found.find("调查")[0].excerpt
    long = "x " * 200 + "Éléphant" + " y" * 200
    edit(found, area(2, name=Texts.of({"fr": long})))
    excerpt = found.find("elephant")[0].excerpt
    assert "Éléphant" in excerpt
    assert excerpt[0] == excerpt[-1] == "…"
    assert len(excerpt) < 120


def test_a_changed_text_is_found_by_the_new_words_only(found: Store) -> None:
    edit(found, area(1, name=Texts.of({"en": "Quarry"})))
    assert found.find("depollution") == []
    assert len(found.find("quarr")) == 1
    found.rebuild()
    assert len(found.find("quarr")) == 1


def test_no_more_than_asked_for_is_returned(store: Store) -> None:
    add(store, *(area(n) for n in range(1, 30)))
    assert len(store.find("area", limit=7)) == 7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("İzmir", "izmir"),
        ("Iğdır", "ığdir"),
        ("إيران", "ايران"),
        ("آب", "اب"),
        ("مدرســة", "مدرسة"),
        ("مُدَرِّس", "مدرس"),
        ("ى", "ي"),
        ("۱۲۳", "123"),
        ("ＡＢ", "ab"),
        ("a\u200bb\u200f", "ab"),
        ("й", "и"),
        ("é", "e\u0301"),
        ("a\u00a0\n b", "a b"),
    ],
)
def test_spellings_that_people_mix_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ບານ", "ບ້ານ"), ("ก็", "ก"), ("调", "査")])
def test_marks_that_tell_words_apart_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_text_is_kept_composed_and_without_control_characters() -> None:
    assert clean("e\u0301\x00\r\n\tx\ud800\x7f") == "é\n\tx"
    assert clean("plain") == "plain"


def test_the_parts_of_a_word_that_stand_apart_are_not_the_word(store: Store) -> None:
    add(store, area(1, name=Texts.of({"en": "Villa, lage"})))
    for text in ("village", "villa village", "vi village"):
        assert store.find(text) == []
        assert store.ids(ListQuery(HazardousArea, search=text)) == []
    assert store.find("villa lag") != []


def test_the_end_of_a_long_question_counts_too(store: Store) -> None:
    name = "one question that is longer than anybody types it in when looking for an area"
    add(store, area(1, name=Texts.of({"en": name})))
    for start in ("", "one-question-that-is-longer-than-anybody-types-"):
        assert store.find(f"{name} {start}elsewhere") == []
    long = "longwordwithoutanyspaceinitwhoseendingcounts"
    edit(store, area(1, name=Texts.of({"en": long})))
    assert store.find(long) != []
    assert store.find(f"{long[:-1]}x") == []


def test_a_question_of_many_words_is_asked_whole(store: Store) -> None:
    text = " ".join(f"word{number}" for number in range(1_200))
    add(store, area(1, name=Texts.of({"en": text})), area(2, name=Texts.of({"en": text[:-1]})))
    for asked in (text, f"{text} ab", text.replace("word", "w")):
        found = [area(1).id] if asked == text else []
        assert [hit.record for hit in store.find(asked)] == found
        assert store.ids(ListQuery(HazardousArea, search=asked)) == found


@pytest.mark.parametrize("text", ["vill\0age", "vill\ud800age", "village\r\n"])
def test_what_no_text_can_hold_is_left_out_of_the_question(store: Store, text: str) -> None:
    add(store, area(1, name=Texts.of({"en": "A village"})))
    assert [hit.record for hit in store.find(text)] == [area(1).id]
    assert store.ids(ListQuery(HazardousArea, search=text)) == [area(1).id]


def test_a_record_is_found_by_the_same_text_whatever_was_filled_first(store: Store) -> None:
    add(store, area(1))
    district = area(1, district=Texts.of({"en": "Sepon"}))
    edit(store, district)
    edit(store, replace(district, province=Texts.of({"en": "Savannakhet"})))
    assert check_store(store) == []
    store.rebuild()
    assert check_store(store) == []


def test_what_only_a_later_version_can_read_is_not_found_and_no_damage(store: Store) -> None:
    add(store, area(1))
    later: Flat = {"found_on": "2026-05-03/2026-06-01"}
    write_as_later_version(store, area(1).id, later, author=Author("Mai", lambda: NOON))
    assert check_store(store) == []
    write_value(store, area(1).id, "code", "HA-1b")
    assert check_store(store) == []
    assert store.find("2026-05-03/2026") == []
