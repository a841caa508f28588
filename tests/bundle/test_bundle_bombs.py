"""Bombs: refused within 5 seconds and 200 MB, in a process that is not given more."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import orjson
import pytest
from forged_packages import (
    RawMember,
    attachment,
    contents_of,
    edited,
    member,
    members_of,
    package,
    raw_zip,
    sealed,
    signed_anew,
)

import ccmdesk
from ccmdesk.bundle import refused

LONG = os.environ.get("CCMDESK_LONG") == "1"
PLAN = "data/human/plan.fr.pdf"
NEEDS = "data/snapshot/need.jsonl"
MIB = 1024 * 1024

CHILD = """
import resource, sys, time
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import BundleRefused
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 100 * 1024 * 1024, -1))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
start = time.process_time()
said = ""
with open(sys.argv[1], "rb") as source:
    try:
        verify(source)
    except BundleRefused as problem:
        said = problem.message.msgid
seconds = time.process_time() - start
peak = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
print(int(peak) // 1024, round(seconds, 2), said)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    megabytes: int
    seconds: float
    said: str


def confined(raw: bytes, folder: Path) -> Outcome:
    """Verify a package in a process limited to 100 MB more than it starts with, and 5 s."""
    path = folder / "bomb.ccmb"
    path.write_bytes(raw)
    home = Path(ccmdesk.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(home)},
    )
    megabytes, seconds, said = done.stdout.rstrip("\n").split(" ", 2)
    return Outcome(int(megabytes), float(seconds), said)


@cache
def zeros(size: int) -> bytes:
    """Return a packed stream of *size* zeros without holding them."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    pieces = [engine.compress(bytes(MIB)) for _ in range(size // MIB)]
    return b"".join([*pieces, engine.flush()])


def lying() -> bytes:
    return edited(package(), PLAN, packed=zeros(100 * MIB), size=MIB)


def lying_list() -> bytes:
    return edited(package(), "ccmdesk.json", packed=zeros(100 * MIB), size=MIB)


def true_size() -> bytes:
    return edited(package(), PLAN, packed=zeros(100 * MIB), size=100 * MIB)


def ten_gigabytes() -> bytes:
    extra = struct.pack("<2H2Q", 1, 16, 10 * 1024 * MIB, 1000)
    return edited(package(), PLAN, size=0xFFFFFFFF, packed_size=0xFFFFFFFF, extra=extra)


def million_entries() -> bytes:
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", *([0] * 16)) * 1_000_000
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, len(entry), 0, 71)
    return sealed(entry + end + b"sha256:")


def overlapping() -> bytes:
    """Return 9,000 files that all share one packed kernel, in the manner of zbsm."""
    packed = zeros(16 * MIB)
    first = member("data/attachments/" + "0" * 64, b"", packed=packed, size=16 * MIB)
    twins = [
        replace(first, name=b"data/attachments/%064x" % n, packed=b"", packed_size=len(packed))
        for n in range(1, 9_000)
    ]
    members = members_of(package())
    return raw_zip([*members[:3], first, *twins, *members[3:]])


def empty_blocks() -> bytes:
    """Return a stream of 2 million empty blocks, which packs nothing at all."""
    blocks = b"\0\0\0\xff\xff" * 2_000_000
    return edited(package(), PLAN, packed=blocks + b"\3\0")


def many_empty_blocks_in_bounds() -> bytes:
    """Return blocks that are as many as the limits on packed size allow."""
    noise = b"%PDF-" + b"".join(sha256(b"%d" % n).digest() for n in range(300_000))
    engine = zlib.compressobj(0, zlib.DEFLATED, -15)
    stream = b"\0\0\0\xff\xff" * 150_000 + engine.compress(noise) + engine.flush()
    raw = signed_anew({**contents_of(package()), PLAN: noise})
    return edited(raw, PLAN, packed=stream, crc=0)


def deep_line() -> bytes:
    return records(b"[" * 450_000 + b"]" * 450_000)


def wide_lines() -> bytes:
    """Return 20 MB of lists that stay within every bound, but for the last line."""
    rows = [[int.from_bytes(sha256(b"%d" % n).digest()[:3], "big")] * 60 for n in range(900)]
    line = orjson.dumps({"a": rows})
    return records(b"\n".join([line] * 50 + [b"{"]), 51)


def small_lines() -> bytes:
    """Return many records, as small as they can be, the last one wrong."""
    count = 199_999 if LONG else 50_000
    codes = (sha256(b"%d" % n).hexdigest()[:3].encode() for n in range(count))
    lines = [b'{"%s":%d}' % (code, n) for n, code in enumerate(codes)]
    return records(b"\n".join([*lines, b"{"]), count + 1)


def records(lines: bytes, count: int = 1) -> bytes:
    def state(manifest: dict[str, object]) -> None:
        manifest["counts"][1]["records"] = count  # type: ignore[index]

    return signed_anew({**contents_of(package()), NEEDS: lines + b"\n"}, change=state)


def deep_manifest() -> bytes:
    return edited(package(), "ccmdesk.dsse.json", **fields(b'{"x":' + b"[" * 900_000))


def fields(content: bytes) -> dict[str, object]:
    made: RawMember = member("x", content, method=8)
    return {"packed": made.packed, "crc": made.crc, "size": made.size}


def endless_backslashes() -> bytes:
    return records(b'{"a":"' + b"\\" * 90_001 + b'"}')


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "lying size": (lying, refused.CHANGED),
    "lying size of a list": (lying_list, refused.CHANGED),
    "100 MB from 100 kB": (true_size, refused.EXPANDS_TOO_MUCH),
    "10 GB claimed": (ten_gigabytes, refused.ODD_STRUCTURE),
    "a million entries": (million_entries, refused.TOO_MANY_FILES),
    "overlapping": (overlapping, refused.EXPANDS_TOO_MUCH),
    "empty blocks": (empty_blocks, refused.ODD_STRUCTURE),
    "empty blocks within bounds": (many_empty_blocks_in_bounds, refused.CHANGED),
    "deep line": (deep_line, refused.MALFORMED),
    "wide lines": (wide_lines, refused.MALFORMED),
    "small lines": (small_lines, refused.MALFORMED),
    "deep envelope": (deep_manifest, refused.BAD_SIGNATURE),
    "backslashes": (endless_backslashes, refused.MALFORMED),
}


@pytest.mark.parametrize(("make", "expected"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_in_bounded_time_and_memory(
    make: Callable[[], bytes], expected: str, tmp_path: Path
) -> None:
    outcome = confined(make(), tmp_path)
    assert outcome.said == expected
    assert outcome.megabytes < 200
    assert outcome.seconds < 5


def test_a_bomb_inside_an_attachment_is_never_opened(tmp_path: Path) -> None:
    inner = raw_zip([member("x", b"", packed=zeros(100 * MIB), size=100 * MIB)])
    outcome = confined(package(attachments=(attachment(inner),)), tmp_path)
    assert outcome.said == ""
    assert outcome.megabytes < 100


def test_memory_does_not_grow_with_the_package(tmp_path: Path) -> None:
    noise = b"".join(sha256(b"%d" % n).digest() for n in range(400_000))
    small = confined(package(), tmp_path)
    large = confined(package(attachments=(attachment(noise),)), tmp_path)
    assert large.said == ""
    assert large.megabytes - small.megabytes < 8


def test_the_limits_of_the_child_have_teeth(tmp_path: Path) -> None:
    """The control: reading the whole file at once breaks the limit of memory."""
    path = tmp_path / "large"
    path.write_bytes(bytes(150 * MIB))
    greedy = CHILD.replace("verify(source)", "source.read()")
    home = Path(ccmdesk.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", greedy, str(path)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(home)},
    )
    assert "MemoryError" in done.stderr


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="CCMDESK_LONG=1 makes a package of 500 MB")
def test_the_largest_package_is_read_within_its_memory(tmp_path: Path) -> None:
    noise = os.urandom(120 * MIB)
    files = tuple(attachment(noise[n:]) for n in range(4))
    outcome = confined(package(attachments=files), tmp_path)
    assert outcome.said == ""
    assert outcome.megabytes < 100
