"""Which areas and activities were probably entered twice, and what speaks for it."""

from __future__ import annotations

import datetime as dt
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.folding import fold
from ccmdesk.model.values import Period, Polygon, Position, Texts
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.geometry import metres_apart
from ccmdesk.rules.overlap import middle_of, share_in_common

ENOUGH = 4
"""From how many points on two records are suggested; one thing alone never is enough."""

NEAR_M = 300
SAME_PLACE_M = 50
FAR_M = 5_000
SIZE_PER_CENT = 5
ALIKE_PER_CENT = 60
"""How much of the letter pairs of two names must be the same."""

MOST_BESIDE = 12
"""With how many neighbours a record is compared where very many have the same name or place."""

_CELL_E7 = 100_000
"""A hundredth of a degree, at most 1.2 km: what is near lies in the same cell or beside it."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records of one kind that are probably one, the one that was made first in front.

    The more *points*, the surer; *reasons* are the words for them, the strongest first.
    """

    kind: type[Any]
    first: UUID
    second: UUID
    points: int
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Traits:
    """What is compared of a record."""

    record: Any
    number: tuple[str, ...]
    """The number without separators and leading zeros: HA-007 and ha 7 are the same."""

    names: Mapping[tuple[str, ...], tuple[str, ...]]
    """The name in each language, as sorted words, with the numbers that are in it."""

    places: frozenset[tuple[str, ...]]
    """The names of where it is, in each language."""

    middle: Position | None
    """Where it lies: its position, else the middle of its outline."""

    size: tuple[int, str] | None
    """How large it is, and in which unit."""


def _traits(record: Any) -> _Traits:
    outline: Polygon | None = getattr(record, "polygon", None)
    is_area = isinstance(record, HazardousArea)
    texts: Texts = record.name if is_area else record.title
    where = [getattr(record, name, None) for name in ("place", "district")]
    names = [found for _, text in texts if (found := tuple(sorted(_tokens(text))))]
    return _Traits(
        record=record,
        number=_tokens(record.code),
        names={name: tuple(word for word in name if word.isdecimal()) for name in names},
        places=frozenset(tuple(sorted(_tokens(text))) for one in where if one for _, text in one),
        middle=record.position or (middle_of(outline) if outline else None),
        size=_size(record),
    )


def _size(record: Any) -> tuple[int, str] | None:
    if isinstance(record, HazardousArea):
        return None if record.size_m2 is None else (record.size_m2, "m2")
    quantity = record.quantity
    return None if quantity is None or not quantity.amount else (quantity.amount, quantity.unit)


def pairs(
    document: PlanDocument,
    *,
    apart: Collection[frozenset[UUID]] = frozenset(),
    watch: Callable[[], object] = lambda: None,
) -> tuple[Pair, ...]:
    """Return the pairs that are probably one, the surest first; *apart* are known to be two.

    *watch* is called meanwhile, and stops it by raising.

    Only records that share a number, a name or a place are compared, each with few others, so the
    time grows with the number of records and not with its square.
    """
    found = [
        pair
        for kind in (HazardousArea, Activity)
        for pair in _pairs(kind, [_traits(one) for one in document.of(kind)], watch)
        if frozenset({pair.first, pair.second}) not in apart
    ]
    return tuple(sorted(found, key=lambda one: (-one.points, one.first, one.second)))


def nearness(one: Any, other: Any) -> tuple[int | None, float | None]:
    """Return how many metres two records lie apart, and how much their outlines have in common."""
    traits = _traits(one), _traits(other)
    places = [found.middle for found in traits if found.middle is not None]
    outlines = [found for found in (getattr(r, "polygon", None) for r in (one, other)) if found]
    return (
        round(metres_apart(*places)) if len(places) == len(traits) else None,
        share_in_common(*outlines) if len(outlines) == len(traits) else None,
    )


def _pairs(kind: type, every: Sequence[_Traits], watch: Callable[[], object]) -> Iterator[Pair]:
    for one, other in _candidates(every, watch):
        watch()
        first, second = sorted((one, other), key=lambda traits: traits.record.id)
        reasons = _reasons(first, second)
        points = sum(worth for worth, _ in reasons)
        said = tuple(Message(says) for worth, says in reasons if worth > 0)
        if points >= ENOUGH and len(said) > 1:
            two = (first.record.id, second.record.id)
            yield Pair(kind=kind, first=two[0], second=two[1], points=points, reasons=said)


def _candidates(
    every: Sequence[_Traits], watch: Callable[[], object]
) -> Iterator[tuple[_Traits, _Traits]]:
    """Yield which records are worth comparing, each two of them once."""
    ordered = sorted(every, key=_order)
    boxes = _boxes(ordered, watch)
    for place, one in enumerate(ordered):
        beside: set[int] = set()
        for box in filter(None, map(boxes.get, map(hash, _keys(one)))):
            after = bisect_right(box, place)
            beside.update(box[after : after + MOST_BESIDE])
        for other in sorted(beside):
            yield one, ordered[other]


def _boxes(ordered: Sequence[_Traits], watch: Callable[[], object]) -> Mapping[int, list[int]]:
    """Return the places of the records in each box that has more than one, in their order.

    A box goes by the hash of its key: two that share one are only compared in vain.
    """
    alone: dict[int, int] = {}
    boxes: dict[int, list[int]] = {}
    for place, one in enumerate(ordered):
        watch()
        for key in set(map(hash, _keys(one))):
            first = alone.setdefault(key, place)
            if first != place:
                boxes.setdefault(key, [first]).append(place)
    return boxes


def _order(one: _Traits) -> tuple[Any, ...]:
    """Return what puts records side by side that are alike in the rest: where, and how large."""
    middle = one.middle
    where = (0, 0) if middle is None else (middle.latitude_e7, middle.longitude_e7)
    return (where, one.size or (0, ""), one.number, one.record.id)


def _keys(one: _Traits) -> Iterator[Any]:
    """Yield the boxes in which a record meets those it could be the same as."""
    if one.number:
        yield "number", one.number
    for name in one.names:
        yield "name", name
        yield "words", one.names[name], max(name, key=len)[:4]
    if one.middle is not None:
        south, west = one.middle.latitude_e7 // _CELL_E7, one.middle.longitude_e7 // _CELL_E7
        for up in (0, 1):
            for right in (0, 1):
                yield "cell", south + up, west + right


def _reasons(one: _Traits, other: _Traits) -> list[tuple[int, str]]:
    """Return what speaks for it that two are one, the strongest first; below zero speaks against.

    It ends, with what was found, where the rest can no longer make it enough.
    """
    found: list[tuple[int, int, str]] = []
    left, points = sum(most for most, _, _ in _RULES), 0
    for most, place, rule in _RULES:
        if points + left < ENOUGH:
            return []
        left -= most
        reason = rule(one, other)
        if reason is not None:
            points += reason[0]
            found.append((-reason[0], place, reason[1]))
    return [(-worth, says) for worth, _, says in sorted(found)]


def _by_number(one: _Traits, other: _Traits) -> tuple[int, str] | None:
    if one.number and one.number == other.number:
        return 3, N_("The same number")
    return None


def _by_name(one: _Traits, other: _Traits) -> tuple[int, str] | None:
    if not one.names.keys().isdisjoint(other.names):
        return 3, N_("The same name")
    for name, numbers in one.names.items():
        for its, others in other.names.items():
            # Other numbers are other names, however alike the rest of them is.
            if numbers == others and _likeness(name, its) >= ALIKE_PER_CENT:
                return 2, N_("Nearly the same name")
    return None


def _by_place(one: _Traits, other: _Traits) -> tuple[int, str] | None:
    if one.middle is not None and other.middle is not None:
        metres = metres_apart(one.middle, other.middle)
        if metres <= SAME_PLACE_M:
            return 2, N_("In the same place")
        if metres <= NEAR_M:
            return 1, N_("Near each other")
        return (-4, "") if metres > FAR_M else None
    return (1, N_("The same place name")) if one.places & other.places else None


def _by_size(one: _Traits, other: _Traits) -> tuple[int, str] | None:
    if one.size is None or other.size is None or one.size[1] != other.size[1]:
        return None
    larger, smaller = max(one.size[0], other.size[0]), min(one.size[0], other.size[0])
    if (larger - smaller) * 100 <= SIZE_PER_CENT * larger:
        return 1, N_("The same size, or nearly")
    return (-1, "") if larger > 3 * smaller else None


def _by_shape(one: _Traits, other: _Traits) -> tuple[int, str] | None:
    outlines = [getattr(traits.record, "polygon", None) for traits in (one, other)]
    if outlines[0] is None or outlines[1] is None:
        return None
    share = share_in_common(outlines[0], outlines[1])
    if share >= 0.5:
        return 4, N_("Their outlines cover each other for the most part")
    return (1, N_("Their outlines overlap")) if share >= 0.1 else None


def _by_work(one: _Traits, other: _Traits) -> tuple[int, str] | None:
    """Compare what only activities have: kinds of work that differ are never one."""
    if not isinstance(one.record, Activity):
        return None
    kinds = {one.record.type, other.record.type}
    if len(kinds - {None}) > 1:
        return -6, ""
    return _by_dates(one.record.period, other.record.period)


def _by_dates(one: Period | None, other: Period | None) -> tuple[int, str] | None:
    if one is None or other is None:
        return None
    if one == other:
        return 1, N_("The same dates")
    after, before = dt.date.max, dt.date.min
    apart = (one.end or after) < (other.start or before) or (other.end or after) < (
        one.start or before
    )
    return (-3, "") if apart else None


_RULES: Sequence[tuple[int, int, Callable[[_Traits, _Traits], tuple[int, str] | None]]] = (
    (1, 3, _by_size),
    (1, 5, _by_work),
    (3, 0, _by_number),
    (2, 2, _by_place),
    (3, 1, _by_name),
    (4, 4, _by_shape),
)
"""What a rule can say at most, its place among reasons as strong, the rule: quick ones first."""


def _tokens(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text as they are compared."""
    apart = _NUMBER.sub(lambda found: f" {int(found[0])} ", fold(text))
    return tuple(map(sys.intern, _NOT_LETTERS.sub(" ", apart).split()))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the share of letter pairs in common, in per cent."""
    mine, theirs = _letter_pairs(one), _letter_pairs(other)
    every = mine | theirs
    return len(mine & theirs) * 100 // len(every) if every else 0


def _letter_pairs(name: tuple[str, ...]) -> set[str]:
    texts = [f" {word} " for word in name if not word.isdecimal()]
    return {text[n : n + 2] for text in texts for n in range(len(text) - 1)}
