"""Fills lines with words, and puts the pieces of each line in the order in which they are seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from typing import NamedTuple

from ccmdesk.report.text.clean import cleaned, copied
from ccmdesk.report.text.direction import visual_order
from ccmdesk.report.text.face import Face
from ccmdesk.report.text.voice import Piece, Voice, Word

_ROUNDING = 0.01


class Show(NamedTuple):
    """Glyphs of one face at one height above the line: the operand and operator that show them."""

    face: Face
    rise: float
    operator: str


class Line(NamedTuple):
    """One line from left to right, in thousandths of an em.

    *actual* is what must be read instead of the glyphs; only lines that run wholly from left to
    right have it, because readers would turn it round again in others.
    """

    advance: float
    shows: tuple[Show, ...]
    actual: str


_EMPTY = Line(0.0, (), "")


def lines_of(text: str, voice: Voice, *, rtl: bool, width: float) -> tuple[Line, ...]:
    """Break *text* to *width*; a word that is wider breaks between letters.

    A paragraph without words is one empty line.
    """
    words = voice.words(cleaned(text), rtl=rtl)
    filled = _filled(words, voice, width + _ROUNDING)
    return tuple(_line(pieces, advance, rtl=rtl) for pieces, advance in filled) or (_EMPTY,)


def widths_of(text: str, voice: Voice, *, rtl: bool) -> tuple[float, float]:
    """Return the widest word and the widest line of *text* when only line feeds break it."""
    widest = longest = line = gap = 0.0
    for word in voice.words(cleaned(text), rtl=rtl):
        line += gap + word.advance
        widest, longest = max(widest, word.advance), max(longest, line)
        gap = word.gap_advance
        if word.ends_line:
            line = gap = 0.0
    return widest, longest


def _filled(
    words: tuple[Word, ...], voice: Voice, width: float
) -> Iterator[tuple[list[Piece], float]]:
    pieces: list[Piece] = []
    advance = 0.0
    gap: tuple[Piece, ...] = ()
    gap_advance = 0.0
    for word in _fitting(words, voice, width):
        if pieces and advance + gap_advance + word.advance > width:
            yield pieces, advance
            pieces, advance, gap, gap_advance = [], 0.0, (), 0.0
        pieces += gap + word.pieces
        advance += gap_advance + word.advance
        gap, gap_advance = word.gap, word.gap_advance
        if word.ends_line:
            yield pieces, advance
            pieces, advance, gap, gap_advance = [], 0.0, (), 0.0
    if pieces:
        yield pieces, advance


def _fitting(words: tuple[Word, ...], voice: Voice, width: float) -> Iterator[Word]:
    """Yield the words, those wider than a line in parts that fit."""
    for word in words:
        if word.advance <= width:
            yield word
        else:
            *parts, last = _parts(voice, word, width)
            yield from parts
            yield last._replace(
                gap=word.gap, gap_advance=word.gap_advance, ends_line=word.ends_line
            )


def _parts(voice: Voice, word: Word, width: float) -> Iterator[Word]:
    letters: list[Word] = []
    room = width
    for letter in voice.letters(word):
        if letters and letter.advance > room:
            yield _joined(voice, letters)
            letters, room = [], width
        letters.append(letter)
        room -= letter.advance
    yield _joined(voice, letters)


def _joined(voice: Voice, letters: list[Word]) -> Word:
    """Shape letters of one item together again, so that they join and kern."""
    pieces = tuple(
        voice.reshaped(run[0], "".join(piece.text for piece in run))
        for run in _runs(list(chain.from_iterable(letter.pieces for letter in letters)))
    )
    advance = sum(piece.shaped.advance for piece in pieces)
    return Word(pieces, advance, (), 0.0, ends_line=False)


def _runs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    for _, run in groupby(pieces, key=lambda piece: (piece.level, id(piece.face), piece.script)):
        yield list(run)


def _line(pieces: list[Piece], advance: float, *, rtl: bool) -> Line:
    arrays: list[tuple[Face, float, list[str]]] = []
    for piece in visual_order(pieces):
        for rise, array in piece.shaped.shows:
            if arrays and arrays[-1][:2] == (piece.face, rise):
                arrays[-1][2].append(array)
            else:
                arrays.append((piece.face, rise, [array]))
    shows = tuple(Show(face, rise, _operator("".join(parts))) for face, rise, parts in arrays)
    return Line(advance, shows, "" if rtl else _actual(pieces))


def _operator(array: str) -> str:
    array = array.replace("><", "")
    return f"{array}Tj" if array.find("<", 1) < 0 and array[-1] == ">" else f"[{array}]TJ"


def _actual(pieces: list[Piece]) -> str:
    if not any(piece.shaped.is_split for piece in pieces):
        return ""
    if any(piece.level for piece in pieces):
        return ""
    return copied("".join(piece.text for piece in pieces))
