"""A change record as a line of bytes: stored, named by its hash, exchanged unchanged."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NewType
from uuid import UUID

import msgspec
import orjson

from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import Flat

FORMAT = 1
"""The version of the line itself."""

RECORDS_VERSION = 4
"""The version of the records; raised when a field with a higher ``since`` is declared."""

ChangeId = NewType("ChangeId", bytes)
"""The SHA-256 of the line."""

NO_CHAIN = bytes(32)
_COUNTER_BITS = 16
_CLOCK = re.compile("[0-9a-f]{16}")
_ID = re.compile("[0-9a-f]{64}")
_WORDS = (
    b'"absent":"not_applicable","reason":""confidence":"estimated""qualifier":"about""remark":""'
    b'"source":"","notes@ar":""title@ru":""name@zh":""place@es":""@en":""@fr":"null,'
    b'"does":"restore","of":"","does":"undo","of":"","does":"edit","of":null}"does":"add","of":null}'
    b'"does":"import","of":null}","why":"","sv":1,"step":"",},"by":"'
    b'"_deleted":true}"_deleted":false,"par":["","],"set":{"'
    b'{"v":1,"kind":"activity","rec":"","rep":"","seq":","hlc":"'
)
"""Preset dictionary of the compressed bodies; a body names it by checksum, so it never changes."""

_PACKER = zlib.compressobj(zdict=_WORDS)
_UNPACKER = zlib.decompressobj(zdict=_WORDS)
"""Copied for each line, never used: making one anew takes longer than packing a line."""


class Line(msgspec.Struct, frozen=True):
    """The typed view of a line; keys it does not know stay in the bytes.

    *par* are the ids of all heads of the record that the writer had seen, *set* the flat values
    this save wrote, *of* the step that an undo or redo takes back. *hlc* is a hybrid clock of 16
    hexadecimal digits: milliseconds since 1970, then a counter.
    """

    v: int
    kind: str
    rec: UUID
    rep: UUID
    seq: int
    hlc: str
    par: list[str]
    set: dict[str, Any]
    by: str
    why: str
    sv: int
    step: UUID
    does: str
    of: UUID | None
    role: str = ""
    """The role of who wrote it; lines of earlier versions, and of who has none, do not say it."""

    @property
    def parents(self) -> list[ChangeId]:
        """The ids of the changes it builds on."""
        return [ChangeId(bytes.fromhex(parent)) for parent in self.par]

    @property
    def at(self) -> dt.datetime:
        """When it was written, by the clock of the machine that wrote it; at most the year 9999."""
        return moment_of(self.hlc)


_DECODER = msgspec.json.Decoder(Line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a new line says beside the values: who, when, and which step of which replica."""

    rep: UUID
    by: str
    why: str
    step: UUID
    does: StepKind
    of: UUID | None
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The values of a new line and its place in the log."""

    kind: str
    rec: UUID
    seq: int
    hlc: str
    par: Sequence[ChangeId]
    set: Flat


def write_line(saved: Saved, written: Written) -> bytes:
    """Return the bytes of a new change; they are never encoded again."""
    return orjson.dumps(
        {
            "v": FORMAT,
            "kind": written.kind,
            "rec": written.rec,
            "rep": saved.rep,
            "seq": written.seq,
            "hlc": written.hlc,
            "par": sorted(parent.hex() for parent in written.par),
            "set": written.set,
            "by": saved.by,
            "why": saved.why,
            "sv": RECORDS_VERSION,
            "step": saved.step,
            "does": saved.does.value,
            "of": saved.of,
            **({"role": saved.role} if saved.role else {}),
        }
    )


class NotAChange(ValueError):  # noqa: N818 - says what the bytes are
    """The bytes are no change record, or one of a later format."""


def read_line(raw: bytes) -> Line:
    """Return what a line says; raises NotAChange when it is none or of a later format."""
    try:
        line = _DECODER.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAChange(raw) from error
    if line.v != FORMAT or line.seq < 1 or not _CLOCK.fullmatch(line.hlc):
        raise NotAChange(raw)
    if line.par and not _are_ids(line.par):
        raise NotAChange(raw)
    return line


def change_id(raw: bytes) -> ChangeId:
    """Return the name of a line."""
    return ChangeId(hashlib.sha256(raw).digest())


def next_link(chain: bytes, change: ChangeId) -> bytes:
    """Return the check value of a replica's log after one more change."""
    return hashlib.sha256(chain + change).digest()


def split_ids(ids: bytes) -> tuple[ChangeId, ...]:
    """Return the ids that stand one after another in *ids*."""
    return tuple(ChangeId(ids[n : n + len(NO_CHAIN)]) for n in range(0, len(ids), len(NO_CHAIN)))


def pack(raw: bytes) -> bytes:
    """Return the compressed line."""
    packer = _PACKER.copy()
    return packer.compress(raw) + packer.flush()


def unpack(body: bytes) -> bytes:
    """Return the line again; raises zlib.error when it is damaged."""
    unpacker = _UNPACKER.copy()
    return unpacker.decompress(body) + unpacker.flush()


def next_clock(at: dt.datetime, *, own: str, seen: str) -> str:
    """Return the hybrid clock of a save at *at* (UTC).

    It is later than every own one, and later than those seen from others unless they lie more than
    a day ahead: a wrong clock elsewhere must not push this one into the future.
    """
    now = int(at.timestamp() * 1000) << _COUNTER_BITS
    others = _number(seen) + 1
    a_day_ahead = now + (24 * 3600 * 1000 << _COUNTER_BITS)
    after_others = others if others <= a_day_ahead else 0
    return f"{max(now, _number(own) + 1, after_others):016x}"


def moment_of(hlc: str) -> dt.datetime:
    """Return the time a hybrid clock shows, in UTC, at most the end of the year 9999."""
    milliseconds = min(_number(hlc) >> _COUNTER_BITS, 253_402_300_799_000)
    return dt.datetime.fromtimestamp(milliseconds // 1000, dt.UTC) + dt.timedelta(
        milliseconds=milliseconds % 1000
    )


def _number(hlc: str) -> int:
    return int(hlc, 16) if hlc else 0


def _are_ids(parents: Sequence[str]) -> bool:
    return all(_ID.fullmatch(parent) for parent in parents)
