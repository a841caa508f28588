"""The programs our start is compared with, each in a virtual environment of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PINS = Path(__file__).parent.parent / "requirements" / "peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program by name, and what it is started with after its own file."""

    name: str
    arguments: tuple[str, ...] = ()


PEERS = (Peer("anki", ("-l", "en", "-b", "anki")), Peer("vorta"), Peer("retext"))
"""Folders among the arguments lie below the home that each program has for itself."""


def command_of(peer: Peer, folder: Path) -> list[str] | None:
    """Return how to start *peer*, installed below *folder* if need be; None if it cannot be had."""
    program = folder / peer.name / "bin" / peer.name
    if not program.exists() and not _install(peer, folder / peer.name):
        return None
    return [str(program), *peer.arguments]


def python_of(pins: str, folder: Path) -> Path | None:
    """Return a Python with what is pinned as *pins*, made below *folder* if need be, or None."""
    program = folder / pins / "bin" / "python"
    return program if program.exists() or _install(Peer(pins), folder / pins) else None


def _install(peer: Peer, folder: Path) -> bool:
    print(f"installing {peer.name} into {folder}", flush=True)
    pins = str(_PINS / f"{peer.name}.txt")
    made = subprocess.run([sys.executable, "-m", "venv", folder], check=False)
    wanted = [str(folder / "bin/pip"), "install", "-q", "--no-deps", "--require-hashes", "-r", pins]
    return not made.returncode and not subprocess.run(wanted, check=False).returncode
