"""Catalogues: fresh, complete, with the same fields, official terms and right characters."""

from __future__ import annotations

import csv
import re
import string
import unicodedata
from pathlib import Path

import catalogues
import messages
import polib
import pytest

from ccmdesk.lang.borrowed import Borrowed
from ccmdesk.lang.catalogue import PAPER_LANGUAGES, SOURCE_LANGUAGE, TERMS_ONLY
from ccmdesk.lang.lang import Lang

LANGUAGES = [code for code in PAPER_LANGUAGES if code != SOURCE_LANGUAGE]
TERMS = Path(__file__).parents[1] / "data" / "terms.csv"
FIELDS = string.Formatter()

NOT_AS_IN_TERMS = {
    # (language, English): why another word stands here
    ("fr", "Undo"): "shorter, as on a button; the long form stays in the menu",
    ("zh", "priority"): "how urgent a need is, not a matter of priority",
    ("zh", "Victim assistance"): "the term; the other row is the title of Article 5",
    ("zh", "victim assistance"): "the title of Article 5 has its own word",
}


@pytest.fixture(scope="module", params=LANGUAGES)
def po(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(catalogues.path_of(request.param)))


def _language(po: polib.POFile) -> str:
    return str(po.metadata["Language"])


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in FIELDS.parse(text) if name is not None}


def _pairs(po: polib.POFile) -> list[tuple[str, str]]:
    pairs = []
    for entry in po:
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        pairs += [(entry.msgid_plural or entry.msgid, form) for form in forms if form]
    return pairs


def test_the_template_holds_every_sentence_of_the_program() -> None:
    pot = polib.pofile(str(catalogues.TRANSLATIONS / "ccmdesk.pot"))
    found = {(entry.context, entry.msgid) for entry in messages.entries()}
    assert {(entry.msgctxt, entry.msgid) for entry in pot} == found


def test_every_catalogue_holds_what_the_template_holds(po: polib.POFile) -> None:
    pot = polib.pofile(str(catalogues.TRANSLATIONS / "ccmdesk.pot"))
    assert [(e.msgctxt, e.msgid) for e in po] == [(e.msgctxt, e.msgid) for e in pot]


def test_headers_state_language_plurals_and_review(po: polib.POFile) -> None:
    shipped = PAPER_LANGUAGES[_language(po)]
    assert po.metadata["Plural-Forms"] == shipped.plural
    assert po.metadata["X-Review-Status"] == ("reviewed" if shipped.reviewed else "draft")


def test_nothing_is_left_untranslated_or_doubtful(po: polib.POFile) -> None:
    left = {(entry.msgctxt, entry.msgid) for entry in po if not entry.translated() or entry.fuzzy}
    if _language(po) in TERMS_ONLY:
        left &= _terms()
    assert left == set()


def _terms() -> set[tuple[str | None, str]]:
    """Return headings, terms and labels: what a paper says that is no whole sentence.

    A typical activity is only offered by the window, which such a language has none of. What is
    cited in a sentence is borrowed with it.
    """
    rooms = ("ccmdesk/model/", "ccmdesk/report/", "ccmdesk/rules/", "ccmdesk/lang/", "resources/")
    return {
        (entry.context, entry.msgid)
        for entry in messages.entries()
        if entry.place.startswith(rooms)
        and entry.context not in {"typical activity", "in a sentence"}
        and not entry.msgid.rstrip("”)").endswith(".")
    }


def test_a_language_of_terms_borrows_its_sentences_and_says_so() -> None:
    lao = Lang.load("lo")
    assert not isinstance(lao("Place"), Borrowed)
    sentence = lao("No hazardous area is entered.")
    assert isinstance(sentence, Borrowed)
    assert sentence == "No hazardous area is entered."
    assert isinstance(lao.join(["a", sentence]), Borrowed)
    assert not isinstance(Lang.load("en")("No hazardous area is entered."), Borrowed)


def test_every_form_names_the_same_fields(po: polib.POFile) -> None:
    for entry in po:
        if entry.msgid_plural:
            wanted = _fields(entry.msgid_plural)
            for form in filter(None, entry.msgstr_plural.values()):
                assert _fields(form) | {"n"} == wanted | {"n"}, entry.msgid
        elif entry.msgstr:
            assert _fields(entry.msgstr) == _fields(entry.msgid), entry.msgid


def test_every_translation_can_be_filled_in(po: polib.POFile) -> None:
    for msgid, text in _pairs(po):
        values = dict.fromkeys(_fields(msgid) | {"n"}, "7")
        assert text.format(**values)


def test_a_form_for_many_numbers_names_the_number(po: polib.POFile) -> None:
    single = {"ar": {"0", "1", "2"}, "fr": {"0"}, "es": {"0"}, "pt": {"0"}, "tg": {"0"}}
    for entry in po:
        for index, form in entry.msgstr_plural.items():
            exempt = str(index) in single.get(_language(po), set()) or not form
            if "{n}" in entry.msgid_plural and not exempt:
                assert "{n}" in form, (entry.msgid, index)


def test_characters_are_those_of_the_language(po: polib.POFile) -> None:
    language = _language(po)
    for msgid, text in _pairs(po):
        assert text == unicodedata.normalize("NFC", text), msgid
        assert text.strip() == text or msgid.strip() != msgid, msgid
        assert not re.search("[\ufb50-\ufdff\ufe70-\ufefe\u200b\u202a-\u202e\u2066-\u2069]", text)
        if language == "fr":
            plain = text.replace(";;", "")  # parts the entries of a file dialog
            assert not re.search(r"[^\s\u00a0\u202f][;!?»](?!\S*=)", plain), (msgid, text)
        if language == "zh":
            plain = re.sub(r"\{[^}]*\}", "", text)
            assert not re.search(r"[\u4e00-\u9fff][,;:!?](?=[\u4e00-\u9fff]|$)", plain), text
        if language in {"ru", "tg"}:
            assert not re.search(
                r"(?i)[а-яёғӣқӯҳҷ][a-z]|[a-z][а-яёғӣқӯҳҷ]", re.sub(r"\{[^}]*\}", " ", text)
            ), text


def test_official_terms_stand_where_a_message_is_the_term_itself(po: polib.POFile) -> None:
    language = _language(po)
    known = {entry.msgid.casefold(): entry.msgstr for entry in po if not entry.msgid_plural}
    wrong = []
    for row in csv.DictReader(TERMS.read_text("utf-8").splitlines()):
        seen = dict(pair.split(":") for pair in row["seen"].split())
        translated = known.get(row["en"].casefold())
        if seen.get(language) in {"T", "U"} and translated is not None:
            allowed = (language, row["en"]) in NOT_AS_IN_TERMS
            if translated.casefold() != row[language].casefold() and not allowed:
                wrong.append((row["en"], row[language], translated))
    assert wrong == []


def test_plurals_are_chosen_by_the_rule_of_the_language() -> None:
    arabic = Lang.load("ar").messages
    assert [arabic.plural(n) for n in (0, 1, 2, 3, 11, 100, 102)] == [0, 1, 2, 3, 4, 5, 5]  # type: ignore[attr-defined]
    russian = Lang.load("ru").messages
    assert [russian.plural(n) for n in (1, 2, 5, 21)] == [0, 1, 2, 0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "source",
    [
        "lang(f'{n} missing')",
        "N_('a' + b)",
        "N_(f'{x}')",
    ],
)
def test_a_glued_sentence_is_found(source: str) -> None:
    with pytest.raises(ValueError, match="glued"):
        list(messages.from_source(source, "x.py"))


def test_a_plural_that_cannot_be_read_is_found() -> None:
    with pytest.raises(ValueError, match="both forms"):
        list(messages.from_source("lang.ngettext(*said, n)", "x.py"))


def test_all_ways_of_marking_are_collected() -> None:
    source = "lang('a'); N_('b'); C_('c', 'd'); lang.ngettext('e', 'f', n); self._lang(N_('g'))"
    found = [(e.context, e.msgid, e.plural) for e in messages.from_source(source, "x.py")]
    assert set(found) == {
        (None, "a", None),
        (None, "b", None),
        ("c", "d", None),
        (None, "e", "f"),
        (None, "g", None),
    }
