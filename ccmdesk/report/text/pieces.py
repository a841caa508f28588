"""Words as shaped pieces, and how a word too wide for its line is divided."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from ccmdesk.report.text.breaks import graphemes
from ccmdesk.report.text.face import Face, Shaped
from ccmdesk.report.text.hyphens import SOFT_HYPHEN, hyphen_positions


class Piece(NamedTuple):
    """A shaped item of a word.

    *owner* is the number of the stretch of the text it belongs to. It is set at *scale* times the
    size of the text and *rise* thousandths of an em above the line.
    """

    text: str
    level: int
    face: Face
    script: str
    shaped: Shaped
    language: str
    owner: int = 0
    scale: float = 1.0
    rise: float = 0.0


class Word(NamedTuple):
    """What stands between two places where a line may end, and the space after it.

    Advances are thousandths of an em; *ends_line* is set by a line feed.
    """

    pieces: tuple[Piece, ...]
    advance: float
    gap: tuple[Piece, ...]
    gap_advance: float
    ends_line: bool


def advance_of(pieces: tuple[Piece, ...] | list[Piece]) -> float:
    """Return how wide pieces are beside one another."""
    return sum(piece.shaped.advance for piece in pieces)


def part_of(piece: Piece, text: str) -> Piece:
    """Shape *text*, which is a part of a piece or parts of one put together."""
    shaped = piece.face.shape(
        text, rtl=bool(piece.level & 1), script=piece.script, language=piece.language
    )
    return piece._replace(text=text, shaped=scaled(shaped, piece.scale))


def scaled(shaped: Shaped, scale: float) -> Shaped:
    """Return *shaped* in the em of the line when it is set smaller or larger than that."""
    return shaped if scale == 1 else shaped._replace(advance=shaped.advance * scale)


def divided(word: Word, room: float) -> tuple[Word, Word] | None:
    """Cut a word after a syllable so that its first part with a hyphen is no wider than *room*.

    The hyphen is read as a soft one, so that the word is found whole. None when no part fits.
    """
    for index in reversed(range(len(word.pieces))):
        piece = word.pieces[index]
        before = advance_of(word.pieces[:index])
        for position in reversed(_syllables(piece)):
            head = part_of(piece, piece.text[:position])
            hyphen = _hyphen(piece)
            if before + head.shaped.advance + hyphen.shaped.advance <= room:
                tail = part_of(piece, piece.text[position:])
                first = (*word.pieces[:index], head, hyphen)
                rest = (tail, *word.pieces[index + 1 :])
                return _word(first), word._replace(pieces=rest, advance=advance_of(rest))
    return None


def narrowest(word: Word) -> float:
    """Return the width that *word* needs when it is cut after each syllable that may end a line."""
    cuts = _syllables(word.pieces[0]) if len(word.pieces) == 1 else []
    if not cuts:
        return word.advance
    (piece,) = word.pieces
    parts = [part_of(piece, piece.text[start:end]) for start, end in pairwise([0, *cuts])]
    hyphen = _hyphen(piece).shaped.advance
    last = part_of(piece, piece.text[cuts[-1] :])
    return max(last.shaped.advance, *(part.shaped.advance + hyphen for part in parts))


def in_letters(word: Word, width: float) -> Iterator[Word]:
    """Yield the parts of a word that must break between letters, each as wide as fits."""
    letters: list[Piece] = []
    room = width
    for letter in _letters(word):
        if letters and letter.shaped.advance > room:
            part, letters = _fitting(letters, width)
            yield _word(part)
            room = width - advance_of(letters)
        letters.append(letter)
        room -= letter.shaped.advance
    part, letters = _fitting(letters, width)
    while letters:
        yield _word(part)
        part, letters = _fitting(letters, width)
    yield word._replace(pieces=part, advance=advance_of(part))


def _fitting(letters: list[Piece], width: float) -> tuple[tuple[Piece, ...], list[Piece]]:
    """Return what fits of *letters*, which may be wider together than each alone, and the rest."""
    taken = len(letters)
    while advance_of(part := _joined(letters[:taken])) > width and taken > 1:
        taken -= 1
    return part, letters[taken:]


def _letters(word: Word) -> Iterator[Piece]:
    for piece in word.pieces:
        for letter in graphemes(piece.text):
            yield part_of(piece, letter)


def _joined(letters: list[Piece]) -> tuple[Piece, ...]:
    """Shape letters of one item together again, so that they join and kern."""
    runs = groupby(
        letters, key=lambda piece: (piece.owner, piece.level, id(piece.face), piece.script)
    )
    groups = [list(run) for _, run in runs]
    return tuple(part_of(run[0], "".join(piece.text for piece in run)) for run in groups)


def _word(pieces: tuple[Piece, ...]) -> Word:
    return Word(pieces, advance_of(pieces), (), 0.0, ends_line=False)


def _syllables(piece: Piece) -> list[int]:
    return [] if piece.level & 1 else hyphen_positions(piece.text, piece.language)


def _hyphen(piece: Piece) -> Piece:
    shaped = scaled(piece.face.hyphen, piece.scale)
    return piece._replace(text=SOFT_HYPHEN, shaped=shaped)
