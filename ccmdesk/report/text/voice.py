"""A language at a weight: texts cut into words of shaped pieces, each cut and shaped once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccmdesk.report.text.breaks import break_positions, line_breaker
from ccmdesk.report.text.direction import embedding_levels
from ccmdesk.report.text.face import Face
from ccmdesk.report.text.itemise import itemised
from ccmdesk.report.text.pieces import Piece, Word, advance_of

_BREAKERS = frozenset(" -/\n")
_SHORT = 12


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

    def _cut(self, text: str, *, rtl: bool) -> Iterator[Word]:
        levels = embedding_levels(text, rtl=rtl)
        if len(text) < _SHORT and text.isascii() and _BREAKERS.isdisjoint(text):
            ends = [len(text)]
        else:
            ends = self.breaks(text)
        for start, end in pairwise([0, *ends]):
            yield self.word(text[start:end], tuple(levels[start:end]) if levels else ())

    def breaks(self, text: str) -> list[int]:
        """Return where a line may end in *text*, its length last."""
        return break_positions(text, self._breaker)

    def word(self, text: str, levels: tuple[int, ...]) -> Word:
        """Shape a word and the space after it; without *levels* it runs from left to right."""
        word = self._words.get((text, levels))
        if word is None:
            word = self._words[text, levels] = self._shape(text, levels)
        return word

    def _shape(self, text: str, levels: tuple[int, ...]) -> Word:
        line = text.rstrip("\n")
        core = line.rstrip(" ")
        pieces = self._pieces(core, levels)
        gap = self._pieces(line[len(core) :], levels[len(core) :])
        return Word(pieces, advance_of(pieces), gap, advance_of(gap), line != text)

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
        return Piece(text, level, face, script, shaped, self.language)
