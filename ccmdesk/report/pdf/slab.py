"""A slab is a strip of the page that stays whole; blocks become slabs, slabs are put on pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ccmdesk.report.pdf.pen import Pen

_WORTH_SPLITTING = 0.4
"""Share of a page from which a slab is divided rather than moved whole to the next page."""


@dataclass(slots=True, kw_only=True, eq=False)
class Slab(ABC):
    """*space* is left above it except at the head of a page; *keep* ties it to the next slab.

    *head* is repeated where the slab comes first on a page. Lengths are points.
    """

    height: float
    space: float = 0.0
    keep: bool = False
    head: Slab | None = None

    @abstractmethod
    def draw(self, pen: Pen, top: float) -> None:
        """Draw it downwards from *top*."""

    def split(self, room: float) -> tuple[Slab, Slab] | None:
        """Divide it so that the first part is no higher than *room*; None when it cannot be."""
        del room
        return None


@dataclass(slots=True, kw_only=True, eq=False)
class PageEnd(Slab):
    """Ends the page."""

    height: float = 0.0

    def draw(self, pen: Pen, top: float) -> None:
        """Draw nothing."""


@dataclass(slots=True, kw_only=True, eq=False)
class Repeated(Slab):
    """A head once more, as an artifact: it was read out where it first stood."""

    slab: Slab

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the head."""
        with pen.artifact():
            self.slab.draw(pen, top)


class Placed(NamedTuple):
    """A slab and how far below the head of its page it begins."""

    slab: Slab
    offset: float


Page = list[Placed]


def paginated(slabs: Sequence[Slab], capacity: float) -> list[Page]:
    """Put *slabs* on pages of *capacity* points; at least one page."""
    filling = _Filling(capacity)
    waiting = deque(slabs)
    while waiting:
        chain = _next_chain(waiting)
        if isinstance(chain[0], PageEnd):
            filling.turn()
            continue
        if not filling.fits(chain) and not filling.is_divided(chain[0]):
            filling.turn()
        for slab in chain:
            filling.put(slab)
    return [page for page in filling.pages if page] or [[]]


def _next_chain(waiting: deque[Slab]) -> list[Slab]:
    """Take the slabs up to the first that is not tied to the next."""
    chain = [waiting.popleft()]
    while chain[-1].keep and waiting and not isinstance(waiting[0], PageEnd):
        chain.append(waiting.popleft())
    return chain


class _Filling:
    """The pages so far and how much of the last is used."""

    def __init__(self, capacity: float) -> None:
        self.pages: list[Page] = [[]]
        self._capacity = capacity
        self._used = 0.0

    def turn(self) -> None:
        """Begin a page unless the last is empty."""
        if self.pages[-1]:
            self.pages.append([])
            self._used = 0.0

    def fits(self, chain: list[Slab]) -> bool:
        """Whether all of *chain* fits on the page; an empty page takes anything."""
        height = sum(slab.space + slab.height for slab in chain)
        return not self.pages[-1] or self._used + height <= self._capacity

    def is_divided(self, slab: Slab) -> bool:
        """Whether *slab* is so high that it is better divided than moved."""
        high = slab.height > _WORTH_SPLITTING * self._capacity
        return high and slab.split(self._room(slab)) is not None

    def put(self, slab: Slab) -> None:
        """Place *slab*, on the next page or in parts when it does not fit."""
        if not self.pages[-1] and slab.head:
            self._place(Repeated(height=slab.head.height, slab=slab.head))
        if slab.height <= self._room(slab):
            self._place(slab)
            return
        parts = slab.split(self._room(slab))
        if parts:
            self._place(parts[0])
            self.turn()
            self.put(parts[1])
        elif self._is_fresh(slab):
            self._place(slab)
        else:
            self.turn()
            self.put(slab)

    def _room(self, slab: Slab) -> float:
        space = slab.space if self.pages[-1] else 0.0
        return self._capacity - self._used - space

    def _is_fresh(self, slab: Slab) -> bool:
        """Whether nothing but the repeated head of *slab* is on the page."""
        return len(self.pages[-1]) <= (1 if slab.head else 0)

    def _place(self, slab: Slab) -> None:
        self._used += slab.space if self.pages[-1] else 0.0
        self.pages[-1].append(Placed(slab, self._used))
        self._used += slab.height
