"""A command writes what the ending of the name says, or says that it does not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ccmdesk.cli.main import main

STATEMENT = ("export", "{plan}", "--document", "statement", "--language", "en")
TRANSLATOR = ("translations-out", "{plan}", "--language", "fr")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "lao.ccmdesk"
    assert main(["new", str(file), "--country", "LAO", "--years", "2026-2030"]) == 0
    return file


def _write(plan: Path, command: tuple[str, ...], name: str) -> Path:
    out = plan.with_name(name)
    asked = [part.format(plan=plan) for part in command]
    assert main([*asked, "--out", str(out)]) == 0
    return out


def test_without_a_format_the_ending_says_what_is_written(plan: Path) -> None:
    word = _write(plan, STATEMENT, "statement.DOCX")
    assert "word/document.xml" in zipfile.ZipFile(word).namelist()
    assert _write(plan, STATEMENT, "statement.pdf").read_bytes().startswith(b"%PDF")
    table = _write(plan, TRANSLATOR, "texts.docx")
    assert "word/document.xml" in zipfile.ZipFile(table).namelist()
    for name in ("texts.xlf", "texts.xliff"):
        assert 'version="2.0"' in _write(plan, TRANSLATOR, name).read_text("utf-8")
    older = _write(plan, (*TRANSLATOR, "--format", "xliff12"), "older.xlf")
    assert 'version="1.2"' in older.read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "name", "says"),
    [
        ((*STATEMENT, "--format", "docx"), "st.pdf", "end with .docx"),
        ((*STATEMENT, "--format", "pdf"), "st.docx", "end with .pdf"),
        (STATEMENT, "st.odt", "end with .pdf / .docx"),
        (STATEMENT, "statement", "end with .pdf / .docx"),
        ((*TRANSLATOR, "--format", "xliff2"), "t.docx", "end with .xlf"),
        (TRANSLATOR, "t.txt", "end with .xlf / .xliff / .docx"),
        (("template",), "t.csv", "end with .xlsx"),
        (("workbook", "{plan}"), "wb", "end with .xlsx"),
        (("manual",), "manual.docx", "end with .pdf"),
    ],
)
def test_a_file_is_never_called_what_it_is_not(
    plan: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], name: str, says: str
) -> None:
    before = sorted(plan.parent.iterdir())
    asked = [part.format(plan=plan) for part in command]
    assert main([*asked, "--out", str(plan.with_name(name))]) == 1
    told = capsys.readouterr().err
    assert name in told
    assert says in told
    assert sorted(plan.parent.iterdir()) == before
