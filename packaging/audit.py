"""Asks a database of known weaknesses about every pin; what it was not told is never called safe.

python packaging/audit.py PIP-AUDIT [--osv ADDRESS]
"""

from __future__ import annotations

import argparse
import json
import subprocess  # pip-audit is a program  # nosec B404
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pins import Pin, pins_of

ROOT = Path(__file__).parents[1]
WEAK, UNTOLD = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a database said: of which pins it knows, and the weaknesses among them."""

    pins: frozenset[tuple[str, str]] = frozenset()
    weak: tuple[str, ...] = ()


def told_of(answer: str) -> Told:
    """Read an answer of pip-audit; one that cannot be read tells nothing."""
    try:
        libraries = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Told()
    known = [each for each in libraries if "vulns" in each]  # else it says why it was passed over
    return Told(
        pins=frozenset((each["name"], each["version"]) for each in known),
        weak=tuple(text for each in known for text in _weaknesses(each)),
    )


def _weaknesses(library: Mapping[str, Any]) -> Iterator[str]:
    for each in library["vulns"]:
        mended = ", ".join(each["fix_versions"]) or "no version yet"
        yield f"WEAK {library['name']} {library['version']}: {each['id']}, mended in {mended}"


def outcome(pins: Iterable[Pin], told: Told) -> tuple[int, tuple[str, ...]]:
    """Return the exit code and the lines to print: 0 only when every pin was answered for."""
    asked = {(pin.name, pin.version) for pin in pins}
    untold = sorted(f"{name} {version}" for name, version in asked - told.pins)
    if untold:
        lines = (
            *told.weak,
            f"The database of weaknesses did not answer for {len(untold)} of {len(asked)} pins:",
            f"  {', '.join(untold)}",
            "Nothing is said about these. Run this where the database can be reached.",
            "To ask another one: make audit OSV=ADDRESS",
        )
        return (WEAK if told.weak else UNTOLD), lines
    if told.weak:
        return WEAK, told.weak
    return 0, (f"{len(asked)} pins were asked about: no known weakness.",)


def rounds(pins: Iterable[Pin]) -> Iterator[tuple[Pin, ...]]:
    """Yield the pins in rounds that hold each name once: lock files differ in a few versions."""
    left = {(pin.name, pin.version): pin for pin in pins}
    while left:
        turn = {pin.name: pin for pin in left.values()}
        left = {key: pin for key, pin in left.items() if turn[pin.name] != pin}
        yield tuple(turn.values())


def main() -> int:
    """Ask about the pins of every lock file, those for other machines included."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("pip_audit")
    ask.add_argument("--osv", default="")
    asked = ask.parse_args()
    pins = [pin for lock in (ROOT / "requirements").rglob("*.txt") for pin in pins_of(lock)]
    answers = [told_of(_answer(turn, asked.pip_audit, asked.osv)) for turn in rounds(pins)]
    told = Told(
        pins=frozenset().union(*(each.pins for each in answers)),
        weak=tuple(line for each in answers for line in each.weak),
    )
    code, lines = outcome(pins, told)
    print("\n".join(lines))  # noqa: T201
    return code


def _answer(pins: Iterable[Pin], pip_audit: str, osv: str) -> str:
    service = ("--vulnerability-service", "osv", "--osv-url", osv) if osv else ()
    shown = ("--format", "json", "--progress-spinner", "off")
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, "pins.txt")
        lock.write_text("".join(_line(pin) for pin in pins), encoding="utf-8")
        read = ("--require-hashes", "--disable-pip", "--requirement", str(lock))
        command = (pip_audit, *read, *shown, *service)
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words  # nosec B603
    return done.stdout


def _line(pin: Pin) -> str:
    return f"{pin.name}=={pin.version} {' '.join(f'--hash=sha256:{each}' for each in pin.hashes)}\n"


if __name__ == "__main__":
    sys.exit(main())
