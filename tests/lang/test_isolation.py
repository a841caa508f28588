"""Dates and codes keep their order inside a sentence from right to left."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import catalogues
import icu
import polib
import pytest
from python_calamine import CalamineWorkbook

from ccmdesk.actions.import_tables import SaveTemplate, save_template
from ccmdesk.lang.digits import parse_whole
from ccmdesk.lang.isolation import apart, joined
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.parse import parse_money
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_, ItemLetter, Message
from ccmdesk.report.documents.prose import sentences
from ccmdesk.report.text.clean import unsteered

_CODE = re.compile(r"(?<![\w{])(?:\d{4}-\d\d(?:-\d\d)?|[*.]?[A-Za-z][A-Za-z0-9]*)(?![^{]*\})")
_ISOLATED = re.compile("\u2066[^\u2066-\u2069]*\u2069")


def visual(text: str) -> str:
    """Return the letters of a line of a right-to-left paragraph as they stand from the left."""
    bidi = icu.Bidi()
    bidi.setPara(icu.UnicodeString(text), 1)
    return joined(str(bidi.writeReordered()))


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_every_date_and_code_of_a_catalogue_is_kept_apart(language: str) -> None:
    po = polib.pofile(str(catalogues.path_of(language)))
    bare, told = [], 0
    for entry in po:
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for form in filter(None, forms):
            shown = apart(form)
            told += shown != form
            left = _ISOLATED.sub("", shown)
            bare += [form for found in _CODE.finditer(left) if found.group()]
    assert bare == []
    assert told > 10


@pytest.mark.parametrize(
    "piece",
    ["2026-03-07", "2019-03", "2026-2030", ".xlsx", "--help", "title@fr=...", "m2", "Ctrl+K",
     "2026-01-01..2027-12-31", "CHA-00012"],
)  # fmt: skip
def test_a_piece_reads_from_the_left_between_arabic_words(piece: str) -> None:
    assert piece in visual(apart(f"اكتبوا {piece} هنا."))
    assert piece in visual(apart(f"اكتبوا {piece}."))


def test_without_marks_the_parts_of_a_date_would_change_places() -> None:
    assert "2026-03-07" not in visual("اكتبوا 2026-03-07 هنا.")


def test_the_fields_of_a_sentence_and_plain_numbers_are_left_alone() -> None:
    assert apart("من {start} إلى {end}: 1200 و4.2") == "من {start} إلى {end}: 1200 و4.2"
    lang = Lang.load("ar")
    assert "2026-03-07" in visual(lang("Write dates as 2026-03-07. Numbers may be written with"
                                       " the digits of any script."))  # fmt: skip
    assert lang("Overview") == "نظرة عامة"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    out = tmp_path / "sheets.xlsx"
    packs = load_packs(resource("packs"))
    save_template(SaveTemplate(out=out, language="ar"), packs=packs, today=dt.date(2026, 6, 1))
    return out


def test_the_read_me_of_an_arabic_workbook_shows_the_date_as_it_is_typed(template: Path) -> None:
    book = CalamineWorkbook.from_path(str(template))
    lines = [str(row[0]) for row in book.get_sheet_by_index(0).to_python() if row]
    dated = [line for line in lines if "2026-03-07" in line]
    assert dated
    assert all("2026-03-07" in visual(line) for line in dated)


def test_headings_and_names_of_sheets_hold_no_marks(template: Path) -> None:
    book = CalamineWorkbook.from_path(str(template))
    for name in book.sheet_names:
        assert name == joined(name)
        for row in book.get_sheet_by_name(name).to_python()[:2]:
            assert all(str(cell) == joined(str(cell)) for cell in row), name


def test_the_patterns_of_a_file_dialog_stay_patterns_in_arabic() -> None:
    lang = Lang.load("ar")
    told = joined(lang("Plans (*{suffix})", suffix=".ccmdesk"))
    assert told.endswith("(*.ccmdesk)")


def test_the_stop_of_a_name_that_stands_alone_stays_at_its_end() -> None:
    assert visual("N. N.") == ".N. N"
    assert visual(Lang.load("ar").alone("N. N.")) == "N. N."
    assert Lang.load("en").alone("N. N.") == "N. N."


def test_sentences_after_one_another_keep_their_order_however_many_there_are() -> None:
    lang = Lang.load("ar")
    told = ["تدفع الدولة 1.", "3 أنشطة هنا.", "المطلوب 2.", "جهات أخرى.", "3 أنشطة هناك."]
    shown = visual(sentences(lang, told))
    assert shown == visual(" ".join(told))


@pytest.mark.parametrize("codes", [["ILL-01", "ILL-02", "ILL-03"], ["1", "2", "3"], ["[5]", "[8]"]])
def test_a_list_of_codes_begins_at_the_right(codes: list[str]) -> None:
    lang = Lang.load("ar")
    from_the_left = [*reversed(codes)]
    assert re.findall(r"[^ ،]+", visual(lang.join(codes))) == from_the_left
    filled = visual(lang("Not yet filled in any of these records: {fields}.",
                         fields=lang.join(codes)))  # fmt: skip
    assert [word for word in re.findall(r"[^ ،:.]+", filled) if word in codes] == from_the_left


def test_a_list_of_arabic_names_holds_no_marks() -> None:
    lang = Lang.load("ar")
    assert lang.join(["المانح أ", "المانح ب"]) == "المانح أ، المانح ب"
    assert lang.join(["ILL-01"]) == "ILL-01"


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_sign_stands_before_its_figure(language: str) -> None:
    lang = Lang.load(language)
    assert visual(lang.number(-1698)).endswith(lang.number(1698))
    more = visual(lang(C_("difference", "+{number}"), number=lang.number(3))).strip("\u200e")
    assert more == "+" + lang.number(3)
    less = lang.number(-3)
    assert visual(f"اكتبوا {less} هنا.").count("-" + lang.number(3)) == 1
    assert parse_whole(less, language=language) == -3


@pytest.mark.parametrize("language", ["ar", "fa"])
@pytest.mark.parametrize("minor", [123_400, -123_400])
def test_money_reads_alike_in_a_cell_and_in_a_sentence(language: str, minor: int) -> None:
    """The code stands left of the figure and so is read after it, as the patterns of CLDR say."""
    lang, money = Lang.load(language), Money(minor, CurrencyCode("EUR"))
    alone = lang.money(money)
    said = lang(N_("converted: {amount}"), amount=alone)
    figure = "-1,234" if minor < 0 else "1,234"
    for text in (alone, said, lang.join([alone, alone])):
        assert f"EUR\xa0{figure}" in unsteered(visual(text))
    assert parse_money(alone, language=language, currency=None) == money


@pytest.mark.parametrize(
    ("language", "letters"),
    [("en", "7.1 (e), (l)"), ("fr", "7.1 e), l)"), ("ar", "7.1 (هـ), (ل)"), ("zh", "7.1 (e), (l)")],
)
def test_letters_of_paragraphs_are_those_of_the_language(language: str, letters: str) -> None:
    assert Lang.load(language).item_letters("7.1 (e), (l)") == letters
    said = Message("{letter}", {"letter": ItemLetter("(e)")})
    assert joined(Lang.load(language).say(said)) == letters[4:].partition(",")[0]
