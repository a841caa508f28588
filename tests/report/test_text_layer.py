"""The text layer: breaks, direction, shaping and lines, without any file."""

from __future__ import annotations

from itertools import pairwise

import pytest
import uharfbuzz as hb
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sample_words import WORDS

from ccmdesk.lang.scripts import fonts_of, is_rtl, leading_factor, script_of
from ccmdesk.report.pdf.styles import Role, Styles
from ccmdesk.report.text.breaks import break_positions, graphemes, line_breaker
from ccmdesk.report.text.clean import cleaned
from ccmdesk.report.text.direction import embedding_levels, visual_order
from ccmdesk.report.text.face import Face
from ccmdesk.report.text.itemise import itemised
from ccmdesk.report.text.lines import lines_of, widths_of
from ccmdesk.report.text.voice import Voice

LANGUAGES = tuple(WORDS)


def voice_of(language: str) -> Voice:
    faces = [Face(fonts.regular, f"F{n}") for n, fonts in enumerate(fonts_of(language))]
    return Voice(faces, language)


@pytest.mark.parametrize("whole", ["CCM/MSP/2026/WP.3", "BLU-26", "2026-03", "M42/M46", "РБК-250"])
def test_symbols_type_names_and_dates_stay_whole(whole: str) -> None:
    text = f"see {whole}, here"
    ends = break_positions(text, line_breaker("en"))
    start = text.index(whole)
    assert not [end for end in ends if start < end < start + len(whole)]


def test_a_word_with_a_hyphen_may_break_after_it() -> None:
    text = "risk-education"
    assert break_positions(text, line_breaker("en")) == [5, 14]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    text = "清除遗留物。"
    assert break_positions(text, line_breaker("zh")) == [1, 2, 3, 4, 6]


def test_nothing_is_put_into_a_text_to_keep_it_whole() -> None:
    voice = voice_of("en")
    pieces = [piece.text for word in voice.words("BLU-26 x", rtl=False) for piece in word.pieces]
    assert pieces == ["BLU-26", "x"]


def test_characters_beyond_the_first_plane_keep_levels_and_breaks_in_step() -> None:
    text = "a\U00020000 ب"
    assert list(embedding_levels(text, rtl=True) or ()) == [2, 2, 1, 1]
    assert break_positions(text, line_breaker("en"))[-1] == len(text)
    assert graphemes("e\u0301\U00020000") == ["e\u0301", "\U00020000"]


def test_a_text_from_left_to_right_needs_no_levels() -> None:
    assert embedding_levels("Северный район 12", rtl=False) is None
    assert embedding_levels("", rtl=True) is None


def test_digits_are_never_reversed() -> None:
    for digits in ("1,234", "۱۲۳۴", "١٬٢٣٤"):
        voice = voice_of("ar")
        (line,) = lines_of(f"مسح {digits}", voice, rtl=True, width=1e6)
        (alone,) = lines_of(digits, voice, rtl=True, width=1e6)
        assert line.shows[0].operator[1:-3].startswith(alone.shows[0].operator[1:-3])


def test_words_from_right_to_left_are_shown_in_visual_order() -> None:
    class Levelled:
        def __init__(self, level: int) -> None:
            self.level = level

    one, two, three, four = (Levelled(level) for level in (1, 2, 2, 1))
    assert visual_order([one, two, three, four]) == [four, two, three, one]


def test_pieces_are_cut_where_the_script_changes() -> None:
    faces = voice_of("ar").faces
    items = [(item.text, item.script) for item in itemised("لغمBLU", [1, 1, 1, 2, 2, 2], faces)]
    assert items == [("لغم", "Arab"), ("BLU", "Latn")]
    mixed = [item.script for item in itemised("清除Ж", None, voice_of("zh").faces)]
    assert mixed == ["Hani", "Cyrl"]


def test_a_missing_character_comes_from_the_next_font() -> None:
    faces = voice_of("ar").faces
    latin, han = (voice_of(language).faces[0] for language in ("en", "zh"))
    items = list(itemised("район清", None, faces))
    assert [_name(item.face) for item in items] == [_name(latin), _name(han)]


def _name(face: Face) -> str:
    return str(face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME))


def test_a_mark_stays_with_its_letter() -> None:
    (item,) = itemised("ب\u0651", [1, 1], voice_of("ar").faces)
    assert item.text == "ب\u0651"


def test_what_is_shaped_is_remembered_with_its_language() -> None:
    face = Face(fonts_of("ru")[0].regular, "F1")
    shaped = {
        language: face.shape("б", rtl=False, script="Cyrl", language=language)
        for language in ("ru", "sr")
    }
    assert shaped["ru"].shows != shaped["sr"].shows


@pytest.mark.parametrize("language", LANGUAGES)
def test_glyphs_and_advances_are_those_of_harfbuzz(language: str) -> None:
    voice = voice_of(language)
    text = WORDS[language].activities[2]
    (line,) = lines_of(text, voice, rtl=is_rtl(language), width=1e6)
    face = hb.Face(hb.Blob.from_file_path(str(fonts_of(language)[0].regular)))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions) * 1000 / face.upem
    assert line.advance == pytest.approx(advance, abs=0.1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_character_of_the_samples_lacks_a_glyph(language: str) -> None:
    voice = voice_of(language)
    words = WORDS[language]
    for text in (words.paragraph, *words.columns, *words.activities, words.banner):
        for word in voice.words(cleaned(text), rtl=is_rtl(language)):
            for piece in (*word.pieces, *word.gap):
                assert all(piece.face.has(char) for char in piece.text), text


def test_a_word_wider_than_its_column_breaks_between_letters() -> None:
    for language, text in (("en", "W" * 60), ("ar", "استخدامات" * 8), ("en", "e\u0301x" * 30)):
        voice = voice_of(language)
        lines = lines_of(text, voice, rtl=is_rtl(language), width=4000)
        assert len(lines) > 3
        assert max(line.advance for line in lines) <= 4000.1


def test_one_letter_wider_than_its_column_still_stands() -> None:
    assert len(lines_of("WW", voice_of("en"), rtl=False, width=100)) == 2


def test_line_feeds_end_lines_and_an_empty_text_is_one_line() -> None:
    voice = voice_of("en")
    assert len(lines_of("a\n\nb", voice, rtl=False, width=1e6)) == 3
    (empty,) = lines_of("", voice, rtl=False, width=1e6)
    assert empty.advance == 0
    assert len(lines_of("", voice_of("ar"), rtl=True, width=1e6)) == 1


def test_a_space_at_the_end_of_a_line_takes_no_room() -> None:
    voice = voice_of("en")
    word = widths_of(voice.words("words", rtl=False))[0]
    first, second = lines_of("words words", voice, rtl=False, width=word)
    assert first.advance == second.advance == pytest.approx(word)


def test_line_and_word_widths_are_told_apart() -> None:
    word, line = widths_of(voice_of("en").words("clearance of areas\nlong", rtl=False))
    assert word < line
    assert line == lines_of("clearance of areas", voice_of("en"), rtl=False, width=1e6)[0].advance


def test_a_letter_of_several_glyphs_is_read_from_its_line_and_never_from_right_to_left() -> None:
    (split,) = lines_of("Quảng Trị", voice_of("vi"), rtl=False, width=1e6)
    (whole,) = lines_of("Quang", voice_of("vi"), rtl=False, width=1e6)
    (mixed,) = lines_of("Trị ب", voice_of("vi"), rtl=False, width=1e6)
    assert (split.actual, whole.actual, mixed.actual) == ("Quảng Trị", "", "")


def test_marks_that_steer_direction_leave_no_trace_in_what_is_copied() -> None:
    voice = voice_of("ar")
    (line,) = lines_of("م \u2068BLU-26\u2069", voice, rtl=True, width=1e6)
    texts = {text for face in voice.faces for _, text in face.cids}
    assert line.shows
    assert not any(0x2066 <= ord(char) <= 0x2069 for text in texts for char in text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [("e\u0301", "é"), ("a\u200bb", "ab"), ("a\r\nb\tc", "a\nb c"), ("x\x00\ud800", "x\ufffd")],
)
def test_a_text_is_cleaned_before_it_is_set(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


@pytest.mark.parametrize("language", LANGUAGES)
def test_ink_of_neighbouring_lines_does_not_touch(language: str) -> None:
    face = Face(fonts_of(language)[0].regular, "F1")
    text = WORDS[language].paragraph
    rtl, script = is_rtl(language), script_of(language).replace("Hans", "Hani")
    tops, feet = [], []
    for glyph in face.glyphs(cleaned(text), rtl, script, language):
        ink = face.hb_font.get_glyph_extents(glyph.id)
        tops.append(ink.y_bearing * face.unit + glyph.y)
        feet.append((ink.y_bearing + ink.height) * face.unit + glyph.y)
    assert max(tops) - min(feet) <= leading_factor(language) * 1000


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80), st.sampled_from(["en", "ar", "zh"]))
@example("0AanE\x80\xa0×÷", "zh")  # these letters are wider together than each alone
def test_any_text_can_be_set_and_no_line_is_too_wide(text: str, language: str) -> None:
    style = Styles(language).of(Role.BODY)
    for line in style.lines(text, 60):
        letters = len(line.shows)
        assert line.advance * style.size / 1000 <= 60.01 or letters == 1


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_breaks_rise_to_the_end_of_the_text(text: str) -> None:
    ends = break_positions(text, line_breaker("en"))
    assert all(first < second for first, second in pairwise([0, *ends]))
    assert not text or ends[-1] == len(text)


def test_marks_above_letters_are_raised_and_the_line_comes_down_again() -> None:
    (line,) = lines_of("وسيُستكمل", voice_of("ar"), rtl=True, width=1e6)
    rises = [show.rise for show in line.shows]
    assert len(rises) > 1
    assert 0 in rises
    assert any(rise != 0 for rise in rises)
