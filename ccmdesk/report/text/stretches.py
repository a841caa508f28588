"""A text in stretches that differ in face, language or size, broken and ordered as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from ccmdesk.report.text.clean import copied
from ccmdesk.report.text.direction import embedding_levels, visual_order
from ccmdesk.report.text.itemise import script_of
from ccmdesk.report.text.lines import (
    Line,
    Segment,
    actual_of,
    filled,
    is_torn,
    part_width,
    shows_of,
    widths_of,
)
from ccmdesk.report.text.pieces import Piece, Word, advance_of, scaled
from ccmdesk.report.text.voice import Voice

_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"
_MARK_SCALE, _MARK_RISE = 0.64, 340.0
_ARABIC = "Arab"
_NO_MARKS = -1


class Stretch(NamedTuple):
    """A part of a text in a voice of its own; *mark* is set small and high on its end.

    *rtl* is given when its language is another one than that of the text around it: it then keeps
    its direction to itself. *scale* is its size as a multiple of the text's.
    """

    text: str
    voice: Voice
    rtl: bool | None = None
    scale: float = 1.0
    mark: str = ""


class Passage(NamedTuple):
    """Stretches one after another; *voice* breaks them into lines and sets the marks.

    In what is drawn a stretch has the number 2n and its mark 2n + 1.
    """

    stretches: Sequence[Stretch]
    voice: Voice
    rtl: bool

    def words(self) -> list[Word]:
        """Cut it where a line may end, whatever the borders of the stretches."""
        return list(_Cut(self).words())

    def lines(self, width: float) -> tuple[Line, ...]:
        """Break it to *width*, which counts thousandths of an em as all lengths do here."""
        lines = filled(self.words(), width)
        return tuple(_line(pieces, advance, rtl=self.rtl) for pieces, advance in lines)

    def widths(self) -> tuple[float, float]:
        """Return the widest word and the widest line."""
        return widths_of(self.words())

    def part_width(self) -> float:
        """Return the widest part that is never divided."""
        return part_width(self.words())


class _Cut:
    """A passage as one text, with the borders of its stretches in it."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text = "".join(stretch.text for stretch in passage.stretches)
        self._borders = [0, *accumulate(len(stretch.text) for stretch in passage.stretches)]
        self._levels = _levels(passage)

    def words(self) -> Iterator[Word]:
        """Yield the words with the spaces after them."""
        ends = self._passage.voice.breaks(self._text) or [0]
        for start, end in pairwise([0, *ends]):
            line = self._text[start:end].rstrip("\n")
            core, stop = start + len(line.rstrip(" ")), start + len(line)
            pieces = tuple(self._pieces(start, core, end))
            gap = tuple(self._pieces(core, stop, _NO_MARKS))
            ends_line = stop < end
            yield Word(pieces, advance_of(pieces), gap, advance_of(gap), ends_line)

    def _pieces(self, start: int, stop: int, marks_to: int) -> Iterator[Piece]:
        """Yield what stands from *start* to *stop*, and the marks that hang on it or its space."""
        borders = self._borders
        for number, stretch in enumerate(self._passage.stretches):
            first, last = max(borders[number], start), min(borders[number + 1], stop)
            if first < last:
                yield from self._part(number, first, last)
            border = borders[number + 1]
            if stretch.mark and border <= marks_to and (start < border or border == start == 0):
                yield from self._mark(number)

    def _part(self, number: int, start: int, stop: int) -> Iterator[Piece]:
        stretch = self._passage.stretches[number]
        levels = tuple(self._levels[start:stop]) if self._levels else ()
        word = stretch.voice.word(self._text[start:stop], levels)
        place = start
        for piece in (*word.pieces, *word.gap):
            end = place + len(piece.text)
            shaped = scaled(self._joined(piece, place, end).shaped, stretch.scale)
            yield piece._replace(shaped=shaped, owner=2 * number, scale=stretch.scale)
            place = end

    def _joined(self, piece: Piece, start: int, end: int) -> Piece:
        """Shape a piece again that a border of stretches parts from the letters it joins."""
        before = self._text[start - 1 : start] if start in self._borders else ""
        after = self._text[end : end + 1] if end in self._borders else ""
        around = (before if _is_arabic(before) else "", after if _is_arabic(after) else "")
        if piece.script != _ARABIC or around == ("", ""):
            return piece
        shaped = piece.face.shape_between(piece.text, around, language=piece.language)
        return piece._replace(shaped=shaped)

    def _mark(self, number: int) -> Iterator[Piece]:
        """Yield the mark of a stretch; figures run to the right wherever they stand."""
        mark, voice = self._passage.stretches[number].mark, self._passage.voice
        end = self._borders[number + 1]
        level = self._levels[end - 1] if self._levels and end else int(self._passage.rtl)
        levels = (level + level % 2,) * len(mark)
        for piece in voice.word(mark, levels).pieces:
            shaped = scaled(piece.shaped, _MARK_SCALE)
            yield piece._replace(
                shaped=shaped, owner=2 * number + 1, scale=_MARK_SCALE, rise=_MARK_RISE
            )


def _is_arabic(char: str) -> bool:
    return bool(char) and script_of(char) == _ARABIC


def _levels(passage: Passage) -> Sequence[int] | None:
    """Return a level per character; a stretch that runs the other way is held apart."""
    texts: list[str] = []
    kept: list[bool] = []
    for stretch in passage.stretches:
        apart = stretch.rtl is not None and stretch.rtl is not passage.rtl
        opening, closing = (_RLI if stretch.rtl else _LRI, _PDI) if apart else ("", "")
        texts += [opening, stretch.text, closing]
        kept += [False] * len(opening) + [True] * len(stretch.text) + [False] * len(closing)
    levels = embedding_levels("".join(texts), rtl=passage.rtl)
    return levels and [level for level, keep in zip(levels, kept, strict=True) if keep]


class _Placed(NamedTuple):
    """A piece with its place in reading order."""

    level: int
    order: int
    piece: Piece


def _line(pieces: list[Piece], advance: float, *, rtl: bool) -> Line:
    seen = visual_order([_Placed(piece.level, n, piece) for n, piece in enumerate(pieces)])
    turns = rtl or any(piece.level for piece in pieces)
    segments: list[Segment] = []
    start = 0.0
    for _, run in groupby(seen, key=lambda placed: placed.piece.owner):
        segments.append(_segment(list(run), start, turns=turns))
        start += segments[-1].advance
    return Line(advance, (), "", tuple(segments))


def _segment(run: list[_Placed], start: float, *, turns: bool) -> Segment:
    pieces = [placed.piece for placed in run]
    scale, rise = pieces[0].scale, pieces[0].rise
    shows = tuple(
        show._replace(rise=rise + show.rise * scale) if rise or scale != 1 else show
        for show in shows_of(pieces)
    )
    actual = "" if turns else actual_of(pieces)
    if is_torn(pieces) and not turns:
        actual = copied("".join(piece.text for piece in pieces[:-1]))
    order = min(placed.order for placed in run)
    return Segment(order, pieces[0].owner, start, advance_of(pieces), scale, shows, actual)
