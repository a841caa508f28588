"""A slab is a strip of the page that stays whole; blocks become slabs, slabs are put on pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ccmdesk.report.pdf.links import Place
from ccmdesk.report.pdf.pen import Artifact, Pen

_WORTH_SPLITTING = 0.4
"""Share of a page from which a slab is divided rather than moved whole to the next page."""

_LONG_NOTE = 0.15
"""Share of a page from which a footnote is rather begun beside its mark than moved with it."""

_MOST_CARRIED = 0.6
"""Share of a page that footnotes of the pages before may take."""

_SCANT = 0.1
"""Share of a page up to which it goes on where it should end: a line alone looks forgotten."""

_LESS = 0.01
"""Points by which a part is too high for the line that did not fit with its footnote."""


@dataclass(slots=True, kw_only=True, eq=False)
class Slab(ABC):
    """*space* is left above it except at the head of a page; *keep* ties it to the next slab.

    *head* is repeated where the slab comes first on a page. *notes* stand at the foot of the page
    the slab is on. *places* are where it begins, for those who lead to it. One that *flows* is
    divided at the end of every page. Lengths are points.
    """

    height: float
    space: float = 0.0
    keep: bool = False
    head: Slab | None = None
    notes: Sequence[Slab] = ()
    places: Sequence[Place] = ()
    flows: bool = False

    @abstractmethod
    def draw(self, pen: Pen, top: float) -> None:
        """Draw it downwards from *top*."""

    def split(self, room: float) -> tuple[Slab, Slab] | None:
        """Divide it so that the first part is no higher than *room*; None when it cannot be."""
        del room
        return None


@dataclass(slots=True, kw_only=True, eq=False)
class PageEnd(Slab):
    """Ends the page; where *lenient*, not if hardly anything is on it."""

    height: float = 0.0
    lenient: bool = False

    def draw(self, pen: Pen, top: float) -> None:
        """Draw nothing."""


@dataclass(slots=True, kw_only=True, eq=False)
class Repeated(Slab):
    """A head once more, as an artifact: it was read out where it first stood."""

    slab: Slab

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the head."""
        with pen.artifact(Artifact.REPEATED):
            self.slab.draw(pen, top)


class Placed(NamedTuple):
    """A slab and how far below the head of its page it begins."""

    slab: Slab
    offset: float


Page = list[Placed]


def paginated(slabs: Sequence[Slab], capacity: float, *, rule: Slab | None = None) -> list[Page]:
    """Put *slabs* on pages of *capacity* points, at least one; *rule* is set over footnotes."""
    filling = _Filling(capacity, rule)
    waiting = deque(slabs)
    while waiting:
        chain = _next_chain(waiting)
        if isinstance(chain[0], PageEnd):
            filling.end(lenient=chain[0].lenient)
            continue
        if not filling.fits(chain) and not filling.is_divided(chain[0]):
            filling.turn()
        for slab in chain:
            filling.put(slab)
    return filling.finished()


def _next_chain(waiting: deque[Slab]) -> list[Slab]:
    """Take the slabs up to the first that is not tied to the next."""
    chain = [waiting.popleft()]
    while chain[-1].keep and waiting and not isinstance(waiting[0], PageEnd):
        chain.append(waiting.popleft())
    return chain


class _Foot:
    """The footnotes at the foot of one page, and what is left of them for the next."""

    def __init__(self, capacity: float, rule: Slab | None) -> None:
        self.notes: list[Slab] = []
        self.carried: list[Slab] = []
        self.height = 0.0
        self._capacity = capacity
        self._rule = rule

    def needs(self, notes: Sequence[Slab]) -> float:
        """Return the points that *notes* take at least: of the last, if it is long, a beginning.

        Once a note is carried over what follows goes with it.
        """
        if not notes or self.carried:
            return 0.0
        *whole, last = notes
        begun = last.split(_LONG_NOTE * self._capacity)
        ends = begun[0].height if begun else last.height
        return self._rule_height + sum(note.height for note in whole) + ends

    def take(self, notes: Sequence[Slab], room: float) -> None:
        """Put *notes* at the foot as far as *room* allows; carry what is left to the next page."""
        for note in notes:
            parts = None if self.carried else _parts(note, room - self._rule_height)
            if parts is None:
                self.carried.append(note)
                continue
            taken = parts[0].height + self._rule_height
            self.height += taken
            room -= taken
            self.notes.append(parts[0])
            self.carried += parts[1:]

    def placed(self) -> Page:
        """Return the notes under their rule, down to the end of the page."""
        offset = self._capacity - self.height
        page: Page = []
        for slab in ([self._rule] if self._rule and self.notes else []) + self.notes:
            page.append(Placed(slab, offset))
            offset += slab.height
        return page

    @property
    def _rule_height(self) -> float:
        """Points for the rule while it is not drawn yet."""
        return 0.0 if self.notes or self._rule is None else self._rule.height


def _parts(note: Slab, room: float) -> Sequence[Slab] | None:
    return [note] if note.height <= room else note.split(room)


class _Filling:
    """The pages so far and how much of the last is used."""

    def __init__(self, capacity: float, rule: Slab | None) -> None:
        self._pages: list[Page] = [[]]
        self._capacity = capacity
        self._rule = rule
        self._used = 0.0
        self._foot = _Foot(capacity, rule)

    def finished(self) -> list[Page]:
        """Return the pages once everything is on them."""
        while self._pages[-1] or self._foot.notes:
            self._leave()
        return self._pages[:-1] or [[]]

    def turn(self) -> None:
        """Begin a page unless the last has nothing but footnotes carried over."""
        if self._pages[-1]:
            self._leave()

    def end(self, *, lenient: bool) -> None:
        """Begin a page; where *lenient*, only if there is something to speak of on the last."""
        if not lenient or self._used > _SCANT * self._capacity:
            self.turn()

    def _leave(self) -> None:
        self._pages[-1] += self._foot.placed()
        carried = self._foot.carried
        self._pages.append([])
        self._used = 0.0
        self._foot = _Foot(self._capacity, self._rule)
        self._foot.take(carried, _MOST_CARRIED * self._capacity)

    def fits(self, chain: Sequence[Slab]) -> bool:
        """Whether all of *chain* fits on the page; an empty page takes anything."""
        if not self._pages[-1]:
            return True
        height = sum(slab.space + slab.height for slab in chain)
        notes = [note for slab in chain for note in slab.notes]
        free = self._capacity - self._used - self._foot.height
        return height + self._foot.needs(notes) <= free

    def is_divided(self, slab: Slab) -> bool:
        """Whether *slab* is better divided than moved because it flows or is high."""
        divides = slab.flows or slab.height > _WORTH_SPLITTING * self._capacity
        return divides and self._split(slab) is not None

    def put(self, slab: Slab) -> None:
        """Place *slab*, on the next page or in parts when it does not fit."""
        if not self._pages[-1] and slab.head and self._is_room_under(slab.head, slab):
            self._place(Repeated(height=slab.head.height, slab=slab.head))
        if slab.height + self._foot.needs(slab.notes) <= self._room(slab):
            self._place(slab)
            return
        parts = self._split(slab)
        if parts:
            self._place(parts[0])
            self._leave()
            self.put(parts[1])
        elif self._is_fresh(slab) and not self._foot.notes:
            self._place(slab)
        else:
            self._leave()
            self.put(slab)

    def _room(self, slab: Slab) -> float:
        space = slab.space if self._pages[-1] else 0.0
        return self._capacity - self._used - space - self._foot.height

    def _split(self, slab: Slab) -> tuple[Slab, Slab] | None:
        """Divide *slab* so that its first part fits with the notes that hang on it."""
        room = self._room(slab)
        limit = min(room, slab.height - _LESS)
        while parts := slab.split(limit):
            if parts[0].height + self._foot.needs(parts[0].notes) <= room:
                return parts
            limit = parts[0].height - _LESS
        return None

    def _is_room_under(self, head: Slab, slab: Slab) -> bool:
        """Whether *slab*, or what can be parted from it, fits under its head on an empty page."""
        room = self._capacity - self._foot.height - head.height
        return slab.height <= room or slab.split(room) is not None

    def _is_fresh(self, slab: Slab) -> bool:
        """Whether nothing but the repeated head of *slab* is on the page."""
        return len(self._pages[-1]) <= (1 if slab.head else 0)

    def _place(self, slab: Slab) -> None:
        self._used += slab.space if self._pages[-1] else 0.0
        self._pages[-1].append(Placed(slab, self._used))
        self._used += slab.height
        if slab.notes:
            self._foot.take(slab.notes, self._capacity - self._used - self._foot.height)
