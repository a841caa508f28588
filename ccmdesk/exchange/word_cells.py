"""The text of the cells of a Word table, as it is once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # a type; bytes are read by bounded expat  # nosec B405

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{W}val"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MOST_SPANNED = 63
"""Word's own limit of columns."""

_LETTERS = {
    "tab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_ADDED = frozenset({"ins", "moveTo"})
_REMOVED = frozenset({"del", "moveFrom"})
_PASSED = frozenset({"drawing", "pict", "object", "delText", "instrText", "delInstrText", "rt"})
"""What is no text of the cell: pictures and their boxes, what was deleted, codes of fields."""


@dataclass(slots=True)
class Noticed:
    """What was met on the way."""

    tracked: bool = False
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of one cell, and how many columns of the table it covers."""

    text: str
    columns: int


def cells_of(row: Element, noticed: Noticed) -> list[Cell] | None:
    """Return the cells of a row; None for a row that is deleted once changes are accepted."""
    if any(part in {"del", "ins"} for part in _names(row, "trPr")):
        noticed.tracked = True
    if "del" in _names(row, "trPr"):
        return None
    return [
        Cell(_cell_text(cell, noticed), _columns(cell))
        for cell in _cells(row)
        if "cellDel" not in _names(cell, "tcPr")
    ]


def local(element: Element) -> str:
    """Return the name of an element of Word, empty for one of any other format."""
    tag = element.tag
    return tag.rpartition("}")[2] if tag.startswith((W, _STRICT)) else ""


def _cells(element: Element) -> Iterator[Element]:
    """Yield the cells, also those inside a content control."""
    for child in element:
        match local(child):
            case "tc":
                yield child
            case "sdt" | "sdtContent" | "customXml":
                yield from _cells(child)


def _columns(cell: Element) -> int:
    for about in cell:
        for each in about if local(about) == "tcPr" else ():
            if local(each) == "gridSpan":
                span = each.get(_VALUE, "1")
                return min(int(span), _MOST_SPANNED) if span.isdecimal() else 1
    return 1


def _cell_text(cell: Element, noticed: Noticed) -> str:
    lines: list[str] = []
    joined = False
    for paragraph in _paragraphs(cell):
        text = "".join(_parts(paragraph, noticed))
        if joined:
            lines[-1] += text
        else:
            lines.append(text)
        joined = _mark_is_deleted(paragraph)
    return "\n".join(lines)


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        name = local(child)
        if name == "p":
            yield child
        elif name and name not in _PASSED:
            yield from _paragraphs(child)


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change joins the paragraph with the next."""
    for about in paragraph:
        if local(about) == "pPr":
            return any("del" in map(local, each) for each in about if local(each) == "rPr")
    return False


def _parts(element: Element, noticed: Noticed) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _LETTERS:
            # Only a tabulator inside a run is one; in the properties it is a stop.
            yield _LETTERS[name] if local(element) == "r" else ""
        elif name == "br":
            yield "" if child.get(f"{W}type") in {"page", "column"} else "\n"
        elif name == "sym":
            yield _symbol(child)
        elif name and name not in _PASSED and not name.endswith("Pr"):
            noticed.tracked |= name in _ADDED | _REMOVED
            noticed.comments += name == "commentReference"
            if name not in _REMOVED:
                yield from _parts(child, noticed)
        elif name.endswith("Pr"):
            noticed.tracked |= _has_change(child)


def _has_change(properties: Element) -> bool:
    return any(local(each) in _ADDED | _REMOVED for part in properties for each in part)


def _symbol(element: Element) -> str:
    number = element.get(f"{W}char", "")
    try:
        return chr(int(number, 16)) if number else ""
    except (ValueError, OverflowError):
        return ""


def _names(element: Element, properties: str) -> set[str]:
    found = (about for about in element if local(about) == properties)
    return {local(each) for about in found for each in about}
