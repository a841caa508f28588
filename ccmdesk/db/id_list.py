"""The ids of a list, kept in 16 bytes each: a hundred thousand take less than two megabytes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import overload
from uuid import UUID

WIDTH = 16


class IdList(Sequence[UUID]):
    """Reads as any sequence of ids; an id is made when it is asked for."""

    __slots__ = ("_packed",)

    def __init__(self, packed: bytes = b"") -> None:
        self._packed = packed

    @classmethod
    def of(cls, ids: Iterable[UUID]) -> IdList:
        """Return the list of *ids*."""
        return cls(b"".join(record.bytes for record in ids))

    @property
    def packed(self) -> bytes:
        """The ids one after the other."""
        return self._packed

    def place(self, record: UUID) -> int | None:
        """Return where an id stands first, or None."""
        wanted, at = record.bytes, self._packed.find(record.bytes)
        while at % WIDTH and at >= 0:
            at = self._packed.find(wanted, at + 1)
        return None if at < 0 else at // WIDTH

    def stretches(self, some: Iterable[UUID]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last place of each stretch of the list that is among *some*."""
        wanted = {record.bytes for record in some}
        places = (place for place, part in enumerate(self.parts()) if part in wanted)
        for _, stretch in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            (_, first), *others = stretch
            yield first, first + len(others)

    def parts(self) -> Iterator[bytes]:
        """Yield the 16 bytes of each id."""
        packed = self._packed
        return (packed[at : at + WIDTH] for at in range(0, len(packed), WIDTH))

    def without(self, gone: Iterable[UUID]) -> IdList:
        """Return the list with these left out."""
        left_out = {record.bytes for record in gone}
        return IdList(b"".join(part for part in self.parts() if part not in left_out))

    def within(self, kept: Container[bytes]) -> IdList:
        """Return the list with only those whose 16 bytes are *kept*."""
        return IdList(b"".join(part for part in self.parts() if part in kept))

    def __len__(self) -> int:
        return len(self._packed) // WIDTH

    @overload
    def __getitem__(self, at: int) -> UUID: ...
    @overload
    def __getitem__(self, at: slice) -> IdList: ...
    def __getitem__(self, at: int | slice) -> UUID | IdList:
        if isinstance(at, slice):
            places = range(len(self))[at]
            if places.step == 1:
                return IdList(self._packed[places.start * WIDTH : places.stop * WIDTH])
            return IdList.of(self[place] for place in places)
        place = range(len(self))[at] * WIDTH
        return id_of(self._packed[place : place + WIDTH])

    def __iter__(self) -> Iterator[UUID]:
        return map(id_of, self.parts())

    def __contains__(self, record: object) -> bool:
        return isinstance(record, UUID) and self.place(record) is not None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, IdList):
            return self._packed == other.packed
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(self._packed)


def id_of(packed: bytes) -> UUID:
    """Return the id of 16 bytes."""
    return UUID(int=int.from_bytes(packed, "big"))
