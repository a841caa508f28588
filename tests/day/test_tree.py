"""What a screen reader is told of every page: each control has a name, and Tab reaches it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from virtual_desktop import Desktop, Seen, desktop, lacking

from ccmdesk.cli.main import main
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.ui.sections import SECTIONS

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("CCMDESK_DAY") != "1", reason="CCMDESK_DAY=1 reads every page from outside"
    ),
    pytest.mark.timeout(2400),
]
LISTED = {
    *("list item", "table cell", "tree item", "table row header", "table column header"),
    "page tab",
}
CONTROLS = {"push button", "text", "combo box", "check box", "table", "list", "password text"}
ONLY_ASKED = {"Find a place, a record or a command"}
"""Takes the keyboard when it is asked to, by Ctrl+K or a click."""

VIEWS = {ENGLISH(view.label) for section in SECTIONS for view in section.views}

RAW = re.compile(r"[a-z]+(_[a-z]+)+|Q[A-Z]\w+|<\w.*>|\{\w+\}")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desktop]:
    assert lacking() == []
    file = tmp_path / "BIH.ccmdesk"
    assert main(["new", str(file), "--country", "BIH", "--years", "2026-2030"]) == 0
    assert main(["add", str(file), "activity", "title@en=Survey of Mostar"]) == 0
    with desktop(tmp_path / "home", pictures=tmp_path / "pictures") as started:
        started.start([sys.executable, "-m", "ccmdesk", str(file)])
        started.find("^Sections of the plan$", role="list")
        yield started


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_control_of_every_page_has_a_name(desk: Desktop, code: str) -> None:
    lang = Lang.load(code)
    if code == "ar":
        desk.press("ctrl+shift+l", "Down", "Down", "Down", "Down", "Return")
    nameless = {}
    for section in SECTIONS:
        title = lang(section.label)
        desk.click(f"^{re.escape(title)}(،|,|$)", role="list item")
        desk.find(f"^{re.escape(title)}$", role="label")
        nameless[section.name] = _nameless(desk.look(scrolled=True))
    for dialog in ("ctrl+comma", "F1"):
        desk.press(dialog)
        desk.until(lambda: len(_windows(desk)) > 1, dialog)
        nameless[dialog] = _nameless(desk.look(scrolled=True))
        desk.press("Escape")
        desk.until(lambda: len(_windows(desk)) == 1, f"{dialog} closed")
    assert {page: found for page, found in nameless.items() if found} == {}


@pytest.mark.parametrize("name", [section.name for section in SECTIONS])
def test_tab_reaches_every_control_and_comes_round(desk: Desktop, name: str) -> None:
    (title,) = [ENGLISH(section.label) for section in SECTIONS if section.name == name]
    desk.click(f"^{re.escape(title)}(,|$)", role="list item")
    desk.find(f"^{re.escape(title)}$", role="label")
    wanted = {_key(one) for one in desk.look() if _takes_tab(one)}
    assert wanted - _round(desk, limit=2 * len(wanted) + 10) == set()


def _round(desk: Desktop, *, limit: int) -> set[tuple[str, str]]:
    """Go on with Tab until it comes back to where it began; return all that it led to.

    A table in which Tab goes from cell to cell is left by Ctrl+Tab, and its description says so.
    """
    reached: list[tuple[str, str]] = []
    for _ in range(limit):
        here = desk.wait(_has_keyboard, "the keyboard in a control")
        if reached and _key(here) == reached[0]:
            return set(reached)
        kept = here.role == "table" and reached[-1:] == [_key(here)]
        assert not kept or "Ctrl+Tab leaves the table" in here.description
        reached.append(_key(here))
        desk.press("ctrl+Tab" if kept else "Tab")
    return pytest.fail(f"Tab does not come round: {reached}")


def _has_keyboard(one: Seen) -> bool:
    """Whether the keyboard is in it; Qt says so of the current line of every list and tab bar."""
    return one.focused and one.role not in LISTED


def _nameless(shown: list[Seen]) -> list[str]:
    """Return what takes the keyboard and has no name, or one that is no word.

    An empty cell of a table has the names of its row and column.
    """
    return [
        f"{one.role} {one.name!r} at {one.box}"
        for one in shown
        if one.focusable
        and one.role not in {"label", "table cell"}
        and (not (one.name or one.label) or RAW.fullmatch(one.name) or one.role == "unknown")
    ]


def _windows(desk: Desktop) -> list[Seen]:
    """Return the windows; a plain one such as the help is told by its name alone."""
    shown = desk.look()
    return [one for one in shown if one.role in {"frame", "dialog"} or "ccmdesk" in one.name]


def _takes_tab(one: Seen) -> bool:
    """Whether Tab must lead to it; among kinds and views it leads to the chosen one."""
    of_group = re.search(r": \d+$", one.name) is not None or one.name in VIEWS
    by_arrow = of_group and not one.chosen
    lead_elsewhere = by_arrow or one.name in ONLY_ASKED
    return one.focusable and one.enabled and one.role in CONTROLS and not lead_elsewhere


def _key(one: Seen) -> tuple[str, str]:
    return one.role, one.label or one.name
