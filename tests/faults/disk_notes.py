"""What a disk may hold after the power went: replays noted calls up to a cut.

What was not synced may be there, lost, torn at a sector or full of noise. Names that changed may
have changed or not. Two models: on an ORDERED disk what is synced settles all names changed before
it, and what was not synced is lost from some point on; on a WILD one only syncing a folder settles
the names in it, and each unsynced write has its own fate.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("=IIqq")


class Model(Enum):
    """How badly a disk behaves."""

    ORDERED = "ordered"
    WILD = "wild"


@dataclass(frozen=True, slots=True)
class Note:
    """One call: C created, T cut to *place*, W wrote, S synced, R renamed, U removed, M told.

    L gave a second name.
    """

    kind: str
    name: str
    place: int
    data: bytes


@dataclass(slots=True)
class _Contents:
    """The bytes of a file that are safe, and what was done to it since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Note] = field(default_factory=list)


def read_notes(file: Path, *, folder: Path) -> list[Note]:
    """Return the calls that were noted, in order, by names within *folder*."""
    return list(_read(file.read_bytes(), folder))


def _read(raw: bytes, folder: Path) -> Iterator[Note]:
    at = 0
    while at < len(raw):
        kind, length, place, size = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        name = raw[at : at + length].decode()
        at += length
        data = raw[at : at + size]
        if chr(kind) in {"R", "L"}:
            data = _within(folder, data.decode()).encode()
        yield Note(chr(kind), _within(folder, name), place, data)
        at += size


def _within(folder: Path, name: str) -> str:
    return str(Path(name).relative_to(folder)) if name else ""


@dataclass(frozen=True, slots=True)
class _Renaming:
    """A change of names that no sync has settled yet: *old* goes, *new* comes with its contents."""

    old: str
    new: str
    contents: _Contents

    def apply(self, names: dict[str, _Contents]) -> None:
        names.pop(self.old, None)
        if self.new:
            names[self.new] = self.contents

    @property
    def folder(self) -> str:
        return str(Path(self.new or self.old).parent)


class Disk:
    """A disk on which the noted calls are done one after the other.

    With *lies* it forgets to sync: what such a disk keeps is the control that must fail.
    """

    def __init__(self, folder: Path, model: Model, *, lies: bool = False) -> None:
        self._model, self._lies = model, lies
        self._now: dict[str, _Contents] = {}
        self._named: dict[str, _Contents] = {}
        self._unsettled: list[_Renaming] = []
        self.told = 0
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                contents = _Contents(bytearray(path.read_bytes()))
                name = str(path.relative_to(folder))
                self._now[name] = self._named[name] = contents

    def do(self, note: Note) -> None:
        """Do the next call."""
        match note.kind:
            case "M":
                self.told = note.place
            case "C":
                self._change(_Renaming("", note.name, _Contents()))
            case "W" | "T":
                self._now[note.name].since.append(note)
            case "R":
                moved = self._now[note.name]
                self._change(_Renaming(note.name, note.data.decode(), moved))
            case "L":
                self._change(_Renaming("", note.data.decode(), self._now[note.name]))
            case "U":
                self._change(_Renaming(note.name, "", self._now[note.name]))
            case "S" if not self._lies:
                self._sync(note.name)
            case "S":
                pass
            case _:
                raise AssertionError(note)

    def _sync(self, name: str) -> None:
        contents = self._now.get(name)
        if contents is not None:
            for one in contents.since:
                _apply(contents.safe, one)
            contents.since.clear()
        if self._model is Model.ORDERED or contents is None:
            self._settle(None if self._model is Model.ORDERED else name)

    def _settle(self, folder: str | None) -> None:
        """Make the changes of names in *folder*, or everywhere, last."""
        for change in self._unsettled:
            if folder in {None, change.folder}:
                change.apply(self._named)
        self._unsettled = [one for one in self._unsettled if folder not in {None, one.folder}]

    def _change(self, change: _Renaming) -> None:
        change.apply(self._now)
        self._unsettled.append(change)

    def after_a_cut(self, chance: random.Random) -> dict[tuple[str, ...], bytes]:
        """Return what may be found, by the names of each file, when the power goes now."""
        names = dict(self._named)
        kept = chance.randint(0, len(self._unsettled))
        for number, change in enumerate(self._unsettled):
            ordered = self._model is Model.ORDERED
            if number < kept if ordered else chance.random() < 0.5:
                change.apply(names)
        files: dict[int, list[str]] = {}
        for name, contents in names.items():
            files.setdefault(id(contents), []).append(name)
        return {tuple(some): self._found(names[some[0]], chance) for some in files.values()}

    def _found(self, contents: _Contents, chance: random.Random) -> bytes:
        found = bytearray(contents.safe)
        kept = chance.randint(0, len(contents.since))
        for number, one in enumerate(contents.since):
            if self._model is Model.ORDERED:
                if number < kept:
                    _apply(found, one)
                elif number == kept:
                    _apply(found, _hurt(one, chance))
            else:
                fate = chance.random()
                if fate < 0.4:
                    _apply(found, one)
                elif fate < 0.6:
                    _apply(found, _hurt(one, chance))
        return bytes(found)


def _apply(contents: bytearray, note: Note) -> None:
    if note.kind == "T":
        del contents[note.place :]
        contents.extend(bytes(max(note.place - len(contents), 0)))
        return
    end = note.place + len(note.data)
    contents.extend(bytes(max(end - len(contents), 0)))
    contents[note.place : end] = note.data


def _hurt(note: Note, chance: random.Random) -> Note:
    """Return a write of which some sectors came, the next one perhaps as noise."""
    if note.kind == "T" or not note.data:
        return note
    came = chance.randint(0, len(note.data) // SECTOR) * SECTOR
    noise = chance.randbytes(min(SECTOR, len(note.data) - came)) if chance.random() < 0.5 else b""
    return Note(note.kind, note.name, note.place, note.data[:came] + noise)
