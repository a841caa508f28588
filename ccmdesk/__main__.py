"""Opens the window, or runs one command."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from ccmdesk.launch import BUG, newer_version, note_working


def main() -> int:
    """Entry point: a command of the command line, else the window, of the newest version here."""
    arguments = sys.argv[1:]
    other = newer_version(arguments)
    return _run(arguments) if other is None else other()


def _run(arguments: list[str]) -> int:
    if are_for_window(arguments):
        from ccmdesk.ui.quick_start import start_quickly

        start_quickly()
        from ccmdesk.ui.run import run_window

        return run_window(arguments)
    from ccmdesk.cli.main import main as run_command

    code = run_command(arguments)
    if code != BUG:
        note_working()
    return code


def are_for_window(arguments: list[str]) -> bool:
    """Whether nothing is given, a plan or an update alone, or a hub without what to do with it."""
    match arguments:
        case []:
            return True
        case [file]:
            return file.endswith((".ccmdesk", ".ccmu"))
        case ["hub", store]:
            return not store.startswith("-")
    return False


def shots(ask: Namespace, desk: Any) -> int:
    """Save a picture of each screen; the one command that needs both window and output."""
    from ccmdesk.ui.shots import Shots, save_shots

    asked = Shots(
        plan_file=Path(ask.file),
        folder=Path(ask.out),
        languages=tuple(ask.languages.split(",")),
        scale=ask.scale,
        only=tuple(filter(None, ask.only.split(","))),
    )
    for path in save_shots(asked):
        desk.line(str(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
