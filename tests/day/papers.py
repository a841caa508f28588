"""The second half of the day: the window in Arabic and back, a paper, and the package."""

from __future__ import annotations

import re
from pathlib import Path

from story import TITLE
from virtual_desktop import Desktop, Seen

ARABIC_PLACE, ENGLISH_PLACE = 4, 1
"""Which entry of the list of languages it is, counted with the key Down."""


def to_arabic(desk: Desktop) -> None:
    """Read the window in Arabic, from the right, with the same figures."""
    _choose_language(desk, ARABIC_PLACE)
    first = desk.find("^نظرة عامة", role="list item")
    assert first.box[0] > 1000
    desk.find("البوسنة والهرسك", role="frame")
    desk.find("^Survey of Bihać", role="table cell")
    desk.picture("arabic")


def to_english(desk: Desktop) -> None:
    """Come back to English; the same record is still chosen."""
    before = _title(desk.wait(_is_chosen, "the chosen row of the list"))
    _choose_language(desk, ENGLISH_PLACE)
    desk.find(f"^{TITLE}$", role="frame")
    assert desk.find("^Overview", role="list item").box[0] < 100
    desk.wait(lambda one: _is_chosen(one) and _title(one) == before, f"{before!r} chosen as before")
    desk.picture("english-again")


def export_paper(desk: Desktop, paper: Path) -> None:
    """Look at the paper, then save it among the documents."""
    desk.press("ctrl+p")
    desk.find(r"^Page 1 of \d+$")
    desk.picture("paper")
    desk.click("^Save…$", role="push button")
    desk.focused("File name")
    desk.press("ctrl+a")
    desk.type(str(paper))
    desk.press("Return")
    desk.says("Saved and read back: ")
    assert paper.stat().st_size > 10_000
    desk.picture("paper-saved")


def pack(desk: Desktop, folder: Path) -> str:
    """Pack for Geneva onto a stick; return the fingerprint that is shown."""
    desk.click("^Send and receive$", role="list item")
    desk.click("^Choose a folder and pack", role="push button")
    desk.focused("Directory")
    desk.type(str(folder))
    desk.press("Return")
    told = desk.says("Submission 1: ").name
    desk.says("Last submission: number 1")
    desk.picture("packed")
    found = re.search("Fingerprint of your key: (.+)", told)
    assert found is not None
    return found.group(1)


def quit_program(desk: Desktop) -> None:
    """Close the program by its key."""
    desk.press("ctrl+q")
    assert desk.ended() == 0


def _choose_language(desk: Desktop, place: int) -> None:
    desk.press("ctrl+shift+l", *["Down"] * place, "Return")


def _is_chosen(one: Seen) -> bool:
    return one.role == "table cell" and one.chosen


def _title(one: Seen) -> str:
    """Return the title in a row, without the language it is in and what is missing in it."""
    return re.split(r"[,،]| \[", one.name)[0].strip()
