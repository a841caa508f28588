"""A person's day in a real window, worked by mouse and keyboard from outside; needs CCMDESK_DAY=1.

Each step is asserted on what a screen reader is told is on the screen, and kept as a picture in
the folder CCMDESK_DAY_PICTURES, else in the folder of the test.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop import Desktop, Seen, desktop, lacking

from ccmdesk.cli.main import main

pytestmark = [
    pytest.mark.skipif(os.environ.get("CCMDESK_DAY") != "1", reason="CCMDESK_DAY=1 needs a screen"),
    pytest.mark.timeout(1200),
]
LISTED = {"list item", "table cell", "tree item"}
"""What is current in a list counts as focused there, wherever the keyboard is."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Iterator[Desktop]:
    assert lacking() == []
    pictures = Path(os.environ.get("CCMDESK_DAY_PICTURES") or tmp_path / "pictures")
    with desktop(home, [sys.executable, "-m", "ccmdesk"], pictures=pictures) as started:
        yield started


def focused(desk: Desktop) -> Seen | None:
    found = [one for one in desk.look() if one.focused and one.role not in LISTED]
    return found[-1] if found else None


def go_to(desk: Desktop, name: str) -> Seen:
    """Press Tab until the keyboard is in the field with this name."""
    for _ in range(80):
        now = focused(desk)
        if now is not None and re.search(name, now.name):
            return now
        desk.press("Tab")
    raise AssertionError(f"Tab never reaches {name}")
