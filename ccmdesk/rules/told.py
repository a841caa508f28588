"""What masked submissions told of counts, so that the next one does not complete it.

Each submission may be masked well by itself, and still a count be the difference between two. So a
count is told with the number it had, and the sums of all submissions are looked at together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ccmdesk.rules.plan_count import Count
from ccmdesk.rules.suppression import Equation, suppressed


class Said(NamedTuple):
    """A count with the number it has in a submission; with another number it is another one."""

    of: Count
    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """The counts that masked submissions showed or left out, and the sums between them."""

    shown: frozenset[Said] = frozenset()
    hidden: frozenset[Said] = frozenset()
    sums: tuple[Equation[Said], ...] = ()


NOTHING_TOLD = Told()


def left_out(
    values: Mapping[Count, int],
    equations: Sequence[Equation[Count]],
    *,
    small: Collection[Count],
    below: int,
    earlier: Told,
) -> tuple[frozenset[Count], Told]:
    """Return the counts that the next submission leaves out, and what is told with it.

    What was left out *earlier* and has the same number still is left out again, since a sum that
    is gone now was there then. What was shown is known, so leaving it out hides little: it is done
    only where nothing else is left, as this submission alone must not give a count back.
    """
    said = {one: Said(one, number) for one, number in values.items()}
    own = tuple(_said(one, said) for one in equations)
    sums = tuple(dict.fromkeys((*earlier.sums, *own)))
    numbers = {each: each.number for one in sums for each in one.cells}
    unknown = [one for one in (_without(each, earlier.shown) for each in sums) if one.cells]
    away = earlier.hidden | {said[one] for one in small}
    together = suppressed(numbers, unknown, small=away, below=below)
    hidden = suppressed(numbers, own, small=together, below=below)
    told = Told(
        earlier.shown | (frozenset(said.values()) - hidden),
        hidden,
        tuple(one for one in sums if not hidden.isdisjoint(one.cells)),
    )
    return frozenset(one for one, each in said.items() if each in hidden), told


def _said(equation: Equation[Count], said: Mapping[Count, Said]) -> Equation[Said]:
    left, right = (tuple(said[one] for one in side) for side in (equation.left, equation.right))
    return Equation(left, right)


def _without(equation: Equation[Said], known: Collection[Said]) -> Equation[Said]:
    """Return an equation between those that its receiver does not know yet."""
    left, right = (
        tuple(one for one in side if one not in known) for side in (equation.left, equation.right)
    )
    return Equation(left, right)
