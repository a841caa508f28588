"""Reads finished PDF files back: text by two readers, glyphs, marked content, structure."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from ccmdesk.report.blocks import Document
from ccmdesk.report.pdf.write import write

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils missing")
_SIGNS = re.compile("[A-Za-z\u064b-\u0652]")
_PAINTING = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "BI"]
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A glyph on a page: its font and number, its left and right x, its baseline, what is read."""

    font: str
    glyph: int
    left: float
    right: float
    y: float
    text: str


@dataclass(slots=True)
class _Font:
    name: str
    widths: list[float]
    glyphs: bytes
    texts: dict[int, str]


def written(document: Document) -> bytes:
    """Return *document* as PDF."""
    out = io.BytesIO()
    write(document, out)
    return out.getvalue()


def text_by_poppler(data: bytes, folder: Path, *options: str) -> str:
    """Return what pdftotext reads."""
    file = folder / "read.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", *options, str(file), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def text_by_pdfium(data: bytes) -> str:
    """Return what pdfium reads, page after page."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def plain(text: str) -> str:
    """Return *text* without format characters and white space."""
    kept = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", kept))


def is_asked(word: str, *, rtl: bool) -> bool:
    """Whether both readers can be asked for *word*.

    Both drop a hyphen at the end of a line. In lines from right to left pdfium turns Latin names
    round and detaches vowel signs, and both split a letter from the digit or bracket after it.
    """
    if not rtl:
        return "-" not in word
    return word.isdecimal() or (word.isalpha() and not word.isascii() and not _SIGNS.search(word))


def shown_glyphs(data: bytes, page: int = 0) -> list[Shown]:
    """Return every glyph of a page in the order of its content."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_shown(pdf.pages[page]))


def _shown(page: Any) -> Iterator[Shown]:
    fonts = {str(name): _font(font) for name, font in page.Resources.Font.items()}
    font, size = next(iter(fonts.values())), 0.0
    x = y = 0.0
    rise = 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BT":
                line_x = line_y = 0.0
            case "Td":
                line_x, line_y = line_x + float(operands[0]), line_y + float(operands[1])
                x, y = line_x, line_y
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Ts":
                rise = float(operands[0])
            case "Tj" | "TJ":
                parts = operands if str(operator) == "Tj" else operands[0]
                for part in parts:
                    if not isinstance(part, pikepdf.String):
                        x -= float(part) * size / 1000
                        continue
                    for cid in _cids(bytes(part)):
                        glyph = int.from_bytes(font.glyphs[2 * cid : 2 * cid + 2], "big")
                        right = x + font.widths[cid] * size / 1000
                        yield Shown(font.name, glyph, x, right, y + rise, font.texts.get(cid, ""))
                        x = right
            case _:
                pass


def _cids(raw: bytes) -> list[int]:
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


def _font(font: Any) -> _Font:
    descendant = font.DescendantFonts[0]
    widths = [float(width) for width in descendant.W[1]]
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    texts = {
        int(cid, 16): bytes.fromhex(text).decode("utf-16-be")
        for cid, text in re.findall(r"^<(\w{4})><(\w+)>$", cmap, re.MULTILINE)
    }
    name = str(font.BaseFont)[8:]
    return _Font(name, widths, descendant.CIDToGIDMap.read_bytes(), texts)


def painted_outside_marks(data: bytes) -> int:
    """Return how many operators paint outside marked content; marks must close on their page."""
    outside = 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            depth = 0
            for _, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                depth += (name in {"BMC", "BDC"}) - (name == "EMC")
                outside += name in _PAINTING and depth == 0
            assert depth == 0
    return outside


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the structure tree: how deep it is, and what it says of itself."""

    depth: int
    kind: str
    language: str
    alternative: str
    scope: str
    span: int


def structure(data: bytes) -> list[Tag]:
    """Return every element in reading order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_walk(pdf.Root.StructTreeRoot.K, 0))


def _walk(element: Any, depth: int) -> Iterator[Tag]:
    attributes = element.get("/A", {})
    yield Tag(
        depth,
        str(element.S)[1:],
        str(element.get("/Lang", "")),
        str(element.get("/Alt", "")),
        str(attributes.get("/Scope", "")),
        int(attributes.get("/ColSpan", 1)),
    )
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid, depth + 1)


def text_of_marks(data: bytes) -> dict[tuple[int, int], str]:
    """Return the text of each marked content by page and number, from left to right."""
    texts: dict[tuple[int, int], str] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for index, page in enumerate(pdf.pages):
            fonts = {str(name): _font(font) for name, font in page.Resources.Font.items()}
            font = next(iter(fonts.values()))
            marks: list[int | None] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "BDC":
                        mark = operands[1].get("/MCID")
                        marks.append(None if mark is None else int(mark))
                    case "BMC":
                        marks.append(None)
                    case "EMC":
                        marks.pop()
                    case "Tf":
                        font = fonts[str(operands[0])]
                    case "Tj" | "TJ":
                        owner = next((m for m in reversed(marks) if m is not None), None)
                        if owner is not None:
                            parts = operands if str(operator) == "Tj" else operands[0]
                            raw = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
                            shown = "".join(font.texts.get(cid, "") for cid in _cids(raw))
                            texts[index, owner] = texts.get((index, owner), "") + shown
                    case _:
                        pass
    return texts
