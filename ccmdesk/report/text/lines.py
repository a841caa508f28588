"""Fills lines with words, and puts the pieces of each line in the order in which they are seen."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import NamedTuple

from ccmdesk.report.text.clean import cleaned, copied
from ccmdesk.report.text.direction import visual_order
from ccmdesk.report.text.face import Face
from ccmdesk.report.text.hyphens import SOFT_HYPHEN
from ccmdesk.report.text.pieces import Piece, Word, divided, in_letters, narrowest
from ccmdesk.report.text.voice import Voice

_ROUNDING = 0.01
_PART = 2  # pieces of a word at the end of a line: its letters and the hyphen
_UGLY = 0.5
"""Share of a line that may stay empty before the next word is divided to fill it."""


class Show(NamedTuple):
    """Glyphs of one face at one height above the line: the operand and operator that show them."""

    face: Face
    rise: float
    operator: str


class Segment(NamedTuple):
    """What belongs to one stretch of a line, *start* from its left, at *scale* times its size.

    *order* is its place in reading order, and tells it from the others of its line.
    """

    order: int
    owner: int
    start: float
    advance: float
    scale: float
    shows: tuple[Show, ...]
    actual: str


class Torn(NamedTuple):
    """How a line shares words with its neighbours, so that readers are given each word whole.

    The first *ends* of its shows end a word of the line above, the last *begins* begin *word*, of
    which *start* stands here and the rest below.
    """

    ends: int
    begins: int
    word: str
    start: str


class Line(NamedTuple):
    """One line from left to right, in thousandths of an em.

    *actual* is what must be read instead of the glyphs; only lines that run wholly from left to
    right have it, because readers would turn it round again in others. A line of a text in
    stretches has *segments*, from left to right as readers want them, and nothing else.
    """

    advance: float
    shows: tuple[Show, ...]
    actual: str
    segments: tuple[Segment, ...] = ()
    torn: Torn | None = None


Filled = tuple[list[Piece], float]
"""The pieces of a line in reading order, and how wide they are together."""

_EMPTY = Line(0.0, (), "")


def lines_of(text: str, voice: Voice, *, rtl: bool, width: float) -> tuple[Line, ...]:
    """Break *text* to *width*; a word that is wider breaks after a syllable or between letters.

    A paragraph without words is one empty line.
    """
    lines = list(filled(voice.words(cleaned(text), rtl=rtl), width))
    if any(is_torn(pieces) for pieces, _ in lines):
        return tuple(reversed(list(_torn_lines(lines, rtl=rtl))))
    return tuple(_line(pieces, advance, rtl=rtl) for pieces, advance in lines) or (_EMPTY,)


def widths_of(words: Iterable[Word]) -> tuple[float, float]:
    """Return the widest word and the widest line of a text when only line feeds break it."""
    widest = longest = line = gap = 0.0
    for word in words:
        line += gap + word.advance
        widest, longest = max(widest, word.advance), max(longest, line)
        gap = word.gap_advance
        if word.ends_line:
            line = gap = 0.0
    return widest, longest


def part_width(words: Iterable[Word]) -> float:
    """Return the widest part of a text when its words are divided wherever they may be."""
    return max(map(narrowest, words), default=0.0)


def filled(words: Iterable[Word], width: float) -> Iterator[Filled]:
    """Yield the lines of *words*, none wider than *width* unless one letter is."""
    width += _ROUNDING
    ugly = _UGLY * width
    pieces: list[Piece] = []
    advance = 0.0
    gap: tuple[Piece, ...] = ()
    gap_advance = 0.0
    for word in words:
        if advance + gap_advance + word.advance > width:
            if pieces and word.advance <= width and width - advance <= ugly:
                yield pieces, advance
            else:
                begun = Word(tuple(pieces), advance, gap, gap_advance, ends_line=False)
                word = yield from _turned(begun, word, width)  # noqa: PLW2901
            pieces, advance, gap, gap_advance = [], 0.0, (), 0.0
        pieces += gap + word.pieces
        advance += gap_advance + word.advance
        gap, gap_advance = word.gap, word.gap_advance
        if word.ends_line:
            yield pieces, advance
            pieces, advance, gap, gap_advance = [], 0.0, (), 0.0
    if pieces:
        yield pieces, advance


def _turned(begun: Word, word: Word, width: float) -> Generator[Filled, None, Word]:
    """Yield the line *begun* with what it takes of *word*, and lines of nothing but *word*.

    Return what is left of it to begin the next line.
    """
    parts = divided(word, width - begun.advance - begun.gap_advance) if begun.pieces else None
    if parts:
        head, word = parts
        taken = begun.advance + begun.gap_advance + head.advance
        yield [*begun.pieces, *begun.gap, *head.pieces], taken
    elif begun.pieces:
        yield list(begun.pieces), begun.advance
    while word.advance > width:
        parts = divided(word, width)
        if parts is None:
            *full, word = in_letters(word, width)
            yield from ((list(part.pieces), part.advance) for part in full)
            break
        head, word = parts
        yield list(head.pieces), head.advance
    return word


def _line(pieces: list[Piece], advance: float, *, rtl: bool) -> Line:
    return Line(advance, shows_of(visual_order(pieces)), "" if rtl else actual_of(pieces))


def is_torn(pieces: Sequence[Piece]) -> bool:
    """Whether a line ends with the hyphen of a word that goes on below."""
    return bool(pieces) and pieces[-1].text == SOFT_HYPHEN


def _torn_lines(lines: list[Filled], *, rtl: bool) -> Iterator[Line]:
    """Yield the lines from the last to the first; each is told what its words are as a whole."""
    rest = ""
    for (pieces, advance), above in zip(lines[::-1], [*lines[-2::-1], None], strict=True):
        word = pieces[-2].text + rest if is_torn(pieces) else ""
        line = _line(pieces, advance, rtl=rtl)
        continues = above is not None and is_torn(above[0])
        yield line if line.actual else _torn(line, pieces, word, continues=continues)
        whole = len(pieces) == _PART
        rest = word if word and whole else "".join(piece.text for piece in pieces[:1])


def _torn(line: Line, pieces: list[Piece], word: str, *, continues: bool) -> Line:
    """Return *line* with its shows cut where the words end and begin that it shares."""
    first, last = int(continues), _PART if word else 0
    if first and last and len(pieces) == last:
        shows = line.shows
        return line._replace(torn=Torn(len(shows), len(shows), word, pieces[0].text))
    middle = visual_order(pieces[first : len(pieces) - last])
    parts = [shows_of(part) for part in (pieces[:first], middle, pieces[len(pieces) - last :])]
    start = pieces[-2].text if word else ""
    torn = Torn(len(parts[0]), len(parts[2]), word, start)
    return line._replace(shows=(*parts[0], *parts[1], *parts[2]), torn=torn)


def shows_of(pieces: Sequence[Piece]) -> tuple[Show, ...]:
    """Join pieces, given from left to right, to what shows their glyphs."""
    arrays: list[tuple[Face, float, list[str]]] = []
    for piece in pieces:
        for rise, array in piece.shaped.shows:
            if arrays and arrays[-1][:2] == (piece.face, rise):
                arrays[-1][2].append(array)
            else:
                arrays.append((piece.face, rise, [array]))
    return tuple(Show(face, rise, _operator("".join(parts))) for face, rise, parts in arrays)


def actual_of(pieces: Sequence[Piece]) -> str:
    """Return what must be read instead of the glyphs of pieces that all run to the right."""
    if not any(piece.shaped.is_split for piece in pieces):
        return ""
    if any(piece.level for piece in pieces):
        return ""
    return copied("".join(piece.text for piece in pieces)).replace(SOFT_HYPHEN, "")


def _operator(array: str) -> str:
    array = array.replace("><", "")
    return f"{array}Tj" if array.find("<", 1) < 0 and array[-1] == ">" else f"[{array}]TJ"
