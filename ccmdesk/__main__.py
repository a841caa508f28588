"""Opens the window, or runs one command."""

from __future__ import annotations

import sys


def main() -> int:
    """Entry point: a command of the command line, else the window on the given or last plan."""
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and arguments[0].endswith(".ccmdesk")):
        from ccmdesk.ui.run import run_window

        return run_window(arguments)
    from ccmdesk.cli.main import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
