"""The pages on safety: what they name is there, and every note tells all that a reader needs."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = {name: ROOT / "docs" / name for name in ("safety.md", "important-notes.md")}
PARTS = ("What could happen", "State", "How to know", "What to do", "Kept by")
"""What each note tells, in this order."""

_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_NOTES = re.split(r"^### ", PAGES["important-notes.md"].read_text("utf-8"), flags=re.MULTILINE)[1:]


@cache
def _tests_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


def _missing(text: str) -> list[str]:
    """Return the tests that *text* names and that are not there."""
    return [
        f"{file}::{test}"
        for file, test in _NAMED.findall(text)
        if not (ROOT / file).is_file() or test not in _tests_in(file)
    ]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert len(_NAMED.findall(text)) == text.count("::test_") > 10
    assert _missing(text) == []


def test_a_test_that_was_renamed_is_missed() -> None:
    named = "`tests/test_safety_pages.py::test_of_yesterday` and `tests/no.py::test_a`"
    assert _missing(named) == [
        "tests/test_safety_pages.py::test_of_yesterday",
        "tests/no.py::test_a",
    ]


@pytest.mark.parametrize("note", _NOTES, ids=[note.splitlines()[0] for note in _NOTES])
def test_a_note_tells_what_happened_in_which_state_and_what_to_do(note: str) -> None:
    told = note.split("\n## ", maxsplit=1)[0]
    assert tuple(re.findall(r"^- \*\*(.+?):\*\* \S", told, flags=re.MULTILINE)) == PARTS
    assert re.search(r"\*\*State:\*\*[^-]*\b[0-9a-f]{7}\b", told)
    assert "::test_" in told.split("**Kept by:**")[1]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_what_a_page_leads_to_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", text):
        assert (page.parent / target).is_file(), target
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)`", text)) <= set(made)


def test_every_command_of_the_pages_is_one_of_the_program() -> None:
    from ccmdesk.cli.parser import COMMANDS

    text = "".join(page.read_text("utf-8") for page in PAGES.values())
    assert set(re.findall(r"`ccmdesk ([a-z]+)", text)) <= COMMANDS.keys()
