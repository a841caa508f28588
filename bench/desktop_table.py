"""Measures one way of showing all areas of a plan: first paint, random jumps, memory.

Both ways stand in the same program with the same plan open, which begins as the window does: only
what the list adds is compared in time, and the whole of the program in memory.

    python bench/desktop_table.py ours|all FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

from ccmdesk.ui.quick_start import start_quickly


def main(way: str, file: Path) -> None:
    start_quickly()
    from desktop_list import measure  # noqa: PLC0415 - the window loads nothing before that

    measure(way, file)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
