"""Which counts to leave out of tables with totals, so that no small one can be worked out.

A small count is left out first. Where an equation between counts would give it back, the smallest
of the others is left out as well, until the equation has several answers (secondary suppression).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

C = TypeVar("C")
_Row = dict[C, Fraction]


@dataclass(frozen=True, slots=True)
class Equation(Generic[C]):
    """The counts on the left come to the same sum as those on the right."""

    left: tuple[C, ...]
    right: tuple[C, ...]

    @property
    def cells(self) -> tuple[C, ...]:
        return (*self.left, *self.right)


def suppressed(
    values: Mapping[C, int], equations: Sequence[Equation[C]], *, small: Collection[C], below: int
) -> frozenset[C]:
    """Return the counts to leave out: those of *small*, and others that would give them back.

    Every equation must hold for *values*. What an equation still tells of the counts that are left
    out on one side is a sum of two or more of them that is itself not below *below*.
    """
    hidden = set(small)
    for together in _apart(equations):
        _suppress(values, together, hidden=hidden, small=small, below=below)
    return frozenset(hidden)


def _apart(equations: Sequence[Equation[C]]) -> Iterable[Sequence[Equation[C]]]:
    """Return the equations in groups that share no count, so that each is looked at alone."""
    above: dict[C, C] = {}
    for equation in equations:
        for cell in equation.cells[1:]:
            top, other = _top(equation.cells[0], above), _top(cell, above)
            if top != other:
                above[other] = top
    groups: dict[C, list[Equation[C]]] = {}
    for equation in equations:
        groups.setdefault(_top(equation.cells[0], above), []).append(equation)
    return groups.values()


def _top(cell: C, above: Mapping[C, C]) -> C:
    """Return the count by which the group of *cell* is known."""
    while cell in above:
        cell = above[cell]
    return cell


def _suppress(
    values: Mapping[C, int],
    equations: Sequence[Equation[C]],
    *,
    hidden: set[C],
    small: Collection[C],
    below: int,
) -> None:
    """Add to *hidden* what must be left out as well."""
    while True:
        more = {cell for one in equations for cell in _unguarded(one, values, hidden, below)}
        if not more:
            more = _told_by_several(values, equations, hidden, small)
        if not more:
            return
        hidden |= more


def solvable(equations: Iterable[Equation[C]], hidden: Collection[C]) -> frozenset[C]:
    """Return those of *hidden* that the equations and all other counts determine exactly."""
    rows: list[tuple[C, _Row[C]]] = []
    for equation in equations:
        _reduce_into(rows, _coefficients(equation, hidden))
    return frozenset(pivot for pivot, row in rows if len(row) == 1)


def _unguarded(
    equation: Equation[C], values: Mapping[C, int], hidden: Collection[C], below: int
) -> Iterator[C]:
    """Yield the next count to leave out of an equation that tells too much; none if it does not."""
    for side, other in ((equation.left, equation.right), (equation.right, equation.left)):
        away = [cell for cell in side if cell in hidden]
        if not away or any(cell in hidden for cell in other):
            continue
        if len(away) > 1 and sum(values[cell] for cell in away) >= max(below, len(away) + 1):
            continue
        there = [cell for cell in side if cell not in hidden and values[cell]]
        choice = there or [cell for cell in other if cell not in hidden]
        yield from _least(choice, values)
        return


def _told_by_several(
    values: Mapping[C, int],
    equations: Sequence[Equation[C]],
    hidden: Collection[C],
    small: Collection[C],
) -> set[C]:
    """Return the next count to leave out where equations together give a small one back.

    They are looked at in one order in every run: two submissions must not differ in what they lack.
    """
    for cell in sorted(solvable(equations, hidden), key=repr):
        if cell not in small:
            continue
        near = {c for one in equations if cell in one.cells for c in one.cells} - set(hidden)
        every = {c for one in equations for c in one.cells} - set(hidden)
        found = set(_least([c for c in near if values[c]] or sorted(every, key=repr), values))
        if found:
            return found
    return set()


def _least(cells: Sequence[C], values: Mapping[C, int]) -> Sequence[C]:
    return sorted(cells, key=lambda cell: (values[cell], repr(cell)))[:1]


def _coefficients(equation: Equation[C], hidden: Collection[C]) -> _Row[C]:
    row: _Row[C] = {}
    for sign, side in ((1, equation.left), (-1, equation.right)):
        for cell in side:
            if cell in hidden:
                row[cell] = row.get(cell, Fraction(0)) + sign
    return {cell: factor for cell, factor in row.items() if factor}


def _reduce_into(rows: list[tuple[C, _Row[C]]], row: _Row[C]) -> None:
    """Add a row to rows in reduced echelon form, and keep them so."""
    for pivot, known in rows:
        row = _minus(row, known, row.get(pivot, Fraction(0)))
    if not row:
        return
    pivot, factor = next(iter(row.items()))
    row = {cell: value / factor for cell, value in row.items()}
    rows[:] = [(p, _minus(known, row, known.get(pivot, Fraction(0)))) for p, known in rows]
    rows.append((pivot, row))


def _minus(row: _Row[C], other: _Row[C], factor: Fraction) -> _Row[C]:
    if not factor:
        return row
    cells = {**row, **other}
    result = {c: row.get(c, Fraction(0)) - factor * other.get(c, Fraction(0)) for c in cells}
    return {cell: value for cell, value in result.items() if value}
