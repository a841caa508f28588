"""A Word table out and in: nothing is lost, and what word processors do to it is understood."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translation_samples import (
    ANY_TEXT,
    AWKWARD,
    EN_AR,
    EN_FR,
    outgoing,
    spoken,
    unit,
    written,
)

from ccmdesk.exchange.translation_file import Returned, ReturnedFile, Unit, short_key, short_text
from ccmdesk.exchange.word_reading import read_word_table
from ccmdesk.exchange.word_table import write_word_table
from ccmdesk.exchange.xml_text import fits_xml
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.problem import Problem
from ccmdesk.rules.translations import LanguagePair

PROGRAM = shutil.which("soffice")
KEPT = Path(__file__).parents[1] / "data" / "translations-saved-by-libreoffice.docx"
UNITS = (
    unit("Survey of 42 villages", "", number=1),
    unit("Two teams\n\nand a vehicle", "Deux équipes\n\net un véhicule", number=2),
    unit("Prostheses, 310 survivors", "", number=3),
)
Change = Callable[[str], str]


def _read(data: bytes) -> ReturnedFile:
    return read_word_table("from-the-translator.docx", data)


def _texts(data: bytes) -> list[tuple[str, str, str]]:
    return [(each.key, each.source, each.target) for each in _read(data).texts]


def _file(units: tuple[Unit, ...] = UNITS, pair: LanguagePair = EN_FR) -> bytes:
    return written(write_word_table, outgoing(units, pair, spoken(pair)))


def _edited(change: Change, data: bytes | None = None) -> bytes:
    """Return a file whose main part was changed, as a word processor might."""
    before = zipfile.ZipFile(io.BytesIO(data or _file()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name).decode()
            after.writestr(name, change(part) if name == "word/document.xml" else part)
    return out.getvalue()


def _into_target(number: int, inside: str) -> Change:
    """Put paragraphs into the translation of the row with that number."""

    def change(part: str) -> str:
        rows = part.split("<w:tr>")
        cells = rows[number + 1].split("<w:tc>")
        end = "</w:tc>" + cells[-1].partition("</w:tc>")[2]
        width = cells[-1].partition("</w:tcPr>")[0] + "</w:tcPr>"
        cells[-1] = width + inside + end
        rows[number + 1] = "<w:tc>".join(cells)
        return "<w:tr>".join(rows)

    return change


def _target(inside: str, number: int = 1) -> Returned:
    return _read(_edited(_into_target(number, inside))).texts[number - 1]


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@settings(max_examples=60)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT | st.just("")), min_size=1, max_size=4))
def test_what_a_word_file_can_hold_comes_back_but_for_blanks_around_it(
    texts: list[tuple[str, str]],
) -> None:
    units = tuple(
        unit(source, target, number=n)
        for n, (source, target) in enumerate(texts, 1)
        if fits_xml(source) and fits_xml(target)
    )
    if not units:
        return
    found = _read(_file(units))
    assert [(r.key, r.source, r.target) for r in found.texts] == [
        (short_key(each.key), each.source, each.target.strip()) for each in units
    ]
    assert [r.was for r in found.texts] == [short_text(each.target) for each in units]
    assert found.notices == ()


def test_spaces_tabulators_and_lines_of_a_source_are_kept() -> None:
    (returned,) = _read(_file((unit(AWKWARD, "x"),))).texts
    assert returned.source == AWKWARD
    assert returned.pair == EN_FR


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:p>{_run('Étu')}<w:proofErr w:type='x'/>{_run('de')}</w:p>", "Étude"),
        (f"<w:p>{_run('un')}</w:p><w:p>{_run('deux')}</w:p><w:p/>", "un\ndeux"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        (f"<w:p><w:hyperlink>{_run('lien')}</w:hyperlink></w:p>", "lien"),
        (f"<w:sdt><w:sdtContent><w:p>{_run('boîte')}</w:p></w:sdtContent></w:sdt>", "boîte"),
        ("<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>4</w:t></w:r></w:p>", "A‑4"),
        ("<w:p><w:r><w:sym w:font='Symbol' w:char='00B1'/></w:r></w:p>", "±"),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{_run('7')}</w:p>", "7"),
        (f"<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{_run('x')}</w:p>", "x"),
        ("<w:p><w:r><w:lastRenderedPageBreak/><w:br w:type='page'/></w:r></w:p>", ""),
        (f"<w:tbl><w:tr><w:tc><w:p>{_run('dedans')}</w:p></w:tc></w:tr></w:tbl><w:p/>", "dedans"),
        (f"<w:p><w:r><w:drawing><w:p>{_run('image')}</w:p></w:drawing></w:r></w:p>", ""),
    ],
)
def test_what_word_processors_make_of_a_text_is_understood(inside: str, text: str) -> None:
    assert _target(inside).target == text


def test_tracked_changes_are_read_as_if_accepted_and_that_is_said() -> None:
    inside = (
        f"<w:p>{_run('Étude de ')}<w:del w:id='1'><w:r><w:delText>24</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{_run('42')}</w:ins>"
        f"<w:moveFrom w:id='3'>{_run(' non')}</w:moveFrom></w:p>"
    )
    found = _read(_edited(_into_target(1, inside)))
    assert found.texts[0].target == "Étude de 42"
    (notice,) = found.notices
    assert "tracked changes" in ENGLISH.say(notice)


def test_a_deleted_end_of_paragraph_joins_the_lines() -> None:
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    inside = f"<w:p>{mark}{_run('un ')}</w:p><w:p>{_run('deux')}</w:p>"
    assert _target(inside).target == "un deux"


def test_rows_that_were_lost_are_named() -> None:
    def without_second(part: str) -> str:
        rows = part.split("<w:tr>")
        return "<w:tr>".join(rows[:3] + rows[4:])

    found = _read(_edited(without_second))
    assert len(found.texts) == 2
    assert "2" in ENGLISH.say(found.notices[0])

    def deleted_with_tracking(part: str) -> str:
        rows = part.split("<w:tr>")
        rows[4] = rows[4].replace("<w:trPr>", "<w:trPr><w:del w:id='9'/>")
        return "<w:tr>".join(rows)

    found = _read(_edited(deleted_with_tracking))
    assert [short_key(UNITS[n].key) for n in (0, 1)] == [each.key for each in found.texts]
    assert any("3" in ENGLISH.say(notice) for notice in found.notices)


def test_comments_are_said_to_be_left_in_the_file() -> None:
    inside = f"<w:p>{_run('Étude')}<w:r><w:commentReference w:id='1'/></w:r></w:p>"
    found = _read(_edited(_into_target(1, inside)))
    assert found.texts[0].target == "Étude"
    assert "1 comment" in ENGLISH.say(found.notices[0])


def test_a_table_that_was_divided_is_read() -> None:
    def divided(part: str) -> str:
        rows = part.split("<w:tr>")
        rows[2] += "</w:tbl><w:p/><w:tbl><w:tblPr/><w:tblGrid/>"
        return "<w:tr>".join(rows)

    assert _texts(_edited(divided)) == _texts(_file())


def test_columns_may_change_their_places() -> None:
    def swapped(part: str) -> str:
        rows = part.split("<w:tr>")
        return "<w:tr>".join([rows[0], *map(_swap, rows[1:])])

    assert _texts(_edited(swapped)) == _texts(_file())


def _swap(row: str) -> str:
    cells = re.findall(r"<w:tc>.*?</w:tc>", row, re.DOTALL)
    return row.replace("".join(cells), "".join([cells[2], cells[0], cells[1]]))


def test_joined_cells_are_told() -> None:
    def joined(part: str) -> str:
        rows = part.split("<w:tr>")
        cells = re.findall(r"<w:tc>.*?</w:tc>", rows[2], re.DOTALL)
        rows[2] = rows[2].replace(cells[2], "")
        return "<w:tr>".join(rows)

    first, *others = _read(_edited(joined)).texts
    assert first.fault is not None
    assert all(each.fault is None for each in others)


def test_a_key_survives_small_letters_other_hyphens_and_blanks() -> None:
    whole = short_key(UNITS[0].key)
    for changed in (whole.lower(), whole.replace("-", "\u2011"), f" {whole}\u00a0"):
        data = _edited(lambda part, changed=changed: part.replace(whole, changed))  # type: ignore[misc]
        assert _texts(data) == _texts(_file())


@pytest.mark.parametrize("language", ["ar", "fa", "zh", "lo", "ru"])
def test_each_column_runs_in_the_direction_of_its_language(language: str) -> None:
    pair = LanguagePair(LanguageTag("en"), LanguageTag(language))
    data = _file((unit("Survey", "نص" if language in {"ar", "fa"} else "x"),), pair)
    part = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    rows = part.split("<w:tr>")
    source, target = rows[-1].split("<w:tc>")[-2:]
    rtl = language in {"ar", "fa"}
    assert ("<w:bidi/>" in target, "<w:rtl/>" in target) == (rtl, rtl)
    assert "<w:bidi/>" not in source
    mirrored = Lang.load(language).rtl if language == "ar" else False
    assert ("<w:bidiVisual/>" in part) is mirrored
    slot = {"ar": "bidi", "fa": "bidi", "zh": "eastAsia", "lo": "bidi", "ru": "val"}[language]
    assert f'<w:lang w:{slot}="{language}"/>' in target


def test_the_same_texts_make_the_same_file() -> None:
    assert _file() == _file()
    etree.fromstring(zipfile.ZipFile(io.BytesIO(_file())).read("word/document.xml"))


def test_a_file_saved_by_libreoffice_is_read() -> None:
    found = _read(KEPT.read_bytes())
    assert [(r.key, r.source) for r in found.texts] == [
        (short_key(each.key), each.source) for each in UNITS
    ]
    assert [r.target for r in found.texts] == ["", UNITS[1].target, ""]
    assert found.texts[0].pair == EN_AR


def _archive(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 nothing", "Word file"),
        (_archive({"word/other.xml": b"<x/>"}), "Word file"),
        (_archive({f"a/{n}": b"" for n in range(3000)}), "Word file"),
        (_archive({"word/document.xml": b" " * (49 * 1024 * 1024)}), "too large"),
        (_archive({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "type"),
        (_archive({"word/document.xml": b"<a>" * 9000}), "too deeply"),
        (_archive({"word/document.xml": b"<a/>"}), "no table"),
        (_edited(lambda part: re.sub("[A-Z2-7]{4}-[A-Z2-7]{4}", "", part)), "no table"),
    ],
    ids=["no archive", "no document", "members", "bomb", "entity", "depth", "empty", "no keys"],
)
def test_what_is_hostile_or_no_table_is_refused_in_plain_words(data: bytes, said: str) -> None:
    with pytest.raises(Problem, match=said):
        _read(data)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_but_never_a_fault(place: int, bits: bytes) -> None:
    data = bytearray(_file())
    data[place % len(data) : place % len(data) + len(bits)] = bits
    try:
        found = _read(bytes(data))
    except Problem:
        return
    assert len(found.texts) <= len(UNITS)


TRIED = (
    "Étude « non technique » de 42 villages – première phase…",
    "مسح غير تقني في 42 قرية (BLU-26) لعام 2026.",
    "بررسی غیرفنی در ۴۲ روستا؛ می‌خواهیم",
    "在学校开展非技术调查，并培训两个小组。",
    "ການສຳຫຼວດທີ່ບໍ່ແມ່ນເຕັກນິກ",
    "Нетехническое обследование\n\n– первый пункт\n– второй пункт",
    "one\ttwo\t\tthree   spaces",
    "non\u00a0breaking\u00a0space, soft\u00adhyphen, hard\u2011hyphen, \u202fnarrow",
    "a < b & c > d \"quoted\" 'so' ]]>",
    "𝕏 😀 \u200d \u2066isolated\u2069",
)


@pytest.mark.skipif(PROGRAM is None, reason="libreoffice-writer missing")
@pytest.mark.parametrize("pair", [EN_FR, EN_AR])
def test_libreoffice_opens_the_file_and_saves_it_without_loss(
    tmp_path: Path, pair: LanguagePair
) -> None:
    units = tuple(unit(text, text, number=n) for n, text in enumerate(TRIED, start=1))
    found = _read(_saved_by_libreoffice(_file(units, pair), tmp_path))
    assert [(r.key, r.source, r.target) for r in found.texts] == [
        (short_key(each.key), each.source, each.target) for each in units
    ]
    assert {r.pair for r in found.texts} == {pair}
    assert found.notices == ()


def _saved_by_libreoffice(data: bytes, folder: Path) -> bytes:
    (folder / "sent.docx").write_bytes(data)
    (folder / "saved").mkdir()
    subprocess.run(
        [
            str(PROGRAM),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "saved"),
            str(folder / "sent.docx"),
        ],
        capture_output=True,
        check=True,
        timeout=240,
    )
    return (folder / "saved" / "sent.docx").read_bytes()
