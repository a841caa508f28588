"""What is wrong with an outline while it is typed or drawn, point by point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccmdesk.model.values import Polygon, Position
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.border import Border
from ccmdesk.rules.geometry import (
    FEWEST_POINTS,
    crossing,
    metres_apart,
    misstates,
    polygon_size_m2,
)
from ccmdesk.rules.rule import sentence, square_metres

FARTHEST_M = 10_000
"""Two points of one area are rarely farther apart: one of them may be mistyped."""


def outline_faults(
    points: Sequence[Position], *, stated_m2: int | None = None, border: Border | None = None
) -> list[Message]:
    """Return a sentence for each fault, with the numbers of its points from 1.

    *border* is that of the country, where it is known; *stated_m2* is the size of the area.
    """
    if not points:
        return []
    faults = [*_repeated(points), *_far(points), *_outside(points, border)]
    if len(points) < FEWEST_POINTS:
        says = N_("Point {point} is missing: an outline needs at least three points.")
        return [*faults, sentence(says, point=len(points) + 1)]
    faults += _crossing(points)
    return faults or list(_size(points, stated_m2))


def _repeated(points: Sequence[Position]) -> Iterator[Message]:
    """Yield the points that stand where an earlier one does; a ring closes by itself."""
    first = dict[Position, int]()
    for number, point in enumerate(points, start=1):
        earlier = first.setdefault(point, number)
        if earlier == number:
            continue
        if earlier == 1 and number == len(points):
            says = N_("Point {point} is point 1 again: leave it out, the outline closes by itself.")
            yield sentence(says, point=number)
        else:
            says = N_("Point {point} is at the same place as point {other}.")
            yield sentence(says, point=number, other=earlier)


def _far(points: Sequence[Position]) -> Iterator[Message]:
    for number, (before, point) in enumerate(pairwise(points), start=2):
        metres = metres_apart(before, point)
        if metres > FARTHEST_M:
            says = N_("Point {point} is {distance} km away from point {other}. Compare both.")
            yield sentence(says, point=number, other=number - 1, distance=round(metres / 1000))


def _outside(points: Sequence[Position], border: Border | None) -> Iterator[Message]:
    if border is None:
        return
    for number, point in enumerate(points, start=1):
        if border.leaves_out(point):
            says = N_("Point {point} lies outside the outline of the country.")
            yield sentence(says, point=number)


def _crossing(points: Sequence[Position]) -> Iterator[Message]:
    found = crossing(Polygon(tuple(points)))
    if found is None or len(set(points)) < len(points):
        return
    one, other = (side + 1 for side in found)
    yield sentence(
        N_("The side from point {a} to point {b} crosses the side from point {c} to point {d}."),
        a=one,
        b=one + 1,
        c=other,
        d=other % len(points) + 1,
    )


def _size(points: Sequence[Position], stated_m2: int | None) -> Iterator[Message]:
    drawn = polygon_size_m2(Polygon(tuple(points)))
    if stated_m2 is not None and misstates(drawn, stated_m2):
        yield sentence(
            N_("The outline encloses {drawn}, but the size is given as {size}."),
            drawn=square_metres(drawn),
            size=square_metres(stated_m2),
        )
