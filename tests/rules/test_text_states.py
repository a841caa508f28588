"""Where each text stands, how far a language is, and which terms occur."""

from __future__ import annotations

from uuid import UUID

import pytest

from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.cooperation import Lesson
from ccmdesk.model.document import document_of
from ccmdesk.model.evidence import Term
from ccmdesk.model.facts import Audience, Visibility, fields_of
from ccmdesk.model.ids import ActivityId, LessonId, NeedId, PlanId, TermId
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Texts
from ccmdesk.rules.glossary import terms_in
from ccmdesk.rules.translations import (
    Amount,
    LanguagePair,
    Passage,
    TextState,
    passages,
    progress,
    source_before,
    source_of,
    state_of,
    word_count,
)

EN, FR, LO = LanguageTag("en"), LanguageTag("fr"), LanguageTag("lo")
EN_FR = LanguagePair(EN, FR)


def _passage(**texts: str) -> Passage:
    return Passage("activity", UUID(int=1), "title", Texts.of(texts))


def test_the_texts_of_a_plan_come_in_reading_order_and_without_what_is_internal() -> None:
    plan = Plan(id=PlanId(UUID(int=1)), title=Texts.of({"en": "Plan"}))
    late = Activity(
        id=ActivityId(UUID(int=2)), code="A-10", title=Texts.of({"en": "Late", "fr": "Tard"})
    )
    first = Activity(id=ActivityId(UUID(int=3)), code="A-2", title=Texts.of({"en": "First"}))
    need = Need(
        id=NeedId(UUID(int=4)),
        title=Texts.of({"en": "Need"}),
        refusal_reason=Texts.of({"en": "Ours alone"}),
    )
    secret = Lesson(
        id=LessonId(UUID(int=5)),
        title=Texts.of({"en": "Secret"}),
        visibility=Visibility.INTERNAL,
    )
    found = passages(document_of([secret, need, late, first, plan]))
    assert [text for p in found for _, text in p.texts] == ["Plan", "First", "Late", "Tard", "Need"]


def test_every_text_that_may_leave_the_office_is_a_passage() -> None:
    for kind in KINDS:
        open_fields = [
            f.name
            for f in fields_of(kind.record)
            if f.type is Texts and f.spec.audience is not Audience.OFFICE
        ]
        values = {name: Texts.of({"lo": "ກ"}) for name in open_fields}
        record = kind.record(id=UUID(int=7), **values)
        found = passages(document_of([record]))
        assert [passage.name for passage in found] == open_fields
        assert all(p.longest and p.key == f"{UUID(int=7)}.{p.name}" for p in found)


@pytest.mark.parametrize(
    ("texts", "source"),
    [
        ({"en": "a", "fr": "b"}, ("en", "a")),
        ({"lo": "a", "fr": "b"}, ("lo", "a")),
        ({"en": "a", "lo": "c"}, ("en", "a")),
        ({"fr": "b"}, None),
    ],
)
def test_the_source_is_the_one_chosen_else_what_papers_fall_back_to(
    texts: dict[str, str], source: tuple[str, str] | None
) -> None:
    assert source_of(_passage(**texts), EN_FR) == source
    assert source_of(_passage(en="a", lo="c"), LanguagePair(LO, FR)) == ("lo", "c")


def test_a_text_is_missing_out_of_date_or_up_to_date() -> None:
    both = _passage(en="new", fr="vieux")
    changed = {both.record: {("title", FR, EN): "old"}}
    assert state_of(_passage(en="a"), EN_FR, changed) is TextState.MISSING
    assert state_of(both, EN_FR, changed) is TextState.OUT_OF_DATE
    assert source_before(both, EN_FR, changed) == "old"
    assert state_of(both, LanguagePair(FR, EN), changed) is TextState.UP_TO_DATE
    assert state_of(both, EN_FR, {}) is TextState.UP_TO_DATE
    assert state_of(_passage(fr="a"), EN_FR, changed) is TextState.UP_TO_DATE


def test_progress_counts_texts_and_words_of_their_sources() -> None:
    one = Passage("activity", UUID(int=1), "title", Texts.of({"en": "one two", "fr": "un"}))
    two = Passage("activity", UUID(int=2), "title", Texts.of({"en": "three four five"}))
    three = Passage("activity", UUID(int=3), "title", Texts.of({"en": "six", "fr": "six"}))
    changed = {three.record: {("title", FR, EN): "sex"}}
    french, lao = progress([one, two, three], [EN_FR, LanguagePair(EN, LO)], changed)
    assert french.of(TextState.UP_TO_DATE) == Amount(1, 2)
    assert french.of(TextState.MISSING) == Amount(1, 3)
    assert french.of(TextState.OUT_OF_DATE) == Amount(1, 1)
    assert french.all == lao.all == Amount(3, 6)
    (before,), (after,) = progress([two], [EN_FR], {}), progress([one], [EN_FR], {})
    assert french.replaced(before, after).of(TextState.UP_TO_DATE) == Amount(2, 4)
    assert progress([], [EN_FR], {})[0].all == Amount()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Survey of 42 villages – north", 5),
        ("Étude non technique", 3),
        ("مسح غير تقني", 3),
        ("在学校开展教育", 7),
        ("BLU-26 集束弹药", 5),
        ("ການສຳຫຼວດ", 2),
    ],
)
def test_words_are_counted_as_translators_count_them(text: str, words: int) -> None:
    assert word_count(text) == words


def _term(number: int, **texts: str) -> Term:
    meaning = Texts.of({"en": "what remains"}) if number == 2 else Texts()
    return Term(id=TermId(UUID(int=number)), term=Texts.of(texts), meaning=meaning)


def test_terms_of_the_plan_are_found_in_a_source_with_their_translations() -> None:
    terms = [
        _term(1, en="munition", fr="munition"),
        _term(2, en="Cluster munition remnant"),
        _term(3, en="ion", fr="ion"),
        _term(4, fr="seul"),
    ]
    found = list(terms_in("Clearance of cluster munition remnants.", terms, EN_FR))
    assert [(f.term, f.translation, f.meaning) for f in found] == [
        ("Cluster munition remnant", "", "what remains"),
        ("munition", "munition", ""),
    ]
    chinese = [_term(5, zh="集束弹药", fr="armes")]
    assert list(terms_in("清除集束弹药残余物", chinese, LanguagePair(LanguageTag("zh"), FR)))
    arabic = [_term(6, ar="ذخيرة", fr="munition")]
    assert list(terms_in("الذخائر وذخيرةٌ", arabic, LanguagePair(LanguageTag("ar"), FR))) == []
    assert list(terms_in("كل ذخيرةٍ", arabic, LanguagePair(LanguageTag("ar"), FR)))
