"""A language at a weight: texts cut into words of shaped pieces, each cut and shaped once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ccmdesk.report.text.breaks import break_positions, graphemes, line_breaker
from ccmdesk.report.text.direction import embedding_levels
from ccmdesk.report.text.face import Face, Shaped
from ccmdesk.report.text.itemise import itemised

_BREAKERS = frozenset(" -/\n")
_SHORT = 12


class Piece(NamedTuple):
    """A shaped item of a word."""

    text: str
    level: int
    face: Face
    script: str
    shaped: Shaped


class Word(NamedTuple):
    """What stands between two places where a line may end, and the space after it.

    Advances are thousandths of an em; *ends_line* is set by a line feed.
    """

    pieces: tuple[Piece, ...]
    advance: float
    gap: tuple[Piece, ...]
    gap_advance: float
    ends_line: bool


class Voice:
    """The faces tried in order for a language, and every word set in it so far."""

    def __init__(self, faces: Sequence[Face], language: str) -> None:
        self.faces = tuple(faces)
        self.language = language
        self._breaker = line_breaker(language)
        self._texts: dict[tuple[str, bool], tuple[Word, ...]] = {}
        self._words: dict[tuple[str, tuple[int, ...]], Word] = {}

    def words(self, text: str, *, rtl: bool) -> tuple[Word, ...]:
        """Cut cleaned *text*, which stands in a paragraph of the given direction."""
        words = self._texts.get((text, rtl))
        if words is None:
            words = self._texts[text, rtl] = tuple(self._cut(text, rtl=rtl))
        return words

    def letters(self, word: Word) -> Iterator[Word]:
        """Cut a word too wide for its column at the borders of letters."""
        for piece in word.pieces:
            for letter in graphemes(piece.text):
                cut = self.reshaped(piece, letter)
                yield Word((cut,), cut.shaped.advance, (), 0.0, ends_line=False)

    def reshaped(self, like: Piece, text: str) -> Piece:
        """Shape *text*, which is a part of a piece or parts of one put together."""
        return self._piece(text, like.level, like.face, like.script)

    def _cut(self, text: str, *, rtl: bool) -> Iterator[Word]:
        levels = embedding_levels(text, rtl=rtl)
        if len(text) < _SHORT and text.isascii() and _BREAKERS.isdisjoint(text):
            ends = [len(text)]
        else:
            ends = break_positions(text, self._breaker)
        for start, end in pairwise([0, *ends]):
            yield self._word(text[start:end], tuple(levels[start:end]) if levels else ())

    def _word(self, text: str, levels: tuple[int, ...]) -> Word:
        word = self._words.get((text, levels))
        if word is None:
            word = self._words[text, levels] = self._shape(text, levels)
        return word

    def _shape(self, text: str, levels: tuple[int, ...]) -> Word:
        line = text.rstrip("\n")
        core = line.rstrip(" ")
        pieces = self._pieces(core, levels)
        gap = self._pieces(line[len(core) :], levels[len(core) :])
        return Word(pieces, _advance(pieces), gap, _advance(gap), line != text)

    def _pieces(self, text: str, levels: tuple[int, ...]) -> tuple[Piece, ...]:
        if not text:
            return ()
        return tuple(
            self._piece(item.text, item.level, item.face, item.script)
            for item in itemised(text, levels, self.faces)
        )

    def _piece(self, text: str, level: int, face: Face, script: str) -> Piece:
        rtl = bool(level & 1)
        shaped = face.shape(text, rtl=rtl, script=script, language=self.language)
        return Piece(text, level, face, script, shaped)


def _advance(pieces: tuple[Piece, ...]) -> float:
    return sum(piece.shaped.advance for piece in pieces)
