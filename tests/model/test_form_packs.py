"""Form packs: the shipped one says what the treaty asks for, a wrong one is refused in words."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from ccmdesk.lang.catalogue import PAPER_LANGUAGES, SOURCE_LANGUAGE
from ccmdesk.lang.lang import Lang
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.facts import Audience, field_map
from ccmdesk.model.form_packs import load_form_pack, load_form_packs
from ccmdesk.model.form_rows import (
    FILTERS,
    CoverLine,
    CoverRule,
    Demand,
    FormPack,
    Layout,
    Paragraph,
    YearChoice,
)
from ccmdesk.model.problem import Problem
from ccmdesk.model.resources import resource
from ccmdesk.model.words import C_, Message

DATA = Path(__file__).parents[1] / "data"
MADE_UP = DATA / "forms" / "made-up-2031"
SHIPPED_PACK = resource("packs", "forms", "art7-2010")


@pytest.fixture(scope="module")
def pack() -> FormPack:
    return load_form_pack(SHIPPED_PACK)


def test_only_the_forms_of_2010_are_shipped() -> None:
    assert list(load_form_packs([resource("packs", "forms", "art7-2010")])) == ["art7-2010"]


def test_the_forms_are_a_to_j_and_only_a_applies_always(pack: FormPack) -> None:
    assert "".join(form.letter for form in pack.forms) == "ABCDEFGHIJ"
    assert [form.letter for form in pack.forms if not form.may_not_apply] == ["A"]
    assert pack.rules == tuple(CoverRule)
    assert pack.unverified


def test_every_paragraph_of_article_7_has_its_part(pack: FormPack) -> None:
    paragraphs = {part.paragraph for form in pack.forms for part in form.parts}
    assert paragraphs == {None, Paragraph(3, 8)} | {
        Paragraph(7, 1, one) for one in "abcdefghijklmn"
    }


def test_a_paragraph_is_cited_as_each_language_does() -> None:
    asked = Message(Demand.REQUIRED.label, {"paragraph": Paragraph(7, 1, "b").cited})
    assert {one: _unsteered(Lang.load(one).say(asked)) for one in CITED} == CITED
    bare = Message(Demand.REQUIRED.label, {"paragraph": Paragraph(3, 8).cited})
    assert Lang.load("en").say(bare) == "Required by Article 3.8."
    assert Lang.load("zh").say(bare) == "第3条第8款要求填写。"


def _unsteered(text: str) -> str:
    """Return what is read, without the marks that keep values apart in a line from the right."""
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


def test_only_what_no_paragraph_asks_for_is_voluntary(pack: FormPack) -> None:
    parts = [part for form in pack.forms for part in form.parts]
    assert all((part.demand is Demand.VOLUNTARY) == (not part.paragraph) for part in parts)


def test_french_has_c_and_d_the_other_way_round(pack: FormPack) -> None:
    named = {form.letter_in("fr"): form.key for form in pack.forms}
    assert (named["C"], named["D"]) == ("retained_transferred", "technical_characteristics")
    assert [form.letter_in("fr") for form in pack.in_order("fr")] == list("ABCDEFGHIJ")
    assert [form.key for form in pack.in_order("ar")] == [form.key for form in pack.forms]


@pytest.mark.parametrize("code", list(PAPER_LANGUAGES))
def test_titles_are_those_of_the_glossary_where_they_were_seen(pack: FormPack, code: str) -> None:
    lang = Lang.load(code)
    rows = csv.DictReader((DATA / "terms.csv").read_text("utf-8").splitlines())
    seen = {
        row["key"][-1].upper(): row[code]
        for row in rows
        if row["key"].startswith("form_") and f"{code}:" in row["seen"]
    }
    heading = C_("form", "Form {letter}: {title}")
    for form in pack.forms:
        said = lang(heading, letter=form.letter, title=lang(form.label))
        if form.letter in seen:
            assert said.replace("\N{NO-BREAK SPACE}", " ") == seen[form.letter]
        assert code == SOURCE_LANGUAGE or lang(form.label) != form.title


def test_every_text_of_a_report_has_a_place_in_its_forms(pack: FormPack) -> None:
    printed = {
        path.name
        for form in pack.forms
        for part in form.parts
        if part.kind.record is TransparencyReport
        for column in part.columns
        for choice in column.entries
        for path in choice
    }
    assert printed == {"measures", "conversion", "other_matters"}


def test_assistance_needed_has_the_four_columns_and_says_what_is_missing(pack: FormPack) -> None:
    form = pack.by_letter("I-3")
    assert form is not None
    parts = [part for part in form.parts if part.number == "3"]
    assert [part.filters[0].values for part in parts] == [("3",), ("4",), ("5",)]
    for part in parts:
        assert part.missing
        assert [column.heading for column in part.columns] == [
            "Activity",
            "Description",
            "Time period",
            "Need",
        ]


def test_no_pack_can_print_what_stays_in_the_office(pack: FormPack) -> None:
    for form in pack.forms:
        for part in form.parts:
            fields = field_map(part.kind.record)
            for column in part.columns:
                for choice in column.entries:
                    own = [path for path in choice if not path.link]
                    assert all(fields[p.name].spec.audience > Audience.OFFICE for p in own)


def test_the_page_on_form_packs_names_every_word_that_may_stand_in_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "form-packs.md").read_text("utf-8")
    codes = (*CoverLine, *CoverRule, *Demand, *Layout, *YearChoice)
    words = [*(str(code.value) for code in codes), *FILTERS]
    assert [word for word in words if f"`{word}`" not in page] == []
    assert all(rule.label in page for rule in CoverRule)


def test_a_pack_is_read_as_it_is_written() -> None:
    made_up = load_form_pack(MADE_UP)
    assert [form.letter_in("fr") for form in made_up.in_order("fr")] == ["1", "2", "3"]
    assert made_up.is_for(2031)
    assert made_up.is_for(2035)
    assert not made_up.is_for(2030)
    assert not made_up.is_for(2036)
    land = made_up.by_letter("2")
    assert land is not None
    (part,) = land.parts
    assert (part.layout, part.year, part.whole_country) == (
        Layout.BY_YEAR,
        YearChoice.UNTIL_REPORT,
        False,
    )
    assert part.columns[0].summed
    assert made_up.by_letter("4") is None


CITED = {
    "en": "Required by Article 7.1 (b).",
    "fr": "Exigé par l’article 7.1 b).",
    "es": "Exigido por el artículo 7.1 b).",
    "ar": "مطلوب بموجب الفقرة 1 (ب) من المادة 7.",
    "ru": "Требуется по статье 7.1 b).",
    "zh": "第7条第1款(b)项要求填写。",
    "pt": "Exigido pelo artigo 7.º, n.º 1, alínea b).",
    "bs": "Zahtijeva član 7.1 (b).",
}

WRONG = [
    # file, what stands there, what somebody wrote, where and what the message names
    ("parts.csv", "rows,need,", "rows,ned,", ("row 2", "ned", "need")),
    ("parts.csv", ",land_release,year", ",organisation,year", ("row 3", "by_year", "rows")),
    ("parts.csv", "year=until_report", "year=last", ("row 3", "last", "until_report")),
    ("parts.csv", "year=until_report", "when=2031", ("row 3", "when", "whole_programme, year")),
    ("parts.csv", "year=until_report", "whole_programme=7", ("row 3", "7", "yes, no")),
    ("parts.csv", "sheet,lesson,", "sheet,lesson,year=report", ("row 4", "year", "article")),
    ("parts.csv", "by_year,land", "by_month,land", ("row 3", "by_month", "sheet")),
    ("parts.csv", "required,rows", "wanted,rows", ("row 2", "wanted", "voluntary")),
    ("parts.csv", ",7.1 (i),if_any", ",7.1.i,if_any", ("row 3", "paragraph", "7.1.i", "7.1 (h)")),
    ("parts.csv", ",7.1 (i),if_any", ",,if_any", ("row 3", "paragraph")),
    ("parts.csv", "lesson,,,,,no", "lesson,,,yes,,no", ("row 4", "yes", "missing")),
    ("parts.csv", "urgent,needs,a", "urgent,neds,a", ("row 2", "neds", "needs, land, lessons")),
    ("parts.csv", "released,land", "urgent,land", ("row 3", "urgent", "earlier row")),
    ("parts.csv", "story,lessons", "tale,lessons", ("columns.csv", "row 7", "story", "tale")),
    ("parts.csv", "voluntary,text", "voluntary,by_year", ("row 5", "by_year", "text")),
    ("parts.csv", "a,Requests", "a,", ("row 2", "title")),
    ("columns.csv", "urgent,code", "urgent,colour", ("row 2", "colour", "own_contribution")),
    ("columns.csv", "urgent,code", "urgent,internal_note", ("row 2", "internal_note", "title")),
    ("columns.csv", "activity.title", "activity.colour", ("row 3", "activity.place")),
    ("columns.csv", "activity.title", "nothing.title", ("row 3", "nothing.title", "place")),
    ("columns.csv", "; cleared_m2", "; method", ("row 4", "method", "cancelled_m2")),
    ("columns.csv", "story,text", "story,article", ("row 7", "article", "title")),
    ("columns.csv", "urgent,code,,no,", "urgent,code,,no,yes", ("row 2", "yes", "total")),
    ("columns.csv", "article,,yes", "article,,maybe", ("row 6", "maybe", "yes, no")),
    ("columns.csv", "part,fields", "part,felds", ("row 1", "felds", "fields")),
    ("columns.csv", "story,text,,no,\n", "", ("parts.csv", "row 5", "story", "columns.csv")),
    ("forms.csv", "land,2,3", "land,1,3", ("row 3", "1", "letter")),
    ("forms.csv", "land,2,3", "land,2,1", ("row 3", "1", "letter@fr")),
    ("forms.csv", "land,2,3", "needs,2,3", ("row 3", "needs", "form")),
    ("pack.toml", '"period"', '"epoch"', ("pack.toml", "epoch", "period")),
    ("pack.toml", "alone_if_unchanged", "always", ("pack.toml", "always", "changed_only")),
    ("pack.toml", "first_year = 2031", "", ("pack.toml", "first_year", "last_year")),
    ("pack.toml", "first_year = 2031", 'first_year = "x"', ("pack.toml", "first_year")),
    ("pack.toml", "first_year = 2031", "colour = 1\nfirst_year = 2031", ("colour", "first_year")),
    ("pack.toml", "first_year = 2031", "first_year = ", ("pack.toml", "line 7")),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), WRONG)
def test_a_wrong_pack_is_refused_with_file_place_and_what_is_allowed(
    tmp_path: Path, file: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    folder = shutil.copytree(MADE_UP, tmp_path / "made-up-2031")
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Problem) as refused:
        load_form_pack(folder)
    told = str(refused.value)
    assert told.startswith("made-up-2031/")
    assert all(part in told for part in said), told


@pytest.mark.parametrize("file", ["pack.toml", "forms.csv", "parts.csv", "columns.csv"])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    folder = shutil.copytree(MADE_UP, tmp_path / "made-up-2031")
    (folder / file).unlink()
    with pytest.raises(Problem, match=file):
        load_form_pack(folder)


def test_a_pack_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    folder = shutil.copytree(MADE_UP, tmp_path / "made-up-2031")
    for path in folder.glob("*.csv"):
        text = path.read_text("utf-8").replace("\n", "\r\n") + ",,,\r\n"
        path.write_text(text, encoding="utf-8-sig", newline="")
    assert load_form_pack(folder) == load_form_pack(MADE_UP)
