"""The pins of a lock file: each name with one version, its machines and the hashes of its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import NormalizedName, canonicalize_name

_HASH = re.compile(r"\s--hash=sha256:([0-9a-f]{64})(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One library; *marker* says on which machines it is installed, empty for all of them."""

    name: NormalizedName
    version: str
    marker: str
    hashes: tuple[str, ...]


def pins_of(lock: Path) -> tuple[Pin, ...]:
    """Read a lock file; raises ValueError for a line that leaves open what is installed."""
    return tuple(_pin(line) for line in _lines(lock.read_text(encoding="utf-8")))


def _lines(text: str) -> Iterator[str]:
    whole = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE))
    yield from (line.strip() for line in whole.splitlines() if line.strip())


def _pin(line: str) -> Pin:
    hashes = tuple(_HASH.findall(line))
    try:
        wanted = Requirement(_HASH.sub("", line))
    except InvalidRequirement as error:
        message = f"a pin is a name, a version and hashes, nothing else: {line[:80]}"
        raise ValueError(message) from error
    exact = re.fullmatch(r"==([^*,]+)", str(wanted.specifier))
    if not exact or not hashes or wanted.url:
        message = f"a pin has one version and hashes: {line[:80]}"
        raise ValueError(message)
    marker = str(wanted.marker or "")
    name = canonicalize_name(wanted.name)
    return Pin(name=name, version=exact[1], marker=marker, hashes=hashes)
