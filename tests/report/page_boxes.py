"""Reads the boxes of all texts of a PDF of ours fast enough for papers of thousands of pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_ABOVE, _BELOW = 0.72, 0.22  # of the size, over and under the baseline; letters are within
_OPERATORS = re.compile(
    rb"(?P<text>BT)\b|/(?P<kind>\w+)<<(?P<entries>.*?)>>BDC|(?P<end>EMC)"
    rb"|(?P<x>-?[\d.]+) (?P<y>-?[\d.]+) Td|/(?P<font>F\w+) (?P<size>[\d.e+-]+) Tf"
    rb"|\[(?P<array>[^\]]*)\]TJ|(?P<one><[0-9A-F]*>)Tj"
)
_PARTS = re.compile(rb"<([0-9A-F]*)>|(-?[\d.]+)")
_SAID = re.compile(rb"ActualText<FEFF([0-9A-F]*)>")


@dataclass(slots=True)
class TextBox:
    """One line of a text: its box in points, the mark it belongs to, and what is read there.

    *mark* is None for artifacts such as running heads. *missing* counts glyphs that a font lacks.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float
    kind: str
    mark: int | None
    text: str = ""
    missing: int = 0

    def covers(self, other: TextBox, *, slack: float = 0.4) -> bool:
        """Whether both have more than *slack* points in common in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > slack and down > slack


@dataclass(frozen=True, slots=True)
class _Font:
    widths: list[float]
    texts: dict[int, str]
    missing: frozenset[int]


def text_boxes(data: bytes) -> Iterator[list[TextBox]]:
    """Yield the boxes of each page in the order of its content."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts: dict[str, _Font] = {}
        for index, page in enumerate(pdf.pages):
            if not fonts:
                found = page.Resources.Font.items()
                fonts = {str(name)[1:]: _font(font) for name, font in found}
            yield _Reader(index, fonts).read(page.Contents.read_bytes())


def overlapping(boxes: list[TextBox]) -> list[tuple[TextBox, TextBox]]:
    """Return the pairs of boxes of one page that cover each other."""
    found: list[tuple[TextBox, TextBox]] = []
    open_ones: list[TextBox] = []
    for box in sorted((box for box in boxes if box.text.strip()), key=lambda box: -box.top):
        open_ones = [other for other in open_ones if other.bottom < box.top]
        found += [(other, box) for other in open_ones if other.covers(box)]
        open_ones.append(box)
    return found


def _font(font: Any) -> _Font:
    descendant = font.DescendantFonts[0]
    glyphs = descendant.CIDToGIDMap.read_bytes()
    pairs = re.findall(rb"^<(\w{4})><(\w+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    texts = {int(cid, 16): bytes.fromhex(t.decode()).decode("utf-16-be") for cid, t in pairs}
    zeros = (at // 2 for at in range(0, len(glyphs), 2) if glyphs[at : at + 2] == b"\0\0")
    return _Font([float(width) for width in descendant.W[1]], texts, frozenset(zeros))


@dataclass(slots=True)
class _Reader:
    """Follows the operators of one page."""

    page: int
    fonts: dict[str, _Font]
    boxes: list[TextBox] = field(default_factory=list)
    marks: list[tuple[str, int | None]] = field(default_factory=list)
    said_at: int = 0
    x: float = 0.0
    y: float = 0.0
    line_x: float = 0.0
    size: float = 0.0
    font: _Font | None = None

    def read(self, content: bytes) -> list[TextBox]:
        for found in _OPERATORS.finditer(content):
            self._does(found)
        return self.boxes

    def _does(self, found: re.Match[bytes]) -> None:
        match found.lastgroup:
            case "text":
                self.line_x = self.y = 0.0
            case "y":
                self.line_x += float(found["x"])
                self.y += float(found["y"])
                self.x = self.line_x
                self._begin()
            case "size":
                self.font, self.size = self.fonts[found["font"].decode()], float(found["size"])
            case "array" | "one":
                self._show(found["array"] or found["one"])
            case "entries":
                self._open(found["kind"].decode(), found["entries"])
            case "end":
                self.said_at = 0 if self.said_at == len(self.marks) else self.said_at
                self.marks.pop()
            case _:
                raise AssertionError(found)

    def _open(self, kind: str, entries: bytes) -> None:
        said = _SAID.search(entries)
        number = re.search(rb"MCID (\d+)", entries)
        above = self.marks[-1] if self.marks else ("", None)
        self.marks.append((kind, int(number[1])) if number else above if said else (kind, None))
        if said:
            self.boxes[-1].text += bytes.fromhex(said[1].decode()).decode("utf-16-be")
            self.said_at = len(self.marks)

    def _begin(self) -> None:
        kind, mark = self.marks[-1] if self.marks else ("", None)
        self.boxes.append(TextBox(self.page, 1e9, self.y, -1e9, self.y, kind, mark))

    def _show(self, array: bytes) -> None:
        font, box, per_em = self.font, self.boxes[-1], self.size / 1000
        assert font is not None
        box.left = min(box.left, self.x)
        for shown, back in _PARTS.findall(array):
            if back:
                self.x -= float(back) * per_em
                continue
            cids = [int(shown[at : at + 4], 16) for at in range(0, len(shown), 4)]
            self.x += sum(font.widths[cid] for cid in cids) * per_em
            box.missing += sum(cid in font.missing for cid in cids)
            if not self.said_at:
                box.text += "".join(font.texts.get(cid, "") for cid in cids)
        box.right = max(box.right, self.x)
        box.bottom = min(box.bottom, self.y - _BELOW * self.size)
        box.top = max(box.top, self.y + _ABOVE * self.size)
