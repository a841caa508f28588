"""Reads finished PDF files back: text by two readers, glyphs, marked content, structure."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
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


_Fonts = dict[tuple[int, int], _Font]


def written(document: Document, *, is_tagged: bool = True) -> bytes:
    """Return *document* as PDF."""
    out = io.BytesIO()
    write(document, out, is_tagged=is_tagged)
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
    kept = text if text.isascii() else _format_characters().sub("", text)
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", kept))


@cache
def _format_characters() -> re.Pattern[str]:
    every = map(chr, range(sys.maxunicode + 1))
    return re.compile(f"[{''.join(char for char in every if unicodedata.category(char) == 'Cf')}]")


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
        return list(_shown(pdf.pages[page], {}))


def all_shown_glyphs(data: bytes) -> list[Shown]:
    """Return every glyph of every page; each font is read once."""
    known: _Fonts = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [shown for page in pdf.pages for shown in _shown(page, known)]


def _shown(page: Any, known: _Fonts) -> Iterator[Shown]:
    fonts = {str(name): _known_font(font, known) for name, font in page.Resources.Font.items()}
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


def _known_font(font: Any, known: _Fonts) -> _Font:
    """Return a font, which is *known* from now on by its object."""
    assert font.is_indirect
    if font.objgen not in known:
        known[font.objgen] = _font(font)
    return known[font.objgen]


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
    rows: int
    name: str


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
        int(attributes.get("/RowSpan", 1)),
        str(element.get("/ID", "")),
    )
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid, depth + 1)


def text_of_marks(data: bytes) -> dict[tuple[int, int], str]:
    """Return the text of each marked content by page and number, from left to right.

    Where a text is given beside the glyphs it counts instead of them.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            (index, number): text
            for index, page in enumerate(pdf.pages)
            for number, text in _texts_of_page(page).items()
        }


def _texts_of_page(page: Any) -> dict[int, str]:
    texts: dict[int, str] = {}
    fonts = {str(name): _font(font) for name, font in page.Resources.Font.items()}
    font = next(iter(fonts.values()))
    marks: list[int | None] = []
    said_instead = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        owner = next((mark for mark in reversed(marks) if mark is not None), None)
        match str(operator):
            case "BDC":
                mark = operands[1].get("/MCID")
                marks.append(None if mark is None else int(mark))
                if "/ActualText" in operands[1] and owner is not None:
                    texts[owner] = texts.get(owner, "") + str(operands[1].ActualText)
                    said_instead = len(marks)
            case "BMC":
                marks.append(None)
            case "EMC":
                said_instead = 0 if said_instead == len(marks) else said_instead
                marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if owner is not None:
                parts = operands if str(operator) == "Tj" else operands[0]
                raw = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
                shown = "".join(font.texts.get(cid, "") for cid in _cids(raw))
                texts[owner] = texts.get(owner, "") + ("" if said_instead else shown)
            case _:
                pass
    return texts


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader says at a place in the tree: the kinds of the elements there, and the text."""

    path: tuple[str, ...]
    text: str
    language: str


def read_aloud(data: bytes) -> list[Said]:
    """Return everything in the order of the structure tree, joined where one element goes on."""
    texts = text_of_marks(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        root = pdf.Root.StructTreeRoot.K
        said: list[tuple[Any, Said]] = []
        for path, owner, page, number, language in _marked(root, (), pages, str(pdf.Root.Lang)):
            text = texts.get((page, number), "")
            if said and said[-1][0] == owner.objgen:
                text = said.pop()[1].text + text
            said.append((owner.objgen, Said(path, text, language)))
        return [each for _, each in said]


def _marked(
    element: Any, above: tuple[str, ...], pages: dict[Any, int], language: str
) -> Iterator[tuple[tuple[str, ...], Any, int, int, str]]:
    path = (*above, str(element.S)[1:])
    language = str(element.get("/Lang", language))
    own_page = pages[element.Pg.objgen] if "/Pg" in element else -1
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            yield path, element, own_page, kid, language
        elif "/MCID" in kid:
            yield path, element, pages[kid.Pg.objgen], int(kid.MCID), language
        elif "/S" in kid:
            yield from _marked(kid, path, pages, language)


@dataclass(frozen=True, slots=True)
class Jump:
    """A link: where it is clicked, what is said of it, and the page and y it leads to."""

    page: int
    box: tuple[float, ...]
    contents: str
    to_page: int
    to_y: float
    kind: str


def links(data: bytes) -> list[Jump]:
    """Return the links of all pages with the kind of the element each belongs to."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = {int(key): owner for key, owner in zip(flat[::2], flat[1::2], strict=True)}
        found: list[Jump] = []
        for index, page in enumerate(pdf.pages):
            for link in page.get("/Annots", []):
                to = link.A.D
                owner = owners[int(link.StructParent)]
                assert any(
                    isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == link
                    for kid in owner.K
                )
                box = tuple(float(corner) for corner in link.Rect)
                jump = Jump(
                    index, box, str(link.Contents), pages[to[0].objgen], float(to[3]), str(owner.S)
                )
                found.append(jump)
        return found
