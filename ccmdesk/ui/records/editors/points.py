"""The points of an outline as they are typed and shown: each a text, with its exact position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.lang.places.notation import Notation
from ccmdesk.lang.places.read import parse_position
from ccmdesk.lang.places.written import written, written_ring
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Position


@dataclass(frozen=True, slots=True)
class Point:
    """The *text* of one point, and its exact *position*; None where the text was typed since.

    *start* is the point before it, from which a text such as 120° 350 m counts.
    """

    text: str
    position: Position | None = None
    start: Position | None = None


def shown_points(positions: Sequence[Position], notation: Notation) -> tuple[Point, ...]:
    """Return saved points in the notation they are shown in."""
    texts = written_ring(positions, notation, start=None)
    return kept_points([Point(text) for text in texts], positions)


def read_points(points: Iterable[Point], *, language: str) -> list[Position | Problem]:
    """Return where each point lies, or why that cannot be read; only what was typed is read."""
    found: list[Position | Problem] = []
    start: Position | None = None
    for point in points:
        try:
            start = point.position or parse_position(point.text, language=language, start=start)
            found.append(start)
        except Problem as problem:
            found.append(problem)
    return found


def written_points(
    points: Iterable[Point], found: Sequence[Position | Problem], *, notation: Notation
) -> tuple[Point, ...]:
    """Write anew what was not typed and has another point before it; no point moves by that."""
    return tuple(
        _written(point, start, notation)
        for point, start in zip(points, _starts(found), strict=True)
    )


def kept_points(points: Iterable[Point], found: Sequence[Position]) -> tuple[Point, ...]:
    """Return the points with their texts as they are saved: from now on none of them moves."""
    return tuple(
        Point(point.text, position, start)
        for point, position, start in zip(points, found, _starts(found), strict=True)
    )


def _written(point: Point, start: Position | None, notation: Notation) -> Point:
    position = point.position
    if position is None or point.start == start:
        return point
    return Point(written(position, notation, start=start), position, start)


def _starts(found: Iterable[Position | Problem]) -> Iterator[Position | None]:
    """Yield for each point the last one before it that can be read."""
    start: Position | None = None
    for each in found:
        yield start
        start = each if isinstance(each, Position) else start
