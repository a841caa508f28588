"""Where the words of a map stand: none over another, none over the edge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ccmdesk.report.pdf.map_field import Point, Size

_CELL = 4.0  # points a side of the squares that are taken or free
_OFF = 4.5  # points between a mark and the words beside it

_Square = tuple[int, int]


@dataclass(slots=True)
class Taken:
    """The squares of a field on which words stand."""

    size: Size
    _squares: set[_Square] = field(default_factory=set)

    def take(self, left: float, bottom: float, words: Size) -> None:
        """Keep a box free of words."""
        self._squares.update(_squares_of(left, bottom, words))

    def place(self, point: Point, words: Size) -> Point | None:
        """Return the middle of free room for words at *point*, and take it; None without any."""
        return self._first_free([point], words)

    def place_beside(self, point: Point, words: Size) -> Point | None:
        """Return the middle of free room beside *point*: right, left, above or below it."""
        x, y = point
        aside, up = words.width / 2 + _OFF, words.height / 2 + _OFF
        return self._first_free([(x + aside, y), (x - aside, y), (x, y + up), (x, y - up)], words)

    def _first_free(self, middles: list[Point], words: Size) -> Point | None:
        for x, y in middles:
            left, bottom = x - words.width / 2, y - words.height / 2
            if self._is_free(left, bottom, words):
                self.take(left, bottom, words)
                return x, y
        return None

    def _is_free(self, left: float, bottom: float, words: Size) -> bool:
        inside = (
            left >= 1
            and bottom >= 1
            and left + words.width <= self.size.width - 1
            and bottom + words.height <= self.size.height - 1
        )
        return inside and self._squares.isdisjoint(_squares_of(left, bottom, words))


def _squares_of(left: float, bottom: float, words: Size) -> Iterator[_Square]:
    columns = range(int(left // _CELL), int((left + words.width) // _CELL) + 1)
    rows = range(int(bottom // _CELL), int((bottom + words.height) // _CELL) + 1)
    return ((column, row) for column in columns for row in rows)
