"""The manual as a PDF says what the help of the window says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pdf_reader import structure, text_by_pdfium

from ccmdesk.actions.author import Author
from ccmdesk.actions.make_manual import MakeManual, make_manual
from ccmdesk.lang.manual import pages_of
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem


def test_every_page_and_every_field_stands_in_the_manual(
    tmp_path: Path, packs: Packs, author: Author
) -> None:
    out = tmp_path / "manual.pdf"
    make_manual(MakeManual(language="en", out=out), packs=packs, author=author)
    data = out.read_bytes()
    text = " ".join(text_by_pdfium(data).split())
    for page in pages_of("en"):
        assert page.title in text
    assert "Leave it empty to use the gap of the activity" in text
    assert {tag.kind for tag in structure(data)} >= {"H1", "H2", "Table", "L", "Link"}


def test_no_line_ends_inside_what_is_typed(tmp_path: Path, packs: Packs, author: Author) -> None:
    out = tmp_path / "manual.pdf"
    make_manual(MakeManual(language="es", out=out), packs=packs, author=author)
    lines = text_by_pdfium(out.read_bytes()).splitlines()
    assert [line for line in lines if re.search(r"( -|\bto|--\w+)-$", line)] == []
    assert "north.ccmdesk to-north.ccmb" in " ".join(lines)


def test_what_is_not_translated_says_so(tmp_path: Path, packs: Packs, author: Author) -> None:
    out = tmp_path / "manual.pdf"
    make_manual(MakeManual(language="vi", out=out), packs=packs, author=author)
    assert "The history of the plan" in text_by_pdfium(out.read_bytes())


def test_an_unknown_language_is_named(tmp_path: Path, packs: Packs, author: Author) -> None:
    ask = MakeManual(language="xx", out=tmp_path / "manual.pdf")
    with pytest.raises(Problem) as caught:
        make_manual(ask, packs=packs, author=author)
    assert "xx" in str(caught.value.message.values)
