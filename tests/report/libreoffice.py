"""Opens Word files with LibreOffice, a reader that is not ours, and says what it found in them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from block_texts import grid_of, passages, tables_of
from pdf_reader import plain

from ccmdesk.report.blocks import Document

ROOT = Path(__file__).parents[2]
PROGRAM = shutil.which("soffice")
_WRITER = Path(PROGRAM or "").resolve().with_name("libswlo.so")
needs_libreoffice = pytest.mark.skipif(not _WRITER.exists(), reason="libreoffice-writer missing")
EDGES = "().,:;،؛«»“”‘’·–[]（）：，。、"
"""Signs around words."""

_SECONDS = 240
_APART = frozenset({"note", "frame"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a document holds, in order; cells without those that others cover."""

    paragraphs: list[str]
    words: set[str]
    tables: list[list[list[str]]]
    alternatives: list[str]
    notes: list[str]
    fields: list[str]
    has_contents: bool


def _environment(folder: Path) -> dict[str, str]:
    """Return one in which it knows the fonts of the project alone: each machine has others."""
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{ROOT / 'resources' / 'fonts'}</dir>"
        f"<cachedir>{folder / 'fonts'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(fonts)}


def converted(files: Mapping[str, bytes], folder: Path, kind: str) -> dict[str, bytes]:
    """Return *files* as LibreOffice writes them in another format; it is started once for all."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            str(PROGRAM),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in files),
        ],
        capture_output=True,
        check=True,
        timeout=_SECONDS,
        env=_environment(folder),
    )
    return {name: (folder / f"{name}.{kind}").read_bytes() for name in files}


def found_in(flat: bytes) -> Found:
    """Return what LibreOffice found, from its flat form of a document."""
    root = ET.fromstring(flat)  # noqa: S314 - our own file, written by LibreOffice
    tables = list(_named(root, "table"))
    texts = [_text(p) for p in root.iter() if _name(p) in {"p", "h"}]
    return Found(
        paragraphs=[plain(text) for text in texts],
        words={plain(word.strip(EDGES)) for text in texts for word in text.split()} - {""},
        tables=[[_cells(row) for row in _named(table, "table-row")] for table in tables],
        alternatives=[said.text or "" for said in _named(root, "desc")],
        notes=[plain(_text(note)) for note in _named(root, "note-body")],
        fields=[_name(e) for e in root.iter() if _name(e) in {"page-number", "page-count"}],
        has_contents=any(_named(root, "table-of-content")),
    )


def prose_of(document: Document) -> list[str]:
    """Return every paragraph but those of the contents, with its number or label, in order."""
    return [plain(one.text) for one in passages(document)]


def cells_of(document: Document) -> list[list[list[str]]]:
    """Return the cells of all tables, in order, without those that others cover."""
    return [
        [[plain(place.text) for place in row if place.merge != ""] for row in grid_of(table)]
        for table in tables_of(document)
    ]


def in_order(wanted: list[object], found: list[object]) -> list[object]:
    """Return what is wanted but does not stand in *found* after the one before."""
    missing = []
    start = 0
    for one in wanted:
        try:
            start = found.index(one, start) + 1
        except ValueError:
            missing.append(one)
    return missing


def _cells(row: ET.Element) -> list[str]:
    return [plain(_text(cell)) for cell in row if _name(cell) == "table-cell"]


def _text(element: ET.Element) -> str:
    """Return the text inside without notes hung on it and pictures."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if _name(child) in _APART else _text(child), child.tail or ""]
    return "".join(parts)


def _named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (element for element in root.iter() if _name(element) == name)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
